"""A finding, its catalogue entry and its source → what is said, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyc.finding import Finding, Related
from policyc.korean import fill
from policyc.place import Path, Side, Source, Span, nearest, written
from policyc.record import Record
from policyc.report import waivers
from policyc.report.catalogue import Severity, entry
from policyc.report.waivers import Judged

_START = Span(line=1, column=1, end_line=1, end_column=1)


class RelatedPlace(Record):
    """A second place and what it is to the finding."""

    label: str
    span: Span
    file: str


class Reported(Record):
    """A finding in words; `path` is the place in the data as authors write it, empty where there is none.

    `waiver` is the block that would excuse the finding, ready to paste; empty where nothing can or does already.
    `reason` is why it is waived, where it is.
    """

    code: str
    severity: Severity
    file: str
    span: Span
    message: str
    hint: str
    ground: str | None = None
    related: tuple[RelatedPlace, ...] = ()
    path: str = ""
    waived: bool = False
    waiver: str = ""
    reason: str = ""


def told(judged: Iterable[Judged], file: str, source: Source | None) -> Iterator[Reported]:
    """Put the findings of one file into words, as its workspace weighs them and as they are waived."""
    for one in judged:
        said = reported(one.finding, file, source, waived=one.waiver is not None, severity=one.severity)
        yield said.replace(reason=one.waiver.reason) if one.waiver else said


def reported(
    finding: Finding, file: str, source: Source | None, *, waived: bool = False, severity: Severity | None = None
) -> Reported:
    """Put a finding into words; its places are looked up in `source`, the first line stands for one that is unknown.

    It weighs as much as its catalogue says, where no other `severity` is given.
    """
    said = entry(finding.code)
    return Reported(
        code=finding.code,
        severity=severity or said.severity,
        file=file,
        span=_narrowed(_place(finding.span, finding.at, finding.side, source), finding.args.get("exact"), source),
        message=_said(said.message, finding),
        hint=_said(said.hint, finding),
        ground=said.ground(finding.day),
        related=tuple(_related(other, said.related[other.says], finding, file, source) for other in finding.related),
        path=written(finding.at),
        waived=waived,
        waiver="" if waived else waivers.block(finding, source),
    )


def ordered(items: Iterable[Reported]) -> list[Reported]:
    """Sort by file, line, column and code; what is equal in these stays in the order it came in."""
    return sorted(items, key=lambda item: (item.file, item.span.line, item.span.column, item.code))


def _said(variants: tuple[str, ...], finding: Finding) -> str:
    """Fill the first variant whose holes all have an argument; the last one must have them."""
    for variant in variants[:-1]:
        try:
            return fill(variant, finding.args)
        except KeyError:
            continue
    return fill(variants[-1], finding.args)


def _related(other: Related, label: str, finding: Finding, file: str, source: Source | None) -> RelatedPlace:
    span = _place(other.span, other.at, other.side, source)
    return RelatedPlace(label=fill(label, finding.args), span=span, file=file)


def _narrowed(span: Span, exact: object, source: Source | None) -> Span:
    """In a text of several lines, show the one that has the words meant."""
    if source is None or not isinstance(exact, str):
        return span
    lines = source.text.split("\n")
    for number in range(span.line, span.end_line + 1) if span.end_line > span.line else ():
        column = lines[number - 1].find(exact) + 1
        if column:
            return Span(line=number, column=column, end_line=number, end_column=column + len(exact))
    return span


def _place(span: Span | None, at: Path, side: Side, source: Source | None) -> Span:
    if span is not None:
        return span
    return nearest(source, at, side) if source else _START
