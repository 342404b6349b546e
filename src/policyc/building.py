"""What is released, and drafts where they are wanted, into ``out/``; or what of ``out/`` a build would change."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date
from pathlib import Path

from policyc import workspace
from policyc.built import Built, told
from policyc.canonical import sha256
from policyc.making import Job, Made, cores, each
from policyc.project import Progress, Report, joined, overlaid_templates, settings
from policyc.publish.chain import next_day
from policyc.publish.differences import differences
from policyc.publish.inventory import Inventory
from policyc.publish.manifest import UnreadableManifest, read_manifest
from policyc.publish.services import VERSIONS
from policyc.publish.site import DRAFTS, Files, Frame, dressed
from policyc.publish.writing import altered, finish, keep, put, resume, standing
from policyc.record import NOTHING, Record
from policyc.report.catalogue import entry
from policyc.service import Service
from policyc.spool import Spool
from policyc.workspace import NotBuilt, UnknownService

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.memory import Memory


def build(
    services: Sequence[str] = (),
    *,
    as_of: date,
    out: Path | None = None,
    drafts: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    memory: Memory | None = None,
) -> Built:
    """Write ``out/`` from ``policy/``: the released versions of all services, or of those named, and drafts if wanted.

    A service whose records have faults, or that the workspace's templates cannot draw, is left as it stands, and the
    others are made; a draft with errors is left out. `jobs` processes share
    the services, as many as can work at once where it is 0; what they write is the same. With a `memory`, services that
    stand as they were drawn, and for which nothing changed, are not drawn again.
    Where the workspace's own templates have errors, or its settings so far as they bear on the site, nothing is made.
    Raises NoWorkspace, UnknownService or OSError.
    """
    top = workspace.here()
    target = out or top / "out"
    asked = _asked(top, services)
    run = _Run(top=top, target=target, day=as_of, drafts=drafts, jobs=jobs or cores(), progress=progress, memory=memory)
    with resume(target) as before, Inventory() as now:
        made = _made(run.replace(write=True), asked, before, now, alone=bool(services))
        if made.built.stopped:
            return made.built
        put_last = put(target, made.files)
        finish(target, before, now, made.kept, as_of, made.turn, done=not made.built.barred)
    return made.built.replace(written=made.built.written + len({*made.put, *put_last} & made.files.keys()))


def rebuild(*, out: Path | None = None, jobs: int = 1, progress: Progress | None = None) -> Built:
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
    with listed as before, Inventory() as now:
        drafts = any(path.split("/")[1:2] == [DRAFTS] for path, _done in before.entries())
        run = _Run(top=top, target=target, day=day, drafts=drafts, jobs=jobs or cores(), progress=progress)
        made = _made(run, _asked(top, ()), before, now)
        if made.built.stopped:
            return made.built
        return made.built.replace(differences=tuple(differences(target, now, day, made.turn)))


class _Run(Record):
    """What was asked for: where from and where to, for which day, how, and whether it is written."""

    top: Path
    target: Path
    day: date
    drafts: bool = False
    jobs: int = 1
    progress: Progress | None = None
    memory: Memory | None = None
    write: bool = False


class _Made(Record):
    """What became of all services, and what is still to be written; `turn` is the next day that changes something.

    `kept` are the services whose files stay as they are: not made, or not asked for. `files` are of no service, and
    `put` what was written already of them.
    """

    built: Built
    files: Files
    kept: frozenset[str] = frozenset()
    put: frozenset[str] = frozenset()
    turn: date | None = None


def _asked(top: Path, names: Sequence[str]) -> list[str]:
    """Return the services that are named, or all; raise UnknownService."""
    known = [path.name for path in workspace.services(top)]
    for name in names:
        if name not in known:
            raise UnknownService(name, known)
    return sorted(names) or known


def _made(run: _Run, asked: Sequence[str], before: Inventory, now: Inventory, *, alone: bool = False) -> _Made:
    """Make the services, and draw what they have in common; nothing where the workspace's own templates have errors.

    All files that there will be are added to `now`. `alone` where others that stood `before` stay as they are.
    """
    folders = workspace.template_folders(run.top)
    built, base = _settled(Built(report=Report(checked=(), texts={}), out=run.target), run.top)
    overlays = overlaid_templates(run.top)
    stopped = built.stopped or any(entry(one.code).severity == "error" for each in overlays for one in each.findings)
    built = built.replace(report=joined(built.report, overlays), stopped=stopped)
    job = Job(policies=run.top / "policy", day=run.day, frame=Frame(folders=folders), base=base, drafts=run.drafts)
    if stopped:
        return _Made(built=told(built, _gathered(run, job, asked, now, {})), files={})
    lists = Spool()
    try:
        frame, assets = dressed(folders)
        out = run.target if run.write else None
        memory = run.memory and run.memory.replace(stamp=f"{run.memory.stamp} {frame.style} {frame.script} {base}")
        job = job.replace(frame=frame, draw=True, assets=assets, out=out, memory=memory)
        others = before.services() - set(asked) if alone else set()
        lost = altered(run.target, before, others.intersection(_asked(run.top, ())) if others else (), VERSIONS)
        services = _gathered(run, job, sorted((*asked, *lost)), now, lists)
        built = told(built, services)
        if built.stopped:
            return _Made(built=built, files={})
        kept = frozenset({*others.difference(lost), *built.left})
        lists.update(standing(run.target, before, kept, VERSIONS))
        files = (_together(lists, frame, run.day, base) if lists else {}) | (assets if now or lists else {})
    except workspace.BadTemplate as bad:
        from policyc.overlays.check import stumbled

        report = joined(built.report, (stumbled(bad, folders),))
        return _Made(built=built.replace(report=report, stopped=True), files={})
    finally:
        lists.close()
    keep(now, before, kept)
    now.add_all((path, sha256(files[path])) for path in sorted(files))
    made = len(files) + sum(one.files for one in services)
    return _Made(
        built=built.replace(files=made, written=sum(one.written for one in services)),
        files=files,
        kept=kept,
        put=frozenset(path for one in services for path in one.put),
        turn=min((*_turns(services), *(_turns_of_others(run, services) if alone else ())), default=None),
    )


def _together(lists: Mapping[str, bytes], frame: Frame, day: date, base: str | None) -> Files:
    """Draw what leads to services by their lists."""
    from policyc.publish.front import together  # where there are drafts alone nothing does

    return together(lists, frame, day, base)


def _gathered(
    run: _Run, job: Job, asked: Sequence[str], now: Inventory, lists: MutableMapping[str, bytes]
) -> list[Made]:
    """Make the services, and tell how far it is; what there is of their files may be much, and is put aside."""
    found: list[Made] = []
    for made in each(job, asked, run.jobs):
        now.add(made.name, made.hashes)
        if made.versions:
            lists[made.name] = made.versions
        found.append(made.replace(hashes=NOTHING, versions=b""))
        if run.progress:
            run.progress(len(found), len(asked))
    return found


def _turns(services: Sequence[Made]) -> set[date]:
    """Return the next days of services on which they change by themselves."""
    return {one.turn for one in services if one.turn}


def _turns_of_others(run: _Run, services: Sequence[Made]) -> set[date]:
    """Return those of the services that were not asked for."""
    asked = {one.name for one in services}
    others = (folder for folder in workspace.services(run.top) if folder.name not in asked)
    return {turn for folder in others if (turn := next_day(Service(folder, run.day).shelf, run.day))}


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
