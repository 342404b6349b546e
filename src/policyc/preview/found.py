"""Findings in words into what a page shows of each: its place, and its line with what is meant marked in it."""

from __future__ import annotations

from collections.abc import Mapping

from policyc.korean import width
from policyc.place import Span
from policyc.record import Record
from policyc.report.frame import frame, shown
from policyc.report.words import RelatedPlace, Reported


class Code(Record):
    """A line of a file, cut at what is marked in it."""

    line: int
    before: str
    marked: str
    after: str


class Place(Record):
    """Where something stands; `label` is what the place is to a finding, if it is a second one."""

    file: str
    line: int
    column: int
    label: str = ""
    code: Code | None = None


class Row(Record):
    """One finding. `hint` and `waiver` may have several lines."""

    id: str
    severity: str
    message: str
    place: Place
    others: tuple[Place, ...] = ()
    ground: str = ""
    hint: str = ""
    waiver: str = ""
    waived: bool = False
    reason: str = ""


def row(found: Reported, texts: Mapping[str, str]) -> Row:
    """Show a finding; `texts` gives each file's text."""
    return Row(
        id=found.code,
        severity=found.severity,
        message=_shown(found.message),
        place=_place(found.file, found.span, texts),
        others=tuple(_other(other, texts) for other in found.related),
        ground=found.ground or "",
        hint=_shown(found.hint),
        waiver=_shown(found.waiver),
        waived=found.waived,
        reason=_shown(found.reason),
    )


def cut(text: str, span: Span) -> Code:
    """Cut a line at the mark: its caret counts columns, and letters take one or two, or none."""
    bar, line, caret = frame(text, span)
    start = len(bar) + 1
    shown, under = line[start:], caret[start:]
    first, last = under.index("^"), len(under)
    parts, column = ["", "", ""], 0
    for sign in shown:
        parts[0 if column < first else 1 if column < last else 2] += sign
        column += width(sign)
    return Code(line=span.line, before=parts[0], marked=parts[1] or " ", after=parts[2])


def _place(file: str, span: Span, texts: Mapping[str, str], label: str = "") -> Place:
    code = cut(texts[file], span) if file in texts else None
    return Place(file=_shown(file), line=span.line, column=span.column, label=label, code=code)


def _other(other: RelatedPlace, texts: Mapping[str, str]) -> Place:
    return _place(other.file, other.span, texts, _shown(other.label))


def _shown(text: str) -> str:
    """Keep whatever an author wrote from turning or hiding what stands beside it; line ends stay."""
    return "\n".join("".join(shown(line)) for line in text.split("\n"))
