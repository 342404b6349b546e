"""Rules: each has its function, its entry and its cases, speaks when it should, and leaves in peace what is lawful."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from jsonschema import Draft202012Validator, FormatChecker

import ruled
import unruled
from checking import catalogue, meant, told, words, wrong
from checking import checked as checked_alone
from gallery import cases, compare, inputs, parametrised
from house import PACKAGE, ROOT
from policyc.cli import main
from policyc.compile import lawful
from policyc.facts.citations import citation
from policyc.law.contents import contents
from policyc.law.guidelines import cited
from policyc.law.tables import Law, on
from policyc.model.part import Citation
from policyc.model.policy import Policy
from policyc.model.sections import VIEWS
from policyc.model.shape import slots
from policyc.report import rules_page
from policyc.report.catalogue import entry, rules, subjects
from policyc.rules.judging import SUBJECTS
from policyc.sheet import sheet

FACTS = catalogue("facts/findings.yaml")
BLOCKS = {*slots(Policy), *VIEWS}


def bad(case: Path) -> Path:
    """Return the one policy of a case that is to be found fault with."""
    (path,) = (path for path in inputs(case) if path.name != ruled.SILENT)
    return path


def day_of(path: Path) -> date:
    """Return the day from which a policy of a case applies."""
    return date.fromisoformat(path.stem)


def silences() -> Iterator[ParameterSet]:
    """Yield every piece of policy that must stay silent, with the day by whose law."""
    for case in cases("rules"):
        for number, (blocks, day) in enumerate(ruled.silent(case), 1):
            yield pytest.param(blocks, day, id=f"{case.name}-{number}")


@parametrised("rules")
def test_gallery(case: Path, bless: bool) -> None:
    """Each policy that breaks a rule is told in exactly these words, and a lawful one is told nothing."""
    path = bad(case)
    found = ruled.judged(path.read_text(encoding="utf-8"), day_of(path))
    compare(case, told(found), bless)
    assert wrong(case, found, set(ruled.CODES)) == set()


@pytest.mark.parametrize(("blocks", "day"), list(silences()))
def test_good_example_is_silent(blocks: str, day: date) -> None:
    """What real policies say, and may say, is left in peace by all rules."""
    assert ruled.found(blocks, day) == []


@pytest.mark.parametrize(
    "day", ["2012-01-02", "2016-03-01", "2021-11-15", "2023-10-02", "2024-06-03", "2026-12-01", "2027-06-01"]
)
def test_lawful_policy_is_silent(day: str) -> None:
    """The policy that all cases are laid over is lawful, on any day."""
    assert ruled.found(day=date.fromisoformat(day)) == []


@parametrised("rules")
def test_pasted_waiver_excuses(case: Path) -> None:
    """What may be waived is waived by the block that the report offers, filled; an error of law offers none."""
    path = bad(case)
    text, day = path.read_text(encoding="utf-8"), day_of(path)
    offered = [said.waiver for said in words(ruled.judged(text, day))]
    assert [bool(block) for block in offered] == [entry(code).waivable is not None for code in ruled.found(text, day)]
    pasted = text + "".join(f"{block}\n" for block in offered[:1] if block)
    for hole, value in (("(까닭)", "사정이 있음"), ("(승인한 사람)", "보호책임자"), ("(승인한 날)", day.isoformat())):
        pasted = pasted.replace(hole, value)
    left = len(offered) - (1 if offered and offered[0] else 0)
    assert len(ruled.found(pasted, day)) == left


@parametrised("facts")
def test_facts_gallery(case: Path, bless: bool) -> None:
    """What a policy takes from the law's tables, and they do not have, is told in exactly these words."""
    (path,) = inputs(case)
    found = checked_alone(path, "facts")
    compare(case, told(found), bless)
    assert wrong(case, found, FACTS) == set()


def test_every_finding_of_facts_has_a_case() -> None:
    """The findings of facts are those of their catalogue, and each has a case under its name."""
    assert {code for case in cases("facts") if (code := meant(case, FACTS))} == FACTS


def test_functions_are_the_catalogue_and_the_cases() -> None:
    """Each rule is a function under the name of its finding, with an entry in its subject's catalogue and a case."""
    written = [rule.__name__.replace("_", "-") for subject in SUBJECTS for rule in subject.RULES]
    assert len(written) == len(set(written))
    assert set(written) == set(rules())
    assert {code for case in cases("rules") if (code := meant(case, ruled.CODES))} == set(rules())
    assert list(subjects()) == sorted(subject.__name__.rpartition(".")[2] for subject in SUBJECTS)
    for subject in SUBJECTS:
        name = subject.__name__.rpartition(".")[2]
        assert {rule.__name__.replace("_", "-") for rule in subject.RULES} == catalogue(f"rules/{name}.yaml")


def test_rules_yield_only_their_own_finding() -> None:
    """A rule's function yields the finding of its name and no other."""
    text = {path.stem: path.read_text(encoding="utf-8") for path in (PACKAGE / "rules").glob("*.py")}
    for subject in SUBJECTS:
        name = subject.__name__.rpartition(".")[2]
        assert {rule.__name__.replace("_", "-") for rule in subject.RULES} >= set(
            re.findall(r'code="([a-z0-9-]+)"', text[name])
        )


