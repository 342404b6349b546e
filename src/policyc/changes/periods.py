"""Two periods compared: longer or shorter by their lengths, and what else of them differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policyc.changes.pairing import pairs
from policyc.changes.said import meant, plain, shown
from policyc.changes.spot import Spot, at
from policyc.changes.table import Rule
from policyc.model.change import Change
from policyc.model.part import Period, PeriodCase
from policyc.model.shape import slots
from policyc.place import Path

if TYPE_CHECKING:
    from policyc.changes.compare import Comparing

MONTH = 365.25 / 12
"""The days of a month, on average."""

Places = tuple[Path | None, Path | None]


def compare(
    comparing: Comparing, old: Period | None, new: Period | None, places: Places, spot: Spot, table: bool = False
) -> Iterator[Change]:
    """Compare how long something is kept; what means the same length is the same. Two can be a law's `table`'s."""
    places = (places[0] if old else None, places[1] if new else None)
    texts = shown(old), shown(new)
    if old is None or new is None:
        if old or new:
            yield spot.change("retention-stated" if new else "retention-removed", *places, texts)
        return
    if kind := _differs(old, new):
        yield spot.change(kind, *places, texts, made=table)
    yield from _around(comparing, old, new, spot)


def days(length: str) -> tuple[float, float]:
    """Return the fewest and the most days of an ISO 8601 duration: ``P1M`` is 28 to 31, ``P1Y`` what ``P12M`` is."""
    months, rest = _exact(length)
    if not months:
        return rest, rest
    return int(months * MONTH) - 2 + rest, -int(-months * MONTH // 1) + rest


def _differs(old: Period, new: Period) -> str | None:
    """Return the kind of the first difference in what a period means, the gravest first."""
    if old.kind != new.kind:
        return {"permanent": "retention-extended"}.get(new.kind) or (
            "retention-shortened" if old.kind == "permanent" else "retention-rule-changed"
        )
    if old.length and new.length and (kind := _lengths(old.length, new.length)):
        return kind
    if old.bound != new.bound:
        return "retention-bound-changed"
    if plain(old.start or "") != plain(new.start or ""):
        return "retention-start-changed"
    if {_sense(part) for part in old.parts} != {_sense(part) for part in new.parts}:
        return "retention-rule-changed"
    if old.kind == "until" and (plain(old.end or ""), old.at_once) != (plain(new.end or ""), new.at_once):
        return "retention-end-changed"
    if old.kind == "criterion" and plain(old.text) != plain(new.text):
        return "retention-rule-changed"
    return None


def _lengths(old: str, new: str) -> str | None:
    """Compare two lengths: the same however it is written, longer, shorter, or in units that cannot be compared."""
    if _exact(old) == _exact(new):
        return None
    before, after = days(old), days(new)
    same_unit = _exact(old)[0] == _exact(new)[0] or _exact(old)[1] == _exact(new)[1]
    if same_unit or after[0] > before[1] or after[1] < before[0]:
        return "retention-extended" if after > before else "retention-shortened"
    return "retention-unit-changed"


def _exact(length: str) -> tuple[int, float]:
    """Return the months of a duration and the days besides."""
    dated, _, timed = length.removeprefix("P").partition("T")
    months, rest, number = 0, 0.0, ""
    for sign in dated:
        if sign.isdigit():
            number += sign
            continue
        count, number = int(number), ""
        months += count * {"Y": 12, "M": 1}.get(sign, 0)
        rest += count * {"W": 7, "D": 1}.get(sign, 0)
    return months, rest + (int(timed.removesuffix("H")) / 24 if timed else 0.0)


def _sense(part: Period) -> Any:
    exact = _exact(part.length) if part.length else None
    return part.kind, exact, part.bound, plain(part.start or ""), plain(part.end or ""), part.at_once


def _around(comparing: Comparing, old: Period, new: Period, spot: Spot) -> Iterator[Change]:
    """Compare what stands around a period: cases, examples, what comes after, exceptions, statutes, notes."""
    by_case = (lambda one: meant(one.case), lambda one: meant(one.case))
    for field in ("cases", "examples"):
        for was, now in pairs(getattr(old, field), getattr(new, field), by_case):
            yield from _case(comparing, was, now, field, spot)
    yield from compare(comparing, old.then, new.then, (at(old.then), at(new.then)), spot.under("then"))
    for key, found in AROUND.items():
        slot = slots(Period)[key]
        yield from comparing.field(slot, found, old, new, spot.under(key))


def _case(
    comparing: Comparing, was: PeriodCase | None, now: PeriodCase | None, field: str, spot: Spot
) -> Iterator[Change]:
    one = now or was
    if one is None:
        return
    below = spot.inside(one.case, field, one.case)
    if was and now:
        yield from compare(comparing, was.period, now.period, (was.period.at, now.period.at), below)
        return
    kind = ("retention-case" if field == "cases" else "retention-example") + ("-added" if now else "-removed")
    texts = (shown(was.period) if was else "", shown(now.period) if now else "")
    yield spot.under(field, one.case).change(kind, at(was), at(now), texts, name=one.case)


AROUND = {
    "except": Rule(kinds={"added": "retention-exception-added", "removed": "retention-exception-removed"}),
    "law": Rule(kinds={"changed": "statutory-basis-changed"}),
    "note": Rule(kinds={"added": "note-added", "removed": "note-removed", "changed": "note-reworded"}),
}
