"""The words that rows share (periods, purposes, grounds, conditions) against what is declared or known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyc.finding import Argument, Finding
from policyc.korean import is_none
from policyc.model.part import Part, Period
from policyc.model.policy import Policy
from policyc.model.processing import Basis, PurposeRef
from policyc.model.rights import Assurance
from policyc.model.shape import inside
from policyc.model.sharing import AiUse
from policyc.reading.declared import circles, reference, unknown, unused
from policyc.reading.periods import readable
from policyc.reading.schemas import deciding
from policyc.reading.structure import AROUND, NAME

GROUNDS = ("consent", "contract", "law", "public-task", "vital-interest", "legitimate-interest", "public-health")
"""개인정보 보호법 제15조제1항 제1호부터 제7호까지."""

CONDITIONS = ("under-14", "foreigner", "marketing-consent", "ios", "android", "kakao", "naver", "google", "apple")
"""Whom or what a ``when`` can name by a word; anything else is said in Korean."""


def check(policy: Policy, parts: tuple[Part, ...], shown: frozenset[str]) -> Iterator[Finding]:
    """Yield periods, purposes, grounds and conditions that name nothing, and periods that nothing names."""
    yield from _periods(policy, parts, shown)
    yield from _purposes(policy, parts)
    yield from _grounds(parts)
    yield from _conditions(parts)
    yield from _nothing(parts)


def _periods(policy: Policy, parts: tuple[Part, ...], shown: frozenset[str]) -> Iterator[Finding]:
    declared = {one.id: one for one in policy.periods}
    used = set(shown)
    for part in parts:
        if isinstance(part, Period):
            at = reference(part, "period", AROUND)
            if part.named:
                used.add(part.named)
                if part.named not in declared:
                    yield unknown("unknown-period", at, part.named, declared)
            elif not part.kind:
                yield unreadable(at, part.text)
    named = {one.id: _named(one) for one in policy.periods}
    yield from circles("periods", named, {one.id: one.at for one in policy.periods})
    yield from unused("periods", policy.periods, used)


def _named(part: Part) -> tuple[str, ...]:
    """List the declared periods that a part names."""
    return tuple(one.named for one in inside(part) if isinstance(one, Period) and one.named)


def unreadable(at: tuple[str | int, ...], text: str) -> Finding:
    """Say that a phrase is no period, and how it would be one."""
    return Finding(code="period-unreadable", at=at, args={"text": text, **readable(text)})


def _purposes(policy: Policy, parts: tuple[Part, ...]) -> Iterator[Finding]:
    declared = [purpose.id for purpose in policy.purposes.entries] if policy.purposes else []
    for part in parts:
        if isinstance(part, PurposeRef) and NAME.fullmatch(part.text) and part.text not in declared:
            yield unknown("unknown-purpose", reference(part, "purpose", ("when", "note")), part.text, declared)


def _grounds(parts: tuple[Part, ...]) -> Iterator[Finding]:
    bases = [part for part in parts if isinstance(part, Basis)]
    meanings = _meanings() if bases else {}
    for part in bases:
        word = part.citation.text if part.citation else part.ground
        meant = meanings.get(word) or meanings.get(word.split()[-1])
        if meant:
            yield Finding(code="unknown-ground", at=part.at, args={"word": word, "meant": meant})
        elif not part.citation and word not in GROUNDS:
            yield unknown("unknown-ground", part.at, word, GROUNDS)


def _meanings() -> dict[str, str]:
    """Read what the grounds are called in Korean from where the schema explains them."""
    for node in _nodes(deciding()["$defs"]["basis"]):
        words = node.get("enumDescriptions", ())
        if len(words) == len(GROUNDS):
            return dict(zip(words, GROUNDS, strict=True))
    raise AssertionError("the schema does not explain the grounds")


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(below)


def _nothing(parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Find a Korean *none* where the word ``none`` has a meaning and any other is a sentence for the reader."""
    for part in parts:
        if isinstance(part, AiUse) and part.training and is_none(part.training):
            yield Finding(code="none-in-korean", at=(*part.at, "training"), args={"text": part.training})


def _conditions(parts: tuple[Part, ...]) -> Iterator[Finding]:
    for part in parts:
        when = getattr(part, "when", None)
        # When an assessment was made is a time, not a condition.
        if when and not isinstance(part, Assurance) and NAME.fullmatch(when) and when not in CONDITIONS:
            args: dict[str, Argument] = {"conditions": CONDITIONS}
            yield unknown("unknown-condition", (*part.at, "when"), when, CONDITIONS, **args)
