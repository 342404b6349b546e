"""Rows of cells into tables: columns that say nothing are left out, equal neighbours share a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from policyc.nodes import Block, Cell, Inline, Note, Paragraph, Table, Text
from policyc.record import NOTHING

Content: TypeAlias = tuple[Block, ...]


def text(*words: str) -> Content:
    """One paragraph of plain words, joined by commas; nothing for no words."""
    return (Paragraph((Text(", ".join(words)),)),) if words else ()


def inline(parts: tuple[Inline, ...]) -> Content:
    """One paragraph; nothing for no parts."""
    return (Paragraph(parts),) if parts else ()


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Content]],
    *,
    merged: Sequence[str] = (),
    empty: Mapping[str, str] = NOTHING,
    notes: tuple[Note, ...] = (),
) -> Table:
    """Make a table; the first column heads its row, an empty cell says what `empty` has for its column.

    `merged` columns join equal cells.
    """
    kept = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in rows)]
    drawn: list[tuple[Cell, ...]] = []
    for index, row in enumerate(rows):
        cells = []
        for place in kept:
            joins = columns[place] in merged
            if joins and index > 0 and rows[index - 1][place] == row[place]:
                continue
            span = _span(rows, index, place) if joins else 1
            cells.append(Cell(row[place] or text(*filter(None, [empty.get(columns[place])])), span, place == 0))
        drawn.append(tuple(cells))
    return Table(caption, tuple(columns[place] for place in kept), tuple(drawn), notes)


def _span(rows: Sequence[Sequence[Content]], index: int, place: int) -> int:
    below = index + 1
    while below < len(rows) and rows[below][place] == rows[index][place]:
        below += 1
    return below - index
