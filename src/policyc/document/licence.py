"""What a phrase needs (``change-notice/general``, ``recipients=none``) against the facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyc.model.part import Part
from policyc.model.policy import Facts
from policyc.model.shape import slots


def licensed(facts: Facts, need: str) -> bool:
    """Tell whether a fact holds.

    The path is the policy file's own; ``*`` stands for any entry, and ``=value`` asks for that very value.
    A block that says ``none`` holds nothing but ``=none``.
    """
    path, _, wanted = need.partition("=")
    for value in _values(facts, path.split("/")):
        if wanted == "none" and getattr(value, "none", False):
            return True
        if wanted and wanted in _texts(value):
            return True
        if not wanted and value and not getattr(value, "none", False):
            return True
    return False


def _values(value: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield value
    elif value is None:
        return
    elif steps[0] == "*":
        for entry in getattr(value, "entries", value):
            yield from _values(entry, steps[1:])
            for row in getattr(entry, "rows", ()):
                yield from _values(row, steps[1:])
    else:
        slot = slots(type(value)).get(steps[0]) if isinstance(value, Part) else None
        yield from _values(getattr(value, slot.field) if slot else None, steps[1:])


def _texts(value: Any) -> set[str]:
    """Return how a value can be named: its text, its ground, true or false."""
    if isinstance(value, tuple):
        return {text for entry in value for text in _texts(entry)}
    if isinstance(value, bool):
        return {"true" if value else "false"}
    if isinstance(value, str):
        return {value}
    named = (getattr(value, field, None) for field in ("ground", "text", "rule"))
    return {str(next(filter(None, named), ""))}
