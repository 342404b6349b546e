"""A Document into plain JSON data that an app draws natively: every node has a `type`, every key is camelCase."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from policyc.korean import long_date
from policyc.nodes import (
    Block,
    Break,
    Cell,
    Del,
    Document,
    Emphasis,
    Fields,
    Inline,
    Ins,
    Items,
    Link,
    Note,
    Paragraph,
    Ref,
    Section,
    Strong,
    Table,
    Text,
    Time,
)

Data = dict[str, Any]


def nodes(document: Document) -> Data:
    """Return the node tree; keys and types are part of the format that apps rely on."""
    return {
        "type": "document",
        "title": document.title,
        "subtitle": document.subtitle,
        "lead": _blocks(document.lead),
        "sections": _blocks(document.sections),
    }


def _inlines(inlines: Iterable[Inline]) -> list[Data]:
    return [INLINES[type(inline)](inline) for inline in inlines]


def _blocks(blocks: Iterable[Block]) -> list[Data]:
    return [BLOCKS[type(block)](block) for block in blocks]


def _text(node: Text) -> Data:
    return {"type": "text", "text": node.text}


def _strong(node: Strong) -> Data:
    return {"type": "strong", "inlines": _inlines(node.inlines)}


def _emphasis(node: Emphasis) -> Data:
    return {"type": "emphasis", "inlines": _inlines(node.inlines)}


def _link(node: Link) -> Data:
    return {"type": "link", "href": node.href, "inlines": _inlines(node.inlines)}


def _ref(node: Ref) -> Data:
    return {"type": "ref", "section": node.section, "label": node.label}


def _time(node: Time) -> Data:
    return {"type": "time", "date": node.day.isoformat(), "text": long_date(node.day)}


def _ins(node: Ins) -> Data:
    return {"type": "ins", "inlines": _inlines(node.inlines)}


def _del(node: Del) -> Data:
    return {"type": "del", "inlines": _inlines(node.inlines)}


def _break(_node: Break) -> Data:
    return {"type": "break"}


def _section(node: Section) -> Data:
    named = {"type": "section", "id": node.id, "number": node.number, "heading": node.heading}
    return {**named, "blocks": _blocks(node.blocks)}


def _paragraph(node: Paragraph) -> Data:
    return {"type": "paragraph", "inlines": _inlines(node.inlines)}


def _items(node: Items) -> Data:
    counted = {"type": "items", "ordered": node.ordered, "start": node.start}
    return {**counted, "items": [_blocks(item) for item in node.items]}


def _table(node: Table) -> Data:
    return {
        "type": "table",
        "caption": node.caption,
        "columns": list(node.columns),
        "rows": [[_cell(cell) for cell in row] for row in node.rows],
        "notes": _blocks(node.notes),
    }


def _cell(cell: Cell) -> Data:
    return {"type": "cell", "rows": cell.rows, "header": cell.header, "blocks": _blocks(cell.blocks)}


def _fields(node: Fields) -> Data:
    return {"type": "fields", "pairs": [{"term": term, "inlines": _inlines(what)} for term, what in node.pairs]}


def _note(node: Note) -> Data:
    return {"type": "note", "inlines": _inlines(node.inlines)}


INLINES: dict[type, Callable[[Any], Data]] = {
    Text: _text,
    Strong: _strong,
    Emphasis: _emphasis,
    Link: _link,
    Ref: _ref,
    Time: _time,
    Ins: _ins,
    Del: _del,
    Break: _break,
}
BLOCKS: dict[type, Callable[[Any], Data]] = {
    Section: _section,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Fields: _fields,
    Note: _note,
}
