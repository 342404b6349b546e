"""Changes into what their author may have meant: an entry that left under one id and came under another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.finding import Finding
from policyc.model.change import Change


def suggestions(_changes: Sequence[Change]) -> Iterator[Finding]:
    """Yield nothing yet."""
    yield from ()
