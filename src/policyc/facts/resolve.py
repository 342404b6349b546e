"""A Policy, the law of its day and the taxonomy into Facts."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.facts.blocks import settled
from policyc.facts.citations import unknown
from policyc.facts.completing import Completing
from policyc.facts.inheriting import inherited
from policyc.facts.items import items
from policyc.facts.origins import DEFAULT, derived
from policyc.finding import Finding
from policyc.law.tables import Law, record_ids, statute_names
from policyc.law.taxonomy import Taxonomy
from policyc.model.part import Citation, Derived
from policyc.model.policy import Facts, Policy
from policyc.model.shape import inside
from policyc.reading.similar import similar


def resolve(policy: Policy, law: Law, taxonomy: Taxonomy) -> Facts:
    """Make everything implicit explicit. `policy` is free of errors, `gaps` among them: every reference resolves."""
    path = Derived(by="path", source=f"{policy.service}/{policy.version}")
    first = None if policy.first else Derived(by=DEFAULT, source="false")
    known = items(policy, taxonomy)
    whole: Policy = Completing(policy, law).part(settled(inherited(policy), law))
    values = {field: getattr(whole, field) for field in Policy.__fields__}
    return Facts(**values | {"items": known, "origins": derived(first=first, service=path, version=path)})


def gaps(policy: Policy, law: Law) -> Iterator[Finding]:
    """Yield what the policy takes from the law's tables and they do not have on its day."""
    for cited in inside(policy):
        if isinstance(cited, Citation) and (name := unknown(cited, law)):
            yield _unlisted(cited, similar(name, statute_names()))
    day = policy.dates.effective.isoformat()
    for body in policy.remedies.entries if policy.remedies else ():
        if not body.name and body.id not in law.bodies:
            yield Finding(code="body-unknown", at=body.at, side="key", args={"id": body.id, "day": day})
    for record in policy.retention.statutory if policy.retention else ():
        if record.id in record_ids() and record.id not in law.records and not (record.law and record.keep):
            yield Finding(code="record-unknown", at=record.at, side="key", args={"id": record.id, "day": day})


def _unlisted(cited: Citation, close: str | None) -> Finding:
    """Say that the table does not have a statute; one whose name is almost one of the table's was likely mistyped."""
    if close:
        return Finding(code="law-unknown", at=cited.at, args={"law": cited.text, "suggestion": close})
    return Finding(code="law-unlisted", at=cited.at, args={"law": cited.text})
