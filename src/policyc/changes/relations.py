"""Those who receive data: party by party, however rows are cut; and what leaves the country with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policyc.changes.pairing import pairs
from policyc.changes.said import meant, named, plain, shown
from policyc.changes.spot import Spot
from policyc.changes.table import Rule, rule
from policyc.facts.rows import HOME
from policyc.model.change import Change
from policyc.model.shape import Slot, slots
from policyc.model.sharing import Party, Processor, Recipient
from policyc.record import Record

if TYPE_CHECKING:
    from policyc.changes.compare import Comparing


class Unit(Record):
    """One party and the row that it stands in; a row that names nobody has none."""

    row: Recipient | Processor
    party: Party | None = None


def compare(comparing: Comparing, slot: Slot, found: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Compare the rows of a block, each once, for every party in them."""
    before, after = _units(getattr(old, slot.field, ())), _units(getattr(new, slot.field, ()))
    seen: set[tuple[int, int]] = set()
    ways = ((_both, _both), (_both, _former), (_former, _both), (_party, _party), (_name, _name))
    for was, now in pairs(before, after, *ways):
        if was is None or now is None:
            yield from _come_or_gone(found, was, now, spot)
            continue
        below = spot.inside(_called(now), *_steps(now))
        if was.party and now.party:
            yield from _parties(comparing, found, was.party, now.party, spot.inside("", *_steps(now)))
        if (id(was.row), id(now.row)) not in seen:
            seen.add((id(was.row), id(now.row)))
            yield from _rows(comparing, was.row, now.row, below)


def _come_or_gone(found: Rule, was: Unit | None, now: Unit | None, spot: Spot) -> Iterator[Change]:
    """Tell of a party that is new or gone, and of the transfer abroad that comes or goes with it."""
    one = now or was
    if one is None:
        return
    happened = "added" if now else "removed"
    below, name = spot.under(*_steps(one)), _called(one)
    places = _at(was), _at(now)
    yield below.change(found.kinds[happened], *places, (_given(was), _given(now)), name=name)
    if one.party and _abroad(one.party):
        yield below.under("country").change(f"transfer-{happened}", *places, (_country(was), _country(now)), name=name)


def _parties(comparing: Comparing, found: Rule, was: Party, now: Party, spot: Spot) -> Iterator[Change]:
    """Compare what is said of a party itself."""
    names = plain(was.name), plain(now.name)
    if names[0] != names[1]:
        at = (*was.at, "name"), (*now.at, "name")
        yield spot.under("name").change(found.kinds["renamed"], *at, names, name=names[1])
    there, here = was.country or HOME, now.country or HOME
    if there != here:
        kind = "transfer-added" if there == HOME else "transfer-removed" if here == HOME else "transfer-country-changed"
        at = (*was.at, "country"), (*now.at, "country")
        yield spot.under("country").change(kind, *at, (there, here), name=names[1])
    below = spot.inside(names[1])
    for key, slot in slots(Party).items():
        if said := rule(Party, key):
            yield from comparing.field(slot, said, was, now, below.under(key))


def _rows(comparing: Comparing, was: Recipient | Processor, now: Recipient | Processor, spot: Spot) -> Iterator[Change]:
    """Compare what a row says for all of its parties."""
    for key, slot in slots(type(now)).items():
        if key in Party.__fields__ or key in ("parties", "rows", "name", "sub"):
            continue
        said = rule(type(now), key)
        below = spot.under(key)
        yield from comparing.field(slot, said, was, now, below) if said else comparing.unruled(slot, was, now, below)
    said, sub = rule(type(now), "sub"), slots(type(now)).get("sub")
    if said and sub:
        yield from comparing.field(sub, said, was, now, spot.under("sub"))


def _units(rows: tuple[Any, ...]) -> list[Unit]:
    return [unit for row in rows for unit in ([Unit(row=row, party=party) for party in row.parties] or [Unit(row=row)])]


def _both(unit: Unit) -> Any:
    return unit.row.id, unit.party.id if unit.party else ""


def _former(unit: Unit) -> Any:
    known = unit.row.formerly
    own = unit.party.id if unit.party else ""
    return known and (known, known if own == unit.row.id else own)


def _party(unit: Unit) -> Any:
    return unit.party.id if unit.party else None


def _name(unit: Unit) -> Any:
    return meant(unit.party.name) if unit.party and unit.party.name else None


def _steps(unit: Unit) -> tuple[str, ...]:
    """Name a unit in a path: the row, and its party where that has an id of its own."""
    own = unit.party.id if unit.party else ""
    return (unit.row.id, own) if own and own != unit.row.id else (unit.row.id,)


def _called(unit: Unit) -> str:
    return unit.party.name if unit.party else shown(unit.row.others or unit.row.undecided) or named(unit.row)


def _country(unit: Unit | None) -> str:
    return (unit.party.country if unit and unit.party else None) or ""


def _given(unit: Unit | None) -> str:
    """Say what a recipient gets it for, or what a processor does."""
    if unit is None:
        return ""
    return shown(unit.row.tasks if isinstance(unit.row, Processor) else unit.row.purposes)


def _at(unit: Unit | None) -> Any:
    return unit and (unit.party or unit.row).at


def _abroad(party: Party) -> bool:
    return bool(party.country) and party.country != HOME
