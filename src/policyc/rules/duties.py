"""A record that a policy keeps by a statute -> the duties of the law's table that it can be meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from policyc.facts.periods import is_calls, is_log
from policyc.law.names import UNSEEN
from policyc.law.tables import Law, StatutoryRecord, on
from policyc.model.keeping import KeptRecord
from policyc.model.part import Citation
from policyc.rules.matter import Matter

Figures = tuple[str, ...]

LOG = "login"
CALLS = "communications"
LIMITATIONS: frozenset[tuple[str, Figures]] = frozenset(
    {
        ("civil", ("162",)),
        ("civil", ("163",)),
        ("civil", ("164",)),
        ("civil", ("766",)),
        ("commercial", ("64",)),
        ("tax-basic", ("26", "2")),
    }
)
"""Articles that say until when a claim can be made, or a tax assessed; none of them says to keep anything.

Read in the acts (민법, 상법, 국세기본법) at https://www.law.go.kr, checked 2026-11-28.
"""

PARENTS: dict[str, tuple[str, Figures]] = {
    "ecommerce-decree": ("ecommerce", ("6",)),
    "efinance-decree": ("efinance", ("22",)),
    "communications-privacy-decree": ("communications-privacy", ("15", "2")),
    "medical-rule": ("medical", ("22",)),
}
"""The article of an act that leaves a duty of keeping to its decree: whoever cites it cites the duty rightly."""

GONE: frozenset[tuple[str, Figures]] = frozenset({("network", ("44", "5")), ("network-decree", ("29",))})
"""Articles that made boards keep who wrote on them, until the Constitutional Court struck that down (2010헌마47)."""


def kept(matter: Matter) -> tuple[KeptRecord, ...]:
    """List the records that a policy keeps by a statute."""
    return matter.facts.retention.statutory if matter.facts.retention else ()


def figures(article: str | None) -> Figures:
    """Split an article's number into its figures: 15 and 2 of the second article inserted after the fifteenth."""
    if not article or article.isdigit():
        return (article,) if article else ()
    return tuple(re.split(r"\D", article))


def duties(entry: KeptRecord, law: Law) -> tuple[StatutoryRecord, ...]:
    """Find the duties that a record can be meant for: by its id, else by its exact provision, its name, its kind.

    None where it is uncertain: an id whose record is cited from other statutes alone is another record.
    """
    by_id = law.records.get(entry.id)
    if by_id:
        if by_id.id == LOG and is_calls(entry.name):
            return _kinds(CALLS, law.day)
        return _kinds(by_id.id, law.day) if _of_family(by_id, entry, law) else ()
    return tuple(_by_words(entry, law))


def family(statute: str, law: Law) -> str:
    """Return the act that a statute carries out, or itself."""
    return law.statutes[statute].of or statute


def cited_wrongly(known: StatutoryRecord, cited: Citation) -> bool:
    """Tell whether a citation names an article of the duty's statute, or of its act, that is not the duty's."""
    where = known.provision
    if cited.article is None:
        return False
    if cited.statute == where.statute:
        below = ((cited.paragraph, where.paragraph), (cited.item, where.item))
        return figures(cited.article) != figures(where.article) or any(a and b and a != b for a, b in below)
    act, article = PARENTS.get(where.statute, ("", ()))
    return cited.statute == act and figures(cited.article) != article


@cache
def _kinds(id: str, day: date) -> tuple[StatutoryRecord, ...]:
    """List a record and those that are kinds of it: their ids begin with its."""
    return tuple(record for key, record in on(day).records.items() if key == id or key.startswith(f"{id}-"))


def _of_family(known: StatutoryRecord, entry: KeptRecord, law: Law) -> bool:
    families = {family(cited.statute, law) for cited in entry.law if cited.statute}
    return not families or family(known.provision.statute, law) in families


def _by_words(entry: KeptRecord, law: Law) -> Iterator[StatutoryRecord]:
    name = entry.name.translate(UNSEEN)
    same = [record for record in law.records.values() if record.name.translate(UNSEEN) == name]
    exact = [record for cited in entry.law for record in law.records.values() if _is_exact(record, cited)]
    families = {family(cited.statute, law) for cited in entry.law if cited.statute}
    log = law.records.get(LOG)
    if same and _of_family(same[0], entry, law):
        yield from same
    elif exact and len(families) == 1:
        yield from exact
    elif log and families == {family(log.provision.statute, law)} and is_log(entry.name):
        yield log


def _is_exact(record: StatutoryRecord, cited: Citation) -> bool:
    where = record.provision
    said = (cited.statute, figures(cited.article), cited.paragraph)
    return said == (where.statute, figures(where.article), where.paragraph) and (
        cited.item == where.item or (where.item is None)
    )
