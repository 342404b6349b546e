"""``policyc log``: a service's versions, the newest first, and what became of each."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import add_day, today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.listing import Entry, Log

FORMAT = 1
"""The format of the JSON; grows only when a reader of the old one would misread the new."""


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("log", help="log", description="log")
    parser.add_argument("service", metavar="SERVICE", help="log-service")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="log-format")
    add_day(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List; return 1 where the records have faults."""
    from policyc.listing import log

    found = log(options.service, as_of=options.as_of or today())
    sys.stdout.write(_json(found) if options.format == "json" else _text(found))
    if found.faults:
        print(words.say("log-faults", service=found.service), file=sys.stderr)
    return int(bool(found.faults))


def _text(log: Log) -> str:
    """Write the log for people: a block a version."""
    return "\n".join("".join(f"{line}\n" for line in _lines(entry)) for entry in log.entries)


def _lines(entry: Entry) -> list[str]:
    state = words.say(f"state-{entry.state}")
    lines = [words.say("log-version", version=entry.version, state=state)]
    if not entry.readable:
        return [*lines, words.say("log-faulty" if entry.state == "faulty" else "log-unreadable")]
    days = {"announced": entry.announced, "effective": entry.effective}
    lines += [words.say(f"log-{name}", day=day.isoformat()) for name, day in days.items() if day]
    if entry.notice:
        lines.append(words.say("log-notice", owed=entry.notice.owed, given=entry.notice.given))
    if entry.changes is not None:
        lines.append(_changed(entry))
    if entry.hash:
        how = words.say(f"how-{entry.how}", published=entry.published.isoformat() if entry.published else "")
        lines.append(words.say("log-record", how=how, hash=entry.hash[:12]))
    return lines


def _changed(entry: Entry) -> str:
    counts = [words.say(f"count-{weight}", count=count) for weight, count in entry.changes or () if count]
    return words.say("log-changes", counts=", ".join(counts)) if counts else words.say("log-same")


def _json(log: Log) -> str:
    """Write the log for programs, field by field."""
    entries = [_plain(entry) for entry in log.entries]
    found = {"format": FORMAT, "service": log.service, "versions": entries}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _plain(entry: Entry) -> dict[str, Any]:
    notice = entry.notice
    return {
        "version": entry.version,
        "state": entry.state,
        "announced": entry.announced.isoformat() if entry.announced else None,
        "effective": entry.effective.isoformat() if entry.effective else None,
        "owed": notice.owed if notice else None,
        "given": notice.given if notice else None,
        "weight": entry.weight,
        "changes": None if entry.changes is None else dict(entry.changes),
        "how": entry.how,
        "published": entry.published.isoformat() if entry.published else None,
        "releaseHash": entry.hash,
        "readable": entry.readable,
    }
