"""What a build makes of the life of a version: drafts, a version after another, one that was taken back."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from policyc.building import build
from policyc.cli import main
from test_formats import faults
from workspaces import BROKEN, FIRST, SMALL, adopt, release, tree, withdraw, write

DAY = ("--as-of", "2026-12-05")
OUTPUTS = {"index.html", "policy.json", "policy.md", "policy.txt"}
CHANGES = {"changes.html", "changes.json", "changes.md"}
SECOND = SMALL.replace("2026-12-01", "2026-12-31").replace("회원 관리", "회원 관리와 상담")
"""Announced 41 days before."""
OPEN = SMALL.replace("dates: {announced: 2026-11-20, effective: 2026-12-01}\n", "").replace("회원 관리", "회원과 상담")
"""A draft without days."""
MANIFEST = "manifest.json"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with one released version, and the cache of a user of its own."""
    root = tmp_path / "workspace"
    release(root, {"shop/2026-12-01": FIRST})
    monkeypatch.chdir(root)
    return root


def made(root: Path) -> dict[str, set[str]]:
    """List the files of the versions in ``out/`` by their folder."""
    found: dict[str, set[str]] = {}
    for path in tree(root / "out"):
        folder, _, name = path.rpartition("/")
        if "/" in folder and "/compare/" not in folder:
            found.setdefault(folder, set()).add(name)
    return found


def read(root: Path, path: str) -> str:
    """Read a file of ``out/``."""
    return (root / "out" / path).read_text(encoding="utf-8")


# ---- drafts ----


def test_drafts_are_left_out(here: Path, capsys: Captured) -> None:
    """What is not released is not built, whatever its days are, and named with what to do; that is no failure."""
    write(here, {"shop/2026-12-31": SECOND, "shop/next": OPEN, "cafe/2026-12-01": FIRST})
    assert main(["build", *DAY]) == 0
    assert made(here) == {"shop/2026-12-01": OUTPUTS}
    said = capsys.readouterr().err.splitlines()
    names = ["policy/cafe/2026-12-01.yaml", "policy/shop/2026-12-31.yaml", "policy/shop/next.yaml"]
    assert [line.split(".yaml")[0] + ".yaml" for line in said] == names
    assert all("policyc release" in line and "--drafts" in line for line in said)


def test_drafts_that_are_asked_for(here: Path, capsys: Captured) -> None:
    """Each draft becomes a page and texts, with what it changes, in a folder of its own; none is in JSON."""
    write(here, {"shop/2026-12-31": SECOND, "shop/next": OPEN, "cafe/2026-12-01": FIRST})
    assert main(["build", "--drafts", *DAY]) == 0
    assert capsys.readouterr().err == ""
    draft = OUTPUTS - {"policy.json"}
    assert made(here) == {
        "shop/2026-12-01": OUTPUTS,
        "shop/draft/2026-12-31": draft | CHANGES - {"changes.json"},
        "shop/draft/next": draft | CHANGES - {"changes.json"},
        "cafe/draft/2026-12-01": draft,
    }
    manifest = json.loads(read(here, MANIFEST))
    assert faults(manifest, "manifest") == []
    assert not [path for path, text in tree(here / "out").items() if path.endswith("y.json") and b"2026-12-31" in text]


