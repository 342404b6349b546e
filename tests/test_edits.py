"""Edits that a lawyer gets wrong, each made on the example shop, and the words that each is answered with."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from checking import AS_OF
from gallery import cases, compare, parametrised
from house import ROOT
from policyc.compile import Checked
from policyc.korean import has_hangul
from policyc.report import text
from policyc.report.words import Reported, reported
from unruled import check

SHOP = "policy/example-shop/2026-01-05.yaml"
LEAST = 20
ALL_BETWEEN = "…"
"""In what an edit takes away: everything up to the words that follow."""

MOST = 2
"""How many findings may follow from one edit."""


class Edit(NamedTuple):
    """The shop after an edit, the lines of it that the edit touched, and the words that it took away."""

    text: str
    lines: range
    gone: str


@cache
def shop() -> str:
    """Return the text of the example shop."""
    return (ROOT / SHOP).read_text(encoding="utf-8")


def edited(case: Path) -> Edit:
    """Make the edit of a case: what stands in the shop once is written otherwise."""
    edit = yaml.safe_load((case / "edit.yaml").read_text(encoding="utf-8"))
    assert set(edit) == {"from", "to", "why"}
    (gone,) = re.findall(r"[\s\S]*?".join(map(re.escape, edit["from"].split(ALL_BETWEEN))), shop())
    after = shop().replace(gone, edit["to"])
    lines = _touched(shop().split("\n"), after.split("\n"))
    return Edit(text=after, lines=lines, gone=gone)


def _touched(before: list[str], after: list[str]) -> range:
    """Return the numbers of the lines that differ; where lines were only taken out, those around the gap."""
    changes = [one for one in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if one[0] != "equal"]
    return range(changes[0][3] + 1, changes[-1][4] + 1)


def answers(found: Checked) -> list[Reported]:
    """Put into words what is told of a file, but for what its waivers excuse."""
    return [reported(one.finding, found.file, found.source) for one in found.judged if not one.waiver]


def unnumbered(told: str) -> str:
    """Write ``#`` for the numbers of lines, so that a line more in the shop changes no answer."""
    told = re.sub(r"(?m)^( +\d+)(?= \|)", lambda found: "#".rjust(len(found[0])), told)
    return re.sub(r"(?<=\.yaml:)\d+(?=:\d+ )|\d+(?=행 \d+열)", "#", told)


def leads_back(answer: Reported, edit: Edit) -> bool:
    """Tell whether an answer points at an edit, or beside it; or says by name what the edit took from elsewhere."""
    near = range(edit.lines.start - 1, edit.lines.stop + 1)
    places = (answer.span, *(other.span for other in answer.related))
    named = re.findall(r"'([^']+)'", answer.message)
    return any(span.line in near for span in places) or any(name in edit.gone for name in named)


@parametrised("edits")
def test_gallery(case: Path, bless: bool) -> None:
    """Each wrong edit is answered in exactly these words, wherever in the shop its line may stand by now."""
    found = check(SHOP, edited(case).text.encode(), AS_OF)
    compare(case, unnumbered(text.render(answers(found), {found.file: found.text})), bless)


@parametrised("edits")
def test_answer_can_be_acted_on(case: Path) -> None:
    """One edit has one answer, or two: in Korean, with what to do, and one leads back to the edit."""
    edit = edited(case)
    found = answers(check(SHOP, edit.text.encode(), AS_OF))
    assert 1 <= len(found) <= MOST, [one.code for one in found]
    assert all(has_hangul(one.message) and has_hangul(one.hint) for one in found)
    assert all(one.severity in ("error", "warning") for one in found)
    assert any(leads_back(one, edit) for one in found), [(one.code, one.span) for one in found]


def test_shop_is_answered_nothing() -> None:
    """Before any edit nothing is told, so that every answer comes from the edit."""
    assert answers(check(SHOP, shop().encode(), AS_OF)) == []


def test_there_are_enough() -> None:
    """The gallery holds edits of many kinds."""
    assert len(cases("edits")) >= LEAST
