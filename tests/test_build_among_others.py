"""Builds where somebody else has been at work in ``out/``: what is theirs stays, and no service pays for another."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from policyc.building import build
from policyc.cli import main
from policyc.publish.begun import BEGUN
from policyc.workspace import SERVICE
from workspaces import FIRST, SMALL, release, tree, write

DAY = date(2026, 12, 31)
AS_OF = ("--as-of", "2026-12-31")
PAGE = "shop/2026-12-01/policy.md"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace of three services that has been built."""
    root = tmp_path / "workspace"
    release(root, {f"{name}/2026-12-01": FIRST for name in ("cafe", "shop", "shop-a")})
    monkeypatch.chdir(root)
    build(as_of=DAY)
    return root


def test_the_target_of_a_link_is_somebody_else_s(here: Path) -> None:
    """What goes is what stands in the place of our file, a link too, and never what that leads to."""
    mine = here / "out" / "mine.txt"
    mine.write_text("내 것", encoding="utf-8")
    (here / "out" / PAGE).unlink()
    (here / "out" / PAGE).symlink_to(mine)
    shutil.rmtree(here / "policy" / "shop")
    build(as_of=DAY)
    assert mine.read_text(encoding="utf-8") == "내 것"
    assert not (here / "out" / "shop").exists()


def test_a_folder_in_the_place_of_a_file_stays(here: Path) -> None:
    """What is no file of ours is not removed, and stops no build."""
    place = here / "out" / PAGE
    place.unlink()
    place.mkdir()
    (place / "mine").write_text("내 것", encoding="utf-8")
    shutil.rmtree(here / "policy" / "shop")
    for _ in range(2):
        build(as_of=DAY)
        assert {path for path in tree(here / "out") if path.startswith("shop/")} == {f"{PAGE}/mine"}
        assert not (here / "out" / BEGUN).exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_that_cannot_be_written(jobs: str, here: Path, capsys: Captured) -> None:
    """Where a file of somebody's is in the way of a service, the others are made; it is named, and stays as it was."""
    folder = here / "out" / "shop" / "2026-12-01"
    shutil.rmtree(folder)
    folder.write_text("내 것", encoding="utf-8")
    shutil.rmtree(here / "out" / "cafe")
    before = {path for path in tree(here / "out") if path.startswith("shop/")}
    capsys.readouterr()
    assert main(["build", "--jobs", jobs, *AS_OF]) == 1
    said = capsys.readouterr().err
    assert "out/shop/2026-12-01" in said
    assert "그래서 shop의 화면을 만들지 않았습니다." in said
    assert {path for path in tree(here / "out") if path.startswith("shop/")} == before
    assert (here / "out" / "cafe" / "index.html").is_file()
    assert b"./shop/index.html" in (here / "out" / "index.html").read_bytes()
    folder.unlink()
    assert main(["build", *AS_OF]) == 0
    build(as_of=DAY, out=here / "again")
    assert tree(here / "out") == tree(here / "again")


def test_none_can_be_written(here: Path, capsys: Captured) -> None:
    """Where no service at all can be read or written, the command could not run."""
    shutil.rmtree(here / "out")
    (here / "out").write_text("내 것", encoding="utf-8")
    assert main(["build", *AS_OF]) == 2
    assert "out" in capsys.readouterr().err


def test_out_is_a_link(here: Path, tmp_path: Path, capsys: Captured) -> None:
    """A site may stand elsewhere, behind a link; comparing follows it as building does."""
    (here / "out").rename(tmp_path / "site")
    (here / "out").symlink_to(tmp_path / "site", target_is_directory=True)
    assert main(["build", *AS_OF]) == 0
    capsys.readouterr()
    assert main(["build", "--check"]) == 0
    (tmp_path / "site" / PAGE).unlink()
    assert main(["build", "--check"]) == 1
    assert PAGE in capsys.readouterr().err


def test_half_a_note(here: Path) -> None:
    """A line that a build did not write to its end does not swallow the first one of the next."""
    (here / "out" / BEGUN).write_text("shop/20", encoding="utf-8")
    (here / "out" / "shop" / "index.html").unlink()
    shutil.rmtree(here / "out" / "cafe")
    seen: list[bytes] = []
    build(as_of=DAY, progress=lambda _done, _all: seen.append((here / "out" / BEGUN).read_bytes()))
    assert b"\ncafe/2026-12-01/index.html\n" in seen[-1]


def test_a_stranger_s_half_after_a_build_that_was_stopped(here: Path) -> None:
    """A hidden file that is named like none of ours is no reason to stop."""
    for name in (".foo.tmp", ".tmp", ".7.tmp"):
        (here / "out" / name).write_text("내 것", encoding="utf-8")
    (here / "out" / BEGUN).write_text("shop/x.html\n\n\0\n", encoding="utf-8")
    build(as_of=DAY)
    assert {path for path in tree(here / "out") if path.endswith(".tmp")} == {".foo.tmp", ".tmp", ".7.tmp"}
    assert not (here / "out" / BEGUN).exists()


def test_one_service_named_beside_one_whose_list_was_changed(here: Path) -> None:
    """The first page keeps every service: one whose list is not what was built is made as well."""
    before = tree(here / "out")
    (here / "out" / "shop" / "versions.json").write_text("{}", encoding="utf-8")
    build(["cafe"], as_of=DAY)
    assert tree(here / "out") == before


def test_a_manifest_in_another_order(here: Path) -> None:
    """What somebody's formatter made of the manifest still tells which files are ours."""
    path = here / "out" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(dict(reversed(data.items()))), encoding="utf-8")
    shutil.rmtree(here / "policy" / "shop")
    build(as_of=DAY)
    assert not (here / "out" / "shop").exists()


def test_the_folder_of_style_and_script_is_no_service(here: Path, capsys: Captured) -> None:
    """A service cannot be called as the folder that holds what all pages need."""
    assert SERVICE.fullmatch("assets-a")
    assert not SERVICE.fullmatch("assets")
    assert main(["new", "assets"]) == 2
    assert "assets는" in capsys.readouterr().err
    write(here, {"assets/next": SMALL})
    assert main(["check"]) == 1
    assert "service-name" in capsys.readouterr().out