def test_a_page_that_goes_again_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of drafts alone there is no first page in the end, though there is one while they are written."""
    write(tmp_path, {"shop/2026-12-01": FIRST})
    monkeypatch.chdir(tmp_path)
    built = build(as_of=date(2026, 12, 5), drafts=True)
    assert (built.files, built.written) == (5, 5)
    assert len(tree(tmp_path / "out")) == built.files + len({MANIFEST})


def test_drafts_are_marked(here: Path) -> None:
    """Page, text and change notice say that they are drafts; search engines are told to leave the pages alone."""
    write(here, {"shop/2026-12-31": SECOND})
    assert main(["build", "--drafts", *DAY]) == 0
    pages = [f"shop/draft/2026-12-31/{name}" for name in ("index.html", "changes.html")]
    texts = [f"shop/draft/2026-12-31/{name}" for name in ("policy.md", "policy.txt", "changes.md")]
    for path in (*pages, *texts):
        assert "초안" in read(here, path), path
    for page in pages:
        assert '<meta name="robots" content="noindex' in read(here, page)
        (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', read(here, page))
        assert (here / "out" / page).parent.joinpath(style).resolve().is_file()
    released = read(here, "shop/2026-12-01/index.html")
    assert "초안" not in released
    assert "noindex" not in released


def test_drafts_leave_released_versions_alone(here: Path) -> None:
    """With drafts or without them, the files of a released version are the same bytes; without, drafts go again."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    write(here, {"shop/2026-12-31": SECOND})
    assert main(["build", "--drafts", *DAY]) == 0
    after = tree(here / "out")
    assert {path for path in before if after[path] != before[path]} == {MANIFEST}
    assert main(["build", *DAY]) == 0
    assert tree(here / "out") == before
    assert not (here / "out" / "shop" / "draft").exists()


def test_draft_with_errors(here: Path, capsys: Captured) -> None:
    """It stops nothing; only where drafts are asked for, it is named with its errors, and the exit code is 1."""
    write(here, {"shop/2026-12-31": BROKEN.replace("2026-12-01", "2026-12-31"), "shop/next": OPEN})
    assert main(["build", *DAY]) == 0
    assert "unknown-item" not in capsys.readouterr().err
    assert main(["build", "--drafts", *DAY]) == 1
    said = capsys.readouterr()
    assert "policy/shop/2026-12-31.yaml:8:" in said.err
    assert re.search(r"^policy/shop/2026-12-31\.yaml.* 오류가 있어 만들지 않았습니다", said.err, re.MULTILINE)
    assert str(here / "out") in said.out
    assert {folder for folder in made(here) if "next" not in folder} == {"shop/2026-12-01"}


def test_drafts_of_a_refused_service(here: Path, capsys: Captured) -> None:
    """Where the records have a fault, no draft beside them is built either."""
    write(here, {"shop/2026-12-31": SECOND, "cafe/2026-12-01": FIRST})
    record = here / "policy" / "shop" / "released" / "2026-12-01.json"
    record.write_bytes(record.read_bytes()[:-2])
    assert main(["build", "--drafts", *DAY]) == 1
    assert "policy/shop/released/2026-12-01.json" in capsys.readouterr().err
    assert set(made(here)) == {"cafe/draft/2026-12-01"}


def test_check_of_a_build_with_drafts(here: Path, capsys: Captured) -> None:
    """``--check`` builds drafts again where the manifest lists some, and sees one that was edited since."""
    write(here, {"shop/2026-12-31": SECOND})
    assert main(["build", "--drafts", *DAY]) == 0
    assert main(["build", "--check"]) == 0
    write(here, {"shop/2026-12-31": SECOND.replace("상담", "문의")})
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    differ = capsys.readouterr().err.splitlines()
    names = ("changes.html", "changes.md", "index.html", "policy.md", "policy.txt")
    assert differ == ["다름: manifest.json", *(f"다름: shop/draft/2026-12-31/{name}" for name in names)]
    assert main(["build", *DAY]) == 0
    assert main(["build", "--check"]) == 0


# ---- a version after another ----


def test_changes_beside_a_version(here: Path) -> None:
    """A version after another says what it changes, as a page, a text and data that fits its schema."""
    release(here, {"shop/2026-12-31": SECOND})
    assert main(["build", *DAY]) == 0
    assert made(here) == {"shop/2026-12-01": OUTPUTS, "shop/2026-12-31": OUTPUTS | CHANGES}
    for name in ("changes.html", "changes.md"):
        text = read(here, f"shop/2026-12-31/{name}")
        assert "개정 전" in text
        assert "상담" in text
        assert "초안" not in text
    data = json.loads(read(here, "shop/2026-12-31/changes.json"))
    assert faults(data, "changes") == []
    assert (data["old"], data["new"], data["weight"]) == ("2026-12-01", "2026-12-31", "material")
    assert [change["kind"] for change in data["changes"]] == ["purpose-reworded"]
    assert (data["notice"]["owed"], data["notice"]["given"]) == (30, 41)


