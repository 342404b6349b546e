"""Persons and firms into cells: the name, and below it whatever else is said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from policyc.document import wording
from policyc.document.countries import country
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, text
from policyc.facts.rows import HOME
from policyc.model.policy import Facts
from policyc.model.sharing import Party, SubProcessor
from policyc.nodes import Break, Inline, Items, Link, Paragraph, Text

LINES = ("legal", "parent", "representative", "country", "address", "contact", "phone", "email", "url")
BRIEF = frozenset({"country"})
"""What is said of a party of which another section tells more."""


def identity(party: Party) -> tuple[str, str]:
    """Return what tells one party from another, in whatever row it stands."""
    return party.id, party.name


def abroad(party: Party) -> bool:
    """Tell whether a party sits in another country."""
    return bool(party.country) and party.country != HOME


def named(
    found: Sequence[Party],
    facts: Facts,
    phrases: Phrases,
    keys: Collection[str] = LINES,
    brief: Collection[tuple[str, str]] = (),
) -> Content:
    """Write parties, each with those of its lines that `keys` names; names alone in one line.

    `brief` are the parties (`identity`) of which another section tells more.
    """
    said = [
        (party.name, tuple(_lines(party, facts, phrases, {*keys} & BRIEF if identity(party) in brief else keys)))
        for party in found
    ]
    if not any(lines for _, lines in said):
        return text(*(name for name, _ in said))
    written = tuple(Paragraph((Text(name), *lines)) for name, lines in said)
    return written if len(written) == 1 else (Items(ordered=False, items=tuple((one,) for one in written)),)


def _lines(party: Party, facts: Facts, phrases: Phrases, keys: Collection[str]) -> Iterator[Inline]:
    if isinstance(party, SubProcessor) and party.tasks:
        yield Text(f": {', '.join(task.text for task in party.tasks)}")
    for key in LINES:
        if key in keys and (value := getattr(party, key)):
            yield from (Break(), Text(f"{phrases.label('terms', _term(key))}: "), *_line(key, value, facts, phrases))


def _term(key: str) -> str:
    return f"party-{key}" if key in ("legal", "parent") else key


def _line(key: str, value: str, facts: Facts, phrases: Phrases) -> tuple[Inline, ...]:
    """Write one line; a contact may name a desk."""
    match key:
        case "country":
            return (Text(country(value, phrases)),)
        case "email":
            return (Link(f"mailto:{value}", (Text(value),)),)
        case "url":
            return (Link(value, (Text(value),)),)
        case "contact":
            desk = next((desk for desk in facts.contacts if desk.id == value), None)
            return wording.desk(desk, phrases) if desk else (Text(value),)
        case _:
            return (Text(value),)
