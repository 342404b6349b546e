"""Rows of collection and files into the lines of tables: what the outline picks, in which parts, under which names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from policyc.document import wording
from policyc.document.choosing import chosen, paths
from policyc.document.phrases import Phrases
from policyc.facts.origins import BY_ID
from policyc.korean import has_hangul
from policyc.model.part import OutlineNode, Part, Word
from policyc.model.processing import Collection, Context, ItemRef
from policyc.record import Record

P = TypeVar("P", bound=Part)

SLOTS = ("required", "optional", "automatic")
CONSENT, WITHOUT = "consent", "without-consent"


class Line(Record):
    """A row, the entry it stands in (itself, where that has no rows), and the slots of items to show."""

    entry: Context
    row: Context
    slots: tuple[str, ...]


def shows(node: OutlineNode, section: str) -> bool:
    """Tell whether a node is a section's own; what it picks is not meant for sections that join it."""
    return (node.shows or node.id) == section


def picked(entries: Iterable[P], node: OutlineNode, section: str) -> tuple[P, ...]:
    """Return the entries that the author's outline wants by their ids."""
    if not shows(node, section):
        return tuple(entries)
    return tuple(chosen(entries, node, lambda entry: paths(entry.at)))


def lines(block: Collection | None, node: OutlineNode) -> tuple[Line, ...]:
    """Return the rows that the author's outline wants, by id, path, ground or slot, each with its slots."""
    only, dropped = _words(node.only), _words(node.except_)
    slots = tuple(slot for slot in SLOTS if slot in (only & set(SLOTS) or SLOTS) and slot not in dropped)
    rows = ((entry, row) for entry in (block.entries if block else ()) for row in entry.rows or (entry,))
    found = []
    for entry, row in rows:
        filled = tuple(slot for slot in slots if getattr(row, slot))
        empty = not any(getattr(row, slot) for slot in SLOTS)
        if _wanted(row, only - set(SLOTS), dropped) and (filled or (empty and slots == SLOTS)):
            found.append(Line(entry=entry, row=row, slots=filled))
    return tuple(found)


def _wanted(row: Context, only: frozenset[str], dropped: frozenset[str]) -> bool:
    """Tell whether a row is picked: by where it stands and by its ground, where the author names either."""
    grounds, places, known = only & {CONSENT, WITHOUT}, only - {CONSENT, WITHOUT}, ground(row)
    names = frozenset(paths(row.at))
    if grounds and known not in grounds:
        return False
    return (not places or bool(places & names)) and not dropped & {*names, known}


def _words(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.text for word in words)


def ground(row: Context) -> str:
    """Say whether a row rests on consent, on other grounds alone, or does not say."""
    if not row.basis:
        return ""
    return CONSENT if any(basis.ground == CONSENT for basis in row.basis) else WITHOUT


def group(line: Line, phrases: Phrases) -> str:
    """Name the entry of a line and the shelves that its row stands on."""
    return " > ".join((entry(line, phrases), *(shelf.text for shelf in line.row.group)))


def entry(line: Line, phrases: Phrases) -> str:
    """Name the entry of a line."""
    return wording.conditional(_said(line.entry), line.entry.when, phrases)


def name(line: Line, phrases: Phrases) -> str:
    """Name the row of a line within its entry; one whose id says nothing to a reader has its condition alone."""
    if line.row is line.entry:
        return ""
    return wording.conditional(_said(line.row), line.row.when, phrases)


def path(line: Line, phrases: Phrases) -> str:
    """Name a row where it is spoken of alone, with its conditions."""
    return " > ".join(filter(None, (group(line, phrases), name(line, phrases))))


def bare(line: Line) -> str:
    """Name a row beside a table that tells its conditions."""
    own = _said(line.row) if line.row is not line.entry else ""
    return " > ".join(filter(None, (_said(line.entry), *(shelf.text for shelf in line.row.group), own)))


def _said(part: Context) -> str:
    """Return a name, less one that is only an English id."""
    origin = part.origins.get("name")
    return part.name if origin is None or origin.by != BY_ID or has_hangul(part.name) else ""


def items(line: Line) -> tuple[ItemRef, ...]:
    """Return the items that a line shows."""
    return tuple(chain.from_iterable(getattr(line.row, slot) for slot in line.slots))


def split(found: Sequence[Line], by: str | None, phrases: Phrases) -> Mapping[str, list[Line]]:
    """Part lines as the author's outline asks, under the caption of each part; all under no caption otherwise."""
    captions: Mapping[str, Callable[[Line, Phrases], str]] = {
        "context": entry,
        "group": group,
        "basis": bases,
        "slot": slot,
    }
    caption = captions.get(by or "")
    parts: dict[str, list[Line]] = {}
    for line in one_slot(found) if by == "slot" else found:
        parts.setdefault(caption(line, phrases) if caption else "", []).append(line)
    return parts


def one_slot(found: Iterable[Line]) -> Iterator[Line]:
    """Yield a line for each slot of each line."""
    for line in found:
        yield from (line.replace(slots=(slot,)) for slot in line.slots) if line.slots else (line,)


def slot(line: Line, phrases: Phrases) -> str:
    """Name the slots of a line."""
    return ", ".join(phrases.word(slot) for slot in line.slots)


def bases(line: Line, phrases: Phrases) -> str:
    """Write the legal bases of a line as a caption."""
    return ", ".join(wording.base(basis, phrases) for basis in line.row.basis)
