"""A build that has nothing to do says so at once; one that has something to do is never taken for idle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyc import building
from policyc.cli import fingerprint, idle, main
from workspaces import FIRST, SMALL, release, write

PUBLIC = FIRST.replace("2026-11-20", "2020-11-20").replace("2026-12-01", "2020-12-01")
"""In force whatever day it is."""

Change = Callable[[Path], object]
SOON = 60 * 10**9
"""A minute in nanoseconds: whatever was written until then counts as old."""


def remembered() -> None:
    """Remember what the build did by the rules of the test."""
    idle.remember("still", idle.source())
    assert idle.answer() == "still"


def read_again(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Ask whether there is anything to do, and tell which files that this program wrote were read for the answer."""
    real, read = fingerprint._read, set()

    def noted(path: str) -> bytes:
        read.add(path)
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(fingerprint, "_read", noted)
        assert idle.answer() is not None
    people = {path for path in read if path.endswith((".yaml", "/style.css"))}
    assert len(people) == 2, "what people write is read every time"
    return read - people


def changed_in_secret(file: Path) -> None:
    """Change one letter of a file, and let its size and its time say that nothing was changed."""
    state, content = file.stat(), file.read_bytes()
    file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace that has just been built."""
    release(tmp_path, {"shop/2020-12-01": PUBLIC})
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "style.css").write_text("body { margin: 0 }\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert idle.answer() is None
    assert main(["build"]) == 0
    return tmp_path


def test_says_what_a_build_would_say(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is the sentence of a build that wrote nothing."""
    capsys.readouterr()
    said = idle.answer()
    assert main(["build", "--out", str(here / "out")]) == 0
    assert capsys.readouterr().out == f"{said}\n"
    assert main(["build"]) == 0
    assert capsys.readouterr().out == f"{said}\n"


def test_loads_nothing_to_say_so(here: Path) -> None:
    """The command ends without the parsers, the templates or even `re` of the launcher's own making."""
    program = (
        "import sys\n"
        "from policyc.cli import main\n"
        "assert main(['build']) == 0\n"
        "print(sorted({'yaml', 'jinja2', 'babel', 'argparse', 'json', 'policyc.compile'} & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=here)
    assert (done.stdout.splitlines()[-1], done.stderr) == ("[]", "")


@pytest.mark.parametrize(
    "change",
    [
        lambda here: write(here, {"shop/2020-12-01": PUBLIC.replace("회원 관리", "회원 관리와 상담")}),
        lambda here: write(here, {"cafe/2026-12-01": SMALL}),
        lambda here: (here / "policy" / "shop" / "released" / "2020-12-01.json").unlink(),
        lambda here: (here / "policy" / "shop" / "released" / "2020-12-01.withdrawn.json").write_text("{}"),
        lambda here: (here / "policy" / "shop" / "2020-12-01.yaml").unlink(),
        lambda here: (here / "templates" / "style.css").write_text("body { margin: 1em }\n", encoding="utf-8"),
        lambda here: (here / "templates" / "page.html.j2").write_text("<title>{{ title }}</title>", encoding="utf-8"),
        lambda here: (here / "out" / "manifest.json").unlink(),
        lambda here: (here / "out" / "shop" / "2020-12-01" / "policy.md").write_text("", encoding="utf-8"),
        lambda here: changed_in_secret(here / "out" / "shop" / "2020-12-01" / "policy.md"),
        lambda here: changed_in_secret(here / "policy" / "shop" / "released" / "2020-12-01.json"),
        lambda here: changed_in_secret(here / "policy" / "shop" / "2020-12-01.yaml"),
        lambda here: (here / "out" / ".policyc").write_text("shop/index.html\n", encoding="utf-8"),
    ],
    ids=(
        "policy-changed policy-added record-removed record-added policy-removed style template manifest "
        "output-changed output-changed-in-secret record-changed-in-secret policy-changed-in-secret build-stopped"
    ).split(),
)
@pytest.mark.parametrize("large", [False, True], ids=["one-process", "two-processes"])
def test_a_change_is_seen(here: Path, change: Change, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes in or has come out: when it is not what it was, there is something to do."""
    monkeypatch.setattr(fingerprint, "LARGE", 1 if large else 99)
    remembered()
    change(here)
    assert idle.answer() is None


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_bytes(file.read_bytes() + b"\n"),
        lambda file: os.utime(file, ns=(1, 1)),
        changed_in_secret,
        lambda file: file.unlink(),
    ],
    ids="longer another-time in-secret gone".split(),
)
@pytest.mark.parametrize("written", ["out/shop/2020-12-01/policy.md", "policy/shop/released/2020-12-01.json"])
def test_a_file_that_has_lain_still_is_told_by_its_state(
    here: Path, written: str, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written a while ago is not read again; when its state is another one, the whole road is taken."""
    monkeypatch.setattr(idle, "SETTLED", -SOON)
    remembered()
    assert not read_again(monkeypatch)
    change(here / written)
    assert idle.answer() is None


def test_what_was_young_is_read_until_it_has_lain_still(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Right after a build all of its files are read; what has lain still once is not read a second time."""
    places = (here / "out", here / "policy" / "shop" / "released")
    written = {str(path) for place in places for path in place.rglob("*") if path.is_file()}
    assert read_again(monkeypatch) == written
    monkeypatch.setattr(idle, "SETTLED", 0)
    assert read_again(monkeypatch) == written
    assert not read_again(monkeypatch)


def test_a_process_that_fails_says_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second process cannot read its share, the whole road is taken, which says why."""
    release(here, {"another/2020-12-01": PUBLIC})
    monkeypatch.setattr(fingerprint, "LARGE", 1)
    remembered()
    own, real = os.getpid(), fingerprint._read

    def broken(path: str) -> bytes:
        if os.getpid() != own:
            raise PermissionError(path)
        return real(path)

    monkeypatch.setattr(fingerprint, "_read", broken)
    assert idle.answer() is None


def test_another_file_is_nobodys_business(here: Path) -> None:
    """What somebody adds to ``out/`` is not touched by a build, so there is still nothing to do."""
    (here / "out" / "more.html").write_text("", encoding="utf-8")
    assert idle.answer() is not None


@pytest.mark.usefixtures("here")
def test_another_day_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest names the day, so tomorrow's build is not today's; the day is Korea's."""
    midnight = (int(time.time()) + fingerprint.KOREA) // 86400 * 86400 + 86400 - fingerprint.KOREA
    monkeypatch.setattr("time.time", lambda: float(midnight - 1))
    assert main(["build"]) == 0
    assert idle.answer() is not None
    monkeypatch.setattr("time.time", lambda: float(midnight))
    assert idle.answer() is None


@pytest.mark.usefixtures("here")
def test_another_compiler_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose files changed builds again."""
    real = os.stat
    program = Path(fingerprint.__file__)

    def newer(path: str, **more: bool) -> os.stat_result:
        state = real(path, **more)
        return os.stat_result((*state[:6], state.st_size + 1, *state[7:])) if path == str(program) else state

    assert idle.answer() is not None
    monkeypatch.setattr(os, "stat", newer)
    assert idle.answer() is None


def test_errors_are_told_every_time(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A refused service is named at every build."""
    write(here, {"shop/2020-12-01": PUBLIC.replace("회원 관리", "회원 관리와 상담")})
    for _ in range(2):
        assert main(["build"]) == 1
        assert "source-altered" in capsys.readouterr().err


def test_drafts_are_told_every_time(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is left out, since it is not released, is named at every build; so is a version whose day is to come."""
    write(here, {"shop/next": SMALL})
    for _ in range(2):
        assert main(["build"]) == 0
        assert "policy/shop/next.yaml" in capsys.readouterr().err
    (here / "policy" / "shop" / "next.yaml").unlink()
    release(here, {"shop/9998-12-31": SMALL.replace("2026-11-20", "9998-11-01").replace("2026-12-01", "9998-12-31")})
    for _ in range(2):
        assert main(["build"]) == 0
        assert "shop/9998-12-31" in capsys.readouterr().err


def test_a_build_of_drafts_is_another_one(here: Path) -> None:
    """What ``--drafts`` writes is taken away again by a build without it, which is not taken for idle."""
    assert main(["build", "--drafts"]) == 0
    write(here, {"cafe/next": FIRST})
    assert main(["build", "--drafts"]) == 0
    assert (here / "out" / "cafe").exists()
    assert idle.answer() is None
    (here / "policy" / "cafe" / "next.yaml").unlink()
    assert main(["build"]) == 0
    assert not (here / "out" / "cafe").exists()
    assert idle.answer() is not None


def test_a_workspace_cannot_say_it_of_itself(here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing below the workspace is believed: with the cache gone, a build builds."""
    assert not [path for path in here.rglob("*") if "cache" in path.name]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / "another"))
    assert idle.answer() is None


def test_a_cache_that_cannot_be_written_is_done_without(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file where the cache's folder should be: the build works, and says nothing of it."""
    file = here.parent / "file"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    capsys.readouterr()
    assert main(["build"]) == 0
    assert capsys.readouterr().err == ""
    assert idle.answer() is None


def test_links_in_circles_end(here: Path) -> None:
    """Folders that link to each other are not walked for ever: the whole road is taken."""
    for name in ("one", "two"):
        (here / "policy" / name).symlink_to(here / "policy", target_is_directory=True)
    assert idle.answer() is None


def test_what_is_edited_during_a_build_is_seen_by_the_next(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that did not see the last word of somebody does not stand for a build that did."""
    real = building.build

    def interrupted(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        write(here, {"shop/next": SMALL})
        return made

    (here / "templates" / "style.css").write_text("body { margin: 1px }\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(building, "build", interrupted)
        assert main(["build"]) == 0
    assert idle.answer() is None


def test_midnight_during_a_build(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was built for yesterday is not remembered as built for today."""
    real, midnight = building.build, (int(time.time()) + fingerprint.KOREA) // 86400 * 86400 + 86400 - fingerprint.KOREA
    clock = [float(midnight - 1)]
    monkeypatch.setattr("time.time", lambda: clock[0])

    def long(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        clock[0] = float(midnight)
        return made

    (here / "templates" / "style.css").write_text("body { margin: 1px }\n", encoding="utf-8")
    monkeypatch.setattr(building, "build", long)
    assert main(["build"]) == 0
    assert idle.answer() is None


def test_a_time_to_come_is_looked_at_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that says it was written tomorrow is read every time, but not remembered anew every time."""
    later = time.time_ns() + 24 * 60 * SOON
    os.utime(here / "policy" / "shop" / "released" / "2020-12-01.json", ns=(later, later))
    monkeypatch.setattr(idle, "SETTLED", 0)
    remembered()
    calls: list[str] = []
    real = fingerprint.taken

    def counted(*given: Any) -> str:
        calls.append("")
        return real(*given)

    monkeypatch.setattr(fingerprint, "taken", counted)
    assert idle.answer() == "still"
    assert len(calls) == 1


def test_a_folder_whose_name_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace may lie anywhere, in a folder of any bytes too."""
    root = tmp_path / os.fsdecode(b"\xff")
    release(root, {"shop/2020-12-01": PUBLIC})
    monkeypatch.chdir(root)
    assert main(["build"]) == 0
    assert idle.answer() is not None
