"""The sections on keeping: how long, what is kept on and why, how data is destroyed."""

from __future__ import annotations

from policyc.document import choosing, durations, wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.facts.origins import spaced
from policyc.model.keeping import KeptRecord
from policyc.model.part import OutlineNode, Sentence
from policyc.model.policy import Facts
from policyc.nodes import Block, Fields, Note, Text

APART = frozenset({"group", "reason"})
"""Columns of their own only where the author wants them: a reason else stands with the law."""

MEDIA = ("electronic", "paper", "other")


def retention(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say the general period, then the records that are kept on; a section that picks records shows them alone."""
    block = facts.retention
    if block is None:
        return ()
    records = choosing.chosen((*block.internal, *block.statutory), node, _words)
    general = () if node.only else _general(facts, phrases)
    return (*general, *_records(records, facts, phrases, node), *notes(block.note))


def _words(record: KeptRecord) -> tuple[str, ...]:
    return (record.group, record.id, f"{record.group}/{record.id}")


def _general(facts: Facts, phrases: Phrases) -> Content:
    general = facts.retention.general if facts.retention else None
    if general is None:
        return ()
    opening = "other" if durations.phrase(general, phrases) else "cases"
    if general.kind == "until":
        opening = "at-once" if general.at_once else "until"
    said = phrases.say(f"retention.{opening}", period=durations.phrase(general, phrases))
    return (*inline(said), *durations.listed(general, phrases))


def _records(records: list[KeptRecord], facts: Facts, phrases: Phrases, node: OutlineNode) -> Content:
    """Show records in one table, or internal and statutory ones apart."""
    groups = [group for group in ("internal", "statutory") if group in {record.group for record in records}]
    leads = ("retention.both",) if len(groups) > 1 else (f"retention.{group}" for group in groups)
    found = inline(phrases.first(leads))
    if node.split != "group":
        return (*found, *_table(phrases.label("captions", "records"), records, facts, phrases, node))
    parts = [(phrases.word("records", group), [one for one in records if one.group == group]) for group in groups]
    return (*found, *(block for name, part in parts for block in _table(name, part, facts, phrases, node)))


def _table(
    caption: str, records: list[KeptRecord], facts: Facts, phrases: Phrases, node: OutlineNode
) -> tuple[Block, ...]:
    remarks: list[Note] = []
    for record in records:
        remarks += notes(record.note, record.name if len(records) > 1 else "")
        remarks += wording.item_notes(record.items, facts)
    return shown(node, caption, _columns(facts, phrases, node), records, tuple(dict.fromkeys(remarks)))


def _columns(facts: Facts, phrases: Phrases, node: OutlineNode) -> list[Column]:
    asked = {column.id for column in node.columns}
    law = ("record-law", _laws) if "reason" in asked else ("why", _why)
    found = (
        Column(
            "name",
            phrases.label("columns", "record"),
            lambda one: _name(one, phrases),
        ),
        Column("group", phrases.label("columns", "group"), lambda one: text(phrases.word("records", one.group)), True),
        Column("items", phrases.label("columns", "kept-items"), lambda one: wording.items(one.items, facts, phrases)),
        Column("reason", phrases.label("columns", "why"), lambda one: text(*filter(None, [one.reason])), True),
        Column("law", phrases.label("columns", law[0]), law[1], True),
        Column("keep", phrases.label("columns", "how-long"), lambda one: _keep(one, phrases)),
    )
    return [column for column in found if column.id not in APART or column.id in asked]


def _name(record: KeptRecord, phrases: Phrases) -> Content:
    return text(wording.conditional(record.name, record.when, phrases))


def _why(record: KeptRecord) -> Content:
    return text(*filter(None, [record.reason]), *(wording.provision(citation) for citation in record.law))


def _laws(record: KeptRecord) -> Content:
    return text(*(wording.provision(citation) for citation in record.law))


def _keep(record: KeptRecord, phrases: Phrases) -> Content:
    return durations.period(record.keep, phrases) if record.keep else ()


def destruction(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say how data is destroyed: the procedure, how soon, then the method by medium."""
    block = facts.destruction
    if block is None:
        return ()
    return (
        *_procedure(block.procedure, phrases),
        *inline(phrases.say("destruction.within", within=block.within)),
        *by_medium(block.methods, phrases),
        *notes(block.note),
    )


def _procedure(sentences: tuple[Sentence, ...], phrases: Phrases) -> tuple[Block, ...]:
    bare = [sentence.text for sentence in sentences if not (sentence.name or sentence.when or sentence.note)]
    if len(sentences) == len(bare) == 1:
        return text(*bare)
    return (wording.sentences(sentences, phrases),) if sentences else ()


def by_medium(ways: tuple[Sentence, ...], phrases: Phrases) -> tuple[Block, ...]:
    """Write what is done with each medium, its notes below."""
    pairs = [(_medium(way, phrases), way) for way in ways]
    fields = tuple((name, (Text(_conditional(way, phrases)),)) for name, way in pairs)
    remarks: list[Note] = [note for name, way in pairs for note in notes(way.note, name if len(ways) > 1 else "")]
    return (*((Fields(fields),) if fields else ()), *remarks)


def _medium(way: Sentence, phrases: Phrases) -> str:
    """Name a medium: as the author does, else a known one by its word, another by its id."""
    known = phrases.word("media", way.id) if way.id in MEDIA else spaced(way.id or "")
    return way.name or known


def _conditional(way: Sentence, phrases: Phrases) -> str:
    return f"{way.text} ({wording.condition(way.when, phrases)})" if way.when else way.text
