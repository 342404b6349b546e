"""What drafts change → GitHub's workflow commands: a note a change, and one on the notice owed and given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from policyc.changes import kinds, notice_words
from policyc.korean import fill
from policyc.model.change import WEIGHTS, Change, Comparison
from policyc.model.notice import Notice
from policyc.place import Path, Source, Span, nearest
from policyc.record import Record
from policyc.report.catalogue import words
from policyc.report.github import SHOWN, command

_TOP: Final = Span(line=1, column=1, end_line=1, end_column=1)


class Draft(Record):
    """A draft and what it changes. `notice` is None while its days are open; `told` where a finding tells of it."""

    file: str
    source: Source | None
    comparison: Comparison
    notice: Notice | None = None
    told: bool = False


def render(drafts: Sequence[Draft], others: int = 0) -> str:
    """Write a note for the notice of each draft, then one a change, the heaviest first; `others` are notes before them.

    Where there are more than are shown, the last one says how many.
    """
    lines = [*_notices(drafts), *_changes(drafts)]
    room = max(SHOWN - others, 1)
    if len(lines) > room:
        left = len(lines) - room + 1
        lines[room - 1 :] = [_note(drafts[0], None, _said()["more-title"], fill(_said()["more"], {"count": left}))]
    return "".join(f"{line}\n" for line in lines)


def days(counted: Notice | None, comparison: Comparison) -> str:
    """Say what changes how much, what notice is owed and given for it, and from when the version can hold."""
    count = sum(change.weight == comparison.weight for change in comparison.changes)
    weight = notice_words.weight(comparison.weight) if comparison.weight else ""
    changed = fill(
        _said()["weighing" if count else "same"], {"before": comparison.old, "weight": weight, "count": count}
    )
    if counted is None:
        return f"{changed} {_said()['open']}"
    measure, earliest = notice_words.measure(counted, comparison), counted.earliest.isoformat()
    return f"{changed} {fill(_said()['notice'], {'measure': measure, 'given': counted.given, 'earliest': earliest})}"


def title(change: Change) -> str:
    """Name a change: how much it weighs, in which area, what was done."""
    kind = kinds.kind(change.kind)
    area, action = _said()["areas"][kind.area], _said()["actions"][kind.action]
    return fill(_said()["title"], {"weight": notice_words.weight(change.weight), "area": area, "action": action})


def _notices(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        if not draft.told:
            at = ("dates", "effective")
            yield _note(draft, at, _said()["notice-title"], days(draft.notice, draft.comparison))


def _changes(drafts: Sequence[Draft]) -> Iterator[str]:
    for weight in WEIGHTS:
        for draft in drafts:
            for change in draft.comparison.changes:
                if change.weight == weight:
                    yield _note(draft, change.new, title(change), kinds.says(change))


def _note(draft: Draft, at: Path | None, title: str, told: str) -> str:
    """Write one note; what is gone has no line, and stands on the first."""
    return command("notice", draft.file, _place(draft.source, at) if at and draft.source else _TOP, title, told)


def _place(source: Source, at: Path) -> Span:
    """Show a value that stands on one line, and of a longer one its key; what stands nowhere is shown at the top."""
    span = nearest(source, at)
    if at[:1] not in source.keys:
        return _TOP
    return span if span.line == span.end_line else nearest(source, at, "key")


def _said() -> Mapping[str, Any]:
    found: Mapping[str, Any] = words()["changes"]
    return found
