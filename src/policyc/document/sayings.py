"""The author's short texts into lists, cells and adverbs: sentences under their names, times of answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyc.document import wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Content
from policyc.facts.origins import spaced
from policyc.korean import has_hangul
from policyc.model.part import Sentence
from policyc.nodes import Block, Items, Paragraph, Strong, Text
from policyc.reading.terms import CONDITIONS


def listed(found: Sequence[Sentence], phrases: Phrases) -> Content:
    """List sentences; nothing for none."""
    return (wording.sentences(found, phrases),) if found else ()


def cases(found: Sequence[Sentence], phrases: Phrases) -> Content:
    """List sentences that stand for cases: each under its name, the condition that its id is, or its Hangul id."""
    items = tuple(wording.sentence(one.replace(name=_case(one, phrases)), phrases) for one in found)
    return (Items(ordered=False, items=items),) if items else ()


def _case(one: Sentence, phrases: Phrases) -> str | None:
    if one.name or not one.id:
        return one.name
    if one.id in CONDITIONS:
        return wording.condition(one.id, phrases)
    return spaced(one.id) if has_hangul(one.id) else None


def soon(answer: str | None, phrases: Phrases) -> str | None:
    """Write a time of answer as an adverb (``10일 이내`` with its particle), or nothing where it cannot be one."""
    if answer and answer.endswith(phrases.word("adverbs", "within")):
        return answer + phrases.word("adverbs", "particle")
    return answer if answer and answer.endswith(tuple(phrases.word("adverbs", "ends").split())) else None


def lines(words: Iterable[str]) -> Content:
    """Write texts into a cell, a paragraph each."""
    return tuple(Paragraph((Text(word),)) for word in words)


def titled(title: str, blocks: Content) -> tuple[Block, ...]:
    """Put a title over blocks; nothing over nothing."""
    return (Paragraph((Strong((Text(title),)),)), *blocks) if blocks else ()
