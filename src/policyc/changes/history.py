"""The versions around a version: its neighbour before it, and the one in force on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from policyc.model.policy import Facts
from policyc.nodes import Document
from policyc.record import Record

Order: TypeAlias = tuple[date, str, int]


class Known(Record):
    """A version that others are judged against; what it takes work to get is asked for when it is needed.

    `effective` is None on a draft whose day is still open: it stands after all others. `facts` gives None where the
    version cannot be understood, `document` where it cannot be drawn.
    """

    version: str
    effective: date | None
    facts: Callable[[], Facts | None]
    document: Callable[[], Document | None]


def order(version: str, effective: date | None) -> Order:
    """Return what versions are sorted by: the effective day, then the number behind it (``2026-01-05-2``)."""
    return (
        effective or date.max,
        version[:10],
        int(version[11:]) if version[11:].isascii() and version[11:].isdigit() else 0,
    )


def earlier(history: Sequence[Known], facts: Facts) -> list[Known]:
    """Return the versions before another one, the newest last."""
    own = order(facts.version, None if facts.dates.open else facts.dates.effective)
    before = [known for known in history if order(known.version, known.effective) < own]
    return sorted(before, key=lambda known: order(known.version, known.effective))


def in_force(before: Sequence[Known], day: date | None) -> Known | None:
    """Return which of the versions before another one, the newest last, applies on a day."""
    found = (known for known in reversed(before) if day and known.effective and known.effective <= day)
    return next(found, None)
