"""On what ground sensitive data and unique identifiers are processed: 개인정보 보호법 제23조, 제24조, 제24조의2."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from policyc.finding import Argument, Finding
from policyc.model.processing import Context, ItemRef
from policyc.model.sharing import Recipient
from policyc.place import Path
from policyc.rules.grounds import cites, grounds, recipients, remarks, spoken, words
from policyc.rules.matter import Matter

Wanted: TypeAlias = Mapping[str, Sequence[tuple[str, bool]]]

RESIDENT = "identity.resident-number"
IDENTIFIERS = frozenset({"identity.passport", "identity.licence", "identity.alien-number"})
SENSITIVE = ("sensitive", "biometric")
UNASKED = frozenset({"contract", "legitimate-interest"})
"""Grounds of 제15조제1항 that 제23조제1항 and 제24조제1항 do not know."""


def resident_number_basis_wrong(matter: Matter) -> Iterator[Finding]:
    """Ask for a statute for resident registration numbers; neither consent nor contract will do: 제24조의2제1항."""
    if wanted := _items(matter, _is_resident):
        enough = UNASKED | {"consent"}
        rows = [row for row in _rows(matter) if row.basis and grounds(row.basis) <= enough and not cites(row)]
        for at, args in _taken(rows, wanted, cites):
            yield Finding(code="resident-number-basis-wrong", at=at, args=args)


def sensitive_basis_wrong(matter: Matter) -> Iterator[Finding]:
    """Ask for a consent of its own, or a statute, for sensitive data: 제23조제1항."""
    if wanted := _items(matter, _is_sensitive):
        for at, args in _taken(_unasked(matter), wanted, _excused):
            yield Finding(code="sensitive-basis-wrong", at=at, args=args)


def identifier_basis_wrong(matter: Matter) -> Iterator[Finding]:
    """Ask for a consent of its own, or a statute, for unique identifiers: 제24조제1항."""
    if wanted := _items(matter, _is_identifier):
        for at, args in _taken(_unasked(matter), wanted, _excused):
            yield Finding(code="identifier-basis-wrong", at=at, args=args)


def _rows(matter: Matter) -> tuple[Context | Recipient, ...]:
    return (*matter.rows, *recipients(matter))


def _unasked(matter: Matter) -> Iterator[Context | Recipient]:
    """Yield the rows that rest on what suffices for ordinary data only, and remark on no consent or statute.

    Provision on a contract is wrong whatever is provided, and has a rule of its own.
    """
    for row in _rows(matter):
        found = grounds(row.basis)
        on_contract = isinstance(row, Recipient) and "contract" in found
        if found and found <= UNASKED and not on_contract and not _excused(row):
            yield row


def _taken(
    rows: Iterable[Context | Recipient], wanted: Wanted, spared: Callable[[ItemRef], bool]
) -> Iterator[tuple[Path, Mapping[str, Argument]]]:
    """Yield what rows take of what is wanted: once a row, at the first item; once for items that rows inherit."""
    seen = set()
    for row in rows:
        found = [(ref, name) for ref in _refs(row) for name in _named(ref, wanted) if not spared(ref)]
        if found and found[0][0].at not in seen:
            seen.add(found[0][0].at)
            names = tuple(dict.fromkeys(name for _, name in found))
            yield found[0][0].at, {"items": names, "grounds": spoken(grounds(row.basis))}


def _refs(row: Context | Recipient) -> tuple[ItemRef, ...]:
    if isinstance(row, Recipient):
        return row.items
    return (*row.required, *row.optional, *row.automatic)


def _named(ref: ItemRef, wanted: Wanted) -> Iterator[str]:
    """Name what a row takes of an item that is wanted: the item itself, or members that are meant."""
    only = {word.text for word in ref.only}
    for name, member in wanted.get(ref.item, ()):
        if not (member and only) or name in only:
            yield name


def _items(matter: Matter, fits: Callable[[str, str], bool]) -> Wanted:
    """Find the items of a kind by id: the name of each, or of its members, and whether it is a member."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for item in matter.facts.items:
        if fits(item.kind, item.category or ""):
            found.setdefault(item.id, []).append((item.name, False))
        for member in item.members:
            if fits(_kind(member.category or ""), member.category or ""):
                found.setdefault(item.id, []).append((member.name, True))
    return found


def _kind(category: str) -> str:
    """Tell the kind of a member, which has its leaf alone."""
    return "unique-identifier" if category in IDENTIFIERS else category.partition(".")[0]


def _excused(part: Context | Recipient | ItemRef) -> bool:
    return cites(part) or any(word in text for text in remarks(part) for word in words()["consent"])


def _is_resident(_: str, category: str) -> bool:
    return category == RESIDENT


def _is_sensitive(kind: str, _: str) -> bool:
    return kind in SENSITIVE


def _is_identifier(kind: str, category: str) -> bool:
    return kind == "unique-identifier" and category != RESIDENT


RULES = (resident_number_basis_wrong, sensitive_basis_wrong, identifier_basis_wrong)
