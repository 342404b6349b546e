"""Which field yields which kind of change (``fields.yaml``), looked up by part and key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policyc.model.part import Part
from policyc.model.shape import Slot, slots
from policyc.record import NOTHING, Record
from policyc.sheet import sheet

_HERE = Path(__file__).parent


class Rule(Record):
    """What a field yields, by what happened to it: added, removed, changed, on, off; `by` names a way of its own."""

    by: str = ""
    kinds: Mapping[str, str] = NOTHING

    def kind(self, *happened: str) -> str | None:
        """Return the kind for the first of some happenings that has one."""
        return next((self.kinds[one] for one in happened if one in self.kinds), None)


@cache
def rule(part: type[Part], key: str) -> Rule | None:
    """Return the rule of a field; a part without one of its own has that of what it extends. None: it has none."""
    table = sheet(_HERE / "fields.yaml")
    for owner in part.__mro__:
        found: Any = (table.get(owner.__name__) or {}).get(key)
        if isinstance(found, str):
            return Rule(kinds={"changed": found})
        if found:
            return Rule(by=found.get("by", ""), kinds={name: kind for name, kind in found.items() if name != "by"})
    return None


@cache
def compared(part: type[Part]) -> tuple[tuple[str, Slot, Rule | None], ...]:
    """Return the fields of a part that are compared where they stand: those with a rule, and parts to go down into."""
    found = ((key, slot, rule(part, key)) for key, slot in slots(part).items())
    return tuple(one for one in found if one[2] or (_is_part(one[1]) and not _aside(part, one[0])))


def no_effect() -> Mapping[str, str]:
    """Return the fields that change nothing for anybody, ``Part/key`` or all of a ``Part``, each with the reason."""
    return sheet(_HERE / "no-effect.yaml")


def elsewhere() -> Mapping[str, str]:
    """Return the fields whose changes are told under another name, ``Part/key`` or all of a ``Part``, and where."""
    return sheet(_HERE / "elsewhere.yaml")


def _is_part(slot: Slot) -> bool:
    return isinstance(slot.kind, type) and not slot.many


def _aside(part: type[Part], key: str) -> bool:
    """Tell whether one of the two tables of what is not compared has a field."""
    names = {name for owner in part.__mro__ for name in (owner.__name__, f"{owner.__name__}/{key}")}
    return any(name in table for table in (no_effect(), elsewhere()) for name in names)
