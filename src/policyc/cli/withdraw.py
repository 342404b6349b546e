"""``policyc withdraw``: a released version taken back before it takes effect."""

from __future__ import annotations

import argparse
from typing import Any

from policyc.cli import recording
from policyc.cli.arguments import today


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("withdraw", help="withdraw", description="withdraw")
    parser.add_argument("service", metavar="SERVICE", help="release-service")
    parser.add_argument("version", metavar="VERSION", help="withdraw-version")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="withdraw-reason")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Withdraw the version."""
    from policyc.releasing import withdraw

    service, version, reason = options.service, options.version, options.reason
    return recording.run(
        lambda: withdraw(service, version, reason=reason, day=today()), "withdrawn", service=service, version=version
    )
