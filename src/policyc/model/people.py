"""Whom to turn to, and what watches people in places: officers, remedy bodies, cameras, location."""

from __future__ import annotations

from typing import ClassVar

from policyc.model.part import Block, Citation, Lines, Part, Period, Weblink, Word
from policyc.model.processing import PurposeRef


class Officer(Lines):
    """A person or department; `role` is what it is in charge of (one known as id needs none), `of` whose it is."""

    id: str
    role: tuple[Word, ...] = ()
    title: str | None = None
    name: str | None = None
    position: str | None = None
    department: str | None = None
    contact: tuple[Word, ...] = ()
    files: tuple[Word, ...] = ()
    of: str | None = None
    note: tuple[Word, ...] = ()
    formerly: str | None = None


class Officers(Block):
    KEYED: ClassVar[str] = "entries"
    entries: tuple[Officer, ...] = ()


class Body(Lines):
    id: str
    name: str = ""
    note: tuple[Word, ...] = ()


class Remedies(Block):
    """`standard`: the guideline's bodies of the day."""

    KEYED: ClassVar[str] = "entries"
    standard: bool = False
    entries: tuple[Body, ...] = ()


class Place(Part):
    """Where cameras are: how many and what they see."""

    id: str
    name: str = ""
    count: str | None = None
    range: str | None = None
    note: tuple[Word, ...] = ()


class Cctv(Block):
    """Cameras, fixed or mobile; `elsewhere` is the policy of their own."""

    kinds: tuple[Word, ...] = ()
    purposes: tuple[PurposeRef, ...] = ()
    law: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = ()
    hours: str | None = None
    keep: Period | None = None
    kept_at: str | None = None
    viewing: str | None = None
    elsewhere: Weblink | None = None
    note: tuple[Word, ...] = ()


class LocationRecords(Part):
    """The records of use of location data, and why they are kept: 위치정보법 제16조제2항."""

    law: tuple[Citation, ...] = ()
    keep: Period | None = None


class Location(Block):
    purposes: tuple[PurposeRef, ...] = ()
    keep: Period | None = None
    records: LocationRecords | None = None
    third_parties: str | None = None
    guardians: str | None = None
    note: tuple[Word, ...] = ()
