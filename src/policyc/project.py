"""A workspace's policy files, from their beginning into a report and into ``out/``: what ``import policyc`` gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from policyc import compile as road
from policyc import workspace
from policyc.compile import Checked
from policyc.record import NOTHING, Record
from policyc.report.catalogue import entry
from policyc.report.words import Reported, ordered, reported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.edit.init import Begun
    from policyc.edit.new import Started
    from policyc.overlays.check import Overlaid
    from policyc.publish.site import Files


class NoWorkspace(Exception):
    """There is no folder ``policy/`` here or above."""


class UnknownService(Exception):
    """A service was named that has no folder below ``policy/``; `known` are those that have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, tuple(known)


class NotBuilt(Exception):
    """There is no manifest to build against, or it cannot be read."""


class Report(Record):
    """What was found in some policy files; `texts` are the files' texts, for those who show lines of them.

    `overlays` are the workspace's own templates, where they were looked at.
    """

    checked: tuple[Checked, ...]
    overlays: tuple[Overlaid, ...] = ()
    texts: Mapping[str, str]

    @property
    def findings(self) -> list[Reported]:
        """Return all findings in words, by file, line and column."""
        told = [
            reported(one.finding, each.file, each.source, waived=one.waiver is not None)
            for each in self.checked
            for one in each.judged
        ]
        return ordered(
            (*told, *(reported(one, each.file, each.source) for each in self.overlays for one in each.findings))
        )


class Built(Record):
    """What a build did. `early` are versions whose announced day has not come, `refused` services with errors.

    `stopped` where the workspace's own templates have errors, and nothing was made.
    """

    report: Report
    services: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    stopped: bool = False
    early: tuple[str, ...] = ()
    files: int = 0
    written: int = 0
    differences: tuple[tuple[str, str], ...] = ()
    out: Path


Progress = Callable[[int, int], None]


def init(folder: Path) -> Begun:
    """Make a workspace of a folder: what it lacks is written, what it has is kept.

    Raises NotAFolder, InsidePolicy, LeadsOut or OSError.
    """
    from policyc.edit.init import init as begin

    return begin(folder)


def new(service: str, *, as_of: date, effective: date | None = None) -> Started:
    """Write the first policy file of a service into the workspace around the current folder, and list its blanks.

    Raises NoWorkspace, BadService, ServiceExists, LeadsOut or OSError.
    """
    from policyc.edit.new import new as start

    return start(_root(), service, as_of=as_of, effective=effective)


def load(path: Path, *, as_of: date) -> Checked:
    """Read, check and resolve one policy file; `facts` of the result is None where errors keep it from being read.

    Raises OSError where the file cannot be read.
    """
    raw = path.read_bytes()
    return road.check(workspace.shown(path), raw, as_of)


def check(paths: Sequence[Path] = (), *, as_of: date, progress: Progress | None = None) -> Report:
    """Check policy files, all those below folders, or without paths those of the workspace around the current folder.

    Raises NoWorkspace where there is none, OSError where a file cannot be read.
    """
    roots = workspace.overlaid(paths) if paths else (_root(),)
    files = tuple(workspace.policy_files(paths, roots)) if paths else tuple(workspace.policies(roots[0]))
    checked = []
    for done, path in enumerate(files, 1):
        checked.append(load(path, as_of=as_of))
        if progress:
            progress(done, len(files))
    report = Report(checked=tuple(checked), texts={each.file: each.text for each in checked})
    return _with(report, tuple(one for root in roots for one in _overlays(root)))


def repair(paths: Sequence[Path] = ()) -> list[str]:
    """Write anew the files whose Hangul is taken apart (NFD), composed and otherwise unchanged; return their names.

    Without paths these are the workspace's policies, and its own sheets of words.
    """
    from policyc.edit.repair import repair as compose

    return compose(workspace.policy_files(paths) if paths else workspace.sheets(_root()))


