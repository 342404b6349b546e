"""The road: one policy file's bytes into all that is known of it. Knows the order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policyc.changes import notice as notices
from policyc.facts.resolve import gaps, resolve
from policyc.finding import Finding
from policyc.law.tables import on, record_ids
from policyc.law.taxonomy import taxonomy
from policyc.model.edition import Edition
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.place import Source
from policyc.reading import dates, links, outline, shape, yaml
from policyc.reading.characters import decode
from policyc.reading.pruning import elsewhere, trustworthy, without
from policyc.reading.structure import structure
from policyc.record import Record
from policyc.report.catalogue import entry
from policyc.report.waivers import Judged, judged
from policyc.rules import complete

PATIENCE = 5
"""How often broken places may bring others down before the rest is given up."""


class Checked(Record):
    """What the stages made of one file; `facts` is None where faults keep it from being understood."""

    file: str
    text: str
    source: Source | None = None
    facts: Facts | None = None
    notice: Notice | None = None
    judged: tuple[Judged, ...]

    @property
    def refused(self) -> bool:
        """Tell whether an error stands that no waiver excuses."""
        return any(_is_error(one.finding) and not one.waiver for one in self.judged)


def check(file: str, raw: bytes, as_of: date) -> Checked:
    """Take one policy file from bytes to facts; all its faults come out in one pass.

    `file` names it for people and tells service and version; `as_of` is today in Korea.
    """
    source, found = yaml.read(file, raw)
    if source is None:
        return Checked(file=file, text=decode(raw)[0] or "", judged=judged(found, (), as_of))
    misshapen = shape.check(source)
    blanks = tuple(dates.placeholders(source))
    findings = [*found, *blanks, *elsewhere(misshapen, blanks)]
    sound = without(source, misshapen)
    if sound is None:
        return Checked(file=file, text=source.text, source=source, judged=judged(findings, (), as_of))
    policy = structure(sound)
    law = on(policy.dates.effective)
    dangling = tuple(links.check(policy, known()))
    linked = (*dangling, *elsewhere(gaps(policy, law), dangling), *outline.check(policy), *dates.check(policy))
    unread = tuple(finding for finding in found if finding.at and _is_error(finding))
    findings += trustworthy(elsewhere(linked, blanks), (*unread, *misshapen))
    broken = (*misshapen, *filter(_is_error, linked))
    facts = _part_of(source, broken) if broken else resolve(policy, law, taxonomy())
    notice = notices.notice(facts) if facts else None
    findings += trustworthy((*notices.check(notice), *(complete.check(facts) if facts else ())), (*unread, *broken))
    return Checked(
        file=file,
        text=source.text,
        source=source,
        facts=None if broken else facts,
        notice=notice,
        judged=judged(findings, policy.waivers, as_of, complete=not broken),
    )


def _part_of(source: Source, broken: tuple[Finding, ...]) -> Facts | None:
    """Understand what is left of a policy without its broken places, so that the rules can speak in the same pass."""
    for _ in range(PATIENCE):
        sound = without(source, broken)
        if sound is None:
            return None
        policy = structure(sound)
        law = on(policy.dates.effective)
        dangling = tuple(filter(_is_error, (*links.check(policy, known()), *gaps(policy, law))))
        if not dangling:
            return resolve(policy, law, taxonomy())
        broken = (*broken, *dangling)
    return None


def edition(checked: Checked, folders: Sequence[Path]) -> Edition:
    """Take a version that stands from facts to the edition that every output is drawn from."""
    from policyc.document.phrases import Phrases
    from policyc.document.policy import document
    from policyc.publish.edition import edition as frozen

    if checked.facts is None or checked.source is None or checked.refused:
        raise ValueError(f"{checked.file} has errors")
    told = document(checked.facts, checked.notice, Phrases(checked.facts, folders))
    return frozen(checked.facts, told, checked.notice, checked.source)


def known() -> links.Known:
    """Tell the reader which words the law's tables know."""
    return links.Known(
        is_item=lambda word: taxonomy().find(word) is not None,
        item_words=lambda: taxonomy().words,
        records=record_ids(),
    )


def _is_error(finding: Finding) -> bool:
    return entry(finding.code).severity == "error"
