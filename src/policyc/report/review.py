"""A review of one version by the law of a day → the Document that a lawyer reads and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from policyc.korean import fill
from policyc.law.contents import Content
from policyc.model.identity import Waiver
from policyc.nodes import (
    Block,
    Cell,
    Document,
    Fields,
    Items,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from policyc.record import Record
from policyc.report.catalogue import SEVERITIES, words
from policyc.report.words import Reported
from policyc.sheet import sheet

Said: TypeAlias = Literal["said", "none", "clause", "absent", "eye"]
"""Whether a policy says a content; ``eye``: only a human eye can tell."""


class Place(Record):
    """Where a policy says a content: its sections as they are headed, the path in the file, and the line if known."""

    sections: tuple[str, ...]
    path: str
    line: int | None = None


class Found(Record):
    """A finding in words, with the waiver that excuses it, if one does."""

    told: Reported
    waiver: Waiver | None = None


class Line(Record):
    """One required content: whether and where the policy says it, and what was found about it."""

    content: Content
    said: Said
    places: tuple[Place, ...] = ()
    found: tuple[Found, ...] = ()


class Weight(Record):
    """A rule that weighs otherwise in this workspace."""

    rule: str
    usual: str
    weight: str


class Review(Record):
    """What a review says. `day` is that of the law, `effective` None while it is open, `state` draft or a release's.

    `elsewhere` are the findings that are about no required content, `checked` is the day on which the tables of the
    law were last compared with their sources.
    """

    service: str
    version: str
    title: str
    state: str
    effective: date | None
    day: date
    guideline: str | None
    lines: tuple[Line, ...]
    elsewhere: tuple[Found, ...] = ()
    weights: tuple[Weight, ...] = ()
    checked: date

    @property
    def found(self) -> tuple[Found, ...]:
        """List all findings, in the order of the contents that they are about."""
        return (*(one for line in self.lines for one in line.found), *self.elsewhere)


def document(review: Review) -> Document:
    """Write the review for people: the checklist, what was found, what is left to a human eye."""
    said = _words()
    day = review.effective.isoformat() if review.effective else ""
    subtitle = fill(said["subtitle" if day else "subtitle-open"], {"title": review.title, "day": day})
    sections = (_checklist(review), _findings(review), _eye(review), *_weights(review), _about(review))
    numbered = (one.replace(number=f"{number}.") for number, one in enumerate(sections, 1))
    return Document(title=said["title"], subtitle=subtitle, lead=(_head(review),), sections=tuple(numbered))


def counted(found: Iterable[Found]) -> str:
    """Count findings by severity, and those that are waived apart."""
    found = tuple(found)
    counts = Counter(one.told.severity for one in found if not one.told.waived)
    waived = sum(one.told.waived for one in found)
    parts = [
        fill(words()["count"], {"severity": words()["severity"][severity], "count": counts[severity]})
        for severity in SEVERITIES
        if counts[severity]
    ]
    return ", ".join([*parts, *([fill(words()["waived-count"], {"count": waived})] if waived else [])])


def _head(review: Review) -> Fields:
    said = _words()
    values = {"service": review.service, "version": review.version, "state": said["states"][review.state]}
    own = review.effective is None or review.day == review.effective
    effective = review.effective.isoformat() if review.effective else ""
    law = fill(said["law-own" if own else "law-other"], {"day": review.day.isoformat(), "effective": effective})
    pairs = {
        "version": fill(said["version"], values),
        "law": law,
        "guideline": review.guideline or "",
        "result": counted(review.found) or said["found-none"],
    }
    return Fields(tuple((said["fields"][key], (Text(text),)) for key, text in pairs.items() if text))


def _checklist(review: Review) -> Section:
    said = _words()
    rows = tuple(tuple(_row(line)) for line in review.lines)
    table = Table(caption=said["caption"], columns=tuple(said["columns"]), rows=rows)
    return Section(id="checklist", heading=said["checklist"], blocks=(_text(said["checklist-intro"]), table))


def _row(line: Line) -> Iterator[Cell]:
    """Write one line of the checklist: what, by which provision, where, and with what result."""
    said, content = _words(), line.content
    yield Cell((_text(content.name),), header=True)
    yield Cell((_text(content.ground),))
    yield Cell(tuple(map(_text, _places(line.places))) or (_text("–"),))
    state = "absent-applicable" if line.said == "absent" and not content.always else line.said
    found = counted(line.found)
    stands = any(not one.told.waived for one in line.found)
    yield Cell((_strong(found) if stands else _text(found or said["results"][state]),))


def _places(places: Sequence[Place]) -> Iterator[str]:
    """Name the sections first, each once, then the places in the file."""
    sections = dict.fromkeys(section for place in places for section in place.sections)
    yield from sections
    yield from (_at(place.path, place.line) for place in places if place.path)


def _at(path: str, line: int | None) -> str:
    said = _words()
    return fill(said["place-line"], {"path": path, "line": line}) if line else fill(said["place-path"], {"path": path})


def _findings(review: Review) -> Section:
    said = _words()
    if not review.found:
        return Section(id="findings", heading=said["found"], blocks=(_text(said["found-none"]),))
    groups = [(line.content.id, line.content.name, line.found) for line in review.lines if line.found]
    groups += [("elsewhere", said["elsewhere"], review.elsewhere)] if review.elsewhere else []
    parts = tuple(
        Section(id=f"on-{key}", heading=name, blocks=tuple(block for one in found for block in _finding(one)))
        for key, name, found in groups
    )
    return Section(id="findings", heading=said["found"], blocks=(_text(said["found-intro"]), *parts))


def _finding(one: Found) -> Iterator[Block]:
    """Write one finding: how much it weighs and what is so; then where, why, what to do."""
    told, names = one.told, _words()["finding"]
    severity = words()["severity"][told.severity] + (f" ({words()['waived']})" if told.waived else "")
    yield Paragraph((Strong((Text(severity),)), Text(f" {told.message}")))
    pairs = {"at": _at(told.path, told.span.line) if told.path else "", "ground": told.ground, "hint": told.hint}
    pairs["rule"] = told.code
    if one.waiver:
        values = {"reason": one.waiver.reason, "approved-by": one.waiver.approved_by, "day": one.waiver.date}
        pairs["excused"] = fill(_words()["excused"], values)
    yield Fields(tuple((names[key], (Text(text),)) for key, text in pairs.items() if text))


def _eye(review: Review) -> Section:
    """List what no machine sees: of what the policy says, and of what it does not say."""
    said = _words()
    blocks: list[Block] = [_text(said["eye-intro"])]
    for line in review.lines:
        if line.content.eye and (line.said != "absent" or line.content.always):
            blocks += [_strong(line.content.name), _listed(line.content.eye)]
    absent = [one.content for one in review.lines if one.said == "absent" and one.content.condition]
    if absent:
        conditions = ({"name": one.name, "condition": one.condition} for one in absent)
        listed = _listed([fill(said["absent-line"], values) for values in conditions])
        part = (_text(said["absent-intro"]), listed)
        blocks.append(Section(id="absent", heading=said["absent-heading"], blocks=part))
    return Section(id="eye", heading=said["eye"], blocks=tuple(blocks))


def _weights(review: Review) -> Iterator[Section]:
    """Say which rules the workspace weighs otherwise; nothing where it weighs none."""
    said = _words()
    if review.weights:
        names = words()["severity"] | {"silent": said["silent"]}
        lines = [
            fill(said["weight"], {"rule": one.rule, "usual": names[one.usual], "weight": names[one.weight]})
            for one in review.weights
        ]
        yield Section(id="weights", heading=said["weights"], blocks=(_text(said["weights-intro"]), _listed(lines)))


def _about(review: Review) -> Section:
    said = _words()
    lines = [fill(line, {"checked": review.checked.isoformat()}) for line in said["about-text"]]
    return Section(id="about", heading=said["about"], blocks=(_listed(lines),))


def _text(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _strong(text: str) -> Paragraph:
    return Paragraph((Strong((Text(text),)),))


def _listed(lines: Sequence[str]) -> Items:
    return Items(ordered=False, items=tuple((_text(line),) for line in lines))


def _words() -> Mapping[str, Any]:
    return sheet(Path(__file__).with_suffix(".yaml"))
