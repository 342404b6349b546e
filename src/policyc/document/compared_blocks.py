"""What stands in a section before and after, as lines of a comparison: sentences, items of lists, pairs and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.document.aligning import Pair, Thing, aligned
from policyc.document.compared_lines import Line, added, changed, prose, removed
from policyc.document.compared_tables import table_lines
from policyc.document.sense import flat, key, name
from policyc.nodes import Block, Fields, Inline, Items, Paragraph, Section, Table, Text


def block_lines(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Line]:
    """Compare the blocks of a section; sections inside it are compared for themselves.

    A list, a table or a list of pairs that is the only one left over on either side is the same one.
    """
    if before == after:
        return
    old = [block for block in before if not isinstance(block, Section)]
    new = [block for block in after if not isinstance(block, Section)]
    cards = max(sum(isinstance(block, Fields) for block in blocks) for blocks in (old, new)) > 1
    alone = ("Items", "Table", *(() if cards else ("Fields",)))
    for pair in aligned([_thing(block) for block in old], [_thing(block) for block in new], alone):
        one = None if pair.old is None else old[pair.old]
        other = None if pair.new is None else new[pair.new]
        if isinstance(one or other, Table):
            yield from table_lines(_table(one), _table(other))
        elif isinstance(one or other, Items):
            yield from _items(_list(one), _list(other), moved=pair.moved)
        elif isinstance(one or other, Fields):
            yield from _fields(_pairs(one), _pairs(other), cards=cards)
        else:
            yield from prose(one, other, moved=pair.moved)


def _table(block: Block | None) -> Table | None:
    return block if isinstance(block, Table) else None


def _list(block: Block | None) -> Items:
    return block if isinstance(block, Items) else Items(ordered=False, items=())


def _pairs(block: Block | None) -> Fields:
    return block if isinstance(block, Fields) else Fields(())


def _thing(block: Block) -> Thing:
    """Tell what a block says; pairs are known by their first, and tables by their captions."""
    kind = type(block).__name__
    if isinstance(block, Table):
        columns = "\n".join(block.columns)
        return Thing(f"{columns}\n{key(flat((block,)))}", block.caption, kind)
    if isinstance(block, Fields):
        return Thing("\n".join(key(what) for _, what in block.pairs), _card_name(block), kind)
    return Thing(key(flat((block,))), "", kind)


def _items(before: Items, after: Items, *, moved: bool) -> Iterator[Line]:
    """Compare lists item by item; only in a numbered list the order says something."""
    for pair in aligned(_things(before), _things(after)):
        one, other = _item(before, pair.old), _item(after, pair.new)
        yield from _item_lines(one, other, pair, ordered=after.ordered and not moved)


def _things(items: Items) -> list[Thing]:
    return [Thing(key(flat(item))) for item in items.items]


def _item(items: Items, place: int | None) -> Items | None:
    """Take one item out of a list, under its own number."""
    return None if place is None else items.replace(items=(items.items[place],), start=items.start + place)


def _item_lines(one: Items | None, other: Items | None, pair: Pair, *, ordered: bool) -> Iterator[Line]:
    if one is None and other is not None:
        yield added((other,))
    elif one is not None and other is None:
        yield removed((one,))
    elif one is not None and other is not None:
        yield from _item_changed(one, other, moved=pair.moved and ordered)


def _item_changed(one: Items, other: Items, *, moved: bool) -> Iterator[Line]:
    old, new = flat(one.items[0]), flat(other.items[0])
    if key(old) != key(new):
        found = changed(old, new)
        before, after = (_as_item(items, blocks) for items, blocks in ((one, found.before), (other, found.after)))
        yield found.replace(before=before, after=after, moved=moved)
    elif moved:
        yield Line(before=(one,), after=(other,), moved=True)


def _as_item(items: Items, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (items.replace(items=(blocks,)),)


def _fields(before: Fields, after: Fields, *, cards: bool) -> Iterator[Line]:
    """Compare pairs by their terms; where there are several lists of pairs, the first pair names each."""
    title = _card_name(after if after.pairs else before) if cards else ""
    if not (before.pairs and after.pairs):
        yield from (added((_rest(fields, title),), title) for fields in (after,) if fields.pairs)
        yield from (removed((_rest(fields, title),), title) for fields in (before,) if fields.pairs)
        return
    for pair in aligned(_pair_things(before), _pair_things(after)):
        one = None if pair.old is None else before.pairs[pair.old]
        other = None if pair.new is None else after.pairs[pair.new]
        yield from _pair_lines(title, one, other)


def _pair_things(fields: Fields) -> list[Thing]:
    return [Thing(key(what), term) for term, what in fields.pairs]


def _card_name(fields: Fields) -> str:
    """Name a card by what its first pair says."""
    return name(fields.pairs[0][1]) if fields.pairs else ""


def _rest(fields: Fields, title: str) -> Fields:
    """Leave out the pair that the card's name says whole."""
    said = len(fields.pairs) > 1 and key(fields.pairs[0][1]) == title
    return Fields(fields.pairs[1:]) if said else fields


Termed = tuple[str, tuple[Inline, ...]]


def _pair_lines(title: str, one: Termed | None, other: Termed | None) -> Iterator[Line]:
    term = (other or one or ("", ()))[0]
    whole = " > ".join(filter(None, (title, term)))
    if one is None and other is not None:
        yield added((Paragraph(other[1]),), whole)
    elif one is not None and other is None:
        yield removed((Paragraph(one[1]),), whole)
    elif one is not None and other is not None:
        old, new = _termed(one, term), _termed(other, term)
        if key(old) != key(new):
            yield changed(old, new, whole)


def _termed(pair: Termed, term: str) -> tuple[Inline, ...]:
    """Write what a pair says, with its term where that is another one than the line's."""
    return pair[1] if pair[0] == term else (Text(f"{pair[0]}: "), *pair[1])
