"""What a check found into what a pull request shows of it: notes on lines, and a summary that compares texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policyc import compile as road
from policyc.changes import kinds
from policyc.compile import Checked
from policyc.korean import fill
from policyc.nodes import Block, Document, Items, Paragraph, Text
from policyc.project import Report
from policyc.report import github, github_changes
from policyc.report.catalogue import SEVERITIES, words
from policyc.report.words import Reported
from policyc.workspace import BadTemplate, root_of, template_folders

LARGEST = 2**20
"""Bytes of a step's summary; GitHub refuses one that is longer."""

TOO_SHORT = "notice-too-short"
"""The finding that tells all that a note on the notice would."""


def notes(report: Report) -> str:
    """Write the notes on what the drafts change, to stand behind those on findings."""
    drafts = [
        github_changes.Draft(
            file=each.file, source=each.source, comparison=each.comparison, notice=each.notice, told=_is_told(each)
        )
        for each in report.checked
        if each.comparison
    ]
    return github_changes.render(drafts, github.notices(report.findings))


def summary(report: Report, room: int = LARGEST) -> str:
    """Write the summary as Markdown, of no more bytes than there is room for.

    Where a draft is too long its comparison of texts is left out, and then the whole draft; either is said.
    """
    drafts = [each for each in report.checked if each.source is not None or each.judged]
    counted = _counted(report.findings)
    lead = (counted,) if drafts else (counted, _said()["unchanged"])
    found = [_written(Document(title=_said()["title"], subtitle="", lead=_paragraphs(*lead), sections=()))]
    left = room - _size(found[0]) - _size(_cut(len(drafts)))
    for done, each in enumerate(drafts):
        text = next((text for text in _told(each, report) if _size(text) <= left), None)
        if text is None:
            found.append(_cut(len(drafts) - done))
            break
        found.append(text)
        left -= _size(text)
    whole = "".join(found)
    return whole if _size(whole) <= room else ""


def _told(checked: Checked, report: Report) -> Iterator[str]:
    """Tell of a draft, at length and then shortly."""
    counted = _counted([one for one in report.findings if one.file == checked.file])
    if checked.comparison is None:
        why = "unread" if checked.facts is None or checked.before else "first"
        yield _written(Document(title=checked.file, subtitle="", lead=_paragraphs(counted, _said()[why]), sections=()))
        return
    days = () if checked.facts and checked.facts.first else (github_changes.days(checked.notice, checked.comparison),)
    found = _change_notice(checked, report)
    if found:
        lead = (*_paragraphs(counted, *days), *found.lead)
        yield _written(Document(title=checked.file, subtitle="", lead=lead, sections=found.sections))
    lead = _paragraphs(counted, *days, _said()["too-long" if found else "no-table"])
    listed = (Items(ordered=False, items=tuple(_paragraphs(kinds.says(one)) for one in checked.comparison.changes)),)
    yield _written(Document(title=checked.file, subtitle="", lead=(*lead, *listed), sections=()))


def _change_notice(checked: Checked, report: Report) -> Document | None:
    """Write the change notice of a draft, with its errors or without; None where one of the texts cannot be drawn."""
    old, comparison = checked.before.facts() if checked.before else None, checked.comparison
    if checked.before is None or old is None or checked.facts is None or comparison is None:
        return None
    folders = template_folders(root_of(Path.cwd()))
    try:
        drafted = next((road.drawn(one, folders) for one in report.checked if one.facts is old), None)
        before, after = drafted or checked.before.document(), road.drawn(checked, folders)
        if before is None:
            return None
        return road.change_notice(old, checked.facts, before, after, comparison, checked.notice, folders)
    except BadTemplate:
        return None


def _is_told(checked: Checked) -> bool:
    """Tell whether a finding says all that a note on the notice would; one that is first by mistake owes none."""
    told = any(one.finding.code == TOO_SHORT for one in checked.judged)
    return told or (checked.facts is not None and checked.facts.first)


def _counted(findings: Sequence[Reported]) -> str:
    """Count findings by severity, and those that are waived apart."""
    said = words()
    counts = Counter(one.severity for one in findings if not one.waived)
    waived = sum(one.waived for one in findings)
    parts = [
        fill(said["count"], {"severity": said["severity"][severity], "count": counts[severity]})
        for severity in SEVERITIES
        if counts[severity]
    ]
    parts += [fill(said["waived-count"], {"count": waived})] if waived else []
    return ", ".join(parts) or str(said["none"])


def _paragraphs(*lines: str) -> tuple[Block, ...]:
    return tuple(Paragraph((Text(line),)) for line in lines)


def _written(document: Document) -> str:
    from policyc.render import markdown

    return markdown.render(document) + "\n"


def _cut(count: int) -> str:
    return fill(_said()["cut"], {"count": count}) + "\n"


def _size(text: str) -> int:
    return len(text.encode())


def _said() -> Mapping[str, Any]:
    found: Mapping[str, Any] = words()["summary"]
    return found
