"""A Source whose shape has faults into one without the faulty places, so that what is left can be checked as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from policyc.finding import Finding
from policyc.place import Path, Source
from policyc.reading import shape

ABSENT = frozenset({"declared-unused", "block-without-place", "section-empty", "section-unknown", "record-incomplete"})
"""Findings that say something is absent: it may have been taken out."""

RESTS_ON = {
    "unknown-item": {"items"},
    "unknown-period": {"periods"},
    "unknown-purpose": {"purposes"},
    "unknown-contact": {"contacts"},
    "notice-too-short": {"change-notice", "dates", "first"},
    "purposes-missing": {"purposes", "collection"},
    "items-missing": {"items", "collection"},
    "retention-missing": {"retention", "collection", "periods"},
    "officer-missing": {"officers"},
    "officer-unreachable": {"officers", "contacts"},
}
"""Findings that hold only while these blocks are whole."""

PATIENCE = 5


def without(source: Source, faults: Sequence[Finding]) -> Source | None:
    """Take out every place with a fault; None where a needed part of the whole is missing or faulty itself."""
    data = deepcopy(source.data) if faults else source.data
    for _ in range(PATIENCE):
        if not faults:
            return source.replace(data=data)
        for fault in faults:
            if not fault.at:
                return None
            _remove(data, fault.at)
        faults = shape.explain(data)
    return None


def trustworthy(findings: Iterable[Finding], faults: Sequence[Finding]) -> list[Finding]:
    """Keep the findings that would stand whatever the faulty places were meant to say."""
    broken = {fault.at[0] for fault in faults if fault.at}
    return [
        finding
        for finding in findings
        if not broken or (finding.code not in ABSENT and not RESTS_ON.get(finding.code, set()) & broken)
    ]


def _remove(data: Any, at: Path) -> None:
    """Take one place out; of a list the whole list, so that no place after it becomes another."""
    steps = at[: next((index for index, step in enumerate(at) if isinstance(step, int)), len(at))]
    for step in steps[:-1]:
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict):
        data.pop(steps[-1], None)
