"""The nodes of a Document into semantic HTML5, one function a node; nothing of the text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from policyc import grid
from policyc.korean import long_date
from policyc.nodes import (
    Block,
    Break,
    Cell,
    Del,
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
from policyc.render import text
from policyc.render.href import allowed, leaves, nearby

_DEEPEST = 6


class At(Record):
    """Where a node stands: level of the next heading, inside a link, in a text whose links may lead to near pages."""

    level: int = 2
    linked: bool = False
    near: bool = False


def escape(text: str, *, quote: bool = True) -> str:
    """Write text so that it is text in HTML. `html.escape` does the same, but its module loads every entity's name."""
    found = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&quot;").replace("'", "&#x27;") if quote else found


def blocks(content: Iterable[Block], at: At) -> list[str]:
    """Draw blocks one after the other."""
    return [BLOCKS[type(block)](block, at) for block in content]


def title(section: Section) -> str:
    """Draw the number and the heading of a section."""
    number = f'<span class="number">{escape(section.number)}</span> ' if section.number else ""
    return f"{number}{escape(section.heading)}"


def _inlines(inlines: Iterable[Inline], at: At) -> str:
    return "".join(INLINES[type(inline)](inline, at) for inline in inlines)


def _flow(content: Sequence[Block], at: At) -> str:
    """Draw the content of an item or a cell; a paragraph alone needs no element of its own."""
    match content:
        case (Paragraph(inlines=inlines),):
            return _inlines(inlines, at)
        case (Paragraph(inlines=inlines), Items() as items):
            return f"{_inlines(inlines, at)}\n{_items(items, at)}"
        case _:
            return "\n".join(blocks(content, at))


@once
def _section(node: Section, at: At) -> str:
    tag, id_, inner = f"h{min(at.level, _DEEPEST)}", escape(node.id), at.replace(level=at.level + 1)
    if not title(node):
        return "\n".join([f'<div class="clause" id="{id_}">', *blocks(node.blocks, at), "</div>"])
    return "\n".join(
        [
            f'<section id="{id_}" aria-labelledby="{id_}--h">',
            f'<{tag} id="{id_}--h">{title(node)}</{tag}>',
            *blocks(node.blocks, inner),
            "</section>",
        ]
    )


def _paragraph(node: Paragraph, at: At) -> str:
    return f"<p>{_inlines(node.inlines, at)}</p>"


def _items(node: Items, at: At) -> str:
    tag, start = ("ol", f' start="{node.start}"' if node.start != 1 else "") if node.ordered else ("ul", "")
    return "\n".join([f"<{tag}{start}>", *(f"<li>{_flow(item, at)}</li>" for item in node.items), f"</{tag}>"])


def _fields(node: Fields, at: At) -> str:
    pairs = (f"<div><dt>{escape(term)}</dt><dd>{_inlines(what, at)}</dd></div>" for term, what in node.pairs)
    return "\n".join(["<dl>", *pairs, "</dl>"])


def _note(node: Note, at: At) -> str:
    return f'<p class="note">※ {_inlines(node.inlines, at)}</p>'


def _table(node: Table, at: At) -> str:
    """Draw a table; where a narrow screen shows its rows as cards, they stay rows to whoever listens."""
    headings, rows = grid.laid(node)
    heads = (f'<th scope="col">{escape(words)}</th>' for words in headings)
    caption = [f"<caption>{escape(node.caption)}</caption>"] if node.caption else []
    return "\n".join(
        [
            '<div class="table">',
            "<table>",
            *caption,
            f"<thead><tr>{''.join(heads)}</tr></thead>",
            *_bodies(grid.groups(rows), headings, at),
            "</table>",
            *blocks(node.notes, at),
            "</div>",
        ]
    )


