"""The sections on passing data on: third parties and their exceptions, processors."""

from __future__ import annotations

from policyc.document import outline, wording
from policyc.document.phrases import Phrases
from policyc.document.tables import inline, table, text
from policyc.model.facts import Facts, Processors
from policyc.nodes import Block, Inline


def recipients(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say that nobody receives data, or who receives what; exceptions follow in their own section or here."""
    block = facts.recipients
    if block is None or not (block.none or block.entries):
        return ()
    if block.none:
        here = "recipient-exceptions" not in outline.ids(facts.outline)
        choices = ("recipients.none-except", "recipients.none") if here else ("recipients.none",)
        return inline(phrases.first(choices))
    columns = ("recipient", "recipient-purpose", "given-items", "recipient-keep", "basis")
    rows = [
        (
            text(entry.name),
            wording.purposes(entry.purposes),
            wording.items(entry.items, facts),
            text(entry.keep.text) if entry.keep else (),
            wording.bases(entry.basis, phrases),
        )
        for entry in block.entries
    ]
    labels = tuple(phrases.label("columns", key) for key in columns)
    return (
        *inline(phrases.say("recipients.intro")),
        table(phrases.label("captions", "recipients"), labels, rows, merged=labels[1:]),
        *(inline(phrases.say("recipients.except")) if "recipient-exceptions" not in outline.ids(facts.outline) else ()),
    )


def recipient_exceptions(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """List the cases in which data is provided without consent."""
    return (wording.sentences(facts.recipient_exceptions),)


def processors(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say that nothing is outsourced, or what is outsourced to whom, and that it is supervised."""
    block = facts.processors
    if block is None or not (block.none or block.entries):
        return ()
    if block.none:
        return inline(phrases.say("processors.none"))
    labels = (phrases.word("processor"), phrases.label("columns", "tasks"))
    rows = [(text(entry.name), text(*(task.text for task in entry.tasks))) for entry in block.entries]
    return (
        *inline(phrases.say("processors.intro")),
        table(phrases.label("captions", "processors"), labels, rows),
        *inline(_supervision(block, phrases)),
    )


def _supervision(block: Processors, phrases: Phrases) -> tuple[Inline, ...]:
    """Say that all processors are supervised, or which."""
    names = [entry.name for entry in block.entries if entry.supervised]
    if len(names) == len(block.entries):
        return phrases.say("processors.supervised")
    return phrases.say("processors.supervised-some", supervised=", ".join(names))
