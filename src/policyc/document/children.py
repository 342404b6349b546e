"""The section on children: whether their data is collected, whose consent is asked and how it is verified."""

from __future__ import annotations

from policyc.document import ways, wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, inline, notes, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.processing import Children
from policyc.nodes import Block, Items


def children(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say what holds for children below the age that the policy names, or else below 14."""
    block = facts.children
    if block is None or block.none:
        return ()
    collects = {True: ("collects",), False: ("collects-not",)}.get(bool(block.collects), ())
    said = collects if block.collects is not None else ()
    rights = ", ".join(ways.right(right.text, facts, phrases) for right in block.rights)
    return (
        *(line for sentence in said for line in _aged(sentence, block, phrases)),
        *_purposes(block, phrases),
        *_consent(block, phrases),
        *_checked(block, phrases),
        *(_aged("rights", block, phrases, rights=rights) if rights else ()),
        *notes(block.note),
    )


def _aged(sentence: str, block: Children, phrases: Phrases, **values: str | None) -> Content:
    """Say a sentence with the policy's own age, where it names one."""
    return inline(phrases.first((f"children.{sentence}-age", f"children.{sentence}"), age=block.age, **values))


def _purposes(block: Children, phrases: Phrases) -> tuple[Block, ...]:
    if not block.for_:
        return ()
    listed = tuple(text(word.text) for word in block.for_)
    return (*inline(phrases.say("children.for")), Items(ordered=False, items=listed))


def _consent(block: Children, phrases: Phrases) -> Content:
    """Say whose consent is asked; what is written as a sentence stands as it is."""
    if block.consent and block.consent.endswith("."):
        return text(block.consent)
    return _aged("consent", block, phrases, consent=block.consent) if block.consent else ()


def _checked(block: Children, phrases: Phrases) -> tuple[Block, ...]:
    if not block.check:
        return ()
    return (*inline(phrases.say("children.check")), wording.sentences(block.check, phrases))
