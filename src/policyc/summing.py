"""What a check found into what a pull request shows of it: notes on lines, and a summary that tells of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policyc import compile as road
from policyc.changes import kinds
from policyc.compile import Checked
from policyc.korean import fill
from policyc.nodes import Block, Document, Items, Paragraph, Section, Text
from policyc.project import Report
from policyc.report import github, github_changes
from policyc.report.catalogue import SEVERITIES, words
from policyc.report.found_table import table
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

    It tells of other files in which something was found, and then of each draft. Where a draft is too long its
    comparison of texts is left out, and then the whole draft; either is said.
    """
    drafts = [each for each in report.checked if each.source is not None or each.judged]
    findings = _by_file(report.findings)
    others = [file for file in findings if file not in {each.file for each in drafts}]
    counted = _counted(report.findings)
    lead = (counted,) if drafts else (counted, _said()["unchanged"])
    head = _written(_page(_said()["title"], _paragraphs(*lead)))
    texts: list[Iterable[str]] = [(_written(_page(file, _found(findings[file]))),) for file in others]
    texts += (_told(each, findings.get(each.file, []), report) for each in drafts)
    body = _fitting(texts, len(others), room - _size(head))
    whole = head + body
    return whole if _size(whole) <= room else ""


def _fitting(texts: Sequence[Iterable[str]], others: int, room: int) -> str:
    """Join the first of each file's texts that fits; say of how many files none did, the first `others` no drafts."""
    left = room - _size(_cut(others, len(texts) - others))
    found = []
    for done, variants in enumerate(texts):
        text = next((text for text in variants if _size(text) <= left), None)
        if text is None:
            found.append(_cut(max(others - done, 0), len(texts) - max(others, done)))
            break
        found.append(text)
        left -= _size(text)
    return "".join(found)


def _by_file(findings: Sequence[Reported]) -> dict[str, list[Reported]]:
    found: dict[str, list[Reported]] = {}
    for one in findings:
        found.setdefault(one.file, []).append(one)
    return found


def _found(findings: Sequence[Reported]) -> tuple[Block, ...]:
    """Count what was found in a file, and list it."""
    return (*_paragraphs(_counted(findings)), *table(findings))


def _told(checked: Checked, findings: Sequence[Reported], report: Report) -> Iterator[str]:
    """Tell of a draft, at length and then shortly."""
    found = _found(findings)
    if checked.comparison is None:
        why = "unread" if checked.facts is None or checked.before else "first"
        yield _written(_page(checked.file, (*found, *_paragraphs(_said()[why]))))
        return
    days = () if checked.facts and checked.facts.first else (github_changes.days(checked.notice, checked.comparison),)
    notice = _change_notice(checked, report)
    if notice:
        yield _written(_page(checked.file, (*found, *_paragraphs(*days), *notice.lead), notice.sections))
    lead = (*found, *_paragraphs(*days, _said()["too-long" if notice else "no-table"]))
    listed = Items(ordered=False, items=tuple(_paragraphs(kinds.says(one)) for one in checked.comparison.changes))
    yield _written(_page(checked.file, (*lead, listed)))


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


def _page(title: str, lead: tuple[Block, ...], sections: tuple[Section, ...] = ()) -> Document:
    return Document(title=title, subtitle="", lead=lead, sections=sections)


def _paragraphs(*lines: str) -> tuple[Block, ...]:
    return tuple(Paragraph((Text(line),)) for line in lines)


def _written(document: Document) -> str:
    from policyc.render import markdown

    return markdown.render(document) + "\n"


def _cut(others: int, drafts: int) -> str:
    """Say how many files were left out."""
    counts = {"cut-files": others, "cut": drafts}
    return "".join(fill(_said()[name], {"count": count}) + "\n\n" for name, count in counts.items() if count)


def _size(text: str) -> int:
    return len(text.encode())


def _said() -> Mapping[str, Any]:
    found: Mapping[str, Any] = words()["summary"]
    return found
