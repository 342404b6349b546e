"""What a policy says of its data in two places: items, their purposes, how long, from which day until which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from policyc.finding import Finding, Related
from policyc.korean_alike import meaning, vague
from policyc.model.keeping import KeptRecord
from policyc.model.part import Part, Period
from policyc.model.policy import Facts
from policyc.model.processing import ItemRef
from policyc.model.shape import inside
from policyc.place import Path
from policyc.rules.matter import Matter

_PROOF = frozenset({"identity.verification", "identity.card-copy", "account.social", "person.resume"})
_ACCOUNT = frozenset(
    {"payment.account-details", "payment.bankbook", "payment.refund", "payment.settlement", "payment.details"}
)
_PHONES = frozenset(
    """contact.phone contact.mobile contact.recipient-phone contact.delivery contact.company-phone guardian.phone
    business.representative-contact identity.ci identity.di work.business-card log.call contact.sender""".split()
)
HELD: Mapping[str, frozenset[str]] = {
    "person.name": _PROOF
    | frozenset(
        """contact.recipient guardian.name business.representative payment.holder log.contract log.reservation
        contact.delivery work.business-card person.english-name identity.document identity.ci travel.flight""".split()
    ),
    "person.birth": _PROOF
    | {"identity.resident-number", "identity.ci", "identity.di", "person.age", "identity.document", "person.family"},
    "person.gender": _PROOF | {"identity.resident-number", "identity.alien-number", "identity.ci", "identity.di"},
    "contact.email": _PROOF | {"account.id", "contact.tax-email", "guardian.email", "work.business-card"},
    "contact.mobile": _PROOF | _PHONES,
    "contact.address": _PROOF
    | {"contact.delivery", "contact.address-detail", "contact.company-address", "business.address", "log.contract"}
    | {"identity.document", "contact.region"},
    "account.password": frozenset({"account.pin", "account.social"}),
    "identity.resident-number": frozenset({"identity.card-copy", "identity.document", "payment.tax"}),
    "identity.passport": frozenset({"identity.card-copy", "travel.passport-copy"}),
    "identity.licence": frozenset({"identity.card-copy", "travel.licence-details"}),
    "identity.alien-number": frozenset({"identity.card-copy", "identity.document"}),
    "payment.card": frozenset({"payment.card-details", "payment.details", "payment.method", "payment.billing-key"}),
    "payment.account": _ACCOUNT | {"payment.method"},
}
"""Kinds of data that people give of themselves → other kinds in which they may be held.

