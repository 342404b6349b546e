"""Plain data that nobody vouches for into typed values; what does not fit is named by a JSON pointer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, TypeVar

from policyc.place import Path

T = TypeVar("T")

REASONS = ("too-large", "not-json", "not-canonical", "too-deep", "hash", "format", "shape")
"""Why a stored file is refused: every one that a `BadEdition` may give."""


class BadEdition(Exception):
    """A stored file is not what a release wrote.

    `reason` is one of `REASONS`; `pointer` (RFC 6901, into the record) says where, for shape; `name` is the file's.
    """

    def __init__(self, reason: str, pointer: str = "", name: str = "") -> None:
        super().__init__(": ".join(filter(None, (name, reason, pointer))))
        self.reason, self.pointer, self.name = reason, pointer, name


class Misfit(Exception):
    """A value of the wrong shape; `steps` lead to it, the last one first, and are added on the way out."""

    def __init__(self, *steps: str | int) -> None:
        super().__init__(*steps)
        self.steps = [*reversed(steps)]

    @property
    def pointer(self) -> str:
        """Write the way to the value as a JSON pointer."""
        return "".join(f"/{escaped(str(step))}" for step in reversed(self.steps))


def escaped(step: str) -> str:
    """Write one step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1") if "~" in step or "/" in step else step


def under(step: str | int, read: Callable[[Any], T], value: Any) -> T:
    """Read a value that stands at a step, and name the step where it does not fit."""
    try:
        return read(value)
    except Misfit as misfit:
        misfit.steps.append(step)
        raise


def mapping(value: Any) -> dict[str, Any]:
    """Take an object."""
    if type(value) is not dict:
        raise Misfit()
    return value


def key(data: dict[str, Any], name: str, read: Callable[[Any], T]) -> T:
    """Read what must stand at a key."""
    try:
        return read(data.get(name))
    except Misfit as misfit:
        misfit.steps.append(name)
        raise


def maybe(data: dict[str, Any], name: str, read: Callable[[Any], T]) -> T | None:
    """Read what may stand at a key; null is as good as nothing."""
    value = data.get(name)
    return None if value is None else under(name, read, value)


def each(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """Read a list of what `read` reads."""

    def entries(value: Any) -> tuple[T, ...]:
        if type(value) is not list:
            raise Misfit()
        found = []
        try:
            for entry in value:
                found.append(read(entry))
        except Misfit as misfit:
            misfit.steps.append(len(found))
            raise
        return tuple(found)

    return entries


def text(value: Any) -> str:
    """Take a text."""
    if type(value) is not str:
        raise Misfit()
    return value


def said(value: Any) -> str:
    """Take a text that says something."""
    if not text(value).strip():
        raise Misfit()
    return str(value)


def flag(value: Any) -> bool:
    """Take true or false."""
    if type(value) is not bool:
        raise Misfit()
    return value


def whole(value: Any) -> int:
    """Take a whole number."""
    if type(value) is not int:
        raise Misfit()
    return value


def counted(value: Any) -> int:
    """Take a number of the kind that counts from 1."""
    if whole(value) < 1:
        raise Misfit()
    return int(value)


def day(value: Any) -> date:
    """Take an ISO 8601 date, in the one spelling that we write."""
    try:
        found = date.fromisoformat(text(value))
    except ValueError as fault:
        raise Misfit() from fault
    if found.isoformat() != value:
        raise Misfit()
    return found


def digest(value: Any) -> str:
    """Take a SHA-256 in hexadecimal."""
    if len(text(value)) != 64 or value.strip("0123456789abcdef"):
        raise Misfit()
    return str(value)


def one_of(known: Collection[T]) -> Callable[[Any], T]:
    """Take one of some words."""

    def word(value: Any) -> T:
        for one in known:
            if value == one and type(value) is type(one):
                return one
        raise Misfit()

    return word


def path(written: str) -> Path:
    """Read a path as `render.changes_json.joined` writes it; figures alone are a position in a list, for no id is."""
    if not written:
        return ()
    if "~" not in written:
        return tuple([int(step) if step.isdecimal() and len(step) < 10 else step for step in written.split("/")])
    return tuple(
        int(step) if step.isdecimal() and len(step) < 10 else step.replace("~1", "/").replace("~0", "~")
        for step in written.split("/")
    )
