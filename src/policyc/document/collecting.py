"""The sections around collection: purposes, methods, what is processed without consent, sensitive data."""

from __future__ import annotations

from policyc.document import wording
from policyc.document.lines import picked
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode
from policyc.model.part import Sentences as SentenceBlock
from policyc.model.policy import Facts
from policyc.model.processing import Disclosure, Purpose
from policyc.nodes import Block, Items, Note


def purposes(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the purposes, under what is promised of a change of purpose."""
    found = picked(facts.purposes.entries if facts.purposes else (), node, "purposes")
    if not found:
        return ()
    intro = inline(phrases.first(("purposes.new-consent", "purposes.intro")))
    return (*intro, Items(ordered=True, items=tuple(_purpose(entry, phrases) for entry in found)))


def _purpose(entry: Purpose, phrases: Phrases) -> Content:
    """Write a purpose: its name and words, its condition in brackets, its notes below."""
    whole = entry.text and all(word.text.endswith(".") for word in entry.text)
    words = (" " if whole else ", ").join(word.text for word in entry.text)
    if entry.name:
        return (*inline(wording.named(entry.name, entry.when, words, phrases)), *notes(entry.note))
    return (*text(wording.conditional(words, entry.when, phrases)), *notes(entry.note))


def methods(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the ways in which data is collected."""
    return _listed("methods", facts.methods, phrases, node)


def without_consent(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the cases in which data is processed without consent."""
    return _listed("without-consent", facts.without_consent, phrases, node)


def _listed(section: str, block: SentenceBlock | None, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    found = picked(block.entries if block else (), node, section)
    if not found:
        return ()
    return (*inline(phrases.say(f"{section}.intro")), wording.sentences(found, phrases))


def sensitive(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say how sensitive data is treated, and of which kinds it is."""
    block = facts.sensitive
    if block is None or block.none:
        return ()
    rule = inline(phrases.say(f"sensitive.{block.rule}")) if block.rule else ()
    kinds = ", ".join(word.text for word in block.kinds)
    return (*rule, *inline(phrases.say("sensitive.kinds", kinds=kinds)), *notes(block.note))


def sensitive_disclosure(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show where sensitive data may become public, and how to keep it private."""
    entries = facts.sensitive_disclosure.entries if facts.sensitive_disclosure else ()
    found = picked(entries, node, "sensitive-disclosure")
    if not found:
        return ()
    caption = phrases.label("captions", "sensitive-disclosure")
    return (
        *inline(phrases.say("sensitive-disclosure.intro")),
        *inline(phrases.say("sensitive-disclosure.hide")),
        *shown(node, caption, _disclosure_columns(phrases), found, _disclosure_notes(found, phrases)),
    )


def _disclosure_columns(phrases: Phrases) -> tuple[Column, ...]:
    def label(column: str) -> str:
        return phrases.label("columns", f"sensitive-disclosure.{column}")

    return (
        Column("name", label("name"), lambda entry: text(wording.conditional(entry.name, entry.when, phrases))),
        Column("items", label("items"), lambda entry: wording.items(entry.items, phrases.facts, phrases)),
        Column("risk", label("risk"), lambda entry: text(*filter(None, [entry.risk]))),
        Column("hide", label("hide"), lambda entry: text(*filter(None, [entry.hide]))),
    )


def _disclosure_notes(found: tuple[Disclosure, ...], phrases: Phrases) -> tuple[Note, ...]:
    several = len(found) > 1
    own = [note for entry in found for note in notes(entry.note, entry.name if several else "")]
    bound = [note for entry in found for note in wording.item_notes(entry.items, phrases.facts)]
    return tuple(dict.fromkeys((*own, *bound)))
