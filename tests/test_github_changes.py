"""What a pull request shows of drafts: a note a change and one on the notice, and a summary that compares the texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import LATE, POLICIES, SECOND, history
from house import PACKAGE
from policyc import project, summing
from policyc.changes import kinds
from policyc.cli import main
from policyc.model.change import Change, Comparison, Weight
from policyc.report.catalogue import words
from policyc.report.github import SHOWN
from policyc.report.github_changes import Draft, render, title
from policyc.sheet import sheet
from workspaces import BROKEN, write

Captured = pytest.CaptureFixture[str]
MATERIAL: tuple[Weight, ...] = ("material",) * 4
GENERAL: tuple[Weight, ...] = ("general",) * 6
DAY = ("--as-of", "2026-11-20")
GENEROUS = POLICIES[LATE].replace("announced: 2027-02-20", "announced: 2027-01-20")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a history, outside of anybody's pipeline."""
    history(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


@pytest.fixture
def summary(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Callable[[], str]:
    """Give what checks, and returns the summary that the step then has."""
    path = here / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))

    def checked() -> str:
        main(["check", "--format", "github", *DAY])
        assert "#" not in capsys.readouterr().out
        return path.read_text(encoding="utf-8")

    return checked


def annotated(capsys: Captured, code: int = 0) -> list[str]:
    """Check for GitHub, and return the lines."""
    assert main(["check", "--format", "github", *DAY]) == code
    return capsys.readouterr().out.splitlines()


def draft(*weights: Weight, file: str = "policy/shop/next.yaml") -> Draft:
    """Make a draft with a change of each weight."""
    changes = tuple(
        Change(kind="purpose-added", path=("purposes", str(at)), args={"name": f"목적{at}"}, weight=weight)
        for at, weight in enumerate(weights)
    )
    return Draft(file=file, source=None, comparison=Comparison(old="o", new="next", changes=changes), told=True)


# ---- notes -------------------------------------------------------------------------------------------------------


def test_notes(here: Path, capsys: Captured) -> None:
    """The notice first, at the effective day; then each change where it stands; nothing of released versions."""
    write(here, {f"shop/{LATE}": GENEROUS})
    text = (here / f"policy/shop/{LATE}.yaml").read_text(encoding="utf-8").splitlines()
    file = f"file=policy/shop/{LATE}.yaml"
    found = annotated(capsys)
    assert len(found) == 2
    days, change = found
    line, column = next((at, row.index(LATE[:10]) + 1) for at, row in enumerate(text, 1) if row.startswith("dates:"))
    assert days.startswith(f"::notice {file},line={line},col={column},endLine={line},")
    assert days.endswith(
        ",title=고지 기간::앞선 판 2027-01-15에서 중대한 변경이 1건 있습니다. "
        "고지 기간은 공고일에 시행 중인 방침(2027-01-15)이 중대한 변경에 약속한 30일이고, "
        "적은 두 날짜로는 40일입니다. 이 공고일로는 2027-02-19부터 시행할 수 있습니다."
    )
    line, column = next((at, row.index("성별") + 1) for at, row in enumerate(text, 1) if "성별" in row)
    assert change == (
        f"::notice {file},line={line},col={column},endLine={line},endColumn={column + 2},"
        "title=중대한 변경 (수집%3A 추가)::'회원가입'에서 성별을 더 수집합니다."
    )


@pytest.mark.usefixtures("here")
def test_a_finding_on_the_notice_is_not_told_twice(capsys: Captured) -> None:
    """Where the notice is too short the error says all that the note would."""
    found = annotated(capsys, 1)
    assert [re.sub(r"file=.*?title=([^:]*)::.*", r"\1", line) for line in found] == [
        "::error notice-too-short",
        "::notice 중대한 변경 (수집%3A 추가)",
    ]


def test_what_is_gone_stands_on_the_first_line(here: Path, capsys: Captured) -> None:
    """A change that has no place in the draft is shown at its top."""
    write(here, {f"shop/{LATE}": GENEROUS.replace(", 휴대전화번호, 성별", "")})
    (gone,) = (line for line in annotated(capsys) if "휴대전화번호" in line)
    assert gone.startswith(f"::notice file=policy/shop/{LATE}.yaml,line=1,")


