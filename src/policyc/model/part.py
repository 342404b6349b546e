"""The parts that hold just as they were declared, and what every part is made of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from policyc.place import Path
from policyc.record import NOTHING, Record


class Derived(Record):
    """Where a value comes from that nobody wrote: `by` names the rule or table, `source` what it was read from."""

    by: str
    source: str = ""
    at: Path | None = None


class Part(Record, aside="at origins"):
    """Base of every part: `at` is its place in the file; `origins` tells which fields were derived, and from what."""

    at: Path = ()
    origins: Mapping[str, Derived] = NOTHING


class Word(Part):
    """One reference or word of a list, with its own place."""

    text: str


class Sentence(Part):
    """A sentence; `id` is None where it stands in a plain list and is known by its text alone."""

    id: str | None = None
    text: str


class Period(Part):
    """How long. `kind`: length, until, permanent, criterion, any (first to come), all (every part must pass).

    `length` is an ISO 8601 duration; `bound` is min or max; `start` and `end` are events in words;
    `text` is what is printed.
    """

    text: str
    kind: str
    length: str | None = None
    bound: str | None = None
    start: str | None = None
    end: str | None = None
    at_once: bool = False
    parts: tuple[Period, ...] = ()


class Controller(Part):
    name: str
    short: str | None = None
    reads: str | None = None
    as_: str | None = None


class Dates(Part):
    effective: datetime.date
    announced: datetime.date | None = None


class Earlier(Part):
    label: str
    url: str | None = None


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


class Contact(Part):
    id: str
    name: str
    phone: str | None = None
    email: str | None = None
    fax: str | None = None
    address: str | None = None
    hours: str | None = None
    url: str | None = None


class Definition(Part):
    term: str
    text: str


class Children(Part):
    """`none` means: said that children's data is not processed."""

    none: bool = False
    rights: tuple[Word, ...] = ()


class Destruction(Part):
    """`methods` are sentences with the ids electronic, paper, other."""

    procedure: tuple[Sentence, ...] = ()
    methods: tuple[Sentence, ...] = ()


class Way(Part):
    """A way to exercise rights."""

    id: str
    name: str | None = None
    for_: tuple[Word, ...] = ()
    path: str | None = None
    by: tuple[Word, ...] = ()
    contact: str | None = None
    answer: str | None = None
    url: str | None = None


class Rights(Part):
    list: tuple[Word, ...]
    any_time: bool = False
    pause_while_correcting: bool = False
    how: tuple[Way, ...] = ()


class Cookies(Part):
    """`refuse` are sentences whose ids are browsers."""

    none: bool = False
    purposes: tuple[Sentence, ...] = ()
    excludes: tuple[Word, ...] = ()
    choices: tuple[Word, ...] = ()
    refuse: tuple[Sentence, ...] = ()
    effect: str | None = None


class OutlineNode(Part):
    """A section of the author's outline; `parts` are its sections below."""

    id: str
    heading: str | None = None
    before: str | None = None
    text: str | None = None
    after: str | None = None
    parts: tuple[OutlineNode, ...] = ()
