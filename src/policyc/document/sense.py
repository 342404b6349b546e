"""What blocks and inlines say, apart from how they are drawn: on lines, as a key to compare them by, as a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TypeAlias

from policyc.document.numbering import signless
from policyc.document.reach import joined
from policyc.korean import long_date
from policyc.nodes import (
    Block,
    Break,
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
    Strong,
    Table,
    Text,
    Time,
)

Inlines: TypeAlias = tuple[Inline, ...]


def flat(blocks: Iterable[Block]) -> Inlines:
    """Bring paragraphs, lists and pairs onto lines of one text."""
    found: list[Inline] = []
    for line in _lines(blocks):
        found += [*((Break(),) if found else ()), *line]
    return joined(found)


def key(inlines: Iterable[Inline]) -> str:
    """Write what inlines say, so that two which say the same are equal: marks of emphasis and numbers do not count."""
    links: dict[str, None] = {}
    said = "".join(_keyed(inlines, links)).strip()
    return "\0".join((said, *links)) if links else said


def _keyed(inlines: Iterable[Inline], links: dict[str, None]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield _blanked(inline.text)
        elif isinstance(inline, Ref | Time | Break):
            yield mute(inline)
        else:
            links |= {inline.href: None} if isinstance(inline, Link) else {}
            yield from _keyed(held(inline), links)


def mute(inline: Ref | Time | Break) -> str:
    """Return by what an inline without words of its own is compared."""
    if isinstance(inline, Ref):
        return f"#{inline.section} {signless(inline.label)}"
    return inline.day.isoformat() if isinstance(inline, Time) else "\n"


def held(inline: Strong | Emphasis | Link | Ins | Del) -> Inlines:
    """Return what stands in an inline; a link without words shows its address."""
    return inline.inlines or ((Text(inline.href),) if isinstance(inline, Link) else ())


def _blanked(text: str) -> str:
    """Make any white space one space, as every output does."""
    return text if text.isprintable() and "  " not in text else " ".join(f"|{text}|".split())[1:-1]


def name(inlines: Iterable[Inline]) -> str:
    """Write the first line of what inlines say."""
    first = takewhile(lambda inline: not isinstance(inline, Break), inlines)
    return " ".join(_spoken(first).split())


def _spoken(inlines: Iterable[Inline]) -> str:
    return "".join(_told_by(inline) for inline in inlines)


def _told_by(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Time():
            return long_date(inline.day)
        case Ref():
            return inline.label or inline.section
        case Break():
            return " "
    return _spoken(inline.inlines)


def _lines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.inlines
            case Note():
                yield (Text("※ "), *block.inlines)
            case Items():
                for index, item in enumerate(block.items):
                    sign = f"{block.start + index}. " if block.ordered else "- "
                    for place, line in enumerate(_lines(item)):
                        yield line if place else (Text(sign), *line)
            case Fields():
                yield from ((Text(f"{term}: "), *what) for term, what in block.pairs)
            case Table():
                yield from (line for row in block.rows for cell in row for line in _lines(cell.blocks))
            case _:
                yield from _lines(block.blocks)
