"""The section on accounts that nobody has used for a time: kept apart, destroyed, or one of both."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.document import durations
from policyc.document.keeping import by_medium
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, inline, notes, text
from policyc.model.keeping import Dormant
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.nodes import Block, Fields, Items, Text
from policyc.reading.periods import parse

SAID = ("name", "after", "notice", "keep", "within")
"""What sentences say; what none of them says follows in pairs of a term and what it is."""


def dormant(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say what happens to such accounts, whether people are told, and how they are kept."""
    block = facts.dormant
    if block is None or block.none:
        return ()
    values = {key: getattr(block, key) for key in SAID}
    values["keep"] = durations.phrase(block.keep, phrases) if block.keep else None
    around = durations.listed(block.keep, phrases) if block.keep else ()
    told: list[Block] = []
    for sentence in _sentences(block):
        if said := phrases.say(f"dormant.{sentence}", **values):
            told += inline(said)
            if values["keep"] and "keep" in phrases.holes(f"dormant.{sentence}"):
                told, around = [*told, *around], ()
            values |= dict.fromkeys(phrases.holes(f"dormant.{sentence}"))
    left = ((phrases.label("terms", f"dormant-{key}"), (Text(value),)) for key, value in values.items() if value)
    return (*told, *_fields(*left), *around, *_how(block, phrases), *_exceptions(block, phrases), *notes(block.note))


def _sentences(block: Dormant) -> Iterator[str]:
    """Yield the sentences that may be said, in order; one whose facts an earlier one told stays unsaid."""
    then = {word.text for word in block.then}
    kind = "both" if len(then) > 1 else next(iter(then))
    if kind == "separate" and block.keep and block.keep.kind == "length":
        yield "separate"
    yield from {"separate": ("separate-plain",), "destroy": ("destroy-within", "destroy"), "both": ("both",)}[kind]
    yield from ("name", "keep", "within")
    if (term := parse(block.notice or "")) and term.kind == "length" and not term.start:
        yield f"notice-{kind}"


def _fields(*pairs: tuple[str, tuple[Text, ...]]) -> Content:
    return (Fields(pairs),) if pairs else ()


def _how(block: Dormant, phrases: Phrases) -> Content:
    return (*inline(phrases.say("dormant.how")), *by_medium(block.how, phrases)) if block.how else ()


def _exceptions(block: Dormant, phrases: Phrases) -> Content:
    if not block.except_:
        return ()
    cases = Items(ordered=False, items=tuple(text(word.text) for word in block.except_))
    return (*inline(phrases.say("dormant.except")), cases)
