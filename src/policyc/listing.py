"""A service's versions into its log: dates, state, notice owed and given, what changed, the hash that was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from policyc import workspace
from policyc.changes.history import Order, order
from policyc.model.change import WEIGHTS, Comparison, Weight
from policyc.model.notice import Notice
from policyc.publish.chain import edition, state
from policyc.publish.records import Fault, Released
from policyc.record import Record
from policyc.service import Service
from policyc.workspace import UnknownService

SPOILT = ("release-altered", "release-unreadable")
"""What is found where a record does not say any more what became of its version."""


class Entry(Record):
    """One version. `state` is draft, that of a released one on the day (`publish.chain.State`), or faulty.

    `how` is released or adopted, `changes` how many changes there are of each weight, None where nothing was before.
    A draft that cannot be understood, and a release whose records cannot be trusted, have no more than their names.
    """

    version: str
    state: str
    announced: date | None = None
    effective: date | None = None
    notice: Notice | None = None
    weight: Weight | None = None
    changes: tuple[tuple[Weight, int], ...] | None = None
    how: str | None = None
    published: date | None = None
    hash: str | None = None
    readable: bool = True


class Log(Record):
    """All versions of a service, the newest first; `faults` are those of its records."""

    service: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def log(name: str, *, as_of: date) -> Log:
    """List the versions of a service as they stand on a day; raises NoWorkspace, UnknownService or OSError."""
    top = workspace.here()
    folders = {path.name: path for path in workspace.services(top)}
    if name not in folders:
        raise UnknownService(name, sorted(folders))
    service = Service(folders[name], as_of, workspace.template_folders(top))
    faults = tuple(service.faults)
    spoilt = set(_spoilt(faults))
    found = [Entry(version=version, state="faulty", readable=False) for version in sorted(spoilt)]
    unread = {fault.file for fault in faults if fault.finding.code in SPOILT}
    found += [_released(service, each, as_of) for each in service.shelf.released if each.path not in unread]
    found += [_draft(service, path) for path in service.drafts if path.stem not in spoilt]
    newest = sorted(found, key=_order, reverse=True)
    return Log(service=name, entries=tuple(newest), faults=faults)


def _spoilt(faults: Sequence[Fault]) -> Iterator[str]:
    """Yield the versions of which a record, of release or of withdrawal, is not what was written or cannot be read."""
    for fault in faults:
        version = fault.file.name.split(".", 1)[0]
        if fault.finding.code in SPOILT and workspace.VERSION.fullmatch(version):
            yield version


def _order(entry: Entry) -> tuple[str, Order]:
    """Sort by the effective day; that of a version which cannot be read is its name, and an open one comes last."""
    return str(entry.effective or entry.version[:10]), order(entry.version, None)


def _released(service: Service, released: Released, as_of: date) -> Entry:
    whole = edition(released)
    release = whole.release
    return Entry(
        version=released.version,
        state=state(service.shelf, released.version, as_of),
        announced=whole.facts.dates.announced,
        effective=released.effective,
        notice=whole.notice,
        weight=whole.comparison.weight if whole.comparison else None,
        changes=_counted(whole.comparison),
        how=released.how,
        published=release.published if release else None,
        hash=released.hash,
    )


def _draft(service: Service, path: Path) -> Entry:
    checked = service.check(path)
    facts = checked.facts
    if facts is None:
        return Entry(version=path.stem, state="draft", readable=False)
    return Entry(
        version=path.stem,
        state="draft",
        announced=facts.dates.announced,
        effective=None if facts.dates.open else facts.dates.effective,
        notice=checked.notice,
        weight=checked.comparison.weight if checked.comparison else None,
        changes=_counted(checked.comparison),
    )


def _counted(comparison: Comparison | None) -> tuple[tuple[Weight, int], ...] | None:
    """Count the changes of each weight, the heaviest first."""
    return None if comparison is None else tuple(_counts(comparison))


def _counts(comparison: Comparison) -> Iterator[tuple[Weight, int]]:
    for weight in WEIGHTS:
        yield weight, sum(change.weight == weight for change in comparison.changes)
