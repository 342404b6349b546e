"""``policyc verify``: whether what was released is still what it was."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from policyc.cli import words
from policyc.cli.check import rendered


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("verify", help="verify", description="verify")
    parser.add_argument("services", nargs="*", metavar="SERVICE", help="verify-service")
    parser.add_argument("--since", metavar="REV", help="since")
    parser.add_argument("--out", type=Path, metavar="DIR", help="verify-out")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="format")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Verify, and return 1 where something is no longer what it was."""
    from policyc.releasing import verify

    found = verify(options.services, since=options.since, out=options.out)
    if found.findings or options.format != "text":
        sys.stdout.write(rendered(found.findings, {}, options.format))
    else:
        print(words.say("verified", services=len(found.services), records=found.records))
    return int(bool(found.findings))
