"""Lines of rows into tables: their columns, and one table a value where the outline splits them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from policyc.document import durations, lines, wording
from policyc.document.lines import Line
from policyc.document.phrases import Phrases
from policyc.document.remarks import remarks
from policyc.document.tables import Column, Content, inline, shown, text
from policyc.model.part import OutlineNode, Period
from policyc.nodes import Block, Strong, Text
from policyc.place import Path
from policyc.record import Record

WIDE = ("group", "name", "required", "optional", "purposes", "keep", "basis", "method", "from")
LONG = ("group", "name", "items", "purposes", "keep", "basis", "method", "from")
"""The columns where the author chooses none: items by slot in a column each, or all in one."""

SHARED = {"purposes": "purpose", "keep": "keep", "basis": "basis"}
"""Columns that other sections' tables have too, under these labels."""

TOLD_BY_CAPTION: Mapping[str | None, str] = {"context": "group", "group": "group", "basis": "basis"}


class Layout(Record):
    """What a section's tables share: its name, its node, and the columns it has where the author chooses none.

    `general` is the period of rows that say none; `apart` the rows whose refusal has a section of its own.
    """

    section: str
    node: OutlineNode
    columns: tuple[str, ...] = WIDE
    general: Period | None = None
    apart: frozenset[Path] = frozenset()


def whole(node: OutlineNode) -> bool:
    """Tell whether the author's tables hold every item, those that come by themselves too."""
    return node.split == "slot" or any(column.id in ("slot", "items") for column in node.columns)


def tables(
    found: Sequence[Line], caption: str, layout: Layout, phrases: Phrases, *, named: bool = False, consent: bool = False
) -> Iterator[Block]:
    """Show lines in one table, or one a value; `named` captions must be read, `consent` says that all rest on it.

    Remarks stand below their table; below the last where a row stands in several.
    """
    by_slot = layout.node.split == "slot"
    for value, part in lines.split(found, layout.node.split, phrases).items():
        title = ": ".join(filter(None, (caption if named else "", value))) or caption
        if layout.node.as_ in ("cards", "list") and (value or named):
            yield from inline((Strong((Text(title),)),))
        notes = () if by_slot else remarks(part, phrases, layout.apart)
        if any(column.id == "slot" for column in layout.node.columns):
            part = list(lines.one_slot(part))
        yield from shown(layout.node, title, _columns(part, layout, phrases, consent), part, notes)
    if by_slot:
        yield from remarks(found, phrases, layout.apart)


def _columns(part: Sequence[Line], layout: Layout, phrases: Phrases, consent: bool) -> list[Column]:
    """Return all columns for the author to choose from, or those that are shown where he chose none."""
    known = {column.id: column for column in _known(part, layout, phrases)}
    if layout.node.columns:
        return list(known.values())
    chosen = [column for column in (LONG if layout.node.split == "slot" else layout.columns) if column in known]
    if consent:
        chosen.remove("basis")
    told = TOLD_BY_CAPTION.get(layout.node.split)
    bare = told == "group" and not all(lines.name(line, phrases) for line in part)
    if told in chosen and not bare and layout.node.as_ not in ("cards", "list"):
        chosen.remove(told)
    return [known[column] for column in chosen]


def _known(part: Sequence[Line], layout: Layout, phrases: Phrases) -> Iterator[Column]:
    def label(column: str) -> str:
        return _label(layout.section, column, phrases)

    none = phrases.word("none")
    yield Column("group", label("group"), lambda line: _words(lines.group(line, phrases)), True)
    alone = bool(layout.node.columns) and all(column.id != "group" for column in layout.node.columns)
    yield Column("name", label("name"), lambda line: _words(_name(line, alone, phrases)))
    yield Column("slot", label("slot"), lambda line: _words(lines.slot(line, phrases)))
    for slot in ("required", "optional"):
        yield Column(slot, phrases.word(slot), partial(_slot, slot=slot, phrases=phrases), False, none)
    yield Column("items", label("items"), lambda line: _items(line, _unlabelled(part, layout.node), phrases))
    yield Column("purposes", label("purposes"), lambda line: wording.purposes(line.row.purposes, phrases), True)
    several = any(line.row.keep for line in part)
    general = layout.general if several else None
    yield Column("keep", label("keep"), lambda line: keep(line.row.keep or general, phrases), True)
    yield Column("basis", label("basis"), lambda line: wording.bases(line.row.basis, phrases), True)
    yield Column("method", label("method"), lambda line: text(*(word.text for word in line.row.method)), True)
    yield Column("from", label("from"), lambda line: _words(line.row.from_), True)


def _name(line: Line, alone: bool, phrases: Phrases) -> str | None:
    """Name a row; where no column names the entries, one without rows of its own is named here."""
    return lines.name(line, phrases) or (lines.group(line, phrases) if alone else None)


def _label(section: str, column: str, phrases: Phrases) -> str:
    """Return what a section calls a column."""
    return phrases.label("columns", SHARED.get(column) or f"{section}.{column}")


def keep(found: Period | None, phrases: Phrases) -> Content:
    """Write a period, if there is one."""
    return durations.period(found, phrases) if found else ()


def _words(words: str | None) -> Content:
    return text(words) if words else ()


def _slot(line: Line, slot: str, phrases: Phrases) -> Content:
    return wording.items(getattr(line.row, slot) if slot in line.slots else (), phrases.facts, phrases)


def _unlabelled(part: Sequence[Line], node: OutlineNode) -> bool:
    """Tell whether items need not say their slot: a column or the caption does, or all are required."""
    said = node.split == "slot" or any(column.id == "slot" for column in node.columns)
    return said or all(line.slots in ((), ("required",)) for line in part)


def _items(line: Line, unlabelled: bool, phrases: Phrases) -> Content:
    """Write all items of a line, slot by slot (``선택 항목(수취인): …``)."""
    found: list[Block] = []
    for slot in line.slots:
        refs = getattr(line.row, slot)
        if unlabelled:
            found += wording.items(refs, phrases.facts, phrases)
            continue
        for label, names in wording.item_lines(refs, phrases.facts, phrases):
            found += text(f"{phrases.word(slot)}{f'({label})' if label else ''}: {names}")
    return tuple(found)
