"""What people can do, what runs on their devices, and what protects their data."""

from __future__ import annotations

from typing import ClassVar

from policyc.model.part import Block, Citation, Lines, Part, Period, Sentence, Word
from policyc.model.processing import Basis, ItemRef, PurposeRef


class Way(Lines):
    """A way to exercise rights; `contact` names desks or officers."""

    id: str
    name: str | None = None
    for_: tuple[Word, ...] = ()
    by: tuple[Word, ...] = ()
    contact: tuple[Word, ...] = ()
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class Form(Part):
    """A form to fill in."""

    SHORT: ClassVar[str] = "name"
    id: str
    name: str = ""
    url: str | None = None


class Proxy(Part):
    """Who may act for someone, and with which form."""

    who: str | None = None
    form: str | None = None


class Limit(Part):
    """Where a right (`id`) ends."""

    id: str
    law: tuple[Citation, ...] = ()
    if_: tuple[Word, ...] = ()
    note: tuple[Word, ...] = ()


class RefusedRequest(Part):
    """What happens when a request is refused."""

    answer: str | None = None
    how: str | None = None
    form: str | None = None


class Rights(Block):
    list: tuple[Word, ...] = ()
    law: tuple[Citation, ...] = ()
    by: tuple[Word, ...] = ()
    answer: str | None = None
    verify: str | None = None
    any_time: bool = False
    pause_while_correcting: bool = False
    notify_recipients: bool = False
    how: tuple[Way, ...] = ()
    forms: tuple[Form, ...] = ()
    agent: Proxy | None = None
    guardian: tuple[Sentence, ...] = ()
    limits: tuple[Limit, ...] = ()
    refused: RefusedRequest | None = None
    note: tuple[Word, ...] = ()


class Cookies(Block):
    """`refuse` are sentences whose ids are browsers."""

    collects: tuple[ItemRef, ...] = ()
    purposes: tuple[Sentence, ...] = ()
    excludes: tuple[Word, ...] = ()
    choices: tuple[Word, ...] = ()
    refuse: tuple[Sentence, ...] = ()
    effect: str | None = None
    note: tuple[Word, ...] = ()


class Tracker(Part):
    """Who follows behaviour with which tool: cookie, sdk, pixel or ad-id; no `collector` is the controller."""

    id: str = ""
    name: str = ""
    tool: tuple[Word, ...] = ()
    collector: str | None = None
    identified: bool | None = None
    items: tuple[ItemRef, ...] = ()
    purposes: tuple[PurposeRef, ...] = ()
    method: str | None = None
    keep: Period | None = None
    basis: tuple[Basis, ...] = ()
    refuse: tuple[Sentence, ...] = ()
    url: str | None = None
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class Behavioural(Block):
    KEYED: ClassVar[str] = "entries"
    all: Tracker | None = None
    entries: tuple[Tracker, ...] = ()


class Decision(Part):
    """A decision made by machines alone: the five matters of 시행령 제44조의4제1항."""

    id: str
    name: str = ""
    purposes: tuple[PurposeRef, ...] = ()
    for_: str | None = None
    items: tuple[ItemRef, ...] = ()
    process: str | None = None
    sensitive: bool | None = None
    children: bool | None = None
    how: str | None = None
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class AutomatedDecisions(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Decision, ...] = ()


class Portability(Block):
    """Requests to hand data over; `history` is where one sees what was handed over."""

    items: tuple[ItemRef, ...] = ()
    how: str | None = None
    history: str | None = None
    note: tuple[Word, ...] = ()


class Safety(Block):
    """Measures, flat (`entries`) or by group."""

    KEYED: ClassVar[str] = "entries"
    administrative: tuple[Sentence, ...] = ()
    technical: tuple[Sentence, ...] = ()
    physical: tuple[Sentence, ...] = ()
    entries: tuple[Sentence, ...] = ()


class Assurance(Part):
    """`kind`: certification (by, scope), impact-assessment (files, when) or protection-level (result, when)."""

    id: str
    kind: str
    name: str = ""
    when: str | None = None
    result: str | None = None
    law: tuple[Citation, ...] = ()
    files: tuple[Word, ...] = ()
    by: str | None = None
    number: str | None = None
    scope: str | None = None
    until: str | None = None
    url: str | None = None
    note: tuple[Word, ...] = ()


class Assurances(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Assurance, ...] = ()
