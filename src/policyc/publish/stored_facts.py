"""The facts of a stored edition and their provenance back into Facts (inverse of `render.facts_json`); untrusted.

What is not published stays at its default: `parties`, `periods` and `format` of a policy, what rows inherited from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from policyc.model.keeping import Retention
from policyc.model.part import Derived, Part, Word
from policyc.model.policy import Facts
from policyc.model.shape import Slot, slots
from policyc.place import Path
from policyc.publish.stored_data import Misfit, day, flag, mapping, path, text, under, whole
from policyc.publish.stored_data import key as key_in
from policyc.record import NOTHING
from policyc.render.facts_fields import FIELDS, key

Data: TypeAlias = dict[str, Any]
_FILE: Mapping[type[Part], dict[str, tuple[str, Slot]]] = {
    Facts: {"version": ("version", Slot(field="version", kind="str", many=False))},
}
"""What stands in no policy file: the file's own name."""

Way: TypeAlias = tuple[str, str, str, Any, bool]
"""Key in the data, field, key in the policy file, kind of value (a reader or a part's class), whether a list."""

PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "str": text,
    "int": whole,
    "bool": flag,
    "date": day,
    "datetime.date": day,
}
GROUPS = ("internal", "statutory")
"""The fields of `Retention` whose records say by their field of which group they are."""


def facts(data: Any, provenance: Any) -> Facts:
    """Rebuild facts with what is known of their places and origins; raise Misfit where they are not of our shape."""
    found: Facts = _Reader(_origins(provenance)).part(Facts, data, "", ())[0]
    return found.replace(at=(), words=under("facts", lambda known: key_in(known, "words", _words), data))


def _origins(value: Any) -> Data:
    if type(value) is not dict:
        raise Misfit("provenance")
    return value


@cache
def ways(kind: type[Part]) -> tuple[tuple[Way, ...], tuple[tuple[str, str], ...]]:
    """Return how each field of a part is read, and which must be there: field and key in the data."""
    found = {slot.field: (spoken, slot) for spoken, slot in slots(kind).items()} | _FILE.get(kind, {})
    read = []
    for field in FIELDS[kind]:
        spoken, slot = found[field]
        what = slot.kind if isinstance(slot.kind, type) else PLAIN[slot.kind]
        read.append((key(field), field, spoken, what, slot.many))
    return tuple(read), tuple((field, key(field)) for field in FIELDS[kind] if field in kind.__needed__)


class _Reader:
    """Reads parts field by field; `provenance` says of every scalar where it was declared or what it came from."""

    def __init__(self, provenance: Data) -> None:
        self.provenance = provenance
        self.known: dict[tuple[str, str], Derived] = {}

    def part(self, kind: type[Part], data: Any, pointer: str, home: Path) -> tuple[Any, Derived | None]:
        """Rebuild one part, with the origin of its first value where all its values were derived.

        `home` is where it would stand if its values do not tell.
        """
        if type(data) is not dict:
            raise _misfit(pointer)
        values: Data = {}
        origins: dict[str, Derived] = {}
        below: list[Way] = []
        at: Path | None = None
        read, needed = ways(kind)
        told: list[Derived | None] = []
        for way in read:
            name, field, spoken, what, many = way
            if name not in data:
                continue
            if many or isinstance(what, type):
                below.append(way)
                continue
            here = f"{pointer}/{name}"
            values[field] = _scalar(what, data[name], here)
            origin, place = self.origin(here)
            told.append(origin)
            if origin:
                origins[field] = origin
            elif at is None:
                at = _above(path(place), spoken)
        at = at if at is not None else _inherited(origins) or home
        for way in below:
            values[way[1]], origin = self.below(way, data[way[0]], pointer, at)
            if values[way[1]] != ():
                told.append(origin)
            if origin:
                origins[way[1]] = origin
        for field, name in needed:
            if field not in values:
                raise _misfit(f"{pointer}/{name}")
        if kind is Retention:
            values |= {name: tuple(one.replace(group=name) for one in values.get(name, ())) for name in GROUPS}
        whole = kind(at=at, origins=origins or NOTHING, **values)
        return whole, told[0] if told and None not in told else None

    def below(self, way: Way, data: Any, pointer: str, at: Path) -> tuple[Any, Derived | None]:
        """Rebuild a part or a list below a part, with its origin where all of it was derived."""
        name, _, spoken, what, many = way
        here, home = f"{pointer}/{name}", (*at, spoken)
        if not many:
            return self.part(what, data, here, home)
        if type(data) is not list:
            raise _misfit(here)
        if what is Word:
            pairs = [self.word(entry, f"{here}/{index}", home) for index, entry in enumerate(data)]
        else:
            pairs = [self.part(what, entry, f"{here}/{index}", home) for index, entry in enumerate(data)]
        derived = [origin for _, origin in pairs]
        return tuple([one for one, _ in pairs]), derived[0] if derived and None not in derived else None

    def word(self, data: Any, pointer: str, home: Path) -> tuple[Any, Derived | None]:
        """Rebuild a word."""
        value = _scalar(text, data, pointer)
        origin, place = self.origin(pointer)
        if origin is None:
            return Word(at=path(place), text=value), None
        return Word(at=_inherited({"": origin}) or home, text=value, origins={"text": origin}), origin

    def origin(self, pointer: str) -> tuple[Derived | None, str]:
        """Look up where a value comes from: what it was derived from, or its place in the file."""
        found = self.provenance.get(pointer)
        if type(found) is dict:
            declared = found.get("declared")
            if type(declared) is str:
                return None, declared
            by, source = found.get("derived"), found.get("from")
            if type(by) is str and type(source) is str:
                if (by, source) not in self.known:
                    self.known[by, source] = Derived(by=by, source=source)
                return self.known[by, source], ""
        raise Misfit("provenance", pointer)


def _scalar(read: Callable[[Any], Any], value: Any, pointer: str) -> Any:
    try:
        return read(value)
    except Misfit as misfit:
        raise _misfit(pointer) from misfit


def _misfit(pointer: str) -> Misfit:
    return Misfit("facts", *(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]))


def _above(place: Path, spoken: str) -> Path:
    """Return the place of a part of which a value stands at `place`: under its key, or with the part as a whole."""
    return place[:-1] if place and place[-1] == spoken else place


def _inherited(origins: Mapping[str, Derived]) -> Path | None:
    """Return the place that a part was taken from as a whole: from a row above it, or from its own id."""
    first = next(iter(origins.values()), None)
    return path(first.source) if first and first.by in ("inherited", "id") else None


def _words(value: Any) -> Mapping[str, str]:
    return {_spoken(name): key_in(value, name, text) for name in mapping(value)}


def _spoken(name: str) -> str:
    """Write a key of `words` as the policy file has it: ``privacyOfficer`` is ``privacy-officer``."""
    return "".join(f"-{sign.lower()}" if sign.isascii() and sign.isupper() else sign for sign in name)
