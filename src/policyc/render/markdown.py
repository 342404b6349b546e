"""A Document into GitHub-flavoured Markdown that every stock parser reads back as the same text and the same bold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from policyc import grid
from policyc.nodes import Block, Document, Fields, Items, Note, Paragraph, Section, Strong, Table, Text
from policyc.once import once
from policyc.record import Record
from policyc.render import escape
from policyc.render.markdown_inlines import BREAK, line, within
from policyc.render.text import title

_DEEPEST = 6


class _At(Record):
    """Where a node stands: level of the next heading, after a list of the same kind."""

    level: int = 2
    second: bool = False


_TOP = _At()


def render(document: Document) -> str:
    """Write the whole document; ends with one line feed."""
    head = [f"# {escape.heading(escape.words(document.title))}"]
    head += [line((Text(document.subtitle),))] if document.subtitle else []
    return "\n\n".join([*head, *_blocks(document.lead, _TOP), *_blocks(document.sections, _TOP)]) + "\n"


def _blocks(blocks: Iterable[Block], at: _At) -> list[str]:
    """Draw blocks; a list right after a list of its kind takes the other sign, else parsers make one of them."""
    drawn: list[str] = []
    before, second = "", False
    for block in blocks:
        kind = _list_kind(block)
        other = bool(kind) and kind == before and not second
        if source := BLOCKS[type(block)](block, at if at.second == other else at.replace(second=other)):
            drawn.append(source)
            before, second = kind, other
    return drawn


def _list_kind(block: Block) -> str:
    if isinstance(block, Items):
        return "ordered" if block.ordered else "bullets"
    return "bullets" if isinstance(block, Fields) else ""


@once
def _section(node: Section, at: _At) -> str:
    words = escape.heading(escape.words(title(node)))
    heading = f"{'#' * min(at.level, _DEEPEST)} {words}" if words else ""
    return "\n\n".join([*filter(None, [heading]), *_blocks(node.blocks, at.replace(level=at.level + 1))])


def _paragraph(node: Paragraph, _at: _At) -> str:
    return line(node.inlines)


def _items(node: Items, at: _At) -> str:
    if node.ordered:
        signs = [f"{node.start + index}{')' if at.second else '.'}" for index in range(len(node.items))]
    else:
        signs = ["*" if at.second else "-"] * len(node.items)
    return "\n".join(_item(sign, item, at) for sign, item in zip(signs, node.items, strict=True))


def _item(sign: str, blocks: Sequence[Block], at: _At) -> str:
    drawn = _blocks(blocks, at.replace(second=False))
    tight = len(blocks) == len(drawn) == 2 and isinstance(blocks[0], Paragraph) and _follows_tightly(blocks[1])
    # An empty item would make a list of lists look like a rule; a comment holds its place.
    source = ("\n" if tight else "\n\n").join(drawn) or "<!-- -->"
    margin = " " * (len(sign) + 1)
    return f"{sign} " + "\n".join(margin + row if row else row for row in source.split("\n")).lstrip(" ")


def _follows_tightly(block: Block) -> bool:
    return isinstance(block, Items) and (not block.ordered or block.start == 1)


def _table(node: Table, at: _At) -> str:
    columns, slots = grid.laid(node)
    headings = [_cell((Paragraph((Text(words),)),)) for words in columns]
    rows = [[_cell(slot.cell.blocks) for slot in row] for row in slots]
    lines = [f"| {' | '.join(cells)} |" for cells in (headings, ["---"] * len(headings), *rows)] if headings else []
    caption = line((Strong((Text(node.caption),)),)) if node.caption.strip() else ""
    return "\n\n".join(filter(None, [caption, "\n".join(lines), *_blocks(node.notes, at)]))


def _fields(node: Fields, at: _At) -> str:
    pairs = tuple((Paragraph((Text(f"{term}: "), *what)),) for term, what in node.pairs)
    return _items(Items(False, pairs), at)


def _note(node: Note, _at: _At) -> str:
    return line((Text("※ "), *node.inlines))


def _cell(blocks: Sequence[Block], sign: str = "·") -> str:
    return BREAK.join(line for block in blocks for line in _cell_lines(block, sign) if line)


def _cell_lines(block: Block, sign: str) -> list[str]:
    """Draw a block as lines of a cell, where Markdown has no blocks."""
    match block:
        case Paragraph(inlines=inlines):
            return [within(inlines)]
        case Note(inlines=inlines):
            return [within((Text("※ "), *inlines))]
        case Fields(pairs=pairs):
            return [within((Text(f"{term}: "), *what)) for term, what in pairs]
        case Items():
            signs = [f"{block.start + index}." if block.ordered else sign for index in range(len(block.items))]
            return [f"{sign} {_cell(item, '-')}" for sign, item in zip(signs, block.items, strict=True)]
        case Table():
            return _table_lines(block)
        case Section():
            heading = within((Strong((Text(title(block)),)),))
            return [heading, *(line for inner in block.blocks for line in _cell_lines(inner, sign))]


def _table_lines(table: Table) -> list[str]:
    headings, rows = grid.laid(table)
    pairs = [(words, slot.cell.blocks) for row in rows for words, slot in zip(headings, row, strict=True)]
    caption = filter(None, [escape.words(table.caption)])
    return [*caption, *(f"{escape.words(words)}: {_cell(blocks)}" for words, blocks in pairs)]


BLOCKS: dict[type, Callable[[Any, _At], str]] = {
    Section: _section,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Fields: _fields,
    Note: _note,
}
