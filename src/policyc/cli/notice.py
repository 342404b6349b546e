"""``policyc notice``: the text that tells people of a version's changes, for one channel."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import add_day, today
from policyc.cli.drawing import FORMS, drawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.announcing import NothingToSay

CHANNELS = ("page", "email", "push")


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("notice", help="notice", description="notice")
    parser.add_argument("service", metavar="SERVICE", help="service-of")
    parser.add_argument("version", metavar="VERSION", help="notice-version")
    parser.add_argument("--channel", choices=CHANNELS, required=True, help="notice-channel")
    parser.add_argument("--format", choices=FORMS, default="text", help="notice-format")
    add_day(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the text; where it is of a draft, say beside it that it is not to be sent yet."""
    from policyc.announcing import NothingToSay, announced

    try:
        found = announced(options.service, options.version, options.channel, as_of=options.as_of or today())
        said = drawn(found.document, options.format)
    except NothingToSay as nothing:
        raise words.CannotRun(_nothing(nothing)) from None
    sys.stdout.write(said)
    if found.draft:
        print(words.say("notice-draft", version=options.version), file=sys.stderr)
    return 0


def _nothing(nothing: NothingToSay) -> str:
    """Say why there is nothing to tell, after the faults that are the cause."""
    reason = words.say(f"notice-{nothing.reason}", **nothing.values)
    if nothing.checked is None:
        return reason
    from policyc.cli.check import rendered
    from policyc.report.words import told

    checked = nothing.checked
    found = list(told(checked.judged, checked.file, checked.source))
    return f"{rendered(found, {checked.file: checked.text}, 'text')}{reason}"
