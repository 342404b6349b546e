"""Who sets the policy, for what, from when, and what it says of its own changes."""

from __future__ import annotations

import datetime
from typing import ClassVar

from policyc.model.part import Block, Lines, Part, Word


class Controller(Lines):
    """The controller; `as_` is the status it claims, `regimes` the statutes' regimes that bind it."""

    name: str
    short: str | None = None
    reads: str | None = None
    kind: str | None = None
    as_: str | None = None
    representative: str | None = None
    country: str | None = None
    regimes: tuple[Word, ...] = ()


class CoController(Lines):
    """Another controller that processes the same data; `role` says what it does."""

    SHORT: ClassVar[str] = "name"
    id: str
    name: str = ""
    role: str | None = None
    note: tuple[Word, ...] = ()


class CoControllers(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[CoController, ...] = ()


class Service(Part):
    """A service that the policy covers."""

    SHORT: ClassVar[str] = "name"
    id: str
    name: str = ""
    short: str | None = None
    url: str | None = None
    note: tuple[Word, ...] = ()


class Services(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Service, ...] = ()


class Annex(Part):
    """The policy that this one supplements."""

    name: str
    section: str | None = None
    url: str | None = None


class Scope(Block):
    covers: tuple[Word, ...] = ()
    excludes: tuple[Word, ...] = ()
    annex_to: Annex | None = None
    note: tuple[Word, ...] = ()


class Dates(Part):
    """`enacted` is the day of the first policy, `amended` that of the last change; `printed` false keeps all unsaid."""

    effective: datetime.date
    announced: datetime.date | None = None
    enacted: datetime.date | None = None
    amended: datetime.date | None = None
    printed: bool = True

    @property
    def open(self) -> bool:
        """Tell whether nobody has said the days yet: in a draft, whose effective day is then only one to be read by."""
        return "effective" in self.origins


class EarlierChange(Part):
    what: str
    how: str


class EarlierVersion(Part):
    """A version outside the repository; `from_` and `until` are days or months (``2024-03``)."""

    version: str | None = None
    from_: str | None = None
    until: str | None = None
    url: str | None = None
    changes: tuple[EarlierChange, ...] = ()


class Earlier(Block):
    label: str | None = None
    url: str | None = None
    versions: tuple[EarlierVersion, ...] = ()
    note: tuple[Word, ...] = ()


class NoticeTerm(Part):
    """A promised term, as written: ``7일`` is 7 `days`; ``즉시``, ``지체 없이`` and ``사전`` are none in figures."""

    SHORT: ClassVar[str] = "text"
    text: str
    days: int | None = None


class ChangeNotice(Block):
    """The notice a policy promises; `counting` is calendar or clear."""

    general: NoticeTerm | None = None
    material: NoticeTerm | None = None
    editorial: NoticeTerm | None = None
    material_if: tuple[Word, ...] = ()
    reasons: tuple[Word, ...] = ()
    channels: tuple[Word, ...] = ()
    material_channels: tuple[Word, ...] = ()
    counting: str | None = None
    with_reason: bool = False
    note: tuple[Word, ...] = ()


class Waiver(Part):
    """A recorded exception; it matches one finding by id, path and figures."""

    finding: str
    where: str
    given: str | None = None
    owed: str | None = None
    reason: str
    approved_by: str
    date: datetime.date
    public: str | None = None


class DeclaredChange(Part):
    """What the author says of one change: `of` is its path, `kind` its kind; `weight` may stay unsaid."""

    of: str
    kind: str
    weight: str | None = None
    summary: str
    reason: str | None = None
    approved_by: str | None = None


class Definition(Part):
    KEY: ClassVar[str] = "term"
    SHORT: ClassVar[str] = "text"
    term: str
    text: str


class Definitions(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Definition, ...] = ()


class Agent(Block):
    """The domestic agent of a foreign controller; `party` names a declared party that it is."""

    SHORT: ClassVar[str] = "party"
    party: str | None = None
    name: str | None = None
    reads: str | None = None
    representative: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    note: tuple[Word, ...] = ()