@pytest.mark.parametrize("code", sorted(ruled.CODES))
def test_rule_rests_on_known_law_and_blocks(code: str) -> None:
    """Each ground is a provision of a known statute or a page of a known guideline, in force from the day it says."""
    said = entry(code)
    assert said.grounds, "a rule has a ground"
    for day, ground in said.grounds:
        assert not ground or _is_law(ground, on(day), day), f"{ground} on {day}"
    assert said.rests, "a rule says which blocks it rests on"
    assert said.rests <= {*BLOCKS, "all"}
    known = set(chain.from_iterable(contents(day) for day, _ in said.grounds)) | set(contents(ruled.LAWFUL_DAY))
    assert said.content in known


@pytest.mark.parametrize("code", sorted(code for code in ruled.CODES if entry(code).severity == "error"))
def test_error_rests_on_an_act_or_decree(code: str) -> None:
    """What only a guideline asks for is a warning at most: a review says so to its reader."""
    for day, ground in entry(code).grounds:
        statute = citation(Citation(text=ground), on(day)).statute
        assert not ground or (statute and on(day).statutes[statute].name.endswith(("법", "법률", "시행령"))), ground


@pytest.mark.parametrize("code", sorted(ruled.CODES))
def test_page_shows_what_is_found_and_how_it_is_put_right(code: str) -> None:
    """The wrong example of a rule's page fires that rule alone, the right one is silent, and both say why in Korean."""
    page = rules_page.pages()[code]
    wrong_day, right_day = (ruled.day_in(text) for text in (page.bad, page.good))
    assert set(ruled.found(page.bad, wrong_day)) == {code}
    assert ruled.found(page.good, right_day) == []
    assert page.about.strip().endswith("니다.")
    printed = rules_page.explained(code)
    assert printed.startswith(f"# {code}\n")
    assert page.entry.grounds[0][1] in printed


def test_pages_are_those_of_the_catalogues() -> None:
    """Every rule has a page, and no page is of a rule that is gone."""
    for subject, path in subjects().items():
        assert set(sheet(path.parent / "pages" / path.name)) == set(sheet(path)), subject


def test_lists_have_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """The page, the text and the JSON of all rules have each of them once, and the JSON fits its schema."""
    assert main(["rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schema" / "rules.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(listed)) == []
    assert sorted(one["id"] for one in listed["rules"]) == sorted(rules())
    assert main(["rules", "--format", "md"]) == 0
    page = capsys.readouterr().out
    assert sorted(re.findall(r"(?m)^### ([a-z0-9-]+)$", page)) == sorted(rules())
    assert page == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert main(["rules"]) == 0
    assert sorted(re.findall(r"(?m)^  \S+  ([a-z0-9-]+)  ", capsys.readouterr().out)) == sorted(rules())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("purposes-missing", "# purposes-missing\n"),
        ("purpose-missing", "'purposes-missing'을(를) 뜻한 것이면"),
        ("nope", "'nope'(이)라는 규칙은 없습니다."),
        ("unknown-item", "파일을 읽거나 잇는 데 관한 문제입니다."),
    ],
)
def test_explain(name: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule is explained; of what is none, the nearest is named, or why it has no page."""
    code = main(["explain", name])
    printed = capsys.readouterr()
    assert says in (printed.out if code == 0 else printed.err)
    assert code == (0 if name == "purposes-missing" else 2)


@pytest.mark.parametrize("block", sorted(ruled.blocks()))
def test_broken_block_brings_no_rule_down(block: str) -> None:
    """Where a block cannot be read, no rule takes for missing or wrong what it does not see."""
    found = ruled.judged(f"{block}: [[1]]\n")
    assert {one.finding.code for one in found.judged if one.severity == "error"} - ruled.CODES
    assert {one.finding.code for one in found.judged} & ruled.CODES == set()


def _is_law(ground: str, law: Law, day: date) -> bool:
    """Tell whether a ground can be looked up, and was law, or guideline, on a day."""
    if edition := cited(ground):
        return edition.edition.since <= day
    found = citation(Citation(text=ground), law)
    return found.article is not None and found.statute is not None and law.statutes[found.statute].in_force


OF_OLD = {"basis-law-missing", "browser-retired", "recipient-undecided", "record-items-missing"}
"""What the rules find in the shop's older versions, released before there were rules; they stay as they are."""


def test_example_shop_is_silent() -> None:
    """The rules find nothing in the newest version of the example shop, and in the older ones what is known of them."""
    *older, newest = sorted((ROOT / "policy" / "example-shop").glob("*.yaml"))
    assert len(older) > 4
    assert set(shop_codes(newest)) == set()
    assert {code for path in older for code in shop_codes(path)} == OF_OLD


def shop_codes(path: Path) -> list[str]:
    """List what the rules find in a version by the law of its own effective day."""
    facts = unruled.check(f"policy/example-shop/{path.name}", path.read_bytes(), date(2026, 11, 23)).facts
    assert facts is not None
    return [finding.code for finding in lawful(facts, on(facts.dates.effective))]
