"""What was declared: one policy file as typed parts, short forms written out, nothing resolved yet."""

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
    Rights,
    Sentence,
    Waiver,
    Word,
)
from policyc.record import NOTHING


class ChangeNotice(Part):
    """The notice a policy promises; `general` and `material` as written (``7일``)."""

    general: str | None = None
    material: str | None = None
    material_if: tuple[Word, ...] = ()
    reasons: tuple[Word, ...] = ()
    channels: tuple[Word, ...] = ()
    counting: str | None = None


class Item(Part):
    id: str
    name: str | None = None
    members: tuple[Word, ...] = ()
    kind: str | None = None
    category: str | None = None


class Purpose(Part):
    id: str
    name: str | None = None
    text: str


class NamedPeriod(Part):
    id: str
    phrase: str


class Shared(Part):
    """What ``all`` says for every entry of a block."""

    basis: tuple[Word, ...] = ()
    keep: str | None = None
    purposes: tuple[Word, ...] = ()
    supervised: bool | None = None


class Context(Part):
    id: str
    name: str | None = None
    required: tuple[Word, ...] = ()
    optional: tuple[Word, ...] = ()
    automatic: tuple[Word, ...] = ()
    purposes: tuple[Word, ...] = ()
    keep: str | None = None
    basis: tuple[Word, ...] = ()
    refusal: str | None = None
    personal: bool | None = None


class KeptRecord(Part):
    """A record kept on; `group` is internal or statutory."""

    id: str
    group: str
    name: str | None = None
    law: tuple[Word, ...] = ()
    keep: str | None = None
    reason: str | None = None


class Retention(Part):
    general: str | None = None
    internal: tuple[KeptRecord, ...] = ()
    statutory: tuple[KeptRecord, ...] = ()


class Dormant(Part):
    none: bool = False
    name: str | None = None
    after: str | None = None
    then: str | None = None
    keep: str | None = None
    within: str | None = None


class Recipient(Part):
    id: str
    name: str | None = None
    reads: str | None = None
    items: tuple[Word, ...] = ()
    purposes: tuple[Word, ...] = ()
    keep: str | None = None
    basis: tuple[Word, ...] = ()


class Processor(Part):
    id: str
    name: str | None = None
    reads: str | None = None
    tasks: tuple[Word, ...] = ()
    supervised: bool | None = None


class Recipients(Part):
    none: bool = False
    shared: Shared = Shared()
    entries: tuple[Recipient, ...] = ()


class Processors(Part):
    none: bool = False
    shared: Shared = Shared()
    entries: tuple[Processor, ...] = ()


class Collection(Part):
    shared: Shared = Shared()
    contexts: tuple[Context, ...] = ()


class Officer(Part):
    """`id` is the role."""

    id: str
    name: str | None = None
    position: str | None = None
    department: str | None = None
    phone: str | None = None
    email: str | None = None
    contact: str | None = None


class Body(Part):
    id: str
    name: str | None = None
    phone: str | None = None
    url: str | None = None


class Remedies(Part):
    standard: bool = False
    bodies: tuple[Body, ...] = ()


class Policy(Part):
    """One version of one service's policy; `service` is its folder's name, `version` its file's."""

    service: str
    version: str
    format: str
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
    periods: tuple[NamedPeriod, ...] = ()
    collection: Collection | None = None
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
    remedies: Remedies | None = None
    numbering: tuple[Word, ...] = ()
    outline: tuple[OutlineNode, ...] = ()
