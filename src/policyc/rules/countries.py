"""Whether the countries of those abroad are told, and are countries: 개인정보 보호법 제28조의8제2항제2호."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from policyc.facts.rows import HOME
from policyc.finding import Finding
from policyc.model.sharing import Party, Processor, Recipient
from policyc.place import Path as Place
from policyc.rules.matter import Matter
from policyc.rules.parties import around, identity, name_at, who
from policyc.sheet import sheet


def country_unknown(matter: Matter) -> Iterator[Finding]:
    """Find codes that are no countries (ISO 3166): one is printed as it stands, and tells no reader a country."""
    seen = set[Place]()
    for party in _parties(matter):
        at = _written(party, "country")
        if party.country and party.country != HOME and at not in seen and party.country not in territories():
            seen.add(at)
            yield Finding(code="country-unknown", at=at, args={"words": party.country})


def collection_country_unknown(matter: Matter) -> Iterator[Finding]:
    """Find countries of collection that are none: 시행령 제31조제1항제4호."""
    block = matter.facts.overseas_collection
    for word in block.countries if block else ():
        if word.text not in territories():
            yield Finding(code="collection-country-unknown", at=word.at, args={"words": word.text})


def transfer_country_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows that tell when, how or on what ground data leaves, but not to which country: 제28조의8제2항제2호.

    Without a country it is no transfer, and shows nowhere as one. What stands above all rows is for those abroad.
    """
    for entry in _unplaced(matter):
        args = {"who": who(entry)}
        yield Finding(code="transfer-country-missing", at=entry.at, side="key", args=args)


def transfer_sub_processor_missing(matter: Matter) -> Iterator[Finding]:
    """Find sub-processors abroad of whose transfer no row tells: 작성지침(2025. 4.) 39쪽."""
    block = matter.facts.processors
    told = {word for one in matter.transfers for word in identity(one.party) if word}
    for entry in block.entries if block else ():
        for sub in entry.sub:
            abroad = sub.country and sub.country != HOME and not told & set(identity(sub))
            if abroad and not any(sub.name in text for text in around(matter, "transfers", "processors")):
                args = {"who": sub.name, "words": sub.country or ""}
                yield Finding(code="transfer-sub-processor-missing", at=sub.at, side="key", args=args)


def country_missing(matter: Matter) -> Iterator[Finding]:
    """Find parties that are abroad by their own words and have no country, so that no reader sees a transfer.

    A country that is told is never doubted: data may go to another country than that of the firm's address.
    """
    seen = {name_at(party) for entry in _unplaced(matter) for party in entry.parties}
    for party in _parties(matter):
        at = name_at(party)
        if not party.country and at not in seen and (words := _abroad(party)):
            seen.add(at)
            yield Finding(code="country-missing", at=at, args={"words": words, "who": party.name})


RULES = (
    country_unknown,
    collection_country_unknown,
    transfer_country_missing,
    transfer_sub_processor_missing,
    country_missing,
)


PARTICULARS = ("timing", "method", "transfer_basis")
"""What only a transfer abroad has to say."""


@cache
def territories() -> frozenset[str]:
    """Return the codes of countries: ISO 3166-1, and Kosovo as the world writes it."""
    return frozenset(_words()["territories"])


def _unplaced(matter: Matter) -> Iterator[Recipient | Processor]:
    """Yield the rows that are transfers by their own particulars, and by nobody's country."""
    facts = matter.facts
    found: tuple[Recipient | Processor, ...] = (
        *(facts.recipients.entries if facts.recipients else ()),
        *(facts.processors.entries if facts.processors else ()),
    )
    for entry in found:
        own = any(getattr(entry, field) and field not in entry.origins for field in PARTICULARS)
        if own and entry.parties and not any(party.country for party in entry.parties):
            yield entry


def _parties(matter: Matter) -> Iterator[Party]:
    """Yield everybody who receives or processes data, in order."""
    facts = matter.facts
    for given in facts.recipients.entries if facts.recipients else ():
        yield from given.parties
    for use in facts.additional_use.uses if facts.additional_use else ():
        yield from use.parties
    for entry in facts.processors.entries if facts.processors else ():
        yield from entry.parties
        yield from entry.sub


def _written(party: Party, key: str) -> Place:
    """Return where a value of a party was written, be it where the party was declared."""
    origin = party.origins.get(key)
    return (origin.at if origin else None) or (*party.at, key)


def _abroad(party: Party) -> str | None:
    """Return the words that say that a party is abroad: its address, or the kind of firm that no Korean firm is."""
    if said := _of(party.address):
        return said[1] if said[0] != HOME else None
    for name in (party.legal or "", party.name):
        if not any(sign.isascii() and sign.isalpha() for sign in name) and not _inner(name):
            continue
        if any(mark in name for mark in _words()["at-home"]):
            return None
        if inner := _bracketed(name):
            return inner
        firms: Sequence[str] = _words()["firms"]
        if found := next((mark for mark in firms if name.endswith(mark)), None):
            return found
    return None


def _of(address: str | None) -> tuple[str, str] | None:
    """Return the country that an address begins or ends with, by its code and in its words."""
    if not address:
        return None
    first, last = address.split()[:1], address.rpartition(",")[2].strip(" .")
    for words in (last, *(word.strip(",.") for word in first)):
        for code, names in _countries().items():
            if words in names:
                return code, words
    return None


def _bracketed(name: str) -> str | None:
    """Return the country that stands in brackets at a name's end: ``Example Inc.(미국)``."""
    inner = _inner(name)
    return inner if inner and any(inner in names for code, names in _countries().items() if code != HOME) else None


def _inner(name: str) -> str:
    """Return the words in the brackets at a name's end; one syllable is the kind of a firm, and none."""
    inner = name.removesuffix(")").rpartition("(")[2].strip() if name.endswith(")") and "(" in name else ""
    return inner if len(inner) > 1 else ""


def _countries() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = _words()["countries"]
    return found


@cache
def _words() -> Mapping[str, Any]:
    return sheet(Path(__file__).parent / "words" / "countries.yaml")
