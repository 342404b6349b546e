"""What holds: every value explicit, declared at a place or derived from something (`Part.origins`)."""

from __future__ import annotations

from collections.abc import Mapping

from policyc.model.part import (
    Children,
    Contact,
    Controller,
    Cookies,
    Dates,
    Definition,
    Destruction,
    Earlier,
    OutlineNode,
    Part,
    Period,
    Rights,
    Sentence,
    Waiver,
    Word,
)
from policyc.record import NOTHING


class Member(Part):
    """One member of a group item; `category` is the taxonomy's leaf where it knows the word."""

    name: str
    category: str | None = None


class Item(Part):
    id: str
    name: str
    kind: str
    category: str | None = None
    members: tuple[Member, ...] = ()


class Citation(Part):
    """A provision as written; `statute` is the table's id and `name` its official name where it resolves."""

    text: str
    statute: str | None = None
    name: str | None = None
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None


class Basis(Part):
    """A legal basis: a ground of 개인정보 보호법 제15조제1항 by its word, or a citation."""

    ground: str
    citation: Citation | None = None


class Purpose(Part):
    """`scope` is context where a row names it, service where none does."""

    id: str
    name: str | None = None
    text: str
    scope: str


class PurposeRef(Part):
    """What a row says it is for; `purpose` is the declared purpose's id, or None for words said only here."""

    purpose: str | None = None
    text: str


class ItemRef(Part):
    """An item as a row names it."""

    item: str


class Context(Part):
    id: str
    name: str
    personal: bool
    required: tuple[ItemRef, ...] = ()
    optional: tuple[ItemRef, ...] = ()
    automatic: tuple[ItemRef, ...] = ()
    purposes: tuple[PurposeRef, ...] = ()
    keep: Period | None = None
    basis: tuple[Basis, ...] = ()
    refusal: str | None = None


class KeptRecord(Part):
    """A record kept on, `group` internal (the company's own reason) or statutory (a law's)."""

    id: str
    group: str
    name: str
    law: tuple[Citation, ...] = ()
    keep: Period
    reason: str | None = None


class Retention(Part):
    general: Period | None = None
    internal: tuple[KeptRecord, ...] = ()
    statutory: tuple[KeptRecord, ...] = ()


class Dormant(Part):
    none: bool
    name: str | None = None
    after: str | None = None
    then: str | None = None
    keep: Period | None = None
    within: str | None = None


class Recipient(Part):
    id: str
    name: str
    reads: str | None = None
    items: tuple[ItemRef, ...] = ()
    purposes: tuple[PurposeRef, ...] = ()
    keep: Period | None = None
    basis: tuple[Basis, ...] = ()


class Recipients(Part):
    none: bool
    entries: tuple[Recipient, ...] = ()


class Processor(Part):
    id: str
    name: str
    reads: str | None = None
    tasks: tuple[Word, ...] = ()
    supervised: bool = False


class Processors(Part):
    none: bool
    entries: tuple[Processor, ...] = ()


class Officer(Part):
    """`contact` is the desk's id; phone and e-mail are the officer's own, else the desk's."""

    id: str
    name: str | None = None
    position: str | None = None
    department: str | None = None
    phone: str | None = None
    email: str | None = None
    contact: str | None = None


class Body(Part):
    id: str
    name: str
    phone: str | None = None
    url: str | None = None


class ChangeNotice(Part):
    """`general` and `material` are days; `counting` is calendar or clear."""

    general: int | None = None
    material: int | None = None
    material_if: tuple[Word, ...] = ()
    reasons: tuple[Word, ...] = ()
    channels: tuple[Word, ...] = ()
    counting: str


class Facts(Part):
    """Everything that holds for one version; the only thing rules, changes, document and exports read."""

    service: str
    version: str
    title: str
    subtitle: str | None = None
    words: Mapping[str, str] = NOTHING
    controller: Controller
    dates: Dates
    earlier: Earlier | None = None
    first: bool = False
    change_notice: ChangeNotice | None = None
    waivers: tuple[Waiver, ...] = ()
    contacts: tuple[Contact, ...] = ()
    definitions: tuple[Definition, ...] = ()
    items: tuple[Item, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    new_purpose: str | None = None
    collection: tuple[Context, ...] = ()
    methods: tuple[Sentence, ...] = ()
    sensitive: str | None = None
    children: Children | None = None
    retention: Retention | None = None
    dormant: Dormant | None = None
    destruction: Destruction | None = None
    recipients: Recipients | None = None
    recipient_exceptions: tuple[Sentence, ...] = ()
    processors: Processors | None = None
    rights: Rights | None = None
    cookies: Cookies | None = None
    safety: tuple[Sentence, ...] = ()
    officers: tuple[Officer, ...] = ()
    remedies: tuple[Body, ...] = ()
    numbering: tuple[Word, ...] = ()
    outline: tuple[OutlineNode, ...] = ()
