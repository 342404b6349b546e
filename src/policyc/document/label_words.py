"""Facts into the words of each sort of label; none where the facts are not there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from policyc.document.keeping import MEDIA
from policyc.document.officers import in_charge
from policyc.document.phrases import Phrases
from policyc.document.tables import inline
from policyc.facts import rows
from policyc.facts.origins import spaced
from policyc.model.part import Sentence, Word
from policyc.model.policy import Facts
from policyc.model.processing import ItemRef
from policyc.model.sharing import Relation
from policyc.nodes import Inline, Paragraph, Text

Words: TypeAlias = Callable[[Facts, Phrases], Iterable[str]]


def items(kinds: Collection[str]) -> Words:
    """Name the items of some kinds that are collected; what is no personal data is not counted."""

    def named(facts: Facts, phrases: Phrases) -> Iterator[str]:
        known = {item.id: item for item in facts.items}
        for block in (facts.collection, facts.files):
            for row in rows.rows(block):
                refs: tuple[ItemRef, ...] = (*row.required, *row.optional, *row.automatic)
                told = () if row.personal is False else refs
                yield from (known[ref.item].name for ref in told if known[ref.item].kind in kinds)

    return named


def purposes(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name the purposes; where no block lists them, those of the rows."""
    entries = facts.purposes.entries if facts.purposes else ()
    for purpose in entries:
        yield purpose.name or next((word.text for word in purpose.text), "")
    if not entries:
        yield from (
            ref.text for block in (facts.collection, facts.files) for row in rows.rows(block) for ref in row.purposes
        )


def parties(block: str) -> Words:
    """Name those who receive data, or those who process it on behalf."""

    def named(facts: Facts, phrases: Phrases) -> Iterator[str]:
        found = getattr(facts, block)
        for entry in found.entries if found else ():
            yield from _names(entry)

    return named


def uses(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name those to whom data is given beyond the purpose of collection, or what it is used for."""
    for entry in facts.additional_use.uses if facts.additional_use else ():
        yield from tuple(_names(entry)) or tuple(ref.text for ref in entry.purposes)


def _names(entry: Relation) -> Iterator[str]:
    yield from (party.name for party in entry.parties)
    yield entry.others or ""


def cookies(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Say what cookies are for, or what they collect."""
    block = facts.cookies
    if block is None:
        return
    known = {item.id: item.name for item in facts.items}
    yield from (known[ref.item] for ref in block.collects)
    if not block.collects:
        yield from _sentences(block.purposes)


def trackers(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name who follows behaviour."""
    names = {party.id: party.name for party in facts.parties}
    for entry in facts.behavioural.entries if facts.behavioural else ():
        yield entry.name or names.get(entry.collector or "", entry.collector or "")


def pseudonymised(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Say what pseudonymised data is for."""
    return (ref.text for ref in (facts.pseudonymised.purposes if facts.pseudonymised else ()))


def destruction(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Say how soon data is destroyed, else of which media, else by which procedure."""
    block = facts.destruction
    if block is None:
        return
    within = _plain(phrases.say("destruction.within", within=block.within))
    media = (
        way.name or (phrases.word("media", way.id) if way.id in MEDIA else spaced(way.id or ""))
        for way in block.methods
    )
    yield from (within,) if within else tuple(media) or tuple(_sentences(block.procedure))


def rights(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name the rights."""
    return _rights(facts.rights.list if facts.rights else (), facts, phrases)


def guardian(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name the rights of a child's guardian."""
    return _rights(facts.children.rights if facts.children else (), facts, phrases)


def _rights(found: Iterable[Word], facts: Facts, phrases: Phrases) -> Iterator[str]:
    return (facts.words.get(word.text) or phrases.known("rights", word.text) or word.text for word in found)


def safety(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name the measures."""
    block = facts.safety
    return _sentences((*block.administrative, *block.technical, *block.physical, *block.entries) if block else ())


def _sentences(found: Iterable[Sentence]) -> Iterator[str]:
    return (sentence.name or sentence.text for sentence in found)


def named(block: str) -> Words:
    """Name the entries of a block."""

    def names(facts: Facts, phrases: Phrases) -> Iterator[str]:
        found = getattr(facts, block)
        return (entry.name for entry in (found.entries if found else ()))

    return names


def assurances(kind: str) -> Words:
    """Name what proves the protection of data, of one kind, with its result."""

    def names(facts: Facts, phrases: Phrases) -> Iterator[str]:
        entries = facts.assurances.entries if facts.assurances else ()
        return (word or "" for entry in entries if entry.kind == kind for word in (entry.name, entry.result))

    return names


def officer(role: str) -> Words:
    """Name the first officer with a role, or the office, and the line that reaches it."""

    def named(facts: Facts, phrases: Phrases) -> Iterator[str]:
        for one in in_charge(role, facts)[:1]:
            yield " ".join(filter(None, [one.name, one.position])) or one.department or ""
            yield one.phone or one.email or ""

    return named


def agent(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Name the domestic agent and the line that reaches it."""
    found = facts.domestic_agent
    return iter((found.name or "", found.phone or found.email or "") if found else ())


def change_notice(facts: Facts, phrases: Phrases) -> Iterator[str]:
    """Say how long before a change is told."""
    term = facts.change_notice.general if facts.change_notice else None
    if term:
        days = str(term.days) if term.days else None
        word = None if days else phrases.word("promptness", term.text)
        wanted = ("change-notice.general", "change-notice.general-word")
        yield _plain(phrases.first(wanted, general=days, general_word=word))


def _plain(said: tuple[Inline, ...]) -> str:
    return "".join(
        part.text
        for block in inline(said)
        if isinstance(block, Paragraph)
        for part in block.inlines
        if isinstance(part, Text)
    )


def cameras(kind: str) -> Words:
    """Name the places of cameras of a kind, or what they are for."""

    def places(facts: Facts, phrases: Phrases) -> Iterator[str]:
        block = facts.cctv
        if block and kind in [word.text for word in block.kinds]:
            found = tuple(place.name for place in block.places)
            yield from found or tuple(ref.text for ref in block.purposes)

    return places
