"""What is processed: items, purposes, legal bases, and the occasions on which data comes in."""

from __future__ import annotations

from typing import ClassVar

from policyc.model.part import Block, Citation, Part, Period, Sentence, Word


class Member(Part):
    """One member of a group item; `category` is the taxonomy's leaf where it knows the word."""

    SHORT: ClassVar[str] = "name"
    name: str
    category: str | None = None


class Item(Part):
    """`kind` and `category` come from the taxonomy where the author says nothing; `aliases` are other words for it."""

    SHORT: ClassVar[str] = "name"
    id: str
    name: str = ""
    kind: str = ""
    category: str | None = None
    members: tuple[Member, ...] = ()
    aliases: tuple[Word, ...] = ()
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class ItemRef(Part):
    """An item as a row names it: `only` some of its members, `label` whose data or in which case."""

    SHORT: ClassVar[str] = "item"
    item: str
    only: tuple[Word, ...] = ()
    when: str | None = None
    note: tuple[Word, ...] = ()
    label: str | None = None


class Purpose(Part):
    """`scope` is context where a row names it, service where none does."""

    SHORT: ClassVar[str] = "text"
    id: str
    name: str | None = None
    text: tuple[Word, ...] = ()
    category: str | None = None
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None
    scope: str = ""


class Purposes(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Purpose, ...] = ()


class PurposeRef(Part):
    """What a row says it is for; `purpose` is the declared purpose's id, or None for words said only here."""

    SHORT: ClassVar[str] = "text"
    purpose: str | None = None
    text: str = ""
    when: str | None = None
    note: tuple[Word, ...] = ()


class Basis(Part):
    """A legal basis: a ground of 개인정보 보호법 제15조제1항 by its word, or a citation."""

    SHORT: ClassVar[str] = "ground"
    ground: str
    citation: Citation | None = None


class Refusal(Part):
    """How consent is refused, and what follows."""

    SHORT: ClassVar[str] = "effect"
    how: str | None = None
    effect: str | None = None


class Context(Part):
    """An occasion on which data is collected, or a registered file; its rows inherit what it says.

    In the facts a context with `rows` has its data in them alone: every row is written out, one level deep,
    and `group` names the shelves it stood on.
    """

    SHORT: ClassVar[str] = "name"
    id: str = ""
    name: str = ""
    group: tuple[Word, ...] = ()
    when: str | None = None
    required: tuple[ItemRef, ...] = ()
    optional: tuple[ItemRef, ...] = ()
    automatic: tuple[ItemRef, ...] = ()
    from_: str | None = None
    method: tuple[Word, ...] = ()
    purposes: tuple[PurposeRef, ...] = ()
    keep: Period | None = None
    basis: tuple[Basis, ...] = ()
    refusal: Refusal | None = None
    personal: bool | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None
    rows: tuple[Context, ...] = ()


class Collection(Block):
    KEYED: ClassVar[str] = "entries"
    all: Context | None = None
    entries: tuple[Context, ...] = ()


class Sensitive(Block):
    """`rule`: with-consent or by-law-or-consent; `kinds` are the kinds of sensitive data."""

    SHORT: ClassVar[str] = "rule"
    rule: str | None = None
    kinds: tuple[Word, ...] = ()
    note: tuple[Word, ...] = ()


class Disclosure(Part):
    """Where sensitive data may become public, and how to keep it private: 개인정보 보호법 제23조제3항."""

    id: str
    name: str = ""
    items: tuple[ItemRef, ...] = ()
    risk: str | None = None
    hide: str | None = None
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class Disclosures(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Disclosure, ...] = ()


class Children(Block):
    """Children under `age` (14 where nothing is said); `check` is how the guardian's consent is verified."""

    collects: bool | None = None
    age: str | None = None
    consent: str | None = None
    check: tuple[Sentence, ...] = ()
    for_: tuple[Word, ...] = ()
    rights: tuple[Word, ...] = ()
    note: tuple[Word, ...] = ()


class Permission(Part):
    """An app's permission on a device: 정보통신망법 제22조의2."""

    id: str
    name: str = ""
    os: tuple[Word, ...] = ()
    optional: bool = False
    purposes: tuple[PurposeRef, ...] = ()
    note: tuple[Word, ...] = ()


class Permissions(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Permission, ...] = ()
