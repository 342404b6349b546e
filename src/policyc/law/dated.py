"""The entries of an id, in order of time -> the one that holds on a day: how every dated table of the room is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from policyc.sheet import sheet

_HERE = Path(__file__).parent

Entry: TypeAlias = Mapping[str, Any]
Table: TypeAlias = Mapping[str, list[Entry]]


def held(entries: Sequence[Entry], on: date, *, early: bool = True) -> Entry | None:
    """Find the entry that holds on a day: from its `from` until the day before its `until`.

    Where the basis of the first entry is ``attested`` it holds before its `from` as well (see ``tables.on``), unless
    that is not wanted (`early`).
    """
    for position, entry in enumerate(entries):
        older = early and position == 0 and entry["basis"] == "attested"
        begun = older or read_day(entry["from"]) <= on
        if begun and ("until" not in entry or on < read_day(entry["until"])):
            return entry
    return None


def read_table(name: str) -> Table:
    """Read a table of the room, once."""
    found: Table = sheet(_HERE / f"{name}.yaml")
    return found


@cache
def read_day(text: str) -> date:
    """Read a day as the tables write it."""
    return date.fromisoformat(text)
