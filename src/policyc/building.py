"""What is released, and drafts where they are wanted, into ``out/``; or what of ``out/`` a build would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from policyc import workspace
from policyc.project import Progress, Report, joined, overlaid_templates, settings
from policyc.publish.chain import edition, next_day, withdrawal
from policyc.publish.front import together
from policyc.publish.records import Released
from policyc.publish.services import VERSIONS, site
from policyc.publish.site import DRAFTS, Files, Published, UnreadableManifest, read_manifest
from policyc.publish.writing import differences, publish, published_services, standing
from policyc.record import Record
from policyc.report.catalogue import entry
from policyc.service import Service
from policyc.workspace import NotBuilt, UnknownService


class Built(Record):
    """What a build did.

    `early` are versions whose announced day has not come, `drafts` files that are not released and were not asked for,
    `refused` services whose records have faults, `faulty` drafts with errors. `stopped` where the workspace's own
    templates have errors, or its settings have some that bear on the site, and nothing was made.
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
    Where the workspace's own templates have errors, or its settings so far as they bear on the site, nothing is made.
    Raises NoWorkspace, UnknownService or OSError.
    """
    top = workspace.here()
    target = out or top / "out"
    made = _made(top, services, as_of, drafts, progress, target)
    if made.built.stopped:
        return made.built.replace(out=target)
    written = publish(target, made.files, as_of, made.kept, made.turn)
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
    drafts = any(path.split("/")[1:2] == [DRAFTS] for path in listed)
    made = _made(top, (), day, drafts, progress, target)
    if made.built.stopped:
        return made.built.replace(out=target)
    found = tuple(differences(target, made.files, day, made.kept, made.turn))
    return made.built.replace(out=target, files=len(made.files), differences=found)


class _Made(Record):
    """What a build is about to write; `turn` is the next day on which it would be something else by itself.

    `kept` are the services whose files stay as they stand: refused, or not asked for.
    """

    built: Built
    files: Files
    kept: frozenset[str] = frozenset()
    turn: date | None = None


def _made(top: Path, names: Sequence[str], day: date, drafts: bool, progress: Progress | None, target: Path) -> _Made:
    """Read what is released, check the drafts that are asked for, and draw the files of what is sound, or none."""
    folders = workspace.template_folders(top)
    known = {path.name: Service(path, day, folders) for path in workspace.services(top)}
    for name in names:
        if name not in known:
            raise UnknownService(name, sorted(known))
    services = [known[name] for name in sorted(names or known)]
    built, shown = _shown(services, day, drafts, progress)
    built, base = _settled(built, top)
    overlays = overlaid_templates(top)
    stopped = built.stopped or any(entry(one.code).severity == "error" for each in overlays for one in each.findings)
    built = built.replace(report=joined(built.report, overlays), stopped=stopped)
    if stopped:
        return _Made(built=built, files={})
    try:
        others = published_services(target) - set(built.services) if names else set()
        kept = frozenset({*others, *built.refused})
        made = site(shown, folders, day, base)
        lists = standing(target, kept, VERSIONS) | _lists(made)
        turns = [turn for service in known.values() if (turn := next_day(service.shelf, day))]
        files = made | together(lists, folders, day, base)
        return _Made(built=built, files=files, kept=kept, turn=min(turns, default=None))
    except workspace.BadTemplate as bad:
        from policyc.overlays.check import stumbled

        report = joined(built.report, (stumbled(bad, folders),))
        return _Made(built=built.replace(report=report, stopped=True), files={})


def _lists(made: Files) -> Files:
    """Return what tells of each service that was drawn, by path."""
    return {path: content for path, content in made.items() if path.endswith(f"/{VERSIONS}")}


def _settled(built: Built, top: Path) -> tuple[Built, str | None]:
    """Read the site's address in the workspace's settings; how much a rule weighs does not bear on what is released."""
    found = settings(top / "policy")
    if found is None:
        return built, None
    wrong = tuple(one for one in found.findings if one.at[:1] != ("rules",))
    if not wrong:
        return built, found.settings.base_url
    texts = {**built.report.texts, found.file: found.text}
    report = built.report.replace(decided=(found.replace(findings=wrong),), texts=texts)
    return built.replace(report=report, stopped=True), None


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
                taken_back, origin = taken.get(released.version), service.shelf.records[0].hash
                yield Published(edition=edition(released), withdrawal=taken_back, origin=origin)
    for service, path in drafts:
        if service in services:
            yield Published(edition=service.edition(path), draft=True)


def _early(released: Released, day: date) -> bool:
    """Tell whether a version is not public yet: its announced day has not come."""
    return released.announced > day