def test_nothing_changed(here: Path, capsys: Captured) -> None:
    """Without a draft there is no note at all; one that changes nothing has a note on its notice alone."""
    (here / f"policy/shop/{LATE}.yaml").unlink()
    assert annotated(capsys) == []
    write(here, {f"shop/{LATE}": GENEROUS.replace(", 성별", "")})
    (line,) = annotated(capsys)
    assert "앞선 판 2027-01-15에서 달라진 내용이 없습니다." in line


def test_days_that_are_open(here: Path, capsys: Captured, summary: Callable[[], str]) -> None:
    """While a draft has no days it is said how much its changes weigh, and who counts the days."""
    (here / f"policy/shop/{LATE}.yaml").unlink()
    write(here, {"shop/next": GENEROUS.replace("dates: {announced: 2027-01-20, effective: 2027-03-01}\n", "")})
    told = "앞선 판 2027-01-15에서 중대한 변경이 1건 있습니다. 공고일이나 시행일이 아직 없습니다. policyc plan이"
    days, change = annotated(capsys)
    assert days.startswith("::notice file=policy/shop/next.yaml,line=1,")
    assert f"title=고지 기간::{told}" in days
    assert "성별" in change
    found = summary()
    assert told in found
    assert "- 시행일: " not in found


def test_the_heaviest_come_first_and_the_last_one_counts_the_rest() -> None:
    """GitHub drops what is beyond its limit, so the heaviest are shown, of all drafts, and one note for the others."""
    drafts = [
        draft("general", "material", "editorial", *GENERAL, file="a.yaml"),
        draft(*MATERIAL, "editorial", file="b.yaml"),
    ]
    lines = render(drafts).splitlines()
    assert len(lines) == SHOWN
    assert [re.findall(r"file=(.)\.yaml.*title=(..)", line)[0] for line in lines[:6]] == [
        ("a", "중대"),
        *[("b", "중대")] * len(MATERIAL),
        ("a", "일반"),
    ]
    assert "title=그 밖의 변경::여기에 보이지 않은 변경이 5건 더 있습니다." in lines[-1]


@given(st.lists(st.sampled_from(["material", "general", "editorial"]), max_size=25), st.integers(0, 30))
def test_notes_fit(weights: list[Weight], others: int) -> None:
    """However many there are, with the notes on findings they are no more than are shown, and none is uncounted."""
    lines = render([draft(*weights)], others).splitlines()
    assert len(lines) <= max(SHOWN - others, 1)
    more = re.search(r"변경이 (\d+)건 더", lines[-1]) if lines else None
    assert len(lines) == len(weights) if more is None else len(lines) - 1 + int(more[1]) == len(weights)


def test_nothing_ends_a_note_early() -> None:
    """What an author writes stays inside its note."""
    made = draft("material", file="a,b:c%.yaml")
    args = {"name": "줄\n::error::끝"}
    change = made.comparison.changes[0].replace(args=args)
    printed = render([made.replace(comparison=made.comparison.replace(changes=(change,)))])
    assert printed.count("\n") == 1
    assert printed.startswith("::notice file=a%2Cb%3Ac%25.yaml,line=1,")


def test_every_kind_has_a_title() -> None:
    """Areas and actions of the catalogue of kinds are all named, and no others."""
    catalogue = sheet(PACKAGE / "changes" / "kinds.yaml")
    assert len(kinds.ids()) == len(catalogue) > 100
    said = words()["changes"]
    for name in ("area", "action"):
        assert set(said[f"{name}s"]) == {each[name] for each in catalogue.values()}
    for kind in kinds.ids():
        assert "{" not in title(Change(kind=kind, path=("a",)))


# ---- the summary -------------------------------------------------------------------------------------------------


