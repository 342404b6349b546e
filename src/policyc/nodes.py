"""The closed set of nodes that everything people read is made of; outputs draw them, one function a node."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from policyc.record import Record


class Text(Record, kw_only=False):
    """Plain characters; never markup."""

    text: str


class Strong(Record, kw_only=False):
    inlines: tuple[Inline, ...]


class Emphasis(Record, kw_only=False):
    inlines: tuple[Inline, ...]


class Link(Record, kw_only=False):
    """A link out of the document; `href` is https, http, mailto or tel."""

    href: str
    inlines: tuple[Inline, ...]


class Ref(Record, kw_only=False):
    """A link to a section of the same document, by id; `label` is its number and heading, set when numbers are."""

    section: str
    label: str = ""


class Time(Record, kw_only=False):
    """A day, printed by the output in the document's language."""

    day: date


class Ins(Record, kw_only=False):
    inlines: tuple[Inline, ...]


class Del(Record, kw_only=False):
    inlines: tuple[Inline, ...]


class Break(Record, kw_only=False):
    """A line break inside a paragraph or a cell."""


Inline: TypeAlias = Text | Strong | Emphasis | Link | Ref | Time | Ins | Del | Break


class Paragraph(Record, kw_only=False):
    inlines: tuple[Inline, ...]


class Items(Record, kw_only=False):
    """A list; each item is a tuple of blocks. An ordered list counts from `start`."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    start: int = 1


class Cell(Record, kw_only=False):
    """One cell; `rows` is how many rows it spans (equal neighbours are merged), `header` marks a row's header."""

    blocks: tuple[Block, ...]
    rows: int = 1
    header: bool = False


class Table(Record, kw_only=False):
    """`columns` are the headings; a row leaves out the cells that an earlier row's cell spans into it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...] = ()


class Fields(Record, kw_only=False):
    """Pairs of a term and what it is."""

    pairs: tuple[tuple[str, tuple[Inline, ...]], ...]


class Note(Record, kw_only=False):
    """A remark; outputs put the reference mark (※) before it."""

    inlines: tuple[Inline, ...]


class Section(Record, kw_only=False):
    """`id` never changes and is the anchor; `number` is printed ("1.", "1.2.", "") and computed last."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    number: str = ""


Block: TypeAlias = Section | Paragraph | Items | Table | Fields | Note


class Document(Record, kw_only=False):
    """`lead` is what stands under the title before the first section (dates, waiver notes)."""

    title: str
    subtitle: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
