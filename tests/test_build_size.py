"""Builds of many services: by several processes the same bytes and words, one that fails stops no other, the bar."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policyc import building, making
from policyc.cli import main
from policyc.memory import Memory
from policyc.publish.begun import BEGUN
from policyc.publish.services import service_files
from policyc.publish.site import Files
from policyc.workspace import BadTemplate, data
from workspaces import BROKEN, FIRST, SMALL, release, tree, write

DAY = date(2026, 12, 31)
AS_OF = ("--as-of", "2026-12-31")
SECOND = SMALL.replace("2026-12-01", "2026-12-15")
NAMES = tuple(f"shop{number}" for number in range(1, 12))

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with more services than a process is given at a time; nobody may change it."""
    root = tmp_path_factory.mktemp("many")
    release(root, {"shop1/2026-12-01": FIRST, "shop1/2026-12-15": SECOND})
    for name in NAMES[1:]:
        text = FIRST.replace("보기상점", f"보기상점{name[4:]}")
        release(root, {f"{name}/2026-12-01": text})
    write(root, {"shop3/next": SECOND, "shop4/next": BROKEN})
    return root


@pytest.fixture
def here(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of it."""
    root = tmp_path / "workspace"
    shutil.copytree(many, root)
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("drafts", [(), ("--drafts",)], ids=["released", "drafts"])
def test_the_same_by_several(drafts: tuple[str, ...], tmp_path: Path, capsys: Captured) -> None:
    """One process and several write the same files, say the same and give the same code."""
    said = []
    for jobs in ("1", "3", "0"):
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        code = main(["build", "--jobs", jobs, "--out", str(out), *drafts, *AS_OF])
        said.append((code, capsys.readouterr(), tree(out)))
    assert said[0] == said[1] == said[2]
    assert said[0][0] == int(bool(drafts))
    assert len(said[0][2]) > 10 * len(NAMES)


@pytest.mark.usefixtures("here")
def test_it_is_really_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """With two jobs other processes draw, and this one draws nothing."""
    monkeypatch.setattr(making, "put", lambda _out, files: (str(os.getpid()),) * len(files))
    monkeypatch.setattr(building, "put", lambda _out, _files: ())
    seen: set[str] = set()
    real = making.each

    def each(*given: object) -> object:
        for made in real(*given):  # type: ignore[arg-type]
            seen.update(made.put)
            yield made

    monkeypatch.setattr(building, "each", each)
    building.build(as_of=DAY, jobs=2)
    assert seen
    assert str(os.getpid()) not in seen


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_cannot_be_drawn(jobs: int, here: Path, capsys: Captured) -> None:
    """Services whose stored editions are broken are named at the end; all others are built; exit 1."""
    for name in ("shop2", "shop9"):
        path = here / "policy" / name / "released" / "2026-12-01.json"
        path.write_bytes(path.read_bytes()[:-200])
    assert main(["build", "--jobs", str(jobs), *AS_OF]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if "기록에 이상이 있어" in line]
    assert [line.split("의 ")[0] for line in lines] == ["shop2", "shop9"]
    built = {path.name for path in (here / "out").iterdir() if path.is_dir()}
    assert built == {*NAMES, "assets"} - {"shop2", "shop9"}
    assert not (here / "out" / BEGUN).exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_a_template_cannot_draw(jobs: int, here: Path, capsys: Captured) -> None:
    """A template that fails on some services stops no other; they are named at the end, and stay as they stood."""
    assert main(["build", "--jobs", str(jobs), *AS_OF]) == 0
    before = tree(here / "out")
    (here / "templates").mkdir()
    fault = "{% if '보기상점5' in data or '보기상점7' in data %}{{ 1 // 0 }}{% endif %}\n<!-- ours -->\n"
    (here / "templates" / "page.html.j2").write_text(
        fault + (data("templates") / "page.html.j2").read_text(encoding="utf-8"), encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["build", "--jobs", str(jobs), *AS_OF]) == 1
    said = capsys.readouterr().err
    lines = [line for line in said.splitlines() if "templates로 그릴 수 없어" in line]
    assert [line.split("의 ")[0] for line in lines] == ["shop5", "shop7"]
    assert said.count("templates/page.html.j2:1:") == 1
    after = tree(here / "out")
    drawn = {path for path in after if b"<!-- ours -->" in after[path]}
    assert {path.split("/")[0] for path in drawn} == {*NAMES, "index.html"} - {"shop5", "shop7"}
    assert {path for path in after if after[path] == before.get(path)} >= {
        path for path in before if path.startswith(("shop5/", "shop7/"))
    }
    listed = json.loads(after["manifest.json"])["files"]
    assert {entry["path"] for entry in listed} == set(after) - {"manifest.json"}
    assert all(hashlib.sha256(after[entry["path"]]).hexdigest() == entry["fileHash"] for entry in listed)
    assert main(["build", "--check"]) == 1
    assert "shop5" in capsys.readouterr().err


def test_a_stranger_in_a_service_that_goes(here: Path) -> None:
    """A file of somebody's beside ours stays, in a service that vanishes too, and so does what is named like ours."""
    building.build(as_of=DAY, jobs=2)
    strangers = {"CNAME", "shop5/robots.txt", "shop5/2026-12-01/.policy.md.7.tmp", "shop5/compare/index.html"}
    for name in strangers:
        path = here / "out" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("남의 글", encoding="utf-8")
    shutil.rmtree(here / "policy" / "shop5")
    building.build(as_of=DAY, jobs=2)
    left = tree(here / "out")
    assert {path for path in left if path.startswith("shop5/")} == strangers - {"CNAME"}
    assert {left[name] for name in strangers} == {"남의 글".encode()}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_bar_counts_services(jobs: int) -> None:
    """Progress is told after every service, in order, whoever made it."""
    told: list[tuple[int, int]] = []
    building.build(as_of=DAY, jobs=jobs, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, len(NAMES)) for number in range(1, len(NAMES) + 1)]


