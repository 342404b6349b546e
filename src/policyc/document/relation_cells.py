"""One row of those who receive data into cells: who, what for, which items, how long, and what a transfer says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from policyc.document import durations, parties, wording
from policyc.document.countries import country
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, inline, text
from policyc.model.part import Weblink
from policyc.model.policy import Facts
from policyc.model.processing import Refusal
from policyc.model.sharing import Processor, Recipient
from policyc.nodes import Link, Paragraph, Text
from policyc.record import Record

Row: TypeAlias = Recipient | Processor


class View(Record):
    """How one section looks at rows: `apart` are the columns that the author asked for by name.

    `moved` are the parties of which the section on transfers tells, and with them what is particular to their rows.
    """

    facts: Facts
    phrases: Phrases
    apart: frozenset[str]
    moved: frozenset[tuple[str, str]] = frozenset()

    def elsewhere(self, row: Row) -> bool:
        """Tell whether the section on transfers tells of a party of a row."""
        return any(parties.identity(party) in self.moved for party in row.parties)


Cell: TypeAlias = Callable[[Row, View], Content]


def name(row: Row) -> str:
    """Name those in a row: its parties, else the class that stands for them; nothing where there is nobody yet."""
    return ", ".join(party.name for party in row.parties) or row.others or ""


def label(row: Row) -> str:
    """Name a row in a remark; one that nobody stands in yet by what it is for."""
    said = row.tasks if isinstance(row, Processor) else row.purposes
    return name(row) or ", ".join(word.text for word in said) or row.undecided or row.id


def link(found: Weblink, label: str) -> Link:
    """Write a link under its author's label, or under ours."""
    return Link(found.url, (Text(found.label or label),))


def _parties(row: Row, view: View) -> Content:
    """Write who receives data, the class of those not named, that nobody is yet, and the condition."""
    keys = {*parties.LINES} - {"country", *(view.apart & {"legal"})}
    condition = f"({wording.condition(row.when, view.phrases)})" if row.when else ""
    return (
        *parties.named(row.parties, view.facts, view.phrases, keys, view.moved),
        *text(*filter(None, [row.undecided])),
        *(() if "others" in view.apart else _others(row, view)),
        *text(*filter(None, [condition])),
    )


def _others(row: Row, view: View) -> Content:
    """Write a class of parties with how many they are, and where all of them are listed."""
    count = f"({row.count})" if row.others and row.count else row.count or ""
    listed = inline((link(row.list, view.phrases.label("terms", "list")),)) if row.list else ()
    return (*text(*filter(None, [f"{row.others or ''}{count}"])), *listed)


def _group(row: Row, view: View) -> Content:
    return text(" > ".join(shelf.text for shelf in row.group)) if row.group else ()


def _items(row: Row, view: View) -> Content:
    return wording.items(row.items, view.facts, view.phrases)


def _purposes(row: Row, view: View) -> Content:
    return wording.purposes(row.purposes, view.phrases) if isinstance(row, Recipient) else ()


def _basis(row: Row, view: View) -> Content:
    return wording.bases(row.basis, view.phrases) if isinstance(row, Recipient) else ()


def _tasks(row: Row, view: View) -> Content:
    return text(*(task.text for task in row.tasks)) if isinstance(row, Processor) else ()


def _keep(row: Row, view: View) -> Content:
    return durations.period(row.keep, view.phrases) if row.keep else ()


def _sub(row: Row, view: View) -> Content:
    """Write those to whom a processor passes work on, and where all of them are listed."""
    if not isinstance(row, Processor):
        return ()
    listed = inline((link(row.sub_list, view.phrases.label("terms", "sub-list")),)) if row.sub_list else ()
    return (*parties.named(row.sub, view.facts, view.phrases, brief=view.moved), *listed)


def _department(row: Row, view: View) -> Content:
    return text(*filter(None, [row.department])) if isinstance(row, Processor) else ()


def _country(row: Row, view: View) -> Content:
    here = (party.country for party in row.parties if party.country and parties.identity(party) not in view.moved)
    return text(*dict.fromkeys(country(code, view.phrases) for code in here))


def _legal(row: Row, view: View) -> Content:
    return text(*(party.legal for party in row.parties if party.legal))


def _timing(row: Row, view: View) -> Content:
    """Write when data is transferred and how, or only when where the author wants them apart."""
    how = () if "method" in view.apart else text(*filter(None, [row.method]))
    return (*text(*filter(None, [row.timing])), *how)


def _method(row: Row, view: View) -> Content:
    return text(*filter(None, [row.method]))


def _refusal(row: Row, view: View) -> Content:
    """Write how one refuses and what follows; each named where both are said."""
    found = row.refusal or Refusal()
    if not (found.how and found.effect):
        return text(*filter(None, [found.how, found.effect]))
    said = (("refusal-how", found.how), ("refusal-effect", found.effect))
    return tuple(Paragraph((Text(f"{view.phrases.label('terms', key)}: {words}"),)) for key, words in said)


def _transfer_basis(row: Row, view: View) -> Content:
    return text(*filter(None, [row.transfer_basis and view.phrases.word("transfer-grounds", row.transfer_basis)]))


def _here(cell: Cell) -> Cell:
    """Leave a cell empty where the section on transfers tells it."""

    def told(row: Row, view: View) -> Content:
        return () if view.elsewhere(row) else cell(row, view)

    return told


CELLS: Mapping[str, Cell] = {
    "group": _group,
    "parties": _parties,
    "others": _others,
    "legal": _legal,
    "purposes": _purposes,
    "tasks": _tasks,
    "items": _items,
    "keep": _keep,
    "basis": _basis,
    "sub": _sub,
    "department": _department,
    "country": _country,
    "timing": _here(_timing),
    "method": _here(_method),
    "transfer-basis": _here(_transfer_basis),
    "refusal": _here(_refusal),
}
"""One cell a column."""
