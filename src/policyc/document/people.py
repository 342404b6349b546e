"""The sections on whom to turn to: officers and their desks, the domestic agent, remedy bodies."""

from __future__ import annotations

from collections.abc import Iterable

from policyc.document import reach
from policyc.document.cards import card
from policyc.document.choosing import chosen
from policyc.document.officers import in_charge
from policyc.document.officers import officers as drawn
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, inline, notes, shown, text
from policyc.model.identity import Agent
from policyc.model.part import Lines, OutlineNode
from policyc.model.people import Officer
from policyc.model.policy import Facts
from policyc.nodes import Block


def officers(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show each officer with the lines on which people reach him."""
    entries = chosen(facts.officers.entries if facts.officers else (), node, _names)
    return (*inline(phrases.say("officers.intro")), *drawn(entries, facts, phrases, node)) if entries else ()


def access_office(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the officers with whom people ask for access to their data."""
    entries = chosen(in_charge("access-office", facts), node, _names)
    return (*inline(phrases.say("access-office.intro")), *drawn(entries, facts, phrases, node)) if entries else ()


def _names(officer: Officer) -> Iterable[str]:
    return (officer.id, *(word.text for word in officer.role), *filter(None, [officer.of]))


def domestic_agent(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the agent with what 개인정보 보호법 제31조의2제4항 asks for: name, representative, address, lines."""
    agent = facts.domestic_agent
    if agent is None or agent.none:
        return ()

    def own(row: Agent) -> Lines:
        return Lines(phone=row.phone, email=row.email, address=row.address, url=row.url)

    columns = (
        Column("name", phrases.label("terms", "domestic-agent"), lambda row: text(*filter(None, [row.name]))),
        Column(
            "representative",
            phrases.label("terms", "representative"),
            lambda row: text(*filter(None, [row.representative])),
        ),
        *reach.columns(phrases, own, AGENT),
    )
    return (*inline(phrases.say("domestic-agent.intro")), *card(node, columns, agent), *notes(agent.note))


AGENT = ("address", "phone", "email", "url")
"""The lines of an agent, in the statute's order."""


def remedies(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the bodies that help against infringements."""
    entries = chosen(facts.remedies.entries if facts.remedies else (), node, lambda body: (body.id,))
    if not entries:
        return ()
    several = len(entries) > 1
    said = tuple(note for body in entries for note in notes(body.note, body.name if several else ""))
    columns = (Column("name", phrases.label("columns", "body"), lambda body: text(body.name)), *reach.columns(phrases))
    found = shown(node, phrases.label("captions", "remedies"), columns, entries, said)
    return (*inline(phrases.say("remedies.intro")), *found)
