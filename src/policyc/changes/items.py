"""Declared items and purposes: which live on under another id, and what of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policyc.changes import kinds
from policyc.changes.pairing import BY_ID, pairs
from policyc.changes.spot import TABLE_UPDATED, Spot
from policyc.changes.table import Rule
from policyc.model.change import Change
from policyc.model.processing import Item, ItemRef, Purpose, Purposes
from policyc.model.shape import Slot
from policyc.reading.declared import item_id

if TYPE_CHECKING:
    from policyc.changes.compare import Comparing

__all__ = ["compare", "formerly", "item_id", "name", "purposes", "renamed"]

CLASS = "item-class-changed"


def renamed(old: Sequence[Item], new: Sequence[Item]) -> Mapping[str, str]:
    """Return the new id of each item of the old version that has another now: declared, or the taxonomy's same leaf."""
    return {before.id: after.id for before, after in _paired(old, new) if before and after and before.id != after.id}


def formerly(new: Sequence[Any], old: Sequence[Any]) -> Mapping[str, str]:
    """Return the new id of each entry of the old version that has another now, as its author says."""
    found = pairs(old, new, *BY_ID)
    return {before.id: after.id for before, after in found if before and after and before.id != after.id}


def name(ref: ItemRef, known: Sequence[Item]) -> str | None:
    """Return the printed name of an item."""
    wanted = item_id(ref.item)
    return next((item.name for item in known if item.id == wanted), None)


def compare(
    comparing: Comparing, _slot: Slot, _found: Rule, _old: object, _new: object, spot: Spot
) -> Iterator[Change]:
    """Compare the items themselves; that one is collected or no longer is told by the rows."""
    for before, after in _paired(comparing.old.items, comparing.new.items):
        if before and after:
            for change in comparing.part(Item, before, after, spot.inside(after.name, after.id)):
                yield _by_author(change) if before.name != after.name else change


def _by_author(change: Change) -> Change:
    """Return a change of class as the author's: what a table says of another name is no update of the table."""
    if change.kind != TABLE_UPDATED:
        return change
    return change.replace(kind=CLASS, weight=kinds.weight(CLASS))


def purposes(comparing: Comparing, _slot: Slot, found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare declared purposes; that a row has one more or one less is told by the row."""
    before, after = _entries(old), _entries(new)
    ids = comparing.purposes
    for was, now in pairs(before, after, (lambda one: ids.get(one.id, one.id), lambda one: one.id)):
        one = now or was
        if was and now:
            yield from comparing.part(Purpose, was, now, spot.inside(comparing.name(now), now.id))
        elif one and one.scope == "service":
            yield from comparing.entry(found, was, now, spot)


def _entries(block: Purposes | None) -> tuple[Purpose, ...]:
    return block.entries if block else ()


def _paired(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Pair by id, by what the author says it was, and by the taxonomy's leaf where each version has it once."""
    return pairs(
        old,
        new,
        *BY_ID,
        (lambda one: _leaf(one, old), lambda one: _leaf(one, new)),
    )


def _leaf(item: Item, known: Sequence[Item]) -> str | None:
    """Return the leaf of an item, where no other item is of the same."""
    return item.category if item.category and sum(one.category == item.category for one in known) == 1 else None