def test_nothing_is_written_twice(here: Path, capsys: Captured) -> None:
    """A build without changes writes nothing and says so; after a change of one service what it bears on is."""
    assert main(["build", "--jobs", "2", *AS_OF]) == 0
    before = {path: path.stat().st_ino for path in (here / "out").rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["build", "--jobs", "2", *AS_OF]) == 0
    assert "가운데 0개" in capsys.readouterr().out
    assert {path: path.stat().st_ino for path in (here / "out").rglob("*") if path.is_file()} == before
    release(here, {"shop7/2026-12-01": FIRST.replace("회원 관리", "회원 관리와 상담")})
    assert main(["build", "--jobs", "2", *AS_OF]) == 0
    after = {path: path.stat().st_ino for path in (here / "out").rglob("*") if path.is_file()}
    changed = {path.relative_to(here / "out").parts[0] for path in after if after[path] != before.get(path)}
    assert {"shop7", "manifest.json"} <= changed <= {"shop7", "manifest.json", "index.html"}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("given", ["-1", "1000", "two", "", "²"])
def test_jobs_that_are_no_number(given: str, capsys: Captured) -> None:
    """What is no number from 0 to 999 is refused in Korean."""
    with pytest.raises(SystemExit) as stopped:
        main(["build", f"--jobs={given}"])
    assert stopped.value.code == 2
    assert "0부터 999까지의 수가 아닙니다" in capsys.readouterr().err


