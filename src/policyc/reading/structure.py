"""Plain data of the right shape into a Policy: short forms written out, every part with its place.

The annotations of the model say what is read from which key (`model.shape`); what is here are the few forms
that annotations cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias, TypeVar

from policyc.model.part import Citation, NamedPeriod, Part, Period, PeriodCase
from policyc.model.policy import Policy
from policyc.model.processing import Basis, ItemRef, PurposeRef
from policyc.model.shape import Slot, key_of, slots
from policyc.place import Path, Source
from policyc.reading.draft import opened
from policyc.reading.periods import parse

P = TypeVar("P", bound=Part)
Form: TypeAlias = Callable[[Any, Path], Any]

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""A word in small letters: a name that is declared elsewhere or known, never text for the reader."""


def structure(source: Source) -> Policy:
    """Build the Policy of a source that has passed `shape.check`; service and version come from the path."""
    *_, service, name = ("", *source.file.split("/"))
    version = name.removesuffix(".yaml").removesuffix(".yml")
    return opened(Policy(service=service, version=version, **_fields(Policy, source.data, ())), source)


def _fields(kind: type[Part], data: Mapping[str, Any], at: Path) -> dict[str, Any]:
    """Turn a mapping into keyword arguments; keys that are no fields are the entries of a keyed part."""
    known = slots(kind)
    own = {slot.field: _value(slot, data[key], (*at, key)) for key, slot in known.items() if data.get(key) is not None}
    if kind.KEYED:
        others = {key: value for key, value in data.items() if key not in known or key == kind.KEYED}
        own[kind.KEYED] = _many(_entry(kind), others, at)
    return own


def _entry(kind: type[Part]) -> type[Part]:
    found = slots(kind)[kind.KEYED].kind
    assert isinstance(found, type)
    return found


def _value(slot: Slot, data: Any, at: Path) -> Any:
    if isinstance(slot.kind, str):
        return date.fromisoformat(data) if slot.kind == "datetime.date" else data
    return _many(slot.kind, data, at) if slot.many else _one(slot.kind, data, at)


def _one(kind: type[P], data: Any, at: Path, **given: Any) -> P:
    """Read one part; a bare word that is the name of a switch (``none``, ``standard``) turns it on."""
    if kind in FORMS:
        found: P = FORMS[kind](data, at)
        return found
    if isinstance(data, dict) or data is None:
        return kind(at=at, **_fields(kind, data or {}, at), **given)
    switch = slots(kind).get(data) if isinstance(data, str) else None
    if switch is not None and switch.kind == "bool":
        turned: dict[str, Any] = {switch.field: True}
        return kind(at=at, **turned, **given)
    short = slots(kind)[key_of(kind.KEYED or kind.SHORT)]
    return kind(at=at, **{short.field: _value(short, data, at)}, **given)


def _many(kind: type[P], data: Any, at: Path) -> tuple[P, ...]:
    """Read a mapping keyed by id, a list, or a single one of what a list holds."""
    if kind in LISTS:
        return tuple(LISTS[kind](data, at))
    if isinstance(data, dict):
        return tuple(_one(kind, value, (*at, key), **{kind.KEY: key}) for key, value in data.items())
    if isinstance(data, list):
        return tuple(_listed(kind, value, (*at, index)) for index, value in enumerate(data))
    return (_listed(kind, data, at),)


def _listed(kind: type[P], data: Any, at: Path) -> P:
    if isinstance(data, str) and kind.LISTED:
        named: dict[str, Any] = {kind.LISTED: data}
        return kind(at=at, **named)
    return _one(kind, data, at)


def period_of(data: Any, at: Path) -> Period:
    """Read a phrase, the name of a declared period, or a mapping with either and what goes with it."""
    if isinstance(data, str):
        if NAME.fullmatch(data):
            return Period(at=at, text="", kind="", named=data)
        found = parse(data)
        return _placed(found, at) if found else Period(at=at, text=data, kind="")
    base = period_of(data["period"], (*at, "period")) if "period" in data else Period(text="", kind="cases")
    return base.replace(at=at, **{key: value for key, value in _fields(Period, data, at).items() if key in AROUND})


AROUND = frozenset({"cases", "examples", "then", "except_", "law", "note"})
"""What stands around the phrase of a period."""


def _placed(period: Period, at: Path) -> Period:
    return period.replace(at=at, parts=tuple(_placed(part, at) for part in period.parts))


def _cases(data: dict[str, Any], at: Path) -> tuple[PeriodCase, ...]:
    return tuple(
        PeriodCase(at=(*at, case), case=case, period=period_of(value, (*at, case))) for case, value in data.items()
    )


def _periods(data: dict[str, Any], at: Path) -> tuple[NamedPeriod, ...]:
    return tuple(NamedPeriod(at=(*at, key), id=key, period=period_of(value, (*at, key))) for key, value in data.items())


def _items(data: Any, at: Path) -> tuple[ItemRef, ...]:
    """Read a list of items, or lists by person or case (``all`` prints no label)."""
    if isinstance(data, dict):
        found = ((label, entry) for label, below in data.items() for entry in _items(below, (*at, label)))
        return tuple(entry if label == "all" else entry.replace(label=label) for label, entry in found)
    return tuple(_one(ItemRef, entry, (*at, index)) for index, entry in enumerate(data))


def _purposes(data: Any, at: Path) -> tuple[PurposeRef, ...]:
    if isinstance(data, str):
        return (PurposeRef(at=at, text=data),)
    return tuple(_purpose(entry, (*at, index)) for index, entry in enumerate(data))


def _purpose(data: Any, at: Path) -> PurposeRef:
    if isinstance(data, str):
        return PurposeRef(at=at, text=data)
    around = {key: value for key, value in data.items() if key != "purpose"}
    return PurposeRef(at=at, text=data["purpose"], **_fields(PurposeRef, around, at))


def _basis(data: str | list[str], at: Path) -> tuple[Basis, ...]:
    """Read grounds and citations; a citation alone rests on the ground `law`."""
    if isinstance(data, str):
        return (_ground(data, at),)
    return tuple(_ground(entry, (*at, index)) for index, entry in enumerate(data))


def _ground(word: str, at: Path) -> Basis:
    if NAME.fullmatch(word):
        return Basis(at=at, ground=word)
    return Basis(at=at, ground="law", citation=Citation(at=at, text=word))


FORMS: Mapping[type[Part], Form] = {Period: period_of}
LISTS: Mapping[type[Part], Form] = {
    PeriodCase: _cases,
    NamedPeriod: _periods,
    ItemRef: _items,
    PurposeRef: _purposes,
    Basis: _basis,
}
