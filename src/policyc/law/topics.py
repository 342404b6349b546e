"""The closed list of topics of free clauses -> each topic with its name and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from policyc.record import Record
from policyc.sheet import sheet

_TABLE = Path(__file__).parent / "topics.yaml"


class Topic(Record):
    """What a free clause treats; `ground` is the provision or the part of the guideline that speaks of it, if any."""

    id: str
    name: str
    about: str
    ground: str | None


@cache
def topics() -> Mapping[str, Topic]:
    """Read the topics by id, in the order of the table."""
    return MappingProxyType(
        {
            key: Topic(id=key, name=entry["name"], about=entry["about"], ground=entry.get("ground"))
            for key, entry in sheet(_TABLE).items()
        }
    )
