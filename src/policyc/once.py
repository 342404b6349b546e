"""What is made of a value that never changes, made once: versions of a policy have most of their sections in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

MOST = 128
"""How many values are remembered; when there are more, all are forgotten."""

Make = TypeVar("Make", bound=Callable[..., Any])


def once(make: Make) -> Make:
    """Remember what a function makes of its first argument, which is known by its identity, with the others.

    The others must be hashable. Readers give equal sections one identity (`publish.stored_document`).
    """
    made: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    def remembered(value: Any, *others: Any) -> Any:
        key = (id(value), *others)
        found = made.get(key)
        if found is None:
            if len(made) >= MOST:
                made.clear()
            made[key] = found = (value, make(value, *others))  # the value itself, so that nothing else gets its id
        return found[1]

    return cast(Make, remembered)
