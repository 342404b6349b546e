"""What is said above into what holds below: ``all``, an entry and its shelves written out in every row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from policyc.facts.origins import INHERITED, spaced
from policyc.korean import has_hangul
from policyc.model.part import Derived, Part, Word
from policyc.model.policy import Policy
from policyc.model.processing import Collection, Context
from policyc.model.rights import Behavioural
from policyc.model.shape import key_of, slots
from policyc.model.sharing import AdditionalUse, Processor, Processors, Recipient, Recipients, Relation

P = TypeVar("P", bound=Part)
R = TypeVar("R", Recipient, Processor)
B = TypeVar("B", Recipients, Processors)

OWN = frozenset(
    {"id", "name", "reads", "legal", "parent", "formerly", "group", "rows", "parties", "others", "undecided"}
)
"""What names a row, and so is never taken from above."""

ASIDE = OWN | {"when", "note", "personal"}
"""What a context says of itself as a whole; its rows need not repeat it."""


def inherited(policy: Policy) -> Policy:
    """Write out what rows inherit; shelves of relations dissolve into their rows."""
    return policy.replace(
        collection=_collection(policy.collection),
        files=_collection(policy.files),
        recipients=_relations(policy.recipients),
        processors=_relations(policy.processors),
        behavioural=_trackers(policy.behavioural),
        additional_use=_uses(policy.additional_use),
    )


def _collection(block: Collection | None) -> Collection | None:
    if block is None:
        return None
    return block.replace(entries=tuple(_context(_under(entry, block.all)) for entry in block.entries))


def _context(entry: Context) -> Context:
    """Bring the rows of a context one level deep; what they inherited is then theirs alone."""
    if not entry.rows:
        return entry
    rows = tuple(
        row.replace(personal=entry.personal if row.personal is None else row.personal)
        for below in entry.rows
        for row in _rows(_under(below, entry, ASIDE), ())
    )
    data = {slot.field: Context.__fields__[slot.field] for slot in slots(Context).values() if slot.field not in ASIDE}
    kept = {field: origin for field, origin in entry.origins.items() if field not in data}
    return entry.replace(**data, rows=rows, origins=kept)


def _rows(row: Context, shelves: tuple[Word, ...]) -> Iterator[Context]:
    if not row.rows:
        yield row.replace(group=shelves)
    for below in row.rows:
        yield from _rows(_under(below, row), (*shelves, *_shelf(row)))


def _relations(block: B | None) -> B | None:
    if block is None:
        return None
    entries: Sequence[Any] = block.entries
    found = tuple(leaf for entry in entries for leaf in _leaves(_under(entry, block.all), ()))
    return block.replace(entries=found)


def _leaves(entry: R, shelves: tuple[Word, ...]) -> Iterator[R]:
    if not entry.rows:
        yield entry.replace(group=shelves)
    for below in entry.rows:
        yield from _leaves(_under(below, entry), (*shelves, *_shelf(entry)))


def _shelf(part: Context | Relation) -> tuple[Word, ...]:
    """Name a shelf; one whose id says nothing to a reader has no name."""
    if part.name:
        return (Word(at=(*part.at, "name"), text=part.name),)
    return (Word(at=part.at, text=spaced(part.id)),) if has_hangul(part.id) else ()


def _trackers(block: Behavioural | None) -> Behavioural | None:
    return block and block.replace(entries=tuple(_under(entry, block.all) for entry in block.entries))


def _uses(block: AdditionalUse | None) -> AdditionalUse | None:
    return block and block.replace(uses=tuple(leaf for use in block.uses for leaf in _leaves(use, ())))


def _under(row: P, above: Part | None, but: frozenset[str] = OWN) -> P:
    """Give a row what it does not say itself, and say where each value was taken from."""
    if above is None:
        return row
    found, origins = {}, dict(row.origins)
    for field in type(row).__fields__:
        value = getattr(above, field)
        if field in but or field in ("at", "origins") or value in (None, (), "") or _says(row, field):
            continue
        place = above.origins[field].at if field in above.origins else (*above.at, key_of(field))
        found[field] = value
        origins[field] = Derived(by=INHERITED, at=place)
    return row.replace(**found, origins=origins) if found else row


def _says(row: Part, field: str) -> bool:
    return getattr(row, field) not in (None, (), "")
