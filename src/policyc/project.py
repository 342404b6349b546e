"""A workspace's policy files, from their beginning into a report: what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from policyc import workspace
from policyc.publish.records import Fault
from policyc.record import Record
from policyc.report.words import Reported, ordered, reported, told
from policyc.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.compile import Checked
    from policyc.edit.init import Begun
    from policyc.edit.new import Started
    from policyc.overlays.check import Overlaid
    from policyc.report.settings import Decided


class Report(Record):
    """What was found in some policy files; `texts` are the files' texts, for those who show lines of them.

    `faults` are of files that are no policy: records of releases, what is astray. `overlays` are the workspace's own
    templates, and `decided` its settings, where they were looked at.
    """

    checked: tuple[Checked, ...]
    faults: tuple[Fault, ...] = ()
    overlays: tuple[Overlaid, ...] = ()
    decided: tuple[Decided, ...] = ()
    texts: Mapping[str, str]

    @property
    def findings(self) -> list[Reported]:
        """Return all findings in words, by file, line and column."""
        found = [one for each in self.checked for one in told(each.judged, each.file, each.source)]
        found += (reported(one.finding, workspace.shown(one.file), None) for one in self.faults)
        found += (reported(one, each.file, each.source) for each in self.overlays for one in each.findings)
        found += (reported(one, each.file, each.source) for each in self.decided for one in each.findings)
        return ordered(found)


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

    return start(workspace.here(), service, as_of=as_of, effective=effective)


def load(path: Path, *, as_of: date) -> Checked:
    """Read, check and resolve one policy file; `facts` of the result is None where errors keep it from being read.

    It is judged by itself alone, without the versions beside it. Raises OSError where the file cannot be read.
    """
    from policyc import compile as road

    return road.check(workspace.shown(path), path.read_bytes(), as_of)


def check(paths: Sequence[Path] = (), *, as_of: date, progress: Progress | None = None) -> Report:
    """Check policy files, all those below folders, or without paths those of the workspace around the current folder.

    A draft is checked against the versions beside it; of a released one, its record and its bytes are.
    Raises NoWorkspace where there is none, OSError where a file cannot be read.
    """
    roots = workspace.overlaid(paths) if paths else (workspace.here(),)
    files = tuple(workspace.policy_files(paths, roots)) if paths else tuple(workspace.policies(roots[0]))
    services = {path.parent: Service(path.parent, as_of, _templates(path)) for path in files}
    checked = []
    for done, path in enumerate(files, 1):
        checked.append(services[path.parent].check(path))
        if progress:
            progress(done, len(files))
    faults = [fault for service in services.values() for fault in service.faults]
    faults += () if paths else _astray(roots[0])
    report = Report(checked=tuple(checked), faults=tuple(faults), texts={each.file: each.text for each in checked})
    folders = {path.parent.parent for path in files} | {root / "policy" for root in roots}
    decided = tuple(found for folder in sorted(folders) if (found := settings(folder)))
    texts = {**report.texts, **{each.file: each.text for each in decided if each.text}}
    report = report.replace(decided=decided, texts=texts)
    return joined(report, tuple(one for root in roots for one in overlaid_templates(root)))


def settings(policy: Path) -> Decided | None:
    """Read what a workspace decides for itself, in the folder of its services; None where it decides nothing."""
    if not (policy / workspace.SETTINGS).is_file():
        return None
    from policyc.report.settings import read

    return read(policy, workspace.shown(policy / workspace.SETTINGS))


def repair(paths: Sequence[Path] = ()) -> list[str]:
    """Write anew the files whose Hangul is taken apart (NFD), composed and otherwise unchanged; return their names.

    Without paths these are the workspace's policies, and its own sheets of words.
    """
    from policyc.edit.repair import repair as compose

    return compose(workspace.policy_files(paths) if paths else workspace.sheets(workspace.here()))


def overlaid_templates(root: Path) -> tuple[Overlaid, ...]:
    """Check the workspace's own templates, if it has any."""
    folders = workspace.template_folders(root)
    if len(folders) < 2:
        return ()
    from policyc.overlays.check import check as overlaid

    return overlaid(folders)


def joined(report: Report, overlays: tuple[Overlaid, ...]) -> Report:
    """Add what was found in templates to a report."""
    texts = {**report.texts, **{each.file: each.text for each in overlays if each.text}}
    return report.replace(overlays=(*report.overlays, *overlays), texts=texts)


def _templates(path: Path) -> tuple[Path, ...]:
    return workspace.template_folders(workspace.root_of(path.parent))


def _astray(root: Path) -> tuple[Fault, ...]:
    files = tuple(workspace.strays(root))
    if not files:
        return ()
    from policyc.reading.dates import stray

    return tuple(Fault(file=path, finding=stray(path.name)) for path in files)