def test_summary(summary: Callable[[], str]) -> None:
    """It counts what was found, and tells what each draft changes, with the texts compared, whatever its errors."""
    found = summary()
    lines = found.splitlines()
    assert [line for line in lines if line.startswith("# ")] == [
        "# 개인정보 처리방침 검사",
        f"# policy/shop/{LATE}.yaml",
    ]
    assert lines.count("오류 1건") == 2
    assert "- '회원가입'에서 성별을 더 수집합니다." in lines
    assert "## 신구대비표" in lines
    assert any(line.startswith("| 회원가입 > 필수 항목 |") and "<ins>" in line for line in lines)
    assert "앞선 판 2027-01-15에서 중대한 변경이 1건 있습니다." in found
    assert "적은 두 날짜로는 9일입니다." in found
    assert "policy/shop/2026" not in found
    again = summary()
    assert again == found * 2, "a step's summary is added to, never written over"


def test_summary_without_drafts(here: Path, summary: Callable[[], str]) -> None:
    """Where everything is released, nothing has changed."""
    (here / f"policy/shop/{LATE}.yaml").unlink()
    assert summary() == (
        "# 개인정보 처리방침 검사\n\n문제를 찾지 못했습니다.\n\n공개하지 않은 초안이 없어 비교할 것이 없습니다.\n\n"
    )


def test_summary_of_drafts_that_cannot_be_compared(here: Path, summary: Callable[[], str]) -> None:
    """A draft with errors, and one without a version before it, are told apart."""
    write(here, {"shop/2027-06-01": BROKEN, "cafe/2026-12-01": POLICIES[SECOND] + "first: true\n"})
    found = summary()
    assert "# policy/shop/2027-06-01.yaml\n\n오류" in found
    assert "오류가 있어 바뀐 것을 견주지 못했습니다." in found
    cafe = found.split("# policy/cafe/2026-12-01.yaml")[1].split("\n# ")[0]
    assert "앞선 판이 없어 바뀐 것을 견주지 않았습니다." in cafe


def test_summary_after_a_draft_with_errors(here: Path, summary: Callable[[], str]) -> None:
    """A draft is compared with the draft before it though that one still has errors."""
    write(here, {"shop/2027-06-01": GENEROUS.replace("2027-03-01", "2027-06-01").replace("성별", "국적")})
    found = summary().split("# policy/shop/2027-06-01.yaml")[1]
    assert "<del>성별</del>" in found
    assert "<ins>국적</ins>" in found


def test_summary_where_phrases_have_errors(here: Path, summary: Callable[[], str]) -> None:
    """Where the texts cannot be drawn the changes are told all the same."""
    path = here / "templates/ko/phrases/ours.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("headings: [", encoding="utf-8")
    found = summary()
    assert "신구대비표는 만들 수 없어 적지 않았습니다." in found
    assert "- '회원가입'에서 성별을 더 수집합니다." in found.splitlines()


@pytest.mark.usefixtures("here")
@given(st.integers(-10, 6000))
def test_summary_keeps_its_size(room: int) -> None:
    """It is never longer than there is room for; first the comparison goes, then the draft, and that is said."""
    report = project.check(as_of=date(2026, 11, 20))
    whole = summing.summary(report)
    found = summing.summary(report, room)
    assert len(found.encode()) <= max(room, 0)
    if len(whole.encode()) + 100 < room:
        assert found == whole
    elif found and found != whole:
        assert ("신구대비표는 너무 길어" in found) != ("너무 길어 초안 1개는 적지 못했습니다." in found)


def test_a_full_summary(here: Path, summary: Callable[[], str]) -> None:
    """What other commands of the step have written counts, too."""
    before = "가" * (summing.LARGEST // 3)
    (here / "summary.md").write_text(before, encoding="utf-8")
    assert summary() == before


def test_a_summary_that_cannot_be_written(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """It is said, and the verdict stays."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "nowhere" / "summary.md"))
    assert main(["check", "--format", "github", *DAY]) == 1
    found = capsys.readouterr()
    assert found.err.startswith("작업 요약을 쓰지 못했습니다.")
    assert "notice-too-short" in found.out


def test_no_summary_in_other_forms(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Only the report for GitHub is summed up."""
    path = here / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    for form in ("text", "json"):
        assert main(["check", "--format", form, *DAY]) == 1
    assert capsys.readouterr().out
    assert not path.exists()
