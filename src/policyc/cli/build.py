"""``policyc build``: ``out/`` from ``policy/``, or whether it is what a build would write."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from policyc.cli import idle, words
from policyc.cli.arguments import add_day, count, progress, today
from policyc.cli.check import rendered
from policyc.workspace import shown


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("build", help="build", description="build")
    parser.add_argument("services", nargs="*", metavar="SERVICE", help="service")
    parser.add_argument("--out", type=Path, metavar="DIR", help="out")
    parser.add_argument("--check", action="store_true", help="build-check")
    parser.add_argument("--drafts", action="store_true", help="drafts")
    parser.add_argument("--jobs", type=count, default=1, metavar="N", help="jobs")
    add_day(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build; return 1 where templates or a service were refused, or, with ``--check``, where something differs."""
    from policyc.building import build, rebuild
    from policyc.workspace import LeadsOut

    if options.check and (options.services or options.as_of or options.drafts):
        raise words.CannotRun(words.say("check-alone"))
    source = "" if options.check else idle.source()
    try:
        built = (
            rebuild(out=options.out, jobs=options.jobs, progress=progress())
            if options.check
            else build(
                options.services,
                as_of=options.as_of or today(),
                out=options.out,
                drafts=options.drafts,
                jobs=options.jobs,
                progress=progress(),
                memory=None if options.drafts else _memory(),
            )
        )
    except LeadsOut as link:
        raise words.CannotRun(words.say("leads-out", path=str(link))) from None
    except ChildProcessError:
        raise words.CannotRun(words.say("process-ended")) from None
    _tell(built, options.check)
    plain = not (options.check or options.services or options.as_of or options.out or options.drafts)
    if plain and not (built.stopped or built.left or built.early or built.drafts):
        idle.remember(words.say("built", files=built.files, written=0, out=str(built.out)), source)
    return int(bool(built.stopped or built.left or built.faulty or built.differences))


def _memory() -> Any:
    """Return the user's memory of what services were drawn from; another Python or another library draws anew."""
    from policyc.memory import Memory
    from policyc.workspace import data

    found = idle.memory(str(data("templates")))
    libraries = [Path(each) for each in sys.path if Path(each, "jinja2").is_dir()]
    if not (found and libraries):
        return None
    return Memory(folder=Path(found[0]), stamp=f"{found[1]} {libraries[0].stat().st_mtime_ns} {sys.version}")


def _tell(built: Any, checking: bool) -> None:
    if built.refused or built.undrawn or built.faulty or built.stopped:
        sys.stderr.write(rendered(_refused(built), built.report.texts, "text"))
    if built.stopped:
        print(words.say("settings-refused" if built.report.decided else "overlays-refused"), file=sys.stderr)
        return
    for why in ("refused", "undrawn"):
        for service in getattr(built, why):
            print(words.say(why, service=service), file=sys.stderr)
    for service, fault in built.barred:
        print(words.failed(fault), words.say("barred", service=service), sep="\n", file=sys.stderr)
    for what in ("faulty", "early", "drafts"):
        for file in getattr(built, what):
            print(words.say(what, file=file), file=sys.stderr)
    for path, how in built.differences:
        print(words.say(how, path=path), file=sys.stderr)
    if checking and not (built.differences or built.left):
        print(words.say("same", files=built.files))
    elif not checking and (built.files or not built.left):
        print(words.say("built", files=built.files, written=built.written, out=str(built.out)))


def _refused(built: Any) -> list[Any]:
    """Return the findings of what was refused."""
    aside = (*built.report.overlays, *built.report.decided)
    overlays = {each.file for each in aside} if built.stopped or built.undrawn else set()
    records = {shown(fault.file) for fault in built.report.faults}
    return [found for found in built.report.findings if found.file in {*overlays, *records, *built.faulty}]
