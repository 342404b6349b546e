"""What a policy must contain where the matter applies: 개인정보 보호법 제30조제1항, 시행령 제31조제1항, and others."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.facts.rows import HOME
from policyc.finding import Argument, Finding
from policyc.korean import is_none
from policyc.rules.clauses import first_of, lacking, said, says, treated
from policyc.rules.matter import Matter, where


def cookies_missing(matter: Matter) -> Iterator[Finding]:
    """Whoever collects with cookies tells so: 제30조제1항제7호."""
    facts = matter.facts
    if facts.cookies or not matter.whole or (facts.behavioural and facts.behavioural.entries):
        return
    ref = first_of(matter, "device.cookie", "device.pixel")
    if ref and not treated(matter, "cookies", "behavioural"):
        yield Finding(code="cookies-missing", at=ref.at, args={"item": matter.items[ref.item].name})


def cookies_refusal_missing(matter: Matter) -> Iterator[Finding]:
    """And tells how to refuse them: 제30조제1항제7호."""
    block, trackers = matter.facts.cookies, matter.facts.behavioural
    if block is None or block.none or block.refuse or {word.text for word in block.choices} & {"ask", "refuse"}:
        return
    told = any(one.refuse for one in (trackers.entries if trackers else ()))
    told = told or said(matter, "refusal", "cookies") or said(matter, "cookie")
    if not told and not treated(matter, "cookies"):
        yield Finding(code="cookies-refusal-missing", at=block.at, side="key")


def behavioural_refusal_missing(matter: Matter) -> Iterator[Finding]:
    """Whoever lets others follow behaviour tells how to refuse it: 작성지침 15. The way for cookies is told there."""
    block, cookies = matter.facts.behavioural, matter.facts.cookies
    by_cookie = bool(cookies and not cookies.none)
    bare = [one for one in (block.entries if block else ()) if one.collector and not (one.refuse or one.url)]
    bare = [one for one in bare if not (by_cookie and {word.text for word in one.tool} <= {"cookie", "pixel"})]
    if not block or not bare or said(matter, "refusal", "behavioural") or said(matter, "tracking"):
        return
    if not treated(matter, "behavioural"):
        part = block if len(bare) == len(block.entries) else bare[0]
        yield Finding(code="behavioural-refusal-missing", at=part.at, side="key", args={"name": bare[0].name})


def children_missing(matter: Matter) -> Iterator[Finding]:
    """Whoever processes data of children under 14 tells of the guardian's consent: 작성지침 4."""
    part = next(iter(matter.under_14), None) if matter.facts.children is None else None
    if part and matter.whole and not treated(matter, "children"):
        yield Finding(code="children-missing", at=where(part))


def overseas_countries_missing(matter: Matter) -> Iterator[Finding]:
    """Ask a controller abroad for the countries in which it processes: 시행령 제31조제1항제4호."""
    country, block = matter.facts.controller.country, matter.facts.overseas_collection
    abroad = matter.whole and country and country != HOME
    unnamed = block is not None and not (block.none or block.countries or block.note)
    if (unnamed or (block is None and abroad)) and not treated(matter, "overseas-collection", "overseas-users"):
        at = block.at if block else ("controller", "country")
        yield Finding(code="overseas-countries-missing", at=at, side="key" if block else "value")


def domestic_agent_incomplete(matter: Matter) -> Iterator[Finding]:
    """Ask for a domestic agent's name, address, telephone and mail: 제31조의2제4항."""
    block = matter.facts.domestic_agent
    if block is None or block.none:
        return
    there = {
        "name": block.name,
        "representative": block.representative or not says("corporate", block.name),
        "address": block.address,
        "phone": block.phone,
        "email": block.email,
    }
    if missing := lacking("domestic-agent", there):
        yield Finding(code="domestic-agent-incomplete", at=block.at, side="key", args={"missing": missing})


def location_missing(matter: Matter) -> Iterator[Finding]:
    """Ask a provider of location services to tell of location data: 위치정보법 제21조의2."""
    regime = _regime(matter, "location")
    if regime and matter.whole and matter.facts.location is None and not treated(matter, "location"):
        yield Finding(code="location-missing", at=("controller", "regimes"))


def location_incomplete(matter: Matter) -> Iterator[Finding]:
    """And with each matter of 위치정보법 제21조의2 and 시행령 제25조의2."""
    block = matter.facts.location
    if block is None or block.none or not _regime(matter, "location") or treated(matter, "location"):
        return
    records = block.records
    there = {
        "purposes": block.purposes,
        "keep": block.keep,
        "record-law": (records and records.law) or said(matter, "records"),
        "record-keep": (records and records.keep) or said(matter, "records"),
        "third-parties": block.third_parties or said(matter, "third-parties"),
        "guardians": block.guardians or said(matter, "guardians"),
        "manager": _in_charge(matter, "location-manager") or said(matter, "location-manager"),
    }
    if missing := lacking("location", there):
        yield Finding(code="location-incomplete", at=block.at, side="key", args={"missing": missing})


