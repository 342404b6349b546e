"""Officers into cards or a table: first what the statute asks for, then how they are reached."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document import desks, reach
from policyc.document.file_names import file_names
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode
from policyc.model.people import Officer
from policyc.model.policy import Facts
from policyc.nodes import Block, Fields, Text

PRIVACY_OFFICER = "privacy-officer"


def in_charge(role: str, facts: Facts) -> tuple[Officer, ...]:
    """Return the officers with a role."""
    entries = facts.officers.entries if facts.officers else ()
    return tuple(entry for entry in entries if role in [word.text for word in entry.role])


def officers(entries: Sequence[Officer], facts: Facts, phrases: Phrases, node: OutlineNode) -> Content:
    """Show officers one by one, or in the table or list that the outline asks for."""
    words = [word for entry in entries for word in entry.contact]
    if node.as_ in ("table", "list") or (node.columns and node.as_ is None):
        return (*_table(entries, facts, phrases, node), *desks.notes(words, facts))
    found: list[Block] = []
    for entry in entries:
        found += [_card(entry, facts, phrases), *notes(entry.note)]
    return (*found, *desks.notes(words, facts))


def _card(officer: Officer, facts: Facts, phrases: Phrases) -> Fields:
    """Write the officer's name, or that of the office, and how to reach it (개인정보 보호법 제30조제1항제6호)."""
    roles = desks.roles(officer, facts, phrases)
    named = " ".join(filter(None, [officer.name, officer.position]))
    desk = desks.below(officer.contact, facts, phrases)
    whose = _controller(officer, facts)
    files = ", ".join(file_names(officer.files, facts))
    first: list[reach.Pair] = [(_term(officer, roles, phrases), (Text(named or officer.department or ""),))]
    reached: list[reach.Pair] = [(phrases.label("terms", "contact"), desk)] if desk else []
    reached += reach.lines(_own(officer, facts), phrases)
    if not (named or officer.department) and reached:
        first = [(first[0][0], reached.pop(0)[1])]
    said = (
        ("officer-roles", roles if officer.title else None),
        ("officer-of", whose),
        ("department", officer.department if named else None),
        ("officer-files", files),
    )
    between = tuple((phrases.label("terms", key), (Text(words),)) for key, words in said if words)
    return Fields((*first, *between, *reached))


def _term(officer: Officer, roles: str, phrases: Phrases) -> str:
    """Name what an officer is; a department alone stands for the privacy officer as the office that does his work."""
    alone = officer.department and not (officer.name or officer.position)
    if alone and not officer.title and [word.text for word in officer.role] == [PRIVACY_OFFICER]:
        return phrases.label("terms", "protection-office")
    return officer.title or roles


def _own(officer: Officer, facts: Facts) -> Officer:
    """Leave out the lines that a desk of his already shows."""
    named = list(desks.found(officer.contact, facts))
    told = {key for key in reach.LINES if getattr(officer, key) in [getattr(desk, key) for desk in named]}
    return officer.replace(**dict.fromkeys(told))


def _controller(officer: Officer, facts: Facts) -> str:
    entries = facts.co_controllers.entries if facts.co_controllers and officer.of else ()
    return next((entry.name for entry in entries if entry.id == officer.of), "")


def _table(entries: Sequence[Officer], facts: Facts, phrases: Phrases, node: OutlineNode) -> Content:
    def label(key: str) -> str:
        return phrases.label("terms", key)

    def role(one: Officer) -> Content:
        return text(*filter(None, [one.title, desks.roles(one, facts, phrases)]))

    columns = (
        Column("role", label("officer-role"), role),
        Column("name", label("name"), lambda one: text(*filter(None, [one.name]))),
        Column("position", label("position"), lambda one: text(*filter(None, [one.position]))),
        Column("department", label("department"), lambda one: text(*filter(None, [one.department]))),
        Column("of", label("officer-of"), lambda one: text(*filter(None, [_controller(one, facts)]))),
        Column("files", label("officer-files"), lambda one: text(*file_names(one.files, facts))),
        Column("contact", label("contact"), lambda one: inline(desks.below(one.contact, facts, phrases))),
        *reach.columns(phrases, lambda one: _own(one, facts)),
    )
    several = len(entries) > 1
    said = tuple(
        note for one in entries for note in notes(one.note, desks.name(one, facts, phrases) if several else "")
    )
    return shown(node, phrases.label("captions", "officers"), columns, entries, said)
