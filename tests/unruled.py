"""The whole check but for the rules of law: for tests of the language, of what is drawn and of changes.

There a policy may lack what the law asks of it and say what it likes; the rules have tests of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policyc import compile as road
from policyc.changes.history import Known
from policyc.compile import Checked
from policyc.model.settings import Settings
from policyc.report import catalogue
from policyc.workspace import SETTINGS

UNRULED = Settings(severities=dict.fromkeys(catalogue.rules(), "silent"))


def check(file: str, raw: bytes, as_of: date, history: Sequence[Known] | None = None) -> Checked:
    """Check one policy file, with all rules silent."""
    return road.check(file, raw, as_of, history, UNRULED)


def silence(root: Path) -> None:
    """Let a workspace say that no rule speaks in it."""
    lines = (f"  {rule}: {{severity: silent, reason: 규칙을 시험하지 않음}}\n" for rule in catalogue.rules())
    (root / "policy" / SETTINGS).write_text("format: 1\nrules:\n" + "".join(lines), encoding="utf-8")
