"""An Edition into the next link of its service's chain; a release is the writing of one file, whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from policyc.canonical import sha256
from policyc.changes.history import order
from policyc.model.edition import Edition, Release, Withdrawal
from policyc.publish.chain import WITHDRAWN, Shelf, shelf, standing
from policyc.publish.chain import edition as read_edition
from policyc.publish.holding import Taken, held, put
from policyc.publish.linking import sources
from policyc.publish.records import Fault, Released
from policyc.record import Record
from policyc.workspace import DRAFT, RELEASED, VERSION, LeadsOut


class Refused(Exception):
    """A version cannot be released, adopted or withdrawn; `reason` is an id and `values` fill its words."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class Broken(Exception):
    """The chain has faults, and nothing is added to it until they are mended."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(sorted({fault.finding.code for fault in faults})))
        self.faults = faults


class Written(Record):
    """The record that was written: its file, its number in the chain, its hash."""

    path: Path
    sequence: int
    hash: str


def release(folder: Path, edition: Edition, *, day: date, head: str | None) -> Written:
    """Freeze a version on `day`, today in Korea, in the folder of its service.

    `head` is the hash of the newest record that the edition was made after. Raises Refused, Broken, LeadsOut or
    OSError; then nothing is written.
    """
    announced = edition.facts.dates.announced
    if announced is None:
        raise Refused("announced-missing", version=edition.facts.version)
    if announced < day:
        days = {"announced": announced.isoformat(), "day": day.isoformat()}
        raise Refused("announced-passed", version=edition.facts.version, **days)
    return _frozen(folder, edition, head, {"how": "released", "day": day})


def adopt(folder: Path, edition: Edition, *, published: date, evidence: str, day: date, head: str | None) -> Written:
    """Freeze a version that was public from `published` on, before policyc, as `evidence` shows; else as `release`."""
    if published > day:
        raise Refused("published-later", published=published.isoformat(), day=day.isoformat())
    if not evidence.strip():
        raise Refused("evidence-missing")
    announced = edition.facts.dates.announced
    if announced and published > announced:
        days = {"published": published.isoformat(), "announced": announced.isoformat()}
        raise Refused("published-after-announced", **days)
    how = {"how": "adopted", "day": day, "published": published, "evidence": evidence.strip()}
    return _frozen(folder, edition, head, how)


def withdraw(folder: Path, version: str, *, reason: str, day: date) -> Written:
    """Take a released version back on `day`, before it takes effect; raises as `release` does."""
    from policyc.publish.stored import write_withdrawal

    if not reason.strip():
        raise Refused("reason-missing")
    with held(_inside(folder)):
        stands = ready(folder)
        released = stands.find(version)
        if released is None:
            raise Refused("not-released", version=version)
        if stands.is_withdrawn(version):
            raise Refused("withdrawn-already", version=version)
        if day >= released.effective:
            raise Refused("in-force", version=version, effective=released.effective.isoformat())
        if after := next((each for each in standing(stands) if _told_against(each, version)), None):
            raise Refused("compared-with", version=version, after=after.version)
        link = {**_next(stands, day), "day": day, "reason": reason.strip()}
        withdrawal = Withdrawal(service=stands.service, version=version, **link)
        return _put(folder, f"{version}{WITHDRAWN}.json", write_withdrawal(withdrawal), withdrawal.sequence)


def ready(folder: Path, read: Shelf | None = None) -> Shelf:
    """Read a chain that is to grow, unless it is `read` already; raise Broken where it has faults."""
    found = read or shelf(folder)
    if found.faults:
        raise Broken(found.faults)
    return found


def releasable(stands: Shelf, version: str) -> Path:
    """Return the file of a version that may be released; raise Refused where there is none or it is released."""
    if stands.is_withdrawn(version):
        raise Refused("withdrawn-already", version=version)
    if stands.find(version):
        raise Refused("released-already", version=version)
    path = next((path for path in sources(stands.folder, version) if path.is_file()), None)
    if version == DRAFT:
        raise Refused("still-draft", service=stands.service)
    if path is None or not VERSION.fullmatch(version):
        raise Refused("no-version", service=stands.service, version=version)
    return path


def _frozen(folder: Path, edition: Edition, head: str | None, how: dict[str, Any]) -> Written:
    """Add an edition to the chain, if both are still what they were when it was made."""
    from policyc.publish.stored import read, write

    version = edition.facts.version
    with held(_inside(folder)):
        stands = ready(folder)
        path = releasable(stands, version)
        if edition.facts.service != stands.service:
            raise Refused("no-version", service=stands.service, version=version)
        if (stands.last.hash if stands.last else None) != head or sha256(path.read_bytes()) != edition.source_hash:
            raise Refused("moved-on", service=stands.service)
        effective = edition.facts.dates.effective
        later = [each for each in standing(stands) if order(each.version, each.effective) > order(version, effective)]
        if later:
            raise Refused("later-released", version=version, later=later[0].version)
        name = f"{version}.json"
        made = Release(**how, **_next(stands, how["day"]))
        raw = write(edition.replace(release=made))
        read(raw, name)  # what could not be read again must not be frozen
        return _put(folder, name, raw, made.sequence)


def _told_against(released: Released, version: str) -> bool:
    """Tell whether a released version told people what it changes against another one."""
    comparison = read_edition(released).comparison
    return comparison is not None and comparison.old == version


def _next(stands: Shelf, day: date) -> dict[str, Any]:
    """Give the next link its number and tie it to the newest; its day may not stand before that one's."""
    last = stands.last
    if last is None:
        return {"sequence": 1, "previous": None}
    if day < last.day:
        raise Refused("clock-behind", day=day.isoformat(), last=last.day.isoformat())
    return {"sequence": last.sequence + 1, "previous": last.hash}


def _put(folder: Path, name: str, raw: bytes, sequence: int) -> Written:
    path = folder / RELEASED / name
    try:
        put(path, raw)
    except Taken:
        raise Refused("released-already", version=name.split(".", 1)[0]) from None
    return Written(path=path, sequence=sequence, hash=raw[-67:-3].decode("ascii"))


def _inside(folder: Path) -> Path:
    """Return the folder of a service, unless it or its ``released/`` is a link that leads away."""
    for each in (folder, folder / RELEASED):
        if each.is_symlink():
            raise LeadsOut(each.as_posix())
    return folder
