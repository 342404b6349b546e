"""Findings, weighed, and the policy's waivers → what stands, what is waived, and waivers that match nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from policyc.finding import Finding
from policyc.korean import fill
from policyc.model.identity import Waiver
from policyc.model.settings import DEFAULT, Settings
from policyc.place import Source, written
from policyc.record import Record
from policyc.report.catalogue import Severity, entry, words

WHOLE = "/"
"""How a waiver names the place of what is missing from the whole file."""


class Judged(Record):
    """A finding, how much it weighs in this workspace, and the waiver that excuses it, if one does."""

    finding: Finding
    severity: Severity
    waiver: Waiver | None = None


def judged(
    findings: Iterable[Finding],
    waivers: Sequence[Waiver],
    as_of: date,
    *,
    complete: bool = True,
    settings: Settings = DEFAULT,
) -> tuple[Judged, ...]:
    """Weigh each finding, and match each waiver with one, by id, place and figures.

    A waiver that matches none is a finding itself, but not where faults kept some checks from speaking
    (`complete` is False): it may match what they would have said. What the workspace does not want to be told is not.
    """
    left = list(waivers)
    found: list[Judged] = []
    for finding in findings:
        severity = settings.severities.get(finding.code) or entry(finding.code).severity
        if severity == "silent":
            continue
        excuse = next((waiver for waiver in left if matches(waiver, finding) and waiver.date <= as_of), None)
        if excuse:
            left.remove(excuse)
        found.append(Judged(finding=finding, severity=severity, waiver=excuse))
    useless = tuple(_useless(waiver, found, as_of) for waiver in left if complete)
    return (*found, *(Judged(finding=one, severity=entry(one.code).severity) for one in useless))


def matches(waiver: Waiver, finding: Finding) -> bool:
    """Tell whether a waiver names this finding, at its place and with its figures."""
    if waiver.finding != finding.code or waiver.where != _where(finding):
        return False
    wanted = figures(finding)
    return wanted is not None and wanted == {key: getattr(waiver, key) for key in wanted}


def _where(finding: Finding) -> str:
    """Write the place of a finding as a waiver names it; what the whole file lacks is at its root."""
    return written(finding.at) or WHOLE


def figures(finding: Finding) -> Mapping[str, str] | None:
    """Return the figures that a waiver of this finding must repeat, maybe none; None where it cannot be waived."""
    waivable = entry(finding.code).waivable
    return None if waivable is None else {key: fill(text, finding.args) for key, text in waivable.items()}


def block(finding: Finding, source: Source | None) -> str:
    """Write the waiver that would match a finding, ready to paste; empty where it cannot be waived."""
    repeated = figures(finding)
    if repeated is None:
        return ""
    told = {key: _scalar(text) for key, text in {"at": _where(finding), **repeated}.items()}
    lines = {"finding": finding.code, **told, **words()["waiver-blanks"]}
    first, *rest = (f"{key}: {value}" for key, value in lines.items())
    head = () if source and "waivers" in source.data else ("waivers:",)
    return "\n".join((*head, f"  - {first}", *(f"    {line}" for line in rest)))


def _scalar(text: str) -> str:
    """Write a text so that YAML reads exactly it: in quotation marks where a sign in it might mean something."""
    from json import dumps

    bare = text == text.strip() and all(sign.isalnum() or sign in " /-_." for sign in text)
    return text if bare else dumps(text, ensure_ascii=False)


def _useless(waiver: Waiver, found: Sequence[Judged], as_of: date) -> Finding:
    """Say why a waiver excuses nothing: too early, other figures, or no such finding."""
    args = {"finding": waiver.finding, "at": waiver.where}
    if waiver.date > as_of:
        return Finding(code="waiver-not-yet", at=(*waiver.at, "date"), args={**args, "day": as_of.isoformat()})
    same = (one.finding for one in found if one.finding.code == waiver.finding and not one.waiver)
    close = next((finding for finding in same if _where(finding) == waiver.where), None)
    repeated = figures(close) if close else None
    if repeated:
        listed = ", ".join(f"{key}: {value}" for key, value in repeated.items())
        return Finding(code="waiver-figures", at=waiver.at, args={**args, "figures": listed})
    return Finding(code="waiver-unmatched", at=waiver.at, args=args)
