"""A version begun anew as the draft of the next one: what is not carried over, and that all else stays as it was."""

from __future__ import annotations

import errno
import os
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checking import AS_OF, catalogue, codes
from gallery import CASES, cases, compare, parametrised
from house import ROOT
from policyc import workspace
from policyc.atomic import create
from policyc.cli import main
from policyc.compile import Checked
from policyc.edit.cutting import without
from policyc.edit.layout import HARMLESS, Layout, Unreadable, layout
from policyc.edit.revise import DraftExists, NoSuchService, NoVersion, not_carried_over, revise, versions
from policyc.place import Path as Place
from policyc.reading import dates, shape, yaml
from policyc.reading.structure import structure
from policyc.report.catalogue import entry
from policyc.workspace import LeadsOut
from unruled import check
from workspaces import SMALL, tree, write

SHOP = ROOT / "policy" / "example-shop" / "2026-01-05.yaml"
IN, OUT = "in.yaml", "out.yaml"
GONE = ("announced", "effective", "amended")
SEEDS = sorted(path for path in CASES.rglob("*.yaml") if path.name != "edit.yaml" and path.stat().st_size < 60_000)
FIRST = SMALL.replace("\npurposes:", "\nfirst: true\npurposes:")

Captured = pytest.CaptureFixture[str]


def bare(raw: bytes) -> Layout:
    """Take out of a file what is not carried over."""
    page = layout("policy/shop/2026-12-01.yaml", raw)
    return without(page, not_carried_over(page.data))


def less(data: Any) -> Any:
    """Say by hand what is to be left of a version's data: a second account, by the keys alone."""
    found = {key: deepcopy(value) for key, value in data.items() if key not in ("changes", "waivers")}
    if found.get("first") is True:
        del found["first"]
    found["dates"] = {key: value for key, value in (found.get("dates") or {}).items() if key not in GONE}
    return plain(found)


def plain(data: Any, at: Place = ()) -> Any:
    """Leave out earlier names, and mappings with nothing in them."""
    if isinstance(data, dict):
        below = {key: plain(value, (*at, key)) for key, value in data.items() if not earlier((*at, key))}
        return {key: value for key, value in below.items() if value is not None} or None
    return [plain(value, (*at, index)) for index, value in enumerate(data)] if isinstance(data, list) else data


def earlier(at: Place) -> bool:
    """Tell whether a place is an earlier name, not an id of the author's own."""
    return at[-1] == "formerly" and at[:-1] not in (("items",), ("purposes",))


def subsequence(part: str, whole: str) -> bool:
    """Tell whether a text is another one with some stretches left out."""
    signs = iter(whole)
    return all(sign in signs for sign in part)


@parametrised("revise")
def test_gallery(case: Path, bless: bool) -> None:
    """Each layout loses exactly this; nothing is written anew, and what is left is what the reader reads."""
    raw = (case / IN).read_bytes()
    found = bare(raw)
    compare(case, found.text, bless, OUT)
    assert subsequence(found.text, raw.decode())
    assert plain(found.data) == less(layout("any.yaml", raw).data)


@parametrised("revise")
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_line_ends_and_mark_stay(case: Path, mark: str, end: str) -> None:
    """A file from Windows stays one: its mark and its line ends are where they were."""
    raw, expected = ((case / name).read_bytes().decode() for name in (IN, OUT))
    assert bare((mark + raw.replace("\n", end)).encode()).text == mark + expected.replace("\n", end)


def test_letters_taken_apart_stay() -> None:
    """Hangul written in its parts is cut at the right places, and stays in its parts."""
    import unicodedata

    raw = (CASES / "revise" / "formerly" / IN).read_bytes().decode()
    expected = (CASES / "revise" / "formerly" / OUT).read_bytes().decode()
    apart = unicodedata.normalize("NFD", raw)
    assert len(apart) > len(raw)
    assert bare(apart.encode()).text == unicodedata.normalize("NFD", expected)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.relative_to(CASES).as_posix())
def test_every_readable_policy_can_be_revised(path: Path) -> None:
    """Whatever is read without a fault loses exactly what is not carried over, and nothing by a second revision."""
    try:
        page = layout(path.name, path.read_bytes())
    except Unreadable:
        return
    found = without(page, not_carried_over(page.data))
    assert plain(found.data) == less(page.data) if isinstance(page.data.get("dates", {}), dict) else True
    assert subsequence(found.text, page.text)
    assert without(found, not_carried_over(found.data)).text == found.text


