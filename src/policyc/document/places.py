"""The sections on what watches people in places: cameras, and where people are."""

from __future__ import annotations

from policyc.document import durations, sayings, wording
from policyc.document.cards import card
from policyc.document.choosing import chosen
from policyc.document.officers import in_charge, officers
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import Citation, OutlineNode, Period
from policyc.model.people import Cctv
from policyc.model.policy import Facts
from policyc.nodes import Block, Link, Text


def cctv(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the matters of 개인정보 보호법 시행령 제25조제1항; `node` may keep some of the places."""
    block = facts.cctv
    if block is None or block.none:
        return ()
    kinds = list(dict.fromkeys(kind.text for kind in block.kinds))
    named = phrases.word("cameras", "both" if len(kinds) > 1 else kinds[0]) if kinds else None
    elsewhere = block.elsewhere
    link = (Link(elsewhere.url, (Text(elsewhere.label or elsewhere.url),)),) if elsewhere else ()
    return (
        *inline(phrases.first(("cctv.kinds", "cctv.intro"), kinds=named)),
        *_why(block, phrases, node),
        *_places(block, phrases, node),
        *_how(block, phrases, node),
        *officers(in_charge("cctv-manager", facts), facts, phrases, node.replace(as_="cards")),
        *inline(phrases.say("cctv.elsewhere", elsewhere=link)),
        *wording.purpose_notes(block.purposes, phrases),
        *notes(block.note),
    )


def _why(block: Cctv, phrases: Phrases, node: OutlineNode) -> Content:
    columns = (
        Column("law", phrases.label("terms", "camera-law"), lambda row: _law(row.law)),
        Column(
            "purposes", phrases.label("terms", "camera-purpose"), lambda row: wording.purposes(row.purposes, phrases)
        ),
    )
    return card(node, columns, block)


def _places(block: Cctv, phrases: Phrases, node: OutlineNode) -> Content:
    places = chosen(block.places, node, lambda place: (place.id,))
    said = tuple(note for place in places for note in notes(place.note, place.name if len(places) > 1 else ""))
    columns = (
        Column("name", phrases.label("columns", "camera-place"), lambda place: text(place.name)),
        Column("count", phrases.label("columns", "camera-count"), lambda place: text(*filter(None, [place.count]))),
        Column("range", phrases.label("columns", "camera-range"), lambda place: text(*filter(None, [place.range]))),
    )
    return shown(node, phrases.label("captions", "camera-places"), columns, places, said)


def _how(block: Cctv, phrases: Phrases, node: OutlineNode) -> Content:
    columns = (
        Column("hours", phrases.label("terms", "camera-hours"), lambda row: sayings.lines(filter(None, [row.hours]))),
        Column("keep", phrases.label("terms", "camera-keep"), lambda row: _period(row.keep, phrases)),
        Column("kept-at", phrases.label("terms", "kept-at"), lambda row: sayings.lines(filter(None, [row.kept_at]))),
        Column("viewing", phrases.label("terms", "viewing"), lambda row: sayings.lines(filter(None, [row.viewing]))),
    )
    return card(node, columns, block)


def location(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the matters of 위치정보의 보호 및 이용 등에 관한 법률 제21조의2."""
    block = facts.location
    if block is None or block.none:
        return ()

    def label(key: str) -> str:
        return phrases.label("terms", f"location-{key}")

    columns = (
        Column("purposes", label("purpose"), lambda row: wording.purposes(row.purposes, phrases)),
        Column("keep", label("keep"), lambda row: _period(row.keep, phrases)),
        Column("law", label("law"), lambda row: _law(row.records.law) if row.records else ()),
        Column("records", label("records"), lambda row: _period(row.records.keep, phrases) if row.records else ()),
        Column("third-parties", label("third"), lambda row: sayings.lines(filter(None, [row.third_parties]))),
        Column("guardians", label("guardians"), lambda row: sayings.lines(filter(None, [row.guardians]))),
    )
    return (
        *inline(phrases.say("location.intro")),
        *card(node, columns, block),
        *officers(in_charge("location-manager", facts), facts, phrases, node.replace(as_="cards")),
        *wording.purpose_notes(block.purposes, phrases),
        *notes(block.note),
    )


def _law(found: tuple[Citation, ...]) -> Content:
    return sayings.lines(wording.provision(citation) for citation in found)


def _period(found: Period | None, phrases: Phrases) -> Content:
    """Write a period on lines alone, for that is all that a card has room for."""
    return inline(durations.inlines(found, phrases)) if found else ()
