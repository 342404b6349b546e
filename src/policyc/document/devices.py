"""The sections on what runs on people's devices: cookies, and the tools that follow behaviour."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document import durations, reach, sayings, wording
from policyc.document.choosing import chosen
from policyc.document.phrases import Phrases
from policyc.document.refusing import Refusal, refusals
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.rights import Cookies, Tracker
from policyc.nodes import Block, Items, Note


def cookies(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say what cookies collect and are used for, what they do not hold, and how to refuse them."""
    block = facts.cookies
    if block is None or block.none:
        return ()
    collected = tuple((line,) for line in wording.items(block.collects, facts, phrases))
    excluded = ", ".join(word.text for word in block.excludes)
    return (
        *inline(phrases.say("cookies.collects")),
        *((Items(ordered=False, items=collected),) if collected else ()),
        *inline(phrases.say("cookies.purposes")),
        *sayings.listed(block.purposes, phrases),
        *inline(phrases.say("cookies.excludes", excludes=excluded)),
        *_choices(block, phrases),
        *inline(phrases.say("cookies.refuse")),
        *refusals("refuse", [Refusal(way=way) for way in block.refuse], phrases, node),
        *sayings.lines(filter(None, [block.effect])),
        *wording.item_notes(block.collects, facts),
        *notes(block.note),
    )


def _choices(block: Cookies, phrases: Phrases) -> Content:
    choices = tuple(text(phrases.word("choices", choice.text)) for choice in block.choices)
    return (*inline(phrases.say("cookies.choices")), Items(ordered=False, items=choices)) if choices else ()


def behavioural(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the tools of the controller, those that others collect with, and how to refuse both."""
    entries = chosen(facts.behavioural.entries if facts.behavioural else (), node, lambda row: (row.id, *_tools(row)))
    own = [entry for entry in entries if not entry.collector]
    others = [entry for entry in entries if entry.collector]
    return (
        *_trackers("own", own, facts, phrases, node),
        *_trackers("others", others, facts, phrases, node),
        *_refused(entries, phrases, node),
    )


def _tools(row: Tracker) -> tuple[str, ...]:
    return tuple(word.text for word in row.tool)


def _trackers(kind: str, rows: Sequence[Tracker], facts: Facts, phrases: Phrases, node: OutlineNode) -> Content:
    def label(key: str) -> str:
        return phrases.label("columns", key)

    def name(row: Tracker) -> Content:
        return text(wording.conditional(row.name, row.when, phrases))

    columns = (
        Column("name", label("tracker"), name),
        Column("tool", label("tracker-tool"), lambda row: text(*(phrases.word("tools", tool) for tool in _tools(row)))),
        Column("collector", label("tracker-collector"), lambda row: text(*filter(None, [row.collector])), merged=True),
        Column("items", label("tracker-items"), lambda row: wording.items(row.items, facts, phrases)),
        Column("purposes", label("purpose"), lambda row: wording.purposes(row.purposes, phrases)),
        Column("method", label("tracker-method"), lambda row: text(*filter(None, [row.method]))),
        Column("keep", label("keep"), lambda row: durations.period(row.keep, phrases) if row.keep else ()),
        Column("basis", label("basis"), lambda row: wording.bases(row.basis, phrases)),
        Column("identified", label("tracker-identified"), lambda row: _identified(row, phrases)),
        Column("url", label("url"), lambda row: inline((reach.linked("url", row.url),)) if row.url else ()),
    )
    found = shown(node, phrases.label("captions", f"behavioural-{kind}"), columns, rows, _notes(rows, facts, phrases))
    return (*inline(phrases.say(f"behavioural.{kind}")), *found) if rows else ()


def _identified(row: Tracker, phrases: Phrases) -> Content:
    if row.identified is None:
        return ()
    return text(phrases.word("identified", "yes" if row.identified else "no"))


def _notes(rows: Sequence[Tracker], facts: Facts, phrases: Phrases) -> tuple[Note, ...]:
    several = len({row.note for row in rows}) > 1
    said = [
        note
        for row in rows
        for note in (
            *notes(row.note, row.name if several else ""),
            *wording.item_notes(row.items, facts),
            *wording.purpose_notes(row.purposes, phrases),
        )
    ]
    return tuple(dict.fromkeys(said))


def _refused(rows: Sequence[Tracker], phrases: Phrases, node: OutlineNode) -> Content:
    """Say how to refuse; tools that are refused in the same ways are named together."""
    names = [", ".join(one.name for one in rows if one.refuse == row.refuse) for row in rows]
    found = [
        Refusal(of=name if len(rows) > 1 else "", way=way)
        for name, row in zip(names, rows, strict=True)
        for way in row.refuse
    ]
    unique = list(dict.fromkeys(found))
    return (
        (*inline(phrases.say("behavioural.refuse")), *refusals("behavioural-refuse", unique, phrases, node))
        if unique
        else ()
    )
