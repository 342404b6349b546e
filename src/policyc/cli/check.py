"""``policyc check``: everything that is wrong with some policy files, in one pass."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import add_day, progress, today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.project import Report


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("check", help="check", description="check")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="path")
    parser.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text", help="check-format")
    parser.add_argument("--fail-on", choices=("error", "warning"), default="error", help="fail-on")
    add_day(parser)
    parser.add_argument("--fix", action="store_true", help="fix")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, report, and return 1 where a finding stands at or above ``--fail-on``."""
    from policyc.project import check, repair

    day = options.as_of or today()
    if options.fix:
        for name in repair(options.paths):
            print(words.say("repaired", file=name), file=sys.stderr)
    report = check(options.paths, as_of=day, progress=progress())
    if not (report.checked or report.overlays):
        raise words.CannotRun(words.say("no-policies"))
    sys.stdout.write(rendered(report.findings, report.texts, options.format))
    if options.format == "github":
        _shown(report)
    fails = ("error",) if options.fail_on == "error" else ("error", "warning")
    return int(any(found.severity in fails and not found.waived for found in report.findings))


def _shown(report: Report) -> None:
    """Show what the drafts change: as notes, and in the summary of the step where GitHub asks for one."""
    from policyc.summing import LARGEST, notes, summary

    sys.stdout.write(notes(report))
    if not (name := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    try:
        with Path(name).open("a", encoding="utf-8", newline="\n") as file:
            file.write(summary(report, LARGEST - file.tell()))
    except OSError as fault:
        print(words.say("no-summary", path=name, reason=words.reason(fault)), file=sys.stderr)


def rendered(findings: Any, texts: Any, form: str) -> str:
    """Write findings in the form asked for."""
    if form == "json":
        from policyc.report import json

        return json.render(findings)
    if form == "github":
        from policyc.report import github

        return github.render(findings)
    if form == "sarif":
        from policyc.report import sarif

        return sarif.render(findings)
    from policyc.report import text

    return text.render(findings, texts)
