"""A Document into GitHub-flavoured Markdown that every stock parser reads back as the same text and the same bold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from policyc import grid
from policyc.korean import long_date
from policyc.nodes import (
    Block,
    Break,
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
from policyc.record import Record
from policyc.render import escape
from policyc.render.href import allowed
from policyc.render.text import title

_DEEPEST = 6
_BREAK = "<br>"


class _At(Record):
    """Where a node stands: level of the next heading, inside a link's label, after a list of the same kind."""

    level: int = 2
    label: bool = False
    second: bool = False


_TOP = _At()


def render(document: Document) -> str:
    """Write the whole document; ends with one line feed."""
    head = [f"# {escape.heading(escape.words(document.title))}"]
    head += [_line((Text(document.subtitle),))] if document.subtitle else []
    return "\n\n".join([*head, *_blocks(document.lead, _TOP), *_blocks(document.sections, _TOP)]) + "\n"


def _blocks(blocks: Iterable[Block], at: _At) -> list[str]:
    """Draw blocks; a list right after a list of its kind takes the other sign, else parsers make one of them."""
    drawn: list[str] = []
    before = ""
    second = False
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
    return _line(node.inlines)


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
    caption = _line((Strong((Text(node.caption),)),)) if node.caption.strip() else ""
    return "\n\n".join(filter(None, [caption, "\n".join(lines), *_blocks(node.notes, at)]))


def _fields(node: Fields, at: _At) -> str:
    pairs = tuple((Paragraph((Text(f"{term}: "), *what)),) for term, what in node.pairs)
    return _items(Items(False, pairs), at)


def _note(node: Note, _at: _At) -> str:
    return _line((Text("※ "), *node.inlines))


def _cell(blocks: Sequence[Block], sign: str = "·") -> str:
    return _BREAK.join(line for block in blocks for line in _cell_lines(block, sign) if line)


def _cell_lines(block: Block, sign: str) -> list[str]:
    """Draw a block as lines of a cell, where Markdown has no blocks."""
    match block:
        case Paragraph(inlines=inlines):
            return [escape.edges(_inlines(inlines, _TOP))]
        case Note(inlines=inlines):
            return [escape.edges(_inlines((Text("※ "), *inlines), _TOP))]
        case Fields(pairs=pairs):
            return [escape.edges(_inlines((Text(f"{term}: "), *what), _TOP)) for term, what in pairs]
        case Items():
            signs = [f"{block.start + index}." if block.ordered else sign for index in range(len(block.items))]
            return [f"{sign} {_cell(item, '-')}" for sign, item in zip(signs, block.items, strict=True)]
        case Table():
            return _table_lines(block)
        case Section():
            heading = escape.edges(_inlines((Strong((Text(title(block)),)),), _TOP))
            return [heading, *(line for inner in block.blocks for line in _cell_lines(inner, sign))]


def _table_lines(table: Table) -> list[str]:
    headings, rows = grid.laid(table)
    pairs = [(words, slot.cell.blocks) for row in rows for words, slot in zip(headings, row, strict=True)]
    caption = filter(None, [escape.words(table.caption)])
    return [*caption, *(f"{escape.words(words)}: {_cell(blocks)}" for words, blocks in pairs)]


def _line(inlines: Sequence[Inline]) -> str:
    """Draw inlines as a block of their own; breaks alone are none, for parsers take them for HTML."""
    source = escape.line(_inlines(inlines, _TOP))
    return source if source.replace(_BREAK, "").strip() else ""


def _inlines(inlines: Iterable[Inline], at: _At) -> str:
    """Draw inlines one after the other; what is plain is joined first, so that nothing escapes at a seam."""
    source = ""
    for inline in _joined(inlines, at):
        drawn = INLINES[type(inline)](inline, at)
        if isinstance(inline, (Strong, Emphasis)) and source.endswith("*") and drawn.startswith("*"):
            drawn = _tagged(inline, at)
        if source.endswith("!") and drawn.startswith("["):
            source = source[:-1] + r"\!"  # else an image
        source += drawn
    return source


def _joined(inlines: Iterable[Inline], at: _At) -> list[Inline]:
    joined: list[Inline] = []
    for inline in _opened(inlines, at):
        words = _plain(inline)
        if words is not None and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + words)
        else:
            joined.append(inline if words is None else Text(words))
    return joined


def _opened(inlines: Iterable[Inline], at: _At) -> Iterator[Inline]:
    """Put the words of a link that may not be one in its place."""
    for inline in inlines:
        if isinstance(inline, Link) and (at.label or not allowed(inline.href)):
            yield from _opened(inline.inlines or (Text(inline.href),), at)
        else:
            yield inline


def _plain(inline: Inline) -> str | None:
    match inline:
        case Text(text=text):
            return text
        case Time(day=day):
            return long_date(day)
        case Ref(section=section, label=label):
            return label or section
        case _:
            return None


def _text(node: Text | Time | Ref, at: _At) -> str:
    return escape.words(_plain(node) or "", label=at.label)


def _starred(node: Strong | Emphasis, at: _At) -> str:
    """Use asterisks where they close for everybody, and tags where they may not (`**“회사”**는`)."""
    inner = _joined(node.inlines, at)
    source = _inlines(inner, at)
    if not all(isinstance(inline, Text) for inline in inner) or not escape.closes(source):
        return _tagged(node, at)
    sign = "**" if isinstance(node, Strong) else "*"
    return f"{sign}{source}{sign}"


def _tagged(node: Strong | Emphasis | Ins | Del, at: _At) -> str:
    tag = {Strong: "strong", Emphasis: "em", Ins: "ins", Del: "del"}[type(node)]
    return f"<{tag}>{source}</{tag}>" if (source := _inlines(node.inlines, at)) else ""


def _link(node: Link, at: _At) -> str:
    label = _inlines(node.inlines or (Text(node.href),), at.replace(label=True))
    return f"[{label}]({escape.href(node.href)})"


def _break(_node: Break, _at: _At) -> str:
    return _BREAK


INLINES: dict[type, Callable[[Any, _At], str]] = {
    Text: _text,
    Strong: _starred,
    Emphasis: _starred,
    Link: _link,
    Ref: _text,
    Time: _text,
    Ins: _tagged,
    Del: _tagged,
    Break: _break,
}
BLOCKS: dict[type, Callable[[Any, _At], str]] = {
    Section: _section,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Fields: _fields,
    Note: _note,
}
