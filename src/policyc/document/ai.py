"""The sections on uses of data of their own kind: pseudonymised data, artificial intelligence."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document import choosing, durations, wording
from policyc.document.phrases import Phrases
from policyc.document.relation_cells import Row, name
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode, Word
from policyc.model.policy import Facts
from policyc.model.sharing import AiUse, Pseudonymised
from policyc.nodes import Block, Note

NO_TRAINING = "none"


def pseudonymised(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say what pseudonymised data is processed for, what, how long, with whom and how safely."""
    block = facts.pseudonymised
    if block is None or block.none:
        return ()
    columns = _pseudonymised(facts, phrases)
    asked = node if node.as_ else node.replace(as_="cards")
    return (
        *inline(phrases.say("pseudonymised.intro")),
        *shown(asked, phrases.label("captions", "pseudonymised"), columns, [block], _remarks(block, facts, phrases)),
        *inline(phrases.say("pseudonymised.measures")),
        *((wording.sentences(block.measures, phrases),) if block.measures else ()),
        *notes(block.note),
    )


def _pseudonymised(facts: Facts, phrases: Phrases) -> list[Column]:
    given = facts.recipients.entries if facts.recipients else ()
    outsourced = facts.processors.entries if facts.processors else ()

    def label(key: str) -> str:
        return phrases.label("columns", key)

    return [
        Column("purposes", label("purpose"), lambda one: wording.purposes(one.purposes, phrases)),
        Column("items", label("pseudonymised-items"), lambda one: wording.items(one.items, facts, phrases)),
        Column("keep", label("recipient-keep"), lambda one: durations.period(one.keep, phrases) if one.keep else ()),
        Column("recipients", label("recipient"), lambda one: _names(one.recipients, given)),
        Column("processors", label("processor"), lambda one: _names(one.processors, outsourced)),
    ]


def _names(ids: Sequence[Word], rows: Sequence[Row]) -> Content:
    """Name the rows that ids name, wherever on their shelves they stand."""
    return text(*(name(row) for word in ids for row in rows if word.text in choosing.paths(row.at)))


def ai(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show each use of AI: what for, with what, by whom, and whether a model learns from it."""
    uses = choosing.chosen(facts.ai.entries if facts.ai else (), node, lambda use: choosing.paths(use.at))
    asked = node if node.as_ else node.replace(as_="cards")
    columns = _uses(facts, phrases)
    table = shown(asked, phrases.label("captions", "ai"), columns, uses, _notes(uses, facts, phrases))
    return (*inline(phrases.say("ai.intro")), *table) if table else ()


def _uses(facts: Facts, phrases: Phrases) -> list[Column]:
    def label(key: str) -> str:
        return phrases.label("columns", key)

    return [
        Column("name", label("ai"), lambda use: text(wording.conditional(use.name, use.when, phrases))),
        Column("provider", label("ai-provider"), lambda use: text(*filter(None, [use.provider]))),
        Column("purposes", label("purpose"), lambda use: wording.purposes(use.purposes, phrases)),
        Column("items", label("ai-items"), lambda use: wording.items(use.items, facts, phrases)),
        Column("keep", label("keep"), lambda use: durations.period(use.keep, phrases) if use.keep else ()),
        Column("training", label("ai-training"), lambda use: _training(use, phrases)),
        Column("opt-out", label("ai-opt-out"), lambda use: text(*filter(None, [use.opt_out]))),
        Column("report", label("ai-report"), lambda use: text(*filter(None, [use.report]))),
    ]


def _training(use: AiUse, phrases: Phrases) -> Content:
    """Say that no model learns from the data, or in the author's words what it learns from."""
    if use.training == NO_TRAINING:
        return inline(phrases.say("ai.no-training"))
    return text(*filter(None, [use.training]))


def _notes(uses: Sequence[AiUse], facts: Facts, phrases: Phrases) -> tuple[Note, ...]:
    bound = ((*notes(use.note, use.name if len(uses) > 1 else ""), *_remarks(use, facts, phrases)) for use in uses)
    return tuple(dict.fromkeys(note for some in bound for note in some))


def _remarks(found: AiUse | Pseudonymised, facts: Facts, phrases: Phrases) -> tuple[Note, ...]:
    """Write the remarks on the items and purposes of a use."""
    return (*wording.item_notes(found.items, facts), *wording.purpose_notes(found.purposes, phrases))
