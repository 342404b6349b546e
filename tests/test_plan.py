"""The calculator: days owed for a draft, from when it can hold, when to announce it, and whether given days suffice."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc import planning
from policyc.cli import main
from policyc.model.change import Change, Comparison
from policyc.model.identity import ChangeNotice, Controller, Dates, NoticeTerm
from policyc.model.part import Derived
from policyc.model.policy import Facts
from policyc.planning import Drafted, first_day, last_day, planned
from workspaces import BROKEN, SMALL, adopt, write

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
OLD = SMALL.replace("announced: 2026-11-20, effective: 2026-12-01", "announced: 2025-12-29, effective: 2026-01-05")
NEW = SMALL
WIDER = NEW.replace("[이메일 주소]", "[이메일 주소, 휴대전화번호]")

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace whose service gets a wider version, on a day that stays."""
    write(tmp_path, {"shop/2026-01-05": OLD, "shop/2026-12-01": WIDER})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policyc.cli.plan.today", lambda: TODAY)
    return tmp_path


def version(
    name: str, effective: date, *, general: int | None = None, material: int | None = None, **more: Any
) -> Facts:
    """Make the facts of a version that promises so many days."""
    terms = {"general": general, "material": material}
    promised: dict[str, Any] = {term: NoticeTerm(text=f"{days}일", days=days) for term, days in terms.items() if days}
    return Facts(
        service="shop",
        version=name,
        title="t",
        controller=Controller(name="c"),
        dates=Dates(effective=effective),
        change_notice=ChangeNotice(counting="calendar", **promised),
        **more,
    )


def drafted(*standing: Facts, material: bool = True, **own: Any) -> Drafted:
    """Draft a version that changes something; by its own terms a day is enough."""
    facts = version("next", date(2026, 12, 1), general=1, material=1, **own)
    change = Change(kind="item-added", path=("collection",), weight="material" if material else "general")
    return Drafted(facts=facts, comparison=Comparison(old="o", new="next", changes=(change,)), standing=standing)


LONG = version("2026-01-05", date(2026, 1, 5), general=7, material=30)
SHORT = version("2026-11-20", date(2026, 11, 20), general=3, material=10)


@pytest.mark.parametrize(
    ("announce", "earliest"),
    [
        ("2026-01-04", "2026-01-05"),  # nothing in force yet: its own terms
        ("2026-01-05", "2026-02-04"),
        ("2026-11-19", "2026-12-19"),
        ("2026-11-20", "2026-11-30"),  # the shorter terms hold from this day
    ],
)
def test_earliest_by_the_terms_of_the_day(announce: str, earliest: str) -> None:
    """An announcement is bound by the terms in force on its day."""
    assert first_day(drafted(LONG, SHORT), date.fromisoformat(announce)) == date.fromisoformat(earliest)


@pytest.mark.parametrize(
    ("effective", "latest"),
    [
        ("2026-12-25", "2026-12-15"),
        ("2026-11-30", "2026-11-20"),
        ("2026-11-29", "2026-10-30"),  # too late for the shorter terms: announced under the longer ones
        ("2026-02-04", "2026-01-05"),
        ("2026-02-03", "2026-01-04"),
        ("2026-01-04", "2026-01-03"),
    ],
)
def test_latest_by_the_terms_of_the_day(effective: str, latest: str) -> None:
    """The last day to announce is the last on which the terms of that very day leave enough."""
    found = last_day(drafted(LONG, SHORT), date.fromisoformat(effective))
    assert found == date.fromisoformat(latest)


@given(st.dates(date(2025, 12, 1), date(2027, 1, 31)), st.booleans(), st.sampled_from([(), (LONG,), (LONG, SHORT)]))
def test_latest_is_the_last_day_that_is_in_time(effective: date, material: bool, standing: tuple[Facts, ...]) -> None:
    """Announced on the last day a version is in time; on any day after it, and before it takes effect, it is not."""
    draft = drafted(*standing, material=material)
    latest = last_day(draft, effective)
    assert first_day(draft, latest) <= effective
    after = [latest + days * DAY for days in range(1, (effective - latest).days + 1)]
    assert all(first_day(draft, day) > effective for day in after)
    assert last_day(draft, first_day(draft, effective)) >= effective


