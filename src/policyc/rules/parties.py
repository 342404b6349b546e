"""Whether those who receive or process data are named: 개인정보 보호법 제30조제1항제3호·제4호, 작성지침."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from policyc.finding import Finding
from policyc.model.sharing import Party, Processor, Recipient
from policyc.place import Path as Place
from policyc.rules.matter import Matter
from policyc.sheet import sheet

PATHS = date(2026, 4, 23)
"""From this edition on a class may be named with the way to see one's own: 작성지침(2026. 4.) 38쪽, 42쪽."""

CIRCUMSTANCES = date(2025, 4, 21)
"""From this edition on a class of third parties may be named with the reason: 작성지침(2025. 4.) 33쪽."""


def recipient_name_open(matter: Matter) -> Iterator[Finding]:
    """Find names of third parties cut short by *and others*: 작성지침 2022. 3. on."""
    yield from _names(matter, "recipient-name-open", recipients(matter), _open)


def recipient_class(matter: Matter) -> Iterator[Finding]:
    """Find third parties of whom only the class is named: 작성지침(2026. 4.) 37쪽."""
    yield from _names(matter, "recipient-class", recipients(matter), _class)


def recipient_list_missing(matter: Matter) -> Iterator[Finding]:
    """Find classes of third parties without a list, or a way to see them: 작성지침 2022. 3. on."""
    for entry in _unlisted(matter, recipients(matter)):
        yield Finding(code="recipient-list-missing", at=(*entry.at, "others"), args={"words": entry.others or ""})


def recipient_undecided(matter: Matter) -> Iterator[Finding]:
    """Find third parties that are not decided yet."""
    for entry in recipients(matter):
        if entry.undecided and not entry.list:
            yield Finding(code="recipient-undecided", at=(*entry.at, "undecided"), args={"words": entry.undecided})


def recipient_is_controller(matter: Matter) -> Iterator[Finding]:
    """Find third parties that are the controller itself: 제17조제1항."""
    for party in _controllers(matter, recipients(matter)):
        yield Finding(code="recipient-is-controller", at=name_at(party), args={"words": party.name})


def processor_name_open(matter: Matter) -> Iterator[Finding]:
    """Find names of processors cut short by *and others*: 작성지침 2022. 3. on."""
    yield from _names(matter, "processor-name-open", _processors(matter), _open)


def processor_class(matter: Matter) -> Iterator[Finding]:
    """Find processors of whom only the class is named: 작성지침 2025. 4. on."""
    yield from _names(matter, "processor-class", _processors(matter), _class)


def processor_list_missing(matter: Matter) -> Iterator[Finding]:
    """Find classes of processors without a list, or a way to see them: 작성지침 2022. 3. on."""
    for entry in _unlisted(matter, _processors(matter)):
        yield Finding(code="processor-list-missing", at=(*entry.at, "others"), args={"words": entry.others or ""})


def processor_undecided(matter: Matter) -> Iterator[Finding]:
    """Find processors that are not decided yet: 제26조제2항."""
    for entry in _processors(matter):
        if entry.undecided and not entry.list:
            yield Finding(code="processor-undecided", at=(*entry.at, "undecided"), args={"words": entry.undecided})


def processor_is_controller(matter: Matter) -> Iterator[Finding]:
    """Find processors that are the controller itself: 제26조제1항."""
    for party in _controllers(matter, _processors(matter)):
        yield Finding(code="processor-is-controller", at=name_at(party), args={"words": party.name})


def sub_processor_unnamed(matter: Matter) -> Iterator[Finding]:
    """Find sub-processors that are neither named nor behind a link: they are processors too."""
    seen: set[Place] = set()
    for entry in _processors(matter):
        for party in () if entry.sub_list or entry.list else entry.sub:
            vague = _open(party.name) or _class(party.name)
            if vague and not _told(matter, entry) and _new(party, seen):
                yield Finding(code="sub-processor-unnamed", at=name_at(party), args={"words": party.name})


RULES = (
    recipient_name_open,
    recipient_class,
    recipient_list_missing,
    recipient_undecided,
    recipient_is_controller,
    processor_name_open,
    processor_class,
    processor_list_missing,
    processor_undecided,
    processor_is_controller,
    sub_processor_unnamed,
)


