"""One version of a service into what an author wants to see of it: its documents, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from policyc import compile as road
from policyc import workspace
from policyc.compile import Checked
from policyc.nodes import Document
from policyc.project import Report, joined, overlaid_templates, settings
from policyc.publish.chain import edition, standing, state
from policyc.publish.linking import sources
from policyc.publish.records import Released
from policyc.publish.stored_data import BadEdition
from policyc.service import Service


class Absent(Exception):
    """There is no such document of the version; `reason` names the words for why, `values` fill them."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class Version:
    """A version as it stands: a draft, or a released one. What takes work is done when it is asked for, once."""

    def __init__(self, service: Service, name: str) -> None:
        self.service, self.name = service, name
        self.released: Released | None = service.shelf.find(name)

    @property
    def state(self) -> str:
        """Tell what it is on the day: a draft, or as `chain.state` has it."""
        return state(self.service.shelf, self.name, self.service.as_of) if self.released else "draft"

    @cached_property
    def checked(self) -> Checked | None:
        """Check the draft; None of a released version, which was checked when it was released."""
        paths = [path for path in sources(self.service.folder, self.name) if path.is_file()]
        return None if self.released or not paths else self.service.check(paths[0])

    @cached_property
    def current(self) -> Released | None:
        """Find the version in force, to stand beside this one; None where there is none, or it is this one."""
        day = self.service.as_of
        newest = [each for each in standing(self.service.shelf) if each.effective <= day][-1:]
        return next((each for each in newest if each.version != self.name), None)

    def document(self, kind: str) -> Document:
        """Make one of its documents (`KINDS`). Raises Absent, BadTemplate or OSError."""
        try:
            return KINDS[kind](self)
        except BadEdition:
            raise Absent("record") from None

    def report(self) -> Report:
        """Gather all that is wrong: with the draft, the records of its service, the settings, the templates."""
        checked = (self.checked,) if self.checked else ()
        texts = {each.file: each.text for each in checked}
        decided = tuple(one for one in (settings(self.service.folder.parent),) if one)
        texts |= {each.file: each.text for each in decided if each.text}
        report = Report(checked=checked, faults=tuple(self.service.faults), decided=decided, texts=texts)
        return joined(report, overlaid_templates(self.service.folder.parent.parent))

    def told(self) -> str:
        """Say what the draft changes and what notice it owes, in a sentence; nothing of a first one."""
        checked = self.checked
        if checked is None or checked.comparison is None or (checked.facts and checked.facts.first):
            return ""
        from policyc.report.github_changes import days

        return days(checked.notice, checked.comparison)


def newest(service: Service) -> str | None:
    """Choose the version to show: the draft that is being written, else what is in force, else the newest."""
    drafts = [path.stem for path in service.drafts]
    if drafts:
        return workspace.DRAFT if workspace.DRAFT in drafts else max(drafts)
    stands = [each.version for each in standing(service.shelf)]
    in_force = (one for one in stands if state(service.shelf, one, service.as_of) == "in-force")
    return next(in_force, stands[-1] if stands else None)


def _text(version: Version) -> Document:
    if version.released:
        return edition(version.released).document
    return road.drawn(_readable(version), version.service.templates)


def _current(version: Version) -> Document:
    if version.current is None:
        raise Absent("no-current")
    return edition(version.current).document


def _changes(version: Version) -> Document:
    """Write the change notice: of a draft as it would be, of a released version as it was."""
    if version.released:
        if (told := edition(version.released).changes) is None:
            raise Absent("no-before")
        return told
    checked, folders = _readable(version), version.service.templates
    if checked.facts is None or checked.before is None:
        raise Absent("no-before")
    old, comparison = checked.before.facts(), checked.comparison
    before = _before(version.service, checked.before.version) if old else None
    if old is None or before is None or comparison is None:
        raise Absent("before-unreadable", before=checked.before.version)
    after = road.drawn(checked, folders)
    return road.change_notice(old, checked.facts, before, after, comparison, checked.notice, folders)


def _before(service: Service, name: str) -> Document | None:
    """Draw the version before, be it a draft with errors."""
    before = Version(service, name)
    if before.released is None and (before.checked is None or before.checked.facts is None):
        return None
    return _text(before)


def _review(version: Version) -> Document:
    from policyc.report.review import document
    from policyc.reviewing import UnknownVersion, Unreadable, review

    try:
        return document(review(version.service.folder.name, version.name, as_of=version.service.as_of))
    except (Unreadable, UnknownVersion):
        raise Absent("unreadable") from None


def _readable(version: Version) -> Checked:
    if version.checked is None or version.checked.facts is None:
        raise Absent("unreadable")
    return version.checked


KINDS: Mapping[str, Callable[[Version], Document]] = {
    "text": _text,
    "current": _current,
    "changes": _changes,
    "review": _review,
}
"""Kind of a document → how a version becomes it."""
