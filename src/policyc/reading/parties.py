"""Those with whom data is shared against the parties declared once: each name leads to someone, each party is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policyc.finding import Argument, Finding
from policyc.korean import has_hangul
from policyc.model.identity import Agent
from policyc.model.part import Part
from policyc.model.policy import Policy
from policyc.model.rights import Tracker
from policyc.model.sharing import AiUse, Party, Processor, Pseudonymised, Recipient, Relation
from policyc.place import Path
from policyc.reading.declared import unknown, unused
from policyc.reading.similar import similar
from policyc.reading.structure import NAME

KOREA = "KR"


def check(policy: Policy, parts: tuple[Part, ...], shown: frozenset[str]) -> Iterator[Finding]:
    """Yield names that lead to no party or entry, rows without a name, and parties that nothing names."""
    declared = {party.id: party for party in policy.parties}
    used = set(shown)
    for part in parts:
        for at, word, is_name in _named(part, declared):
            used.add(word)
            if is_name and word not in declared:
                yield unknown("unknown-party", at, word, declared)
        if isinstance(part, Relation) and part.id and not _is_told(part, declared):
            yield nameless(part.id, part.at, declared)
        if isinstance(part, Pseudonymised):
            yield from _entries(policy, part)
    for party in policy.parties:
        if not party.name and not has_hangul(party.id):
            yield nameless(party.id, party.at)
    yield from unused("parties", policy.parties, used)


def nameless(name: str, at: Path, known: dict[str, Party] | None = None) -> Finding:
    """Say that an id in ASCII letters cannot serve as a name; it may be a slip of a declared one."""
    args: dict[str, Argument] = {"id": name}
    if close := similar(name, known or ()):
        args["suggestion"] = close
    return Finding(code="name-missing", at=at, side="key", args=args)


def is_abroad(policy: Policy) -> bool:
    """Tell whether anybody in a row of third parties or processors sits in another country: that is a transfer."""
    countries = {party.id: party.country for party in policy.parties}
    blocks = (policy.recipients, policy.processors)
    found = (
        _countries(block.entries, block.all.country if block.all else None, countries) for block in blocks if block
    )
    return any(country != KOREA for block in found for country in block)


def _countries(
    rows: Iterable[Recipient | Processor], above: str | None, declared: Mapping[str, str | None]
) -> Iterator[str]:
    """Yield the country of everybody in some rows; none is Korea."""
    for row in rows:
        here = row.country or above
        yield from _countries(row.rows, here, declared)
        for party in () if row.rows else (row.parties or (row,)):
            yield party.country or declared.get(party.id) or here or KOREA


def rows(entries: tuple[Recipient, ...] | tuple[Processor, ...]) -> Iterator[Recipient | Processor]:
    """Yield the rows of a block, at any depth, without the shelves they stand on."""
    for entry in entries:
        if entry.rows:
            yield from rows(entry.rows)
        else:
            yield entry


def _all(row: Recipient | Processor) -> Iterator[Party]:
    """Yield everybody in a row and in the rows below it."""
    yield from (row, *row.parties)
    for below in row.rows:
        yield from _all(below)


def _named(part: Part, declared: dict[str, Party]) -> Iterator[tuple[Path, str, bool]]:
    """Yield the words by which a part names parties, and whether each must be declared or may be text."""
    if isinstance(part, Relation):
        subs = part.sub if isinstance(part, Processor) else ()
        for party in (*part.parties, *subs):
            yield party.at, party.id, not party.name and not has_hangul(party.id)
        if not _is_shelf(part) and part.id in declared:
            yield part.at, part.id, False
    elif isinstance(part, Tracker) and part.collector:
        yield (*part.at, "collector"), part.collector, bool(NAME.fullmatch(part.collector))
    elif isinstance(part, AiUse) and part.provider:
        yield (*part.at, "provider"), part.provider, bool(NAME.fullmatch(part.provider))
    elif isinstance(part, Agent) and part.party:
        yield part.at, part.party, bool(NAME.fullmatch(part.party))


def _is_told(row: Relation, declared: dict[str, Party]) -> bool:
    """Tell whether a row says who it is; a shelf need not."""
    said = row.name or row.parties or row.others or row.undecided
    return bool(said) or _is_shelf(row) or row.id in declared or has_hangul(row.id)


def _is_shelf(row: Relation) -> bool:
    return isinstance(row, Recipient | Processor) and bool(row.rows)


def _entries(policy: Policy, part: Pseudonymised) -> Iterator[Finding]:
    """Find recipients and processors of pseudonymised data that are no entries of the blocks of that name."""
    for key, block, words in (
        ("recipients", policy.recipients, part.recipients),
        ("processors", policy.processors, part.processors),
    ):
        ids = {one.id for entry in block.entries for one in _all(entry)} if block else set[str]()
        for word in words:
            if word.text not in ids:
                yield unknown("unknown-entry", word.at, word.text, sorted(ids), block=key)
