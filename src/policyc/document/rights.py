"""The sections on what people can do: their rights and how they exercise them, and what they must do themselves."""

from __future__ import annotations

from policyc.document import desks, sayings, wording
from policyc.document.choosing import chosen
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.document.ways import right, ways
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.rights import Form, Limit, Rights
from policyc.nodes import Block, Fields, Items, Link, Text


def rights(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the rights and the ways to exercise them, who may act for someone, what is done and what may be refused."""
    block = facts.rights
    if block is None or block.none:
        return ()
    listed = tuple(
        text(right(word.text, facts, phrases)) for word in chosen(block.list, node, lambda word: (word.text,))
    )
    law = ", ".join(wording.provision(citation) for citation in block.law)
    named = [word for way in block.how for word in way.contact]
    return (
        *(inline(phrases.first(("rights.any-time", "rights.intro"))) if listed else ()),
        *((Items(ordered=False, items=listed),) if listed else ()),
        *inline(phrases.say("rights.law", law=law)),
        *inline(phrases.say("rights.by", by=phrases.either(word.text for word in block.by))),
        *ways(facts, phrases, node),
        *_forms(block.forms, phrases),
        *_others(block, phrases),
        *_treatment(block, phrases),
        *_limits(facts, phrases, node),
        *_refused(block, phrases),
        *desks.notes(named, facts),
        *notes(block.note),
    )


def _forms(forms: tuple[Form, ...], phrases: Phrases) -> Content:
    items = tuple(inline((Link(one.url, (Text(one.name),)) if one.url else Text(one.name),)) for one in forms)
    return (*inline(phrases.say("rights.forms")), Items(ordered=False, items=items)) if items else ()


def _others(block: Rights, phrases: Phrases) -> Content:
    """Say who else may exercise the rights: an agent, a guardian."""
    agent = {"who": block.agent.who, "form": block.agent.form} if block.agent else {}
    choices = ("rights.agent-form", "rights.agent", "rights.agent-brings")
    return (
        *inline(phrases.first(choices, **agent)),
        *inline(phrases.say("rights.guardian")),
        *sayings.cases(block.guardian, phrases),
    )


def _treatment(block: Rights, phrases: Phrases) -> Content:
    """Say how soon a request is handled, how it is verified, and what holds while a correction is under way."""
    soon = sayings.soon(block.answer, phrases)
    pairs = [("rights-handled", block.answer if block.answer and not soon else None), ("rights-verify", block.verify)]
    fields = tuple((phrases.label("terms", key), (Text(value),)) for key, value in pairs if value)
    return (
        *inline(phrases.say("rights.answer", answer=soon)),
        *((Fields(fields),) if fields else ()),
        *inline(phrases.say("rights.pause")),
        *inline(phrases.say("rights.notify")),
    )


def _limits(facts: Facts, phrases: Phrases, node: OutlineNode) -> Content:
    """Show where rights end, and by which law."""
    limits = chosen(facts.rights.limits if facts.rights else (), node, lambda limit: (limit.id,))
    if not limits:
        return ()

    def name(limit: Limit) -> str:
        return right(limit.id, facts, phrases)

    columns = (
        Column("right", phrases.label("columns", "right"), lambda limit: text(name(limit))),
        Column("if", phrases.label("columns", "limit"), lambda limit: sayings.lines(word.text for word in limit.if_)),
        Column("law", phrases.label("columns", "limit-law"), _law),
    )
    said = tuple(note for limit in limits for note in notes(limit.note, name(limit) if len(limits) > 1 else ""))
    caption = phrases.label("captions", "limits")
    return (*inline(phrases.say("rights.limits")), *shown(node, caption, columns, limits, said))


def _law(limit: Limit) -> Content:
    return sayings.lines(wording.provision(citation) for citation in limit.law)


def _refused(block: Rights, phrases: Phrases) -> Content:
    """Say what happens when a request is refused."""
    found = block.refused
    pairs = (
        (("refused-answer", found.answer), ("refused-how", found.how), ("refused-form", found.form)) if found else ()
    )
    fields = tuple((phrases.label("terms", key), (Text(value),)) for key, value in pairs if value)
    return (*inline(phrases.say("rights.refused")), Fields(fields)) if fields else ()


def duties(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List what people must do themselves."""
    listed = sayings.listed(facts.duties.entries if facts.duties else (), phrases)
    return (*inline(phrases.say("duties.intro")), *listed) if listed else ()
