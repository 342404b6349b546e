"""The texts to send: by every channel, of released versions and drafts, and where there is nothing to tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from histories import FIRST, GONE, LATE, POLICIES, SECOND, THIRD, history
from policyc.cli import main
from policyc.cli.notice import CHANNELS
from policyc.document import announcement
from policyc.publish.stored_bytes import enclosed
from workspaces import BROKEN, write

Captured = pytest.CaptureFixture[str]
DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a history."""
    history(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: Captured, version: str, channel: str, *more: str) -> str:
    """Write a text, and return it."""
    assert main(["notice", "shop", version, "--channel", channel, *DAY, *more]) == 0
    return capsys.readouterr().out


def refused(capsys: Captured, version: str, service: str = "shop") -> str:
    """Ask for a text that there is not, and return why."""
    assert main(["notice", service, version, "--channel", "email", *DAY]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    return found.err


def test_channels_are_those_of_the_document() -> None:
    """The command offers every channel that there is a text for."""
    assert CHANNELS == announcement.CHANNELS


@pytest.mark.usefixtures("here")
def test_channels(capsys: Captured) -> None:
    """A page and a letter tell the days and the changes, the letter whom to ask, too; a push message is short."""
    page, email, push = (told(capsys, SECOND, channel) for channel in CHANNELS)
    for text in (page, email):
        lines = text.splitlines()
        assert lines[0] == "개인정보 처리방침 변경 안내"
        assert {"공고일: 2026년 11월 1일", "시행일: 2026년 12월 1일", "공고 기간: 30일"} <= {*lines}
        assert "- '회원가입'에서 휴대전화번호를 더 수집합니다." in lines
    assert "보호팀: 02-123-4567" in email
    assert "보호팀" not in page
    assert "2026년 12월 1일" in push
    assert len(push) <= announcement.LONGEST + 8


@pytest.mark.usefixtures("here")
def test_forms(capsys: Captured) -> None:
    """The text, Markdown, or a page in one file."""
    assert told(capsys, SECOND, "page", "--format", "markdown").startswith("# 개인정보 처리방침 변경 안내\n")
    page = told(capsys, SECOND, "page", "--format", "html")
    assert page.startswith("<!DOCTYPE html>")
    assert "<style>" in page
    assert "<link" not in page
    assert "휴대전화번호를 더 수집합니다" in page


def test_released_versions_are_told_from_their_editions(
    here: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was frozen is told, whatever the policy file and the catalogue say later; no word of a draft beside it."""
    assert main(["notice", "shop", THIRD, "--channel", "page", *DAY]) == 0
    before = capsys.readouterr()
    assert before.err == ""
    path = here / f"policy/shop/{THIRD}.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr("policyc.changes.kinds.says", lambda _change: "나중의 말")
    assert told(capsys, THIRD, "page") == before.out


@pytest.mark.usefixtures("here")
def test_drafts(capsys: Captured) -> None:
    """The text of a draft can be read before it is released, and it is said that it is one."""
    assert main(["notice", "shop", LATE, "--channel", "page", *DAY]) == 0
    found = capsys.readouterr()
    assert "성별을 더 수집합니다." in found.out
    assert "초안" not in found.out
    assert found.err == f"아직 공개하지 않은 초안({LATE})의 글입니다. policyc release로 공개한 뒤에 보내십시오.\n"


def test_a_draft_without_days(here: Path, capsys: Captured) -> None:
    """Nobody is told of a day that nobody has set."""
    text = POLICIES[LATE].replace("dates: {announced: 2027-02-20, effective: 2027-03-01}\n", "")
    write(here, {"shop/next": text.replace("성별", "국적")})
    said = refused(capsys, "next")
    assert said.startswith("초안에 시행일이 아직 없어 글을 쓸 수 없습니다: 'next'\n")
    assert "policyc date shop" in said


@pytest.mark.usefixtures("here")
def test_nothing_before(capsys: Captured) -> None:
    """The first version changes nothing, and a withdrawn one neither."""
    assert refused(capsys, FIRST) == f"앞선 판이 없어 알릴 변경이 없습니다: '{FIRST}'\n"
    assert refused(capsys, GONE) == f"철회한 판이어서 알릴 변경이 없습니다: '{GONE}'\n"


def test_the_first_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A draft without a version before it is told like a released one."""
    write(tmp_path, {f"shop/{FIRST}": POLICIES[FIRST]})
    monkeypatch.chdir(tmp_path)
    assert refused(capsys, FIRST) == f"앞선 판이 없어 알릴 변경이 없습니다: '{FIRST}'\n"


def test_nothing_changed(here: Path, capsys: Captured) -> None:
    """A version that is the same by meaning has nothing to tell."""
    write(here, {"shop/2027-06-01": POLICIES[LATE].replace("2027-03-01", "2027-06-01")})
    assert f"앞선 판 {LATE}에서 달라진 내용이 없어" in refused(capsys, "2027-06-01")


@pytest.mark.parametrize("version", ["2020-01-01", "next", "../shop/next", "released", ""])
@pytest.mark.usefixtures("here")
def test_unknown_versions(capsys: Captured, version: str) -> None:
    """What is no version of the service is refused."""
    assert refused(capsys, version).startswith(f"shop에 그런 판이 없습니다: '{version}'\n")


def test_versions_that_cannot_be_read(here: Path, capsys: Captured) -> None:
    """A draft with errors is told with them, a version behind one by its name, and a bad record sends to verify."""
    write(here, {"shop/2027-06-01": BROKEN, "shop/2027-07-01": POLICIES[LATE].replace("2027-03-01", "2027-07-01")})
    said = refused(capsys, "2027-06-01")
    assert "unknown-item" in said
    assert "오류가 있어 글을 쓸 수 없습니다: policy/shop/2027-06-01.yaml" in said
    assert refused(capsys, "2027-07-01").startswith("앞선 판 2027-06-01이 오류 때문에 읽히지 않아")
    path = here / f"policy/shop/released/{THIRD}.json"
    whole = json.loads(path.read_bytes())["edition"]
    path.write_bytes(enclosed("edition", whole | {"facts": {"service": 1}}))
    assert "policyc verify" in refused(capsys, THIRD)
    path.write_bytes(b"{}")
    assert "policyc verify" in refused(capsys, THIRD)


@pytest.mark.usefixtures("here")
def test_unknown_services(capsys: Captured) -> None:
    """A service that there is not is refused with those that there are."""
    assert "있는 서비스: shop" in refused(capsys, SECOND, "cafe")
