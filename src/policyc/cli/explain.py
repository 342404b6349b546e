"""``policyc explain``: what a rule looks at, why, and how to put right what it finds."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from policyc.cli import words


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("explain", help="explain", description="explain")
    parser.add_argument("rule", metavar="RULE", help="explain-rule")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the page of a rule."""
    from policyc.report.rules_page import UnknownRule, explained

    try:
        sys.stdout.write(explained(options.rule))
    except UnknownRule:
        raise words.CannotRun(_unknown(options.rule)) from None
    return 0


def _unknown(rule: str) -> str:
    """Say that there is no such rule, and which was perhaps meant; a finding that is no rule's has no page."""
    from policyc.reading.similar import similar
    from policyc.report import catalogue

    try:
        catalogue.entry(rule)
    except KeyError:
        close = similar(rule, catalogue.rules())
        return words.say("rule-meant", rule=rule, meant=close) if close else words.say("rule-unknown", rule=rule)
    return words.say("rule-none", rule=rule)
