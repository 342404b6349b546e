"""A surface of consent into the fields that people consent to, and those into its hash.

The fields are what the law wants told when consent is asked for (개인정보 보호법 제15조제2항, 제17조제2항, 제18조제3항,
제28조의8제2항). A recipe that was released is never changed: other fields are another recipe, with the next number.
``docs/json.md`` says each recipe field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from policyc.canonical import canonical, sha256
from policyc.changes.surfaces import Surface, surfaces
from policyc.model.part import Period, Word
from policyc.model.policy import Facts
from policyc.model.processing import Basis, Context, ItemRef, PurposeRef, Refusal
from policyc.model.sharing import AdditionalUse, Party, Processor, Recipient, Relation
from policyc.model.surface import ConsentSurface

FIRST = 1
"""The recipe for releases that froze no surfaces, for ever."""

Fields: TypeAlias = list[Any]
"""Plain data, in the order of the recipe; what the policy does not say is null, what has no order is sorted."""


def hashed(facts: Facts, recipe: int | None = None) -> tuple[ConsentSurface, ...]:
    """Return what rests on consent and its hashes, in the order of the blocks; by the newest recipe if none is told."""
    number = recipe or max(RECIPES)
    return tuple(
        ConsentSurface(
            surface="/".join(one.path),
            name=one.name,
            ground=one.ground,
            recipe=number,
            hash=sha256(canonical([number, *RECIPES[number](one, facts)])),
        )
        for one in surfaces(facts)
    )


def _first(surface: Surface, facts: Facts) -> Fields:
    part = surface.part
    if isinstance(part, Context):
        slots = [_items(slot, facts) for slot in (part.required, part.optional, part.automatic)]
        return ["collection", *slots, *_shared(part, facts)]
    if isinstance(part, Recipient | Processor):
        return [surface.kind, _others(part), _items(part.items, facts), *_shared(part, facts), *_away(surface, part)]
    if isinstance(part, AdditionalUse):
        criteria = part.criteria and [part.criteria.standard, _sorted(one.text for one in part.criteria.entries)]
        return ["additional-use", part.now, _basis(part.basis), criteria]
    raise TypeError(f"{'/'.join(surface.path)} is made of nothing")


RECIPES: Mapping[int, Callable[[Surface, Facts], Fields]] = {FIRST: _first}
"""Number → what makes the fields."""


def _shared(part: Context | Recipient | Processor, facts: Facts) -> Fields:
    """List what every surface tells: why, how long, on what else it rests, and what if consent is refused."""
    why = _sorted(word.text for word in part.tasks) if isinstance(part, Processor) else _purposes(part.purposes, facts)
    general = facts.retention.general if facts.retention and isinstance(part, Context) else None
    grounds = () if isinstance(part, Processor) else part.basis
    return [why, _period(part.keep or general), _basis(grounds), _refusal(part.refusal)]


def _others(part: Relation) -> Fields:
    """List who receives data: the firms by name, and what is said of those that are not named."""
    named = _sorted([one.name, one.legal, one.country] for one in part.parties)
    return [named, part.others, part.count, part.undecided]


def _away(surface: Surface, part: Recipient | Processor) -> Fields:
    """List what a transfer abroad tells besides: how it is reached, when, how and on what ground data goes."""
    if surface.kind != "transfers":
        return []
    return [_sorted(map(_reached, part.parties)), part.timing, part.method, part.transfer_basis]


def _reached(party: Party) -> Fields:
    return [party.name, party.contact, party.phone, party.email, party.address, party.url]


def _items(found: Iterable[ItemRef], facts: Facts) -> Fields:
    return _sorted(_item(one, facts) for one in found)


def _item(ref: ItemRef, facts: Facts) -> Fields:
    """List what is told of an item: its name, what it is in law, its members or those taken, whose, and when."""
    known = next((item for item in facts.items if item.id == ref.item), None)
    if known is None:
        return [ref.item, None, None, [], _words(ref.only), ref.label, ref.when]
    members = _sorted([one.name, one.category] for one in known.members)
    return [known.name, known.kind, known.category, members, _words(ref.only), ref.label, ref.when]


def _purposes(found: Iterable[PurposeRef], facts: Facts) -> Fields:
    return _sorted(_purpose(one, facts) for one in found)


def _purpose(ref: PurposeRef, facts: Facts) -> Fields:
    """List the words of a purpose: a declared one's name and texts, else those of the row."""
    declared = facts.purposes.entries if facts.purposes else ()
    known = next((one for one in declared if ref.purpose and one.id == ref.purpose), None)
    return [known.name, _words(known.text), ref.when] if known else [ref.text, [], ref.when]


def _period(found: Period | None) -> Fields | None:
    """List what a period says; examples and notes explain it and say nothing more."""
    if found is None:
        return None
    cases = _sorted([one.case, _period(one.period)] for one in found.cases)
    law = _sorted(one.text for one in found.law)
    return [found.text, found.at_once, cases, _period(found.then), _words(found.except_), law]


def _basis(found: Iterable[Basis]) -> Fields:
    return _sorted([one.ground, one.citation and one.citation.text] for one in found)


def _refusal(found: Refusal | None) -> Fields | None:
    return [found.how, found.effect] if found else None


def _words(found: Iterable[Word]) -> Fields:
    return _sorted(one.text for one in found)


def _sorted(found: Iterable[Any]) -> Fields:
    """Sort by canonical spelling, code point by code point, for the order of an author has no meaning here."""
    return sorted(found, key=canonical)
