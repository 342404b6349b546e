"""``policyc new``: the first policy file of a service, and which of its blanks are to be filled."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import day, today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.edit.new import Blank


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("new", help="new", description="new")
    parser.add_argument("service", metavar="SERVICE", help="new-service")
    parser.add_argument("--effective", type=day, metavar="DATE", help="effective")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file, list its blanks, and say what comes next."""
    from policyc.edit.init import schema_file
    from policyc.edit.new import BadService, ServiceExists
    from policyc.project import new
    from policyc.workspace import LeadsOut, NoWorkspace, relative

    try:
        started = new(options.service, as_of=today(), effective=options.effective)
    except NoWorkspace:
        raise words.CannotRun(words.say("new-no-workspace")) from None
    except BadService as bad:
        raise words.CannotRun(words.say("bad-service", name=str(bad))) from None
    except ServiceExists as taken:
        raise words.CannotRun(words.say("service-exists", name=str(taken))) from None
    except LeadsOut as link:
        raise words.CannotRun(words.say("leads-away", path=str(link))) from None
    print(words.say("started", file=relative(started.path, Path.cwd().resolve()), count=len(started.blanks)))
    _list(started.blanks)
    if not (started.path.parents[2] / schema_file("policy")).is_file():
        print(words.say("no-schema"))
    print(words.say("started-next", service=options.service, version=started.path.stem))
    return 0


def _list(blanks: Sequence[Blank]) -> None:
    """Show the blanks in columns; lines and places are ASCII."""
    digits = max(len(str(blank.line)) for blank in blanks)
    width = max(len(blank.place) for blank in blanks)
    for blank in blanks:
        line, place = str(blank.line).rjust(digits), blank.place.ljust(width)
        print(words.say("blank", line=line, place=place, comment=blank.comment).rstrip())