def test_days_that_are_given_come_before_those_stated() -> None:
    """Days not given are those that the draft states, and it is announced today where it states none."""
    draft = drafted(LONG)
    found = planned(draft, as_of=TODAY)
    assert (found.announce, found.effective, found.enough) == (TODAY, date(2026, 12, 1), False)
    assert (found.earliest, found.latest) == (date(2026, 12, 24), date(2026, 11, 1))
    stated = draft.replace(facts=draft.facts.replace(dates=draft.facts.dates.replace(announced=date(2026, 11, 1))))
    found = planned(stated, as_of=TODAY)
    assert (found.announce, found.enough) == (date(2026, 11, 1), True)
    found = planned(stated, as_of=TODAY, announce=date(2026, 11, 2), effective=date(2026, 12, 2))
    assert (found.announce, found.effective, found.enough) == (date(2026, 11, 2), date(2026, 12, 2), True)


def test_a_draft_without_days() -> None:
    """Where no effective day is said yet, the earliest is told, and nothing is judged."""
    draft = drafted(LONG)
    read_by = draft.facts.dates.replace(origins={"effective": Derived(by="draft")})
    found = planned(draft.replace(facts=draft.facts.replace(dates=read_by)), as_of=TODAY)
    assert (found.announce, found.effective, found.latest, found.enough) == (TODAY, None, None, None)
    assert found.earliest == date(2026, 12, 24)
    assert found.notice is not None
    assert found.notice.owed == 30


def test_the_first_policy_owes_nothing() -> None:
    """The first policy may hold from the day it is announced."""
    found = planned(Drafted(facts=version("v", TODAY, first=True)), as_of=TODAY)
    assert (found.notice, found.earliest, found.latest, found.enough) == (None, TODAY, TODAY, True)


