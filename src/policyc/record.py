"""Frozen, keyword-only, slotted records: what a frozen dataclass gives, at a tenth of its start-up cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Self, dataclass_transform

NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""An empty mapping, as a default."""

_MISSING: Any = object()


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

    def __init__(self, *args: Any, **values: Any) -> None:
        kind = type(self)
        fields = kind.__fields__
        put = object.__setattr__
        if len(args) == len(fields) and kind.__positional__ and not values:
            for key, value in zip(fields, args, strict=True):
                put(self, key, value)
            return
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
        for key, value in whole.items():
            put(self, key, value)

    def __setattr__(self, key: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, key: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
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
