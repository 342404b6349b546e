"""What is bound to rows (notes, refusals, notes on their items and purposes) into notes below their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policyc.document import lines, wording
from policyc.document.lines import Line
from policyc.document.phrases import Phrases
from policyc.nodes import Note, Text
from policyc.place import Path
from policyc.record import Record


class Said(Record, kw_only=False):
    """A remark on some rows; `term` names what it tells (how consent is refused), and may be empty."""

    term: str
    text: str


def remarks(found: Sequence[Line], phrases: Phrases, apart: frozenset[Path] = frozenset()) -> tuple[Note, ...]:
    """Write each remark once, with the names of the rows it is bound to unless those are all.

    Rows in `apart` have their refusal told elsewhere.
    """
    bound: dict[Said, list[Line]] = {}
    for line in found:
        for said in _said(line, phrases, apart):
            bound.setdefault(said, []).append(line)
    notes = [_note(said, _subject(of, found)) for said, of in bound.items()]
    for line in found:
        notes += wording.item_notes(lines.items(line), phrases.facts)
        notes += wording.purpose_notes(line.row.purposes, phrases)
    return tuple(dict.fromkeys(notes))


def _said(line: Line, phrases: Phrases, apart: frozenset[Path]) -> Iterator[Said]:
    refusal = line.row.refusal if line.row.at not in apart else None
    if refusal and refusal.effect:
        yield Said("", refusal.effect)
    if refusal and refusal.how:
        yield Said(phrases.label("terms", "refuse-how"), refusal.how)
    own = (*line.entry.note, *(line.row.note if line.row is not line.entry else ()))
    yield from (Said("", word.text) for word in own)


def _note(said: Said, subject: str) -> Note:
    if said.term:
        return Note((Text(f"{said.term}({subject}): {said.text}" if subject else f"{said.term}: {said.text}"),))
    return Note((Text(f"{subject}: {said.text}" if subject else said.text),))


def _subject(of: Sequence[Line], found: Sequence[Line]) -> str:
    """Name the rows a remark is bound to: nothing for all, an entry for all of its rows."""
    named = _places(of)
    if named == _places(found):
        return ""
    names = []
    for line in of:
        whole = _places(other for other in found if other.entry is line.entry)
        names.append(line.entry.name if whole <= named else lines.bare(line))
    return ", ".join(dict.fromkeys(names))


def _places(found: Iterable[Line]) -> frozenset[Path]:
    return frozenset(line.row.at for line in found)
