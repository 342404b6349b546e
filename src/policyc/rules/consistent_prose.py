"""What a policy says in its sentences and what it says as facts: the same days, lengths, numbers and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyc import korean_claims as claims
from policyc.finding import Finding, Related
from policyc.korean_claims import Claim
from policyc.model.part import Contact, Lines, OutlineNode
from policyc.model.policy import Facts
from policyc.model.rights import Way
from policyc.model.shape import inside
from policyc.model.sharing import Party
from policyc.place import Path
from policyc.rules.matter import Matter, Said

_AT = "@"
_SIGNS = ("020", "01", "1", "0")


def prose_date_differs(matter: Matter) -> Iterator[Finding]:
    """Each sentence that says from when the policy applies says the day it does."""
    dates = matter.facts.dates
    wanted = {"effective": None if dates.open else dates.effective, "announced": dates.announced}
    for said in _prose(matter):
        if said.at[:1] == ("earlier",):
            continue
        titled = said.part is matter.facts and said.field in ("title", "subtitle")
        found = [("effective", *one) for one in claims.dated(said.text)] if titled else list(claims.effect(said.text))
        for kind, words, day in found:
            right = wanted[kind]
            others = {other for kind_, _, other in found if kind_ == kind}
            if right is None or right in others or len(others) > 1:
                continue
            related = (Related(says=kind, at=("dates", kind)),)
            args = {"exact": words, "given": day.isoformat(), kind: right.isoformat()}
            yield Finding(code="prose-date-differs", at=said.at, args=args, related=related)
            break


def prose_notice_differs(matter: Matter) -> Iterator[Finding]:
    """Each sentence that says how long before a change it is told says what the policy promises."""
    notice = matter.facts.change_notice
    if not notice or notice.none:
        return
    terms = (notice.general, notice.material, notice.editorial)
    days = {term.days for term in terms if term and term.days}
    for said in _prose(matter):
        section = said.at[:1] == notice.at or (isinstance(said.part, OutlineNode) and said.part.id == "change-notice")
        for claim in claims.notice_days(said.text):
            promised = notice.material if claim.weighty else notice.general
            if (section or claim.policy) and promised and promised.days and claim.number not in days:
                key = "material" if claim.weighty else "general"
                yield _differing("prose-notice-differs", said, claim, promised.text, (*notice.at, key))
                break


def prose_answer_differs(matter: Matter) -> Iterator[Finding]:
    """Each sentence that says how soon requests are answered says what the policy promises."""
    rights = matter.facts.rights
    promised = claims.days_in(rights.answer) if rights and rights.answer else frozenset()
    if not rights or not promised:
        return
    at = (*rights.at, "answer")
    found = list(_claimed(matter, "prose-answer-differs", claims.answer_days, promised, rights.answer or "", at))
    known = _answers(matter.facts) if found else frozenset()
    yield from (one for one in found if not claims.days_in(str(one.args["given"])) & known)


def prose_dormant_differs(matter: Matter) -> Iterator[Finding]:
    """Each sentence that says when an account is dormant says what the policy has as a fact."""
    dormant = matter.facts.dormant
    length = claims.months(dormant.after) if dormant and dormant.after else 0
    if dormant and length:
        known = frozenset({length})
        at = (*dormant.at, "after")
        yield from _claimed(matter, "prose-dormant-differs", claims.idle_months, known, dormant.after or "", at)


def prose_destruction_differs(matter: Matter) -> Iterator[Finding]:
    """Each sentence that says how soon data is destroyed says what the policy has as a fact."""
    block = matter.facts.destruction
    known = claims.days_in(block.within) if block and block.within else frozenset()
    if block and known:
        at = (*block.at, "within")
        yield from _claimed(matter, "prose-destruction-differs", claims.destruction_days, known, block.within or "", at)


def prose_line_differs(matter: Matter) -> Iterator[Finding]:
    """Each number behind the name of a desk is a number of that desk."""
    texts = [said for said in _prose(matter) if _AT in said.text or any(sign in said.text for sign in _SIGNS)]
    for name, parts in _desks(matter.facts).items():
        known = {kind: [line for part in parts for line in _lines(part, kind)] for kind in ("phone", "email")}
        for said in (said for said in texts if name in said.text):
            for kind, line, rest in claims.numbers_after(said.text, name):
                if not known[kind] or any(_within(kind, value, rest) for value, _ in known[kind]):
                    continue
                if not _of_others(matter.facts, said.text):
                    value, at = known[kind][0]
                    args = {"exact": line, "given": line, "name": name, "other": value}
                    related = (Related(says="other", at=at),)
                    yield Finding(code="prose-line-differs", at=said.at, args=args, related=related)


def prose_officer_differs(matter: Matter) -> Iterator[Finding]:
    """Each sentence that names the privacy officer names the one who is."""
    entries = matter.facts.officers.entries if matter.facts.officers else ()
    named = [one for one in entries if one.name]
    known = {"".join((one.name or "").split()) for one in named}
    chief = next((one for one in named if any(word.text == "privacy-officer" for word in one.role)), None)
    for said in _prose(matter) if chief else ():
        for name in claims.officer_names(said.text):
            if chief and name not in known and not _of_others(matter.facts, said.text):
                related = (Related(says="other", at=(*chief.at, "name")),)
                args = {"exact": name, "given": name, "other": chief.name or ""}
                yield Finding(code="prose-officer-differs", at=said.at, args=args, related=related)


def _prose(matter: Matter) -> Iterator[Said]:
    """Yield the texts that are long enough to be sentences."""
    return (said for said in matter.texts if len(said.text) > 11)


def _claimed(
    matter: Matter, code: str, read: Callable[[str], Iterator[Claim]], known: frozenset[int], promised: str, at: Path
) -> Iterator[Finding]:
    """Yield each text whose claims have a number that is not known."""
    for said in _prose(matter):
        if said.at == at:
            continue
        claimed = list(read(said.text))
        if claimed and not any(claim.number in known for claim in claimed):
            yield _differing(code, said, claimed[0], promised, at)


def _differing(code: str, said: Said, claim: Claim, promised: str, at: Path) -> Finding:
    args = {"exact": claim.words, "given": claim.words, "promised": promised}
    return Finding(code=code, at=said.at, args=args, related=(Related(says="other", at=at),))


def _answers(facts: Facts) -> frozenset[int]:
    """List the days within which anybody is answered on anything."""
    refused = facts.rights.refused if facts.rights else None
    lines = (part.answer for part in inside(facts) if isinstance(part, Lines) and part.answer)
    return frozenset().union(*(claims.days_in(answer) for answer in (*lines, (refused and refused.answer) or "")))


def _of_others(facts: Facts, text: str) -> bool:
    """Tell whether a text speaks of a firm that has desks of its own."""
    parties = (part for part in inside(facts) if isinstance(part, Party))
    return any(name in text for part in parties for name in (part.name, part.legal) if name)


def _desks(facts: Facts) -> dict[str, list[Lines]]:
    """Gather by name what desks, departments and people there are."""
    found: dict[str, list[Lines]] = {}
    ways: tuple[Contact | Way, ...] = (*facts.contacts, *(facts.rights.how if facts.rights else ()))
    for desk in ways:
        if desk.name:
            found.setdefault(desk.name, []).append(desk)
    for officer in facts.officers.entries if facts.officers else ():
        for name in filter(None, (officer.name, officer.department)):
            found.setdefault(name, []).append(officer)
    return found


def _lines(part: Lines, kind: str) -> Iterator[tuple[str, Path]]:
    for field in ("email",) if kind == "email" else ("phone", "fax"):
        if value := getattr(part, field):
            origin = part.origins.get(field)
            yield value, (origin.at if origin and origin.at else (*part.at, field))


def _within(kind: str, value: str, text: str) -> bool:
    if kind == "email":
        return value.casefold() in text.casefold()
    return any(a.startswith(b) or b.startswith(a) for a in claims.phones(value) for b in claims.phones(text))


RULES = (
    prose_date_differs,
    prose_notice_differs,
    prose_answer_differs,
    prose_dormant_differs,
    prose_destruction_differs,
    prose_line_differs,
    prose_officer_differs,
)
