"""``policyc adopt``: a version that was public before policyc, frozen as it was."""

from __future__ import annotations

import argparse
from typing import Any

from policyc.cli import recording
from policyc.cli.arguments import day, today


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("adopt", help="adopt", description="adopt")
    parser.add_argument("service", metavar="SERVICE", help="release-service")
    parser.add_argument("version", metavar="VERSION", help="adopt-version")
    parser.add_argument("--published", type=day, metavar="DATE", required=True, help="published")
    parser.add_argument("--evidence", metavar="TEXT", required=True, help="evidence")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Adopt the version."""
    from policyc.releasing import adopt

    service, version = options.service, options.version
    shown = {"published": options.published, "evidence": options.evidence}
    return recording.run(
        lambda: adopt(service, version, day=today(), **shown), "adopted", service=service, version=version
    )