def test_there_are_policies_to_revise() -> None:
    """The property is tried on many readable files."""
    assert len(SEEDS) > 250
    readable = [path for path in SEEDS if not yaml.read("any.yaml", path.read_bytes())[1]]
    assert len(readable) > 150


WORDS = st.sampled_from(["가", "b", "2026-12-01", '"a, b"', "'c: d'", '"# e"'])
KEYS = st.sampled_from(["kind", "formerly", "note", "category", "members"])
GAPS = st.sampled_from(["", " ", "\n  ", " # 말\n  ", "\n\n   # {,}\n   "])


@given(st.lists(st.tuples(KEYS, WORDS, GAPS, GAPS, GAPS), min_size=1, unique_by=lambda one: one[0]), st.booleans())
def test_any_braces_lose_their_earlier_name(entries: list[tuple[str, ...]], comma: bool) -> None:
    """However the entries of braces are spread over lines and commented, one is taken out and its comma with it."""
    said = ",".join(f"{before} {key}: {word}{behind}" for key, word, before, behind, _ in entries)
    said += f",{entries[-1][4]}" if comma else ""
    text = f"items:\n  가: {{{said} }}\ntitle: 방침\n"
    source, found = yaml.read("any.yaml", text.encode())
    if source is None or found:
        return
    left = bare(text.encode())
    assert left.data["items"]["가"] == {
        key: value for key, value in source.data["items"]["가"].items() if key != "formerly"
    }
    assert subsequence(left.text, text)


def test_harmless_findings_are_the_warnings() -> None:
    """A file is edited although it has warnings of its text, and never with an error."""
    told = [
        name
        for part in ("bytes", "strict", "six ways", "broken YAML")
        for name in catalogue("reading/findings.yaml", part)
    ]
    assert {code for code in told if entry(code).severity != "error"} == HARMLESS


# ---- the command and its file -------------------------------------------------------------------------------------


