"""What single blocks take from elsewhere: records and bodies from the law's tables, parties and desks from the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from policyc.facts.citations import from_table
from policyc.facts.origins import BODIES, BY_ID, CONTACT, PARTIES, RECORDS, derived
from policyc.law.tables import Body as KnownBody
from policyc.law.tables import Law
from policyc.model.identity import Agent
from policyc.model.keeping import KeptRecord, Retention
from policyc.model.part import Contact, Derived, Word
from policyc.model.people import Body, Officer, Officers, Remedies
from policyc.model.policy import Policy
from policyc.model.rights import Behavioural
from policyc.model.sharing import AiUses, Party, Processor, Processors, Recipients, Relation
from policyc.place import Path
from policyc.reading.structure import period_of

P = TypeVar("P", bound=Party)
R = TypeVar("R", bound=Relation)
B = TypeVar("B", Recipients, Processors)


def settled(policy: Policy, law: Law) -> Policy:
    """Settle the blocks one by one; `policy` has its rows written out."""
    parties = {party.id: party for party in policy.parties}
    uses = policy.additional_use
    return policy.replace(
        retention=policy.retention and _retention(policy.retention, law),
        remedies=policy.remedies and _remedies(policy.remedies, law),
        officers=policy.officers and _officers(policy.officers, policy.contacts),
        recipients=policy.recipients
        and policy.recipients.replace(entries=_relations(policy.recipients.entries, parties)),
        processors=policy.processors
        and policy.processors.replace(entries=_relations(policy.processors.entries, parties)),
        additional_use=uses and uses.replace(uses=_relations(uses.uses, parties)),
        domestic_agent=policy.domestic_agent and _agent(policy.domestic_agent, parties),
        behavioural=policy.behavioural and _trackers(policy.behavioural, parties),
        ai=policy.ai and _uses_of_ai(policy.ai, parties),
    )


def _retention(block: Retention, law: Law) -> Retention:
    internal = tuple(entry.replace(group="internal") for entry in block.internal)
    return block.replace(internal=internal, statutory=tuple(_record(entry, law) for entry in block.statutory))


def _record(entry: KeptRecord, law: Law) -> KeptRecord:
    """Take from the day's table what a known record leaves out: name, provision, period."""
    known = law.records.get(entry.id)
    entry = entry.replace(group="statutory")
    if known is None:
        return entry
    origin = Derived(by=RECORDS, source=entry.id)
    law_ = entry.law or (from_table(known.provision, law, origin).replace(at=entry.at),)
    keep = entry.keep or period_of(known.keep, (*entry.at, "keep"))
    found = derived(name=None if entry.name else origin, keep=None if entry.keep else origin)
    return entry.replace(name=entry.name or known.name, law=law_, keep=keep, origins=found)


def _remedies(block: Remedies, law: Law) -> Remedies:
    """Write out the bodies: ``standard`` is the guideline's list of the day, an empty body its entry of the day."""
    if block.standard:
        entries = tuple(_standard(block.at, known) for known in law.bodies.values() if known.standard)
    else:
        entries = tuple(_body(entry, law.bodies.get(entry.id)) for entry in block.entries)
    return block.replace(entries=entries)


def _standard(at: Path, known: KnownBody) -> Body:
    """Take a body of the guideline's list; nobody wrote its id either."""
    found = _body(Body(at=at, id=known.id), known)
    return found.replace(origins={**found.origins, "id": Derived(by=BODIES, source=known.id)})


def _body(entry: Body, known: KnownBody | None) -> Body:
    """Take an entry as the author wrote it; only one that does not say its name comes from the table."""
    if entry.name or known is None:
        return entry
    origin = Derived(by=BODIES, source=entry.id)
    taken = {field: getattr(known, field) for field in ("name", "phone", "url") if not getattr(entry, field)}
    return entry.replace(**taken, origins=dict.fromkeys(taken, origin))


