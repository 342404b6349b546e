"""Who else gets to see data: third parties, processors, transfers abroad, pseudonymised data, AI."""

from __future__ import annotations

from typing import ClassVar

from policyc.model.part import Block, Part, Period, Sentence, Weblink, Word
from policyc.model.processing import Basis, ItemRef, PurposeRef, Refusal


class Party(Part):
    """A person or firm; `legal` is its name in the register, `country` ISO 3166 (none is Korea)."""

    SHORT: ClassVar[str] = "name"
    LISTED: ClassVar[str] = "id"
    id: str = ""
    name: str = ""
    reads: str | None = None
    legal: str | None = None
    parent: str | None = None
    representative: str | None = None
    country: str | None = None
    address: str | None = None
    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    url: str | None = None


class SubProcessor(Party):
    tasks: tuple[Word, ...] = ()


class Relation(Party):
    """A row of those who receive data.

    The party is written in the row, or named in `parties`; in the facts it always stands in `parties`, and `group`
    names the shelves the row stood on.
    `others`, `count` and `list` say openly that names are missing and where they are; `undecided` that there is none
    yet. `timing`, `method`, `transfer_basis` and `refusal` are what a transfer abroad must say besides.
    """

    group: tuple[Word, ...] = ()
    parties: tuple[Party, ...] = ()
    others: str | None = None
    count: str | None = None
    list: Weblink | None = None
    undecided: str | None = None
    items: tuple[ItemRef, ...] = ()
    keep: Period | None = None
    timing: str | None = None
    method: str | None = None
    transfer_basis: str | None = None
    refusal: Refusal | None = None
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class Recipient(Relation):
    purposes: tuple[PurposeRef, ...] = ()
    basis: tuple[Basis, ...] = ()
    rows: tuple[Recipient, ...] = ()


class Recipients(Block):
    KEYED: ClassVar[str] = "entries"
    all: Recipient | None = None
    entries: tuple[Recipient, ...] = ()


class Processor(Relation):
    tasks: tuple[Word, ...] = ()
    department: str | None = None
    sub: tuple[SubProcessor, ...] = ()
    sub_list: Weblink | None = None
    supervised: bool | None = None
    rows: tuple[Processor, ...] = ()


class Processors(Block):
    KEYED: ClassVar[str] = "entries"
    all: Processor | None = None
    entries: tuple[Processor, ...] = ()


class Criteria(Part):
    """What is weighed before data is used further; `standard` are the decree's four matters."""

    KEYED: ClassVar[str] = "entries"
    standard: bool = False
    entries: tuple[Sentence, ...] = ()


class AdditionalUse(Block):
    """Use and provision beyond the purpose of collection; `now` none: there is none at present."""

    now: str | None = None
    basis: tuple[Basis, ...] = ()
    criteria: Criteria | None = None
    uses: tuple[Recipient, ...] = ()
    note: tuple[Word, ...] = ()


class OverseasCollection(Block):
    """Countries from which data of people in Korea is collected directly: 시행령 제31조제1항제4호."""

    countries: tuple[Word, ...] = ()
    regions: tuple[Word, ...] = ()
    note: tuple[Word, ...] = ()


class Pseudonymised(Block):
    """`recipients` and `processors` are ids of entries in the blocks of that name."""

    purposes: tuple[PurposeRef, ...] = ()
    items: tuple[ItemRef, ...] = ()
    keep: Period | None = None
    recipients: tuple[Word, ...] = ()
    processors: tuple[Word, ...] = ()
    measures: tuple[Sentence, ...] = ()
    note: tuple[Word, ...] = ()


class AiUse(Part):
    """A use of AI; `provider` is a declared party's id or a name, `training` none or what is trained on."""

    id: str
    name: str = ""
    provider: str | None = None
    purposes: tuple[PurposeRef, ...] = ()
    items: tuple[ItemRef, ...] = ()
    keep: Period | None = None
    training: str | None = None
    opt_out: str | None = None
    report: str | None = None
    when: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class AiUses(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[AiUse, ...] = ()