def test_help_of_the_command(capsys: Captured) -> None:
    """Every option is in the help, in Korean."""
    with pytest.raises(SystemExit) as ended:
        main(["plan", "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert set(re.findall(r"--[a-z-]+", out)) == {"--announce", "--effective", "--format", "--help"}
    assert out.startswith("사용법: policyc plan ")


def ran(*arguments: str) -> int:
    """Run the command for the shop."""
    return main(["plan", "shop", *arguments])


@pytest.mark.usefixtures("here")
def test_a_draft_that_comes_too_soon(capsys: Captured) -> None:
    """What changes, what is owed and why, how it is counted, both days, and what is missing; the exit code is 1."""
    assert ran() == 1
    out = capsys.readouterr().out
    assert "앞선 판 2026-01-05에서 중대한 변경이 1건 있습니다." in out
    assert (
        "공고일에 시행 중인 방침(2026-01-05)이 중대한 변경에 약속한 30일입니다. 공고일은 빼고 시행일은 넣어 셉니다."
        in out
    )
    assert "2026-11-20에 공고하면 2026-12-20부터 시행할 수 있습니다." in out
    assert "2026-12-01에 시행하려면 늦어도 2026-11-01에는 공고하여야 합니다." in out
    assert out.endswith("2026-11-20에 공고하고 2026-12-01에 시행하면 11일로, 19일이 모자랍니다.\n")
    assert "다시 동의를 받아야 합니다: 회원가입(개인정보 보호법 제15조제2항)" in out


@pytest.mark.usefixtures("here")
def test_days_that_suffice(capsys: Captured) -> None:
    """Days that are given and leave enough end with 0; a day less, and it is 1."""
    assert ran("--announce", "2026-11-24", "--effective", "2026-12-24") == 0
    assert capsys.readouterr().out.endswith("하면 30일로, 고지 기간이 지켜집니다.\n")
    assert ran("--announce", "2026-11-24", "--effective", "2026-12-23") == 1
    assert capsys.readouterr().out.endswith("하면 29일로, 1일이 모자랍니다.\n")
    assert ran("--announce", "2026-11-24", "--effective", "2026-11-23") == 1
    assert capsys.readouterr().out.endswith("시행일 2026-11-23이 공고일 2026-11-24보다 앞섭니다.\n")


@pytest.mark.usefixtures("here")
def test_the_plan_as_json(capsys: Captured) -> None:
    """Programs get the same, with the path and the words of each change that decides."""
    assert ran("--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    ((change,), (consent,)) = found.pop("changes"), found.pop("needsConsent")
    assert found == {
        "format": 1,
        "service": "shop",
        "version": "2026-12-01",
        "before": "2026-01-05",
        "weight": "material",
        "owed": 30,
        "because": "promise",
        "counting": "calendar",
        "terms": "2026-01-05",
        "announce": "2026-11-20",
        "effective": "2026-12-01",
        "given": 11,
        "earliest": "2026-12-20",
        "latestAnnouncement": "2026-11-01",
        "enough": False,
    }
    assert change["kind"] == "item-added"
    assert change["path"].startswith("collection/join/required/")
    assert change["says"]
    assert consent["because"] == [change["fingerprint"]]


def test_a_draft_that_changes_nothing(here: Path, capsys: Captured) -> None:
    """Where nothing differs, that is said, and the general days are owed."""
    write(here, {"shop/2026-12-01": NEW})
    assert ran() == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "앞선 판 2026-01-05에서 달라진 내용이 없습니다.\n고지 기간은 공고일에 시행 중인 방침(2026-01-05)이 약속한 7일"
    )


def test_a_draft_is_judged_against_the_version_before_it(here: Path, capsys: Captured) -> None:
    """The draft is planned, dated or not, against the version before it, and not what follows it."""
    later = WIDER.replace("2026-12-01", "2026-12-20").replace("휴대전화번호]", "휴대전화번호, 생년월일]")
    draft = later.replace("dates: {announced: 2026-11-20, effective: 2026-12-20}", "dates: {}")
    assert draft != later
    write(here, {"shop/2026-12-01-2": WIDER, "shop/2026-12-01-10": WIDER, "shop/next": draft})
    assert ran("--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["version"], found["before"], found["effective"], found["enough"]) == (
        "next",
        "2026-12-01-10",
        None,
        None,
    )
    assert (found["announce"], found["earliest"], len(found["changes"])) == ("2026-11-24", "2026-12-24", 1)
    write(here, {"shop/next": later.replace("2026-12-20", "2026-11-30")})
    assert ran("--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["before"], found["effective"], len(found["changes"])) == ("2026-01-05", "2026-11-30", 2)


def test_a_version_without_one_before(here: Path, capsys: Captured) -> None:
    """Alone, a version is told what it owes at least, or, as the first, that it owes nothing; clear days are said."""
    (here / "policy/shop/2026-01-05.yaml").unlink()
    write(here, {"shop/2026-12-01": NEW.replace("30일}", "30일, counting: clear}")})
    assert ran() == 0
    out = capsys.readouterr().out
    assert out.startswith("앞선 판이 이 저장소에 없어")
    assert "이 방침이 약속한 7일입니다. 공고일과 시행일을 모두 빼고 그 사이를 셉니다." in out
    write(here, {"shop/2026-12-01": NEW + "first: true\n"})
    assert ran() == 0
    assert "첫 방침이어서 고지 기간을 따지지 않습니다." in capsys.readouterr().out
    assert ran("--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["owed"], found["weight"], found["earliest"]) == (0, None, "2026-11-20")


@pytest.mark.usefixtures("here")
def test_earliest_for_an_announcement() -> None:
    """The earliest day of a service's draft is what its plan says."""
    assert planning.earliest("shop", TODAY) == date(2026, 12, 24)


def test_a_draft_with_errors_cannot_be_planned(here: Path, capsys: Captured) -> None:
    """A draft with errors stops the command with 2 and is named."""
    (here / "policy" / "shop" / "2026-12-01.yaml").write_text(BROKEN, encoding="utf-8")
    assert ran() == 2
    assert "오류가 있어 따질 수 없습니다: policy/shop/2026-12-01.yaml" in capsys.readouterr().err


def test_a_service_without_a_draft_has_nothing_to_plan(here: Path, capsys: Captured) -> None:
    """Where every version is released, there is nothing to count, and that is said."""
    write(here, {"shop/2026-01-05": OLD + "first: true\n"})
    (here / "policy" / "shop" / "2026-12-01.yaml").unlink()
    adopt(here, "shop/2026-01-05", date(2025, 12, 29))
    assert ran() == 2
    assert "아직 공개하지 않은 판이 없는 서비스입니다: 'shop'" in capsys.readouterr().err


def test_where_there_is_nothing_to_plan(here: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown service names the known ones; outside a workspace, that is said."""
    assert main(["plan", "cafe"]) == 2
    assert "shop" in capsys.readouterr().err
    monkeypatch.chdir(here.parent)
    assert ran() == 2
    assert re.search("policy 폴더가 없습니다", capsys.readouterr().err)
