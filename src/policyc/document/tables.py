"""Rows of facts into a table, cards or a list: columns as the author's outline chooses, else all that say something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from policyc.model.part import OutlineNode, Word
from policyc.nodes import Block, Break, Cell, Fields, Inline, Items, Note, Paragraph, Strong, Table, Text
from policyc.record import Record

Content: TypeAlias = tuple[Block, ...]


class Column(Record, kw_only=False):
    """A column: `id` is how an outline names it, `cell` writes it for a row, `empty` stands where it says nothing.

    Equal neighbours of a `merged` column become one cell.
    """

    id: str
    label: str
    cell: Callable[[Any], Content]
    merged: bool = False
    empty: str = ""


def text(*words: str) -> Content:
    """One paragraph of plain words, joined by commas; nothing for no words."""
    return (Paragraph((Text(", ".join(words)),)),) if words else ()


def inline(parts: tuple[Inline, ...]) -> Content:
    """One paragraph; nothing for no parts."""
    return (Paragraph(parts),) if parts else ()


def notes(words: Iterable[Word], of: str = "") -> tuple[Note, ...]:
    """Write notes, with the name of what they are bound to where there are several such things."""
    return tuple(Note((Text(f"{of}: {word.text}" if of else word.text),)) for word in words)


def shown(
    node: OutlineNode, caption: str, columns: Sequence[Column], rows: Sequence[Any], notes: tuple[Note, ...] = ()
) -> tuple[Block, ...]:
    """Show rows the way the author's outline asks for (``as``, ``columns``); nothing for no rows.

    The first column names its row; another in which no row says anything is left out.
    """
    if not rows:
        return ()
    chosen = _chosen(columns, node)
    cells = [[column.cell(row) for column in chosen] for row in rows]
    kept = [place for place in range(len(chosen)) if place == 0 or any(line[place] for line in cells)]
    kept_columns = [chosen[place] for place in kept]
    lines = [[line[place] for place in kept] for line in cells]
    if node.as_ == "cards":
        return (*(_card(kept_columns, line) for line in lines), *notes)
    if node.as_ == "list":
        return (Items(ordered=False, items=tuple(_listed(kept_columns, line) for line in lines)), *notes)
    return (_table(caption, kept_columns, lines, notes),)


def _chosen(columns: Sequence[Column], node: OutlineNode) -> list[Column]:
    """Take the author's columns, in his order and under his headings; all where he chose none."""
    known = {column.id: column for column in columns}
    asked = [wanted for wanted in node.columns if wanted.id in known]
    if not asked:
        return list(columns)
    return [known[wanted.id].replace(label=wanted.heading or known[wanted.id].label) for wanted in asked]


def _table(
    caption: str, columns: Sequence[Column], lines: Sequence[Sequence[Content]], notes: tuple[Note, ...]
) -> Table:
    drawn: list[tuple[Cell, ...]] = []
    for index, line in enumerate(lines):
        cells = []
        for place, column in enumerate(columns):
            if column.merged and index > 0 and lines[index - 1][place] == line[place]:
                continue
            span = _span(lines, index, place) if column.merged else 1
            cells.append(Cell(line[place] or text(*filter(None, [column.empty])), span, place == 0))
        drawn.append(tuple(cells))
    return Table(caption, tuple(column.label for column in columns), tuple(drawn), notes)


def _span(lines: Sequence[Sequence[Content]], index: int, place: int) -> int:
    below = index + 1
    while below < len(lines) and lines[below][place] == lines[index][place]:
        below += 1
    return below - index


def _card(columns: Sequence[Column], line: Sequence[Content]) -> Fields:
    return Fields(tuple((column.label, _flat(cell)) for column, cell in zip(columns, line, strict=True) if cell))


def _listed(columns: Sequence[Column], line: Sequence[Content]) -> Content:
    """Write a row as an item: what names it, then the rest as pairs."""
    rest = tuple((column.label, _flat(cell)) for column, cell in zip(columns[1:], line[1:], strict=True) if cell)
    name = inline((Strong(_flat(line[0])),)) if line[0] else ()
    return (*name, *((Fields(rest),) if rest else ()))


def _flat(content: Content) -> tuple[Inline, ...]:
    """Bring a cell's paragraphs and lists onto lines of one paragraph."""
    found: list[Inline] = []
    for block in content:
        if found:
            found.append(Break())
        if isinstance(block, Paragraph):
            found += block.inlines
        elif isinstance(block, Note):
            found += [Text("※ "), *block.inlines]
        elif isinstance(block, Items):
            for index, item in enumerate(block.items):
                found += [*((Break(),) if index else ()), *_flat(item)]
    return tuple(found)
