"""What rows say in short: periods by name, purposes by name, legal bases by word, and what ``all`` says for them."""

from __future__ import annotations

from collections.abc import Iterable

from policyc.facts.citations import citation
from policyc.facts.origins import GRAMMAR, INHERITED, derived
from policyc.law.tables import Law
from policyc.model import facts as model
from policyc.model.part import Derived, Period, Word
from policyc.model.policy import Policy, Shared
from policyc.place import Path
from policyc.reading.links import GROUNDS
from policyc.reading.periods import parse

MEASURED = ("kind", "length", "bound", "start", "end", "at_once")


def period(phrase: str, at: Path, policy: Policy) -> Period:
    """Read a phrase, or the declared period it names; all but its words is derived by the grammar."""
    declared = {entry.id: entry for entry in policy.periods}
    if phrase in declared:
        return period(declared[phrase].phrase, declared[phrase].at, policy)
    found = parse(phrase)
    if found is None:
        raise AssertionError(f"{phrase} passed the links without being readable")
    return _placed(found, at)


def _placed(found: Period, at: Path) -> Period:
    origin = Derived(by=GRAMMAR, source=found.text, at=at)
    parts = tuple(_placed(part, at) for part in found.parts)
    return found.replace(at=at, parts=parts, origins=dict.fromkeys(MEASURED, origin))


def keep(row: Path, phrase: str | None, shared: Shared, policy: Policy) -> tuple[Period | None, Derived | None]:
    """Return a row's own period, else the one that ``all`` gives it."""
    if phrase:
        return period(phrase, (*row, "keep"), policy), None
    if shared.keep:
        at = (*shared.at, "keep")
        return period(shared.keep, at, policy), Derived(by=INHERITED, at=at)
    return None, None


def bases(words: Iterable[Word], law: Law) -> tuple[model.Basis, ...]:
    """Turn grounds and citations into legal bases; a citation alone rests on the ground `law`."""
    return tuple(
        model.Basis(at=word.at, ground=word.text)
        if word.text in GROUNDS
        else model.Basis(at=word.at, ground="law", citation=citation(word, law))
        for word in words
    )


def purposes(words: Iterable[Word], policy: Policy) -> tuple[model.PurposeRef, ...]:
    """Turn purposes named or said in a row into references with their text."""
    declared = {purpose.id: purpose for purpose in policy.purposes}
    found = []
    for word in words:
        if purpose := declared.get(word.text):
            origin = derived(text=Derived(by="purposes", at=purpose.at))
            text = purpose.name or purpose.text
            found.append(model.PurposeRef(at=word.at, purpose=purpose.id, text=text, origins=origin))
        else:
            found.append(model.PurposeRef(at=word.at, text=word.text))
    return tuple(found)
