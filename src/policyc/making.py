"""A service's folder into its files below ``out/`` and what is told of it; many of them, by several processes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from policyc import workspace
from policyc.publish.chain import edition, forget, next_day, withdrawal
from policyc.publish.records import Fault
from policyc.publish.services import VERSIONS, service_files
from policyc.publish.site import INDEX, Files, Frame, Published
from policyc.publish.writing import put, stands
from policyc.record import NOTHING, Record
from policyc.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.compile import Checked
    from policyc.memory import Memory
    from policyc.overlays.check import Overlaid

BARRED = (PermissionError, FileExistsError, FileNotFoundError, IsADirectoryError, NotADirectoryError)
"""What may keep a service from being read or written that keeps no other from it."""

CHUNK = 4
"""Services that a process is given at a time: as few as keep it busy, so that what is done is seen."""


class Job(Record):
    """What holds for every service of a build: their folder, the day, the frame, the site's address, if drafts count.

    Only where it says to `draw` is more done than to check. Files go into `out`, and before them the `assets` that all
    pages need; None writes nothing. What stands already and is in `memory` is not drawn again.
    """

    policies: Path
    day: date
    frame: Frame
    base: str | None = None
    drafts: bool = False
    draw: bool = False
    assets: Mapping[str, bytes] = NOTHING
    out: Path | None = None
    memory: Memory | None = None


class Made(Record):
    """What became of a service: how many `files` it has, the hashes of them by path, and its list of versions.

    `put` are the paths that were written of what is common to all, `written` counts its own. It is `refused` where its
    records have faults; `stumbled` says which template could not be used, `barred` which file could not be read or
    written. `faulty` are drafts with errors, `early` versions whose announced day has not come, `turn` the next day
    that changes something.
    """

    name: str
    checked: tuple[Checked, ...] = ()
    faults: tuple[Fault, ...] = ()
    drafts: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    turn: date | None = None
    files: int = 0
    hashes: Mapping[str, str] = NOTHING
    versions: bytes = b""
    put: tuple[str, ...] = ()
    written: int = 0
    stumbled: Overlaid | None = None
    barred: OSError | None = None

    @property
    def refused(self) -> bool:
        """Tell whether the service stays as it stands."""
        return bool(self.faults)

    @property
    def faulty(self) -> tuple[str, ...]:
        """Return the drafts that were left out."""
        return () if self.refused else tuple(each.file for each in self.checked if each.refused)


def cores() -> int:
    """Return how many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(job: Job, services: Sequence[str], processes: int) -> Iterator[Made]:
    """Make the services that are named one by one, or by several processes, and yield what became of each, in order.

    What is written is the same; a process holds one service at a time. Raises what `made` does, and ChildProcessError
    where a process was ended from outside.
    """
    if processes <= 1 or len(services) <= 1:
        yield from map(partial(made, job), services)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    with ProcessPoolExecutor(min(processes, len(services)), initializer=_end_with_parent) as pool:
        try:
            yield from pool.map(partial(made, job), services, chunksize=CHUNK)
        except BrokenProcessPool as broken:
            raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD)) from broken
        finally:
            pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Have this process end when the one that began it does, even if that was killed: nobody else would tell it."""
    from multiprocessing import connection, parent_process
    from threading import Thread

    def wait() -> None:
        if parent := parent_process():
            connection.wait([parent.sentinel])
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def made(job: Job, name: str) -> Made:
    """Read what is released of a service, check its drafts if they are wanted, draw and write what is sound.

    Raises LeadsOut, and OSError where it is the system that has no more of something.
    """
    try:
        return _made(job, Service(job.policies / name, job.day, job.frame.folders))
    except BARRED as fault:
        return Made(name=name, barred=fault)
    finally:
        forget()


def _made(job: Job, service: Service) -> Made:
    key = _key(job, service)
    if key and (passed := _passed(job, service, key)):
        return passed
    found = Made(
        name=service.folder.name,
        faults=tuple(service.faults),
        checked=tuple(_light(service.check(path)) for path in service.drafts) if job.drafts else (),
        drafts=() if job.drafts else tuple(map(workspace.shown, service.drafts)),
        turn=next_day(service.shelf, job.day),
    )
    if found.refused:
        return found
    found = found.replace(early=_early(service, job.day))
    if not job.draw:
        return found
    try:
        drawn = service_files(tuple(_published(service, found, job.day)), job.frame, job.day, job.base)
        first = _first(job, drawn)
    except workspace.BadTemplate as bad:
        from policyc.overlays.check import stumbled

        return found.replace(stumbled=stumbled(bad, job.frame.folders))
    found = _written(found, first, drawn, job)
    if key and job.memory:
        job.memory.keep(found.name, key, found.hashes)
    return found


def _key(job: Job, service: Service) -> str:
    """Return what the files of a service depend on, where it may be passed by: no draft is drawn, all is written."""
    if job.memory is None or job.out is None or job.drafts or not job.draw or service.shelf.faults:
        return ""
    return job.memory.key(service.folder, next_day(service.shelf, job.day))


def _passed(job: Job, service: Service, key: str) -> Made | None:
    """Tell of a service what would be told if it were drawn, where all its files stand as they were drawn from this."""
    hashes = job.memory.recall(service.folder.name, key) if job.memory else None
    if not hashes or not job.out or not stands(job.out, hashes):
        return None
    path = f"{service.folder.name}/{VERSIONS}"
    return Made(
        name=service.folder.name,
        drafts=tuple(map(workspace.shown, service.drafts)),
        early=_early(service, job.day),
        turn=next_day(service.shelf, job.day),
        files=len(hashes),
        hashes=hashes,
        versions=(job.out / path).read_bytes() if path in hashes else b"",
    )


def _light(checked: Checked) -> Checked:
    """Leave out what was compared, which holds on to the other versions."""
    return checked.replace(before=None, comparison=None, notice=None)


def _written(found: Made, first: Files, drawn: Files, job: Job) -> Made:
    """Write the files, if they are to be written, `first` before the others, and keep what is told of them."""
    from policyc.canonical import sha256

    begun = put(job.out, first) if job.out and first else ()
    return found.replace(
        files=len(drawn),
        hashes={path: sha256(content) for path, content in drawn.items()},
        versions=drawn.get(f"{found.name}/{VERSIONS}", b""),
        put=begun,
        written=len(put(job.out, drawn)) if job.out else 0,
    )


def _first(job: Job, drawn: Files) -> Files:
    """Return what pages need or lead to and what is not there at all: assets, named by what they hold, a first page."""
    if job.out is None or not drawn:
        return {}
    found = {path: content for path, content in job.assets.items() if not (job.out / path).is_file()}
    if any(path.endswith(f"/{VERSIONS}") for path in drawn) and not (job.out / INDEX).is_file():
        from policyc.publish.front import opening  # drafts do not lead to it

        found |= opening(job.frame, job.day)
    return found


def _published(service: Service, found: Made, day: date) -> Iterator[Published]:
    """Yield the released versions whose announced day has come, then the drafts without errors."""
    taken = {each.version: withdrawal(each) for each in service.shelf.withdrawn}
    for released in service.shelf.released:
        if released.announced <= day:
            origin = service.shelf.records[0].hash
            yield Published(version=edition(released), withdrawal=taken.get(released.version), origin=origin)
    for path, checked in zip(service.drafts, found.checked, strict=False):
        if not checked.refused:
            yield Published(version=service.version(path))


def _early(service: Service, day: date) -> tuple[str, ...]:
    """List what is not public yet: versions whose announced day has not come."""
    return tuple(f"{one.service}/{one.version}" for one in service.shelf.released if one.announced > day)
