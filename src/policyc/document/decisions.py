"""The sections on automated decisions and on handing data over at a person's request."""

from __future__ import annotations

from policyc.document import sayings, wording
from policyc.document.cards import card
from policyc.document.choosing import chosen
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.rights import Decision
from policyc.nodes import Block


def automated_decisions(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show of each decision the five matters of 개인정보 보호법 시행령 제44조의4제1항."""
    entries = chosen(
        facts.automated_decisions.entries if facts.automated_decisions else (), node, lambda row: (row.id,)
    )
    if not entries:
        return ()
    several = len(entries) > 1
    said = tuple(
        note
        for row in entries
        for note in (
            *notes(row.note, row.name if several else ""),
            *wording.item_notes(row.items, facts),
            *wording.purpose_notes(row.purposes, phrases),
        )
    )
    caption = phrases.label("captions", "automated-decisions")
    layout = node if node.as_ else node.replace(as_="cards")
    found = shown(layout, caption, _decision(facts, phrases), entries, tuple(dict.fromkeys(said)))
    return (*inline(phrases.say("automated-decisions.intro")), *found)


def _decision(facts: Facts, phrases: Phrases) -> tuple[Column, ...]:
    def label(key: str) -> str:
        return phrases.label("columns", key)

    def name(row: Decision) -> Content:
        return text(wording.conditional(row.name, row.when, phrases))

    return (
        Column("name", label("decision"), name),
        Column("purposes", label("purpose"), lambda row: wording.purposes(row.purposes, phrases)),
        Column("for", label("decision-for"), lambda row: sayings.lines(filter(None, [row.for_]))),
        Column("items", label("decision-items"), lambda row: wording.items(row.items, facts, phrases)),
        Column("process", label("decision-process"), lambda row: sayings.lines(filter(None, [row.process]))),
        Column("sensitive", label("decision-sensitive"), lambda row: _said(row.sensitive, "used", phrases)),
        Column("children", label("decision-children"), lambda row: _said(row.children, "applies", phrases)),
        Column("how", label("decision-how"), lambda row: sayings.lines(filter(None, [row.how]))),
    )


def _said(value: bool | None, group: str, phrases: Phrases) -> Content:
    return () if value is None else text(phrases.word(group, "yes" if value else "no"))


def portability(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say which data can be asked for, how, and where one sees what was handed over."""
    block = facts.portability
    if block is None or block.none:
        return ()

    def label(key: str) -> str:
        return phrases.label("terms", key)

    columns = (
        Column("items", label("portable"), lambda row: wording.items(row.items, facts, phrases)),
        Column("how", label("portable-how"), lambda row: sayings.lines(filter(None, [row.how]))),
        Column("history", label("portable-history"), lambda row: sayings.lines(filter(None, [row.history]))),
    )
    said = card(node, columns, block)
    return (
        *inline(phrases.say("portability.intro")),
        *said,
        *wording.item_notes(block.items, facts),
        *notes(block.note),
    )