def _bodies(groups: Sequence[Sequence[grid.Row]], headings: Sequence[str], at: At) -> list[str]:
    """Draw rows under one header as a body of their own, and the rows between such bodies as one body."""
    drawn: list[str] = []
    plain = False
    for group in groups:
        titled = _is_titled(group)
        if titled or not plain:
            drawn += ["</tbody>"] if drawn else []
            drawn.append('<tbody class="group">' if titled else "<tbody>")
        plain = not titled
        drawn += [_row(row, headings, titled, at) for row in group]
    return [*drawn, "</tbody>"] if drawn else []


def drawn_rows(rows: Iterable[Sequence[Cell]], headings: Sequence[str], at: At) -> Iterator[str]:
    """Draw the rows of a table in which no cell is merged, each when it is asked for."""
    for row in rows:
        yield _row(tuple(grid.Slot(cell, starts=True) for cell in row), headings, titled=False, at=at)


def _is_titled(group: Sequence[grid.Row]) -> bool:
    first = group[0][0]
    return first.cell.header and first.rows == len(group) > 1


def _row(row: grid.Row, headings: Sequence[str], titled: bool, at: At) -> str:
    """Draw a row; `data-again` is what cells further up say for it, which a card of its own has to repeat."""
    cells, again = [], []
    for column, (heading, slot) in enumerate(zip(headings, row, strict=True)):
        is_title = titled and column == 0
        if slot.starts:
            cells.append(_cell(slot, heading, is_title, at))
        elif not is_title and (said := text.cell(slot.cell)):
            again.append(f"{heading}: {said}")
    repeated = escape("\n".join(again))
    data = f' data-again="{repeated}"' if again else ""
    return f"<tr{data}>{''.join(cells)}</tr>"


def _cell(slot: grid.Slot, heading: str, is_title: bool, at: At) -> str:
    span = f' rowspan="{slot.rows}"' if slot.rows > 1 else ""
    tag = "th" if slot.cell.header else "td"
    scope = f' scope="{"rowgroup" if is_title else "row"}"' if slot.cell.header else ""
    label = f' data-label="{escape(heading)}"'
    return f"<{tag}{scope}{span}{label}>{_flow(slot.cell.blocks, at)}</{tag}>"


def _text(node: Text, _at: At) -> str:
    said = escape(node.text, quote=False)
    return _numbers().sub(r'<span class="whole">\g<0></span>', said) if "-" in said else said


@cache
def _numbers() -> re.Pattern[str]:
    """Find a number with hyphens, a telephone's or a day, which a line would be broken in."""
    return re.compile(r"(?<![\w-])\+?\d+(?:-\d+)+(?![\w-])", re.ASCII)


def _strong(node: Strong, at: At) -> str:
    return f"<strong>{_inlines(node.inlines, at)}</strong>"


def _emphasis(node: Emphasis, at: At) -> str:
    return f"<em>{_inlines(node.inlines, at)}</em>"


def _link(node: Link, at: At) -> str:
    words = _inlines(node.inlines or (Text(node.href),), at.replace(linked=True))
    if at.linked or not (allowed(node.href) or (at.near and nearby(node.href))):
        return words
    rel = ' rel="noopener"' if leaves(node.href) else ""
    # On paper an address that the words do not say stands behind them.
    named = ' class="named"' if node.inlines and leaves(node.href) and text.address(node) else ""
    return f'<a href="{escape(node.href)}"{rel}{named}>{words}</a>'


def _ref(node: Ref, at: At) -> str:
    label = escape(node.label or node.section, quote=False)
    return label if at.linked else f'<a href="#{escape(node.section)}">{label}</a>'


def _time(node: Time, _at: At) -> str:
    return f'<time datetime="{node.day.isoformat()}">{long_date(node.day)}</time>'


def _ins(node: Ins, at: At) -> str:
    return f"<ins>{_inlines(node.inlines, at)}</ins>"


def _del(node: Del, at: At) -> str:
    return f"<del>{_inlines(node.inlines, at)}</del>"


def _break(_node: Break, _at: At) -> str:
    return "<br>"


INLINES: dict[type, Callable[[Any, At], str]] = {
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
BLOCKS: dict[type, Callable[[Any, At], str]] = {
    Section: _section,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Fields: _fields,
    Note: _note,
}
