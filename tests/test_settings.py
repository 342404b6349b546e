"""A workspace's settings: what they may change, what is said of one that is wrong; nothing is lowered in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from gallery import compare, parametrised
from house import ROOT
from policyc import releasing
from policyc.cli import main
from policyc.report import catalogue
from policyc.report.settings import read
from ruled import LAWFUL_DAY, policy
from workspaces import write

Captured = pytest.CaptureFixture[str]

LACKING = policy(
    "# without: purposes\ncollection:\n  join: {name: 회원가입, required: [이름], keep: 1년, basis: contract}\n"
)
"""A policy in which the rule `purposes-missing`, an error, finds something."""

DAY = ("--as-of", LAWFUL_DAY.isoformat())
CODES = {
    code for code in yaml.safe_load((ROOT / "src/policyc/report/findings.yaml").read_text("utf-8")) if "setting" in code
}


def settled(root: Path, text: str) -> None:
    """Write the settings of a workspace."""
    (root / "policy" / "policyc.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with one draft that lacks its purposes."""
    write(tmp_path, {"shop/2026-12-01": LACKING})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@parametrised("settings")
def test_gallery(case: Path, bless: bool, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fault of the settings is told in exactly these words, at its place."""
    write(tmp_path, {"shop/2026-12-01": policy()})
    settled(tmp_path, (case / "policyc.yaml").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    code = main(["check", *DAY])
    printed = capsys.readouterr().out
    compare(case, printed, bless)
    assert case.name.startswith("good") == (code == 0)
    assert case.name.startswith(("good", "many")) or f" {case.name}\n" in printed


def test_every_fault_has_a_case() -> None:
    """The faults of settings that have words are those that have cases."""
    folder = ROOT / "tests" / "cases" / "settings"
    assert {path.name for path in folder.iterdir() if not path.name.startswith(("good", "many"))} == CODES


def test_lowered_rule_is_no_failure(here: Path, capsys: Captured) -> None:
    """A rule that is lowered for a reason is told as what it weighs, and the check does not fail."""
    assert main(["check", *DAY]) == 1
    settled(here, "format: 1\nrules:\n  purposes-missing: {severity: warning, reason: 목적은 계약서에 적음}\n")
    capsys.readouterr()
    assert main(["check", *DAY]) == 0
    assert "경고 purposes-missing" in capsys.readouterr().out
    assert main(["check", *DAY, "--fail-on", "warning"]) == 1


def test_silenced_rule_is_not_told(here: Path, capsys: Captured) -> None:
    """A rule that is silenced for a reason says nothing."""
    settled(here, "format: 1\nrules:\n  purposes-missing: {severity: silent, reason: 목적은 계약서에 적음}\n")
    assert main(["check", *DAY]) == 0
    assert "purposes-missing" not in capsys.readouterr().out


def test_rule_is_not_lowered_without_a_reason(here: Path, capsys: Captured) -> None:
    """Without a reason the rule weighs what it did, and the settings are at fault besides."""
    settled(here, "format: 1\nrules:\n  purposes-missing: info\n")
    assert main(["check", *DAY]) == 1
    printed = capsys.readouterr().out
    assert "오류 purposes-missing" in printed
    assert "오류 setting-reason-missing" in printed


def test_raised_warning_stops_a_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning that a workspace takes for an error keeps a version from its release; so does a fault of settings."""
    draft = policy("# without: change-notice\nfirst: true\n")
    write(tmp_path, {"shop/2026-12-01": draft.replace("announced: 2026-10-22", "announced: 2026-12-01")})
    monkeypatch.chdir(tmp_path)
    day = LAWFUL_DAY
    settled(tmp_path, "format: 1\nrules: {change-notice-missing: error}\n")
    stopped = releasing.release("shop", "2026-12-01", day=day)
    assert stopped.written is None
    assert ("change-notice-missing", "error") in {(one.code, one.severity) for one in stopped.findings}
    settled(tmp_path, "format: 1\nrules: {change-notice: error}\n")
    assert releasing.release("shop", "2026-12-01", day=day).written is None
    settled(tmp_path, "format: 1\n")
    assert releasing.release("shop", "2026-12-01", day=day).written is not None


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\n",
        "format: 1\nrules:\n",
        "format: 1\nrules: {purposes-missing: error}\n",
        "format: 1\nrules: {purposes-missing: {severity: info, reason: 까닭}}\n",
        "rules: {}\n",
        "format: 2\n",
        "format: 1\nrule: {}\n",
        "format: 1\nrules: [purposes-missing]\n",
        "format: 1\nrules: {purpose-missing: error}\n",
        "format: 1\nrules: {purposes-missing: 심각}\n",
        "format: 1\nrules: {purposes-missing: {severity: 심각, reason: 까닭}}\n",
        "format: 1\nrules: {purposes-missing: {severity: info, why: 까닭}}\n",
        "format: 1\nrules: {purposes-missing: {reason: 까닭}}\n",
        "format: 1\nrules: {purposes-missing: [info]}\n",
    ],
)
def test_schema_and_check_agree(text: str, tmp_path: Path) -> None:
    """The editor's schema finds fault with what the check does; only whether a reason is owed it cannot tell."""
    (tmp_path / "policy").mkdir()
    settled(tmp_path, text)
    found = read(tmp_path / "policy", "policy/policyc.yaml")
    assert found is not None
    schema = json.loads((ROOT / "schema" / "workspace.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(yaml.safe_load(text)) == (found.findings == ())


def test_schema_knows_every_rule() -> None:
    """The schema completes every rule and no other, each explained."""
    schema = json.loads((ROOT / "schema" / "workspace.schema.json").read_text(encoding="utf-8"))
    properties = schema["properties"]["rules"]["properties"]
    assert set(properties) == set(catalogue.rules())
    assert all("근거: " in said["markdownDescription"] for said in properties.values())


def test_settings_are_no_policy(here: Path, capsys: Captured) -> None:
    """Checked with its folder, the file is read as what it is; through a link it is not read at all."""
    settled(here, "format: 1\nrules: {purposes-missing: {severity: silent, reason: 까닭}}\n")
    assert main(["check", "policy", *DAY]) == 0
    (here / "policy" / "policyc.yaml").rename(here / "elsewhere.yaml")
    (here / "policy" / "policyc.yaml").symlink_to(here / "elsewhere.yaml")
    assert main(["check", *DAY]) == 1
    assert "purposes-missing" in capsys.readouterr().out