Whatever else a firm hands on may have come about in its service and is looked at by no rule.
"""


def item_two_words(matter: Matter) -> Iterator[Finding]:
    """One datum goes by one word: 휴대전화번호 is not 휴대폰번호 in the next row."""
    if not matter.facts.collection and not matter.facts.files:
        return
    together = [{ref.item for ref in (*row.required, *row.optional, *row.automatic)} for row in matter.rows]
    seen: dict[int, tuple[str, str, Path]] = {}
    for item, name, at in _words(matter.facts):
        group = meaning(name)
        if group is None:
            continue
        first_item, first, place = seen.setdefault(group, (item, name, at))
        if first != name and not any({item, first_item} <= row for row in together if item != first_item):
            seen[group] = (item, name, at)
            related = (Related(says="other", at=place),)
            yield Finding(code="item-two-words", at=at, args={"name": name, "other": first}, related=related)


def row_purpose_missing(matter: Matter) -> Iterator[Finding]:
    """Each row of what is collected is for something: by its row, or by the service as a whole."""
    block = matter.facts.purposes
    if not matter.whole or (block and block.none) or matter.clause("purposes"):
        return
    if any(entry.scope == "service" for entry in (block.entries if block else ())):
        return
    bare = [row for row in matter.rows if not row.purposes and (row.required or row.optional or row.automatic)]
    if (block and block.entries) or len(bare) < len(matter.rows):
        for row in bare:
            yield Finding(code="row-purpose-missing", at=row.at, side="key", args={"name": row.name})


def item_not_collected(matter: Matter) -> Iterator[Finding]:
    """Nothing is handed on, or kept on, that was not collected before."""
    facts = matter.facts
    if not matter.rows or not matter.whole or matter.clause("collection", "items"):
        return
    sources = [matter.items[ref.item] for part in _sources(facts) for ref in _refs(part) if ref.item in matter.items]
    if not sources or any(not item.category and not item.members and vague(item.name) for item in sources):
        return
    ids = {item.id for item in sources}
    kinds = {item.category for item in sources} | {member.category for item in sources for member in item.members}
    told: set[str] = set()
    for part in _uses(facts):
        for ref in _refs(part):
            item = matter.items.get(ref.item)
            if not item or item.id in ids | told or not item.category or item.category not in HELD or item.members:
                continue
            if item.category in kinds or HELD[item.category] & kinds or _told(matter, item.name):
                continue
            told.add(item.id)
            yield Finding(code="item-not-collected", at=ref.at, args={"name": item.name})


def record_two_lengths(matter: Matter) -> Iterator[Finding]:
    """Each record is kept for one length of time, wherever the policy says so."""
    block = matter.facts.retention
    seen: dict[str, KeptRecord] = {}
    for record in (*block.internal, *block.statutory) if block else ():
        first = seen.setdefault("".join(record.name.split()), record)
        if first is not record and not _agree(first.keep, record.keep):
            yield _lengths(record, first.keep, record.keep, _keep(first))
    own = matter.facts.location.records if matter.facts.location else None
    for record in seen.values() if own and own.keep else ():
        cited = any(law.statute == "location" and law.article == "16" for law in record.law)
        if own and cited and not _agree(own.keep, record.keep):
            yield _lengths(record, own.keep, record.keep, (*own.at, "keep"))


def notice_terms_reversed(matter: Matter) -> Iterator[Finding]:
    """No weighty change is told of later than an ordinary one."""
    notice = matter.facts.change_notice
    general, material = (notice.general, notice.material) if notice else (None, None)
    if notice and general and material and general.days and material.days and material.days < general.days:
        args = {"material": material.text, "general": general.text}
        related = (Related(says="other", at=(*notice.at, "general")),)
        yield Finding(code="notice-terms-reversed", at=(*notice.at, "material"), args=args, related=related)


def earlier_period_wrong(matter: Matter) -> Iterator[Finding]:
    """Each version before this one held until the next, the last until this one."""
    versions = matter.facts.earlier.versions if matter.facts.earlier else ()
    effective = matter.facts.dates.effective.isoformat()
    for version in versions:
        if version.from_ and version.until and _after(version.from_, version.until):
            args = {"start": version.from_, "until": version.until}
            yield Finding(code="earlier-period-wrong", at=(*version.at, "until"), args=args)
        elif version.until and _after(version.until, effective) and not matter.facts.dates.open:
            args = {"until": version.until, "effective": effective}
            yield Finding(code="earlier-period-wrong", at=(*version.at, "until"), args=args)
    dated = sorted((one for one in versions if one.from_ and one.until), key=lambda one: one.from_ or "")
    for older, newer in pairwise(dated):
        if _after(older.until or "", newer.from_ or "") and not _after(older.until or "", effective):
            args = {"until": older.until or "", "next": newer.from_ or ""}
            related = (Related(says="other", at=(*newer.at, "from")),)
            yield Finding(code="earlier-period-wrong", at=(*older.at, "until"), args=args, related=related)


def amended_misplaced(matter: Matter) -> Iterator[Finding]:
    """No policy is changed before its first day, or after the day it takes effect."""
    dates = matter.facts.dates
    if not dates.amended:
        return
    args = {"amended": dates.amended.isoformat()}
    if dates.enacted and dates.amended < dates.enacted:
        args["enacted"] = dates.enacted.isoformat()
        yield Finding(code="amended-misplaced", at=("dates", "amended"), args=args)
    elif dates.amended > dates.effective and not dates.open:
        args["effective"] = dates.effective.isoformat()
        yield Finding(code="amended-misplaced", at=("dates", "amended"), args=args)


def first_with_earlier(matter: Matter) -> Iterator[Finding]:
    """No first policy has versions before it."""
    earlier = matter.facts.earlier
    if matter.facts.first and earlier and earlier.versions:
        related = (Related(says="other", at=earlier.at, side="key"),)
        yield Finding(code="first-with-earlier", at=("first",), side="key", related=related)


def _words(facts: Facts) -> Iterator[tuple[str, str, Path]]:
    for item in facts.items:
        yield item.id, item.name, item.at
        yield from ((item.id, member.name, member.at) for member in item.members)


def _sources(facts: Facts) -> Iterator[Part]:
    """Yield the blocks that say what comes in."""
    yield from (block for block in (facts.collection, facts.files, facts.cookies, facts.behavioural) if block)


def _uses(facts: Facts) -> Iterator[Part]:
    """Yield the blocks that say what becomes of it."""
    blocks = (
        *(facts.recipients, facts.processors, facts.additional_use, facts.retention, facts.pseudonymised, facts.ai),
        *(facts.automated_decisions, facts.portability),
    )
    yield from (block for block in blocks if block)


def _refs(block: Part) -> Iterator[ItemRef]:
    return (part for part in inside(block) if isinstance(part, ItemRef))


def _told(matter: Matter, name: str) -> bool:
    """Tell whether the author speaks of an item in a text of his own."""
    return any(name in said.text for said in matter.texts if said.text != name)


def _agree(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None or one.cases or other.cases:
        return True
    return one.text == other.text or not (one.length and other.length) or one.length == other.length


def _keep(record: KeptRecord) -> Path:
    return record.at if "keep" in record.origins else (*record.at, "keep")


def _lengths(record: KeptRecord, first: Period | None, other: Period | None, place: Path) -> Finding:
    args = {"name": record.name, "given": other.text if other else "", "other": first.text if first else ""}
    related = (Related(says="other", at=place),)
    return Finding(code="record-two-lengths", at=_keep(record), args=args, related=related)


def _after(day: str, other: str) -> bool:
    """Tell whether a day, or a month, lies after another, as far as both say."""
    length = min(len(day), len(other))
    return day[:length] > other[:length]


RULES = (
    item_two_words,
    row_purpose_missing,
    item_not_collected,
    record_two_lengths,
    notice_terms_reversed,
    earlier_period_wrong,
    amended_misplaced,
    first_with_earlier,
)
