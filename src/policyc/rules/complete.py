"""What every policy must contain: 개인정보 보호법 제30조제1항, 같은 법 시행령 제31조제1항."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.facts.rows import rows
from policyc.finding import Finding
from policyc.model.policy import Facts
from policyc.model.processing import Context

IN_FORCE = date(2011, 9, 30)
"""The day on which the statute and these contents of a policy came into force (법률 제10465호 부칙)."""


def check(facts: Facts) -> Iterator[Finding]:
    """Yield what is missing from a policy that takes effect under the statute."""
    if facts.dates.effective >= IN_FORCE:
        for rule in RULES:
            yield from rule(facts)


def purposes_missing(facts: Facts) -> Iterator[Finding]:
    """Each policy states what personal data is processed for: 제30조제1항제1호."""
    stated = facts.purposes and facts.purposes.entries
    if not stated and not any(row.purposes for row in _rows(facts)):
        yield Finding(code="purposes-missing")


def items_missing(facts: Facts) -> Iterator[Finding]:
    """Each policy states which items are processed: 제30조제1항제8호, 시행령 제31조제1항제1호."""
    if not any(row.required or row.optional or row.automatic for row in _rows(facts)):
        yield Finding(code="items-missing", at=facts.collection.at if facts.collection else (), side="key")


def retention_missing(facts: Facts) -> Iterator[Finding]:
    """Each policy states how long: 제30조제1항제2호."""
    general = facts.retention and facts.retention.general
    if not general and not any(row.keep for row in _rows(facts)):
        yield Finding(code="retention-missing", at=facts.retention.at if facts.retention else (), side="key")


def officer_missing(facts: Facts) -> Iterator[Finding]:
    """Each policy names the privacy officer, or the department and its contact: 제30조제1항제6호."""
    named = [one for one in (facts.officers.entries if facts.officers else ()) if one.name or one.department]
    if not named:
        yield Finding(code="officer-missing")
    elif not any(officer.phone or officer.email for officer in named):
        yield Finding(code="officer-unreachable", at=named[0].at, side="key")


def _rows(facts: Facts) -> Iterator[Context]:
    """Yield the rows that say what is processed: of collection, and of a public body's registered files."""
    yield from rows(facts.collection)
    yield from rows(facts.files)


RULES = (purposes_missing, items_missing, retention_missing, officer_missing)
