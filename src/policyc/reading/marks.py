"""PyYAML's marks → spans that hold exactly what the author wrote."""

from __future__ import annotations

import re
from typing import Any, Final

from policyc.place import Span

_PROPERTIES: Final = re.compile(r"(?:[&!]\S*\s*)+")
_NEAR: Final = 200


def begin(text: str, event: Any) -> int:
    """Return where the node of `event` itself begins, behind its anchor and its tag."""
    start: int = event.start_mark.index
    if event.anchor is None and event.tag is None:
        return start
    if isinstance(event.end_mark.index, int) and event.end_mark.index > start:
        found = _PROPERTIES.match(text, start, event.end_mark.index)
        return found.end() if found else start
    return start


def place(text: str, mark: Any, index: int) -> tuple[int, int]:
    """Return line and column of `index`, counted from a mark before or shortly behind it."""
    if index >= mark.index:
        breaks = text.count("\n", mark.index, index)
        line = mark.line + 1 + breaks
        column = mark.column + 1 + index - mark.index if not breaks else index - text.rfind("\n", 0, index)
    else:
        breaks = text.count("\n", index, mark.index)
        line = mark.line + 1 - breaks
        column = mark.column + 1 - (mark.index - index) if not breaks else index - text.rfind("\n", 0, index)
    return line, column


def span(text: str, event: Any, start: int) -> Span:
    """Give the place of a scalar, without its properties and without the blank lines behind a block."""
    first, last = event.start_mark, event.end_mark
    if event.style in ("|", ">"):
        return _between(text, first, start, start + len(text[start : last.index].rstrip()))
    if first.index == last.index:  # nothing: right behind the colon or the dash, wherever the parser noticed
        near = text[max(0, start - _NEAR) : start]
        bare = start - len(near) + len(near.rstrip())
        return _between(text, first, bare, bare)
    if start != first.index:
        return _between(text, first, min(start, last.index), last.index)
    return Span(line=first.line + 1, column=first.column + 1, end_line=last.line + 1, end_column=last.column + 1)


def _between(text: str, mark: Any, start: int, end: int) -> Span:
    line, column = place(text, mark, start)
    end_line, end_column = place(text, mark, end)
    return Span(line=line, column=column, end_line=end_line, end_column=end_column)
