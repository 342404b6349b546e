"""The sections on what people can do and what protects them: rights, cookies, safety measures."""

from __future__ import annotations

from policyc.document import wording
from policyc.document.phrases import Phrases, Value
from policyc.document.tables import Content, inline, table, text
from policyc.model.facts import Facts
from policyc.model.part import Way
from policyc.nodes import Block, Inline, Items, Link, Text

WAYS = ("path-named", "path", "desk-answered", "desk", "contact", "page-by", "page")
"""The sentences on a way to exercise rights, the fullest first."""


def rights(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """List the rights, the ways to exercise them, and what holds while a correction is under way."""
    block = facts.rights
    if block is None:
        return ()
    listed = tuple(text(phrases.word("rights", right.text)) for right in block.list)
    ways = tuple(_way(way, facts, phrases) for way in block.how)
    return (
        *inline(phrases.first(("rights.any-time", "rights.intro"))),
        Items(ordered=False, items=listed),
        *inline(phrases.say("rights.how")),
        *((Items(ordered=False, items=ways),) if ways else ()),
        *inline(phrases.say("rights.pause")),
    )


def _way(way: Way, facts: Facts, phrases: Phrases) -> Content:
    """Say a way in the fullest sentence that its facts allow; what the sentence leaves out follows it."""
    desk = next((entry for entry in facts.contacts if entry.id == way.contact), None)
    values: dict[str, Value | None] = {
        "name": (Link(way.url, (Text(way.name),)),) if way.name and way.url else way.name,
        "rights": ", ".join(phrases.word("rights", right.text) for right in way.for_),
        "path": way.path,
        "contact": wording.desk(desk) if desk else None,
        "by": phrases.either(word.text for word in way.by),
        "answer": way.answer,
    }
    for choice in WAYS:
        if said := phrases.say(f"rights.{choice}", **values):
            left = [key for key, value in values.items() if value and key not in phrases.holes(f"rights.{choice}")]
            return (*inline(said), *_left(left, values, phrases), *_url(way))
    return (*_left([key for key, value in values.items() if value], values, phrases), *_url(way))


def _left(keys: list[str], values: dict[str, Value | None], phrases: Phrases) -> Content:
    found: list[Inline] = []
    for key in keys:
        value = values[key] or ""
        found += [Text(f"{'; ' if found else ''}{phrases.label('terms', key)}: ")]
        found += value if isinstance(value, tuple) else [Text(str(value))]
    return inline(tuple(found))


def _url(way: Way) -> Content:
    return inline((Link(way.url, (Text(way.url),)),)) if way.url and not way.name else ()


def cookies(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say what cookies are used for, what they hold, and how to refuse them."""
    block = facts.cookies
    if block is None:
        return ()
    if block.none:
        return inline(phrases.say("cookies.none"))
    excluded = ", ".join(word.text for word in block.excludes)
    choices = tuple(text(phrases.word("choices", choice.text)) for choice in block.choices)
    return (
        *inline(phrases.say("cookies.purposes")),
        *((wording.sentences(block.purposes),) if block.purposes else ()),
        *inline(phrases.say("cookies.excludes", excludes=excluded)),
        *inline(phrases.say("cookies.choices")),
        *((Items(ordered=False, items=choices),) if choices else ()),
        *inline(phrases.say("cookies.refuse")),
        *_refusals(facts, phrases),
        *(text(block.effect) if block.effect else ()),
    )


def _refusals(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    ways = facts.cookies.refuse if facts.cookies else ()
    if not ways:
        return ()
    columns = tuple(phrases.label("columns", key) for key in ("browser", "path"))
    rows = [(text(phrases.word("browsers", str(way.id))), text(way.text)) for way in ways]
    return (table(phrases.label("captions", "refuse"), columns, rows),)


def safety(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """List the safety measures."""
    return (*inline(phrases.say("safety.intro")), wording.sentences(facts.safety))
