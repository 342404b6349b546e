"""The catalogues of all rooms → one entry a finding: its severity, its words and its ground."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from policyc.record import NOTHING, Record
from policyc.sheet import sheet

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
_HERE: Final = Path(__file__).parent


class Entry(Record):
    """What a catalogue says of a finding; holes in `message`, `hint` and `related` are filled from its arguments.

    `message` and `hint` are variants: the first whose holes all have an argument is said. `waivable` gives
    the figures that a waiver repeats, each as it is written.
    """

    code: str
    severity: Severity
    message: tuple[str, ...]
    hint: tuple[str, ...]
    related: Mapping[str, str] = NOTHING
    ground: str | None = None
    waivable: Mapping[str, str] = NOTHING


def entry(code: str) -> Entry:
    """Return the entry of `code`; raise KeyError where no catalogue has it.

    A catalogue is read when it is needed: most findings are in a small one.
    """
    for path in _catalogues():
        found = sheet(path)
        if code in found:
            return _entry(code, found[code])
    raise KeyError(code)


def entries() -> Mapping[str, Entry]:
    """Read every catalogue."""
    return {code: _entry(code, said) for path in _catalogues() for code, said in sheet(path).items()}


@cache
def _catalogues() -> tuple[Path, ...]:
    """Find the catalogues of all rooms, the smallest first."""
    return tuple(sorted(_HERE.parent.glob("*/findings.yaml"), key=lambda path: (path.stat().st_size, path)))


def words() -> Mapping[str, Any]:
    """Read the words around a finding (``words.yaml``)."""
    return sheet(_HERE / "words.yaml")


def _entry(code: str, said: Mapping[str, Any]) -> Entry:
    if said["severity"] not in SEVERITIES:
        raise ValueError(f"{code} has no severity that is known: {said['severity']}")
    return Entry(
        code=code,
        severity=said["severity"],
        message=_variants(said["message"]),
        hint=_variants(said.get("hint") or ""),
        related=said.get("related") or {},
        ground=said.get("ground"),
        waivable=said.get("waivable") or {},
    )


def _variants(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
