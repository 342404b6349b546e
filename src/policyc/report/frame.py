"""A text and a span → the line and a caret under it, by display width, with nothing hidden."""

from __future__ import annotations

import unicodedata
from typing import Final

from policyc.korean import width
from policyc.place import Span

_COLUMNS: Final = 100
_BEFORE: Final = 40  # how much is shown before the caret when a line has to be cut
_MORE: Final = "…"
_HIDDEN: Final = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_JOINED: Final = (0x34F, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, *range(0xFE00, 0xFE10))
_BLANK: Final = frozenset(map(chr, (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *_JOINED)))


def frame(text: str, span: Span) -> list[str]:
    """Return the three lines that show where `span` begins: a bar, the line with its number, the caret."""
    lines = text.split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    first = min(span.column - 1, len(line))
    last = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    cells = shown(line)
    part, before, under = _cut(cells, first, max(last, first))
    number = f"{span.line:>4}"
    bar = " " * len(number) + " |"
    return [bar, f"{number} | {part}".rstrip(), f"{bar} {' ' * before}{'^' * max(under, 1)}"]


def shown(line: str) -> list[str]:
    """Return the characters of a line, each as it may be printed."""
    plain = line.isprintable() and _BLANK.isdisjoint(line)
    return list(line) if plain else [visible(character) for character in line]


def visible(character: str) -> str:
    """Return a character as it may be printed: one that hides or turns the others becomes ``‹U+200B›``."""
    if character == "\t":
        return "‹TAB›"
    category = unicodedata.category(character)
    if category in _HIDDEN or character in _BLANK or (category == "Zs" and character != " "):
        return f"‹U+{ord(character):04X}›"
    return character


def _cut(cells: list[str], first: int, last: int) -> tuple[str, int, int]:
    """Keep what fits of a line around the caret; return it, the columns before the caret and those under it."""
    widths = [width(cell) for cell in cells]
    start, end = 0, len(cells)
    if sum(widths) > _COLUMNS:
        if sum(widths[:last]) > _COLUMNS:
            start = _back(widths, first, _BEFORE)
        end = _forward(widths, start, _COLUMNS)
    head, tail = _MORE if start else "", _MORE if end < len(cells) else ""
    before = width(head) + sum(widths[start:first])
    return f"{head}{''.join(cells[start:end])}{tail}", before, sum(widths[first : min(last, end)])


def _back(widths: list[int], index: int, columns: int) -> int:
    while index > 0 and columns >= widths[index - 1]:
        index -= 1
        columns -= widths[index]
    return index


def _forward(widths: list[int], index: int, columns: int) -> int:
    while index < len(widths) and columns >= widths[index]:
        columns -= widths[index]
        index += 1
    return index
