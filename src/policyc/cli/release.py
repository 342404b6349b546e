"""``policyc release``: a version frozen as it is, today; from then on nothing of it changes."""

from __future__ import annotations

import argparse
from typing import Any

from policyc.cli import recording
from policyc.cli.arguments import today


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("release", help="release", description="release")
    parser.add_argument("service", metavar="SERVICE", help="release-service")
    parser.add_argument("version", metavar="VERSION", help="release-version")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Release the version."""
    from policyc.releasing import release

    service, version = options.service, options.version
    return recording.run(lambda: release(service, version, day=today()), "released", service=service, version=version)
