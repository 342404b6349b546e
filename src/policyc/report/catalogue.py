"""The catalogues of all rooms → one entry a finding: its severity, its words and its ground."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from policyc.record import NOTHING, Record
from policyc.sheet import sheet

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
RULES: Final = "rules"
"""The room whose sheets are the catalogues of rules, one a legal subject."""

_ROOMS: Final = Path(__file__).parent.parent


class Entry(Record):
    """What a catalogue says of a finding; holes in `message`, `hint` and `related` are filled from its arguments.

    `message` and `hint` are variants: the first whose holes all have an argument is said. `waivable` gives
    the figures that a waiver repeats, each as it is written; None where nothing excuses the finding.

    A rule has `grounds`: the provision it rests on from each day on, in order; none (empty) from the day on which it
    rests on nothing any more. `content` is the required content of a policy that it is about (``law/contents.yaml``),
    `rests` are the blocks that must be whole for the rule to be believed.
    """

    code: str
    severity: Severity
    message: tuple[str, ...]
    hint: tuple[str, ...]
    related: Mapping[str, str] = NOTHING
    waivable: Mapping[str, str] | None = None
    grounds: tuple[tuple[date, str], ...] = ()
    content: str = ""
    rests: frozenset[str] = frozenset()

    def ground(self, day: date | None) -> str | None:
        """Return the provision that a rule rests on, by the law of a day; None where it does not hold on that day."""
        held = [ground for start, ground in self.grounds if day is not None and start <= day]
        return held[-1] or None if held else None


def entry(code: str, subject: str | None = None) -> Entry:
    """Return the entry of `code`; raise KeyError where no catalogue has it.

    A catalogue is read when it is needed: that of the rule's `subject`, where it is known, else the smallest first.
    """
    if code not in _ENTRIES:
        paths = (subjects()[subject],) if subject else _catalogues()
        said = next((found[code] for path in paths if code in (found := sheet(path))), None)
        if said is None:
            raise KeyError(code)
        _ENTRIES[code] = _entry(code, said)
    return _ENTRIES[code]


_ENTRIES: dict[str, Entry] = {}
"""The entries that have been asked for."""


def rules() -> Mapping[str, Entry]:
    """Read the catalogues of rules, subject by subject."""
    return {code: _entry(code, said) for path in subjects().values() for code, said in sheet(path).items()}


@cache
def subjects() -> Mapping[str, Path]:
    """Find the catalogues of rules, by the legal subject that each is of."""
    return {path.stem: path for path in sorted((_ROOMS / RULES).glob("*.yaml"))}


@cache
def _catalogues() -> tuple[Path, ...]:
    """Find the catalogues of all rooms, the smallest first, and behind them those of rules."""
    found = sorted(_ROOMS.glob("*/findings.yaml"), key=lambda path: (path.stat().st_size, path))
    return (*found, *subjects().values())


def words() -> Mapping[str, Any]:
    """Read the words around a finding (``words.yaml``)."""
    return sheet(_ROOMS / "report" / "words.yaml")


def _entry(code: str, said: Mapping[str, Any]) -> Entry:
    if said["severity"] not in SEVERITIES:
        raise ValueError(f"{code} has no severity that is known: {said['severity']}")
    return Entry(
        code=code,
        severity=said["severity"],
        message=_variants(said["message"]),
        hint=_variants(said.get("hint") or ""),
        related=said.get("related") or {},
        waivable=said["waivable"] or {} if "waivable" in said else None,
        grounds=tuple((date.fromisoformat(day), ground) for day, ground in said.get("ground", {}).items()),
        content=said.get("content", ""),
        rests=frozenset(said.get("rests", ())),
    )


def _variants(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
