"""A workspace's policy files into a report, and into ``out/``: what `policyc.check` and `policyc.build` do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from policyc import compile as road
from policyc import workspace
from policyc.compile import Checked
from policyc.model.edition import Edition
from policyc.record import NOTHING, Record
from policyc.report.words import Reported, ordered, reported


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
    """What was found in some policy files; `texts` are the files' texts, for those who show lines of them."""

    checked: tuple[Checked, ...]
    texts: Mapping[str, str]

    @property
    def findings(self) -> list[Reported]:
        """Return all findings in words, by file, line and column."""
        return ordered(
            reported(one.finding, each.file, each.source, waived=one.waiver is not None)
            for each in self.checked
            for one in each.judged
        )


class Built(Record):
    """What a build did. `early` are versions whose announced day has not come, `refused` services with errors."""

    report: Report
    services: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    files: int = 0
    written: int = 0
    differences: tuple[tuple[str, str], ...] = ()
    out: Path


Progress = Callable[[int, int], None]


def load(path: Path, *, as_of: date) -> Checked:
    """Read, check and resolve one policy file; `facts` of the result is None where errors keep it from being read.

    Raises OSError where the file cannot be read.
    """
    raw = path.read_bytes()
    return road.check(_shown(path), raw, as_of)


def check(paths: Sequence[Path] = (), *, as_of: date, progress: Progress | None = None) -> Report:
    """Check policy files, all those below folders, or without paths those of the workspace around the current folder.

    Raises NoWorkspace where there is none, OSError where a file cannot be read.
    """
    files = tuple(_files(paths)) if paths else tuple(workspace.policies(_root()))
    checked = []
    texts = {}
    for done, path in enumerate(files, 1):
        found = load(path, as_of=as_of)
        checked.append(found)
        texts[found.file] = found.text
        if progress:
            progress(done, len(files))
    return Report(checked=tuple(checked), texts=texts)


def repair(paths: Sequence[Path] = ()) -> list[str]:
    """Write anew the files whose Hangul is taken apart (NFD), composed and otherwise unchanged; return their names."""
    from policyc.reading.characters import repaired

    found = []
    for path in _files(paths) if paths else workspace.policies(_root()):
        content = repaired(path.read_bytes())
        if content is not None:
            workspace.write(path, content)
            found.append(_shown(path))
    return found


def build(
    services: Sequence[str] = (), *, as_of: date, out: Path | None = None, progress: Progress | None = None
) -> Built:
    """Write ``out/`` from ``policy/``: all services, or those named; a service with errors is left as it stands.

    Raises NoWorkspace, UnknownService or OSError.
    """
    from policyc.publish.site import files
    from policyc.publish.writing import publish, published_services

    root = _root()
    target = out or root / "out"
    built, editions = _editions(root, services, as_of, progress)
    made = files(editions, workspace.template_folders(root))
    others = published_services(target) - set(built.services)
    kept = (others if services else set()) | set(built.refused)
    written = publish(target, made, as_of, kept)
    return built.replace(out=target, files=len(made), written=written)


def rebuild(*, out: Path | None = None, progress: Progress | None = None) -> Built:
    """Build again for the day of the manifest, in memory, and tell what differs from what stands in ``out/``.

    Raises NotBuilt where there is no manifest to read; else as `build`.
    """
    from policyc.publish.site import UnreadableManifest, files, read_manifest
    from policyc.publish.writing import differences

    root = _root()
    target = out or root / "out"
    try:
        manifest = read_manifest(target)
    except UnreadableManifest as fault:
        raise NotBuilt(target) from fault
    if manifest is None:
        raise NotBuilt(target)
    built, editions = _editions(root, (), manifest[0], progress)
    made = files(editions, workspace.template_folders(root))
    found = tuple(differences(target, made, manifest[0], built.refused))
    return built.replace(out=target, files=len(made), differences=found)


def _editions(root: Path, services: Sequence[str], day: date, progress: Progress | None) -> tuple[Built, list[Edition]]:
    """Check what is asked for and draw up the editions of the services that have no errors."""
    paths = [path for path in workspace.policies(root) if not services or path.parent.name in services]
    known = sorted({path.parent.name for path in workspace.policies(root)})
    for name in services:
        if name not in known:
            raise UnknownService(name, known)
    report = check(paths, as_of=day, progress=progress) if paths else Report(checked=(), texts=NOTHING)
    refused = sorted({_service(each) for each in report.checked if each.refused})
    sound = [each for each in report.checked if _service(each) not in refused]
    early = [each for each in sound if _early(each, day)]
    folders = workspace.template_folders(root)
    editions = [road.edition(each, folders) for each in sound if each not in early]
    built = Built(
        report=report,
        services=tuple(sorted({path.parent.name for path in paths})),
        refused=tuple(refused),
        early=tuple(each.file for each in early),
        out=root,
    )
    return built, editions


def _early(checked: Checked, day: date) -> bool:
    """Tell whether a version is not public yet: its announced day has not come."""
    announced = checked.facts.dates.announced if checked.facts else None
    return announced is not None and announced > day


def _service(checked: Checked) -> str:
    return Path(checked.file).parent.name


def _root() -> Path:
    root = workspace.root_of(Path.cwd())
    if root is None:
        raise NoWorkspace
    return root


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """Yield the policy files below a folder, in order; raise OSError where a folder cannot be listed."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.suffix in (".yaml", ".yml"):
            yield entry


def _shown(path: Path) -> str:
    """Name a file the way CI does: relative to the current folder where it lies below it.

    The folder is always in the name, for it is the service.
    """
    name = workspace.relative(path, Path.cwd().resolve())
    return name if "/" in name else f"../{path.resolve().parent.name}/{name}"
