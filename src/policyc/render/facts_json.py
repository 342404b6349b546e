"""Facts into plain JSON data for apps, and beside them where every single value comes from."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any, TypeAlias

from policyc.model.part import Derived, Part, Word
from policyc.model.policy import Facts
from policyc.model.shape import key_of
from policyc.place import Path, written
from policyc.record import Record
from policyc.render.facts_fields import FIELDS, key

Data: TypeAlias = dict[str, Any]


class _Leaf(Record):
    """A scalar on its way out, with its origin."""

    value: str | int | bool
    origin: Data


class _Writer:
    """Writes parts field by field; a value's origin is what its part says of the field, else its place in the file."""

    def __init__(self, places: Container[Path]) -> None:
        self.places = places

    def part(self, found: Part, inherited: Derived | None = None) -> Data:
        """Write one part; what is absent is left out, an empty list stays."""
        written_out: Data = {}
        for field in FIELDS[type(found)]:
            value = getattr(found, field)
            origin = found.origins.get(field, inherited)
            if value is not None:
                written_out[key(field)] = self.value(value, found, field, origin)
        return written_out

    def value(self, value: Any, owner: Part, field: str, origin: Derived | None) -> Any:
        """Write a value: a scalar becomes a leaf, a word its text, a part or a list of them is written out."""
        if isinstance(value, Word):
            return _Leaf(value=value.text, origin=self.origin(value.at, origin))
        if isinstance(value, Part):
            return self.part(value, origin)
        if isinstance(value, tuple):
            return [self.value(entry, owner, field, origin) for entry in value]
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        at = (*owner.at, key_of(field))
        if origin is None and at not in self.places and isinstance(value, bool) and value is _unsaid(owner, field):
            origin = Derived(by="default", source="true" if value else "false")
        return _Leaf(value=value, origin=self.origin(at, origin))

    def origin(self, at: Path, derived: Derived | None) -> Data:
        """Say where a value was declared (the nearest place that stands in the file) or what it was derived from."""
        if derived is None:
            return {"declared": written(self._standing(at))}
        source = derived.source or written(self._standing(derived.at or ()))
        return {"derived": derived.by, "from": source}

    def _standing(self, at: Path) -> Path:
        while at and at not in self.places:
            at = at[:-1]
        return at


def _unsaid(owner: Part, field: str) -> Any:
    """Return what a field holds where the file does not say it."""
    return type(owner).__fields__[field]


def facts(found: Facts, places: Container[Path]) -> tuple[Data, Data]:
    """Return the facts and their provenance, a mapping of JSON pointers (RFC 6901) into the facts to origins.

    `places` are the paths that stand in the policy file.
    """
    writer = _Writer(places)
    tree = writer.part(found)
    tree["words"] = {
        key(name.replace("-", "_")): _Leaf(value=text, origin=writer.origin(("words", name), None))
        for name, text in found.words.items()
    }
    provenance = dict(_provenance(tree, ""))
    return _plain(tree), provenance


def _provenance(tree: Any, pointer: str) -> Iterator[tuple[str, Data]]:
    if isinstance(tree, _Leaf):
        yield pointer, tree.origin
        return
    pairs: Iterable[tuple[Any, Any]] = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, below in pairs:
        yield from _provenance(below, f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}")


def _plain(tree: Any) -> Any:
    if isinstance(tree, _Leaf):
        return tree.value
    if isinstance(tree, dict):
        return {name: _plain(below) for name, below in tree.items()}
    return [_plain(below) for below in tree]
