"""What GitHub shows of findings: as many annotations as it takes, and in the summary all of them, file by file."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policyc import project, summing
from policyc.cli import main
from policyc.nodes import Document
from policyc.place import Span
from policyc.render import markdown
from policyc.report import found_table, github
from policyc.report.words import Reported
from workspaces import BROKEN, FIRST, WARNED, release, write

Captured = pytest.CaptureFixture[str]
DAY = date(2026, 11, 20)
AS_OF = ("--as-of", DAY.isoformat())


def item(line: int = 1, **given: object) -> Reported:
    """Make a finding in words, with what the test does not care about filled in."""
    plain = {"code": "duplicate-key", "severity": "error", "file": "policy/shop/next.yaml"}
    span = Span(line=line, column=1, end_line=line, end_column=2)
    message = f"{line}번이 두 번 적혀 있습니다."
    return Reported(**{**plain, "span": span, "message": message, "hint": "하나를 지우십시오.", **given})  # type: ignore[arg-type]


def rows(*items: Reported) -> list[list[str]]:
    """Write the table of findings as the summary does, read it with a stock parser, and return its cells."""
    source = markdown.render(Document(title="가", subtitle="", lead=found_table.table(items), sections=()))
    html = MarkdownIt("commonmark").enable("table").render(source)
    lines = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [[cell.replace("<br>", "\n") for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", line)] for line in lines]


def summed(root: Path, room: int = summing.LARGEST) -> str:
    """Check the workspace, and write the summary."""
    assert (root / "policy").is_dir()
    return summing.summary(project.check(as_of=DAY), room)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty workspace, outside of anybody's pipeline."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


# ---- annotations -------------------------------------------------------------------------------------------------


def test_as_many_as_are_shown() -> None:
    """Ten of a kind are ten annotations, and nothing more is said."""
    lines = github.render([item(at) for at in range(1, 11)]).splitlines()
    assert len(lines) == github.SHOWN == 10
    assert not [line for line in lines if "더 있습니다" in line]


def test_the_last_one_that_is_shown_counts_the_others() -> None:
    """Of eleven the tenth annotation says that two are not shown, at the first of them; the log has them all."""
    lines = github.render([item(at) for at in range(1, 12)]).splitlines()
    assert lines[9] == (
        "::error file=policy/shop/next.yaml,line=10,col=1,endLine=10,endColumn=2,title=그 밖의 오류"
        "::여기에 보이지 않은 오류가 2건 더 있습니다. 작업 요약(Summary)이나 실행 기록에서 모두 볼 수 있습니다."
    )
    assert [line for line in lines if "duplicate-key" in line] == lines[:9] + lines[10:]
    assert len(lines) == 12


@given(st.lists(st.sampled_from(["error", "warning", "info", "waived"]), max_size=45))
def test_every_kind_is_counted_apart(kinds: list[str]) -> None:
    """Whatever the order, GitHub shows of each kind all, or nine and how many the others are."""
    items = [
        item(at, severity="error" if kind == "waived" else kind, waived=kind == "waived")
        for at, kind in enumerate(kinds, 1)
    ]
    names = ["notice" if kind in ("info", "waived") else kind for kind in kinds]
    lines = github.render(items).splitlines()
    for name, count in Counter(names).items():
        shown = [line for line in lines if line.startswith(f"::{name} ")][: github.SHOWN]
        told = [found for line in shown if (found := re.search(r"(\d+)건 더 있습니다", line))]
        assert len(told) == (count > github.SHOWN)
        assert len(shown) - len(told) + sum(int(found[1]) for found in told) == count
    assert sum("title=duplicate-key" in line for line in lines) == len(kinds)


# ---- the table ---------------------------------------------------------------------------------------------------


def test_table() -> None:
    """A row has the severity, the rule, the line, and what is so and what to do; a waived one is marked, and behind."""
    assert rows(item(3, waived=True), item(7, severity="warning", hint=""), item(9)) == [
        ["심각도", "규칙", "자리", "내용"],
        ["<strong>경고</strong>", "duplicate-key", "7행", "7번이 두 번 적혀 있습니다."],
        ["<strong>오류</strong>", "duplicate-key", "9행", "9번이 두 번 적혀 있습니다.\n할 일: 하나를 지우십시오."],
        ["오류 (예외 승인됨)", "duplicate-key", "3행", "3번이 두 번 적혀 있습니다."],
    ]
    assert found_table.table([]) == ()


def test_nothing_leaves_its_cell() -> None:
    """What an author wrote is text: no markup, no new row, no address, no hidden character."""
    message = "가|나 <b>@누구</b> [글](https://example.com) `끝`\n| 다 |\u202e"
    (_, row) = rows(item(message=message, hint=""))
    assert len(row) == 4
    assert "<b>" not in row[3]
    assert "<a" not in row[3]
    assert "\u202e" not in row[3]
    assert "‹U+202E›" in row[3]
    assert row[3].startswith("가|나 &lt;b&gt;@누구&lt;/b&gt; [글](https")


def test_long_sentences_are_cut() -> None:
    """A sentence that quotes a long text is cut."""
    (_, row) = rows(item(message="가" * 10_000, hint=""))
    assert row[3] == "가" * (found_table.LONGEST - 1) + "…"


def test_many_findings_are_cut() -> None:
    """Of very many the heaviest are shown, in the order of their lines, and the others are counted."""
    many = [item(at, severity="info") for at in range(1, found_table.ROWS + 4)]
    blocks = found_table.table([*many, item(500)])
    assert "4건이 더 있으나 너무 많아" in markdown.render(Document(title="", subtitle="", lead=blocks, sections=()))
    shown = rows(*many, item(500))
    assert len(shown) == found_table.ROWS + 1
    assert [row[2] for row in shown[1:]] == [*(f"{at}행" for at in range(1, found_table.ROWS)), "500행"]


# ---- the summary -------------------------------------------------------------------------------------------------


def test_findings_are_told_file_by_file(here: Path) -> None:
    """Each draft has its findings; files that are no drafts come before, and those without findings have no table."""
    write(here, {"cafe/2026-12-01": WARNED, "shop/2026-12-01": BROKEN, "zoo/2026-12-01": FIRST})
    (here / "policy/zoo/memo.txt").write_text("메모\n", encoding="utf-8")
    found = summed(here)
    parts = {part.split("\n")[0]: part for part in re.split(r"(?m)^# ", found)[1:]}
    assert list(parts) == [
        "개인정보 처리방침 검사",
        "policy/zoo/memo.txt",
        "policy/cafe/2026-12-01.yaml",
        "policy/shop/2026-12-01.yaml",
        "policy/zoo/2026-12-01.yaml",
    ]
    assert "| **경고** | law-unknown | 8행 |" in parts["policy/cafe/2026-12-01.yaml"]
    assert "| **오류** | unknown-item | 8행 |" in parts["policy/shop/2026-12-01.yaml"]
    assert "| --- |" in parts["policy/zoo/memo.txt"]
    found_in = {one.file for one in project.check(as_of=DAY).findings}
    assert {file for file, part in parts.items() if "| --- |" in part} == found_in


def test_a_record_that_was_changed_is_told(here: Path) -> None:
    """A fault of a released version is in the summary though no draft is there."""
    release(here, {"shop/2026-12-01": FIRST}, DAY)
    path = here / "policy/shop/2026-12-01.yaml"
    path.write_text(FIRST.replace("보기상점", "다른상점"), encoding="utf-8")
    found = summed(here)
    assert re.search(r"\| \*\*오류\*\* \| [a-z-]+ \| \d+행 \|", found)
    assert found.count("\n# ") == 1


@pytest.mark.parametrize("files", [1, 3])
def test_what_does_not_fit_is_counted(here: Path, files: int) -> None:
    """Where there is no room for a file's findings it is said of how many; nothing is longer than the room."""
    write(here, {"shop/2026-12-01": BROKEN})
    for at in range(files):
        (here / f"policy/shop/memo-{at}.txt").write_text("메모\n", encoding="utf-8")
    whole = len(summed(here).encode())
    cuts = set()
    for room in range(0, whole + 1, 7):
        found = summed(here, room)
        assert len(found.encode()) <= room
        cuts |= set(re.findall(r"너무 길어 (\S+ \d+)개", found))
        listed = len(re.findall(r"(?m)^# policy/", found))
        told = sum(int(one) for one in re.findall(r"너무 길어 \S+ (\d+)개", found))
        assert not found or listed + told == files + 1
    assert cuts == {"초안 1", *(f"파일 {left}" for left in range(1, files + 1))}


def test_summary_has_all_that_annotations_leave_out(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Where GitHub drops annotations the step's summary lists them."""
    wrong = ", ".join(f"모르는 항목{at}" for at in range(12))
    write(here, {"shop/2026-12-01": BROKEN.replace("모르는 항목", wrong)})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))
    assert main(["check", "--format", "github", *AS_OF]) == 1
    assert "오류가 3건 더 있습니다" in capsys.readouterr().out
    assert (here / "summary.md").read_text(encoding="utf-8").count("| unknown-item |") == 12
