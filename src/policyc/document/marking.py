"""Two texts of inlines into the same two with Del and Ins, word by word; what they are made of stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from policyc.document.reach import joined
from policyc.document.sense import Inlines, held, mute
from policyc.korean_words import words
from policyc.nodes import (
    Block,
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
    Strong,
    Table,
    Text,
)
from policyc.record import Record

Mark: TypeAlias = type[Ins] | type[Del]

FEWEST = 0.25
"""The part of its words that a text must keep to be shown as changed; with fewer it is another text."""


class Word(Record, kw_only=False):
    """A word of a text: what it says, where it leads, how it is drawn, and the inlines it stands in, each by place."""

    said: str
    href: str
    leaf: Inline
    within: tuple[tuple[int, Strong | Emphasis | Link], ...]


def marked(before: Sequence[Inline], after: Sequence[Inline]) -> tuple[Inlines, Inlines]:
    """Mark what is gone in the one text and what has come in the other."""
    old, new = tuple(_words(before)), tuple(_words(after))
    kept = _kept(old, new)
    return (
        _built(_flagged(old, {one for one, _ in kept}), Del),
        _built(_flagged(new, {other for _, other in kept}), Ins),
    )


def whole(block: Block, mark: Mark) -> Block:
    """Mark all that a block says."""
    match block:
        case Paragraph() | Note():
            return block.replace(inlines=_all(block.inlines, mark))
        case Items():
            return block.replace(items=tuple(tuple(whole(one, mark) for one in item) for item in block.items))
        case Fields():
            return Fields(tuple((term, _all(what, mark)) for term, what in block.pairs))
        case Table():
            return block.replace(rows=tuple(tuple(_cell(cell, mark) for cell in row) for row in block.rows))
    return block.replace(blocks=tuple(whole(one, mark) for one in block.blocks))


def _words(inlines: Sequence[Inline], within: tuple[tuple[int, Strong | Emphasis | Link], ...] = ()) -> Iterator[Word]:
    href = next((node.href for _, node in reversed(within) if isinstance(node, Link)), "")
    for place, inline in enumerate(inlines):
        match inline:
            case Text():
                for word in words(inline.text):
                    yield Word(word if word.strip() else " ", href, Text(word), within)
            case Strong() | Emphasis() | Link():
                yield from _words(held(inline), (*within, (place, inline)))
            case Ins() | Del():
                yield from _words(inline.inlines, within)
            case _:
                yield Word(mute(inline), href, inline, within)


def _kept(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[int, int]]:
    """Find the words that both texts have, by their places; none where they are too few to be the same text.

    Words that say something are matched first; between two of them, the blanks and signs that stand next to them.
    """
    from difflib import SequenceMatcher

    left, right = (_telling(words) for words in (old, new))
    texts = [[(words[at].said, words[at].href) for at in places] for words, places in ((old, left), (new, right))]
    runs = SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_matching_blocks()
    same = [(left[run.a + step], right[run.b + step]) for run in runs for step in range(run.size)]
    if len(same) < FEWEST * max(len(left), len(right)):
        return []
    ends = [(-1, -1), *same, (len(old), len(new))]
    signs = (_signs(old, new, *between) for between in pairwise(ends))
    return [*same, *(pair for pairs in signs for pair in pairs)]


def _telling(found: Sequence[Word]) -> list[int]:
    """Return the places of the words that say something."""
    return [place for place, word in enumerate(found) if any(sign.isalnum() for sign in word.said)]


def _signs(
    old: Sequence[Word], new: Sequence[Word], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Match what stands right behind one kept word, and right before the next."""
    one, other = start[0] + 1, start[1] + 1
    while one < end[0] and other < end[1] and _same(old[one], new[other]):
        yield one, other
        one, other = one + 1, other + 1
    last, latter = end[0] - 1, end[1] - 1
    while last >= one and latter >= other and _same(old[last], new[latter]):
        yield last, latter
        last, latter = last - 1, latter - 1


def _same(one: Word, other: Word) -> bool:
    return (one.said, one.href) == (other.said, other.href)


def _flagged(found: Sequence[Word], kept: set[int]) -> list[tuple[Word, bool]]:
    """Tell of each word whether it is marked; a mark neither begins nor ends with a blank."""
    marks = [place not in kept for place in range(len(found))]
    for places in (range(len(found)), range(len(found) - 1, -1, -1)):
        before = False
        for place in places:
            if marks[place] and not before and found[place].said == " ":
                marks[place] = False
            before = marks[place]
    return list(zip(found, marks, strict=True))


def _built(found: Sequence[tuple[Word, bool]], mark: Mark, depth: int = 0) -> Inlines:
    """Put words together again; a link or a bold text that is marked in part is marked inside."""
    units: list[tuple[bool, Inlines]] = []
    for holder, group in groupby(found, lambda pair: pair[0].within[depth] if len(pair[0].within) > depth else None):
        held = tuple(group)
        if holder is None:
            units += [(changed, (word.leaf,)) for word, changed in held]
            continue
        all_ = all(changed for _, changed in held)
        inner = _built(tuple((word, False) for word, _ in held) if all_ else held, mark, depth + 1)
        units.append((all_, (holder[1].replace(inlines=inner),)))
    parts: list[Inline] = []
    for changed, run in groupby(units, lambda unit: unit[0]):
        said = joined(part for _, unit in run for part in unit)
        parts += [mark(said)] if changed else said
    return joined(parts)


def _all(inlines: Inlines, mark: Mark) -> Inlines:
    return (mark(inlines),) if inlines else ()


def _cell(cell: Cell, mark: Mark) -> Cell:
    return cell.replace(blocks=tuple(whole(block, mark) for block in cell.blocks))
