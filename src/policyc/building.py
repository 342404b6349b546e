"""What is released, and drafts where they are wanted, into ``out/``; or what of ``out/`` a build would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from policyc import workspace
from policyc.project import Progress, Report, joined, overlaid_templates
from policyc.publish.chain import edition, next_day, withdrawal
from policyc.publish.records import Released
from policyc.publish.site import DRAFTS, Files, Published, UnreadableManifest, files, read_manifest
from policyc.publish.writing import differences, publish, published_services
from policyc.record import Record
from policyc.report.catalogue import entry
from policyc.service import Service
from policyc.workspace import NotBuilt, UnknownService


class Built(Record):
    """What a build did.

    `early` are versions whose announced day has not come, `drafts` files that are not released and were not asked for,
    `refused` services whose records have faults, `faulty` drafts with errors. `stopped` where the workspace's own
    templates have errors, and nothing was made.
    """

    report: Report
    services: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    stopped: bool = False
    early: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    files: int = 0
    written: int = 0
    differences: tuple[tuple[str, str], ...] = ()
    out: Path


def build(
    services: Sequence[str] = (),
    *,
    as_of: date,
    out: Path | None = None,
    drafts: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Write ``out/`` from ``policy/``: the released versions of all services, or of those named, and drafts if wanted.

    A service whose records have faults is left as it stands; a draft with errors is left out.
    Where the workspace's own templates have errors, nothing is made.
    Raises NoWorkspace, UnknownService or OSError.
    """
    top = workspace.here()
    target = out or top / "out"
    made = _made(top, services, as_of, drafts, progress)
    if made.built.stopped:
        return made.built.replace(out=target)
    others = published_services(target) - set(made.built.services)
    kept = (others if services else set()) | set(made.built.refused)
    written = publish(target, made.files, as_of, kept, made.turn)
    return made.built.replace(out=target, files=len(made.files), written=written)


def rebuild(*, out: Path | None = None, progress: Progress | None = None) -> Built:
    """Build again for the day of the manifest, in memory, and tell what differs from what stands in ``out/``.

    Raises NotBuilt where there is no manifest to read; else as `build`.
    """
    top = workspace.here()
    target = out or top / "out"
    try:
        manifest = read_manifest(target)
    except UnreadableManifest as fault:
        raise NotBuilt(target) from fault
    if manifest is None:
        raise NotBuilt(target)
    day, listed = manifest
    made = _made(top, (), day, any(path.split("/")[1] == DRAFTS for path in listed), progress)
    if made.built.stopped:
        return made.built.replace(out=target)
    found = tuple(differences(target, made.files, day, made.built.refused, made.turn))
    return made.built.replace(out=target, files=len(made.files), differences=found)


class _Made(Record):
    """What a build is about to write; `turn` is the next day on which it would be something else by itself."""

    built: Built
    files: Files
    turn: date | None = None


def _made(top: Path, names: Sequence[str], day: date, drafts: bool, progress: Progress | None) -> _Made:
    """Read what is released, check the drafts that are asked for, and draw the files of what is sound, or none."""
    folders = workspace.template_folders(top)
    known = {path.name: Service(path, day, folders) for path in workspace.services(top)}
    for name in names:
        if name not in known:
            raise UnknownService(name, sorted(known))
    services = [known[name] for name in sorted(names or known)]
    built, shown = _shown(services, day, drafts, progress)
    overlays = overlaid_templates(top)
    stopped = any(entry(one.code).severity == "error" for each in overlays for one in each.findings)
    built = built.replace(report=joined(built.report, overlays), stopped=stopped)
    if stopped:
        return _Made(built=built, files={})
    try:
        turns = [turn for service in services if (turn := next_day(service.shelf, day))]
        return _Made(built=built, files=files(shown, folders), turn=min(turns, default=None))
    except workspace.BadTemplate as bad:
        from policyc.overlays.check import stumbled

        report = joined(built.report, (stumbled(bad, folders),))
        return _Made(built=built.replace(report=report, stopped=True), files={})


def _shown(
    services: Sequence[Service], day: date, drafts: bool, progress: Progress | None
) -> tuple[Built, Iterator[Published]]:
    """Tell what is shown of each service, and what is not and why."""
    faults = {service: tuple(service.faults) for service in services}
    sound = [service for service in services if not faults[service]]
    paths = [(service, path) for service in services for path in service.drafts]
    checked = []
    for done, (service, path) in enumerate(paths if drafts else (), 1):
        checked.append(service.check(path))
        if progress:
            progress(done, len(paths))
    whole = [each for (service, path), each in zip(paths, checked, strict=False) if service in sound]
    built = Built(
        report=Report(
            checked=tuple(checked),
            faults=tuple(fault for found in faults.values() for fault in found),
            texts={each.file: each.text for each in checked},
        ),
        services=tuple(service.folder.name for service in services),
        refused=tuple(service.folder.name for service in services if service not in sound),
        faulty=tuple(each.file for each in whole if each.refused),
        early=tuple(
            f"{one.service}/{one.version}" for each in sound for one in each.shelf.released if _early(one, day)
        ),
        drafts=() if drafts else tuple(workspace.shown(path) for _, path in paths),
        out=Path(),
    )
    made = ((service, path) for (service, path), each in zip(paths, checked, strict=False) if not each.refused)
    return built, _published(sound, day, made)


def _published(services: Sequence[Service], day: date, drafts: Iterator[tuple[Service, Path]]) -> Iterator[Published]:
    """Yield the released versions whose announced day has come, then the drafts of sound services."""
    for service in services:
        taken = {each.version: withdrawal(each) for each in service.shelf.withdrawn}
        for released in service.shelf.released:
            if not _early(released, day):
                yield Published(edition=edition(released), withdrawal=taken.get(released.version))
    for service, path in drafts:
        if service in services:
            yield Published(edition=service.edition(path), draft=True)


def _early(released: Released, day: date) -> bool:
    """Tell whether a version is not public yet: its announced day has not come."""
    return released.announced > day
