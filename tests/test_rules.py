"""Rules and what facts take from the law's tables: each finding has its case, and what is lawful is left in peace."""

from __future__ import annotations

from pathlib import Path

from checking import catalogue, checked, missing, only_input, told, wrong
from gallery import compare, parametrised
from house import PACKAGE
from policyc.report.catalogue import entry
from policyc.rules import complete

RULES = catalogue("rules/findings.yaml")
CODES = RULES | catalogue("facts/findings.yaml")


@parametrised("rules")
def test_gallery(case: Path, bless: bool) -> None:
    """Each policy that lacks something is told in exactly these words, and a lawful one is told nothing."""
    found = checked(only_input(case), "rules")
    compare(case, told(found), bless)
    assert wrong(case, found, CODES) == set()


def test_every_finding_has_a_case() -> None:
    """The findings of rules and facts are those of their catalogues, and each has a case under its name."""
    assert len(RULES) > 4
    assert missing("rules", CODES) == set()


def test_every_rule_is_run_and_names_its_ground() -> None:
    """Each rule is a function under the name of its finding, and each finding of a rule says by which article."""
    written = {rule.__name__.replace("_", "-") for rule in complete.RULES}
    assert written <= RULES
    text = (PACKAGE / "rules" / "complete.py").read_text(encoding="utf-8")
    assert {code for code in RULES if f'"{code}"' in text} == RULES
    assert all((entry(code).ground or "").startswith("개인정보 보호법") for code in RULES)
