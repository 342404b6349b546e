"""The editions of the commission's guidelines for policies -> the one in force on a day, and the one a text cites."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from policyc.law.dated import held, read_day, read_table
from policyc.law.names import UNSEEN
from policyc.record import Record

_UNSEEN = UNSEEN | dict.fromkeys(map(ord, "\u300c\u300d\uff62\uff63."))


class Edition(Record):
    """One edition of a guideline, `id` the guideline's; `name` is how it is cited, `since` the day it was published.

    `until` is the day the next edition took its place; None while it is the newest known.
    """

    id: str
    name: str
    names: tuple[str, ...]
    since: date
    until: date | None
    source: str
    checked: date


class Cited(Record):
    """What a text cites: an edition, and what follows its name (a page, a section), empty if nothing does."""

    edition: Edition
    where: str


def guideline(on: date, key: str = "policy-guideline") -> Edition | None:
    """Find the edition in force on a day; None before the first."""
    entry = held(read_table("guidelines")[key], on)
    return _edition(key, entry["from"]) if entry else None


def cited(text: str) -> Cited | None:
    """Find the edition a ground begins with; spaces, dots and 「」 do not count. None if it names no edition known."""
    bare = text.translate(_UNSEEN)
    for name, (key, since) in _called().items():
        if bare.startswith(name):
            return Cited(edition=_edition(key, since), where=_after(text, len(name)))
    return None


@cache
def _edition(key: str, since: str) -> Edition:
    entry = next(entry for entry in read_table("guidelines")[key] if entry["from"] == since)
    return Edition(
        id=key,
        name=entry["name"],
        names=tuple(entry.get("names", ())),
        since=read_day(since),
        until=read_day(entry["until"]) if "until" in entry else None,
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )


@cache
def _called() -> Mapping[str, tuple[str, str]]:
    """Map each name, bare, to its edition, the longest first: a short name may begin a longer one."""
    names = [
        (name.translate(_UNSEEN), (key, entry["from"]))
        for key, entries in read_table("guidelines").items()
        for entry in entries
        for name in (entry["name"], *entry.get("names", ()))
    ]
    return MappingProxyType(dict(sorted(names, key=lambda pair: -len(pair[0]))))


def _after(text: str, seen: int) -> str:
    """Cut from a text its first `seen` characters that count."""
    for position, character in enumerate(text):
        if seen == 0:
            return text[position:].strip(" .\u300d\uff63")
        seen -= bool(character.translate(_UNSEEN))
    return ""