def recipients(matter: Matter) -> tuple[Recipient, ...]:
    """List the rows of third parties, those of additional use too."""
    block, uses = matter.facts.recipients, matter.facts.additional_use
    return (*(block.entries if block else ()), *(uses.uses if uses else ()))


def who(*entries: Recipient | Processor) -> tuple[str, ...]:
    """Name those of some rows, as they are written."""
    found = (party.name for entry in entries for party in entry.parties if party.name)
    return tuple(dict.fromkeys(found)) or tuple(entry.others or entry.id for entry in entries)


def identity(party: Party) -> tuple[str, str]:
    """Return what tells one party from another, in whatever row it stands."""
    return party.id, party.name


def name_at(party: Party) -> Place:
    """Return where a party's name is written."""
    origin = party.origins.get("name")
    return (origin.at if origin and origin.at else None) or (*party.at, "name")


def around(matter: Matter, *blocks: str) -> Iterator[str]:
    """Yield what the author says around the tables of some blocks."""
    for node in matter.nodes:
        if node.id in blocks or node.shows in blocks:
            yield from (text for text in (node.before, node.text, node.after) if text)
            yield from (word.text for word in node.note)


def own_words(kind: str, *texts: str) -> bool:
    """Tell whether texts have one of the words of a kind (``words/parties.yaml``)."""
    return any(word in text for text in texts for word in _words(kind))


def _processors(matter: Matter) -> tuple[Processor, ...]:
    return matter.facts.processors.entries if matter.facts.processors else ()


def _names(
    matter: Matter, code: str, entries: Sequence[Recipient | Processor], vague: Callable[[str], bool]
) -> Iterator[Finding]:
    """Yield a finding for each name that is vague, once where it is written."""
    seen: set[Place] = set()
    for entry in entries:
        for party in entry.parties:
            if vague(party.name) and not _told(matter, entry) and _new(party, seen):
                yield Finding(code=code, at=name_at(party), args={"words": party.name})


def _open(name: str) -> bool:
    """Tell whether a name is cut short."""
    return own_words("cut", name) and any(re.search(pattern, name) for pattern in _words("open"))


def _class(name: str) -> bool:
    """Tell whether a name says no more than of what class somebody is."""
    parts = re.split(_words("joints")[0], name) if own_words("joined", name) else (name,)
    return bool(name) and all(_is_class(part) for part in parts)


def _is_class(words: str) -> bool:
    first, _, rest = words.strip().partition(" ")
    bare = rest if rest and first in _words("around") else words
    return bare.replace(" ", "").removesuffix(_words("plural")[0]) in _classes()


def _unlisted(matter: Matter, entries: Sequence[Recipient | Processor]) -> Iterator[Recipient | Processor]:
    return (entry for entry in entries if entry.others and not _told(matter, entry))


def _told(matter: Matter, entry: Recipient | Processor) -> bool:
    """Tell whether it is said where those are seen whom a row does not name."""
    if entry.list:
        return True
    own = [entry.others or "", entry.when or "", *(word.text for word in entry.note)]
    said = [*own, *around(matter, "processors" if isinstance(entry, Processor) else "recipients")]
    if own_words("links", *said) or (own_words("paths", *said) and matter.law.day >= PATHS):
        return True
    return isinstance(entry, Recipient) and bool(entry.note) and matter.law.day >= CIRCUMSTANCES


def _controllers(matter: Matter, entries: Sequence[Recipient | Processor]) -> Iterator[Party]:
    """Yield the parties that bear the controller's own name."""
    own, seen = _bare(matter.facts.controller.name), set[Place]()
    for entry in entries:
        for party in entry.parties:
            if party.name and own in (_bare(party.name), _bare(party.legal or "")) and _new(party, seen):
                yield party


def _bare(name: str) -> str:
    for mark in _words("marks"):
        name = name.replace(mark, "")
    return name.replace(" ", "")


def _new(party: Party, seen: set[Place]) -> bool:
    """Tell whether a party was not yet looked at where it is written."""
    place = name_at(party)
    fresh = place not in seen
    seen.add(place)
    return fresh


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(sheet(Path(__file__).parent / "words" / "parties.yaml")[kind])


@cache
def _classes() -> frozenset[str]:
    return frozenset(_words("class"))