def build(
    services: Sequence[str] = (), *, as_of: date, out: Path | None = None, progress: Progress | None = None
) -> Built:
    """Write ``out/`` from ``policy/``: all services, or those named; a service with errors is left as it stands.

    Where the workspace's own templates have errors, everything is.
    Raises NoWorkspace, UnknownService or OSError.
    """
    from policyc.publish.writing import publish, published_services

    root = _root()
    target = out or root / "out"
    built, made = _made(root, services, as_of, progress)
    if built.stopped:
        return built.replace(out=target)
    others = published_services(target) - set(built.services)
    kept = (others if services else set()) | set(built.refused)
    written = publish(target, made, as_of, kept)
    return built.replace(out=target, files=len(made), written=written)


def rebuild(*, out: Path | None = None, progress: Progress | None = None) -> Built:
    """Build again for the day of the manifest, in memory, and tell what differs from what stands in ``out/``.

    Raises NotBuilt where there is no manifest to read; else as `build`.
    """
    from policyc.publish.site import UnreadableManifest, read_manifest
    from policyc.publish.writing import differences

    root = _root()
    target = out or root / "out"
    try:
        manifest = read_manifest(target)
    except UnreadableManifest as fault:
        raise NotBuilt(target) from fault
    if manifest is None:
        raise NotBuilt(target)
    built, made = _made(root, (), manifest[0], progress)
    if built.stopped:
        return built.replace(out=target)
    found = tuple(differences(target, made, manifest[0], built.refused))
    return built.replace(out=target, files=len(made), differences=found)


def _made(root: Path, services: Sequence[str], day: date, progress: Progress | None) -> tuple[Built, Files]:
    """Check what is asked for and draw the files of the services that have no errors, or none at all."""
    from policyc.publish.site import files

    built, sound = _sound(root, services, day, progress)
    folders = workspace.template_folders(root)
    if built.stopped:
        return built, {}
    try:
        return built, files((road.edition(each, folders) for each in sound), folders)
    except workspace.BadTemplate as bad:
        from policyc.overlays.check import stumbled

        return built.replace(report=_with(built.report, (stumbled(bad, folders),)), stopped=True), {}


def _sound(root: Path, services: Sequence[str], day: date, progress: Progress | None) -> tuple[Built, list[Checked]]:
    """Check what is asked for, and pick what is to be made: neither refused nor early."""
    paths = [path for path in workspace.policies(root) if not services or path.parent.name in services]
    known = sorted({path.parent.name for path in workspace.policies(root)})
    for name in services:
        if name not in known:
            raise UnknownService(name, known)
    report = check(paths, as_of=day, progress=progress) if paths else Report(checked=(), texts=NOTHING)
    refused = sorted({_service(each) for each in report.checked if each.refused})
    sound = [each for each in report.checked if _service(each) not in refused]
    early = [each for each in sound if _early(each, day)]
    overlays = _overlays(root)
    built = Built(
        report=_with(report, overlays),
        stopped=any(entry(one.code).severity == "error" for each in overlays for one in each.findings),
        services=tuple(sorted({path.parent.name for path in paths})),
        refused=tuple(refused),
        early=tuple(each.file for each in early),
        out=root,
    )
    return built, [each for each in sound if each not in early]


def _overlays(root: Path) -> tuple[Overlaid, ...]:
    """Check the workspace's own templates, if it has any."""
    folders = workspace.template_folders(root)
    if len(folders) < 2:
        return ()
    from policyc.overlays.check import check as overlaid

    return overlaid(folders)


def _with(report: Report, overlays: tuple[Overlaid, ...]) -> Report:
    """Add what was found in templates to a report."""
    texts = {**report.texts, **{each.file: each.text for each in overlays if each.text}}
    return report.replace(overlays=(*report.overlays, *overlays), texts=texts)


def _early(checked: Checked, day: date) -> bool:
    """Tell whether a version is not public yet: its announced day has not come."""
    announced = checked.facts.dates.announced if checked.facts else None
    return announced is not None and announced > day


def _service(checked: Checked) -> str:
    return Path(checked.file).parent.name


def _root() -> Path:
    if root := workspace.root_of(Path.cwd()):
        return root
    raise NoWorkspace
