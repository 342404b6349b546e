"""A Notice and the changes that weigh into the words that findings and commands say of them (``notice.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policyc.korean import fill
from policyc.model.change import Change, Comparison
from policyc.model.notice import Notice
from policyc.sheet import sheet


def measure(counted: Notice, comparison: Comparison | None = None) -> str:
    """Say how many days are owed and by what: a promise, whose and for what, or custom."""
    origin = counted.origins.get("owed")
    term = origin.source if origin else counted.weight or "general"
    elsewhere = comparison is not None and counted.terms != comparison.new
    kind = "terms" if elsewhere and counted.because == "promise" else counted.because
    by = comparison is not None and f"{kind}-{term}" in _words()["measures"]
    return fill(_words()["measures"][f"{kind}-{term}" if by else kind], {"owed": counted.owed, "terms": counted.terms})


def weighing(changes: Sequence[Change], shown: int) -> str:
    """Tell the changes that decide, all of one weight: how many there are, and the first of them."""
    from policyc.changes.kinds import says

    values = {
        "weight": weight(changes[0].weight),
        "count": len(changes),
        "listed": " ".join(says(one) for one in changes[:shown]),
        "more": len(changes) - shown,
    }
    return fill(_words()["weighing-more" if len(changes) > shown else "weighing"], values)


def weight(of: str) -> str:
    """Name a weight."""
    return str(_words()["weights"][of])


def _words() -> Mapping[str, Any]:
    return sheet(Path(__file__).with_name("notice.yaml"))
