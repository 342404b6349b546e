"""A draft made a version: both days set, every other byte as it was, and its file named by the effective day."""

from __future__ import annotations

import itertools
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checking import codes
from gallery import cases, compare, parametrised
from house import ROOT
from policyc.cli import main
from policyc.edit import date as dating
from policyc.edit.cutting import without
from policyc.edit.date import DayFull, EffectiveFirst, NoDraft
from policyc.edit.layout import Unreadable, layout
from policyc.edit.revise import NoSuchService, not_carried_over, revise
from policyc.edit.setting import dated
from unruled import check
from workspaces import SMALL, tree, write

SHOP = ROOT / "policy" / "example-shop" / "2026-01-05.yaml"
ANNOUNCED, EFFECTIVE = date(2026, 12, 1), date(2026, 12, 31)
DAYS = "dates: {announced: 2026-12-01, effective: 2026-12-31}\n"
BARE = SMALL.replace("dates: {announced: 2026-11-20, effective: 2026-12-01}\n", "")
SET = SMALL.replace("dates: {announced: 2026-11-20, effective: 2026-12-01}\n", DAYS)
IN, PATTERN, OUT = "in.yaml", "pattern.yaml", "out.yaml"

Captured = pytest.CaptureFixture[str]


def given(root: Path, **files: str) -> Path:
    """Write a service with a version and a draft; ``v2026_12_31`` names one more version. Give its folder."""
    names = {name.removeprefix("v").replace("_", "-"): text for name, text in files.items()}
    write(root, {f"shop/{name}": text for name, text in ({"2026-12-01": SMALL, "next": BARE} | names).items()})
    return root / "policy" / "shop"


@parametrised("date")
def test_gallery(case: Path, bless: bool) -> None:
    """Each layout takes the two days in exactly this way, and is otherwise the same."""
    page = layout("next.yaml", (case / IN).read_bytes())
    pattern = layout(PATTERN, (case / PATTERN).read_bytes()) if (case / PATTERN).exists() else None
    found = dated(page, ANNOUNCED, EFFECTIVE, pattern)
    compare(case, found.text, bless, OUT)
    days = {"announced": ANNOUNCED.isoformat(), "effective": EFFECTIVE.isoformat()}
    assert found.data == {**page.data, "dates": {**(page.data.get("dates") or {}), **days}}
    assert dated(found, ANNOUNCED, EFFECTIVE, pattern).text == found.text, "a second time changes nothing"


@parametrised("date")
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_line_ends_and_mark_stay(case: Path, mark: str, end: str) -> None:
    """A file from Windows stays one, in the new lines too."""
    texts = {name: (case / name).read_bytes().decode() for name in (IN, PATTERN, OUT) if (case / name).exists()}
    raw = {name: (mark + text.replace("\n", end)).encode() for name, text in texts.items()}
    pattern = layout(PATTERN, raw[PATTERN]) if PATTERN in raw else None
    assert dated(layout(IN, raw[IN]), ANNOUNCED, EFFECTIVE, pattern).source.raw == raw[OUT]


def test_cases_are_many() -> None:
    """The gallery holds layouts of many kinds."""
    assert len(cases("date")) >= 15


BACK = [
    "title: 가\ndates: {announced: 2026-12-01, effective: 2026-12-31}\nsensitive: none\n",
    "dates:\n   announced: 2026-12-01\n   effective: 2026-12-31\n# 제목\ntitle: 가\n",
    "title: 가\n\n# ---- 날짜\n\ndates:\n  announced: 2026-12-01\n  effective: 2026-12-31\n\n# -- 다음\nfirst: false\n",
    "title: 가\nsensitive: none\n# ---- 날짜\ndates:\n  announced: 2026-12-01\n  effective: 2026-12-31\n",
    "title: 가\ndates:\n  announced: 2026-12-01\n  effective: 2026-12-31\n  # 처음 만든 날\n  enacted: 2020-03-02\n",
    "title: 가\ndates: {announced: 2026-12-01, effective: 2026-12-31, enacted: 2020-03-02}\n",
    SET,
]


