"""A policy and the law of a day into what the rules find, whatever the day from which each of them holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from policyc.finding import Finding
from policyc.law.tables import Law
from policyc.model.policy import Facts
from policyc.rules import (
    applicable,
    basis,
    children,
    citations,
    claims,
    complete,
    consistent,
    consistent_data,
    consistent_prose,
    consistent_voice,
    countries,
    denied,
    keeping,
    outdated,
    parties,
    records,
    sharing,
    special,
    stale,
    transfers,
    wording,
)
from policyc.rules.matter import Matter

Rule: TypeAlias = Callable[[Matter], Iterator[Finding]]

SUBJECTS = (
    applicable,
    basis,
    children,
    citations,
    claims,
    complete,
    consistent,
    consistent_data,
    consistent_prose,
    consistent_voice,
    countries,
    denied,
    keeping,
    outdated,
    parties,
    records,
    sharing,
    special,
    stale,
    transfers,
    wording,
)
"""The legal subjects, each a module with its `RULES` and a catalogue of the same name."""


def judge(facts: Facts, law: Law) -> Iterator[Finding]:
    """Yield what each rule finds."""
    matter = Matter(facts, law)
    for subject in SUBJECTS:
        for rule in subject.RULES:
            yield from rule(matter)
