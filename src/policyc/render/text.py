"""A Document into plain text without markup: what is hashed, read aloud and searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from policyc import grid
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
from policyc.once import once


def render(document: Document) -> str:
    """Write the whole document; blocks are one empty line apart, and the text ends with a line feed."""
    head = [plain((Text(words),)) for words in (document.title, document.subtitle) if words]
    return "\n\n".join([*head, *_drawn(document.lead), *_drawn(document.sections)]) + "\n"


def section(section: Section) -> str:
    """Write one section with its heading; no line feed at the end."""
    return "\n\n".join(_drawn((section,)))


def plain(inlines: Sequence[Inline]) -> str:
    """Write inlines; a Break is a line feed, other white space is one space."""
    joined = _joined(inlines)
    return re.sub(" *\n *", "\n", re.sub(" {2,}", " ", joined)).strip(" \n")


def cell(cell: Cell) -> str:
    """Write what stands in one cell of a table."""
    return "\n".join(_drawn(cell.blocks))


def title(section: Section) -> str:
    """Write the number and the heading of a section."""
    return f"{section.number} {section.heading}".strip(" ")


def address(link: Link) -> str:
    """Return what a reader of the label alone would miss of a link's address, or nothing."""
    label, bare = plain(link.inlines), re.sub("^(https?://|mailto:|tel:)", "", link.href).rstrip("/")
    if link.href.startswith("tel:"):
        return "" if _digits(bare) in _digits(label) else bare
    return "" if bare in label else link.href.removeprefix("mailto:")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _joined(inlines: Iterable[Inline]) -> str:
    return "".join(INLINES[type(inline)](inline) for inline in inlines)


def _drawn(blocks: Iterable[Block]) -> list[str]:
    return [drawn for block in blocks if (drawn := BLOCKS[type(block)](block))]


def _text(node: Text) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", node.text)


def _inner(node: Strong | Emphasis) -> str:
    return _joined(node.inlines)


def _link(node: Link) -> str:
    if not node.inlines:
        return node.href
    return _joined(node.inlines) + (f" ({missed})" if (missed := address(node)) else "")


def _ref(node: Ref) -> str:
    return node.label or node.section


def _time(node: Time) -> str:
    return long_date(node.day)


def _ins(node: Ins) -> str:
    return f"{{+{_joined(node.inlines)}+}}"


def _del(node: Del) -> str:
    return f"[-{_joined(node.inlines)}-]"


def _break(_node: Break) -> str:
    return "\n"


@once
def _section(node: Section) -> str:
    return "\n\n".join([*filter(None, [title(node)]), *_drawn(node.blocks)])


def _paragraph(node: Paragraph) -> str:
    return plain(node.inlines)


def _items(node: Items) -> str:
    signs = (f"{node.start + index}. " if node.ordered else "- " for index in range(len(node.items)))
    return "\n".join(_hung(sign, "\n".join(_drawn(item))) for sign, item in zip(signs, node.items, strict=True))


def _table(node: Table) -> str:
    headings, rows = grid.laid(node)
    drawn = (_row(headings, row) for row in rows)
    return "\n".join([*filter(None, [node.caption]), *drawn, *_drawn(node.notes)])


def _row(headings: Sequence[str], row: grid.Row) -> str:
    pairs = zip(headings, row, strict=True)
    return _hung("- ", "\n".join(_pair(heading, cell(slot.cell)) for heading, slot in pairs))


def _fields(node: Fields) -> str:
    return "\n".join(_pair(term, plain(inlines)) for term, inlines in node.pairs)


def _note(node: Note) -> str:
    return _hung("※ ", plain(node.inlines))


def _pair(term: str, what: str) -> str:
    if not term:
        return what
    return f"{term}:\n{_hung('  ', what)}" if "\n" in what else f"{term}: {what}".rstrip(" ")


def _hung(sign: str, text: str) -> str:
    margin = "\n" + " " * len(sign)
    return (sign + re.sub("\n(?=[^\n])", margin, text)).rstrip(" ")


INLINES: dict[type, Callable[[Any], str]] = {
    Text: _text,
    Strong: _inner,
    Emphasis: _inner,
    Link: _link,
    Ref: _ref,
    Time: _time,
    Ins: _ins,
    Del: _del,
    Break: _break,
}
BLOCKS: dict[type, Callable[[Any], str]] = {
    Section: _section,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Fields: _fields,
    Note: _note,
}
