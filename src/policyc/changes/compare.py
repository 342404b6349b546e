"""Two versions' Facts into the changes between them: by meaning, each of one specific kind, in the order of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from policyc.changes import contexts, items, outlines, periods, relations, terms
from policyc.changes.entries import called, former, identity, made_entry, prose, steps, worded
from policyc.changes.origin import aside, made
from policyc.changes.pairing import Pair, pairs, reworded
from policyc.changes.said import meant, named, shown
from policyc.changes.spot import Spot, at
from policyc.changes.table import Rule, compared, rule
from policyc.model.change import Change
from policyc.model.part import Block, Part, Period, Sentence, Sentences, Word
from policyc.model.policy import Facts
from policyc.model.processing import ItemRef
from policyc.model.rights import Safety
from policyc.model.shape import Slot, slots
from policyc.place import Path

Changes: TypeAlias = Iterator[Change]


def compare(old: Facts, new: Facts) -> tuple[Change, ...]:
    """Return what changed from `old` to `new`, weighed by the table alone; open days of a draft are no change."""
    if old.dates.open or new.dates.open:
        new = new.replace(dates=new.dates.replace(printed=old.dates.printed))
    return tuple(Comparing(old, new).part(Facts, old, new, Spot()))


class Comparing:
    """One comparison: the two versions, and which ids of the old one live on under which new ones."""

    def __init__(self, old: Facts, new: Facts) -> None:
        self.old, self.new = old, new
        self.items = items.renamed(old.items, new.items)
        purposes = (new.purposes.entries if new.purposes else (), old.purposes.entries if old.purposes else ())
        self.purposes = items.formerly(*purposes)

    def part(self, kind: type[Part], old: Part | None, new: Part | None, spot: Spot) -> Changes:
        """Compare two parts of a kind field by field; None is a part that says nothing."""
        if old == new:
            return
        for key, slot, found in compared(kind):
            if value(old, slot) == value(new, slot) and not (found and found.by):
                continue
            below = spot.under(key) if not _keyed(kind, slot) else spot
            yield from self.field(slot, found, old, new, below) if found else self.unruled(slot, old, new, below)

    def unruled(self, slot: Slot, old: Part | None, new: Part | None, spot: Spot) -> Changes:
        """Go down into a part that has no rule of its own: a period, or one whose fields have theirs."""
        before, after = value(old, slot), value(new, slot)
        if slot.kind is Period:
            places, table = (place(old, spot), place(new, spot)), made(old, slot) and made(new, slot)
            yield from periods.compare(self, before, after, places, spot, table)
        elif isinstance(slot.kind, type) and (before or after):
            yield from self.part(slot.kind, before, after, spot)

    def field(self, slot: Slot, found: Rule, old: Part | None, new: Part | None, spot: Spot) -> Changes:
        """Compare one field by its rule."""
        if found.by:
            yield from WAYS[found.by](self, slot, found, old, new, spot)
        elif slot.many and isinstance(slot.kind, type) and ("added" in found.kinds):
            before, after = value(old, slot), value(new, slot)
            yield from self.entries(found, before, after, spot, made(old, slot) and made(new, slot))
        elif isinstance(slot.kind, type) and "added" in found.kinds:
            yield from self.presence(slot, found, old, new, spot)
        else:
            yield from self.single(slot, found, old, new, spot)

    def single(self, slot: Slot, found: Rule, old: Part | None, new: Part | None, spot: Spot) -> Changes:
        """Compare a value as a whole: a text, a switch, a list that is one matter."""
        before, after = value(old, slot), value(new, slot)
        if meant(before) == meant(after) or aside(old, new, slot):
            return
        if "on" in found.kinds:
            if not (switched := _switched(before, after, unsaid(old or new, slot))):
                return
            kind, said = found.kinds[switched], ("", "")
        else:
            kind, said = found.kind(_happened(before, after), "changed") or "", (shown(before), shown(after))
        places = place(old, spot) if _written(before) else None, place(new, spot) if _written(after) else None
        yield spot.change(kind, *places, said, made=made(old, slot) and made(new, slot))

    def presence(self, slot: Slot, found: Rule, old: Part | None, new: Part | None, spot: Spot) -> Changes:
        """Compare a part that is told as a whole when it comes or goes, and field by field when it stays."""
        before, after = value(old, slot), value(new, slot)
        there, here = _says(before), _says(after)
        if isinstance(slot.kind, type) and there == here:
            yield from self.part(slot.kind, before, after, spot)
        else:
            kind = found.kinds["added" if here else "removed"]
            places = place(old, spot) if there else None, place(new, spot) if here else None
            texts = (shown(before), "") if there else ("", shown(after))
            yield spot.change(kind, *places, texts)

    def entries(
        self, found: Rule, old: tuple[Any, ...], new: tuple[Any, ...], spot: Spot, table: bool = False
    ) -> Changes:
        """Compare a list: what came, what went, and what stayed but says something else."""
        if old == new:
            return
        by_former = ((self.key_before, former), (former, self.key))
        whole: Iterator[Pair[Any]] = pairs(old, new, (self.key_before, self.key), *by_former, (called, called))
        if "changed" in found.kinds:
            whole = reworded(whole, prose)
        for before, after in whole:
            yield from self.entry(found, before, after, spot, table)

    def entry(self, found: Rule, old: Any, new: Any, spot: Spot, table: bool = False) -> Changes:
        """Compare one entry with what it was."""
        if old == new:
            return
        one = new or old
        name, below = self.name(one), spot.under(*steps(one))
        if old is None or new is None:
            kind = found.kinds["added" if old is None else "removed"]
            texts = ("", "") if shown(one) == name else (shown(old, name), shown(new, name))
            yield below.change(kind, at(old), at(new), texts, name=name, made=table or made_entry(one))
        elif isinstance(one, ItemRef):
            yield from contexts.narrowing(self, found, old, new, below)
        elif "changed" in found.kinds:
            if worded(old) != worded(new):
                called = name if getattr(new, "name", None) else ""
                texts = (shown(old), shown(new))
                yield below.change(found.kinds["changed"], old.at, new.at, texts, name=called, made=table)
            yield from self.remarks(old, new, below)
        elif not isinstance(one, Word):
            yield from self.part(type(one), old, new, spot.inside(name, *steps(one)))

    def remarks(self, old: Part, new: Part, spot: Spot) -> Changes:
        """Compare what any entry can have besides: its condition and its notes."""
        for key in ("when", "note"):
            slot, found = slots(type(new)).get(key), rule(type(new), key)
            if slot and found:
                yield from self.field(slot, found, old, new, spot.inside(self.name(new)).under(key))

    def key(self, entry: Any) -> Any:
        """Identify an entry of the new version."""
        return identity(entry, {}, {})

    def key_before(self, entry: Any) -> Any:
        """Identify an entry of the old version, by the ids that the new one gives what it names."""
        return identity(entry, self.items, self.purposes)

    def name(self, part: Part) -> str:
        """Return what people call a part; an item by its printed name."""
        if isinstance(part, ItemRef):
            return items.name(part, self.new.items) or items.name(part, self.old.items) or part.item
        return named(part)


def value(part: Part | None, slot: Slot) -> Any:
    """Return what a part says in a field; a part that is not there says nothing."""
    return getattr(part, slot.field) if part is not None else (() if slot.many else None)


def unsaid(part: Part | None, slot: Slot) -> Any:
    """Return what a field is where nobody says anything."""
    return type(part).__fields__[slot.field] if part is not None else None


def place(part: Part | None, spot: Spot) -> Path | None:
    """Return the place of a field of a part."""
    return (*part.at, spot.path[-1]) if part is not None else None


def _keyed(kind: type[Part], slot: Slot) -> bool:
    """Tell whether the entries of a field stand in the part itself, with no key between."""
    return slot.field == kind.KEYED


def _says(part: Part | None) -> bool:
    return part is not None and not (isinstance(part, Block) and part.none)


def _written(found: Any) -> bool:
    return found not in (None, (), "")


def _switched(before: bool | None, after: bool | None, unsaid: bool | None) -> str:
    """Tell which way a switch went; one that says nothing any more goes back from where it was."""
    before, after = (unsaid if one is None else one for one in (before, after))
    if before == after:
        return ""
    now_on = after if after is not None else not before
    return "on" if now_on else "off"


def _happened(before: Any, after: Any) -> str:
    return "changed" if before and after else "added" if after else "removed"


def _sentences(
    comparing: Comparing, slot: Slot, found: Rule, old: Part | None, new: Part | None, spot: Spot
) -> Changes:
    """Compare a block of sentences that is a section of its own."""
    before, after = value(old, slot), value(new, slot)
    none = rule(Sentences, "none")
    if none and (before or after):
        yield from comparing.single(slots(Sentences)["none"], none, before, after, spot.under("none"))
    empty: tuple[Sentence, ...] = ()
    entries = (before.entries if before else empty, after.entries if after else empty)
    yield from comparing.entries(found, *entries, spot)


def _safety(comparing: Comparing, _slot: Slot, found: Rule, old: Any, new: Any, spot: Spot) -> Changes:
    """Compare measures across their groups: one that only moves to another group is the same measure."""
    yield from comparing.entries(found, _measures(old), _measures(new), spot)


def _measures(block: Safety | None) -> tuple[Sentence, ...]:
    return (*block.administrative, *block.technical, *block.physical, *block.entries) if block else ()


Way: TypeAlias = Callable[[Comparing, Slot, Rule, Any, Any, Spot], Changes]

WAYS: Mapping[str, Way] = {
    "sentences": _sentences,
    "safety": _safety,
    "items": items.compare,
    "purposes": items.purposes,
    "contexts": contexts.compare,
    "relations": relations.compare,
    "outline": outlines.compare,
    "words": terms.words,
    "term": terms.term,
    "counting": terms.counting,
    "training": terms.training,
    "basis": terms.basis,
}
"""Name in the table → how that field is compared."""
