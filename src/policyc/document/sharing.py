"""The sections on passing data on: third parties and their exceptions, further use, processors."""

from __future__ import annotations

from collections.abc import Mapping

from policyc.document import outline, relations, wording
from policyc.document.phrases import Named, Phrases
from policyc.document.relation_cells import name
from policyc.document.tables import Content, inline, notes, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.sharing import AdditionalUse, Criteria, Processors
from policyc.nodes import Block, Fields, Inline, Items, Paragraph

ABROAD: Mapping[str, str] = {
    "country": "country",
    "timing": "transfer-when-how",
    "method": "transfer-method",
    "transfer-basis": "transfer-basis",
    "refusal": "refusal",
}
RECIPIENTS: Mapping[str, str] = {
    "group": "group",
    "parties": "recipient",
    "others": "others",
    "legal": "legal",
    "purposes": "recipient-purpose",
    "items": "given-items",
    "keep": "recipient-keep",
    "basis": "basis",
    **ABROAD,
}
USES: Mapping[str, str] = {**RECIPIENTS, "purposes": "use-purpose", "items": "used-items"}
PROCESSORS: Mapping[str, str] = {
    "group": "group",
    "parties": "processor",
    "others": "others",
    "legal": "legal",
    "tasks": "tasks",
    "items": "outsourced-items",
    "keep": "recipient-keep",
    "sub": "sub",
    "department": "department",
    **ABROAD,
}
"""Columns of the tables, each with the key of its heading."""

CRITERIA = ("relation", "expectation", "interest", "measures")
"""The four matters of 개인정보 보호법 시행령 제14조의2제1항, in their order."""


def recipients(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say that nobody receives data, or who receives what; exceptions follow in their own section or here."""
    block = facts.recipients
    if block is None or not (block.none or block.entries):
        return ()
    here = "recipient-exceptions" not in outline.ids(facts.outline)
    if block.none:
        choices = ("recipients.none-except", "recipients.none") if here else ("recipients.none",)
        return inline(phrases.first(choices))
    moved = relations.moved(facts)
    table = relations.table(block.entries, RECIPIENTS, facts, phrases, node, "recipients", moved=moved)
    exceptions = inline(phrases.say("recipients.except")) if here else ()
    return (*(inline(phrases.say("recipients.intro")) if table else ()), *table, *exceptions)


def recipient_exceptions(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the cases in which data is provided without consent."""
    entries = facts.recipient_exceptions.entries if facts.recipient_exceptions else ()
    return (wording.sentences(entries, phrases),) if entries else ()


def additional_use(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say whether data is used or provided beyond its purpose without consent, and what is weighed before that."""
    block = facts.additional_use
    if block is None or block.none:
        return ()
    uses = relations.table(block.uses, USES, facts, phrases, node, "additional-use")
    return (
        *inline(phrases.say("additional-use.now-none")),
        *(inline(phrases.say("additional-use.uses")) if uses else ()),
        *uses,
        *_criteria(block, phrases),
        *notes(block.note),
    )


def _criteria(block: AdditionalUse, phrases: Phrases) -> Content:
    """List what is weighed; the basis stands in the sentence before it where all of it are provisions."""
    cited = [one.citation for one in block.basis if one.citation]
    basis = ", ".join(map(wording.provision, cited)) if len(cited) == len(block.basis) else None
    lead = phrases.first(("additional-use.criteria-basis", "additional-use.criteria"), basis=basis)
    apart = block.basis and not (lead and basis)
    return (
        *(_pair(phrases.label("columns", "basis"), wording.bases(block.basis, phrases)) if apart else ()),
        *inline(lead),
        *_weighed(block.criteria, phrases),
    )


def _weighed(criteria: Criteria | None, phrases: Phrases) -> Content:
    if criteria is None:
        return ()
    if criteria.standard:
        return (Items(ordered=True, items=tuple(text(phrases.word("criteria", one)) for one in CRITERIA)),)
    return (wording.sentences(criteria.entries, phrases),)


def _pair(term: str, said: Content) -> Content:
    return tuple(Fields(((term, block.inlines),)) for block in said if isinstance(block, Paragraph))


def processors(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say that nothing is outsourced, or what is outsourced to whom, and that it is supervised."""
    block = facts.processors
    if block is None or block.none or not block.entries:
        return ()
    moved = relations.moved(facts)
    table = relations.table(block.entries, PROCESSORS, facts, phrases, node, "processors", moved=moved)
    return (*inline(phrases.say("processors.intro")), *table, *inline(_supervision(block, phrases))) if table else ()


def _supervision(block: Processors, phrases: Phrases) -> tuple[Inline, ...]:
    """Say that all processors are supervised, or which."""
    entries = [entry for entry in block.entries if entry.supervised]
    if len(entries) == len(block.entries):
        return phrases.say("processors.supervised")
    last = [party.reads for entry in entries for party in entry.parties][-1:]
    names = Named(", ".join(filter(None, map(name, entries))), *last)
    return phrases.say("processors.supervised-some", supervised=names if names.text else None)
