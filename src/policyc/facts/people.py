"""Officers with their desk's lines, and remedy bodies as they stood on the day."""

from __future__ import annotations

from policyc.facts.origins import BODIES, CONTACT, derived
from policyc.law import tables
from policyc.law.tables import Law
from policyc.model import facts as model
from policyc.model.part import Contact, Derived
from policyc.model.policy import Body, Policy
from policyc.place import Path


def officers(policy: Policy) -> tuple[model.Officer, ...]:
    """Resolve officers: what they do not say of themselves, the desk they name says for them."""
    desks = {contact.id: contact for contact in policy.contacts}
    found = []
    for entry in policy.officers:
        desk = desks.get(entry.contact or "")
        phone, by_phone = _line(entry.phone, desk, "phone")
        email, by_email = _line(entry.email, desk, "email")
        found.append(
            model.Officer(
                at=entry.at,
                id=entry.id,
                name=entry.name,
                position=entry.position,
                department=entry.department,
                phone=phone,
                email=email,
                contact=entry.contact,
                origins=derived(phone=by_phone, email=by_email),
            )
        )
    return tuple(found)


def _line(own: str | None, desk: Contact | None, field: str) -> tuple[str | None, Derived | None]:
    if own or desk is None or getattr(desk, field) is None:
        return own, None
    return getattr(desk, field), Derived(by=CONTACT, source=desk.id, at=(*desk.at, field))


def remedies(policy: Policy, law: Law) -> tuple[model.Body, ...]:
    """Resolve remedy bodies: ``standard`` is the guideline's list of the day, an empty body its entry of the day."""
    block = policy.remedies
    if block is None:
        return ()
    if block.standard:
        standard = (known for known in law.bodies.values() if known.standard)
        return tuple(_standard(block.at, known) for known in standard)
    return tuple(_body(entry, law.bodies.get(entry.id)) for entry in block.bodies)


def _standard(at: Path, known: tables.Body) -> model.Body:
    """Take a body of the guideline's list; nobody wrote its id either."""
    found = _body(Body(at=at, id=known.id), known)
    return found.replace(origins={**found.origins, "id": Derived(by=BODIES, source=known.id)})


def _body(entry: Body, known: tables.Body | None) -> model.Body:
    """Take an entry as the author wrote it; only one that says nothing comes from the table."""
    if entry.name is not None:
        return model.Body(at=entry.at, id=entry.id, name=entry.name, phone=entry.phone, url=entry.url)
    if known is None:
        raise AssertionError(f"{entry.id} passed the gaps without being known")
    origin = Derived(by=BODIES, source=entry.id)
    return model.Body(
        at=entry.at,
        id=entry.id,
        name=known.name,
        phone=entry.phone or known.phone,
        url=entry.url or known.url,
        origins=derived(name=origin, phone=None if entry.phone else origin, url=None if entry.url else origin),
    )
