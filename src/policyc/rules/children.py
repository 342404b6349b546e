"""What a policy says of children under 14 and their guardians: 개인정보 보호법 제22조의2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.finding import Finding
from policyc.model.part import Word
from policyc.model.processing import Children
from policyc.rules.grounds import words
from policyc.rules.matter import Matter

OF_AGE = 14


def children_age_wrong(matter: Matter) -> Iterator[Finding]:
    """Refuse an age below fourteen as the one up to which guardians consent: 제22조의2제1항."""
    block = matter.facts.children
    found = re.search("[0-9]+", block.age or "") if block else None
    if block and block.age and found and int(found.group()) < OF_AGE and not _says(block, str(OF_AGE)):
        yield Finding(code="children-age-wrong", at=(*block.at, "age"), args={"age": block.age})


def children_consent_missing(matter: Matter) -> Iterator[Finding]:
    """Ask for the guardian's consent where data of children is collected: 제22조의2제1항, 작성지침."""
    block = _collecting(matter)
    if block and not (block.consent or block.check) and not _told(matter, words()["consent"]):
        yield Finding(code="children-consent-missing", at=(*block.at, "collects"), side="key")


def children_check_missing(matter: Matter) -> Iterator[Finding]:
    """Ask how the guardian's consent is confirmed: 작성지침."""
    block = _collecting(matter)
    if block and block.consent and not block.check and not _told(matter, words()["checked"]):
        yield Finding(code="children-check-missing", at=(*block.at, "consent"), side="key")


def guardian_items_missing(matter: Matter) -> Iterator[Finding]:
    """Ask for the items by which the guardian is asked for consent: 작성지침."""
    block = _collecting(matter)
    if not block or not (block.consent or block.check) or _told(matter, words()["guardian-items"]):
        return
    if not any((item.category or "").startswith("guardian.") for item in matter.facts.items):
        yield Finding(code="guardian-items-missing", at=block.at, side="key")


def _collecting(matter: Matter) -> Children | None:
    """Return what is said of children whose data is collected; an annex may leave the rest to another policy."""
    block = matter.facts.children
    return block if block and block.collects and matter.whole else None


def _told(matter: Matter, any_of: list[str]) -> bool:
    """Tell whether the block, or a text anywhere that speaks of guardians, has one of some words."""
    block = matter.facts.children
    if block and any(_says(block, word) for word in any_of):
        return True
    guardians = [said.text for said in matter.texts if any(word in said.text for word in words()["guardians"])]
    return any(word in text for text in guardians for word in any_of)


def _says(block: Children, word: str) -> bool:
    notes: tuple[Word, ...] = (*block.note, *(note for one in block.check for note in one.note))
    texts = (block.consent or "", *(one.text for one in block.check), *(one.name or "" for one in block.check))
    return any(word in text for text in (*texts, *(note.text for note in notes)))


RULES = (children_age_wrong, children_consent_missing, children_check_missing, guardian_items_missing)
