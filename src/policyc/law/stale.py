"""The list of words that have become stale -> on a day, each with what to write instead and where a text has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from policyc.law.dated import Entry, held, read_day, read_table
from policyc.record import Record


class Stale(Record):
    """Words that a policy should no longer write, `since` the day they became stale.

    `kind` is one of ``phrase``, ``statute-name``, ``authority``, ``body``, ``address``, ``phone``, ``browser``,
    ``title`` and ``term``. `instead` is what to write now, None if nothing takes its place; `why` is the fact, a
    sentence. `level` is ``verified`` or ``unverified``: not all of it was read in a source.
    """

    id: str
    name: str
    words: tuple[str, ...]
    apart: tuple[str, ...]
    kind: str
    instead: str | None
    why: str
    since: date
    level: str
    source: str
    checked: date

    @property
    def verified(self) -> bool:
        """Tell whether the day and the fact were read in a source."""
        return self.level == "verified"

    def hits(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each hit in a text, but for one inside a string of `apart` or inside another hit."""
        if not any(word in text for word in self.words):
            return
        safe = [span for longer in self.apart for span in _spans(longer, text)]
        taken: list[tuple[int, int]] = []
        for start, end in sorted((span for word in self.words for span in _spans(word, text)), key=_first_longest):
            if not any(low <= start and end <= high for low, high in (*safe, *taken)):
                taken.append((start, end))
                yield start, end


@cache
def stale(on: date) -> tuple[Stale, ...]:
    """Read what is stale on a day, in the order of the table; nothing is stale before the day an entry gives."""
    held_on = ((key, held(entries, on, early=False)) for key, entries in read_table("stale").items())
    return tuple(_stale(key, entry) for key, entry in held_on if entry)


def _first_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _spans(word: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


def _stale(key: str, entry: Entry) -> Stale:
    return Stale(
        id=key,
        name=entry["name"],
        words=tuple(entry["words"]),
        apart=tuple(entry.get("apart", ())),
        kind=entry["kind"],
        instead=entry.get("instead"),
        why=entry["why"],
        since=read_day(entry["from"]),
        level=entry["level"],
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )
