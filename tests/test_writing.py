"""At any moment of a build what stands in ``out/`` is whole and leads somewhere, and what is stopped is finished."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policyc.building import build
from policyc.publish.begun import BEGUN
from policyc.publish.hooks import targets, unhooked
from test_release import forked
from workspaces import FIRST, SMALL, release, tree

DAY = date(2026, 12, 31)
SECOND = SMALL.replace("2026-12-01", "2026-12-15")
THIRD = SECOND.replace("2026-12-15", "2026-12-28").replace("회원 관리", "회원 관리와 상담")
STEPS = ("write_bytes", "replace", "unlink", "rmdir", "mkdir", "open")
"""The steps by which a build changes what stands."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with two services, one of which has two versions."""
    root = tmp_path / "workspace"
    release(root, {"cafe/2026-12-01": FIRST, "shop/2026-12-01": FIRST, "shop/2026-12-15": SECOND})
    monkeypatch.chdir(root)
    return root


def later(root: Path) -> None:
    """Change the workspace: a service goes, one comes, one has another version, and all have another style."""
    shutil.rmtree(root / "policy" / "cafe")
    release(root, {"bank/2026-12-01": FIRST, "bank/2026-12-15": SECOND})
    release(root, {"shop/2026-12-01": FIRST, "shop/2026-12-15": SECOND, "shop/2026-12-28": THIRD})
    (root / "templates").mkdir()
    (root / "templates" / "theme.css").write_text(":root { --width: 40rem; }\n", encoding="utf-8")


@contextmanager
def before_each_step(act: Callable[[], None]) -> Iterator[None]:
    """Do something before every step of a build, and once more when a file is written by half."""
    with pytest.MonkeyPatch.context() as patched:
        for name in STEPS:
            real = getattr(Path, name)

            def step(path: Path, *given: Any, _real: Any = real, _name: str = name, **named: Any) -> Any:
                if _name != "open" or "a" in (*given, *named.values(), "")[0]:
                    act()
                if _name == "write_bytes":
                    _real(path, given[0][: len(given[0]) // 2])
                    act()
                return _real(path, *given, **named)

            patched.setattr(Path, name, step)
        yield


def wrong(out: Path, known: set[bytes]) -> Iterator[str]:
    """Yield what is wrong with a site as it stands: half a page, a link to nothing, a listed file that is not there."""
    found = tree(out) if out.is_dir() else {}
    standing = {path: content for path, content in found.items() if ".tmp" not in path and path != BEGUN}
    for path, content in standing.items():
        if path.endswith(".html"):
            yield from (f"{path} leads to {other}" for other in targets(content, path) - standing.keys())
            if not content.endswith(b"</html>\n"):
                yield f"{path} is half a page"
        elif content not in known:
            yield f"{path} is neither what it was nor what it will be"
        if path.endswith("/versions.json"):
            folder = path.rpartition("/")[0]
            listed = {f"{folder}/{name}" for one in json.loads(content)["versions"] for name in one["files"].values()}
            yield from (f"{path} lists {other}" for other in listed - standing.keys())


def expected(folder: Path) -> dict[str, bytes]:
    """Build elsewhere, from nothing, undisturbed."""
    build(as_of=DAY, out=folder)
    assert not (folder / BEGUN).exists()
    return tree(folder)


@pytest.mark.parametrize("over", [False, True], ids=["first", "over"])
def test_every_moment(over: bool, here: Path, tmp_path: Path) -> None:
    """Before every step the site is whole, each link leads somewhere; a kill there is no worse than standing still."""
    out = here / "out"
    known = set(expected(tmp_path / "one").values())
    if over:
        build(as_of=DAY)
        later(here)
    complete = expected(tmp_path / "two")
    known |= set(complete.values())
    found: list[str] = []
    seen = 0

    def look() -> None:
        nonlocal seen
        seen += 1
        found.extend(wrong(out, known))

    with before_each_step(look):
        build(as_of=DAY)
    assert seen > 100
    assert found == []
    assert tree(out) == complete


@pytest.mark.parametrize("over", [False, True], ids=["first", "over"])
def test_killed_and_finished(over: bool, here: Path, tmp_path: Path) -> None:
    """After a kill the next build gives the same bytes, with no leftovers, and spares what is a stranger's."""
    out, start = here / "out", tmp_path / "start"
    (start / "cafe").mkdir(parents=True)
    (start / "cafe" / ".note.1.tmp").write_text("남의 글", encoding="utf-8")
    if over:
        build(as_of=DAY, out=start)
        later(here)
    complete = expected(tmp_path / "whole") | {"cafe/.note.1.tmp": "남의 글".encode()}
    at = 1
    while True:
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(start, out)
        if not killed(at):
            break
        assert (out / BEGUN).exists() or tree(out) in (tree(start), complete)
        build(as_of=DAY)
        assert tree(out) == complete, at
        at += 23
    assert at > 100


def killed(at: int) -> bool:
    """Build in a process that kills itself before the step `at`; tell whether it came to that."""

    def run() -> None:
        count = 0

        def act() -> None:
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

        with before_each_step(act):
            build(as_of=DAY)

    ended = forked(run)
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def test_what_was_begun_and_is_not_wanted_goes(here: Path) -> None:
    """A build that was stopped has begun a service; that service goes away, and so do its files with the next build."""
    build(as_of=DAY)
    before = tree(here / "out")
    release(here, {"zoo/2026-12-01": FIRST})
    at = next(number for number in range(1, 500) if killed(number) and (here / "out" / "zoo").is_dir())
    assert at > 1
    shutil.rmtree(here / "policy" / "zoo")
    build(["shop"], as_of=DAY)
    build(as_of=DAY)
    assert tree(here / "out") == before


def test_unhooked() -> None:
    """Only a link within the site that leads to nothing loses its address; words and other links stay."""
    page = (
        b'<link rel="stylesheet" href="../s.css"><a href="b/">B</a><a class="x" href="../c.html#d" rel="e">C</a>'
        b'<a href="#f">F</a><a href="https://g.example/h.html">G</a><p>&lt;a href="i"> <a href="i.html">I</a>'
    )
    found = unhooked(page, "z/index.html", {"s.css"}.__contains__)
    assert found == (
        b'<link rel="stylesheet" href="../s.css"><a>B</a><a class="x" rel="e">C</a>'
        b'<a href="#f">F</a><a href="https://g.example/h.html">G</a><p>&lt;a href="i"> <a>I</a>'
    )
    assert targets(page, "z/index.html") == {"s.css", "z/b/index.html", "c.html", "z/i.html"}
    assert unhooked(page, "z/index.html", lambda _path: True) == page
