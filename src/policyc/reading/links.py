"""A Policy against itself: every reference has its target, every declaration its use, every id a name."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.finding import Finding
from policyc.model.policy import Policy
from policyc.model.shape import inside
from policyc.reading import items, names, officers, parties, prose, terms
from policyc.reading.declared import Known, item_id
from policyc.reading.folding import folded
from policyc.reading.structure import NAME
from policyc.reading.terms import GROUNDS

__all__ = ["GROUNDS", "NAME", "Known", "check", "item_id"]


def check(policy: Policy, known: Known) -> Iterator[Finding]:
    """Yield every reference without a target, every name used twice, every declaration without a use."""
    yield from folded(_all(policy, known))


def _all(policy: Policy, known: Known) -> Iterator[Finding]:
    parts = tuple(inside(policy))
    shown = prose.shown(parts)
    yield from items.check(policy, parts, known, shown["items"])
    yield from terms.check(policy, parts, shown["periods"])
    yield from officers.check(policy, parts, shown["contacts"])
    yield from parties.check(policy, parts, shown["parties"])
    yield from names.check(policy, parts, known)
    yield from prose.check(policy, parts)