def _officers(block: Officers, contacts: tuple[Contact, ...]) -> Officers:
    desks = {contact.id: contact for contact in contacts}
    return block.replace(entries=tuple(_officer(entry, desks) for entry in block.entries))


def _officer(entry: Officer, desks: Mapping[str, Contact]) -> Officer:
    """Say the role that is an officer's id; what lines he does not have, the desks he names have for him."""
    named = [desks[word.text] for word in entry.contact if word.text in desks]
    origins: dict[str, Derived | None] = {}
    found: dict[str, object] = {}
    for field in ("phone", "email"):
        desk = next((desk for desk in named if getattr(desk, field)), None)
        if desk and not getattr(entry, field):
            found[field] = getattr(desk, field)
            origins[field] = Derived(by=CONTACT, source=desk.id, at=(*desk.at, field))
    if not entry.role:
        found["role"] = (Word(at=entry.at, text=entry.id),)
        origins["role"] = Derived(by=BY_ID, at=entry.at)
    return entry.replace(**found, origins=derived(**origins)) if found else entry


def _block(block: B | None, parties: Mapping[str, Party]) -> B | None:
    return block and block.replace(entries=_relations(block.entries, parties))


def _relations(entries: Iterable[R], parties: Mapping[str, Party]) -> tuple[R, ...]:
    return tuple(_relation(entry, parties) for entry in entries)


def _relation(entry: R, parties: Mapping[str, Party]) -> R:
    """Bring the parties of a row to where all rows have them, and write out those it only names."""
    found = tuple(_party(party, parties) for party in entry.parties)
    if not found and not (entry.others or entry.undecided):
        own = {field: getattr(entry, field) for field in Party.__fields__ if field != "origins"}
        found = (_party(Party(**own), parties),)
    given = dict.fromkeys(set(Party.__fields__) - {"id", "at", "origins", "name"})
    bare = entry.replace(**given, name="", parties=found)
    if isinstance(bare, Processor):
        return bare.replace(sub=tuple(_party(sub, parties) for sub in bare.sub))
    return bare


def _party(party: P, parties: Mapping[str, Party]) -> P:
    """Write out a party that is only named, from its declaration."""
    declared = parties.get(party.id)
    if declared is None or party.name:
        return party
    taken = {}
    for field in set(Party.__fields__) - {"id", "at", "origins"}:
        if not getattr(party, field) and getattr(declared, field):
            taken[field] = getattr(declared, field)
    origins = {field: Derived(by=PARTIES, at=(*declared.at, field)) for field in taken}
    return party.replace(**taken, origins=origins)


def _agent(agent: Agent, parties: Mapping[str, Party]) -> Agent:
    declared = parties.get(agent.party or "")
    if declared is None:
        return agent.replace(name=agent.name or agent.party)
    shared = set(Agent.__fields__) & set(Party.__fields__) - {"at", "origins"}
    taken = {field: value for field in shared if not getattr(agent, field) and (value := getattr(declared, field))}
    return agent.replace(**taken, origins={field: Derived(by=PARTIES, at=(*declared.at, field)) for field in taken})


def _trackers(block: Behavioural, parties: Mapping[str, Party]) -> Behavioural:
    found = []
    for entry in block.entries:
        party = parties.get(entry.collector or "")
        origin = {"collector": Derived(by=PARTIES, at=party.at)} if party else {}
        name = party.name if party else entry.collector
        found.append(entry.replace(collector=name, origins={**entry.origins, **origin}))
    return block.replace(entries=tuple(found))


def _uses_of_ai(block: AiUses, parties: Mapping[str, Party]) -> AiUses:
    found = []
    for entry in block.entries:
        party = parties.get(entry.provider or "")
        origin = {"provider": Derived(by=PARTIES, at=party.at)} if party else {}
        found.append(entry.replace(provider=party.name if party else entry.provider, origins=origin))
    return block.replace(entries=tuple(found))
