"""The words of item lists into items: declared ones and those the taxonomy knows, each with kind and category."""

from __future__ import annotations

from collections.abc import Iterable

from policyc.facts.origins import BY_ID, DEFAULT, TAXONOMY, derived, named, spaced
from policyc.law.taxonomy import Leaf, Taxonomy
from policyc.model import facts as model
from policyc.model.part import Derived, Word
from policyc.model.policy import Item, Policy
from policyc.reading.links import item_id, item_words


def items(policy: Policy, taxonomy: Taxonomy) -> tuple[model.Item, ...]:
    """Return every item once: the declared ones in their order, then the undeclared words as they first appear."""
    found = {item.id: _declared(item, taxonomy) for item in policy.items}
    for word in item_words(policy):
        if item_id(word.text) not in found:
            found[item_id(word.text)] = _known(word, taxonomy)
    return tuple(found.values())


def references(words: Iterable[Word]) -> tuple[model.ItemRef, ...]:
    """Turn the words of a list into references to items."""
    return tuple(model.ItemRef(at=word.at, item=item_id(word.text)) for word in words)


def _declared(item: Item, taxonomy: Taxonomy) -> model.Item:
    name, by_id = named(item.id, item.name, item.at)
    leaf = taxonomy.find(name)
    kind, category = item.kind, item.category
    return model.Item(
        at=item.at,
        id=item.id,
        name=name,
        kind=kind or (leaf.kind if leaf else "ordinary"),
        category=category or (leaf.id if leaf else None),
        members=tuple(_member(word, taxonomy) for word in item.members),
        origins=derived(
            name=by_id,
            kind=None if kind else _from(leaf) or Derived(by=DEFAULT, source="ordinary"),
            category=None if category else _from(leaf),
        ),
    )


def _known(word: Word, taxonomy: Taxonomy) -> model.Item:
    leaf = taxonomy.find(word.text)
    if leaf is None:
        raise AssertionError(f"{word.text} passed the links without being known")
    origin = _from(leaf)
    return model.Item(
        at=word.at,
        id=item_id(word.text),
        name=spaced(word.text),
        kind=leaf.kind,
        category=leaf.id,
        origins=derived(name=Derived(by=BY_ID, at=word.at), kind=origin, category=origin),
    )


def _member(word: Word, taxonomy: Taxonomy) -> model.Member:
    leaf = taxonomy.find(word.text)
    return model.Member(
        at=word.at, name=word.text, category=leaf.id if leaf else None, origins=derived(category=_from(leaf))
    )


def _from(leaf: Leaf | None) -> Derived | None:
    return Derived(by=TAXONOMY, source=leaf.id) if leaf else None
