"""Desks and officers that others name into words: who it is, with the lines on which people reach him."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyc.document import reach
from policyc.document.phrases import Phrases
from policyc.document.tables import Content
from policyc.document.tables import notes as written
from policyc.model.part import Contact, Word
from policyc.model.people import Officer
from policyc.model.policy import Facts
from policyc.nodes import Break, Fields, Inline, Note, Text

Desk = Contact | Officer

FEW = 2
"""As many lines as a sentence can hold in brackets."""


def found(words: Iterable[Word], facts: Facts) -> Iterator[Desk]:
    """Yield the desks and officers that words name."""
    officers = facts.officers.entries if facts.officers else ()
    known: dict[str, Desk] = {entry.id: entry for entry in officers}
    known |= {entry.id: entry for entry in facts.contacts}
    yield from (known[word.text] for word in words)


def either(words: Iterable[Word], facts: Facts, phrases: Phrases) -> tuple[Inline, ...]:
    """Write desks of which any will do, for a sentence: one with few lines has them in brackets."""
    desks = list(found(words, facts))
    if _few(desks):
        return reach.named(name(desks[0], facts, phrases), desks[0], phrases)
    return tuple(Text(word) for word in filter(None, [phrases.either(name(desk, facts, phrases) for desk in desks)]))


def lines(words: Iterable[Word], facts: Facts, phrases: Phrases) -> Content:
    """Write the lines of those desks for which `either` had no room."""
    desks = list(found(words, facts))
    told = [] if _few(desks) else [(name(desk, facts, phrases), reach.row(desk, phrases)) for desk in desks]
    pairs = tuple((who, row) for who, row in told if row)
    return (Fields(pairs),) if pairs else ()


def below(words: Iterable[Word], facts: Facts, phrases: Phrases) -> tuple[Inline, ...]:
    """Write desks with their lines one below the other."""
    said = [reach.named(name(desk, facts, phrases), desk, phrases) for desk in found(words, facts)]
    return tuple(part for index, desk in enumerate(said) for part in (*((Break(),) if index else ()), *desk))


def notes(words: Iterable[Word], facts: Facts) -> tuple[Note, ...]:
    """Write the notes of the desks that words name, each desk's once."""
    named = {entry.id: entry for entry in found(words, facts) if isinstance(entry, Contact)}
    return tuple(note for desk in named.values() for note in written(desk.note, desk.name))


def roles(officer: Officer, facts: Facts, phrases: Phrases) -> str:
    """Name what an officer is in charge of, in the policy's own words or the standard ones."""
    return ", ".join(facts.words.get(word.text) or phrases.word("roles", word.text) for word in officer.role)


def name(desk: Desk, facts: Facts, phrases: Phrases) -> str:
    """Name a desk; an officer by his office and name, a department by its name alone."""
    if isinstance(desk, Contact):
        return desk.name
    called = desk.title or roles(desk, facts, phrases)
    return f"{called} {desk.name}" if desk.name else desk.department or called


def _few(desks: Sequence[Desk]) -> bool:
    return len(desks) == 1 and sum(bool(getattr(desks[0], key)) for key in reach.LINES) <= FEW