def test_policy_file_of_a_released_version(here: Path, capsys: Captured) -> None:
    """What becomes of it afterwards is told and refuses the service; no word of what is published changes."""
    release(here, {"shop/2026-12-31": SECOND})
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    path = here / "policy" / "shop" / "2026-12-31.yaml"
    path.write_bytes(path.read_bytes().replace("회원 탈퇴 시까지".encode(), "1년".encode()))
    capsys.readouterr()
    assert main(["build", *DAY]) == 1
    said = capsys.readouterr().err
    assert re.search(r"^policy/shop/2026-12-31\.yaml:1:1 오류 source-altered$", said, re.MULTILINE)
    assert tree(here / "out") == before


def test_phrases_of_later_change_no_word(here: Path) -> None:
    """A workspace's own sentences are for versions to come: those released keep theirs, while the frame may change."""
    release(here, {"shop/2026-12-31": SECOND})
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    sheet = here / "templates" / "ko" / "phrases" / "ours.yaml"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("sentences: {purposes.intro: {text: 이런 데에만 씁니다.}}\n", encoding="utf-8")
    (here / "templates" / "ko" / "words.yaml").write_text("skip: 바로 읽기\n", encoding="utf-8")
    write(here, {"shop/next": OPEN})
    assert main(["build", "--drafts", *DAY]) == 0
    after = tree(here / "out")
    assert "이런 데에만 씁니다." in after["shop/draft/next/policy.md"].decode()
    changed = {path for path in before if after[path] != before[path]}
    assert {path.rsplit("/", 1)[-1] for path in changed} == {"index.html", "changes.html", "history.html", MANIFEST}
    page = after["shop/2026-12-31/index.html"].decode()
    assert ">바로 읽기</a>" in page
    assert "이런 데에만" not in page


# ---- a version that was taken back ----


def test_withdrawn_version(here: Path) -> None:
    """Its page stays and says that it was taken back and why; so does its data, and the day is no turn any more."""
    release(here, {"shop/2026-12-31": SECOND})
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    assert json.loads(read(here, MANIFEST))["next"] == "2026-12-31"
    withdraw(here, "shop/2026-12-31", date(2026, 12, 4))
    assert main(["build", *DAY]) == 0
    assert made(here) == {"shop/2026-12-01": OUTPUTS, "shop/2026-12-31": OUTPUTS | CHANGES}
    for name in ("index.html", "policy.md", "policy.txt", "changes.html", "changes.md"):
        text = read(here, f"shop/2026-12-31/{name}")
        assert "철회" in text, name
        assert "철회" not in before[f"shop/2026-12-31/{name}"].decode()
    data = json.loads(read(here, "shop/2026-12-31/policy.json"))
    assert faults(data) == []
    assert data["withdrawal"]["reason"] == "잘못 적었습니다."
    assert json.loads(read(here, MANIFEST))["next"] is None
    after = tree(here / "out")
    changed = {path for path in before if path.startswith("shop/2026-12-01") and after[path] != before[path]}
    assert changed == {"shop/2026-12-01/index.html"}
    assert "2026-12-31" in after["shop/2026-12-01/index.html"].decode()


def test_replacement_of_a_withdrawn_version(here: Path) -> None:
    """The version in its place stands beside it, and is compared with the one before both."""
    release(here, {"shop/2026-12-31": SECOND})
    withdraw(here, "shop/2026-12-31")
    write(here, {"shop/2026-12-31-2": SECOND.replace("상담", "문의")})
    adopt(here, "shop/2026-12-31-2")
    assert main(["build", *DAY]) == 0
    assert set(made(here)) == {"shop/2026-12-01", "shop/2026-12-31", "shop/2026-12-31-2"}
    assert json.loads(read(here, "shop/2026-12-31-2/changes.json"))["old"] == "2026-12-01"
    assert "철회" not in read(here, "shop/2026-12-31-2/policy.md")
