"""What every policy must contain: 개인정보 보호법 제30조제1항, 시행령 제31조제1항, 표준 개인정보 보호지침 제19조."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.finding import Finding
from policyc.model.people import Officer
from policyc.rules.clauses import said, says, treated
from policyc.rules.matter import Matter

LINES = ("phone", "email", "fax", "address", "url")


def purposes_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states what personal data is processed for: 제30조제1항제1호."""
    block = matter.facts.purposes
    stated = (block and block.entries) or any(row.purposes for row in matter.rows)
    if matter.whole and not stated and not treated(matter, "purposes"):
        yield Finding(code="purposes-missing")


def items_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states which items are processed: 제30조제1항제8호, 시행령 제31조제1항제1호."""
    block = matter.facts.collection
    stated = any(row.required or row.optional or row.automatic for row in matter.rows)
    if matter.whole and not stated and not treated(matter, "collection"):
        yield Finding(code="items-missing", at=block.at if block else (), side="key")


def retention_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states how long: 제30조제1항제2호."""
    block = matter.facts.retention
    stated = (block and block.general) or any(row.keep for row in matter.rows)
    if matter.whole and not stated and not treated(matter, "retention"):
        yield Finding(code="retention-missing", at=block.at if block else (), side="key")


def destruction_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states how personal data is destroyed: 제30조제1항제3호의2."""
    block = matter.facts.destruction
    if matter.whole and (block is None or block.none) and not treated(matter, "destruction"):
        yield Finding(code="destruction-missing", at=block.at if block else (), side="key")


def destruction_procedure_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states the procedure beside the method: 제30조제1항제3호의2."""
    block = matter.facts.destruction
    if block is None or block.none or block.procedure or block.note:
        return
    if matter.whole and not treated(matter, "destruction"):
        yield Finding(code="destruction-procedure-missing", at=block.at, side="key")


def destruction_method_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states the method beside the procedure: 제30조제1항제3호의2."""
    block = matter.facts.destruction
    if block is None or block.none or block.methods or block.note:
        return
    told = any(says("method", one.text) for one in block.procedure)
    if matter.whole and not told and not treated(matter, "destruction"):
        yield Finding(code="destruction-method-missing", at=block.at, side="key")


def rights_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states the rights of data subjects: 제30조제1항제5호."""
    block = matter.facts.rights
    stated = block and not block.none and (block.list or block.how or block.note)
    if matter.whole and not stated and not treated(matter, "rights"):
        yield Finding(code="rights-missing", at=block.at if block else (), side="key")


def rights_way_missing(matter: Matter) -> Iterator[Finding]:
    """And how they are exercised: 제30조제1항제5호."""
    block = matter.facts.rights
    if block is None or block.none or not block.list:
        return
    reachable = any(_reached(one) or _has_desk(matter, one) for one in _officers(matter, "access-office"))
    told = block.how or block.by or block.forms or block.note or reachable
    if matter.whole and not told and not treated(matter, "rights", "access-office"):
        yield Finding(code="rights-way-missing", at=block.at, side="key")


def safety_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy states how personal data is kept safe: 시행령 제31조제1항제3호."""
    block = matter.facts.safety
    stated = block and (block.administrative or block.technical or block.physical or block.entries)
    if matter.whole and not stated and not treated(matter, "safety"):
        yield Finding(code="safety-missing", at=block.at if block else (), side="key")


def officer_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy names the privacy officer, or the department and its contact: 제30조제1항제6호."""
    block = matter.facts.officers
    named = any(one.name or one.department for one in (block.entries if block else ()))
    if matter.whole and not named and not treated(matter, "officers"):
        yield Finding(code="officer-missing")


def officer_unreachable(matter: Matter) -> Iterator[Finding]:
    """Whoever is named can be reached: 제30조제1항제6호."""
    block = matter.facts.officers
    named = [one for one in (block.entries if block else ()) if one.name or one.department]
    if named and not any(_reached(one) or _has_desk(matter, one) for one in named):
        yield Finding(code="officer-unreachable", at=named[0].at, side="key")


def change_notice_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy says how changes of it are made known: 표준지침 제19조제12호."""
    facts = matter.facts
    stated = any(block and not block.none for block in (facts.change_notice, facts.earlier))
    if matter.whole and not stated and not treated(matter, "change-notice", "addenda") and not said(matter, "change"):
        block = facts.change_notice
        yield Finding(code="change-notice-missing", at=block.at if block else (), side="key")


def access_office_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy names the department that takes requests for access: 표준지침 제19조제16호."""
    block = matter.facts.rights
    ways = any(way.contact or _reached(way) for way in (block.how if block else ()))
    if not matter.whole or ways or any(_officers(matter, "access-office")):
        return
    if not treated(matter, "access-office") and not said(matter, "access-office"):
        officers = matter.facts.officers
        yield Finding(code="access-office-missing", at=officers.at if officers else (), side="key")


def remedies_missing(matter: Matter) -> Iterator[Finding]:
    """Each policy says where data subjects find help: 표준지침 제19조제17호."""
    block = matter.facts.remedies
    stated = block and block.entries
    if matter.whole and not stated and not treated(matter, "remedies") and not said(matter, "remedies"):
        yield Finding(code="remedies-missing", at=block.at if block else (), side="key")


def title_wrong(matter: Matter) -> Iterator[Finding]:
    """Each policy goes by the name that the guideline gives it: 표준지침 제20조제1항."""
    facts = matter.facts
    called = "".join(f"{facts.title} {facts.subtitle or ''}".split())
    if matter.whole and not says("title", called) and not says("title", _without_brackets(called)):
        yield Finding(code="title-wrong", at=("title",), args={"title": facts.title})


def separate_storage_unsaid(matter: Matter) -> Iterator[Finding]:
    """Each policy tells that what a statute keeps is stored apart: 표준지침 제11조."""
    block = matter.facts.retention
    if matter.whole and block and block.statutory and not said(matter, "separate"):
        yield Finding(code="separate-storage-unsaid", at=(*block.at, "statutory"), side="key")


def _officers(matter: Matter, role: str) -> Iterator[Officer]:
    block = matter.facts.officers
    for one in block.entries if block else ():
        if any(word.text == role for word in one.role):
            yield one


def _reached(one: object) -> bool:
    return any(getattr(one, line) for line in LINES)


def _has_desk(matter: Matter, one: Officer) -> bool:
    """Tell whether a desk that an officer names can be reached by other lines than he takes over from it."""
    named = {word.text for word in one.contact}
    return any(_reached(desk) or desk.path for desk in matter.facts.contacts if desk.id in named)


def _without_brackets(called: str) -> str:
    """Leave out what stands in brackets: a bank writes of ``개인(신용)정보``."""
    before, opened, rest = called.partition("(")
    return before + _without_brackets(rest.partition(")")[2]) if opened else called


RULES = (
    purposes_missing,
    items_missing,
    retention_missing,
    destruction_missing,
    destruction_procedure_missing,
    destruction_method_missing,
    rights_missing,
    rights_way_missing,
    safety_missing,
    officer_missing,
    officer_unreachable,
    change_notice_missing,
    access_office_missing,
    remedies_missing,
    title_wrong,
    separate_storage_unsaid,
)
