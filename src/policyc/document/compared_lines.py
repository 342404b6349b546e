"""One line of a comparison: what stood there, what stands there now, and under which name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.document.marking import marked, whole
from policyc.document.sense import flat, key
from policyc.nodes import Block, Del, Inline, Ins, Note, Paragraph, Text
from policyc.record import Record


class Line(Record):
    """`name` says which row, cell or pair it is, nothing for a sentence; `title` is the table's that it stands in.

    `about` is the id of what has no name of its own: a caption, a column's heading, a heading, a title. What is new
    has nothing before, and what is gone nothing after.
    """

    title: str = ""
    name: str = ""
    about: str = ""
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    moved: bool = False


def added(blocks: Sequence[Block], name: str = "", title: str = "") -> Line:
    """Say that something has come."""
    return Line(title=title, name=name, before=(), after=tuple(whole(block, Ins) for block in blocks))


def removed(blocks: Sequence[Block], name: str = "", title: str = "") -> Line:
    """Say that something is gone."""
    return Line(title=title, name=name, before=tuple(whole(block, Del) for block in blocks), after=())


def changed(before: Sequence[Inline], after: Sequence[Inline], name: str = "", title: str = "") -> Line:
    """Say that a text is another one now, word by word."""
    old, new = marked(before, after)
    return Line(title=title, name=name, before=_paragraph(old), after=_paragraph(new))


def words(before: str, after: str, about: str, title: str = "") -> Line:
    """Say that a heading is another one now."""
    return changed(_text(before), _text(after), title=title).replace(about=about)


def prose(before: Block | None, after: Block | None, *, moved: bool = False) -> Iterator[Line]:
    """Compare one paragraph or note."""
    if before is None or after is None:
        yield from (added((block,)) for block in (after,) if block)
        yield from (removed((block,)) for block in (before,) if block)
        return
    old, new = _said(before), _said(after)
    told = moved and isinstance(after, Paragraph)
    if key(old) != key(new):
        found = marked(old, new)
        parts = [block.replace(inlines=part) for block, part in zip((before, after), found, strict=True)]
        yield Line(before=(parts[0],), after=(parts[1],), moved=told)
    elif told:
        yield Line(before=(before,), after=(after,), moved=True)


def _said(block: Block) -> tuple[Inline, ...]:
    return block.inlines if isinstance(block, Paragraph | Note) else flat((block,))


def _paragraph(inlines: tuple[Inline, ...]) -> tuple[Block, ...]:
    return (Paragraph(inlines),) if inlines else ()


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()
