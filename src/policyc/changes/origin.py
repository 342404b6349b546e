"""Whether a value was decided by the author or came out of a table that anyone may have updated since."""

from __future__ import annotations

from typing import Any

from policyc.facts.origins import BODIES, CONTACT, RECORDS, STATUTES, TAXONOMY
from policyc.model.part import Part
from policyc.model.shape import Slot

TABLES = frozenset({BODIES, RECORDS, STATUTES, TAXONOMY})


def made(part: Part | None, slot: Slot) -> bool:
    """Tell whether the field of a part was filled from a table, not merely explained by one."""
    if part is None:
        return False
    if origin := part.origins.get(slot.field):
        return origin.by in TABLES
    value: Any = getattr(part, slot.field)
    inside = value if isinstance(value, tuple) else (value,)
    parts = [one for one in inside if isinstance(one, Part)]
    return bool(parts) and all(_taken(one) for one in parts)


def _taken(part: Part) -> bool:
    """Tell whether the words or the id of a part, and so all of it, stand in a table."""
    origin = part.origins.get(part.SHORT or part.KEY)
    return origin is not None and origin.by in TABLES


def aside(old: Part | None, new: Part | None, slot: Slot) -> bool:
    """Tell whether both took a field from a desk declared elsewhere, whose own change is told there."""
    origins = [part.origins.get(slot.field) for part in (old, new) if part is not None]
    return bool(origins) and all(origin is not None and origin.by == CONTACT for origin in origins)
