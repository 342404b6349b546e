"""What every part of a policy is made of, and the small parts that occur everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from policyc.place import Path
from policyc.record import NOTHING, Record


class Derived(Record):
    """Where a value comes from that nobody wrote: `by` names the rule or table, `source` what it was read from."""

    by: str
    source: str = ""
    at: Path | None = None


class Part(Record, aside="at origins"):
    """Base of every part: `at` is its place in the file; `origins` tells which fields were derived, and from what.

    The reader follows the annotations of a part (`reading.structure`); what they cannot say stands here:
    `KEY` is the field that a mapping's key fills, `SHORT` the field of a bare text, `LISTED` that of a text in
    a list, `KEYED` the field that takes the entries whose keys are no fields of the part itself.
    """

    KEY: ClassVar[str] = "id"
    SHORT: ClassVar[str] = ""
    LISTED: ClassVar[str] = ""
    KEYED: ClassVar[str] = ""
    at: Path = ()
    origins: Mapping[str, Derived] = NOTHING


class Block(Part):
    """What a section shows; `none` means: it is said that the matter does not apply."""

    none: bool = False


class Word(Part):
    """One reference or word of a list, with its own place."""

    SHORT: ClassVar[str] = "text"
    text: str


class Sentence(Part):
    """A sentence; `id` is None where it stands in a plain list and is known by its text alone."""

    SHORT: ClassVar[str] = "text"
    id: str | None = None
    name: str | None = None
    text: str = ""
    note: tuple[Word, ...] = ()
    when: str | None = None


class Sentences(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Sentence, ...] = ()


class Weblink(Part):
    """A link out of the policy, as data."""

    SHORT: ClassVar[str] = "url"
    label: str | None = None
    url: str


class Lines(Part):
    """The lines on which people are reached; `path` is a menu path, `answer` how soon one is answered."""

    phone: str | None = None
    email: str | None = None
    fax: str | None = None
    address: str | None = None
    hours: str | None = None
    url: str | None = None
    path: str | None = None
    answer: str | None = None


class Contact(Lines):
    """A desk that is named in several places."""

    SHORT: ClassVar[str] = "name"
    id: str
    name: str = ""
    note: tuple[Word, ...] = ()


class Citation(Part):
    """A provision as written; `statute` is the table's id and `name` its official name where it resolves."""

    SHORT: ClassVar[str] = "text"
    text: str
    statute: str | None = None
    name: str | None = None
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None


class PeriodCase(Part):
    """A period of its own for a case, or an example of one."""

    case: str
    period: Period


class Period(Part):
    """How long.

    `kind`: length, until, permanent, criterion, any (first to come), all (every part must pass), or cases, where only
    `cases` say so. `length` is an ISO 8601 duration; `bound` is min or max; `start` and `end` are events in words;
    `text` is the phrase that is printed. `named` is the declared period it was taken from; before that is looked up,
    `kind` is "".
    """

    text: str
    kind: str
    length: str | None = None
    bound: str | None = None
    start: str | None = None
    end: str | None = None
    at_once: bool = False
    parts: tuple[Period, ...] = ()
    named: str | None = None
    cases: tuple[PeriodCase, ...] = ()
    examples: tuple[PeriodCase, ...] = ()
    then: Period | None = None
    except_: tuple[Word, ...] = ()
    law: tuple[Citation, ...] = ()
    note: tuple[Word, ...] = ()


class NamedPeriod(Part):
    id: str
    period: Period


class OutlineColumn(Part):
    """A column of a section's table; `heading` is the author's own."""

    SHORT: ClassVar[str] = "heading"
    LISTED: ClassVar[str] = "id"
    id: str
    heading: str | None = None


class OutlineNode(Part):
    """A section of the author's outline; `parts` are its sections below, `shows` the block if it is not its id."""

    SHORT: ClassVar[str] = "heading"
    LISTED: ClassVar[str] = "id"
    id: str
    heading: str | None = None
    shows: str | None = None
    topic: str | None = None
    before: str | None = None
    text: str | None = None
    after: str | None = None
    only: tuple[Word, ...] = ()
    except_: tuple[Word, ...] = ()
    columns: tuple[OutlineColumn, ...] = ()
    as_: str | None = None
    split: str | None = None
    numbered: bool | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None
    parts: tuple[OutlineNode, ...] = ()
