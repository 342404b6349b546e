"""A Policy against itself: every reference has its target, every declaration its use, every block its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from policyc.finding import Argument, Finding, Related
from policyc.korean import has_hangul
from policyc.model.part import Part, Way, Word
from policyc.model.policy import Context, Officer, Policy, Recipient, Shared
from policyc.place import Path
from policyc.reading.periods import parse
from policyc.reading.shape import schema
from policyc.reading.similar import similar
from policyc.record import Record

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
ID = re.compile(r"[A-Za-z가-힣][A-Za-z0-9가-힣]*(?:-[A-Za-z0-9가-힣]+)*")
SEPARATORS = re.compile(r"\s*[\uff0c\u3001\u00b7\u318d/]\s*|\s+")
"""What people write between items where a comma belongs: wide and ideographic commas, dots, slashes, spaces."""

GROUNDS = ("consent", "contract", "law", "public-task", "vital-interest", "legitimate-interest", "public-health")
"""개인정보 보호법 제15조제1항 제1호부터 제7호까지."""


class Known(Record):
    """What the language takes as known without being declared; the caller reads it from the law's tables."""

    is_item: Callable[[str], bool]
    item_words: Callable[[], tuple[str, ...]]
    records: tuple[str, ...]


def check(policy: Policy, known: Known) -> Iterator[Finding]:
    """Yield every reference without a target, every name used twice, every declaration without a use."""
    yield from _items(policy, known)
    yield from _periods(policy)
    yield from _purposes(policy)
    yield from _grounds(policy)
    yield from _contacts(policy)
    yield from _duplicates(policy)
    yield from _names(policy, known)


def item_id(word: str) -> str:
    """Write an item as its id: ``이메일 주소`` and ``이메일-주소`` are the same word."""
    return "-".join(word.split())


def rows(policy: Policy) -> Iterator[Shared | Context | Recipient]:
    """Yield what names purposes, bases and periods: rows of collection and of third parties, after their ``all``."""
    if policy.collection:
        yield policy.collection.shared
        yield from policy.collection.contexts
    if policy.recipients:
        yield policy.recipients.shared
        yield from policy.recipients.entries


def item_words(policy: Policy) -> Iterator[Word]:
    """Yield every word that names an item, in the order of the lists."""
    for context in policy.collection.contexts if policy.collection else ():
        yield from (*context.required, *context.optional, *context.automatic)
    for recipient in policy.recipients.entries if policy.recipients else ():
        yield from recipient.items


def _items(policy: Policy, known: Known) -> Iterator[Finding]:
    declared = {item.id for item in policy.items}
    used = set()
    for word in item_words(policy):
        used.add(item_id(word.text))
        if item_id(word.text) not in declared and not known.is_item(word.text):
            yield _unknown_item(word, declared, known)
    yield from _unused(policy.items, used)
    for context in policy.collection.contexts if policy.collection else ():
        yield from _twice(context)


def _unknown_item(word: Word, declared: set[str], known: Known) -> Finding:
    """Say how several items in one word are parted, and propose a new id only where it could be one."""
    found = _unknown("unknown-item", word.at, word.text, (*declared, *known.item_words()))
    args = dict(found.args)
    parts = SEPARATORS.split(word.text)
    if len(parts) > 1 and all(item_id(part) in declared or known.is_item(part) for part in parts):
        args["split"] = ", ".join(parts)
    if not ID.fullmatch(item_id(word.text)):
        del args["id"]
    return found.replace(args=args)


def _twice(context: Context) -> Iterator[Finding]:
    """Find items listed twice in one context: in one list, or as both required and optional."""
    seen: dict[str, tuple[str, Path]] = {}
    lists = (("required", context.required), ("optional", context.optional), ("automatic", context.automatic))
    for slot, words in lists:
        for word in words:
            key = item_id(word.text)
            if key in seen:
                before, at = seen[key]
                both = {before, slot} == {"required", "optional"}
                code = "item-required-and-optional" if both else "item-twice"
                related = (Related(says="first", at=at),)
                yield Finding(code=code, at=word.at, args={"item": word.text}, related=related)
            else:
                seen[key] = (slot, word.at)


def _periods(policy: Policy) -> Iterator[Finding]:
    declared = {period.id: period for period in policy.periods}
    used = set()
    for at, phrase in _phrases(policy):
        if NAME.fullmatch(phrase):
            used.add(phrase)
            if phrase not in declared:
                yield _unknown("unknown-period", at, phrase, declared)
        elif parse(phrase) is None:
            yield Finding(code="period-unreadable", at=at, args={"text": phrase})
    for period in policy.periods:
        if parse(period.phrase) is None:
            yield Finding(code="period-unreadable", at=period.at, args={"text": period.phrase})
    yield from _unused(policy.periods, used)


