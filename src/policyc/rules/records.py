"""What a statute says of a record that is kept by it: whom it binds, how long, which items.

개인정보 보호법 제21조제1항, 제30조제1항제3호의2; how a provision is cited is the matter of `citations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policyc.facts.periods import days
from policyc.finding import Argument, Finding
from policyc.law.stale import stale
from policyc.law.tables import StatutoryRecord
from policyc.law.taxonomy import taxonomy
from policyc.model.keeping import KeptRecord
from policyc.model.part import Citation, Period
from policyc.reading.periods import parse
from policyc.rules.duties import GONE, LIMITATIONS, LOG, duties, family, figures, kept
from policyc.rules.keeping import PUBLIC, PUBLIC_BODY
from policyc.rules.matter import Matter

EMPLOYER = "employer"
NETWORK = "network"
BOARDS = "board-identity-records"
RARE = frozenset({"e-finance", "credit-information", "financial-reporting", "carrier-billing", "virtual-assets"})
"""Regimes that few firms are under, and whose records many policies copy."""

PLAIN = frozenset({"telecom", "medical", EMPLOYER, "academy", "real-estate"})
"""Regimes whose records are themselves the data kept: a chart, a contract, a log."""


def record_too_short(matter: Matter) -> Iterator[Finding]:
    """Find records kept for less time than their statute says: 제21조제1항 단서."""
    for entry in kept(matter):
        known = duties(entry, matter.law)
        if not known or _others(matter, known) or not (given := _length(entry.keep)):
            continue
        least = min(known, key=lambda record: _days(record.keep)[0])
        if days(given)[1] < _days(least.keep)[0]:
            yield _compared("record-too-short", entry, least)


def record_too_long(matter: Matter) -> Iterator[Finding]:
    """Find records kept longer than their statute says, and for no other reason: 제21조제1항."""
    for entry in kept(matter):
        known = duties(entry, matter.law)
        keep = entry.keep
        if not known or _others(matter, known) or not keep or not (given := _length(keep)):
            continue
        if entry.reason or entry.note or keep.law or keep.note or not _one_family(entry, matter):
            continue
        most = max(known, key=lambda record: _days(record.keep)[1])
        if days(given)[0] > _days(most.keep)[1]:
            yield _compared("record-too-long", entry, most)


def record_binds_others(matter: Matter) -> Iterator[Finding]:
    """Find records whose duty binds none of what the policy says the firm is: 제21조제1항."""
    if not matter.facts.controller.regimes:
        return
    for entry in kept(matter):
        known = duties(entry, matter.law)
        if known and _others(matter, known):
            yield Finding(code="record-binds-others", at=entry.at, side="key", args=_bound(entry, known[0]))


def record_regime_unsaid(matter: Matter) -> Iterator[Finding]:
    """Ask about records that bind few, once a regime, where the policy does not say what the firm is."""
    asked: set[str] = set()
    for entry in () if matter.facts.controller.regimes else kept(matter):
        known = duties(entry, matter.law)
        regime = known[0].regime if known else None
        if regime in RARE and regime not in asked:
            asked.add(regime)
            yield Finding(code="record-regime-unsaid", at=entry.at, side="key", args=_bound(entry, known[0]))


def record_no_duty(matter: Matter) -> Iterator[Finding]:
    """Find limitations of claims told as duties: 제21조제1항 단서 asks for a statute that says to preserve."""
    for entry in kept(matter):
        cited = [one for one in entry.law if one.article]
        if entry.law and all((one.statute, figures(one.article)) in LIMITATIONS for one in entry.law):
            words = tuple(one.text for one in cited)
            yield Finding(
                code="record-no-duty", at=cited[0].at, args={"name": entry.name, "law": words, "words": words[0]}
            )


def record_duty_gone(matter: Matter) -> Iterator[Finding]:
    """Boards need not keep who wrote on them any more: 헌법재판소 2010헌마47."""
    controller = matter.facts.controller
    if controller.kind == PUBLIC or any(word.text == PUBLIC_BODY for word in controller.regimes):
        return
    for entry in kept(matter):
        cited = next((one for one in entry.law if _of_boards(one, entry, matter)), None)
        if cited:
            args = {"name": entry.name, "law": cited.text}
            yield Finding(code="record-duty-gone", at=cited.at, args=args)


def record_items_missing(matter: Matter) -> Iterator[Finding]:
    """Find records of which no items are told: 제30조제1항제3호의2. Once where none has any."""
    block = matter.facts.retention
    if block is None or _tabled(matter):
        return
    bare = [entry for entry in block.statutory if _names_no_items(entry, matter)]
    if bare and not any(entry.items for entry in block.statutory):
        names = tuple(entry.name for entry in bare)
        at = (*block.at, "statutory")
        yield Finding(code="record-items-missing", at=at, side="key", args={"names": names})
        return
    for entry in bare:
        args: dict[str, Argument] = {"names": (entry.name,)}
        yield Finding(code="record-items-missing", at=entry.at, side="key", args=args)


def _of_boards(cited: Citation, entry: KeptRecord, matter: Matter) -> bool:
    """Tell whether a duty is that of boards: by its article, or by the record's name where no article is cited."""
    if cited.article or not cited.statute or family(cited.statute, matter.law) != NETWORK:
        return (cited.statute, figures(cited.article)) in GONE
    words = next((one.words for one in stale(matter.law.day) if one.id == BOARDS), ())
    return any(word in entry.name for word in words)


