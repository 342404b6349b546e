"""A workspace's ``ko/words.yaml`` against ours: only words that there are, each of them text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyc.finding import Finding
from policyc.overlays.saying import plain, unknown
from policyc.place import Source


def check(source: Source, *, ours: Mapping[str, str], drawn: frozenset[str]) -> Iterator[Finding]:
    """Yield what is wrong with the words; a frame of the workspace's own may ask for others (`drawn`)."""
    for key, value in source.data.items():
        if key in ours or key in drawn:
            yield from plain(value, (key,))
        else:
            yield unknown((key,), {*ours, *drawn})
