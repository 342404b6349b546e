"""The log: what every version is on a day, what it changed and owed, and what is said where the records have faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from histories import FIRST, GONE, LATE, POLICIES, SECOND, THIRD, history
from policyc.cli import main
from policyc.publish.chain import shelf
from workspaces import BROKEN, write

Captured = pytest.CaptureFixture[str]
KEYS = (
    *("version", "state", "announced", "effective", "owed", "given", "weight", "changes"),
    *("how", "published", "releaseHash", "readable"),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a history."""
    history(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def versions(capsys: Captured, day: str, code: int = 0) -> dict[str, dict[str, Any]]:
    """Log as JSON, and return the versions by name."""
    assert main(["log", "shop", "--as-of", day, "--format", "json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["service"]) == (1, "shop")
    return {each["version"]: each for each in found["versions"]}


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2025-12-28", "scheduled scheduled scheduled withdrawn"),
        ("2025-12-29", "announced scheduled scheduled withdrawn"),
        ("2026-01-05", "in-force scheduled scheduled withdrawn"),
        ("2026-10-31", "in-force scheduled scheduled withdrawn"),
        ("2026-11-01", "in-force announced scheduled withdrawn"),
        ("2026-12-01", "superseded in-force scheduled withdrawn"),
        ("2027-01-14", "superseded in-force announced withdrawn"),
        ("2027-01-15", "superseded superseded in-force withdrawn"),
        ("2030-01-01", "superseded superseded in-force withdrawn"),
    ],
)
@pytest.mark.usefixtures("here")
def test_states(capsys: Captured, day: str, states: str) -> None:
    """What a version is follows from its days alone; a draft stays one whatever its days, a withdrawn one, too."""
    found = versions(capsys, day)
    assert list(found) == [LATE, GONE, THIRD, SECOND, FIRST]
    assert [found[version]["state"] for version in (FIRST, SECOND, THIRD, GONE)] == states.split()
    assert found[LATE]["state"] == "draft"


def test_what_programs_read(here: Path, capsys: Captured) -> None:
    """Each version tells its days, its notice, its changes by weight and its record; what is not there is null."""
    found = versions(capsys, "2026-11-20")
    assert all(tuple(each) == KEYS for each in found.values())
    hashes = {each.version: each.hash for each in shelf(here / "policy" / "shop").released}
    assert found[FIRST] == {
        "version": FIRST,
        "state": "in-force",
        "announced": "2025-12-29",
        "effective": FIRST,
        "owed": None,
        "given": None,
        "weight": None,
        "changes": None,
        "how": "adopted",
        "published": "2025-12-29",
        "releaseHash": hashes[FIRST],
        "readable": True,
    }
    assert found[SECOND] == {
        "version": SECOND,
        "state": "announced",
        "announced": "2026-11-01",
        "effective": SECOND,
        "owed": 30,
        "given": 30,
        "weight": "material",
        "changes": {"material": 1, "general": 0, "editorial": 0},
        "how": "released",
        "published": None,
        "releaseHash": hashes[SECOND],
        "readable": True,
    }
    assert found[LATE] == {
        "version": LATE,
        "state": "draft",
        "announced": "2027-02-20",
        "effective": "2027-03-01",
        "owed": 30,
        "given": 9,
        "weight": "material",
        "changes": {"material": 1, "general": 0, "editorial": 0},
        "how": None,
        "published": None,
        "releaseHash": None,
        "readable": True,
    }
    assert (found[THIRD]["owed"], found[THIRD]["given"], found[THIRD]["weight"]) == (7, 7, "general")


def test_what_people_read(here: Path, capsys: Captured) -> None:
    """The same in Korean, a block a version, the newest first."""
    assert main(["log", "shop", "--as-of", "2026-11-20"]) == 0
    hashes = {each.version: each.hash[:12] for each in shelf(here / "policy" / "shop").released}
    assert (
        capsys.readouterr().out
        == f"""\
{LATE}  초안
  공고일 2027-02-20
  시행일 2027-03-01
  고지 기간 9일 (지켜야 하는 기간 30일)
  변경 중대 1건

{GONE}  철회
  공고일 2027-01-20
  시행일 2027-03-01
  고지 기간 40일 (지켜야 하는 기간 30일)
  변경 중대 1건
  기록 {hashes[GONE]} (policyc로 공개)

{THIRD}  공고 전
  공고일 2027-01-08
  시행일 2027-01-15
  고지 기간 7일 (지켜야 하는 기간 7일)
  변경 일반 2건
  기록 {hashes[THIRD]} (policyc로 공개)

{SECOND}  공고함, 시행 전
  공고일 2026-11-01
  시행일 2026-12-01
  고지 기간 30일 (지켜야 하는 기간 30일)
  변경 중대 1건
  기록 {hashes[SECOND]} (policyc로 공개)

{FIRST}  시행 중
  공고일 2025-12-29
  시행일 2026-01-05
  기록 {hashes[FIRST]} (2025-12-29에 이미 공개한 것을 옮겨 적음)
"""
    )


def test_drafts_that_nobody_can_read_yet(here: Path, capsys: Captured) -> None:
    """A draft with errors is listed by its name, and one without days stands after all others."""
    write(here, {"shop/2027-06-01": BROKEN.replace("2026-12-01", "2027-06-01")})
    text = (here / f"policy/shop/{LATE}.yaml").read_text(encoding="utf-8")
    write(here, {"shop/next": text.replace("dates: {announced: 2027-02-20, effective: 2027-03-01}\n", "")})
    found = versions(capsys, "2026-11-20")
    assert list(found)[:3] == ["next", "2027-06-01", LATE]
    assert (found["2027-06-01"]["state"], found["2027-06-01"]["readable"]) == ("draft", False)
    assert found["next"]["effective"] is found["next"]["owed"] is None
    assert main(["log", "shop"]) == 0
    assert (
        "2027-06-01  초안\n  오류가 있어 읽을 수 없습니다. policyc check가 까닭을 알립니다.\n"
        in capsys.readouterr().out
    )


def test_released_versions_are_read_from_their_editions(here: Path, capsys: Captured) -> None:
    """A policy file that was altered after its release changes nothing of the log but its exit code."""
    before = versions(capsys, "2026-11-20")
    path = here / "policy/shop" / f"{SECOND}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("이메일 주소, ", ""), encoding="utf-8", newline="\n")
    assert versions(capsys, "2026-11-20", 1) == before
    path.unlink()
    assert versions(capsys, "2026-11-20", 1) == before


def test_a_record_that_was_altered(here: Path, capsys: Captured) -> None:
    """A version whose record was altered is no draft and of no state: the log says that it cannot tell, and fails."""
    path = here / "policy/shop/released" / f"{THIRD}.json"
    path.write_bytes(path.read_bytes().replace(b"02-123-9999", b"02-123-9998"))
    found = versions(capsys, "2026-11-20", 1)
    assert list(found) == [LATE, GONE, THIRD, SECOND, FIRST]
    assert (found[THIRD]["state"], found[THIRD]["readable"], found[THIRD]["announced"]) == ("faulty", False, None)
    assert found[SECOND]["state"] == "announced"
    assert main(["log", "shop"]) == 1
    said = capsys.readouterr()
    assert f"{THIRD}  기록에 이상이 있음\n" in said.out
    assert said.err == "shop의 기록에 이상이 있습니다. policyc verify가 까닭을 알립니다.\n"


def test_an_altered_record_brings_nothing_else_down(here: Path, capsys: Captured) -> None:
    """Check names the record alone: its version is judged as no draft, and those after it are not compared amiss."""
    write(here, {f"shop/{LATE}": POLICIES[LATE].replace("announced: 2027-02-20", "announced: 2027-01-20")})
    path = here / "policy/shop/released" / f"{THIRD}.json"
    path.write_bytes(b"{}")
    assert main(["check", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {(each["file"], each["code"]) for each in found if each["severity"] == "error"} == {
        (f"policy/shop/released/{THIRD}.json", "release-altered")
    }


def test_a_record_that_cannot_be_understood(here: Path, capsys: Captured) -> None:
    """A record whose bytes are right and whose content is not stops nobody from listing, or checking, the others."""
    from policyc.publish.stored_bytes import enclosed

    path = here / "policy/shop/released" / f"{THIRD}.json"
    whole = json.loads(path.read_bytes())["edition"]
    path.write_bytes(enclosed("edition", whole | {"facts": {"service": 1}}))
    found = versions(capsys, "2026-11-20", 1)
    assert found[THIRD]["state"] == "faulty"
    assert found[LATE]["readable"] is True
    assert main(["check"]) == 1
    assert "release-unreadable" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["log", "cafe"], "서비스가 없습니다. 있는 서비스: shop"),
        (["log"], "필요한 인자가 없습니다: SERVICE"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_it_cannot_list(capsys: Captured, arguments: list[str], said: str) -> None:
    """Unknown services are refused with those that are known."""
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    assert code == 2
    assert said in capsys.readouterr().err


def test_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Outside a workspace it says where to run."""
    monkeypatch.chdir(tmp_path)
    assert main(["log", "shop"]) == 2
    assert "policy 폴더가 없습니다" in capsys.readouterr().err
