"""What no policy can bring about by saying it: consent by reading on, and freedom from liability."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policyc.finding import Finding
from policyc.rules.matter import Matter, Said
from policyc.rules.sentences import begins, every, has, pattern, sentence, signs


def consent_deemed(matter: Matter) -> Iterator[Finding]:
    """Find consent that is taken from use or silence: 제22조제1항; a policy is no contract."""
    yield from _found("consent-deemed", matter, "consent", "deemed", _takes_consent)


def liability_disclaimed(matter: Matter) -> Iterator[Finding]:
    """Find disclaimers of liability for data, whoever is at fault: 제39조제1항."""
    yield from _found("liability-disclaimed", matter, "liability", "no-liability", _without_fault)


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


RULES: tuple[Callable[[Matter], Iterator[Finding]], ...] = (consent_deemed, liability_disclaimed)
