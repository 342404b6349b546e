"""``policyc rules``: all rules, each with its weight and its ground."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("rules", help="rules", description="rules")
    parser.add_argument("--format", choices=("text", "md", "json"), default="text", help="rules-format")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the rules."""
    from policyc.report import rules_page

    if options.format == "json":
        sys.stdout.write(json.dumps(rules_page.listed(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(rules_page.page() if options.format == "md" else rules_page.table())
    return 0
