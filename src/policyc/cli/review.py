"""``policyc review``: a version held against all that the law of a day asks, for a lawyer to read and to file."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import add_day, day, today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.report.review import Review
    from policyc.reviewing import Unreadable

FORMS = {"text": "text", "html": "html", "md": "markdown"}
"""The forms of a document, by the names that this command gives them."""


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("review", help="review", description="review")
    parser.add_argument("service", metavar="SERVICE", help="service-of")
    parser.add_argument("version", nargs="?", metavar="VERSION", help="review-version")
    parser.add_argument("--format", choices=(*FORMS, "json"), default="text", help="review-format")
    parser.add_argument("--law-as-of", type=day, metavar="DATE", help="law-as-of")
    add_day(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Review and tell; what is found is information, and no failure."""
    from policyc.publish.stored_data import BadEdition
    from policyc.reviewing import NothingToReview, UnknownVersion, Unreadable, review

    try:
        found = review(options.service, options.version, as_of=options.as_of or today(), law_as_of=options.law_as_of)
    except UnknownVersion as unknown:
        raise words.CannotRun(words.say("unknown-version", name=f"{options.service}/{unknown}")) from None
    except NothingToReview:
        raise words.CannotRun(words.say("no-policies")) from None
    except Unreadable as bad:
        raise words.CannotRun(_unreadable(bad)) from None
    except BadEdition:
        raise words.CannotRun(words.say("log-faults", service=options.service)) from None
    sys.stdout.write(_rendered(found, options.format))
    return 0


def _unreadable(bad: Unreadable) -> str:
    """Say that a draft cannot be reviewed, after what is wrong with it."""
    from policyc.cli.check import rendered
    from policyc.report.words import told

    checked = bad.checked
    found = list(told(checked.judged, checked.file, checked.source))
    return rendered(found, {checked.file: checked.text}, "text") + words.say("review-unreadable", name=checked.file)


def _rendered(review: Review, form: str) -> str:
    if form == "json":
        from policyc.report import review_json

        return review_json.render(review)
    from policyc.cli.drawing import drawn
    from policyc.report.review import document

    return drawn(document(review), FORMS[form])
