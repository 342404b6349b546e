"""What no policy can bring about by saying it: consent by reading on, freedom from liability, more time to answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policyc.finding import Finding
from policyc.korean_claims import answer_days, days_in
from policyc.place import Path
from policyc.rules.matter import Matter, Said
from policyc.rules.sentences import begins, every, has, pattern, sentence, signs

ANSWERED = 10
"""Days within which requests are answered: 개인정보 보호법 시행령 제41조제4항, 제43조제3항, 제44조제2항."""

ASKED = frozenset({"access", "correction", "deletion", "suspension"})
"""The rights that are answered within them."""


def consent_deemed(matter: Matter) -> Iterator[Finding]:
    """Find consent that is taken from use or silence: 제22조제1항; a policy is no contract."""
    yield from _found("consent-deemed", matter, "consent", "deemed", _takes_consent)


def liability_disclaimed(matter: Matter) -> Iterator[Finding]:
    """Find disclaimers of liability for data, whoever is at fault: 제39조제1항."""
    yield from _found("liability-disclaimed", matter, "liability", "no-liability", _without_fault)


def answer_too_late(matter: Matter) -> Iterator[Finding]:
    """Find promises to answer requests later than within ten days: 시행령 제43조제3항."""
    for phrase, days, at in (*_promised(matter), *_said_in_prose(matter)):
        if days and min(days) > ANSWERED:
            yield Finding(code="answer-too-late", at=at, args={"given": phrase, "exact": phrase})


def _promised(matter: Matter) -> Iterator[tuple[str, frozenset[int], Path]]:
    """Yield how soon requests are answered, in general and where one asks; the hours of a desk are its own."""
    rights = matter.facts.rights
    ways = [way for way in rights.how if not way.for_ or ASKED & {word.text for word in way.for_}] if rights else []
    for part in (*((rights,) if rights else ()), *ways):
        if part.answer and "answer" not in part.origins:
            yield part.answer, days_in(part.answer), (*part.at, "answer")


def _said_in_prose(matter: Matter) -> Iterator[tuple[str, frozenset[int], Path]]:
    """Yield how soon a sentence says that requests are answered, where no fact says it."""
    if matter.facts.rights and matter.facts.rights.answer:
        return
    for said in matter.texts:
        if said.field != "answer" and (claims := list(answer_days(said.text))):
            yield claims[0].words, frozenset(claim.number for claim in claims), said.at


def _found(code: str, matter: Matter, signed: str, words: str, holds: Callable[[str, str], bool]) -> Iterator[Finding]:
    for said in matter.having(*signs(signed)):
        if found := _first(said, words, holds):
            yield Finding(code=code, at=said.at, args={"words": found, "exact": found})


def _first(said: Said, words: str, holds: Callable[[str, str], bool]) -> str | None:
    for found in every(words, said.text):
        begin, stop = sentence(said.text, *found.span())
        if holds(said.text[begin : found.start()], said.text[found.end() : stop]):
            return found[0]
    return None


def _takes_consent(before: str, after: str) -> bool:
    return has("data-or-policy", before) and not has("given-or-theirs", before) and not begins("not-deemed", after)


def _without_fault(before: str, after: str) -> bool:
    if begins("not-disclaimed", after):
        return False
    if has("net-danger", before):
        return not has("blameless", before + after)
    about = has("data", before) and has("harm", before)
    return about and not has("fault", re.sub(pattern("or-the-net"), "", before) + after)


RULES: tuple[Callable[[Matter], Iterator[Finding]], ...] = (consent_deemed, liability_disclaimed, answer_too_late)
