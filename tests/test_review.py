"""The review of a version by the law of a day: its checklist, where the policy says it, what was found and what not."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from drawn import SERVICE
from gallery import CASES, compare
from house import ROOT
from policyc.cli import main
from policyc.law.contents import contents
from policyc.report import review as reviews
from policyc.report.review import Review
from policyc.reviewing import UnknownVersion, review
from ruled import policy
from workspaces import adopt, write

AS_OF = date(2026, 12, 1)
GOLDEN = {"2021-11-15": "own.txt", "2026-12-01": "today.txt"}
"""The law of a day → the name of what is expected of the real policy by it."""

Captured = pytest.CaptureFixture[str]

TRAINED = """\
ai:
  search:
    name: 상품 검색
    purposes: 상품 검색
    training: 검색 기록을 모형의 학습에 씁니다.
    opt-out: 설정 > 학습에 쓰지 않기
"""
WAIVER = """\
waivers:
  - {finding: change-notice-missing, at: /, reason: 계약으로 정함, approved-by: 홍길동, date: 2026-11-20}
"""


def of(
    root: Path, text: str, monkeypatch: pytest.MonkeyPatch, law: date | None = None, name: str = "2026-12-01"
) -> Review:
    """Review a draft in a workspace of its own."""
    write(root, {f"shop/{name}": text})
    monkeypatch.chdir(root)
    return review("shop", name, as_of=AS_OF, law_as_of=law)


def codes(found: Review) -> list[str]:
    """List the codes of what was found."""
    return [one.told.code for one in found.found]


@pytest.mark.parametrize("day", GOLDEN)
def test_real_policy(day: str, bless: bool, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first real policy by its own law and by that of five years later, word for word as a lawyer reads it."""
    monkeypatch.chdir(ROOT)
    assert main(["review", SERVICE, "--law-as-of", day, "--as-of", "2026-12-01"]) == 0
    compare(CASES / "review", capsys.readouterr().out, bless, GOLDEN[day])


def test_stale_names_go_by_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """By 2021 사이버안전국 had another name; dormant accounts, the prosecutors and a browser were there yet."""
    monkeypatch.chdir(ROOT)
    then, now = (review(SERVICE, None, as_of=AS_OF, law_as_of=date.fromisoformat(day)) for day in GOLDEN)
    said = {
        day: "\n".join(one.told.message for one in found.found) for day, found in zip("ab", (then, now), strict=True)
    }
    assert "사이버안전국" in said["a"]
    assert "유효기간제" not in said["a"]
    assert "대검찰청" not in said["a"]
    assert "Internet Explorer" not in said["a"]
    assert all(word in said["b"] for word in ("유효기간제", "대검찰청", "Internet Explorer", "사이버안전국"))


