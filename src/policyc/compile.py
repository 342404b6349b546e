"""The road: one policy file's bytes into all that is known of it. Knows the order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from policyc.changes import notice as notices
from policyc.changes.history import Known, earlier, in_force
from policyc.facts.resolve import gaps, resolve
from policyc.finding import Finding
from policyc.law.tables import Law, on, record_ids
from policyc.law.taxonomy import taxonomy
from policyc.model.change import Comparison
from policyc.model.edition import Drawn, Edition
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.model.settings import DEFAULT, Settings
from policyc.nodes import Document
from policyc.place import Source
from policyc.reading import dates, draft, links, outline, shape, yaml
from policyc.reading.characters import decode
from policyc.reading.pruning import RESTS_ON, elsewhere, trustworthy, without
from policyc.reading.structure import structure
from policyc.record import Record
from policyc.report.catalogue import entry
from policyc.report.waivers import Judged, judged
from policyc.rules.judging import judge

PATIENCE = 5
"""How often broken places may bring others down before the rest is given up."""


class Checked(Record):
    """What the stages made of one file; `facts` is None where faults keep it from being understood.

    `before` is the version before it, and `comparison` what changed since, both None where there is none.
    """

    file: str
    text: str
    source: Source | None = None
    facts: Facts | None = None
    before: Known | None = None
    comparison: Comparison | None = None
    notice: Notice | None = None
    judged: tuple[Judged, ...]

    @property
    def refused(self) -> bool:
        """Tell whether an error stands that no waiver excuses."""
        return any(one.severity == "error" and not one.waiver for one in self.judged)


def check(
    file: str, raw: bytes, as_of: date, history: Sequence[Known] | None = None, settings: Settings = DEFAULT
) -> Checked:
    """Take one policy file from bytes to facts; all its faults come out in one pass.

    `file` names it for people and tells service and version; `as_of` is today in Korea. `history` are the other
    versions of its service, None where they are not known and a version can only be judged by itself. `settings` are
    those of its workspace.
    """
    source, found = yaml.read(file, raw)
    if source is None:
        return Checked(file=file, text=decode(raw)[0] or "", judged=judged(found, (), as_of))
    source = draft.filled(source, as_of)
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
    whole = None if broken else facts
    past = earlier(history or (), whole) if whole else []
    before = past[-1] if past else None
    comparison, told = _compared(before, whole) if whole else (None, ())
    terms = in_force(past, whole.dates.announced) if whole else None
    notice = notices.notice(facts, comparison, terms.facts() if terms else None) if facts else None
    told += tuple(notices.placed(whole, before.version if before else None)) if whole and history is not None else ()
    judging = (*told, *notices.check(notice, comparison), *(lawful(facts, law) if facts else ()))
    findings += trustworthy(judging, (*unread, *broken), _rests)
    return Checked(
        file=file,
        text=source.text,
        source=source,
        facts=whole,
        before=before,
        comparison=comparison,
        notice=notice,
        judged=judged(findings, policy.waivers, as_of, complete=not broken, settings=settings),
    )


def lawful(facts: Facts, law: Law) -> Iterator[Finding]:
    """Judge a policy by the law of a day: what the rules find that holds on that day."""
    for subject, finding in judge(facts, law):
        if entry(finding.code, subject).ground(law.day):
            yield finding.replace(day=law.day)


def _rests(code: str) -> frozenset[str]:
    """Return the blocks that must be whole for a finding to be believed."""
    return RESTS_ON.get(code) or entry(code).rests


def _compared(before: Known | None, facts: Facts) -> tuple[Comparison | None, tuple[Finding, ...]]:
    """Compare a version with its neighbour; without one, nothing can be declared of a change."""
    old = before.facts() if before else None
    if old is not None:
        from policyc.changes import judging

        return judging.compared(old, facts)
    if before is not None or not facts.changes:
        return None, ()
    from policyc.changes import declared

    return None, declared.judge((), facts.changes, facts, facts)[1]


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


def drawn(checked: Checked, folders: Sequence[Path]) -> Document:
    """Draw the text of a version that could be understood."""
    from policyc.document.phrases import Phrases
    from policyc.document.policy import document

    if checked.facts is None:
        raise ValueError(f"{checked.file} has errors")
    return document(checked.facts, checked.notice, Phrases(checked.facts, folders))


def change_notice(
    old: Facts,
    new: Facts,
    before: Document,
    after: Document,
    comparison: Comparison,
    notice: Notice | None,
    folders: Sequence[Path],
) -> Document:
    """Write what changed between two versions for those who are affected."""
    from policyc.changes.kinds import says
    from policyc.document.change_notice import change_notice as told
    from policyc.document.phrases import Phrases

    said = tuple(map(says, comparison.changes))
    return told(old, new, before, after, comparison, notice, Phrases(new, folders), said)


def edition(checked: Checked, folders: Sequence[Path]) -> Edition:
    """Take a version that stands from facts to the edition that every output is drawn from."""
    from policyc.publish.edition import edition as frozen

    if checked.source is None:
        raise ValueError(f"{checked.file} has errors")
    return frozen(version(checked, folders), checked.source)


def version(checked: Checked, folders: Sequence[Path]) -> Drawn:
    """Draw a version that stands, and what it changes."""
    if checked.facts is None or checked.refused:
        raise ValueError(f"{checked.file} has errors")
    document, comparison = drawn(checked, folders), checked.comparison
    made = Drawn(facts=checked.facts, document=document, notice=checked.notice, comparison=comparison)
    if checked.before is None or comparison is None:
        return made
    old, before = checked.before.facts(), checked.before.document()
    if old is None or before is None:
        return made
    return made.replace(
        changes=change_notice(old, checked.facts, before, document, comparison, checked.notice, folders)
    )


def known() -> links.Known:
    """Tell the reader which words the law's tables know."""
    return links.Known(
        is_item=lambda word: taxonomy().find(word) is not None,
        item_words=lambda: taxonomy().words,
        records=record_ids(),
    )


def _is_error(finding: Finding) -> bool:
    return entry(finding.code).severity == "error"
