"""Frozen, keyword-only, slotted records: what a frozen dataclass gives, at a tenth of its start-up cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any, ClassVar, Self, dataclass_transform

NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""An empty mapping, as a default."""

_MISSING: Any = object()

_SELDOM = 50
"""How often a record of a kind is made before it is worth a function of its own to make it."""


def _make(self: Record, *args: Any, **values: Any) -> None:
    """Make a record of any kind, with its fields; one that is made often gets a function of its own for it."""
    kind = type(self)
    fields = kind.__fields__
    if next(kind.__uses__) == _SELDOM and fields:
        type.__setattr__(kind, "__init__", _maker(kind))
    if args:
        if not kind.__positional__ or len(args) > len(fields):
            raise TypeError(f"{kind.__name__} takes keywords only")
        values |= dict(zip(fields, args, strict=False))
    whole = {**fields, **values}
    if len(whole) > len(fields):
        raise TypeError(f"{kind.__name__} has no field {next(key for key in values if key not in fields)}")
    for key in kind.__needed__:
        if whole[key] is _MISSING:
            raise TypeError(f"{kind.__name__} needs {key}")
    put = object.__setattr__
    for key, value in whole.items():
        put(self, key, value)


def _maker(kind: type[Record]) -> Callable[..., None]:
    """Write the function that makes records of a kind, as a dataclass does for every one, often or not."""
    names = (key if default is _MISSING else f"{key}=_fields[{key!r}]" for key, default in kind.__fields__.items())
    puts = "".join(f"    _put(self, {key!r}, {key})\n" for key in kind.__fields__)
    signature = ", ".join(("self", *(() if kind.__positional__ else ("*",)), *names))
    space: dict[str, Any] = {"_fields": kind.__fields__, "_put": object.__setattr__}
    exec(f"def __init__({signature}):\n{puts}", space)
    made: Callable[..., None] = space["__init__"]
    made.__qualname__ = f"{kind.__name__}.__init__"
    return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _RecordType(type):
    """Turns the annotations of a class into slots, fields in order and defaults."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], space: dict[str, Any], *, kw_only: bool = True, aside: str = ""
    ) -> _RecordType:
        own = [key for key, kind in space.get("__annotations__", {}).items() if not kind.startswith("ClassVar")]
        fields: dict[str, Any] = {}
        positional, uncompared = not kw_only, frozenset(aside.split())
        for base in bases:
            fields |= getattr(base, "__fields__", {})
            positional |= getattr(base, "__positional__", False)
            uncompared |= getattr(base, "__uncompared__", frozenset())
        fields |= {key: space.pop(key, _MISSING) for key in own}
        needed = tuple(key for key, default in fields.items() if default is _MISSING)
        space |= {"__slots__": tuple(own), "__fields__": fields, "__needed__": needed}
        space |= {"__positional__": positional, "__uncompared__": uncompared}
        space |= {"__uses__": count(), "__init__": _make}
        return super().__new__(mcs, name, bases, space)


class Record(metaclass=_RecordType):
    """Base of the model: immutable, equal by value, built by keyword (``kw_only=False`` allows positions).

    Subclasses annotate their fields; a default is shared, so it must be immutable. ``aside="at"`` in the
    class line leaves a field out of equality and hash. Needs ``from __future__ import annotations``.
    """

    __fields__: ClassVar[dict[str, Any]]
    __needed__: ClassVar[tuple[str, ...]]
    __positional__: ClassVar[bool]
    __uncompared__: ClassVar[frozenset[str]]
    __uses__: ClassVar[Iterator[int]]

    def __setattr__(self, key: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, key: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, key) == getattr(other, key) for key in self._compared())

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, key) for key in self._compared())))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{key}={getattr(self, key)!r}' for key in type(self).__fields__)})"

    def __reduce__(self) -> tuple[Any, ...]:
        values = {key: getattr(self, key) for key in type(self).__fields__}
        return _rebuild, (type(self), {k: v for k, v in values.items() if v is not type(self).__fields__[k]})

    def _compared(self) -> Iterator[str]:
        return (key for key in type(self).__fields__ if key not in type(self).__uncompared__)

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return type(self)(**{key: getattr(self, key) for key in type(self).__fields__} | changes)


def _rebuild(kind: type[Record], values: dict[str, Any]) -> Record:
    return kind(**values)