def test_newest_version_is_copied(tmp_path: Path) -> None:
    """The newest version is that of the last day, and of one day the last number; a withdrawn one is passed over."""
    names = ["2025-01-01", "2026-12-01", "2026-12-01-2", "2026-12-01-10", "2027-01-01"]
    write(tmp_path, {f"shop/{name}": SMALL.replace("작은 방침", name) for name in reversed(names)})
    folder = tmp_path / "policy" / "shop"
    (folder / "privacy.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "released").mkdir()
    (folder / "released" / "2027-01-01.withdrawn.json").touch()
    assert [path.stem for path in versions(folder)] == names
    assert revise(tmp_path, "shop").version == "2026-12-01-10"
    assert (folder / "next.yaml").read_text(encoding="utf-8").startswith("# 2026-12-01-10\n")


def test_revise_touches_nothing_else(tmp_path: Path) -> None:
    """There is one file more, the same as the version but for its days; nothing half-written is left."""
    write(tmp_path, {"shop/2026-12-01": SMALL})
    before = tree(tmp_path)
    found = revise(tmp_path, "shop")
    assert found.path == tmp_path / "policy" / "shop" / "next.yaml"
    assert found.removed == ("dates",)
    expected = SMALL.replace("dates: {announced: 2026-11-20, effective: 2026-12-01}\n", "").encode()
    assert tree(tmp_path) == before | {"policy/shop/next.yaml": expected}


@pytest.mark.parametrize("taken", ["next.yaml", "next.yml"])
def test_a_draft_is_never_overwritten(tmp_path: Path, taken: str) -> None:
    """Where there is a draft, even a broken link, it stays."""
    write(tmp_path, {"shop/2026-12-01": SMALL})
    path = tmp_path / "policy" / "shop" / taken
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(DraftExists, match=taken):
        revise(tmp_path, "shop")
    assert path.is_symlink()
    assert not path.exists()


def test_a_draft_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two people who begin at once, the second is refused."""
    write(tmp_path, {"shop/2026-12-01": SMALL})
    draft = tmp_path / "policy" / "shop" / "next.yaml"

    def slow(page: Layout, paths: Any) -> Layout:
        draft.write_text("다른 사람", encoding="utf-8")
        return without(page, paths)

    monkeypatch.setattr("policyc.edit.revise.without", slow)
    with pytest.raises(DraftExists):
        revise(tmp_path, "shop")
    assert draft.read_text(encoding="utf-8") == "다른 사람"
    assert {path.name for path in draft.parent.iterdir()} == {"next.yaml", "2026-12-01.yaml"}


def test_create_works_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that knows no links a file is created all the same, and still never overwritten."""

    def none(*_paths: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    create(tmp_path / "a", b"1")
    with pytest.raises(FileExistsError):
        create(tmp_path / "a", b"2")
    assert tree(tmp_path) == {"a": b"1"}


@pytest.mark.parametrize("text", ["a: [", "title: 가\ntitle: 나\n", "", "a: &x 1\n", "- 가\n"])
def test_what_cannot_be_read_is_not_revised(tmp_path: Path, text: str) -> None:
    """A version whose layout is in doubt is refused, and nothing is written."""
    write(tmp_path, {"shop/2026-12-01": text})
    before = tree(tmp_path)
    with pytest.raises(Unreadable, match=r"shop/2026-12-01\.yaml"):
        revise(tmp_path, "shop")
    assert tree(tmp_path) == before


def test_revise_needs_a_service_with_a_version(tmp_path: Path) -> None:
    """A name that is no service is told with those that are; a service without a version, a link out, are refused."""
    write(tmp_path, {"shop/privacy": SMALL})
    with pytest.raises(NoVersion, match="shop"):
        revise(tmp_path, "shop")
    for name in ("nope", "../policy", "", "Shop"):
        with pytest.raises(NoSuchService) as told:
            revise(tmp_path, name)
        assert told.value.known == ("shop",)
    (tmp_path / "outside").mkdir()
    inner = tmp_path / "inner"
    (inner / "policy").mkdir(parents=True)
    (inner / "policy" / "away").symlink_to(tmp_path / "outside")
    with pytest.raises(LeadsOut):
        revise(inner, "away")


def test_the_example_shop_can_be_revised(tmp_path: Path) -> None:
    """The shop's draft has no fault on the day of its version, and loses each of its earlier names."""
    write(tmp_path, {"shop/2026-01-05": SHOP.read_text(encoding="utf-8")})
    found = revise(tmp_path, "shop")
    raw = found.path.read_bytes()
    assert b"formerly" not in raw
    assert len([place for place in found.removed if place.endswith("/formerly")]) > 10
    kept = raw.decode().splitlines()
    assert len(kept) > 700
    told = check("policy/shop/next.yaml", raw, date(2026, 1, 5))
    assert codes(told) == []
    assert told.facts is not None
    assert told.facts.dates.enacted == date(2020, 3, 2)


def test_revise_says_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The command names the draft, what was not carried over, that it is not the first any more, and what is next."""
    write(tmp_path, {"shop/2026-12-01": FIRST})
    monkeypatch.chdir(tmp_path)
    assert main(["revise", "shop"]) == 0
    said = capsys.readouterr().out
    assert "policy/shop/next.yaml" in said
    assert "옮기지 않음: dates\n" in said
    assert "첫 방침이 아니므로" in said
    assert "policyc date shop --announce" in said
    assert main(["revise", "shop"]) == main(["revise", "nope"]) == 2
    errors = capsys.readouterr().err
    assert "초안이 이미 있어" in errors
    assert "있는 서비스: shop" in errors


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("shop/privacy", SMALL, "옮겨 적을 판이 없는"),
        ("shop/2026-12-01", "a: [", "오류가 있어 고쳐 쓸 수 없습니다: policy/shop/2026-12-01.yaml"),
    ],
)
def test_revise_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, name: str, text: str, words: str
) -> None:
    """What keeps the command from its work is told, and there is no draft."""
    write(tmp_path, {name: text})
    monkeypatch.chdir(tmp_path)
    assert main(["revise", "shop"]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "policy" / "shop" / "next.yaml").exists()


def test_revise_needs_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Outside a workspace nothing happens."""
    monkeypatch.chdir(tmp_path)
    assert main(["revise", "shop"]) == 2
    assert "policy 폴더가 없습니다" in capsys.readouterr().err


# ---- a draft as it is read ----------------------------------------------------------------------------------------

BARE = SMALL.replace("dates: {announced: 2026-11-20, effective: 2026-12-01}\n", "")


def drafted(days: str) -> Checked:
    """Check the small policy as a draft with these days."""
    return check("policy/shop/next.yaml", (BARE + days).encode(), AS_OF)


@pytest.mark.parametrize(
    ("days", "effective"),
    [
        ("", AS_OF),
        ("dates:\n", AS_OF),
        ("dates: {announced: , effective: }\n", AS_OF),
        ("dates: {announced: 2026-11-01}\n", AS_OF),
        ("dates: {announced: 2027-02-01}\n", date(2027, 2, 1)),
        ("dates: {enacted: 2030-01-01, printed: true}\n", AS_OF),
    ],
)
def test_an_undated_draft_is_read_by_a_day(days: str, effective: date) -> None:
    """A draft without an effective day holds the law of today, or of its announcement; it prints and announces none."""
    found = drafted(days)
    assert codes(found) == []
    assert found.facts is not None
    told = found.facts.dates
    assert (told.effective, told.announced, told.printed, told.open) == (effective, None, False, True)
    assert found.notice is None
    assert found.facts.version == "next"


def test_a_dated_draft_is_read_like_a_version() -> None:
    """A draft that says its days is held to them, under whatever days they are."""
    found = drafted("dates: {announced: 2026-11-20, effective: 2026-12-01}\n")
    assert codes(found) == []
    assert found.facts is not None
    assert (found.facts.dates.open, found.facts.dates.printed) == (False, True)
    assert codes(drafted("dates: {announced: 2026-11-20, effective: 2026-11-21}\n")) == ["notice-too-short"]
    assert codes(drafted("dates: {announced: 2026-11-20, effective: 2026-11-19}\n")) == ["effective-before-announced"]


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ("dates: {announced: 20261201}\n", "bad-form"),
        ("dates: {effective: 2026-02-30}\n", "bad-form"),
        ("dates: [2026-12-01]\n", "wants-mapping"),
        ("dats: {effective: 2026-12-01}\n", "unknown-key"),
        ("dates: {efective: 2026-12-01}\n", "unknown-key"),
        ("dates: {enacted: }\n", "nothing-written"),
    ],
)
def test_wrong_days_of_a_draft_are_told(days: str, code: str) -> None:
    """What is wrong with the days of a draft is told once, and is not said to be missing."""
    assert codes(drafted(days)) == [code]


