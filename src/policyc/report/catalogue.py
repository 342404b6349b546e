"""The catalogues of all rooms → one entry a finding: its severity, its words and its ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast

Severity: TypeAlias = Literal["error", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
_HERE: Final = Path(__file__).parent
_CATALOGUES: Final = ("*/findings.yaml", "rules/rules.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a catalogue says of a finding; holes in `message`, `hint` and `related` are filled from its arguments.

    `message` and `hint` are variants: the first whose holes all have an argument is said. `waivable` gives
    the figures that a waiver repeats, each as it is written.
    """

    code: str
    severity: Severity
    message: tuple[str, ...]
    hint: tuple[str, ...]
    related: Mapping[str, str] = field(default_factory=dict)
    ground: str | None = None
    waivable: Mapping[str, str] = field(default_factory=dict)


def entry(code: str) -> Entry:
    """Return the entry of `code`; raise KeyError where no catalogue has it."""
    return entries()[code]


@cache
def entries() -> Mapping[str, Entry]:
    """Read every catalogue; raise ValueError where a code stands in two of them."""
    found: dict[str, Entry] = {}
    for pattern in _CATALOGUES:
        for path in sorted(_HERE.parent.glob(pattern)):
            for code, said in _read(path).items():
                if code in found:
                    raise ValueError(f"{code} stands in two catalogues, the second is {path}")
                found[code] = _entry(code, said)
    return found


@cache
def words() -> Mapping[str, Any]:
    """Read the words around a finding (``words.yaml``)."""
    return _read(_HERE / "words.yaml")


def _read(path: Path) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast(dict[str, Any], yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {})


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
