"""``policyc revise``: the newest version of a service, begun anew as the draft of the next one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from policyc.cli import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.edit.layout import Unreadable
    from policyc.edit.revise import NoSuchService


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("revise", help="revise", description="revise")
    parser.add_argument("service", metavar="SERVICE", help="service-of")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the draft, list what it does not carry over, and say what comes next."""
    from policyc.edit import revise
    from policyc.edit.layout import Unreadable
    from policyc.workspace import LeadsOut, relative

    try:
        revised = revise.revise(root(), options.service)
    except revise.NoSuchService as unknown:
        no_service(unknown)
    except revise.NoVersion as none:
        raise words.CannotRun(words.say("no-version", name=str(none))) from None
    except revise.DraftExists as taken:
        raise words.CannotRun(words.say("draft-exists", file=str(taken))) from None
    except Unreadable as fault:
        unreadable(fault)
    except LeadsOut as link:
        raise words.CannotRun(words.say("leads-away", path=str(link))) from None
    here = Path.cwd().resolve()
    print(words.say("revised", version=revised.version, file=relative(revised.path, here)))
    for place in revised.removed:
        print(words.say("not-carried-over", place=place))
    if "first" in revised.removed:
        print(words.say("no-longer-first"))
    print(words.say("revised-next", service=options.service))
    return 0


def root() -> Path:
    """Return the workspace around the current folder; stop where there is none."""
    from policyc.workspace import root_of

    if found := root_of(Path.cwd()):
        return found
    raise words.CannotRun(words.say("no-workspace"))


def no_service(unknown: NoSuchService) -> NoReturn:
    """Stop, for the service is none."""
    known = ", ".join(unknown.known)
    raise words.CannotRun(words.say("unknown-service", name=str(unknown), known=known)) from None


def unreadable(fault: Unreadable) -> NoReturn:
    """Stop, for the file has faults that `check` tells."""
    raise words.CannotRun(words.say("cannot-edit", file=str(fault))) from None
