"""The annotations of a part into the keys of the language: which key fills which field, with what kind of value."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache

from policyc.model.part import Part
from policyc.record import Record

RENAMED = {"where": "at", "edition": "version"}
"""Fields whose key is not their name: `at` is a part's own place, `version` the file's."""


class Slot(Record):
    """A field as the language fills it: `kind` is a part's class or a plain type's name; `many` a tuple of them."""

    field: str
    kind: type[Part] | str
    many: bool


def key_of(field: str) -> str:
    """Write a field as its key in a policy file: ``approved_by`` is ``approved-by``, ``as_`` is ``as``."""
    return RENAMED.get(field, field.rstrip("_").replace("_", "-"))


@cache
def slots(kind: type[Part]) -> Mapping[str, Slot]:
    """Return the slots of a part by their keys, in the order of the fields."""
    found = {}
    for owner in reversed(kind.__mro__):
        names = vars(sys.modules[owner.__module__])
        for field, text in vars(owner).get("__annotations__", {}).items():
            if field in kind.__fields__ and field not in ("at", "origins"):
                inner = text.removesuffix(" | None").removeprefix("tuple[").removesuffix(", ...]")
                known = names.get(inner)
                part = known if isinstance(known, type) and issubclass(known, Part) else inner
                found[key_of(field)] = Slot(field=field, kind=part, many=text.startswith("tuple["))
    return found


def inside(part: Part) -> Iterator[Part]:
    """Yield a part and all parts below it, in the order of the fields."""
    yield part
    for slot in slots(type(part)).values():
        if isinstance(slot.kind, type):
            value = getattr(part, slot.field)
            for below in value if slot.many else (value,):
                if below is not None:
                    yield from inside(below)