@pytest.mark.parametrize("text", BACK)
def test_days_go_back_where_they_were(text: str) -> None:
    """A version begun anew and given its own days again is itself again."""
    page = layout("2026-12-31.yaml", text.encode())
    begun = without(page, not_carried_over(page.data))
    assert begun.text != text
    assert dated(begun, ANNOUNCED, EFFECTIVE, page).text == text


def test_the_example_shop_is_dated(tmp_path: Path) -> None:
    """The shop's draft becomes a version without a fault, the days where the old ones stood."""
    write(tmp_path, {"shop/2026-01-05": SHOP.read_text(encoding="utf-8")})
    draft = revise(tmp_path, "shop").path.read_text(encoding="utf-8")
    found = dating.date(tmp_path, "shop", date(2026, 1, 10), date(2026, 2, 20))
    text = found.path.read_text(encoding="utf-8")
    assert text == draft.replace("dates:\n", "dates:\n  announced: 2026-01-10\n  effective: 2026-02-20\n", 1)
    assert codes(check("policy/shop/2026-02-20.yaml", text.encode(), date(2026, 1, 10))) == []


# ---- the file -----------------------------------------------------------------------------------------------------


def test_the_draft_becomes_the_version(tmp_path: Path) -> None:
    """There is one version more and no draft; the other file is the same, and nothing half-written is left."""
    given(tmp_path)
    found = dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert found == dating.Dated(
        path=tmp_path / "policy" / "shop" / "2026-12-31.yaml", announced=ANNOUNCED, effective=EFFECTIVE
    )
    assert tree(tmp_path) == {
        "policy/shop/2026-12-01.yaml": SMALL.encode(),
        "policy/shop/2026-12-31.yaml": SET.encode(),
    }


@pytest.mark.parametrize(
    ("there", "name", "replaces"),
    [
        (["2026-12-31.yaml"], "2026-12-31-2", "2026-12-31"),
        (["2026-12-31.yml"], "2026-12-31-2", "2026-12-31"),
        (["2026-12-31.yaml", "2026-12-31-9.yaml"], "2026-12-31-10", "2026-12-31-9"),
        (["2026-12-31.yaml", "2026-12-31-2.yaml", "2026-12-31-10.yaml"], "2026-12-31-11", "2026-12-31-10"),
        (["released/2026-12-31.json"], "2026-12-31-2", "2026-12-31"),
        (["released/2026-12-31.withdrawn.json"], "2026-12-31-2", "2026-12-31"),
        (["2026-12-30.yaml", "memo.txt"], "2026-12-31", None),
    ],
)
def test_a_day_that_is_taken_gets_a_number(there: list[str], name: str, replaces: str | None, tmp_path: Path) -> None:
    """Nobody's place is taken, be it a file's or that of an edition; the new version comes after all of its day."""
    folder = given(tmp_path)
    for path in there:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("그대로", encoding="utf-8")
    found = dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert (found.path.stem, found.replaces) == (name, replaces)
    assert found.path.read_bytes().endswith(SET[-20:].encode())
    assert all((folder / path).read_text(encoding="utf-8") == "그대로" for path in there)
    assert not (folder / "next.yaml").exists()


def test_a_day_has_ninety_nine_versions(tmp_path: Path) -> None:
    """A hundredth version of a day could not be told from its name: it is refused, and the draft stays."""
    folder = given(tmp_path, v2026_12_31_99=SMALL)
    with pytest.raises(DayFull):
        dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert (folder / "next.yaml").read_text(encoding="utf-8") == BARE


