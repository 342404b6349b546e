"""``policyc date``: the draft of a service becomes a version, with its days and their name."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

from policyc.cli import revise, words
from policyc.cli.arguments import day

EARLIEST = "earliest"


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("date", help="date", description="date")
    parser.add_argument("service", metavar="SERVICE", help="service-of")
    parser.add_argument("--announce", type=day, metavar="DATE", required=True, help="announce")
    parser.add_argument("--effective", type=effective, metavar="DATE", default=EARLIEST, help="effective-or-earliest")
    parser.set_defaults(run=run)


def effective(text: str) -> datetime.date | str:
    """Read a day, or the word for the earliest one."""
    return text if text == EARLIEST else day(text)


def run(options: argparse.Namespace) -> int:
    """Find the effective day if need be, make the version, and say what comes next."""
    from policyc.edit import date
    from policyc.edit.layout import Unreadable
    from policyc.edit.revise import NoSuchService
    from policyc.workspace import LeadsOut, relative

    root = revise.root()
    try:
        date.draft(root, options.service)
        made = date.date(root, options.service, options.announce, _day(options))
    except NoSuchService as unknown:
        revise.no_service(unknown)
    except date.NoDraft as none:
        raise words.CannotRun(words.say("no-draft", name=str(none))) from None
    except date.EffectiveFirst:
        days = {"announced": options.announce.isoformat(), "effective": options.effective.isoformat()}
        raise words.CannotRun(words.say("effective-first", **days)) from None
    except date.DayFull as full:
        raise words.CannotRun(words.say("day-full", day=str(full))) from None
    except Unreadable as fault:
        revise.unreadable(fault)
    except LeadsOut as link:
        raise words.CannotRun(words.say("leads-away", path=str(link))) from None
    days = {"announced": made.announced.isoformat(), "effective": made.effective.isoformat()}
    print(words.say("dated", file=relative(made.path, Path.cwd().resolve()), **days))
    if made.replaces:
        print(words.say("dated-again", version=made.replaces))
    print(words.say("dated-next"))
    return 0


def _day(options: argparse.Namespace) -> datetime.date:
    """Return the effective day that is asked for, or the earliest that the notice allows."""
    if isinstance(options.effective, datetime.date):
        return options.effective
    from policyc.planning import NoDraft, Unreadable, earliest

    try:
        return earliest(options.service, options.announce)
    except Unreadable as file:
        raise words.CannotRun(words.say("plan-unreadable", file=str(file))) from None
    except NoDraft as service:
        raise words.CannotRun(words.say("plan-no-draft", service=str(service))) from None
