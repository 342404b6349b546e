"""Facts into the policy's Document: the author's outline, or the guideline's order where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from policyc.document import collecting, contact, keeping, outline, rights, sharing
from policyc.document.numbering import numbered
from policyc.document.phrases import Named, Phrases
from policyc.document.prose import blocks
from policyc.document.tables import inline
from policyc.model.facts import Facts
from policyc.model.notice import Notice
from policyc.model.part import OutlineNode
from policyc.model.sections import HOMES
from policyc.nodes import Block, Document, Fields, Note, Section, Time

Builder: TypeAlias = Callable[[Facts, Phrases], tuple[Block, ...]]

BUILDERS: Mapping[str, Builder] = {
    "purposes": collecting.purposes,
    "collection": collecting.collection,
    "definitions": collecting.definitions,
    "sensitive": collecting.sensitive,
    "methods": collecting.methods,
    "children": collecting.children,
    "retention": keeping.retention,
    "dormant": keeping.dormant,
    "destruction": keeping.destruction,
    "recipients": sharing.recipients,
    "recipient-exceptions": sharing.recipient_exceptions,
    "processors": sharing.processors,
    "safety": rights.safety,
    "cookies": rights.cookies,
    "rights": rights.rights,
    "officers": contact.officers,
    "remedies": contact.remedies,
    "change-notice": contact.change_notice,
    "earlier": contact.earlier,
}
"""One builder a section kind (`model.sections`)."""


def document(facts: Facts, notice: Notice | None, phrases: Phrases) -> Document:
    """Build the document of one version; numbers come last, ids never change."""
    nodes = outline.nodes(facts)
    placed = frozenset(outline.ids(nodes))
    drawn = (_section(node, placed, facts, phrases) for node in nodes)
    sections = tuple(section for section in drawn if section.blocks or facts.outline)
    return Document(
        title=facts.title,
        subtitle=facts.subtitle or "",
        lead=_lead(facts, notice, phrases),
        sections=numbered(sections, [example.text for example in facts.numbering]),
    )


def _lead(facts: Facts, notice: Notice | None, phrases: Phrases) -> tuple[Block, ...]:
    """Say who sets the policy, its days, and what was waived."""
    name, announced = Named(facts.controller.name, facts.controller.reads), facts.dates.announced
    values = {"name": name, "short": facts.controller.short, "as_": facts.controller.as_}
    intro = phrases.first((f"controller.intro{kind}" for kind in ("-as", "", "-plain")), **values)
    days = [(phrases.word("announced"), (Time(announced),))] if announced else []
    days.append((phrases.word("effective"), (Time(facts.dates.effective),)))
    return (*inline(intro), Fields(tuple(days)), *_waived(facts, notice, phrases))


def _waived(facts: Facts, notice: Notice | None, phrases: Phrases) -> Iterator[Note]:
    """Show of each waiver its days and dates, and the one sentence meant for the public."""
    announced = facts.dates.announced
    for waiver in facts.waivers:
        values = {
            "announced": Time(announced) if announced else None,
            "effective": Time(facts.dates.effective),
            "given": waiver.given,
            "owed": waiver.owed,
        }
        if notice and notice.given < notice.owed:
            yield Note(phrases.first(("waiver.notice", "waiver.notice-custom"), **values))
        if public := phrases.say("waiver.public", public=waiver.public):
            yield Note(public)


def _section(node: OutlineNode, placed: frozenset[str], facts: Facts, phrases: Phrases) -> Section:
    heading = node.heading or phrases.label("headings", node.id)
    own = [kind for kind in HOMES if kind == node.id or (HOMES[kind] == node.id and kind not in placed)]
    told = [kind for kind in own if outline.told(facts, kind)]
    found = [block for kind in told for block in BUILDERS[kind](facts, phrases)]
    parts = [_section(part, placed, facts, phrases) for part in node.parts]
    prose = [blocks(text) if text else () for text in (node.before, node.text, node.after)]
    return Section(id=node.id, heading=heading, blocks=(*prose[0], *found, *prose[1], *parts, *prose[2]))
