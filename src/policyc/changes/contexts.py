"""Occasions of collection and their rows: which came and went, and what each collects, required, optional or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policyc.changes.pairing import BY_ID, Pair, pairs
from policyc.changes.said import meant, shown
from policyc.changes.spot import Spot, at
from policyc.changes.table import Rule, rule
from policyc.facts.inheriting import ASIDE
from policyc.model.change import Change
from policyc.model.processing import Collection, Context, Item, ItemRef
from policyc.model.shape import Slot, slots

if TYPE_CHECKING:
    from policyc.changes.compare import Comparing

SLOTS = ("required", "optional", "automatic")

Slotted = tuple[str, ItemRef]
"""An item and the slot that it stands in."""


def compare(comparing: Comparing, _slot: Slot, found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare the contexts of a block."""
    for before, after in pairs(_entries(old), _entries(new), *BY_ID):
        if before and after:
            yield from _context(comparing, found, before, after, spot.inside(after.name, after.id))
        else:
            yield from comparing.entry(found, before, after, spot)


def narrowing(comparing: Comparing, found: Rule, old: ItemRef, new: ItemRef, spot: Spot) -> Iterator[Change]:
    """Compare an item that both have: which of its members it takes, in which case, with which notes."""
    yield from comparing.remarks(old, new, spot)
    if not (old.only or new.only):
        return
    before, after = _members(old, comparing.old.items), _members(new, comparing.new.items)
    for kind, parts in (("added", after - before), ("removed", before - after)):
        if parts:
            name = f"{comparing.name(new)}({', '.join(sorted(parts))})"
            yield spot.change(found.kinds[kind], old.at, new.at, name=name)


def _context(comparing: Comparing, found: Rule, old: Context, new: Context, spot: Spot) -> Iterator[Change]:
    """Compare what a context says of itself, then its rows; one without rows is its own row."""
    for key, slot in slots(Context).items():
        said = rule(Context, key)
        if said and slot.field in ASIDE and slot.field != "personal":
            yield from comparing.field(slot, said, old, new, spot.under(key))
    for before, after in _rows(comparing, old, new):
        if before and after:
            own = after is not new
            below = spot.inside(after.name, after.id) if own else spot
            if own and before is not old:
                yield from _aside(comparing, before, after, below)
            yield from _data(comparing, before, after, below)
        else:
            yield from comparing.entry(found, before, after, spot)


def _rows(comparing: Comparing, old: Context, new: Context) -> Iterator[Pair[Context]]:
    """Pair the rows of a context by id, what is left by the items that both collect."""
    known = (old.rows or (old,), new.rows or (new,))
    paired: Iterator[Pair[Context]] = pairs(*known, *BY_ID)
    whole = list(paired)
    for j, (before, after) in enumerate(whole):
        if before is None and after is not None:
            wanted = {comparing.key(ref) for _, ref in _slotted(after)}
            shared = [(len(wanted & _collected(comparing, gone)), -i) for i, gone in _gone(whole)]
            most, where = max(shared, default=(0, 0))
            if most:
                whole[j], whole[-where] = (whole[-where][0], after), (None, None)
    return (pair for pair in whole if pair != (None, None))


def _gone(whole: list[Pair[Context]]) -> Iterator[tuple[int, Context]]:
    return ((i, before) for i, (before, after) in enumerate(whole) if after is None and before is not None)


def _collected(comparing: Comparing, row: Context) -> set[Any]:
    return {comparing.key_before(ref) for _, ref in _slotted(row)}


def _aside(comparing: Comparing, old: Context, new: Context, spot: Spot) -> Iterator[Change]:
    """Compare what a row says of itself as a whole."""
    for key in ("name", "group", "when", "note"):
        slot, said = slots(Context)[key], rule(Context, key)
        if said:
            yield from comparing.field(slot, said, old, new, spot.under(key))


def _data(comparing: Comparing, old: Context, new: Context, spot: Spot) -> Iterator[Change]:
    """Compare what a row collects, and all that it says of that."""
    yield from _items(comparing, old, new, spot)
    for key, slot in slots(Context).items():
        if (slot.field in ASIDE and slot.field != "personal") or key in SLOTS:
            continue
        said = rule(Context, key)
        below = spot.under(key)
        yield from comparing.field(slot, said, old, new, below) if said else comparing.unruled(slot, old, new, below)


def _items(comparing: Comparing, old: Context, new: Context, spot: Spot) -> Iterator[Change]:
    """Compare the items of a row, across its three slots."""
    before, after = _slotted(old), _slotted(new)
    keys = (lambda one: comparing.key_before(one[1]), lambda one: comparing.key(one[1]))
    alone = (lambda one: comparing.key_before(one[1])[1], lambda one: comparing.key(one[1])[1])
    for was, now in pairs(before, after, keys, alone):
        yield from _item(comparing, was, now, spot)


def _item(comparing: Comparing, old: Slotted | None, new: Slotted | None, spot: Spot) -> Iterator[Change]:
    """Compare one item of a row."""
    where, one = new or old or ("", ItemRef(item=""))
    below = spot.under(where, *((one.label and (one.label,)) or ()), comparing.key(one)[1])
    places = at(old and old[1]), at(new and new[1])
    if old is None or new is None:
        kind = "item-added" if new else "item-removed"
        yield below.change(kind, *places, name=f"{comparing.name(one)}{_only(one)}")
        return
    if old[0] != new[0]:
        yield below.change(f"item-became-{new[0]}", *places, name=comparing.name(one))
    if meant(old[1].label) != meant(new[1].label):
        texts = (shown(old[1].label), shown(new[1].label))
        yield below.change("item-subject-changed", *places, texts, name=comparing.name(one))
    kinds = {"added": "item-part-added", "removed": "item-part-removed"}
    yield from narrowing(comparing, Rule(kinds=kinds), old[1], new[1], below)


def _slotted(row: Context) -> list[Slotted]:
    return [(slot, ref) for slot in SLOTS for ref in getattr(row, slot)]


def _members(ref: ItemRef, known: tuple[Item, ...]) -> set[str]:
    """Return the members that a reference takes: those it names, or all."""
    from policyc.changes.items import item_id

    if ref.only:
        return {word.text for word in ref.only}
    return {member.name for item in known if item.id == item_id(ref.item) for member in item.members}


def _only(ref: ItemRef) -> str:
    return f"({shown(ref.only)})" if ref.only else ""


def _entries(block: Collection | None) -> tuple[Context, ...]:
    return block.entries if block else ()
