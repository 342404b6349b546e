"""The ways to exercise rights into sentences, or into the table that an author asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policyc.document import desks, reach, sayings, wording
from policyc.document.choosing import chosen
from policyc.document.phrases import Phrases, Value
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.rights import Way
from policyc.nodes import Block, Fields, Inline, Items, Link, Strong, Text

SENTENCES = (
    *("path-named", "path", "path-only"),
    *("desk-for", "contact-for", "desk-answered", "desk", "contact"),
    *("page-by-for", "page-by", "page-for", "page", "by-for"),
)
"""The sentences on a way to exercise rights; the first whose facts are all there is said."""

OWN = ("phone", "email", "fax", "address", "hours")
"""Lines of a way that no sentence holds."""


def ways(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the ways that a section asks for, by id or right."""
    entries = chosen(facts.rights.how if facts.rights else (), node, _names)
    if not entries:
        return ()
    lead = inline(phrases.first(("rights.how-besides", "rights.how")))
    if node.as_ in ("table", "cards"):
        return (*lead, *_table(entries, facts, phrases, node))
    return (*lead, Items(ordered=False, items=tuple(_way(way, facts, phrases) for way in entries)))


def _names(way: Way) -> tuple[str, ...]:
    return (way.id, *(right.text for right in way.for_))


def _way(way: Way, facts: Facts, phrases: Phrases) -> Content:
    """Say a way in the fullest sentence that its facts allow; what the sentence leaves out stands around it."""
    values = _values(way, facts, phrases)
    told = ((one, phrases.say(f"rights.{one}", **values)) for one in SENTENCES)
    choice, said = next(((one, said) for one, said in told if said), ("", ()))
    held = {*phrases.holes(f"rights.{choice}")} if choice else set()
    answered = phrases.say("rights.answered", answer=values["answer"]) if said and "answer" not in held else ()
    held |= {"answer"} if answered else set()
    lead: list[Inline] = [Text(f"{wording.condition(way.when, phrases)}: ")] if way.when else []
    name: list[Inline] = [Strong(_inlines(values["name"])), Text(": ")] if way.name and "name" not in held else []
    sentence = reach.joined([*lead, *name, *said, *([Text(" ")] if answered else []), *answered])
    left = _left(way, values | {"answer": way.answer}, held | {"name"}, phrases)
    return (*inline(sentence), *desks.lines(way.contact, facts, phrases), *left, *notes(way.note))


def _values(way: Way, facts: Facts, phrases: Phrases) -> dict[str, Value | None]:
    """Fill the holes of the sentences."""
    return {
        "name": (Link(way.url, (Text(way.name),)),) if way.name and way.url else way.name,
        "rights": _rights(way, facts, phrases),
        "path": way.path,
        "contact": desks.either(way.contact, facts, phrases),
        "by": phrases.either(word.text for word in way.by),
        "answer": sayings.soon(way.answer, phrases),
    }


def _rights(way: Way, facts: Facts, phrases: Phrases) -> str:
    return ", ".join(right(word.text, facts, phrases) for word in way.for_)


def right(word: str, facts: Facts, phrases: Phrases) -> str:
    """Name a right in the policy's own word or the standard one."""
    return facts.words.get(word) or phrases.word("rights", word)


def _line(way: Way, key: str) -> tuple[Inline, ...]:
    value = getattr(way, key)
    return (reach.linked(key, value),) if value else ()


def _left(way: Way, values: dict[str, Value | None], held: set[str], phrases: Phrases) -> Content:
    """Write what no sentence held, each under its name."""
    said = [(key, _inlines(value)) for key, value in values.items() if key not in held]
    said += [(key, _line(way, key)) for key in OWN]
    said += [] if way.name else [("url", _line(way, "url"))]
    pairs = tuple((phrases.label("terms", key), found) for key, found in said if found)
    return (Fields(pairs),) if pairs else ()


def _inlines(value: Any) -> tuple[Inline, ...]:
    if isinstance(value, tuple):
        return value
    return (Text(value),) if value else ()


def _table(entries: Sequence[Way], facts: Facts, phrases: Phrases, node: OutlineNode) -> Content:
    """Show the ways as a table or as cards."""

    def name(way: Way) -> str:
        return wording.conditional(way.name or _rights(way, facts, phrases), way.when, phrases)

    columns = (
        Column("name", phrases.label("columns", "way"), lambda way: text(*filter(None, [name(way)]))),
        Column(
            "for", phrases.label("terms", "rights"), lambda way: text(*filter(None, [_rights(way, facts, phrases)]))
        ),
        Column("by", phrases.label("terms", "by"), lambda way: text(*(word.text for word in way.by))),
        Column("contact", phrases.label("terms", "contact"), lambda way: _below(way, facts, phrases)),
        *reach.columns(phrases),
    )
    said = tuple(note for way in entries for note in notes(way.note, name(way) if len(entries) > 1 else ""))
    return shown(node, phrases.label("captions", "ways"), columns, entries, said)


def _below(way: Way, facts: Facts, phrases: Phrases) -> Content:
    return inline(desks.below(way.contact, facts, phrases))
