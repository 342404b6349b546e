"""What a phrase needs (``change-notice/general``, ``recipients=none``) against the facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyc.model.facts import Facts

RESERVED = {"as": "as_", "for": "for_"}


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
    else:
        name = RESERVED.get(steps[0], steps[0].replace("-", "_"))
        yield from _values(getattr(value, name, None), steps[1:])


def _texts(value: Any) -> set[str]:
    """Return how a value can be named: its text, its ground, true or false."""
    if isinstance(value, tuple):
        return {text for entry in value for text in _texts(entry)}
    if isinstance(value, bool):
        return {"true" if value else "false"}
    if isinstance(value, str):
        return {value}
    return {str(getattr(value, "ground", None) or getattr(value, "text", ""))}
