"""Fields with a scale of their own: promised days and how they are counted, legal bases, AI training, house words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policyc.changes.said import meant, plain, shown
from policyc.changes.spot import Spot, at
from policyc.changes.table import Rule
from policyc.korean import is_none
from policyc.model.change import Change
from policyc.model.identity import NoticeTerm
from policyc.model.shape import Slot
from policyc.place import Path

if TYPE_CHECKING:
    from policyc.changes.compare import Comparing

NONE = "none"


def term(_comparing: Comparing, slot: Slot, _found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare a promised term; one that is no number of days can only be read."""
    before: NoticeTerm | None = _of(old, slot)
    after: NoticeTerm | None = _of(new, slot)
    if _days(before) == _days(after) and meant(before and before.text) == meant(after and after.text):
        return
    if _days(before) == _days(after) and None not in (_days(before), _days(after)):
        return
    kind = "notice-terms-changed"
    if (before is None or before.days is not None) and (after is None or after.days is not None):
        longer = (_days(after) or -1) > (_days(before) or -1)
        kind = "notice-terms-extended" if longer else "notice-terms-shortened"
    elif before is None or after is None:
        kind = "notice-terms-extended" if after else "notice-terms-shortened"
    texts = (before.text if before else "", after.text if after else "")
    yield spot.change(kind, at(before), at(after), texts)


def counting(_comparing: Comparing, slot: Slot, _found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare how days are counted; to count clear days is to promise one more."""
    before, after = _of(old, slot), _of(new, slot)
    if before and after and before != after:
        kind = "notice-counting-extended" if after == "clear" else "notice-counting-shortened"
        yield spot.change(kind, _at(old, spot), _at(new, spot), (before, after))


def training(_comparing: Comparing, slot: Slot, found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare what AI is trained on; to say that nothing is, is none."""
    before, after = _of(old, slot), _of(new, slot)
    if meant(before) == meant(after):
        return
    there, here = _trains(before), _trains(after)
    kind = "changed" if there == here else "added" if here else "removed"
    yield spot.change(found.kinds[kind], _at(old, spot), _at(new, spot), (shown(before), shown(after)))


def basis(_comparing: Comparing, slot: Slot, _found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare legal bases: another ground is another basis, another provision alone only its statute."""
    before, after = _of(old, slot) or (), _of(new, slot) or ()
    if meant(before) == meant(after):
        return
    grounds = [{one.ground for one in bases} for bases in (before, after)]
    kind = "statutory-basis-changed" if grounds[0] == grounds[1] else "basis-changed"
    yield spot.change(kind, _at(old, spot), _at(new, spot), (shown(before), shown(after)))


def words(comparing: Comparing, _slot: Slot, _found: Rule, _old: Any, _new: Any, spot: Spot) -> Iterator[Change]:
    """Compare the house's own words for the standard ones."""
    before, after = comparing.old.words, comparing.new.words
    for word in dict.fromkeys((*after, *before)):
        if plain(before.get(word, "")) != plain(after.get(word, "")):
            there, here = (("words", word) if word in found else None for found in (before, after))
            yield spot.under(word).change("word-changed", there, here, (before.get(word, ""), after.get(word, "")))


def _of(part: Any, slot: Slot) -> Any:
    return getattr(part, slot.field) if part is not None else None


def _at(part: Any, spot: Spot) -> Path | None:
    return (*part.at, spot.path[-1]) if part is not None else None


def _days(found: NoticeTerm | None) -> int | None:
    return found.days if found else None


def _trains(text: str | None) -> bool:
    return bool(text) and text != NONE and not is_none(text or "")
