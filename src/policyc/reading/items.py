"""The items of a policy against its lists: every word known, none twice in a row, every declared item in use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.finding import Argument, Finding, Related
from policyc.korean import open_ended
from policyc.model.part import Part
from policyc.model.policy import Policy
from policyc.model.processing import Item, ItemRef
from policyc.model.shape import key_of, slots
from policyc.place import Path
from policyc.reading.declared import Known, item_id, reference, unknown, unused

ID = r"[A-Za-z가-힣][A-Za-z0-9가-힣]*(?:-[A-Za-z0-9가-힣]+)*"
SEPARATORS = r"\s*[\uff0c\u3001\u00b7\u318d/]\s*|\s+"
"""What people write between items where a comma belongs: wide and ideographic commas, dots, slashes, spaces.

Patterns that only a fault needs are compiled when there is one.
"""


def check(policy: Policy, parts: tuple[Part, ...], known: Known, shown: frozenset[str]) -> Iterator[Finding]:
    """Yield items unknown, twice in a row or never named; `shown` are those that prose shows by a path."""
    declared = {item.id: item for item in policy.items}
    used = set(shown)
    for part in parts:
        if isinstance(part, ItemRef):
            used.add(item_id(part.item))
            yield from _reference(part, declared, known)
        else:
            yield from _twice(part)
    yield from _aliases(policy.items)
    yield from unused("items", policy.items, used)


def _reference(part: ItemRef, declared: dict[str, Item], known: Known) -> Iterator[Finding]:
    item = declared.get(item_id(part.item))
    if item is None and not known.is_item(part.item):
        yield _unknown(part, declared, known)
    elif part.only:
        members = {item_id(member.name): member.name for member in item.members} if item else {}
        for word in part.only:
            if item_id(word.text) not in members:
                yield unknown("unknown-member", word.at, word.text, members.values(), item=part.item)


def _unknown(part: ItemRef, declared: dict[str, Item], known: Known) -> Finding:
    """Say how several items in one word are parted, and propose a new id only where it could be one."""
    at = reference(part, "item", ("only", "when", "note"))
    found = unknown("unknown-item", at, part.item, (*declared, *known.item_words()))
    args = dict(found.args)
    for item in declared.values():
        if item_id(part.item) in (item_id(word.text) for word in item.aliases):
            args["meant"] = item.id
    parts = re.split(SEPARATORS, part.item)
    if len(parts) > 1 and all(item_id(word) in declared or known.is_item(word) for word in parts):
        args["split"] = ", ".join(parts)
    if closed := open_ended(part.item):
        args["open"] = closed
    if not re.fullmatch(ID, item_id(part.item)):
        del args["id"]
    return found.replace(args=args)


def _twice(part: Part) -> Iterator[Finding]:
    """Find items written twice in one row: in one list, or as both required and optional.

    For another person, in another case or with other members it is not the same thing.
    """
    seen: dict[tuple[object, ...], tuple[str, Path]] = {}
    for slot, ref in _listed(part):
        only = frozenset(item_id(word.text) for word in ref.only)
        key = (item_id(ref.item), ref.label, ref.when, only)
        before, at = seen.setdefault(key, (slot, ref.at))
        if at is not ref.at:
            both = {before, slot} == {"required", "optional"}
            code = "item-required-and-optional" if both else "item-twice"
            related = (Related(says="first", at=at),)
            yield Finding(code=code, at=ref.at, args={"item": ref.item}, related=related)


def _listed(part: Part) -> Iterator[tuple[str, ItemRef]]:
    """Yield the items that a part lists itself, with the key of the list."""
    for slot in slots(type(part)).values():
        if slot.kind is ItemRef:
            yield from ((key_of(slot.field), ref) for ref in getattr(part, slot.field))


def _aliases(items: tuple[Item, ...]) -> Iterator[Finding]:
    """Find other words for an item that are words for another one."""
    for item in items:
        others = {
            item_id(word): other for other in items if other is not item for word in (other.id, other.name) if word
        }
        earlier = items[: items.index(item)]
        others |= {item_id(word.text): other for other in earlier for word in other.aliases}
        for alias in item.aliases:
            if other := others.get(item_id(alias.text)):
                args: dict[str, Argument] = {"alias": alias.text, "item": item.id, "other": other.id}
                related = (Related(says="other", at=other.at, side="key"),)
                yield Finding(code="alias-taken", at=alias.at, args=args, related=related)
