"""The ids of a policy: none stands twice, none must serve as a name and cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyc.finding import Finding, Related
from policyc.korean import has_hangul
from policyc.model.identity import CoController, Service
from policyc.model.keeping import KeptRecord
from policyc.model.part import OutlineNode, Part
from policyc.model.people import Place
from policyc.model.policy import Policy
from policyc.model.processing import Context, Disclosure, Item, Permission
from policyc.model.rights import Assurance, Decision, Tracker
from policyc.model.shape import slots
from policyc.model.sharing import AiUse
from policyc.reading import parties
from policyc.reading.declared import Known
from policyc.reading.parties import nameless
from policyc.reading.similar import similar

NAMED = (AiUse, Assurance, CoController, Decision, Disclosure, Item, Permission, Place, Service, Tracker)
"""Parts whose name is printed and may be left out; rows, records and parties have rules of their own."""


def check(policy: Policy, parts: tuple[Part, ...], known: Known) -> Iterator[Finding]:
    """Yield ids that stand twice and ids without a name."""
    for part in parts:
        yield from _twice(part)
        if isinstance(part, NAMED) and part.id and not part.name and not _is_name(part, known):
            yield nameless(part.id, part.at)
    yield from _records(policy, known)
    for block in (policy.collection, policy.files):
        for entry in block.entries if block else ():
            yield from _unnamed(entry)
            yield from _rows_twice(_leaves(entry))
    yield from _rows_twice(parties.rows(policy.recipients.entries) if policy.recipients else ())
    yield from _rows_twice(parties.rows(policy.processors.entries) if policy.processors else ())


def _is_name(part: Part, known: Known) -> bool:
    """Tell whether an id can be printed as the name."""
    name = str(part.at[-1])
    return has_hangul(name) or (isinstance(part, Item) and known.is_item(name))


def _twice(part: Part) -> Iterator[Finding]:
    """Find equal ids beside each other; people and file systems cannot tell apart what differs in case alone."""
    first: dict[str, Part] = {}
    for slot in slots(type(part)).values():
        if not slot.many or isinstance(slot.kind, str) or slot.kind is OutlineNode:
            continue
        first = first if slot.kind is KeptRecord else {}
        for one in getattr(part, slot.field):
            name = str(getattr(one, one.KEY, None) or "")
            before = first.setdefault(name.casefold(), one) if name else one
            if before is not one:
                other = str(getattr(before, one.KEY))
                args = {"id": name} if name == other else {"id": name, "other": other}
                related = (Related(says="first", at=before.at, side="key"),)
                yield Finding(code="duplicate-id", at=one.at, side="key", args=args, related=related)


def _rows_twice(rows: Iterable[Part]) -> Iterator[Finding]:
    """Find ids that stand on several shelves: a shelf is no part of what a row is."""
    first: dict[str, Part] = {}
    for row in rows:
        name = str(row.at[-1])
        before = first.setdefault(name.casefold(), row)
        if before is not row and before.at[:-1] != row.at[:-1]:
            related = (Related(says="first", at=before.at, side="key"),)
            yield Finding(code="row-twice", at=row.at, side="key", args={"id": name}, related=related)


def _leaves(context: Context) -> Iterator[Context]:
    for row in context.rows:
        if row.rows:
            yield from _leaves(row)
        else:
            yield row


def _unnamed(context: Context) -> Iterator[Finding]:
    """Find rows without a name; what stands on a shelf with a name goes by that."""
    if context.name or has_hangul(context.id):
        return
    for row in context.rows:
        yield from _unnamed(row)
    if not context.rows:
        yield nameless(context.id, context.at)


def _records(policy: Policy, known: Known) -> Iterator[Finding]:
    """Find records that neither the tables nor the author names."""
    retention = policy.retention
    own = [record for record in retention.statutory if record.id not in known.records] if retention else []
    for record in (*(retention.internal if retention else ()), *own):
        if not record.name and not has_hangul(record.id):
            found = nameless(record.id, record.at)
            close = similar(record.id, known.records) if record in own else None
            yield found.replace(args={**found.args, "record": close}) if close else found
