"""Facts into the surfaces of consent: each row that rests on consent, and what a change must touch to touch it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from policyc.facts.rows import transfers
from policyc.model.policy import Facts
from policyc.model.processing import Basis, Collection, Context, ItemRef, PurposeRef
from policyc.model.shape import inside, slots
from policyc.model.sharing import AdditionalUse, Processor, Recipient
from policyc.record import Record
from policyc.sheet import sheet

CONSENT = "consent"

Steps = tuple[str, ...]


class Surface(Record):
    """What people consent to in one go. `path` is its place by ids, `formerly` the place that it had before a rename.

    `beside` are the rows of its entry, `uses` what it names of other blocks: ``("items", "email")``. `kind` tells by
    which provision it is asked for (``grounds`` of ``consent.yaml``), and `part` is what it was made of.
    """

    path: Steps
    formerly: Steps
    name: str
    ground: str
    beside: frozenset[str] = frozenset()
    uses: frozenset[Steps] = frozenset()
    kind: str = ""
    part: Context | Recipient | Processor | AdditionalUse | None = None

    def touched(self, path: Steps) -> bool:
        """Tell whether a change of `path` changes what is consented to here."""
        if path[:2] in self.uses:
            return True
        if path[:1] != self.path[:1]:
            return False
        return path[1:2] == ("all",) or path == self.path[: len(path)] or self._within(path)

    def follows(self, before: Surface) -> bool:
        """Tell whether this was consented to before: at the same place, however cut into rows, or by the same name."""
        known = (self.path, self.formerly)
        same = any(one[: len(before.path)] == before.path or before.path[: len(one)] == one for one in known)
        return same or (self.path[0], self.name) == (before.path[0], before.name)

    def _within(self, path: Steps) -> bool:
        """Tell whether a path leads into the row, or to what its entry says for all rows."""
        if path[: len(self.path)] == self.path:
            return True
        entry = bool(self.beside) and path[:2] == self.path[:2]
        return entry and path[2] in slots(Context) and path[2] not in self.beside


def surfaces(facts: Facts) -> Iterator[Surface]:
    """Yield what rests on consent, in the order of the blocks."""
    yield from _collected("collection", facts.collection)
    yield from _collected("files", facts.files)
    abroad = {(type(found.entry), found.entry.id) for found in transfers(facts)}
    for recipient in facts.recipients.entries if facts.recipients else ():
        away = (Recipient, recipient.id) in abroad
        if away and recipient.transfer_basis == CONSENT:
            yield _relation("recipients", recipient, "transfers")
        elif not recipient.basis or _consented(recipient.basis):
            direct = away and recipient.transfer_basis is None
            yield _relation("recipients", recipient, "transfers" if direct else "recipients")
    for processor in facts.processors.entries if facts.processors else ():
        if (Processor, processor.id) in abroad and processor.transfer_basis == CONSENT:
            yield _relation("processors", processor, "transfers")
    yield from _further(facts.additional_use)


def _collected(block: str, found: Collection | None) -> Iterator[Surface]:
    for entry in found.entries if found else ():
        yield from (_row(block, row, entry) for row in entry.rows or (entry,) if _consented(row.basis))


def _row(block: str, row: Context, entry: Context) -> Surface:
    levels = (entry, row) if entry.rows else (entry,)
    return Surface(
        path=(block, *(level.id for level in levels)),
        formerly=(block, *(level.formerly or level.id for level in levels)),
        name=" > ".join(dict.fromkeys(level.name or level.id for level in levels)),
        ground=_ground(block),
        beside=frozenset(other.id for other in entry.rows),
        uses=_uses(row),
        kind=block,
        part=row,
    )


def _relation(block: str, entry: Recipient | Processor, ground: str, *steps: str) -> Surface:
    return Surface(
        path=(block, *steps, entry.id),
        formerly=(block, *steps, entry.formerly or entry.id),
        name=", ".join(party.name for party in entry.parties) or entry.others or entry.undecided or entry.id,
        ground=_ground(ground),
        uses=_uses(entry),
        kind=ground,
        part=entry,
    )


def _further(block: AdditionalUse | None) -> Iterator[Surface]:
    """Use and provision beyond the purpose rests on consent as a whole, or use by use."""
    if block is None:
        return
    whole = _consented(block.basis)
    for use in block.uses:
        if _consented(use.basis):
            yield _relation("additional-use", use, "additional-use", "uses")
        elif whole and not use.basis:
            found = _relation("additional-use", use, "additional-use", "uses")
            yield found.replace(uses=found.uses | {("additional-use", "basis")})
    if whole and not block.uses:
        path = ("additional-use",)
        name, ground = _words()["names"][path[0]], _ground(path[0])
        yield Surface(path=path, formerly=path, name=name, ground=ground, kind=path[0], part=block)


def _consented(basis: Iterable[Basis]) -> bool:
    return any(one.ground == CONSENT for one in basis)


def _uses(part: Context | Recipient | Processor) -> frozenset[Steps]:
    """Gather what a row takes from elsewhere: the items and purposes that it names, and the period where it has none.

    A period of its own or a party that changes is told at the row itself. Others keep what they get by their own rules.
    """
    found: set[Steps] = {("retention", "general")} if isinstance(part, Context) and part.keep is None else set()
    for below in inside(part):
        if isinstance(below, ItemRef):
            found.add(("items", below.item))
        elif isinstance(below, PurposeRef) and below.purpose:
            found.add(("purposes", below.purpose))
    return frozenset(found)


def _ground(kind: str) -> str:
    return str(_words()["grounds"][kind])


def _words() -> Mapping[str, Any]:
    return sheet(Path(__file__).with_name("consent.yaml"))