def drawn(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """Build as the command does, and list the services that were drawn."""
    seen: list[str] = []

    def noted(shown: Any, *rest: Any) -> Any:
        seen.append(shown[0].edition.facts.service)
        return service_files(shown, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(making, "service_files", noted)
        assert main(["build", *arguments, *AS_OF]) == int("--drafts" in arguments)
    return seen


def test_what_stands_is_not_drawn_again(here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only what changed is drawn: a service, a file of ours that somebody touched, all where the templates changed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert drawn(monkeypatch) == sorted(NAMES)
    assert drawn(monkeypatch) == []
    release(here, {"shop7/2026-12-01": FIRST.replace("회원 관리", "회원 관리와 상담")})
    (here / "out" / "shop8" / "history.html").write_text("남이 고침", encoding="utf-8")
    (here / "out" / "shop9" / "feed.atom").unlink()
    assert drawn(monkeypatch) == ["shop7", "shop8", "shop9"]
    (here / "templates").mkdir()
    (here / "templates" / "theme.css").write_text(":root { --width: 40rem; }\n", encoding="utf-8")
    assert drawn(monkeypatch) == sorted(NAMES)
    settings = "format: 1\nsite: {base-url: https://example.com/}\n"
    (here / "policy" / "policyc.yaml").write_text(settings, encoding="utf-8")
    assert drawn(monkeypatch) == sorted(NAMES)
    assert drawn(monkeypatch, "--drafts") == sorted(NAMES)
    assert main(["build", *AS_OF]) == 0
    assert main(["build", "--check"]) == 0


def test_a_memory_gives_the_same_bytes(here: Path, tmp_path: Path) -> None:
    """From day to day a build that remembers gives what one gives that does not, with the same words."""
    later = FIRST.replace("first: true\n", "").replace("보기상점", "보기상점2").replace("2026-12-01", "2027-02-01")
    release(here, {"shop2/2027-02-01": later.replace("2026-11-20", "2027-01-10")})
    memory = Memory(folder=tmp_path / "memory", stamp="1")
    for day in ("2026-11-30", "2026-12-01", "2026-12-14", "2026-12-15", "2027-01-09", "2027-01-10", "2027-02-01"):
        known = building.build(as_of=date.fromisoformat(day), memory=memory, out=tmp_path / "known")
        anew = building.build(as_of=date.fromisoformat(day), out=tmp_path / "anew")
        assert tree(tmp_path / "known") == tree(tmp_path / "anew"), day
        told = (known.files, known.written, known.early, known.drafts, known.services)
        assert told == (anew.files, anew.written, anew.early, anew.drafts, anew.services), day


@pytest.mark.parametrize("content", [b"", b"[", b"[1]", b'["k", 1]', b"\xff", b'["k", {"a": 1}]'], ids=repr)
def test_a_memory_that_cannot_be_read(content: bytes, tmp_path: Path) -> None:
    """What is not understood is not known; what is kept over it is."""
    memory = Memory(folder=tmp_path, stamp="1")
    (tmp_path / "shop.json").write_bytes(content)
    assert memory.recall("shop", "k") is None
    memory.keep("shop", "k", {"shop/a": "1"})
    assert memory.recall("shop", "k") == {"shop/a": "1"}
    assert memory.recall("shop", "l") is None
    Memory(folder=tmp_path / "shop.json", stamp="1").keep("shop", "k", {})
    assert memory.recall("shop", "k") == {"shop/a": "1"}


def test_what_stops_a_process_stops_the_build(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A fault that another process meets is told as one that this one meets: a frame, a full disk, its own end."""

    def bad_frame(*_all: object) -> Files:
        raise BadTemplate("page.html.j2", "…")

    def full_disk(*_all: object) -> Files:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out/shop1")

    def killed(*_all: object) -> Files:
        os._exit(9)

    for act, says in (
        (bad_frame, "page.html.j2"),
        (full_disk, "out/shop1"),
        (killed, "프로세스 하나가 갑자기 종료되어"),
    ):
        monkeypatch.setattr(making, "service_files", act)
        assert main(["build", "--jobs", "2", *AS_OF]) == 2
        captured = capsys.readouterr()
        assert says in captured.err
        assert "Traceback" not in captured.err
        assert not (here / "out").exists()


ENDLESS = """
import os
import threading
from datetime import date
from policyc import building, making

def service_files(*_all):
    os.write(1, b"begun ")
    threading.Event().wait()

making.service_files = service_files
building.build(as_of=date(2026, 12, 31), jobs=2)
"""


def test_no_process_is_left_behind(here: Path) -> None:
    """Where the build is killed, the processes that worked for it end too: nobody holds their output open."""
    with subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=here, stdout=subprocess.PIPE) as process:
        assert process.stdout
        first = process.stdout.read(len("begun "))
        process.kill()
        rest, _ = process.communicate(timeout=60)
    assert set((first + rest).split()) == {b"begun"}
    assert process.returncode == -signal.SIGKILL
