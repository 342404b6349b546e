"""What is kept and for how long: the general period, records kept on by law or by own reason, dormant accounts."""

from __future__ import annotations

from policyc.facts.citations import citation, from_table
from policyc.facts.origins import RECORDS, derived, named
from policyc.facts.terms import period
from policyc.law import tables
from policyc.law.tables import Law
from policyc.model import facts as model
from policyc.model.part import Derived
from policyc.model.policy import KeptRecord, Policy


def retention(policy: Policy, law: Law) -> model.Retention | None:
    """Resolve what is kept; a known record left empty takes name, provision and period from the day's table."""
    block = policy.retention
    if block is None:
        return None
    return model.Retention(
        at=block.at,
        general=period(block.general, (*block.at, "general"), policy) if block.general else None,
        internal=tuple(_record(entry, policy, law) for entry in block.internal),
        statutory=tuple(_record(entry, policy, law) for entry in block.statutory),
    )


def _record(entry: KeptRecord, policy: Policy, law: Law) -> model.KeptRecord:
    known = law.records.get(entry.id) if entry.group == "statutory" else None
    origin = Derived(by=RECORDS, source=entry.id) if known else None
    name, by = (known.name, origin) if known and not entry.name else named(entry.id, entry.name, entry.at)
    return model.KeptRecord(
        at=entry.at,
        id=entry.id,
        group=entry.group,
        name=name,
        law=_law(entry, known, law, origin),
        keep=period(entry.keep or (known.keep if known else ""), (*entry.at, "keep"), policy),
        reason=entry.reason,
        origins=derived(name=by, keep=None if entry.keep else origin),
    )


def _law(
    entry: KeptRecord, known: tables.StatutoryRecord | None, law: Law, origin: Derived | None
) -> tuple[model.Citation, ...]:
    if entry.law:
        return tuple(citation(word, law) for word in entry.law)
    return (from_table(known.provision, law, origin).replace(at=entry.at),) if known and origin else ()


def dormant(policy: Policy) -> model.Dormant | None:
    """Resolve what happens to accounts that nobody has used for a time."""
    block = policy.dormant
    if block is None:
        return None
    keep = period(block.keep, (*block.at, "keep"), policy) if block.keep else None
    return model.Dormant(
        at=block.at,
        none=block.none,
        name=block.name,
        after=block.after,
        then=block.then,
        keep=keep,
        within=block.within,
    )
