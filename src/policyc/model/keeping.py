"""How long data is kept, what is kept on, and how it is destroyed."""

from __future__ import annotations

from policyc.model.part import Block, Citation, Part, Period, Sentence, Word
from policyc.model.processing import ItemRef


class KeptRecord(Part):
    """A record kept on, `group` internal (the company's own reason) or statutory (a law's)."""

    id: str
    group: str = ""
    name: str = ""
    law: tuple[Citation, ...] = ()
    keep: Period | None = None
    reason: str | None = None
    items: tuple[ItemRef, ...] = ()
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class Retention(Block):
    general: Period | None = None
    internal: tuple[KeptRecord, ...] = ()
    statutory: tuple[KeptRecord, ...] = ()
    note: tuple[Word, ...] = ()


class Dormant(Block):
    """Accounts that nobody has used: `then` separate, destroy or both; `how` are sentences by medium."""

    name: str | None = None
    after: str | None = None
    then: tuple[Word, ...] = ()
    notice: str | None = None
    keep: Period | None = None
    within: str | None = None
    how: tuple[Sentence, ...] = ()
    except_: tuple[Word, ...] = ()
    note: tuple[Word, ...] = ()


class Destruction(Block):
    """`methods` are sentences by medium: electronic, paper, other, or the author's own."""

    procedure: tuple[Sentence, ...] = ()
    within: str | None = None
    methods: tuple[Sentence, ...] = ()
    note: tuple[Word, ...] = ()
