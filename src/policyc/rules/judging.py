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


def judge(facts: Facts, law: Law) -> Iterator[tuple[str, Finding]]:
    """Yield what each rule finds, with the subject that the rule is of."""
    matter = Matter(facts, law)
    for subject in SUBJECTS:
        name = subject.__name__.rpartition(".")[2]
        for rule in subject.RULES:
            for finding in rule(matter):
                yield name, finding
