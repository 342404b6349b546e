"""What release, adopt and withdraw have in common: the reasons of a refusal, and what is said of a record."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from policyc.cli import words
from policyc.cli.check import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.releasing import Recorded


def run(record: Callable[[], Recorded], says: str, *, service: str, version: str) -> int:
    """Add a record; say what was written and what comes next, or what stands against it (and return 1)."""
    from policyc.publish.release import Refused
    from policyc.workspace import LeadsOut, relative

    try:
        made = record()
    except LeadsOut as link:
        raise words.CannotRun(words.say("leads-away", path=str(link))) from None
    except Refused as refused:
        raise words.CannotRun(words.say(f"refused-{refused.reason}", **refused.values)) from None
    if made.findings:
        sys.stderr.write(rendered(made.findings, made.texts, "text"))
    if made.written is None:
        print(words.say("not-recorded", service=service, version=version), file=sys.stderr)
        return 1
    file = relative(made.written.path, Path.cwd().resolve())
    print(words.say(says, service=service, version=version))
    print(words.say("record", file=file, number=made.written.sequence, hash=made.written.hash[:12]))
    print(words.say("record-next"))
    return 0