def _phrases(policy: Policy) -> Iterator[tuple[Path, str]]:
    """Every place where a period stands, but for the declared ones."""
    parts: list[Part] = [*rows(policy)]
    if policy.retention:
        if policy.retention.general:
            yield (*policy.retention.at, "general"), policy.retention.general
        parts += (*policy.retention.internal, *policy.retention.statutory)
    if policy.dormant:
        parts.append(policy.dormant)
    for part in parts:
        if phrase := getattr(part, "keep", None):
            yield (*part.at, "keep"), phrase


def _purposes(policy: Policy) -> Iterator[Finding]:
    declared = {purpose.id for purpose in policy.purposes}
    for row in rows(policy):
        for word in row.purposes:
            if NAME.fullmatch(word.text) and word.text not in declared:
                yield _unknown("unknown-purpose", word.at, word.text, declared)


def _grounds(policy: Policy) -> Iterator[Finding]:
    meanings = dict(zip(schema()["$defs"]["basis"]["items"]["enumDescriptions"], GROUNDS, strict=True))
    for row in rows(policy):
        for word in row.basis:
            meant = meanings.get(word.text) or meanings.get(word.text.split()[-1])
            if meant:
                yield Finding(code="unknown-ground", at=word.at, args={"word": word.text, "meant": meant})
            elif NAME.fullmatch(word.text) and word.text not in GROUNDS:
                yield _unknown("unknown-ground", word.at, word.text, GROUNDS)


def _contacts(policy: Policy) -> Iterator[Finding]:
    declared = {contact.id for contact in policy.contacts}
    used = set()
    askers: tuple[Officer | Way, ...] = (*policy.officers, *(policy.rights.how if policy.rights else ()))
    for part in askers:
        if part.contact:
            used.add(part.contact)
            if part.contact not in declared:
                yield _unknown("unknown-contact", (*part.at, "contact"), part.contact, declared)
    yield from _unused(policy.contacts, used)


def _duplicates(policy: Policy) -> Iterator[Finding]:
    """Ids that differ only in the case of their letters: people and file systems cannot tell them apart."""
    groups: Iterable[Iterable[Part]] = (
        policy.items,
        policy.collection.contexts if policy.collection else (),
        policy.recipients.entries if policy.recipients else (),
        policy.processors.entries if policy.processors else (),
        (*policy.retention.internal, *policy.retention.statutory) if policy.retention else (),
    )
    for group in groups:
        first: dict[str, Part] = {}
        for part in group:
            key = str(part.at[-1])
            before = first.setdefault(key.casefold(), part)
            if before is not part:
                related = (Related(says="first", at=before.at, side="key"),)
                yield Finding(code="duplicate-id", at=part.at, side="key", args={"id": key}, related=related)


def _names(policy: Policy, known: Known) -> Iterator[Finding]:
    """Ids that cannot serve as names, and records that neither the table nor the author explains."""
    named: list[Part] = [*policy.items, *(row for row in rows(policy) if not isinstance(row, Shared))]
    named += policy.processors.entries if policy.processors else ()
    for record in (*policy.retention.internal, *policy.retention.statutory) if policy.retention else ():
        if record.keep and (record.group == "internal" or (record.law and record.id not in known.records)):
            named.append(record)
    for part in named:
        name = str(part.at[-1])
        if getattr(part, "name", None) is None and not has_hangul(name) and not known.is_item(name):
            yield Finding(code="name-missing", at=part.at, side="key", args={"id": name})
    for record in policy.retention.statutory if policy.retention else ():
        lacking = [key for key in ("law", "keep") if not getattr(record, key)]
        if record.id not in known.records and lacking:
            args: dict[str, Argument] = {"id": record.id, "keys": tuple(lacking)}
            if close := similar(record.id, known.records):
                args["suggestion"] = close
            yield Finding(code="record-incomplete", at=record.at, side="key", args=args)


def _unknown(code: str, at: Path, word: str, known: Iterable[str]) -> Finding:
    args: dict[str, Argument] = {"word": word, "id": item_id(word)}
    words = tuple(known)
    if words:
        args["known"] = tuple(sorted(words)[:12])
    if close := similar(word, words):
        args["suggestion"] = close
    return Finding(code=code, at=at, args=args)


def _unused(parts: Iterable[Part], used: set[str]) -> Iterator[Finding]:
    for part in parts:
        name = str(part.at[-1])
        if name not in used:
            args: dict[str, Argument] = {"id": name, "block": str(part.at[0])}
            yield Finding(code="declared-unused", at=part.at, side="key", args=args)