@pytest.mark.parametrize("step", ["create", "unlink"])
def test_nothing_is_lost_on_the_way(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped before or after the version is written, the draft is still there; run again, it is finished, once."""
    folder = given(tmp_path)

    def stopped(*_given: Any, **_more: Any) -> None:
        raise OSError(28, os.strerror(28), "disk")

    with monkeypatch.context() as patch:
        patch.setattr(*(("policyc.edit.date.create", stopped) if step == "create" else (Path, "unlink", stopped)))
        with pytest.raises(OSError, match="No space"):
            dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert (folder / "next.yaml").read_text(encoding="utf-8") == BARE
    found = dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert (found.path.name, found.replaces) == ("2026-12-31.yaml", None)
    assert {path.name for path in folder.glob("*.yaml")} == {"2026-12-01.yaml", "2026-12-31.yaml"}


def test_a_version_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody takes the name in between, neither file is lost."""
    folder = given(tmp_path)
    monkeypatch.setattr("policyc.edit.date._taken", lambda *_given: [])
    (folder / "2026-12-31.yaml").write_text("다른 사람", encoding="utf-8")
    with pytest.raises(FileExistsError):
        dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert (folder / "2026-12-31.yaml").read_text(encoding="utf-8") == "다른 사람"
    assert (folder / "next.yaml").read_text(encoding="utf-8") == BARE


@pytest.mark.parametrize("record", ["2026-12-31.json", "2026-12-31.withdrawn.json"])
def test_an_edition_is_never_taken_for_a_draft_half_done(record: str, tmp_path: Path) -> None:
    """A draft that is the same as a released version of its day, as after a withdrawal, becomes one more version."""
    folder = given(tmp_path, v2026_12_31=SET)
    (folder / "released").mkdir()
    (folder / "released" / record).touch()
    found = dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert (found.path.name, found.replaces) == ("2026-12-31-2.yaml", "2026-12-31")
    assert {path.name for path in folder.glob("*.yaml")} == {"2026-12-01.yaml", "2026-12-31.yaml", "2026-12-31-2.yaml"}


@pytest.mark.parametrize("text", ["a: [", "title: 가\ntitle: 나\n", "dates: 내일\n", "dates: [2026-12-01]\n"])
def test_what_cannot_be_read_is_not_dated(text: str, tmp_path: Path) -> None:
    """A draft whose layout is in doubt, or whose days are no mapping, stays as it is."""
    given(tmp_path, next=text)
    before = tree(tmp_path)
    with pytest.raises(Unreadable, match=r"next\.yaml"):
        dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)
    assert tree(tmp_path) == before


def test_dating_is_refused(tmp_path: Path) -> None:
    """Without a draft or a service, or with the days the wrong way round, nothing changes."""
    folder = given(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(EffectiveFirst):
        dating.date(tmp_path, "shop", EFFECTIVE, ANNOUNCED)
    with pytest.raises(NoSuchService):
        dating.date(tmp_path, "nope", ANNOUNCED, EFFECTIVE)
    assert tree(tmp_path) == before
    (folder / "next.yaml").unlink()
    with pytest.raises(NoDraft):
        dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE)


def test_the_version_before_may_be_unreadable(tmp_path: Path) -> None:
    """Where the newest version cannot serve as a pattern, or there is none, the days stand below the title."""
    given(tmp_path, v2026_12_01="a: [")
    text = dating.date(tmp_path, "shop", ANNOUNCED, EFFECTIVE).path.read_text(encoding="utf-8")
    assert text == BARE.replace("처리방침\n", "처리방침\ndates:\n  announced: 2026-12-01\n  effective: 2026-12-31\n")


# ---- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a version and a draft; give the service's folder."""
    monkeypatch.chdir(tmp_path)
    return given(tmp_path)


