"""The words of item lists into items: declared ones and those the taxonomy knows, each with kind and category."""

from __future__ import annotations

from policyc.facts.origins import BY_ID, DEFAULT, TAXONOMY, derived, named, spaced
from policyc.law.taxonomy import Leaf, Taxonomy
from policyc.model.part import Derived
from policyc.model.policy import Policy
from policyc.model.processing import Item, ItemRef, Member
from policyc.model.shape import inside
from policyc.reading.links import item_id


def items(policy: Policy, taxonomy: Taxonomy) -> tuple[Item, ...]:
    """Return every item once: the declared ones in their order, then the undeclared words as they first appear."""
    found = {item.id: _declared(item, taxonomy) for item in policy.items}
    for ref in (part for part in inside(policy) if isinstance(part, ItemRef)):
        if item_id(ref.item) not in found:
            found[item_id(ref.item)] = _known(ref, taxonomy)
    return tuple(found.values())


def _declared(item: Item, taxonomy: Taxonomy) -> Item:
    name, by_id = named(item.id, item.name, item.at)
    leaf = taxonomy.find(name)
    origins = derived(
        name=by_id,
        kind=None if item.kind else _from(leaf) or Derived(by=DEFAULT, source="ordinary"),
        category=None if item.category else _from(leaf),
    )
    return item.replace(
        name=name,
        kind=item.kind or (leaf.kind if leaf else "ordinary"),
        category=item.category or (leaf.id if leaf else None),
        members=tuple(_member(member, taxonomy) for member in item.members),
        origins=origins,
    )


def _known(ref: ItemRef, taxonomy: Taxonomy) -> Item:
    leaf = taxonomy.find(ref.item)
    if leaf is None:
        raise AssertionError(f"{ref.item} passed the links without being known")
    origin = _from(leaf)
    return Item(
        at=ref.at,
        id=item_id(ref.item),
        name=spaced(ref.item),
        kind=leaf.kind,
        category=leaf.id,
        origins=derived(name=Derived(by=BY_ID, at=ref.at), kind=origin, category=origin),
    )


def _member(member: Member, taxonomy: Taxonomy) -> Member:
    leaf = taxonomy.find(member.name)
    return member.replace(category=leaf.id if leaf else None, origins=derived(category=_from(leaf)))


def _from(leaf: Leaf | None) -> Derived | None:
    return Derived(by=TAXONOMY, source=leaf.id) if leaf else None
