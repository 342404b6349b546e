"""People and firms that a policy names more than once: by one name, and on the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.finding import Finding, Related
from policyc.korean_claims import phones
from policyc.korean_firms import same_firm
from policyc.model.identity import Agent, CoController
from policyc.model.part import Contact
from policyc.model.people import Officer
from policyc.model.rights import Way
from policyc.model.sharing import Party
from policyc.place import Path
from policyc.record import Record
from policyc.rules.matter import Matter

LINES = ("phone", "email", "fax", "address")
OFFICES = frozenset({"privacy-officer", "sector-officer", "access-office", "complaints", "manager", "file-manager"})
"""Roles in which somebody is there to be asked; places under cameras and location data have rules of their own."""

_SIGNS = dict.fromkeys(map(ord, ",.()·"))


class Named(Record):
    """A firm where it is named: its names, and the part that has its lines."""

    names: tuple[str, ...]
    part: Party | CoController | Agent

    @property
    def at(self) -> Path:
        """Return the place of its name."""
        return (*self.part.at, "name")


def desk_lines_differ(matter: Matter) -> Iterator[Finding]:
    """Each desk or person named twice has the same telephone number, mail and address in both places."""
    desks: Sequence[Contact | Way | Officer] = (
        *matter.facts.contacts,
        *(matter.facts.rights.how if matter.facts.rights else ()),
        *(matter.facts.officers.entries if matter.facts.officers else ()),
    )
    for index, desk in enumerate(desks):
        for first in desks[:index] if desk.name else ():
            if first.name and _bare(first.name) == _bare(desk.name or "") and _of(first) == _of(desk):
                fields = ("phone",) if isinstance(first, Officer) or isinstance(desk, Officer) else LINES
                yield from _differing("desk-lines-differ", first, desk, first.name, fields)


def party_lines_differ(matter: Matter) -> Iterator[Finding]:
    """Each firm named twice has the same lines and the same representative in both places."""
    firms = tuple(_firms(matter))
    for index, firm in enumerate(firms):
        for first in firms[:index]:
            one, other = first.part, firm.part
            if not set(first.names) & set(firm.names) or _country(one) != _country(other):
                continue
            lines = ("phone", "email", "address") if _same_desk(one, other) else ()
            fields = (*lines, "representative")
            yield from _differing("party-lines-differ", one, other, firm.names[0], fields)
            break


def firm_spelled_twice(matter: Matter) -> Iterator[Finding]:
    """Each firm goes by one name: ㈜예시 in one place is not 주식회사 예시 in another."""
    firms = tuple(_firms(matter))
    told = set()
    for index, firm in enumerate(firms):
        for first in firms[:index]:
            if set(first.names) & set(firm.names) or firm.names[0] in told:
                continue
            if any(same_firm(one, other) for one in first.names for other in firm.names):
                told.add(firm.names[0])
                args = {"name": firm.names[0], "other": first.names[0]}
                related = (Related(says="other", at=first.at),)
                yield Finding(code="firm-spelled-twice", at=firm.at, args=args, related=related)
                break


def officer_lines_missing(matter: Matter) -> Iterator[Finding]:
    """Each office that is there to be asked can be reached, by itself or by the department it stands in."""
    entries = matter.facts.officers.entries if matter.facts.officers else ()
    if not any(one.phone or one.email for one in entries if one.name or one.department):
        return
    reached = [one for one in entries if _reached(one)]
    departments = {_bare(one.department) for one in reached if one.department}
    for one in entries:
        roles = {word.text for word in one.role}
        if _reached(one) or one.of or not roles or not roles <= OFFICES or not (one.name or one.department):
            continue
        led = "privacy-officer" in roles and any(other.department for other in reached)
        if not led and not (one.department and _bare(one.department) in departments):
            words = {"name": one.name} if one.name else {"department": one.department or ""}
            yield Finding(code="officer-lines-missing", at=one.at, side="key", args=words)


def _firms(matter: Matter) -> Iterator[Named]:
    """Yield the firms where they are named; what a row only refers to is named where it is declared."""
    facts = matter.facts
    parties = [*facts.parties]
    for block in (facts.recipients, facts.processors):
        for entry in block.entries if block else ():
            parties += (*entry.parties, *getattr(entry, "sub", ()))
    for use in facts.additional_use.uses if facts.additional_use else ():
        parties += use.parties
    for party in parties:
        if party.name and "name" not in party.origins:
            yield Named(names=tuple(name for name in (party.name, party.legal) if name), part=party)
    for other in facts.co_controllers.entries if facts.co_controllers else ():
        yield Named(names=(other.name,), part=other)
    agent = facts.domestic_agent
    if agent and agent.name and not agent.party:
        yield Named(names=(agent.name,), part=agent)


def _differing(
    code: str,
    first: Contact | Way | Officer | Party | CoController | Agent,
    other: Contact | Way | Officer | Party | CoController | Agent,
    name: str,
    fields: Sequence[str],
) -> Iterator[Finding]:
    for field in fields:
        one, two = (None if field in part.origins else getattr(part, field, None) for part in (first, other))
        if one and two and not _same(field, one, two):
            related = (Related(says="other", at=(*first.at, field)),)
            args = {"name": name, "given": two, field: two, "other": one}
            yield Finding(code=code, at=(*other.at, field), args=args, related=related)


def _same(field: str, one: str, two: str) -> bool:
    """Tell whether two lines are one; of several numbers it is enough that they share one."""
    if field in ("phone", "fax"):
        return any(a.startswith(b) or b.startswith(a) for a in phones(one) for b in phones(two)) or not (
            phones(one) and phones(two)
        )
    a, b = _bare(one).casefold(), _bare(two).casefold()
    return a in b or b in a


def _bare(words: str) -> str:
    return "".join(words.split()).translate(_SIGNS)


def _of(desk: Contact | Way | Officer) -> str | None:
    return desk.of if isinstance(desk, Officer) else None


def _country(part: Party | CoController | Agent) -> str:
    return getattr(part, "country", None) or "KR"


def _same_desk(one: Party | CoController | Agent, other: Party | CoController | Agent) -> bool:
    """Tell whether the lines are of one desk: a firm may have one for each matter, if it says so."""
    return getattr(one, "contact", None) == getattr(other, "contact", None)


def _reached(one: Officer) -> bool:
    return any((one.phone, one.email, one.fax, one.address, one.url, one.path, one.contact))


RULES = (desk_lines_differ, party_lines_differ, firm_spelled_twice, officer_lines_missing)
