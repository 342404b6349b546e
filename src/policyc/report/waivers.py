"""Findings and the policy's waivers into what still stands, what is waived, and waivers that match nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from policyc.finding import Finding
from policyc.korean import fill
from policyc.model.identity import Waiver
from policyc.place import Source, written
from policyc.record import Record
from policyc.report.catalogue import entry, words


class Judged(Record):
    """A finding, and the waiver that excuses it, if one does."""

    finding: Finding
    waiver: Waiver | None = None


def judged(
    findings: Iterable[Finding], waivers: Sequence[Waiver], as_of: date, *, complete: bool = True
) -> tuple[Judged, ...]:
    """Match each waiver with one finding, by id, place and figures.

    A waiver that matches none is a finding itself, but not where faults kept some checks from speaking
    (`complete` is False): it may match what they would have said.
    """
    left = list(waivers)
    found: list[Judged] = []
    for finding in findings:
        excuse = next((waiver for waiver in left if matches(waiver, finding) and waiver.date <= as_of), None)
        if excuse:
            left.remove(excuse)
        found.append(Judged(finding=finding, waiver=excuse))
    useless = (Judged(finding=_useless(waiver, found, as_of)) for waiver in left if complete)
    return (*found, *useless)


def matches(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a waiver names this finding, at its place and with its figures."""
    if waiver.finding != finding.code or waiver.where != written(finding.at):
        return False
    wanted = figures(finding)
    return bool(wanted) and wanted == {key: getattr(waiver, key) for key in wanted}


def figures(finding: Finding) -> Mapping[str, str]:
    """Return the figures that a waiver of this finding must repeat; empty where it cannot be waived."""
    return {key: fill(text, finding.args) for key, text in entry(finding.code).waivable.items()}


def block(finding: Finding, source: Source | None) -> str:
    """Write the waiver that would match a finding, ready to paste; empty where it cannot be waived."""
    repeated = figures(finding)
    if not repeated:
        return ""
    lines = {"finding": finding.code, "at": written(finding.at), **repeated, **words()["waiver-blanks"]}
    first, *rest = (f"{key}: {value}" for key, value in lines.items())
    head = () if source and "waivers" in source.data else ("waivers:",)
    return "\n".join((*head, f"  - {first}", *(f"    {line}" for line in rest)))


def _useless(waiver: Waiver, found: Sequence[Judged], as_of: date) -> Finding:
    """Say why a waiver excuses nothing: too early, other figures, or no such finding."""
    args = {"finding": waiver.finding, "at": waiver.where}
    if waiver.date > as_of:
        return Finding(code="waiver-not-yet", at=(*waiver.at, "date"), args={**args, "day": as_of.isoformat()})
    same = (one.finding for one in found if one.finding.code == waiver.finding and not one.waiver)
    close = next((finding for finding in same if written(finding.at) == waiver.where), None)
    if close and figures(close):
        listed = ", ".join(f"{key}: {value}" for key, value in figures(close).items())
        return Finding(code="waiver-figures", at=waiver.at, args={**args, "figures": listed})
    return Finding(code="waiver-unmatched", at=waiver.at, args=args)
