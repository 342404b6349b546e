"""What a version is not, not yet or not any more, into notes above everything else that it says."""

from __future__ import annotations

from policyc.document.phrases import Phrases
from policyc.model.edition import Withdrawal
from policyc.nodes import Document, Note, Text, Time


def withdrawn(document: Document, withdrawal: Withdrawal, phrases: Phrases) -> Document:
    """Say before all else that a version was withdrawn, and why."""
    said = Note(phrases.say("withdrawn.note", day=Time(withdrawal.day)))
    why = Note((Text(f"{phrases.word('changes', 'withdrawn')}: {withdrawal.reason}"),))
    return document.replace(lead=(said, why, *document.lead))


def draft(document: Document, phrases: Phrases) -> Document:
    """Say before all else that a version is a draft."""
    return document.replace(lead=(Note(phrases.say("draft.note")), *document.lead))
