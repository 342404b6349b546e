"""A version that is not out yet into its days: what notice it owes, from when it can hold, when to announce it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from policyc import workspace
from policyc.changes import notice as notices
from policyc.changes.history import Order, order
from policyc.model.change import Change, Comparison
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.record import NOTHING, Record
from policyc.service import Service
from policyc.workspace import UnknownService

DAY = timedelta(days=1)


class NoDraft(Exception):
    """A service has no version that is not released; its text is the service."""


class Unreadable(Exception):
    """A version cannot be compared, for it has errors; its text is the file."""


class Drafted(Record):
    """A version not out yet. `comparison` is with the version before it, `standing` are all before it, by their day."""

    facts: Facts
    comparison: Comparison | None = None
    standing: tuple[Facts, ...] = ()

    def terms(self, day: date) -> Facts:
        """Return the version whose terms bind an announcement on a day: the one in force, or none but itself."""
        return next((one for one in reversed(self.standing) if one.dates.effective <= day), self.facts)


class Plan(Record):
    """What is owed for a version announced on `announce`, and the days that follow from it.

    `notice` is None where none is owed: it is the first policy. Without an `effective` day there is no `latest` day to
    announce it for that, and nothing to be `enough`.
    """

    service: str
    version: str
    comparison: Comparison | None
    notice: Notice | None
    announce: date
    effective: date | None
    earliest: date
    latest: date | None

    @property
    def enough(self) -> bool | None:
        """Tell whether the two days leave the notice that is owed; None where there is no effective day."""
        return None if self.effective is None else self.effective >= self.earliest

    @property
    def weighing(self) -> tuple[Change, ...]:
        """Return the changes that decide what is owed."""
        return notices.weighing(self.comparison)


def plan(service: str, *, as_of: date, announce: date | None = None, effective: date | None = None) -> Plan:
    """Count the days of a service's draft; days that are not given are those it states, and it is announced today.

    Raises NoWorkspace, UnknownService, NoDraft, Unreadable or OSError.
    """
    return planned(_compared(service, as_of), as_of=as_of, announce=announce, effective=effective)


def earliest(service: str, announce: date) -> date:
    """Return the earliest effective day of a service's draft when it is announced on a day; raises as `plan`."""
    return first_day(_compared(service, announce), announce)


def planned(drafted: Drafted, *, as_of: date, announce: date | None = None, effective: date | None = None) -> Plan:
    """Count the days of a version that has been compared."""
    facts = drafted.facts
    announced = announce or facts.dates.announced or as_of
    holds = effective or (None if facts.dates.open else facts.dates.effective)
    days = facts.dates.replace(announced=announced, effective=holds or announced, origins=NOTHING)
    return Plan(
        service=facts.service,
        version=facts.version,
        comparison=drafted.comparison,
        notice=notices.notice(facts.replace(dates=days), drafted.comparison, drafted.terms(announced)),
        announce=announced,
        effective=holds,
        earliest=first_day(drafted, announced),
        latest=last_day(drafted, holds) if holds else None,
    )


def first_day(drafted: Drafted, announce: date) -> date:
    """Return the earliest effective day for an announcement."""
    due = _owed(drafted, drafted.terms(announce))
    return due.earliest(announce) if due else announce


def last_day(drafted: Drafted, effective: date) -> date:
    """Return the last day to announce for an effective day; other terms may bind before and after one takes effect."""
    for start, end, terms in _spans(drafted):
        due = _owed(drafted, terms)
        day = min(due.latest(effective) if due else effective, end)
        if day >= start:
            return day
    raise AssertionError("some terms bind on every day")


def _spans(drafted: Drafted) -> Iterator[tuple[date, date, Facts]]:
    """Yield the first and the last day on which terms bind, the newest first."""
    end = date.max
    for one in reversed(drafted.standing):
        yield one.dates.effective, end, one
        end = one.dates.effective - DAY
    yield date.min, end, drafted.facts


def _owed(drafted: Drafted, terms: Facts) -> notices.Owed | None:
    """Tell what is owed by some terms; the first policy owes nothing."""
    if drafted.facts.first:
        return None
    return notices.owed(notices.weighed(drafted.comparison) or "general", terms)


def _compared(service: str, as_of: date) -> Drafted:
    """Read the newest version of a service that is not released, and those before it."""
    top = workspace.here()
    folders = {path.name: path for path in workspace.services(top)}
    if service not in folders:
        raise UnknownService(service, sorted(folders))
    versions = Service(folders[service], as_of)
    drafts = [path for path in versions.drafts if workspace.is_version(path.stem)]
    if not drafts:
        raise NoDraft(service)
    checked = versions.check(max(drafts, key=_newest))
    if checked.facts is None:
        raise Unreadable(checked.file)
    if checked.before and checked.before.facts() is None:
        raise Unreadable(f"{service}/{checked.before.version}")
    return Drafted(
        facts=checked.facts,
        comparison=checked.comparison,
        standing=tuple(found for known in versions.before(checked.facts) if (found := known.facts())),
    )


def _newest(path: Path) -> tuple[bool, Order]:
    """Return what drafts are sorted by: the one still without a name stands last, the others by their names."""
    return path.stem == workspace.DRAFT, order(path.stem, None)