@pytest.mark.parametrize("days", ["", "dates: {}\n", "dates: {announced: 2026-11-20}\n"])
def test_a_version_needs_its_day(days: str) -> None:
    """A file named by a day must say the day; the schema alone does not, for it knows no name."""
    raw = (BARE + days).encode()
    assert codes(check("policy/shop/2026-12-01.yaml", raw, AS_OF)) == ["effective-missing"]
    source, _ = yaml.read("any.yaml", raw)
    assert source is not None
    assert shape.explain(source.data) == ()


def test_only_a_draft_has_open_days() -> None:
    """The facts of a version, and a draft that is read without being filled in, have no open day."""
    source, _ = yaml.read("policy/shop/2026-12-01.yaml", SMALL.encode())
    assert source is not None
    assert not structure(source).dates.open
    assert not structure(source.replace(file="policy/shop/next.yaml")).dates.open


def test_strays_are_found(tmp_path: Path) -> None:
    """In a service's folder lie policies, the draft, editions and a README; all else is named, and has words."""
    write(tmp_path, {"shop/2026-12-01": SMALL, "shop/next": BARE, "cafe/2026-12-01": SMALL, ".hidden/a": SMALL})
    shop = tmp_path / "policy" / "shop"
    for name in ("README.md", ".DS_Store", "released/2026-12-01.json", "메모.docx", "old/2025-01-01.yaml", "b.json"):
        (shop / name).parent.mkdir(exist_ok=True)
        (shop / name).touch()
    (tmp_path / "policy" / "cafe" / "released").touch()
    (tmp_path / "policy" / "README.md").touch()
    found = [path.relative_to(tmp_path / "policy").as_posix() for path in workspace.strays(tmp_path)]
    assert found == ["cafe/released", "shop/b.json", "shop/old", "shop/메모.docx"]
    said = dates.stray("메모.docx")
    assert said.code in catalogue("reading/findings.yaml", "files beside")
    assert said.args == {"name": "메모.docx"}


def test_cases_are_many() -> None:
    """The gallery holds layouts of many kinds."""
    assert len(cases("revise")) >= 12
