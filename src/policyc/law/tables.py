"""Dated tables (statutes, statutory records, remedy bodies) -> the law as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from policyc.law.dated import Entry, held, read_day, read_table
from policyc.law.names import UNSEEN
from policyc.record import Record

_UNSEEN = UNSEEN | dict.fromkeys(map(ord, "\u300c\u300d\uff62\uff63"))


class Statute(Record):
    """A statute under its name of the day; `of` is the act that a decree, rule or notice carries out."""

    id: str
    name: str
    names: tuple[str, ...]
    of: str | None
    in_force: bool
    attested: bool
    source: str
    checked: date


class Provision(Record):
    """An article ("6", "15의2") of a statute, by the statute's id."""

    statute: str
    article: str
    paragraph: str | None
    item: str | None


class StatutoryRecord(Record):
    """A record that a statute says to keep; `starts` and `binds` stand only where the statute names them.

    `regime` is the regime that those whom it binds are under, by its id; None if it may bind anybody.
    """

    id: str
    name: str
    provision: Provision
    keep: str
    starts: str | None
    binds: str | None
    regime: str | None
    attested: bool
    source: str
    checked: date


class Body(Record):
    """A body that gives remedy; `standard` if the commission's guideline of the day lists it in its sample."""

    id: str
    name: str
    phone: str | None
    url: str | None
    standard: bool
    attested: bool
    source: str
    checked: date


class Law(Record):
    """The law on one day: all statutes known, the records that bind, the bodies there are in the guideline's order."""

    day: date
    statutes: Mapping[str, Statute]
    records: Mapping[str, StatutoryRecord]
    bodies: Mapping[str, Body]
    called: Mapping[str, str]

    def statute_named(self, name: str) -> Statute | None:
        """Find a statute by its full or its usual name; spaces, middle dots and 「」 do not count.

        Names of other days are known too: the statute found then goes by another name on this day.
        """
        found = self.called.get(_bare(name))
        return self.statutes[found] if found else None


@cache
def on(day: date) -> Law:
    """Read the law as it stands on a day.

    An entry holds from its `from` until the day before its `until`. Where its basis is ``attested`` (the earliest
    official text read, not the day of force), the first entry of an id holds before its `from` as well: what stands
    in a text of 2011 is taken to have stood in 2010. The result says so by `attested`. A record never holds while
    its statute is not in force.
    """
    statutes = {key: _statute(key, entries, day) for key, entries in read_table("statutes").items()}
    standing = _holding("records", day)
    records = {key: _record(key, entry) for key, entry in standing if statutes[entry["statute"]].in_force}
    bodies = sorted(_holding("bodies", day), key=lambda body: int(body[1].get("order", 99)))
    return Law(
        day=day,
        statutes=MappingProxyType(statutes),
        records=MappingProxyType(records),
        bodies=MappingProxyType({key: _body(key, entry) for key, entry in bodies}),
        called=_called(),
    )


def statute_names() -> tuple[str, ...]:
    """List every full and usual name of a statute, of any day, without reading the other tables."""
    return tuple(name for entries in read_table("statutes").values() for entry in entries for name in _names(entry))


def record_ids() -> tuple[str, ...]:
    """List the ids of the statutory records, of any day."""
    return tuple(read_table("records"))


def body_ids() -> tuple[str, ...]:
    """List the ids of the remedy bodies, of any day."""
    return tuple(read_table("bodies"))


def _statute(key: str, entries: list[Entry], day: date) -> Statute:
    holds = held(entries, day)
    entry = holds or next((entry for entry in reversed(entries) if read_day(entry["from"]) <= day), entries[0])
    return Statute(
        id=key,
        name=entry["name"],
        names=tuple(entry.get("names", ())),
        of=entry.get("of"),
        in_force=holds is not None,
        attested=entry["basis"] == "attested",
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )


def _record(key: str, entry: Entry) -> StatutoryRecord:
    return StatutoryRecord(
        id=key,
        name=entry["name"],
        provision=Provision(
            statute=entry["statute"],
            article=entry["article"],
            paragraph=entry.get("paragraph"),
            item=entry.get("item"),
        ),
        keep=entry["keep"],
        starts=entry.get("starts"),
        binds=entry.get("binds"),
        regime=entry.get("regime"),
        attested=entry["basis"] == "attested",
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )


def _body(key: str, entry: Entry) -> Body:
    return Body(
        id=key,
        name=entry["name"],
        phone=entry.get("phone"),
        url=entry.get("url"),
        standard="order" in entry,
        attested=entry["basis"] == "attested",
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )


def _holding(table: str, day: date) -> Iterator[tuple[str, Entry]]:
    for key, entries in read_table(table).items():
        if entry := held(entries, day):
            yield key, entry


@cache
def _called() -> Mapping[str, str]:
    table = read_table("statutes").items()
    return MappingProxyType({_bare(name): key for key, entries in table for entry in entries for name in _names(entry)})


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry["name"], *entry.get("names", ()))


def _bare(name: str) -> str:
    return name.translate(_UNSEEN)
