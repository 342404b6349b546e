"""Where ` #1` would make YAML drop the rest of a sentence without a sound."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from policyc.finding import Finding
from policyc.reading.quoting import clipped, line_end, line_start, quoted, stretch

_SIGN: Final = re.compile(r"(?<=\s)#+[^\s#]")
_CLOSED: Final = ('"', "'", "]", "}")
_ENTRY: Final = re.compile(r"[\[{] *|, *|: +")
_LEAD: Final = re.compile(r"\s*(?:- +)*(?:[^\s\[{\"'][^:]*: +)?")


def swallowed(text: str, scalars: Sequence[tuple[int, int]], until: int | None = None) -> Iterator[Finding]:
    """Yield a finding for each comment that stands behind words and does not look like a comment."""
    starts = [start for start, _ in scalars]
    past = 0
    for sign in _SIGN.finditer(text, 0, len(text) if until is None else until):
        at = sign.start()
        if at < past or _inside(scalars, starts, at):
            continue
        past, begun = line_end(text, at), line_start(text, at)
        comment = _comment(text, scalars, starts, begun, at)
        before = text[begun:comment].rstrip()
        if before and comment == at and not before.endswith(_CLOSED):
            yield finding(text, at)


def finding(text: str, at: int) -> Finding:
    """Say that the words from the sign at `at` on would be lost, and how the whole would be kept."""
    start, end = words(text, at)
    span = stretch(text, at, end)
    return Finding(code="hash-in-text", args={"lost": text[at:end], "quoted": quoted(text[start:end])}, span=span)


def words(text: str, at: int) -> tuple[int, int]:
    """Return the stretch of the sentence that the sign at `at` cuts in two."""
    begun = line_start(text, at)
    lead = _LEAD.match(text, begun, at)
    start = lead.end() if lead else begun
    brackets = text[start] in "[{"
    if brackets:
        start = max(found.end() for found in _ENTRY.finditer(text, start, at))
    return start, clipped(text, start, flow=brackets)


def _inside(scalars: Sequence[tuple[int, int]], starts: Sequence[int], at: int) -> bool:
    nearest = bisect_right(starts, at) - 1
    return nearest >= 0 and at < scalars[nearest][1]


def _comment(text: str, scalars: Sequence[tuple[int, int]], starts: Sequence[int], begun: int, at: int) -> int:
    """Return where the comment begins that the sign at `at` belongs to."""
    for index in range(begun, at):
        if text[index] == "#" and (index == begun or text[index - 1].isspace()) and not _inside(scalars, starts, index):
            return index
    return at
