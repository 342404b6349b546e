"""``policyc diff``: what changed between two versions, by meaning."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import add_day, today
from policyc.cli.drawing import FORMS, drawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.comparing import Compared, Unreadable


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("diff", help="diff", description="diff")
    parser.add_argument("old", metavar="OLD", help="diff-old")
    parser.add_argument("new", metavar="NEW", help="diff-new")
    parser.add_argument("--format", choices=(*FORMS, "json"), default="text", help="diff-format")
    add_day(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare and tell; that there are differences is no failure."""
    from policyc.comparing import UnknownVersion, Unreadable, compared

    try:
        found = compared(options.old, options.new, as_of=options.as_of or today())
        said = _rendered(found, options.format)
    except UnknownVersion as unknown:
        raise words.CannotRun(words.say("unknown-version", name=str(unknown))) from None
    except Unreadable as bad:
        raise words.CannotRun(_unreadable(bad)) from None
    sys.stdout.write(said)
    return 0


def _unreadable(bad: Unreadable) -> str:
    """Say that a version cannot be compared, after what is wrong with it."""
    if bad.checked is None:
        return words.say("diff-record", name=bad.name)
    from policyc.cli.check import rendered
    from policyc.report.words import told

    checked = bad.checked
    found = list(told(checked.judged, checked.file, checked.source))
    return rendered(found, {checked.file: checked.text}, "text") + words.say("diff-unreadable", name=bad.name)


def _rendered(found: Compared, form: str) -> str:
    if form == "json":
        from policyc.canonical import canonical
        from policyc.render import changes_json

        if found.told:
            return changes_json.render(found.told) + "\n"
        return canonical(changes_json.compared(found.service, found.comparison, found.notice)) + "\n"
    return drawn(found.document(), form)
