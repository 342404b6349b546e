"""What would make a told comparison untrue is not recorded: versions out of order, false days, a lost neighbour."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from histories import FIRST, RECORDED, SECOND, THIRD, history, policy
from policyc import releasing
from policyc.cli import main
from policyc.publish.release import Refused, withdraw
from workspaces import write

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a history, and return the folder of its service."""
    monkeypatch.chdir(tmp_path)
    return history(tmp_path)


def test_a_version_that_another_was_told_against_stays(folder: Path) -> None:
    """A version that a later one was compared with cannot be withdrawn alone; that one first, then it."""
    with pytest.raises(Refused) as refused:
        withdraw(folder, SECOND, reason="잘못 적음", day=RECORDED)
    assert refused.value.reason == "compared-with"
    assert refused.value.values == {"version": SECOND, "after": THIRD}
    withdraw(folder, THIRD, reason="잘못 적음", day=RECORDED)
    assert withdraw(folder, SECOND, reason="잘못 적음", day=RECORDED).sequence == 7


def test_no_version_comes_in_between(folder: Path, tmp_path: Path) -> None:
    """Before a version that is released, no other is: what that one said it changes would no longer be so."""
    between = "2027-01-01"
    write(tmp_path, {f"shop/{between}": policy("2026-11-30", between, "이메일 주소, 휴대전화번호", "02-123-8888")})
    with pytest.raises(Refused) as refused:
        releasing.release("shop", between, day=RECORDED)
    assert refused.value.reason == "later-released"
    assert refused.value.values == {"version": between, "later": THIRD}
    assert not (folder / "released" / f"{between}.json").exists()


def test_a_version_was_public_when_it_says(folder: Path, tmp_path: Path) -> None:
    """What was published after the day that it states gave less notice than it counts: that is no adoption."""
    after = "2027-02-01"
    write(tmp_path, {f"shop/{after}": policy("2026-09-01", after, "이메일 주소, 휴대전화번호")})
    with pytest.raises(Refused) as refused:
        releasing.adopt("shop", after, published=date(2026, 9, 20), evidence="공지 9호", day=RECORDED)
    assert refused.value.reason == "published-after-announced"
    assert refused.value.values == {"published": "2026-09-20", "announced": "2026-09-01"}
    assert releasing.adopt("shop", after, published=date(2026, 9, 1), evidence="공지 9호", day=RECORDED).written
    assert folder.name == "shop"


def test_announced_on_the_day_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A version announced on its effective day is judged by the terms before it, not by its own again and again."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {f"shop/{FIRST}": policy(FIRST, FIRST) + "first: true\n", f"shop/{SECOND}": policy(SECOND, SECOND)})
    assert main(["check", "--as-of", "2026-10-01"]) == 1
    assert "notice-too-short" in capsys.readouterr().out


def test_a_released_version_is_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the tables of law nor the compiler are asked about what is released: a build only reads the records."""

    def asked(*_all: object) -> None:
        raise AssertionError("asked about a released version")

    monkeypatch.setattr("policyc.law.tables.on", asked)
    monkeypatch.setattr("policyc.facts.resolve.resolve", asked)
    monkeypatch.setattr("policyc.compile.on", asked)
    assert main(["build", "--as-of", "2027-01-15"]) == 0
    page = (folder.parents[1] / "out" / "shop" / SECOND / "changes.md").read_text(encoding="utf-8")
    assert "휴대전화번호를 더 수집합니다." in page
