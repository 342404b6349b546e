"""What the checks of a policy against itself share: the words taken as known, and what is said of one that is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Protocol

from policyc.finding import Argument, Finding, Related
from policyc.model.part import Part
from policyc.place import Path
from policyc.reading.similar import similar
from policyc.record import Record

SHOWN = 12
"""How many of the known words are listed in a hint."""


class Known(Record):
    """What the language takes as known without being declared; the caller reads it from the law's tables."""

    is_item: Callable[[str], bool]
    item_words: Callable[[], tuple[str, ...]]
    records: tuple[str, ...]


class Keyed(Protocol):
    """A declared thing: it has an id and a place."""

    @property
    def id(self) -> str: ...
    @property
    def at(self) -> Path: ...


def unknown(code: str, at: Path, word: str, known: Iterable[str], **more: Argument) -> Finding:
    """Say that a word names nothing, and which known word it may be a slip of."""
    args: dict[str, Argument] = {"word": word, "id": item_id(word), **more}
    words = tuple(dict.fromkeys(known))
    if words:
        args["known"] = tuple(sorted(words)[:SHOWN])
    if close := similar(word, words):
        args["suggestion"] = close
    return Finding(code=code, at=at, args=args)


def unused(block: str, parts: Iterable[Keyed], used: Set[str]) -> Iterator[Finding]:
    """Yield the declared things that nothing names."""
    for part in parts:
        if part.id not in used:
            yield Finding(code="declared-unused", at=part.at, side="key", args={"id": part.id, "block": block})


def circles(block: str, named: Mapping[str, tuple[str, ...]], places: Mapping[str, Path]) -> Iterator[Finding]:
    """Yield each thing that leads back to itself, once a circle. `named` is what each one names."""
    told: set[str] = set()
    for start in named:
        chain = _way_back(start, named)
        if chain and told.isdisjoint(chain):
            told.update(chain)
            related = tuple(Related(says="next", at=places[one], side="key") for one in chain[1:])
            args: dict[str, Argument] = {"block": block, "id": start, "chain": " → ".join((*chain, start))}
            yield Finding(code="reference-circle", at=places[start], side="key", args=args, related=related)


def _way_back(start: str, named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Find a way from a thing over what it names back to itself; empty where there is none."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        chain = waiting.pop(0)
        for step in named.get(chain[-1], ()):
            if step == start:
                return chain
            if step not in seen:
                seen.add(step)
                waiting.append((*chain, step))
    return ()


def item_id(word: str) -> str:
    """Write an item as its id: ``이메일 주소`` and ``이메일-주소`` are the same word."""
    return "-".join(word.split())


def reference(part: Part, key: str, around: Iterable[str]) -> Path:
    """Return where a part's own word stands: under its key if anything stands around it, else in the part's place."""
    return (*part.at, key) if any(getattr(part, field) for field in around) else part.at
