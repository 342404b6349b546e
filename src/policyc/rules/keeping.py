"""How long data is kept, and why: 개인정보 보호법 제21조, 제30조제1항제2호·제3호의2.

What a statute says of the single record is in `records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyc.facts.periods import gives_reason, vague
from policyc.facts.rows import rows as rows_of
from policyc.finding import Finding
from policyc.model.part import Period
from policyc.model.processing import Basis, Context
from policyc.place import Path
from policyc.rules.matter import Matter

PUBLIC = "public"
PUBLIC_BODY = "public-body"


def row_period_missing(matter: Matter) -> Iterator[Finding]:
    """Where no period holds for all data, each row says its own: 제30조제1항제2호."""
    block = matter.facts.retention
    if (block and block.general) or not matter.whole or _told_in_words(matter, "retention"):
        return
    bare = [row for row in matter.rows if _holds_data(row) and not row.keep]
    for row in bare if any(row.keep for row in matter.rows) else ():
        yield Finding(code="row-period-missing", at=row.at, side="key", args={"name": row.name})


def period_vague(matter: Matter) -> Iterator[Finding]:
    """Find periods that name neither a figure nor what they depend on: 작성지침 5. 개인정보의 처리 및 보유 기간."""
    for period in _once(_believed(matter)):
        if why := vague(period):
            yield Finding(code="period-vague", at=period.at, args={"words": period.text, why: period.text})


def period_permanent(matter: Matter) -> Iterator[Finding]:
    """Find data that is never destroyed: 제21조제1항. The files of public bodies are kept by a law of their own."""
    controller = matter.facts.controller
    if controller.kind == PUBLIC or any(word.text == PUBLIC_BODY for word in controller.regimes):
        return
    block = matter.facts.retention
    rows = [row for row in rows_of(matter.facts.collection) if row.keep and row.personal is not False]
    by_law = {row.keep.at for row in rows if row.keep and _cites(row.basis)}
    internal = (entry.keep for entry in (block.internal if block else ()) if entry.keep and not entry.law)
    for period in _once((*_periods(rows), *internal)):
        if period.kind == "permanent" and not period.law and period.at not in by_law:
            yield Finding(code="period-permanent", at=period.at, args={"words": period.text})


def internal_reason_missing(matter: Matter) -> Iterator[Finding]:
    """Find records kept on by no law and for no reason: 제21조제1항."""
    block = matter.facts.retention
    for entry in block.internal if block else ():
        said = entry.reason or entry.law or entry.note or (entry.keep and (entry.keep.law or entry.keep.note))
        if not said and not gives_reason(entry.name):
            yield Finding(code="internal-reason-missing", at=entry.at, side="key", args={"name": entry.name})


def kept_by_law_unsaid(matter: Matter) -> Iterator[Finding]:
    """Who keeps data longer where a law says so tells which law, and which data: 제30조제1항제3호의2."""
    block = matter.facts.retention
    told = (block and (block.statutory or block.note)) or _told_in_words(matter, "retention", "destruction")
    if told or not matter.whole:
        return
    general = (block.general,) if block and block.general else ()
    periods = tuple(_once((*general, *_periods(matter.rows))))
    if any(period.law for period in periods) or any(_cites(row.basis) for row in matter.rows):
        return
    for period in periods:
        if any(word.text == "law" for word in period.except_):
            yield Finding(code="kept-by-law-unsaid", at=(*period.at, "except"))
            return


def _holds_data(row: Context) -> bool:
    """Tell whether a row lists items; a public body may publish no more than a file's name."""
    return bool(row.required or row.optional or row.automatic)


def _believed(matter: Matter) -> Iterator[Period]:
    """Yield the periods a reader rests on: of rows, of records, and the general one where a row has none."""
    block = matter.facts.retention
    silent = any(_holds_data(row) and not row.keep for row in matter.rows)
    if block and block.general and (silent or not matter.rows):
        yield block.general
    for row in matter.rows:
        if row.keep and not (_cites(row.basis) and vague(row.keep) == "law"):
            yield from _each(row.keep)
    for entry in (*block.internal, *block.statutory) if block else ():
        if entry.keep and "keep" not in entry.origins:
            yield from _each(entry.keep)


def _each(period: Period) -> Iterator[Period]:
    """Yield a period, or those of its cases."""
    if period.law:
        return
    yield from (case.period for case in period.cases) if period.cases else (period,)


def _periods(rows: Iterable[Context]) -> Iterator[Period]:
    yield from (row.keep for row in rows if row.keep)


def _once(periods: Iterable[Period]) -> Iterator[Period]:
    """Leave out what several rows took from one place."""
    seen: set[Path] = set()
    for period in periods:
        if period.at not in seen:
            seen.add(period.at)
            yield period


def _cites(basis: tuple[Basis, ...]) -> bool:
    return any(one.citation and one.citation.article for one in basis)


def _told_in_words(matter: Matter, *home: str) -> bool:
    """Tell whether the author's own words stand at a section: a clause, or sentences around the block."""
    around = any(node.before or node.after for node in matter.nodes if node.id in home or node.shows in home)
    return around or matter.clause(*home)


RULES = (row_period_missing, period_vague, period_permanent, internal_reason_missing, kept_by_law_unsaid)
