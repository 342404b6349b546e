"""The list of regimes that can bind a controller -> each regime with its name, its statute and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from policyc.record import Record
from policyc.sheet import sheet

_TABLE = Path(__file__).parent / "regimes.yaml"


class Regime(Record):
    """A body of law beside the general act that binds those in a trade; `statute` is the id of its statute."""

    id: str
    name: str
    about: str
    statute: str


@cache
def regimes() -> Mapping[str, Regime]:
    """Read the regimes by id, in the order of the table."""
    return MappingProxyType(
        {
            key: Regime(id=key, name=entry["name"], about=entry["about"], statute=entry["statute"])
            for key, entry in sheet(_TABLE).items()
        }
    )
