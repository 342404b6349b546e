"""A workspace's versions into its chains of records, and the chains into what has become of them since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from policyc import workspace
from policyc.model.edition import Edition
from policyc.project import settings
from policyc.publish.chain import Shelf
from policyc.publish.records import Fault
from policyc.publish.release import Broken, Refused, Written, ready, releasable
from policyc.record import NOTHING, Record
from policyc.report.words import Reported, ordered, reported, told
from policyc.service import Service
from policyc.workspace import NotBuilt, NoWorkspace, UnknownService


class Recorded(Record):
    """What came of an attempt to add to a chain: the record, or the findings that stand against it.

    `texts` are the files' texts, for those who show lines of them; a record may come with warnings.
    """

    written: Written | None = None
    findings: tuple[Reported, ...] = ()
    texts: Mapping[str, str] = NOTHING


class Verified(Record):
    """What has become of the records of some services; `records` says how many there are."""

    services: tuple[str, ...]
    records: int
    findings: tuple[Reported, ...]


def release(service: str, version: str, *, day: date) -> Recorded:
    """Check a version as ever, and freeze it on `day`, today in Korea.

    Raises NoWorkspace, UnknownService, LeadsOut, OSError, or `publish.release.Refused` with its reason.
    """
    from policyc.publish.release import release as freeze

    return _frozen(service, version, day, lambda folder, made, head: freeze(folder, made, day=day, head=head))


def adopt(service: str, version: str, *, published: date, evidence: str, day: date) -> Recorded:
    """Check a version as ever, and freeze it as one that was public before; raises as `release` does."""
    from policyc.publish.release import adopt as freeze

    said = {"evidence": evidence}
    return _frozen(
        service, version, day, lambda at, made, head: freeze(at, made, published=published, day=day, head=head, **said)
    )


def withdraw(service: str, version: str, *, reason: str, day: date) -> Recorded:
    """Take a released version back before it takes effect; raises as `release` does."""
    from policyc.publish.release import withdraw as take_back

    try:
        return Recorded(written=take_back(_folder(_root(), service), version, reason=reason, day=day))
    except Broken as broken:
        return Recorded(findings=_told(broken.faults))


def verify(services: Sequence[str] = (), *, since: str | None = None, out: Path | None = None) -> Verified:
    """Check the records of all services or of some, against git since a revision, and against a published site.

    Raises NoWorkspace, UnknownService, NotBuilt where `out` has no manifest, git.NoGit, git.BadRevision or OSError.
    """
    from policyc.publish import verify as chains
    from policyc.publish.chain import shelf

    root = _root()
    names = [_folder(root, name).name for name in services] or _services(root)
    faults: list[Fault] = []
    records = 0
    day = _built(out) if out else None
    for name in names:
        folder = root / "policy" / name
        found = chains.verify(folder)
        faults += found
        stands = shelf(folder)
        records += len(stands.records)
        if out and day and not found:
            faults += _site(out, stands, day)
    faults += chains.since(root, since, services) if since is not None else ()
    return Verified(services=tuple(names), records=records, findings=_told(faults))


def _frozen(name: str, version: str, day: date, freeze: Callable[[Path, Edition, str | None], Written]) -> Recorded:
    """Check a version of a chain without faults, and freeze it where no error stands."""
    root = _root()
    service = Service(_folder(root, name), day, workspace.template_folders(root))
    try:
        stands = ready(service.folder, service.shelf)
        path = releasable(stands, version)
        checked = service.check(path)
        findings = (*told(checked.judged, checked.file, checked.source), *_decided(root), *_overlaid(root))
        report = Recorded(findings=tuple(ordered(findings)), texts={checked.file: checked.text})
        if any(one.severity == "error" and not one.waived for one in findings):
            return report
        if checked.before and not stands.find(checked.before.version):
            raise Refused("draft-before", version=version, before=checked.before.version)
        made = service.edition(path)
        return report.replace(written=freeze(service.folder, made, stands.last.hash if stands.last else None))
    except Broken as broken:
        return Recorded(findings=_told(broken.faults))


def _decided(root: Path) -> Iterator[Reported]:
    """Read the workspace's settings, for they say how much a finding weighs."""
    if found := settings(root / "policy"):
        yield from (reported(one, found.file, found.source) for one in found.findings)


def _overlaid(root: Path) -> Iterator[Reported]:
    """Check the workspace's own templates, for the text that is frozen is drawn with them."""
    folders = workspace.template_folders(root)
    if len(folders) < 2:
        return
    from policyc.overlays.check import check

    yield from (reported(one, each.file, each.source) for each in check(folders) for one in each.findings)


def _site(out: Path, stands: Shelf, day: date) -> Iterator[Fault]:
    from policyc.publish.against import against

    yield from against(out, stands, day)


def _built(out: Path) -> date:
    """Return the day on which a site was built."""
    from policyc.publish.manifest import UnreadableManifest, read_manifest

    try:
        manifest = read_manifest(out)
    except UnreadableManifest as fault:
        raise NotBuilt(out) from fault
    if manifest is None:
        raise NotBuilt(out)
    day, inventory = manifest
    inventory.close()
    return day


def _told(faults: Sequence[Fault]) -> tuple[Reported, ...]:
    return tuple(ordered(reported(fault.finding, workspace.shown(fault.file), None) for fault in faults))


def _services(root: Path) -> list[str]:
    return [folder.name for folder in workspace.services(root)]


def _folder(root: Path, service: str) -> Path:
    known = _services(root)
    if service not in known:
        raise UnknownService(service, known)
    return root / "policy" / service


def _root() -> Path:
    if root := workspace.root_of(Path.cwd()):
        return root
    raise NoWorkspace
