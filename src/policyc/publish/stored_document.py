"""The node tree of a stored edition back into a Document (inverse of `render.document_json`); it is untrusted input."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

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
from policyc.once import MOST
from policyc.publish.stored_data import Misfit, counted, day, each, flag, key, mapping, said, text, whole
from policyc.render.href import allowed

Data = dict[str, Any]
T = TypeVar("T")

COLUMNS: Final = 100
"""How many cells a row of a table may have; outputs fill every row of a table up to its widest."""

START: Final = 10_000
"""The highest number that a list may count from."""


def document(data: Any) -> Document:
    """Rebuild a document; raise Misfit where it is not of the closed set of nodes, or links where none may lead."""
    found = mapping(data)
    if found.get("type") != "document":
        raise Misfit("type")
    title, subtitle = key(found, "title", said), key(found, "subtitle", text)
    return Document(title, subtitle, key(found, "lead", _blocks), key(found, "sections", _tops))


def _node(data: Any, kinds: Mapping[str, Callable[[Data], T]]) -> T:
    kind = mapping(data).get("type")
    read = kinds.get(kind) if type(kind) is str else None
    if read is None:
        raise Misfit("type")
    return read(data)


def _inline(data: Any) -> Inline:
    return _node(data, INLINES)


def _block(data: Any) -> Block:
    return _node(data, BLOCKS)


def _link(data: Data) -> Link:
    href = key(data, "href", text)
    if not allowed(href):
        raise Misfit("href")
    return Link(href, key(data, "inlines", _inlines))


def _section(data: Data) -> Section:
    heading, number = key(data, "heading", text), key(data, "number", text)
    return Section(key(data, "id", _id), heading, key(data, "blocks", _blocks), number)


def _top(data: Any) -> Section:
    return _spelt(json.dumps(data))


@lru_cache(maxsize=MOST)
def _spelt(written: str) -> Section:
    """Rebuild a section; what is spelt alike, in this version or in another, is one and the same."""
    found = _block(json.loads(written))
    if not isinstance(found, Section):
        raise Misfit("type")
    return found


def _note(data: Any) -> Note:
    found = _block(data)
    if not isinstance(found, Note):
        raise Misfit("type")
    return found


def _items(data: Data) -> Items:
    return Items(key(data, "ordered", flag), key(data, "items", each(_blocks)), key(data, "start", _start))


def _table(data: Data) -> Table:
    caption, columns = key(data, "caption", text), key(data, "columns", each(text))
    if len(columns) > COLUMNS:
        raise Misfit("columns")
    return Table(caption, columns, key(data, "rows", each(_row)), key(data, "notes", each(_note)))


def _row(data: Any) -> tuple[Cell, ...]:
    found = each(_cell)(data)
    if len(found) > COLUMNS:
        raise Misfit()
    return found


def _cell(data: Any) -> Cell:
    found = mapping(data)
    if found.get("type") != "cell":
        raise Misfit("type")
    return Cell(key(found, "blocks", _blocks), key(found, "rows", counted), key(found, "header", flag))


def _pair(data: Any) -> tuple[str, tuple[Inline, ...]]:
    found = mapping(data)
    return key(found, "term", text), key(found, "inlines", _inlines)


def _start(value: Any) -> int:
    if not 0 <= whole(value) <= START:
        raise Misfit()
    return int(value)


def _id(value: Any) -> str:
    """Take an id of a section: ASCII words in small letters and figures, a hyphen between, as anchors have them."""
    words = text(value).split("-")
    lower = value.isascii() and value == value.lower()
    if not lower or not value[:1].isalpha() or not all(word.isalnum() for word in words):
        raise Misfit()
    return str(value)


_inlines = each(_inline)
_blocks = each(_block)
_tops = each(_top)

INLINES: Mapping[str, Callable[[Data], Inline]] = {
    "text": lambda data: Text(key(data, "text", text)),
    "strong": lambda data: Strong(key(data, "inlines", _inlines)),
    "emphasis": lambda data: Emphasis(key(data, "inlines", _inlines)),
    "link": _link,
    "ref": lambda data: Ref(key(data, "section", _id), key(data, "label", text)),
    "time": lambda data: Time(key(data, "date", day)),
    "ins": lambda data: Ins(key(data, "inlines", _inlines)),
    "del": lambda data: Del(key(data, "inlines", _inlines)),
    "break": lambda _data: Break(),
}
BLOCKS: Mapping[str, Callable[[Data], Block]] = {
    "section": _section,
    "paragraph": lambda data: Paragraph(key(data, "inlines", _inlines)),
    "items": _items,
    "table": _table,
    "fields": lambda data: Fields(key(data, "pairs", each(_pair))),
    "note": lambda data: Note(key(data, "inlines", _inlines)),
}