def test_date_says_what_it_did(here: Path, capsys: Captured) -> None:
    """The command names the file and both days, and says where a number was put behind the day."""
    assert main(["date", "shop", "--announce", "2026-12-01", "--effective", "2026-12-31"]) == 0
    said = capsys.readouterr().out
    assert all(word in said for word in ("policy/shop/2026-12-31.yaml", "2026-12-01", "policyc check"))
    assert "번호" not in said
    (here / "next.yaml").write_text(BARE, encoding="utf-8")
    assert main(["date", "shop", "--announce", "2026-12-02", "--effective", "2026-12-31"]) == 0
    said = capsys.readouterr().out
    assert "2026-12-31-2.yaml" in said
    assert "번호를 붙였습니다: 2026-12-31\n" in said


@pytest.mark.parametrize("words", [[], ["--effective", "earliest"]], ids=["default", "earliest"])
def test_date_finds_the_earliest_day(here: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an effective day it is the earliest that the notice allows for this announcement."""
    asked = []

    def earliest(*question: Any) -> date:
        asked.append(question)
        return EFFECTIVE

    monkeypatch.setattr("policyc.planning.earliest", earliest)
    assert main(["date", "shop", "--announce", "2026-12-01", *words]) == 0
    assert asked == [("shop", ANNOUNCED)]
    assert (here / "2026-12-31.yaml").read_text(encoding="utf-8") == SET


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["shop", "--announce", "2026-12-31", "--effective", "2026-12-01"],
            "시행일(2026-12-01)이 공고일(2026-12-31)보다",
        ),
        (["nope", "--announce", "2026-12-01"], "있는 서비스: shop"),
        (["cafe", "--announce", "2026-12-01"], "policyc revise cafe"),
        (["bar", "--announce", "2026-12-01", "--effective", "2026-12-31"], "고쳐 쓸 수 없습니다: policy/bar/next.yaml"),
        (["bar", "--announce", "2026-12-01"], "policy/bar/next.yaml"),
        (["full", "--announce", "2026-12-01", "--effective", "2026-12-31"], "2026-12-31"),
    ],
)
def test_date_says_why_not(here: Path, words: list[str], told: str, capsys: Captured) -> None:
    """What keeps the command from its work is told, and nothing changes."""
    root = here.parents[1]
    write(root, {"cafe/2026-12-01": SMALL, "bar/next": "a: [", "full/next": BARE, "full/2026-12-31-99": SMALL})
    if words[0] == "nope":
        told = "있는 서비스: bar, cafe, full, shop"
    before = tree(root)
    assert main(["date", *words]) == 2
    assert told in capsys.readouterr().err
    assert tree(root) == before


@pytest.mark.parametrize("word", ["soon", "2026-02-30"])
def test_an_effective_day_is_a_day_or_the_earliest(word: str, capsys: Captured) -> None:
    """Another word is refused in Korean; the day of announcement must be said."""
    for words in (["--announce", "2026-12-01", "--effective", word], []):
        with pytest.raises(SystemExit) as stopped:
            main(["date", "shop", *words])
        assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "날짜도 earliest도 아닙니다" in said
    assert "필요한 인자가 없습니다" in said


def test_any_layout_of_two_days_can_be_set() -> None:
    """Whichever of the days stand there, in braces or in lines, blank or not, first or last, both come out set."""
    seen = 0
    parts = ["announced: 2020-01-01", "announced: ", "effective: ~", 'effective: "2020-01-01"', "enacted: 2020-03-02"]
    for some in itertools.chain.from_iterable(itertools.permutations(parts, size) for size in (1, 2, 3)):
        if len({one.partition(":")[0] for one in some}) < len(some):
            continue
        for text in (
            f"dates: {{{', '.join(some)}}}\n",
            f"dates: {{{' , '.join(some)} ,\n }}  # 끝\n",
            "dates:\n  " + "  # 말\n  ".join(some),
        ):
            seen += 1
            page = layout("next.yaml", f"title: 가\n{text}".encode())
            found = dated(page, ANNOUNCED, EFFECTIVE, None)
            assert found.data["dates"].get("enacted") == page.data["dates"].get("enacted")
            assert found.text.count("# ") == page.text.count("# ")
    assert seen > 100