def test_lawful_policy_leaves_only_the_eye(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found in a lawful policy; every content in force has its line, and what must be said is said."""
    found = of(tmp_path, policy(), monkeypatch)
    assert codes(found) == []
    assert [line.content.id for line in found.lines] == list(contents(AS_OF))
    always = [line for line in found.lines if line.content.always and line.content.blocks]
    assert len(always) > 8
    assert [line.content.id for line in always if line.said == "absent"] == []
    assert all(place.line for line in found.lines for place in line.places)
    assert any(line.said == "none" for line in found.lines)


def test_law_of_another_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a policy that trains models must say is owed from 2027-03-09, and not before: information, no failure."""
    text = policy(TRAINED)
    assert codes(of(tmp_path, text, monkeypatch)) == []
    later = of(tmp_path, text, monkeypatch, date(2027, 3, 9))
    assert len(codes(later)) == 1
    assert later.found[0].told.severity == "info"
    assert "제28조의12" in (later.found[0].told.ground or "")
    assert later.day == date(2027, 3, 9)
    assert main(["review", "shop", "--law-as-of", "2027-03-09", "--as-of", "2026-12-01"]) == 0


def test_finding_stands_at_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding is told at the content that it is about, with its place, its ground and what to do."""
    found = of(tmp_path, policy("# without: safety\n"), monkeypatch)
    line = next(line for line in found.lines if line.content.id == "safety")
    assert [one.told.code for one in line.found] == ["safety-missing"]
    assert line.said == "absent"
    rows = [row for row in _table(reviews.document(found)) if "오류 1건" in row]
    assert len(rows) == 1
    assert "시행령 제31조제1항제3호" in rows[0][1]


def test_waived_finding_says_who_excused_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the policy waives is shown with the reason and who approved it, and not counted as open."""
    found = of(tmp_path, policy(f"# without: change-notice\n{WAIVER}"), monkeypatch)
    (one,) = (one for one in found.found if one.told.code == "change-notice-missing")
    assert one.told.waived
    text = "\n".join(_lines(found))
    assert "계약으로 정함 (승인 홍길동, 2026-11-20)" in text


def test_draft_with_faults_of_reading_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """A draft that cannot be understood is not reviewed by halves: its faults are told, and the command cannot run."""
    write(tmp_path, {"shop/2026-12-01": policy("controler: {name: 가}\n")})
    monkeypatch.chdir(tmp_path)
    assert main(["review", "shop", "--as-of", "2026-12-01"]) == 2
    assert "unknown-key" in capsys.readouterr().err


def test_which_version_is_reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a version: the draft, else the one in force; a name that is none cannot be reviewed."""
    first = policy(day=date(2026, 6, 1)).replace("first: true", "first: true")
    write(tmp_path, {"shop/2026-06-01": first})
    adopt(tmp_path, "shop/2026-06-01", date(2026, 4, 22))
    monkeypatch.chdir(tmp_path)
    assert review("shop", None, as_of=AS_OF).state == "in-force"
    write(
        tmp_path,
        {
            "shop/next": first.replace("first: true\n", "").replace(
                "dates: {announced: 2026-04-22, effective: 2026-06-01}", "dates: {}"
            )
        },
    )
    found = review("shop", None, as_of=AS_OF)
    assert (found.version, found.state, found.effective) == ("next", "draft", None)
    with pytest.raises(UnknownVersion):
        review("shop", "2031-01-01", as_of=AS_OF)
    assert main(["review", "shop", "2031-01-01"]) == 2
    assert main(["review", "nothing"]) == 2


def test_release_is_reviewed_as_it_was_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A released version is read from its record; its lines are those of its file while that is what it was."""
    write(tmp_path, {"shop/2026-06-01": policy(day=date(2026, 6, 1))})
    adopt(tmp_path, "shop/2026-06-01", date(2026, 4, 22))
    monkeypatch.chdir(tmp_path)
    found = review("shop", "2026-06-01", as_of=AS_OF)
    assert codes(found) == []
    assert all(place.line for line in found.lines for place in line.places)
    path = tmp_path / "policy" / "shop" / "2026-06-01.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 덧붙인 줄\n", encoding="utf-8")
    again = review("shop", "2026-06-01", as_of=AS_OF)
    assert not any(place.line for line in again.lines for place in line.places)


@pytest.mark.parametrize("service", [SERVICE, "example-shop"])
def test_json_fits_its_schema(service: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """What programs read fits the schema, and says the same as the text."""
    monkeypatch.chdir(ROOT)
    assert main(["review", service, "--format", "json", "--as-of", "2026-12-01"]) == 0
    found = json.loads(capsys.readouterr().out)
    schema = json.loads((ROOT / "schema" / "review.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(found)) == []
    assert main(["review", service, "--as-of", "2026-12-01"]) == 0
    text = capsys.readouterr().out
    assert all(one["message"] in text for content in found["contents"] for one in content["findings"])
    assert all(content["name"] in text for content in found["contents"])


@pytest.mark.parametrize("form", ["text", "html", "md"])
def test_forms_say_the_same(form: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form holds every sentence of the review; two runs give the same bytes."""
    monkeypatch.chdir(ROOT)
    printed = []
    for _ in range(2):
        assert main(["review", SERVICE, "--format", form, "--as-of", "2026-12-01"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert "사람이 확인할 것" in printed[0]
    assert "사항별 점검표" in printed[0]


def test_settings_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review says which rules the workspace weighs otherwise."""
    write(tmp_path, {"shop/2026-12-01": policy("# without: change-notice\n")})
    settings = "format: 1\nrules: {change-notice-missing: {severity: silent, reason: 까닭}}\n"
    (tmp_path / "policy" / "policyc.yaml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = review("shop", None, as_of=AS_OF)
    assert codes(found) == []
    assert "change-notice-missing: 경고에서 알리지 않음으로" in "\n".join(_lines(found))


def test_overlaid_page_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A workspace's own theme is that of its reviews, too."""
    write(tmp_path, {"shop/2026-12-01": policy()})
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "theme.css").write_text(":root { --accent: #123456; }\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "shop", "--format", "html", "--as-of", "2026-12-01"]) == 0
    assert "#123456" in capsys.readouterr().out


def _table(document: object) -> list[list[str]]:
    from policyc.nodes import Document, Table
    from policyc.render import text

    assert isinstance(document, Document)
    (table,) = (block for section in document.sections for block in section.blocks if isinstance(block, Table))
    return [[text.cell(cell) for cell in row] for row in table.rows]


def _lines(found: Review) -> list[str]:
    from policyc.render import text

    return text.render(reviews.document(found)).splitlines()
