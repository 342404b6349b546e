"""A Source whose shape has faults into one without the faulty places, so that what is left can be checked as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from policyc.finding import Finding
from policyc.place import Path, Source
from policyc.reading import shape

ABSENT = frozenset(
    {
        *("declared-unused", "block-without-place", "section-empty", "section-unknown"),
        *("hole-unknown", "link-unknown", "unknown-filter"),
    }
)
"""Findings that say something is absent: it may have been taken out."""

RESTS_ON: Mapping[str, frozenset[str]] = {
    "unknown-item": frozenset({"items"}),
    "unknown-period": frozenset({"periods"}),
    "unknown-purpose": frozenset({"purposes"}),
    "unknown-member": frozenset({"items"}),
    "alias-taken": frozenset({"items"}),
    "unknown-contact": frozenset({"contacts", "officers"}),
    "unknown-party": frozenset({"parties"}),
    "name-missing": frozenset({"parties"}),
    "unknown-controller": frozenset({"co-controllers"}),
    "unknown-file": frozenset({"files"}),
    "unknown-entry": frozenset({"recipients", "processors"}),
    "notice-too-short": frozenset({"change-notice", "dates", "first", "waivers"}),
}
"""Findings that hold only while these blocks are whole; what a rule rests on is in its catalogue."""

ANY = "all"
"""Stands for every block: what rests on it holds only while the whole file is read."""

PATIENCE = 5


def without(source: Source, faults: Sequence[Finding]) -> Source | None:
    """Take out every place with a fault; None where a needed part of the whole is missing or faulty itself."""
    if not faults:
        return source
    from copy import deepcopy

    data = deepcopy(source.data)
    for _ in range(PATIENCE):
        for fault in faults:
            if not fault.at:
                return None
            for place in (fault.at, *_also(fault)):
                _remove(data, place)
        faults = shape.faults(data)
        if not faults:
            return source.replace(data=data)
    return None


def elsewhere(findings: Iterable[Finding], told: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out what is said of a place of which something more to the point is told already."""
    places = {finding.at for finding in told}
    return tuple(finding for finding in findings if finding.at not in places)


def _rests_on(code: str) -> frozenset[str]:
    return RESTS_ON.get(code, frozenset())


def trustworthy(
    findings: Iterable[Finding], faults: Sequence[Finding], rests: Callable[[str], frozenset[str]] = _rests_on
) -> list[Finding]:
    """Keep the findings that would stand whatever the faulty places, or hidden characters, were meant to say.

    `rests` tells which blocks must be whole for a finding to be believed.
    """
    findings = [one for one in findings if str(one.args.get("word", "")).replace("\n", " ").isprintable()]
    if not faults:
        return findings
    places = (place for fault in faults for place in (fault.at, *_also(fault)))
    broken = {str(place[0]) for place in places if place} | {word for fault in faults for word in _meant(fault)}
    anything = any(
        not fault.at or (fault.code == "unknown-key" and len(fault.at) == 1) for fault in faults if not _meant(fault)
    )
    return [
        finding
        for finding in findings
        if finding.code not in ABSENT
        and not ((blocks := rests(finding.code)) and (anything or ANY in blocks or blocks & broken))
        and not any(_below(fault.at, finding.at) for fault in faults)
    ]


def _also(fault: Finding) -> tuple[Path, ...]:
    """Return the other places that have the same fault."""
    return tuple(other.at for other in fault.related if other.says == "also")


def _meant(fault: Finding) -> tuple[str, ...]:
    """Tell which block a misspelt key at the top was meant to be."""
    word = shape.intended(fault) if fault.code == "unknown-key" and len(fault.at) == 1 else None
    return (word,) if word else ()


def _below(at: Path, place: Path) -> bool:
    """Tell whether one place lies inside another: what is said of the whole may rest on the part."""
    return bool(place) and len(at) > len(place) and at[: len(place)] == place


def _remove(data: Any, at: Path) -> None:
    """Take one place out; of a list the whole list, so that no place after it becomes another."""
    steps = at[: next((index for index, step in enumerate(at) if isinstance(step, int)), len(at))]
    for step in steps[:-1]:
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict):
        data.pop(steps[-1], None)
