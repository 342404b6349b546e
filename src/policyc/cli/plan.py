"""``policyc plan``: how many days of notice a draft owes, from when it can hold, and when to announce it."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from policyc.cli import words
from policyc.cli.arguments import day, today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.planning import Plan

FORMAT = 1
"""The format of the JSON; grows only when a reader of the old one would misread the new."""


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("plan", help="plan", description="plan")
    parser.add_argument("service", metavar="SERVICE", help="plan-service")
    parser.add_argument("--announce", type=day, metavar="DATE", help="plan-announce")
    parser.add_argument("--effective", type=day, metavar="DATE", help="plan-effective")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="plan-format")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Tell the days; return 1 where the two days leave less notice than is owed."""
    from policyc.planning import NoDraft, Unreadable, plan

    try:
        found = plan(options.service, as_of=today(), announce=options.announce, effective=options.effective)
    except NoDraft as service:
        raise words.CannotRun(words.say("plan-no-draft", service=str(service))) from None
    except Unreadable as file:
        raise words.CannotRun(words.say("plan-unreadable", file=str(file))) from None
    sys.stdout.write(_json(found) if options.format == "json" else "".join(f"{line}\n" for line in _lines(found)))
    return int(found.enough is False)


def _lines(plan: Plan) -> list[str]:
    """Write the plan for people."""
    announce, effective = plan.announce.isoformat(), plan.effective.isoformat() if plan.effective else ""
    found = [*_owed(plan), words.say("plan-earliest", announce=announce, earliest=plan.earliest.isoformat())]
    if plan.latest:
        found.append(words.say("plan-latest", effective=effective, latest=plan.latest.isoformat()))
    if plan.effective and plan.notice:
        days = {"given": max(plan.notice.given, 0), "lacking": (plan.earliest - plan.effective).days}
        found.append(words.say(_verdict(plan), announce=announce, effective=effective, **days))
    return found


def _verdict(plan: Plan) -> str:
    if plan.effective and plan.effective < plan.announce:
        return "plan-reversed"
    return "plan-enough" if plan.enough else "plan-short"


def _owed(plan: Plan) -> list[str]:
    """Tell what is owed, and why."""
    from policyc.changes import notice_words
    from policyc.changes.kinds import says

    if plan.notice is None:
        return [words.say("plan-first", service=plan.service)]
    compared = plan.comparison
    owed = words.say("plan-owed", measure=notice_words.measure(plan.notice, compared))
    counting = words.say(f"plan-{plan.notice.counting}")
    if compared is None:
        return [words.say("plan-unjudged"), f"{owed} {counting}"]
    if not compared.changes:
        return [words.say("plan-same", before=compared.old), f"{owed} {counting}"]
    weight = notice_words.weight(plan.notice.weight or "general")
    found = [words.say("plan-weighing", before=compared.old, weight=weight, count=len(plan.weighing))]
    found += [words.say("plan-change", says=says(change)) for change in plan.weighing]
    found.append(f"{owed} {counting}")
    return found + [words.say("plan-consent", name=one.name, ground=one.ground) for one in compared.consents]


def _json(plan: Plan) -> str:
    """Write the plan for other programs."""
    import json

    return json.dumps(_data(plan), ensure_ascii=False, indent=2) + "\n"


def _data(plan: Plan) -> dict[str, Any]:
    from policyc.changes.kinds import says

    notice, compared = plan.notice, plan.comparison
    return {
        "format": FORMAT,
        "service": plan.service,
        "version": plan.version,
        "before": compared.old if compared else None,
        "weight": notice.weight if notice else None,
        "owed": notice.owed if notice else 0,
        "because": notice.because if notice else None,
        "counting": notice.counting if notice else None,
        "terms": notice.terms if notice else None,
        "announce": plan.announce.isoformat(),
        "effective": plan.effective.isoformat() if plan.effective else None,
        "given": notice.given if notice and plan.effective else None,
        "earliest": plan.earliest.isoformat(),
        "latestAnnouncement": plan.latest.isoformat() if plan.latest else None,
        "enough": plan.enough,
        "changes": [
            {"kind": one.kind, "path": "/".join(one.path), "fingerprint": one.fingerprint, "says": says(one)}
            for one in plan.weighing
        ],
        "needsConsent": [
            {"surface": one.surface, "name": one.name, "ground": one.ground, "because": list(one.because)}
            for one in (compared.consents if compared else ())
        ],
    }