def cctv_incomplete(matter: Matter) -> Iterator[Finding]:
    """Ask for the matters of 시행령 제25조제1항 where no other policy of the fixed cameras is named."""
    block = matter.facts.cctv
    if block is None or block.none or block.elsewhere or treated(matter, "cctv"):
        return
    if block.kinds and not any(kind.text == "fixed" for kind in block.kinds):
        return
    there = {
        "law": block.law or said(matter, "camera-law", "cctv"),
        "purposes": block.purposes,
        "places": block.places,
        "count": all(place.count for place in block.places),
        "range": all(place.range for place in block.places),
        "hours": block.hours,
        "keep": block.keep,
        "kept-at": block.kept_at,
        "viewing": block.viewing,
        "manager": _in_charge(matter, "cctv-manager") or said(matter, "camera-manager", "cctv"),
    }
    if missing := lacking("cctv", there):
        yield Finding(code="cctv-incomplete", at=block.at, side="key", args={"missing": missing})


def automated_decisions_incomplete(matter: Matter) -> Iterator[Finding]:
    """Ask for the matters of a decision by machines alone: 시행령 제44조의4제1항."""
    block, rights = matter.facts.automated_decisions, matter.facts.rights
    if block is None or block.none or treated(matter, "automated-decisions"):
        return
    claimed = {"refuse-automated", "explain-automated"} & {word.text for word in (rights.list if rights else ())}
    way = bool(claimed and rights and (rights.how or rights.by))
    for one in block.entries:
        there = {
            "purposes": one.purposes,
            "for": one.for_,
            "items": one.items,
            "process": one.process,
            "how": one.how or way,
        }
        if missing := lacking("automated-decisions", there):
            args: dict[str, Argument] = {"name": one.name, "missing": missing}
            yield Finding(code="automated-decisions-incomplete", at=one.at, side="key", args=args)


def additional_use_criteria_missing(matter: Matter) -> Iterator[Finding]:
    """Ask for the criteria by which data is used further, again and again: 시행령 제14조의2제2항."""
    block = matter.facts.additional_use
    if block is None or block.now == "none" or not block.uses or block.criteria:
        return
    if not block.note and not treated(matter, "additional-use"):
        yield Finding(code="additional-use-criteria-missing", at=block.at, side="key")


def pseudonymised_incomplete(matter: Matter) -> Iterator[Finding]:
    """Pseudonymised data comes with what the guideline lists: 작성지침 13."""
    block = matter.facts.pseudonymised
    if block is None or block.none or treated(matter, "pseudonymised"):
        return
    there = {
        "purposes": block.purposes,
        "items": block.items,
        "keep": block.keep,
        "measures": block.measures or said(matter, "pseudonymised", "safety"),
    }
    if missing := lacking("pseudonymised", there):
        yield Finding(code="pseudonymised-incomplete", at=block.at, side="key", args={"missing": missing})


def sensitive_disclosure_hide_missing(matter: Matter) -> Iterator[Finding]:
    """Where sensitive data may be seen, one reads how to keep it private: 제30조제1항제3호의3."""
    block = matter.facts.sensitive_disclosure
    for one in block.entries if block else ():
        if not one.hide and not one.note and not treated(matter, "sensitive-disclosure"):
            yield Finding(
                code="sensitive-disclosure-hide-missing", at=one.at, side="key", args={"name": one.name or one.id}
            )


def portability_incomplete(matter: Matter) -> Iterator[Finding]:
    """Whoever hands data over on request tells how to ask for it and where to see it: 시행령 제42조의6."""
    block = matter.facts.portability
    if block is None or block.none or treated(matter, "portability"):
        return
    rights = matter.facts.rights
    way = any(word.text == "portability" for one in (rights.how if rights else ()) for word in one.for_)
    there = {
        "how": block.how or way,
        "history": block.history
        or any(says("history", text) for text in (block.how, *(word.text for word in block.note))),
    }
    if missing := lacking("portability", there):
        yield Finding(code="portability-incomplete", at=block.at, side="key", args={"missing": missing})


def ai_training_unsaid(matter: Matter) -> Iterator[Finding]:
    """Whoever trains AI by leave of the commission says for what and on which data: 제28조의12제5항."""
    block = matter.facts.ai
    for one in block.entries if block else ():
        if not one.training or one.training == "none" or is_none(one.training):
            continue
        missing = lacking("ai", {"purposes": one.purposes, "items": one.items})
        if missing and not treated(matter, "ai"):
            args: dict[str, Argument] = {"name": one.name, "missing": missing}
            yield Finding(code="ai-training-unsaid", at=one.at, side="key", args=args)


def _regime(matter: Matter, regime: str) -> bool:
    return any(word.text == regime for word in matter.facts.controller.regimes)


def _in_charge(matter: Matter, role: str) -> bool:
    block = matter.facts.officers
    return any(word.text == role for one in (block.entries if block else ()) for word in one.role)


RULES = (
    cookies_missing,
    cookies_refusal_missing,
    behavioural_refusal_missing,
    children_missing,
    overseas_countries_missing,
    domestic_agent_incomplete,
    location_missing,
    location_incomplete,
    cctv_incomplete,
    automated_decisions_incomplete,
    additional_use_criteria_missing,
    pseudonymised_incomplete,
    sensitive_disclosure_hide_missing,
    portability_incomplete,
    ai_training_unsaid,
)
