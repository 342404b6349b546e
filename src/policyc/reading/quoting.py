"""The author's own words → the same words in quotation marks, and how far they reach on their line."""

from __future__ import annotations

import re
from typing import Final

from policyc.place import Span

_SHOWN: Final = 80
_FAR: Final = 2_000
_OPENING, _CLOSING = "[{", "]}"
_CURLY: Final = re.compile("\u201c([^\u201c\u201d]*)\u201d")
_COMMENT: Final = re.compile(r"\s+#(\s|$)")


def quoted(text: str) -> str:
    """Write `text` so that YAML reads exactly it; a long one is cut, for it is an example to follow."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    if '"' not in shown and "\\" not in shown:
        return f'"{shown}"'
    if "'" not in shown:
        return f"'{shown}'"
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def straight(text: str) -> str:
    """Take away the curly quotation marks that a word processor has put around a whole text."""
    found = _CURLY.fullmatch(text)
    return found[1] if found else text


def clipped(text: str, start: int, *, flow: bool) -> int:
    """Return where the words that begin at `start` end: before a comment, or inside brackets before the next entry."""
    end = text.find("\n", start, start + _FAR)
    end = min(len(text), start + _FAR) if end < 0 else end
    if comment := _COMMENT.search(text, start, end):
        end = comment.start()
    if flow:
        end = _entry_end(text, start, end)
    return start + len(text[start:end].rstrip())


def line_end(text: str, index: int) -> int:
    """Return where the line of `index` ends."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def line_start(text: str, index: int) -> int:
    """Return where the line of `index` begins."""
    return text.rfind("\n", 0, index) + 1


def stretch(text: str, start: int, end: int) -> Span:
    """Return the span from index `start` to index `end`; line ends at its own end do not count."""
    end = start + len(text[start:end].rstrip("\n"))
    line, end_line = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    column, end_column = start - line_start(text, start) + 1, end - line_start(text, end) + 1
    return Span(line=line, column=column, end_line=end_line, end_column=end_column)


def _entry_end(text: str, start: int, end: int) -> int:
    depth = 0
    for index in range(start, end):
        character = text[index]
        if character in _OPENING:
            depth += 1
        elif (character in _CLOSING or character == ",") and depth == 0:
            return index
        elif character in _CLOSING:
            depth -= 1
    return end
