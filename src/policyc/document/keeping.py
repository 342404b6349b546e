"""The sections on keeping: how long, what is kept on and why, dormant accounts, destruction."""

from __future__ import annotations

from policyc.document import wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, inline, table, text
from policyc.model.facts import Facts, KeptRecord
from policyc.model.part import Sentence
from policyc.nodes import Block, Fields, Text


def retention(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say the general period, then the records that are kept on."""
    block = facts.retention
    if block is None:
        return ()
    general = block.general
    opening = "retention.other"
    if general and general.kind == "until":
        opening = "retention.at-once" if general.at_once else "retention.until"
    records = (*block.internal, *block.statutory)
    lead = phrases.first(("retention.both", "retention.statutory", "retention.internal"))
    found = (*inline(phrases.say(opening, period=general.text if general else None)), *inline(lead))
    return (*found, _records(records, phrases)) if records else found


def _records(records: tuple[KeptRecord, ...], phrases: Phrases) -> Block:
    columns = tuple(phrases.label("columns", key) for key in ("record", "why", "how-long"))
    rows = [(text(record.name), _why(record), text(record.keep.text)) for record in records]
    return table(phrases.label("captions", "records"), columns, rows, merged=columns[1:2])


def _why(record: KeptRecord) -> Content:
    reason = [record.reason] if record.reason else []
    return text(*reason, *(wording.provision(citation) for citation in record.law))


def dormant(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say what happens to accounts that nobody has used for a time."""
    block = facts.dormant
    if block is None or block.none:
        return inline(phrases.say("dormant.none"))
    values = {
        "name": block.name,
        "after": block.after,
        "keep": block.keep.text if block.keep else None,
        "within": block.within,
    }
    lasting = block.keep is not None and block.keep.kind == "length"
    if lasting and (whole := phrases.say("dormant.separate", **values)):
        return inline(whole)
    said = [phrases.first((f"dormant.{kind}" for kind in ("separate-plain", "destroy-within", "destroy")), **values)]
    said += [phrases.say(f"dormant.{part}", **values) for part in ("name", "keep", "within")]
    return tuple(block for sentence in said for block in inline(sentence))


def destruction(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say how data is destroyed: the procedure, then the method by medium."""
    block = facts.destruction
    if block is None:
        return ()
    methods = tuple((phrases.word("media", str(method.id)), (Text(method.text),)) for method in block.methods)
    return (*_procedure(block.procedure), *((Fields(methods),) if methods else ()))


def _procedure(sentences: tuple[Sentence, ...]) -> tuple[Block, ...]:
    if len(sentences) > 1:
        return (wording.sentences(sentences),)
    return tuple(block for sentence in sentences for block in text(sentence.text))
