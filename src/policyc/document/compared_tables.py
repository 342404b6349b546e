"""Two tables as lines of a comparison: rows that came or went, and cells that changed, by rows' and columns' names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from policyc import grid
from policyc.document.aligning import Thing, aligned
from policyc.document.compared_lines import Line, added, changed, prose, removed, words
from policyc.document.sense import Inlines, flat, key, name
from policyc.nodes import Block, Fields, Table
from policyc.record import Record

HALF = 0.5
"""The part of its cells that a column under a new heading must keep to be the same column."""


class Row(Record):
    """A row on its own: its name, the places of the cells that it says whole, and what each of its cells says."""

    name: str
    named: tuple[int, ...]
    cells: tuple[Inlines, ...]


Place: TypeAlias = tuple[int | None, int | None]


def table_lines(before: Table | None, after: Table | None) -> Iterator[Line]:
    """Compare two tables; a table that came or went is told row by row."""
    title = (after or before or Table("", (), ())).caption
    old, new = _rows(before), _rows(after)
    heads = (_headings(before), _headings(after))
    if before and after and before.caption != after.caption:
        yield words(before.caption, after.caption, "caption", title)
    pairs = aligned([_thing(row) for row in old], [_thing(row) for row in new])
    rows = [(_at(old, pair.old), _at(new, pair.new)) for pair in pairs]
    columns = _columns(*heads, [(one, other) for one, other in rows if one and other])
    for was, now in columns:
        if was is not None and now is not None and heads[0][was] != heads[1][now]:
            yield words(heads[0][was], heads[1][now], "column", title)
    for one, other in rows:
        if one and other:
            yield from _cells(one, other, columns, heads, title)
        elif other:
            yield added(_fields(other, heads[1]), other.name, title)
        elif one:
            yield removed(_fields(one, heads[0]), one.name, title)
    yield from _notes(before, after)


def _at(rows: Sequence[Row], place: int | None) -> Row | None:
    return None if place is None else rows[place]


def _headings(table: Table | None) -> tuple[str, ...]:
    return grid.laid(table)[0] if table else ()


def _rows(table: Table | None) -> list[Row]:
    return [_row(row) for row in grid.laid(table)[1]] if table else []


def _row(row: grid.Row) -> Row:
    """Name a row by its header; one of several under the same header by its second cell too."""
    cells = tuple(flat(slot.cell.blocks) for slot in row)
    naming = [place for place, slot in enumerate(row) if slot.cell.header] or [0]
    shared = any(row[place].rows > 1 or not row[place].starts for place in naming)
    naming += [naming[-1] + 1] if shared and naming[-1] + 1 < len(row) else []
    names = {place: name(cells[place]) for place in naming}
    said = tuple(place for place, text in names.items() if text == key(cells[place]))
    return Row(name=" > ".join(filter(None, names.values())), named=said, cells=cells)


def _thing(row: Row) -> Thing:
    return Thing("\n".join(map(key, row.cells)), row.name)


def _columns(before: Sequence[str], after: Sequence[str], rows: Sequence[tuple[Row, Row]]) -> list[Place]:
    """Pair columns by their headings, then those that say the same in most rows; the new ones in their order."""
    found: dict[int, int] = {}
    for now, heading in enumerate(after):
        same = [was for was, name in enumerate(before) if name == heading and was not in found.values()]
        found |= {now: same[0]} if same else {}
    for now in range(len(after)):
        free = [was for was in range(len(before)) if was not in found.values()]
        if now not in found and (best := max(free, key=lambda was: _shared(was, now, rows), default=None)) is not None:
            found |= {now: best} if _shared(best, now, rows) >= HALF else {}
    gone = [was for was in range(len(before)) if was not in found.values()]
    return [*((found.get(now), now) for now in range(len(after))), *((was, None) for was in gone)]


def _shared(was: int, now: int, rows: Sequence[tuple[Row, Row]]) -> float:
    same = [key(old.cells[was]) == key(new.cells[now]) != "" for old, new in rows]
    return sum(same) / len(same) if same else 0.0


def _cells(
    old: Row, new: Row, columns: Sequence[Place], heads: tuple[Sequence[str], Sequence[str]], title: str
) -> Iterator[Line]:
    for was, now in columns:
        before = old.cells[was] if was is not None else ()
        after = new.cells[now] if now is not None else ()
        if key(before) != key(after):
            heading = heads[1][now] if now is not None else heads[0][was or 0]
            yield changed(before, after, " > ".join(filter(None, (new.name, heading))), title)


def _fields(row: Row, headings: Sequence[str]) -> tuple[Block, ...]:
    """Write a whole row as pairs, without its empty cells and those that its name says."""
    pairs = {place: (headings[place], cell) for place, cell in enumerate(row.cells) if cell}
    rest = [pair for place, pair in pairs.items() if place not in row.named]
    return (Fields(tuple(rest or pairs.values())),)


def _notes(before: Table | None, after: Table | None) -> Iterator[Line]:
    old, new = (table.notes if table else () for table in (before, after))
    for pair in aligned([Thing(key(note.inlines)) for note in old], [Thing(key(note.inlines)) for note in new]):
        one = None if pair.old is None else old[pair.old]
        yield from prose(one, None if pair.new is None else new[pair.new])
