"""The legal bases of a row into grounds, the words of 개인정보 보호법 제15조제1항, and where they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policyc.model.part import Citation, Part
from policyc.model.processing import Basis, Context
from policyc.model.sharing import Recipient
from policyc.place import Path as Place
from policyc.rules.matter import Matter
from policyc.sheet import sheet

FREE = frozenset({"public-task", "contract", "vital-interest", "legitimate-interest", "public-health"})
"""Grounds on which nobody is asked; ``law`` is not among them: a statute may itself ask for consent."""

_NUMBERED = {
    "1": "consent",
    "2": "law",
    "3": "public-task",
    "4": "contract",
    "5": "vital-interest",
    "6": "legitimate-interest",
    "7": "public-health",
}
_ASKING = frozenset({"15", "17", "18", "22", "23", "24"})
"""Articles (with their branches) that say which grounds there are, and are none themselves."""


def grounds(bases: Iterable[Basis]) -> frozenset[str]:
    """Name the grounds of a row; a citation of the article that lists them counts as the ground it numbers.

    An empty name stands for a citation that does not say which.
    """
    return frozenset(_cited(basis.citation) if basis.citation else basis.ground for basis in bases)


def names_law(bases: Iterable[Basis]) -> bool:
    """Tell whether a row cites a provision besides those that only say which grounds there are."""
    return any(basis.citation and not _asks(basis.citation) for basis in bases)


def place(row: Context | Recipient) -> Place:
    """Return the place where the basis of a row was written, be it above the row."""
    inherited = row.origins.get("basis")
    return inherited.at if inherited and inherited.at else (*row.at, "basis")


def recipients(matter: Matter) -> tuple[Recipient, ...]:
    """List the rows of provision to third parties."""
    block = matter.facts.recipients
    return block.entries if block else ()


def spoken(found: Iterable[str]) -> tuple[str, ...]:
    """Write grounds in Korean, in the order of the article."""
    known = words()["grounds"]
    return tuple(known[ground] for ground in _NUMBERED.values() if ground in found)


@cache
def words() -> Mapping[str, Any]:
    """Read the words that rules of bases look for, and say."""
    return sheet(Path(__file__).parent / "words" / "basis.yaml")


def cites(*parts: Part) -> bool:
    """Tell whether the author's own words on some parts cite an article: notes, purposes, conditions."""
    said = remarks(*parts)
    return bool(said) and any(re.search(words()["article"], text) for text in said)


def remarks(*parts: Part) -> tuple[str, ...]:
    """List what is remarked on parts: their notes and conditions, and the purposes of a row."""
    found: list[str] = []
    for part in parts:
        found += [word.text for word in getattr(part, "note", ())]
        found += [getattr(part, "when", None) or ""]
        found += [ref.text for ref in getattr(part, "purposes", ())]
    return tuple(filter(None, found))


def _asks(cited: Citation) -> bool:
    return cited.statute == "pipa" and (cited.article is None or cited.article[:2] in _ASKING)


def _cited(cited: Citation) -> str:
    """Name the ground that a citation is of; any provision outside those articles is ``law``."""
    if not _asks(cited):
        return "law"
    article, item = cited.article or "", cited.item or ""
    if article == "15":
        return _NUMBERED.get(item, "") if cited.paragraph == "1" else ""
    if article in ("17", "23", "24"):
        return {"1": "consent", "2": "" if article == "17" else "law"}.get(item, "")
    if article.startswith("22"):
        return "consent" if cited.paragraph == "1" else ""
    if article.startswith("24"):
        return "vital-interest" if item == "2" else "law"
    return ""
