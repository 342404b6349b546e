"""Contexts of collection, purposes, third parties and processors, each with what it inherits written out."""

from __future__ import annotations

from policyc.facts import terms
from policyc.facts.items import references
from policyc.facts.origins import DEFAULT, INHERITED, derived, named
from policyc.law.tables import Law
from policyc.model import facts as model
from policyc.model import policy as declared
from policyc.model.part import Derived
from policyc.model.policy import Policy, Shared
from policyc.reading.links import rows


def contexts(policy: Policy, law: Law) -> tuple[model.Context, ...]:
    """Resolve the contexts of collection."""
    block = policy.collection
    return tuple(_context(entry, block.shared, policy, law) for entry in block.contexts) if block else ()


def _context(entry: declared.Context, shared: Shared, policy: Policy, law: Law) -> model.Context:
    name, by_id = named(entry.id, entry.name, entry.at)
    keep, inherited = terms.keep(entry.at, entry.keep, shared, policy)
    personal = Derived(by=DEFAULT, source="true") if entry.personal is None else None
    return model.Context(
        at=entry.at,
        id=entry.id,
        name=name,
        personal=entry.personal is not False,
        required=references(entry.required),
        optional=references(entry.optional),
        automatic=references(entry.automatic),
        purposes=terms.purposes(entry.purposes or shared.purposes, policy),
        keep=keep,
        basis=terms.bases(entry.basis or shared.basis, law),
        refusal=entry.refusal,
        origins=derived(name=by_id, keep=inherited, personal=personal),
    )


def purposes(policy: Policy) -> tuple[model.Purpose, ...]:
    """Resolve the declared purposes: one that no row names holds for the service as a whole."""
    named_in_rows = {word.text for row in rows(policy) for word in row.purposes}
    return tuple(
        model.Purpose(
            at=entry.at,
            id=entry.id,
            name=entry.name,
            text=entry.text,
            scope="context" if entry.id in named_in_rows else "service",
            origins=derived(scope=Derived(by="purposes", at=entry.at)),
        )
        for entry in policy.purposes
    )


def recipients(policy: Policy, law: Law) -> model.Recipients | None:
    """Resolve the third parties, or that there are none."""
    block = policy.recipients
    if block is None:
        return None
    entries = tuple(_recipient(entry, block.shared, policy, law) for entry in block.entries)
    return model.Recipients(at=block.at, none=block.none, entries=entries)


def _recipient(entry: declared.Recipient, shared: Shared, policy: Policy, law: Law) -> model.Recipient:
    name, by_id = named(entry.id, entry.name, entry.at)
    keep, inherited = terms.keep(entry.at, entry.keep, shared, policy)
    return model.Recipient(
        at=entry.at,
        id=entry.id,
        name=name,
        reads=entry.reads,
        items=references(entry.items),
        purposes=terms.purposes(entry.purposes or shared.purposes, policy),
        keep=keep,
        basis=terms.bases(entry.basis or shared.basis, law),
        origins=derived(name=by_id, keep=inherited),
    )


def processors(policy: Policy) -> model.Processors | None:
    """Resolve the processors, or that there are none."""
    block = policy.processors
    if block is None:
        return None
    return model.Processors(
        at=block.at, none=block.none, entries=tuple(_processor(entry, block.shared) for entry in block.entries)
    )


def _processor(entry: declared.Processor, shared: Shared) -> model.Processor:
    name, by_id = named(entry.id, entry.name, entry.at)
    supervised, origin = entry.supervised, None
    if supervised is None and shared.supervised is not None:
        supervised, origin = shared.supervised, Derived(by=INHERITED, at=(*shared.at, "supervised"))
    elif supervised is None:
        supervised, origin = False, Derived(by=DEFAULT, source="false")
    return model.Processor(
        at=entry.at,
        id=entry.id,
        name=name,
        reads=entry.reads,
        tasks=entry.tasks,
        supervised=supervised,
        origins=derived(name=by_id, supervised=origin),
    )
