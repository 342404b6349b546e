"""A Policy, the law of its day and the taxonomy into Facts."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.facts.citations import citation
from policyc.facts.items import items
from policyc.facts.keeping import dormant, retention
from policyc.facts.origins import DEFAULT, derived
from policyc.facts.people import officers, remedies
from policyc.facts.processing import contexts, processors, purposes, recipients
from policyc.finding import Finding
from policyc.law.tables import Law, record_ids
from policyc.law.taxonomy import Taxonomy
from policyc.model import facts as model
from policyc.model.part import Derived, Word
from policyc.model.policy import Policy
from policyc.reading.links import NAME, rows
from policyc.reading.periods import days

DECLARED = (
    "service version title subtitle words controller dates earlier first waivers contacts definitions new_purpose "
    "methods recipient_exceptions sensitive children destruction rights cookies safety numbering outline"
).split()
"""What holds just as it was declared."""


def resolve(policy: Policy, law: Law, taxonomy: Taxonomy) -> model.Facts:
    """Make everything implicit explicit. `policy` is free of errors, `gaps` among them: every reference resolves."""
    path = Derived(by="path", source=f"{policy.service}/{policy.version}")
    first = None if policy.first else Derived(by=DEFAULT, source="false")
    return model.Facts(
        **{name: getattr(policy, name) for name in DECLARED},
        change_notice=_change_notice(policy),
        items=items(policy, taxonomy),
        purposes=purposes(policy),
        collection=contexts(policy, law),
        retention=retention(policy, law),
        dormant=dormant(policy),
        recipients=recipients(policy, law),
        processors=processors(policy),
        officers=officers(policy),
        remedies=remedies(policy, law),
        origins=derived(first=first, service=path, version=path),
    )


def gaps(policy: Policy, law: Law) -> Iterator[Finding]:
    """Yield what the policy takes from the law's tables and they do not have on its day."""
    for word in _cited(policy):
        if citation(word, law).statute is None:
            yield Finding(code="law-unknown", at=word.at, args={"law": word.text})
    for body in policy.remedies.bodies if policy.remedies else ():
        if body.name is None and body.id not in law.bodies:
            day = policy.dates.effective.isoformat()
            yield Finding(code="body-unknown", at=body.at, side="key", args={"id": body.id, "day": day})
    yield from _records(policy, law)


def _records(policy: Policy, law: Law) -> Iterator[Finding]:
    """Yield known records that the law of the day does not have, and that do not say all of themselves."""
    for record in policy.retention.statutory if policy.retention else ():
        if record.id in record_ids() and record.id not in law.records and not (record.law and record.keep):
            day = policy.dates.effective.isoformat()
            yield Finding(code="record-unknown", at=record.at, side="key", args={"id": record.id, "day": day})


def _cited(policy: Policy) -> Iterator[Word]:
    """Every place where a statute is cited."""
    for row in rows(policy):
        yield from (word for word in row.basis if not NAME.fullmatch(word.text))
    if policy.retention:
        yield from (word for record in policy.retention.statutory for word in record.law)


def _change_notice(policy: Policy) -> model.ChangeNotice | None:
    notice = policy.change_notice
    if notice is None:
        return None
    counting = None if notice.counting else Derived(by=DEFAULT, source="calendar")
    return model.ChangeNotice(
        at=notice.at,
        general=days(notice.general),
        material=days(notice.material),
        material_if=notice.material_if,
        reasons=notice.reasons,
        channels=notice.channels,
        counting=notice.counting or "calendar",
        origins=derived(counting=counting),
    )
