"""``policyc init``: a workspace where there is none, and what it still lacks where there is one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policyc.cli import words


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("init", help="init", description="init")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="init-folder")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the workspace, and say what was made, what was kept and what comes next."""
    from policyc.edit.init import InsidePolicy, NotAFolder, init
    from policyc.workspace import LeadsOut

    try:
        begun = init(options.folder)
    except NotAFolder as other:
        raise words.CannotRun(words.say("not-a-folder", path=str(other))) from None
    except InsidePolicy as inside:
        raise words.CannotRun(words.say("inside-policy", path=str(inside))) from None
    except LeadsOut as link:
        raise words.CannotRun(words.say("leads-away", path=str(link))) from None
    print(words.say("begun", root=str(begun.root)))
    for how in ("written", "refreshed", "kept"):
        for name in getattr(begun, how):
            print(words.say(f"file-{how}", file=name))
    print(words.say("begun-next" if begun.root == Path.cwd().resolve() else "begun-next-there"))
    return 0
