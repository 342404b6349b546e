"""What the README shows is what the program does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import policyc
from policyc.cli import main
from policyc.releasing import adopt
from policyc.report import text

ROOT = Path(__file__).parents[1]
DAY = date(2026, 11, 23)


def blocks(page: str, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def workspace(folder: Path, policy: str) -> Path:
    """Lay out a workspace with one policy."""
    path = folder / "policy" / "example-shop" / "2026-12-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(policy, encoding="utf-8")
    return path


@pytest.mark.parametrize("page", ["README.md", "README.ko.md"])
def test_finding(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding shown is the finding given for the policy shown."""
    workspace(tmp_path, blocks(page, "yaml")[0])
    monkeypatch.chdir(tmp_path)
    report = policyc.check(as_of=DAY)
    assert text.render(report.findings, report.texts) == blocks(page, "text")[0]


def test_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Markdown shown is part of what is built once the two faults are put right."""
    workspace(tmp_path, blocks("README.md", "yaml")[0].replace("혈액향", "혈액형").replace("2026-11-26", "2026-11-24"))
    monkeypatch.chdir(tmp_path)
    assert adopt("example-shop", "2026-12-01", published=DAY, evidence="공지", day=DAY).written
    built = policyc.build(as_of=date(2026, 12, 1))
    assert not built.refused
    made = (tmp_path / "out" / "example-shop" / "2026-12-01" / "policy.md").read_text(encoding="utf-8")
    assert blocks("README.md", "markdown")[0] in made


def test_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command is listed with its options and their values, and none that is not there."""
    page = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Commands\n\n```\n")[2]
    listed = {line.split()[1]: line for line in page.partition("```")[0].splitlines() if line}
    with pytest.raises(SystemExit):
        main(["--help"])
    assert set(listed) == set(re.findall(r"(?m)^ {4}([a-z]+) ", capsys.readouterr().out))
    for command, line in listed.items():
        with pytest.raises(SystemExit):
            main([command, "--help"])
        told = capsys.readouterr().out
        options = set(re.findall(r"--[a-z-]+", told)) - {"--help"}
        assert set(re.findall(r"--[a-z-]+", line)) == options, command
        for option, values in re.findall(r"(--[a-z-]+) \{([a-z,]+)\}", told):
            assert f"{option} {values.replace(',', '|')}" in line, command


def test_both_show_the_same_policy() -> None:
    """The Korean and the English page show the same policy."""
    assert blocks("README.md", "yaml")[0] == blocks("README.ko.md", "yaml")[0]


def test_first_two_commands() -> None:
    """The first commands of the README are the two that set everything up."""
    first = re.search(r"^```\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert first
    assert [line.split("#")[0].strip() for line in first[1].splitlines()] == ["make build", "make test"]