def _length(period: Period | None) -> str | None:
    """Return the one length of a period; none where cases, or several periods, say it otherwise."""
    plain = period and period.kind == "length" and not (period.cases or period.then)
    return period.length if period and plain else None


@cache
def _days(keep: str) -> tuple[int, int]:
    """Return the fewest and the most days that a statute says."""
    found = parse(keep)
    return days((found and found.length) or "")


def _compared(code: str, entry: KeptRecord, known: StatutoryRecord) -> Finding:
    given = entry.keep.text if entry.keep else ""
    at = entry.keep.at if entry.keep and "keep" not in entry.origins else entry.at
    return Finding(code=code, at=at, args={"name": entry.name, "given": given, "owed": known.keep})


def _bound(entry: KeptRecord, known: StatutoryRecord) -> dict[str, Argument]:
    from policyc.law.regimes import regimes

    regime = regimes()[known.regime or ""]
    return {"name": entry.name, "binds": known.binds or regime.name, "regime": regime.id}


def _others(matter: Matter, known: tuple[StatutoryRecord, ...]) -> bool:
    """Tell whether a duty binds none of those that the policy says it is.

    Any firm may employ people; and the guideline's sample has every firm keep the log of its service.
    """
    declared = {word.text for word in matter.facts.controller.regimes}
    regime = known[0].regime
    if not declared or regime in (None, EMPLOYER) or known[0].id == LOG:
        return False
    return regime not in declared


def _one_family(entry: KeptRecord, matter: Matter) -> bool:
    return len({family(one.statute, matter.law) if one.statute else one.text for one in entry.law}) <= 1


def _names_no_items(entry: KeptRecord, matter: Matter) -> bool:
    if entry.items or entry.note:
        return False
    known = duties(entry, matter.law)
    if known or entry.id in matter.law.records:
        return not known or known[0].regime not in PLAIN
    return taxonomy().find(entry.name) is None


def _tabled(matter: Matter) -> bool:
    """Tell whether a table of the author's own stands at retention: it may list the items."""
    around = ((node.before, node.text, node.after) for node in matter.nodes)
    return any("|" in text for texts in around for text in texts if text)


RULES = (
    record_too_short,
    record_too_long,
    record_binds_others,
    record_regime_unsaid,
    record_no_duty,
    record_duty_gone,
    record_items_missing,
)
