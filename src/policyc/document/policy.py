"""Facts into the policy's Document: the author's outline, or the guideline's order where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from policyc.document import (
    ai,
    children,
    collecting,
    collection,
    decisions,
    devices,
    dormant,
    files,
    identity,
    keeping,
    outline,
    people,
    permissions,
    places,
    refusal,
    rights,
    safety,
    sharing,
    transfers,
)
from policyc.document.holes import filled
from policyc.document.numbering import numbered
from policyc.document.phrases import Phrases
from policyc.document.prose import blocks
from policyc.document.tables import inline
from policyc.model.notice import Notice
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.sections import LEAD, VIEWS
from policyc.nodes import Block, Document, Note, Section, Text

Builder: TypeAlias = Callable[[Facts, Phrases, OutlineNode], tuple[Block, ...]]

BUILDERS: Mapping[str, Builder] = {
    "services": identity.services,
    "scope": identity.scope,
    "co-controllers": identity.co_controllers,
    "dates": identity.dates,
    "purposes": collecting.purposes,
    "collection": collection.collection,
    "refusal": refusal.refusal,
    "without-consent": collecting.without_consent,
    "files": files.files,
    "permissions": permissions.permissions,
    "sensitive-disclosure": collecting.sensitive_disclosure,
    "definitions": identity.definitions,
    "sensitive": collecting.sensitive,
    "methods": collecting.methods,
    "children": children.children,
    "retention": keeping.retention,
    "dormant": dormant.dormant,
    "destruction": keeping.destruction,
    "recipients": sharing.recipients,
    "recipient-exceptions": sharing.recipient_exceptions,
    "additional-use": sharing.additional_use,
    "processors": sharing.processors,
    "transfers": transfers.transfers,
    "overseas-collection": transfers.overseas_collection,
    "pseudonymised": ai.pseudonymised,
    "ai": ai.ai,
    "safety": safety.safety,
    "assurances": safety.assurances,
    "cookies": devices.cookies,
    "behavioural": devices.behavioural,
    "rights": rights.rights,
    "duties": rights.duties,
    "portability": decisions.portability,
    "automated-decisions": decisions.automated_decisions,
    "officers": people.officers,
    "domestic-agent": people.domestic_agent,
    "access-office": people.access_office,
    "remedies": people.remedies,
    "cctv": places.cctv,
    "location": places.location,
    "change-notice": identity.change_notice,
    "earlier": identity.earlier,
}
"""One builder a section kind (`model.sections`); what a section says where its matter does not apply is a phrase."""


def document(facts: Facts, notice: Notice | None, phrases: Phrases) -> Document:
    """Build the document of one version; numbers come last, ids never change."""
    nodes = outline.nodes(facts)
    kinds = outline.kinds(nodes)
    drawn = (_section(node, kinds, facts, phrases) for node in nodes)
    sections = tuple(section for section in drawn if section.blocks or facts.outline)
    return Document(
        title=facts.title,
        subtitle=facts.subtitle or "",
        lead=(*identity.lead(facts, notice, phrases, days="dates" not in kinds), *_homeless(kinds, facts, phrases)),
        sections=numbered(sections, [example.text for example in facts.numbering], frozenset(outline.bare(nodes))),
    )


def _homeless(kinds: Mapping[str, Sequence[str]], facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Tell under the title what the policy covers where no section does."""
    shown = {kind for own in kinds.values() for kind in own}
    left = [kind for kind in LEAD if kind not in shown and outline.told(facts, kind)]
    return tuple(block for kind in left for block in _told(kind, facts, phrases, OutlineNode(id=kind)))


def _section(node: OutlineNode, kinds: Mapping[str, Sequence[str]], facts: Facts, phrases: Phrases) -> Section:
    heading = node.heading or phrases.heading(node.shows or node.id)
    told = [kind for kind in kinds[node.id] if outline.told(facts, kind)]
    found = [block for kind in told for block in _told(kind, facts, phrases, node)]
    parts = [_section(part, kinds, facts, phrases) for part in node.parts]
    prose = [filled(blocks(text), facts) if text else () for text in (node.before, node.text, node.after)]
    notes = tuple(Note((Text(note.text),)) for note in node.note)
    return Section(id=node.id, heading=heading, blocks=(*prose[0], *found, *notes, *prose[1], *parts, *prose[2]))


def _told(kind: str, facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Tell what a block says; of one that does not apply, that it does not."""
    said = BUILDERS[kind](facts, phrases, node)
    block = None if kind in VIEWS and kind != "refusal" else outline.block_of(facts, kind)
    return inline(phrases.say(f"{kind}.none")) if getattr(block, "none", False) and not said else said
