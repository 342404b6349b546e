"""What a policy says not to apply, although its own facts say that it does."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.facts.origins import BY_ID
from policyc.facts.rows import HOME
from policyc.finding import Finding, Related
from policyc.model.sharing import Party
from policyc.place import Path
from policyc.rules.clauses import first_of, refs, says
from policyc.rules.matter import Matter, where


def cookies_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the cookies that it collects, or that a tool of it sets."""
    block, trackers = matter.facts.cookies, matter.facts.behavioural
    if block is None or not block.none:
        return
    ref = first_of(matter, "device.cookie")
    tools = (word.at for one in (trackers.entries if trackers else ()) for word in one.tool if word.text == "cookie")
    place = ref.at if ref else next(tools, None)
    if place is not None:
        yield Finding(code="cookies-not-none", at=block.at, related=_other(place))


def children_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the children whose data it processes."""
    block = matter.facts.children
    if block is None or not (block.none or block.collects is False):
        return
    if part := next(iter(matter.under_14), None):
        at = block.at if block.none else (*block.at, "collects")
        yield Finding(code="children-not-none", at=at, related=_other(where(part)))


def sensitive_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the sensitive data that it processes: 제23조, 시행령 제18조."""
    block, decisions = matter.facts.sensitive, matter.facts.automated_decisions
    if block is None or not block.none:
        return
    if ref := first_of(matter, "sensitive", "biometric"):
        args = {"item": matter.items[ref.item].name}
        yield Finding(code="sensitive-not-none", at=block.at, args=args, related=_other(ref.at))
        return
    used = (one for one in (decisions.entries if decisions else ()) if one.sensitive)
    if one := next(used, None):
        args = {"decision": one.name}
        yield Finding(code="sensitive-not-none", at=block.at, args=args, related=_other((*one.at, "sensitive")))


def recipients_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the recipients of what it gives away without consent: 제17조제4항."""
    block, further = matter.facts.recipients, matter.facts.additional_use
    if block is None or not block.none or further is None or further.now == "none":
        return
    for use in further.uses:
        if name := next((one.name for one in use.parties if _another(matter, one)), None):
            yield Finding(code="recipients-not-none", at=block.at, args={"name": name}, related=_other(use.at, "key"))
            return


def processors_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the firm whose AI processes personal data for it: 작성지침, 부록 1."""
    block, uses = matter.facts.processors, matter.facts.ai
    if block is None or not block.none:
        return
    recipients = matter.facts.recipients
    given = {party.name for one in (recipients.entries if recipients else ()) for party in one.parties}
    for use in uses.entries if uses else ():
        texts = (use.name, use.training, *(word.text for word in use.note))
        if not use.provider or use.provider in given or _own(matter, use.provider):
            continue
        if not any(says("on-device", text) for text in texts):
            related = _other((*use.at, "provider"))
            yield Finding(code="processors-not-none", at=block.at, args={"name": use.provider}, related=related)
            return


def overseas_collection_not_none(matter: Matter) -> Iterator[Finding]:
    """No controller abroad, with a domestic agent, denies that it collects from abroad: 시행령 제31조제1항제4호."""
    block, agent = matter.facts.overseas_collection, matter.facts.domestic_agent
    country = matter.facts.controller.country
    if block and block.none and country and country != HOME and agent and not agent.none:
        yield Finding(code="overseas-collection-not-none", at=block.at, related=_other(agent.at, "key"))


def location_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the location data that it collects, nor a provider of location services his own."""
    block = matter.facts.location
    if block is None or not block.none:
        return
    ref = first_of(matter, "location")
    regime = next((word for word in matter.facts.controller.regimes if word.text == "location"), None)
    if place := ref or regime:
        yield Finding(code="location-not-none", at=block.at, related=_other(place.at))


def cctv_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the cameras that it has an officer for, or whose pictures it keeps."""
    block, officers = matter.facts.cctv, matter.facts.officers
    if block is None or not block.none:
        return
    for one in officers.entries if officers else ():
        if any(word.text == "cctv-manager" for word in one.role):
            yield Finding(code="cctv-not-none", at=block.at, related=_other(one.at, "key"))
            return
    if ref := next((ref for ref in refs(matter) if "CCTV" in matter.items[ref.item].name), None):
        yield Finding(code="cctv-not-none", at=block.at, related=_other(ref.at))


def behavioural_not_none(matter: Matter) -> Iterator[Finding]:
    """No policy denies the behavioural data that it collects."""
    block = matter.facts.behavioural
    if block and block.none and (ref := first_of(matter, "log.behaviour")):
        args = {"item": matter.items[ref.item].name}
        yield Finding(code="behavioural-not-none", at=block.at, args=args, related=_other(ref.at))


def _other(at: Path, side: str = "value") -> tuple[Related, ...]:
    return (Related(says="other", at=at, side="key" if side == "key" else "value"),)


def _another(matter: Matter, party: Party) -> bool:
    """Tell whether a party is another than the controller; what is named by its id may be a use of one's own."""
    origin = party.origins.get("name")
    return bool(party.name) and not (origin and origin.by == BY_ID) and not _own(matter, party.name)


def _own(matter: Matter, name: str) -> bool:
    """Tell whether a name is the controller's."""
    controller = matter.facts.controller
    return name in (controller.name, controller.short)


RULES = (
    cookies_not_none,
    children_not_none,
    sensitive_not_none,
    recipients_not_none,
    processors_not_none,
    overseas_collection_not_none,
    location_not_none,
    cctv_not_none,
    behavioural_not_none,
)
