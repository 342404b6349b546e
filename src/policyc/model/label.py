"""One label of the summary that may stand above a policy: what it is called, what it says, where the text says it."""

from __future__ import annotations

from policyc.record import Record


class Label(Record):
    """`group` is kind, stage, duty or camera; `id` names its drawing, `section` the id of the section it leads to."""

    id: str
    group: str
    name: str
    said: str
    section: str
