"""The sections on whom to ask: officers, remedy bodies; and on the policy itself: change notice, earlier versions."""

from __future__ import annotations

from policyc.document import wording
from policyc.document.phrases import Phrases
from policyc.document.tables import inline, table, text
from policyc.model.facts import Facts, Officer
from policyc.model.part import Contact
from policyc.nodes import Block, Fields, Inline, Link, Text


def officers(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Show each officer with the lines on which people reach him."""
    desks = {contact.id: contact for contact in facts.contacts}
    fields = tuple(_officer(entry, desks.get(entry.contact or ""), phrases) for entry in facts.officers)
    return (*inline(phrases.say("officers.intro")), *fields)


def _officer(officer: Officer, desk: Contact | None, phrases: Phrases) -> Fields:
    role = phrases.word(officer.id) if officer.id == "privacy-officer" else phrases.word("roles", officer.id)
    who = [part for part in (officer.name, officer.position) if part]
    own: list[tuple[str, tuple[Inline, ...]]] = [
        (phrases.label("terms", key), (Text(value),))
        for key in ("phone", "email")
        if (value := getattr(officer, key)) and (desk is None or getattr(desk, key) != value)
    ]
    first = (role, (Text(" ".join(who) or officer.department or ""),))
    if officer.id == "privacy-officer" and not who:
        first = (phrases.label("terms", "in-charge"), first[1])
    department = [(phrases.label("terms", "department"), (Text(officer.department),))] if officer.department else []
    contact = [(phrases.label("terms", "contact"), wording.desk(desk))] if desk else []
    return Fields((first, *(department if who else ()), *contact, *own))


def remedies(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Show the bodies that help against infringements."""
    columns = tuple(phrases.label("columns", key) for key in ("body", "phone", "url"))
    rows = [
        (
            text(body.name),
            text(body.phone) if body.phone else (),
            inline((Link(body.url, (Text(body.url),)),)) if body.url else (),
        )
        for body in facts.remedies
    ]
    return (
        *inline(phrases.say("remedies.intro")),
        table(phrases.label("captions", "remedies"), columns, rows),
    )


def change_notice(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say why the policy may change, where that is told and how long before."""
    notice = facts.change_notice
    if notice is None:
        return ()
    values = {
        "reasons": phrases.either(word.text for word in notice.reasons),
        "channels": ", ".join(word.text for word in notice.channels),
        "general": str(notice.general) if notice.general else None,
        "material": str(notice.material) if notice.material else None,
        "material_if": ", ".join(word.text for word in notice.material_if),
    }
    said = [phrases.say(f"change-notice.{part}", **values) for part in ("reasons", "channels", "general")]
    said.append(phrases.first(("change-notice.material-if", "change-notice.material"), **values))
    said.append(phrases.say("change-notice.clear"))
    return tuple(block for sentence in said for block in inline(sentence))


def earlier(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Point to the policies before the first that is kept here."""
    block = facts.earlier
    if block is None:
        return ()
    return inline((Link(block.url, (Text(block.label),)),)) if block.url else text(block.label)
