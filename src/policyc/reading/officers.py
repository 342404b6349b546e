"""The people and desks of a policy against each other: contacts, whose officer, which files."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.finding import Finding
from policyc.model.part import Part
from policyc.model.people import Officer
from policyc.model.policy import Policy
from policyc.model.processing import Collection, Context
from policyc.model.rights import Assurance, Way
from policyc.model.sharing import Party
from policyc.reading.declared import circles, unknown, unused
from policyc.reading.structure import NAME

ROLES = (
    *("privacy-officer", "sector-officer", "manager", "access-office", "complaints"),
    *("file-manager", "cctv-manager", "location-manager", "credit-officer"),
)
"""What an officer can be in charge of; as an id such a word needs no ``role``."""


def check(policy: Policy, parts: tuple[Part, ...], shown: frozenset[str]) -> Iterator[Finding]:
    """Yield contacts, controllers and files that lead nowhere, and contacts that nobody names."""
    yield from _contacts(policy, parts, shown)
    files = tuple(file_paths(policy.files))
    controllers = [one.id for one in policy.co_controllers.entries] if policy.co_controllers else []
    for part in parts:
        if isinstance(part, Officer) and part.of and part.of not in controllers:
            yield unknown("unknown-controller", (*part.at, "of"), part.of, controllers)
        for word in part.files if isinstance(part, Officer | Assurance) else ():
            if word.text not in files:
                yield unknown("unknown-file", word.at, word.text, files)


def file_paths(block: Collection | None) -> Iterator[str]:
    """Yield what registered files go by: the system, and each row of it; shelves between them do not count."""
    for entry in block.entries if block else ():
        yield entry.id
        yield from (f"{entry.id}/{row.id}" for row in _below(entry))


def _below(context: Context) -> Iterator[Context]:
    for row in context.rows:
        yield row
        yield from _below(row)


def _contacts(policy: Policy, parts: tuple[Part, ...], shown: frozenset[str]) -> Iterator[Finding]:
    declared = [contact.id for contact in policy.contacts]
    people = {officer.id: officer for officer in policy.officers.entries} if policy.officers else {}
    used = set(shown)
    for part in parts:
        for word in part.contact if isinstance(part, Officer | Way) else ():
            used.add(word.text)
            if word.text not in declared and word.text not in people:
                yield unknown("unknown-contact", word.at, word.text, (*declared, *people))
        if isinstance(part, Party) and part.contact and NAME.fullmatch(part.contact):
            used.add(part.contact)
            if part.contact not in declared:
                yield unknown("unknown-contact", (*part.at, "contact"), part.contact, declared)
    named = {one.id: tuple(w.text for w in one.contact if w.text not in declared) for one in people.values()}
    yield from circles("officers", named, {one.id: one.at for one in people.values()})
    yield from unused("contacts", policy.contacts, used)
