"""Releasing, adopting, withdrawing: what is refused; a kill, a full disk or a rival leaves nothing half done."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import released as shop
from house import PACKAGE, ROOT
from policyc.cli import arguments, main, words
from policyc.model.edition import Edition
from policyc.publish import stored
from policyc.publish.chain import shelf
from policyc.publish.release import Broken, Refused, Written, adopt, release, withdraw
from policyc.publish.verify import verify
from policyc.workspace import LeadsOut
from released import DAY, FIRST, SECOND, THIRD, faults, head, series

Captured = pytest.CaptureFixture[str]

CALLS = ("open", "write", "fsync", "close", "link", "unlink", "mkdir", "scandir", "listdir")
"""What a release asks of the system, by the names of `os`."""

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a service without releases."""
    found = tmp_path / "policy" / "shop"
    found.mkdir(parents=True)
    return found


def refused(act: Callable[[], object]) -> str:
    """Return the reason of a refusal."""
    with pytest.raises(Refused) as found:
        act()
    said = words.say(f"refused-{found.value.reason}", **found.value.values)
    assert "{" not in said
    return found.value.reason


def names(folder: Path) -> list[str]:
    """List all files of a service that are not its policy files, hidden ones too."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.suffix != ".yaml")


# ---- what is written ---------------------------------------------------------------------------------------------


def test_release_freezes_the_edition(folder: Path) -> None:
    """The record holds the edition as it was made, and its hash is the one that is told."""
    made = shop.edition(folder, FIRST)
    written = release(folder, made, day=DAY, head=None)
    assert written == Written(
        path=folder / "released" / f"{FIRST}.json", sequence=1, hash=shelf(folder).records[0].hash
    )
    kept = stored.read(written.path.read_bytes(), written.path.name)
    assert (kept.data, kept.document, kept.text_hash) == (made.data, made.document, made.text_hash)
    assert kept.release is not None
    assert (kept.release.how, kept.release.day, kept.release.published) == ("released", DAY, None)


def test_adoption_says_so(folder: Path) -> None:
    """An adopted version tells since when it is public, and by what that is shown."""
    written = adopt(folder, shop.edition(folder, FIRST), published=DAY, evidence=" 공지 1호 ", day=NEXT, head=None)
    kept = stored.read(written.path.read_bytes()).release
    assert kept is not None
    assert (kept.how, kept.day, kept.published, kept.evidence) == ("adopted", NEXT, DAY, "공지 1호")


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    """What is frozen depends on nothing but the version, the day and the chain."""
    one, two = (series(tmp_path / name) for name in ("one", "two"))
    for name in names(one):
        assert (one / "released" / name).read_bytes() == (two / "released" / name).read_bytes()


# ---- what is refused ---------------------------------------------------------------------------------------------


def test_announced_day_that_has_passed(folder: Path) -> None:
    """A release is not back-dated; an adoption may be."""
    made = shop.edition(folder, FIRST)
    assert refused(lambda: release(folder, made, day=NEXT, head=None)) == "announced-passed"
    assert names(folder) == []
    adopt(folder, made, published=DAY, evidence="공지", day=NEXT, head=None)


def test_no_announced_day(folder: Path) -> None:
    """A version without an announced day is not released."""
    made = shop.edition(folder, FIRST)
    silent = made.replace(facts=made.facts.replace(dates=made.facts.dates.replace(announced=None)))
    assert refused(lambda: release(folder, silent, day=DAY, head=None)) == "announced-missing"


@pytest.mark.parametrize(
    ("published", "evidence", "reason"), [(NEXT, "공지", "published-later"), (DAY, " \n", "evidence-missing")]
)
def test_adoption_needs_a_past_day_and_evidence(folder: Path, published: date, evidence: str, reason: str) -> None:
    """Nothing is adopted that will be published, or of which nothing shows that it was."""
    made = shop.edition(folder, FIRST)
    act = lambda: adopt(folder, made, published=published, evidence=evidence, day=DAY, head=None)  # noqa: E731
    assert refused(act) == reason
    assert names(folder) == []


def test_a_version_is_released_once(folder: Path) -> None:
    """A released version is neither released nor adopted again, and a withdrawn one neither."""
    made = shop.edition(folder, FIRST)
    release(folder, made, day=DAY, head=None)
    assert refused(lambda: release(folder, made, day=DAY, head=head(folder))) == "released-already"
    withdraw(folder, FIRST, reason="잘못", day=DAY)
    again = lambda: adopt(folder, made, published=DAY, evidence="공지", day=DAY, head=head(folder))  # noqa: E731
    assert refused(again) == "withdrawn-already"
    shop.released(folder, f"{FIRST}-2")
    assert faults(folder) == []


def test_withdrawal(folder: Path) -> None:
    """Only a released version is withdrawn, once, with a reason, before the day on which it takes effect."""
    shop.released(folder, FIRST)
    effective = date.fromisoformat(FIRST)
    assert refused(lambda: withdraw(folder, SECOND, reason="잘못", day=DAY)) == "not-released"
    assert refused(lambda: withdraw(folder, FIRST, reason=" ", day=DAY)) == "reason-missing"
    assert refused(lambda: withdraw(folder, FIRST, reason="잘못", day=effective)) == "in-force"
    withdraw(folder, FIRST, reason="잘못", day=effective - timedelta(days=1))
    assert refused(lambda: withdraw(folder, FIRST, reason="잘못", day=DAY)) == "withdrawn-already"
    assert faults(folder) == []


def test_a_clock_that_goes_back(folder: Path) -> None:
    """No record is older than the one before it."""
    shop.released(folder, FIRST, day=NEXT, announced=NEXT.isoformat())
    assert refused(lambda: shop.released(folder, SECOND)) == "clock-behind"
    assert refused(lambda: withdraw(folder, FIRST, reason="잘못", day=DAY)) == "clock-behind"


def test_what_changed_while_it_was_checked(folder: Path) -> None:
    """An edition made of another file, or after another record, is not frozen."""
    made = shop.edition(folder, FIRST)
    (folder / f"{FIRST}.yaml").write_text("# 다른 글\n", encoding="utf-8")
    assert refused(lambda: release(folder, made, day=DAY, head=None)) == "moved-on"
    (folder / f"{FIRST}.yaml").unlink()
    assert refused(lambda: release(folder, made, day=DAY, head=None)) == "no-version"
    early = shop.edition(folder, SECOND)
    shop.released(folder, FIRST)
    assert refused(lambda: release(folder, early, day=DAY, head=None)) == "moved-on"


def test_a_broken_chain_does_not_grow(folder: Path) -> None:
    """Nothing is added to a chain that has a fault."""
    shop.released(folder, FIRST)
    made = shop.edition(folder, SECOND)
    (folder / f"{FIRST}.yaml").write_text("# 다른 글\n", encoding="utf-8")
    last = head(folder)
    acts: list[Callable[[], object]] = [
        lambda: release(folder, made, day=DAY, head=last),
        lambda: withdraw(folder, FIRST, reason="잘못", day=DAY),
    ]
    for act in acts:
        with pytest.raises(Broken, match="source-altered") as broken:
            act()
        assert [fault.file.name for fault in broken.value.faults] == [f"{FIRST}.yaml"]


def test_a_folder_that_leads_away(folder: Path, tmp_path: Path) -> None:
    """Nothing is written through a link."""
    made = shop.edition(folder, FIRST)
    (tmp_path / "away").mkdir()
    (folder / "released").symlink_to(tmp_path / "away")
    with pytest.raises(LeadsOut):
        release(folder, made, day=DAY, head=None)
    assert list((tmp_path / "away").iterdir()) == []


def test_every_refusal_has_words() -> None:
    """Each reason that the code gives has its words, and no words wait for a reason that is gone."""
    code = (PACKAGE / "publish" / "release.py").read_text(encoding="utf-8")
    code += (PACKAGE / "releasing.py").read_text(encoding="utf-8")
    given = set(re.findall(r'Refused\(\s*"([a-z-]+)"', code))
    said = set(re.findall(r"^  refused-([a-z-]+):", (PACKAGE / "cli" / "words.yaml").read_text(encoding="utf-8"), re.M))
    assert len(given) > 8
    assert given == said


# ---- kills, full disks, rivals -----------------------------------------------------------------------------------


def stepped(monkeypatch: pytest.MonkeyPatch, at: int, act: Callable[[], None]) -> Iterator[None]:
    """Let `act` happen before the call with the number `at` to the system; what is written goes out in halves."""
    count = 0
    for name in CALLS:
        real = getattr(os, name)

        def step(*given: Any, _real: Any = real, _name: str = name, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == at:
                if _name == "close":  # a system that refuses to close has closed
                    _real(*given)
                act()
            if _name == "write" and len(given[1]) > 2:
                given = (given[0], given[1][: len(given[1]) // 2])
            return _real(*given, **named)

        monkeypatch.setattr(os, name, step)
    yield
    monkeypatch.undo()


def forked(act: Callable[[], None]) -> int:
    """Do something in a process of its own; return how it ended, as `os.waitstatus_to_exitcode` says."""
    child = os.fork()
    if child == 0:
        code = 9
        try:
            act()
            code = 0
        finally:
            os._exit(code)  # whatever happens, this process goes no further through the tests
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(act: Callable[[], object], at: int) -> bool:
    """Do something in a process that kills itself before the call `at`; tell whether it came to that."""

    def run() -> None:
        for _ in stepped(pytest.MonkeyPatch(), at, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            act()

    ended = forked(run)
    assert ended in (0, -signal.SIGKILL)
    return ended != 0


def whole(folder: Path, made: Edition) -> None:
    """Show that a service is as before the release of `made` or as after it, and that releases go on from there."""
    assert faults(folder) == []
    before = [each.version for each in shelf(folder).records]
    assert before in ([FIRST], [FIRST, SECOND])
    if before == [FIRST]:
        release(folder, made, day=DAY, head=head(folder))
    else:
        assert refused(lambda: release(folder, made, day=DAY, head=head(folder))) == "released-already"
    shop.released(folder, THIRD)
    assert verify(folder) == ()
    assert names(folder) == [f"{version}.json" for version in (FIRST, SECOND, THIRD)]


def tried(tmp_path: Path, number: int) -> tuple[Path, Edition]:
    """Make a service with one release and an edition to be released next."""
    folder = tmp_path / str(number) / "policy" / "shop"
    shop.released(folder, FIRST)
    return folder, shop.edition(folder, SECOND)


def test_killed_before_every_call(tmp_path: Path) -> None:
    """A release that is killed at any point has happened or has not, and the next one works."""
    outcomes = set()
    for at in range(1, 200):
        folder, made = tried(tmp_path, at)
        last = head(folder)
        came = killed(lambda: release(folder, made, day=DAY, head=last), at)  # noqa: B023
        outcomes.add((folder / "released" / f"{SECOND}.json").is_file())
        whole(folder, made)
        if not came:
            break
    assert at > 12
    assert outcomes == {True, False}


def test_killed_at_the_first_release(tmp_path: Path) -> None:
    """The same where the folder of records does not exist yet."""
    for at in range(1, 200):
        folder = tmp_path / str(at) / "policy" / "shop"
        made = shop.edition(folder, FIRST)
        came = killed(lambda: release(folder, made, day=DAY, head=None), at)  # noqa: B023
        assert faults(folder) == []
        if not shelf(folder).records:
            release(folder, made, day=DAY, head=None)
        shop.released(folder, SECOND)
        assert names(folder) == [f"{FIRST}.json", f"{SECOND}.json"]
        if not came:
            break
    assert at > 12


def test_killed_while_withdrawing(tmp_path: Path) -> None:
    """A withdrawal, too, has happened or has not."""
    for at in range(1, 200):
        folder = tmp_path / str(at) / "policy" / "shop"
        shop.released(folder, FIRST)
        came = killed(lambda: withdraw(folder, FIRST, reason="잘못", day=DAY), at)  # noqa: B023
        assert faults(folder) == []
        if not shelf(folder).withdrawn:
            withdraw(folder, FIRST, reason="잘못", day=DAY)
        shop.released(folder, SECOND)
        assert names(folder) == [f"{FIRST}.json", f"{FIRST}.withdrawn.json", f"{SECOND}.json"]
        if not came:
            break
    assert at > 12


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EPERM])
def test_a_system_that_refuses_every_call(tmp_path: Path, code: int) -> None:
    """A disk that is full or fails at any point leaves the chain whole, and the next release works."""

    def fail() -> None:
        raise OSError(code, os.strerror(code))

    failures = 0
    for at in range(1, 40):
        folder, made = tried(tmp_path, at)
        last = head(folder)
        patch = pytest.MonkeyPatch()
        next(stepped(patch, at, fail))
        with suppress(OSError):
            release(folder, made, day=DAY, head=last)
            failures -= 1
        patch.undo()
        failures += 1
        whole(folder, made)
    assert failures > 5


def test_a_file_system_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot have two names it is renamed, and takes nobody's place."""

    def fail(*_given: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", fail)
    series(folder.parents[1])
    assert faults(folder) == []
    assert not [name for name in names(folder) if name.endswith(".tmp")]


def test_a_folder_that_cannot_be_locked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be locked, a hidden file is, and the chain does not mind it."""
    import fcntl

    real = fcntl.flock

    def flock(handle: int, how: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EBADF, "no file")
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    series(folder.parents[1])
    assert ".lock" in names(folder)
    assert faults(folder) == []


@pytest.mark.parametrize("other", [FIRST, SECOND])
def test_two_at_once(tmp_path: Path, other: str) -> None:
    """Of two processes that release at the same moment one wins, whether they release the same version or two."""
    for turn in range(12):
        folder = tmp_path / str(turn) / "policy" / "shop"
        editions = [shop.edition(folder, FIRST), shop.edition(folder, other)]
        waiting, go = os.pipe()
        children = []
        for made in editions:
            child = os.fork()
            if child == 0:
                os.close(go)
                os.read(waiting, 1)
                code = 9
                try:
                    release(folder, made, day=DAY, head=None)
                    code = 0
                except Refused as fault:
                    code = {"released-already": 3, "moved-on": 4}[fault.reason]
                finally:
                    os._exit(code)
            children.append(child)
        os.close(waiting)
        os.close(go)
        ended = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
        assert ended == [0, 3 if other == FIRST else 4]
        assert faults(folder) == []
        assert len(names(folder)) == 1


# ---- the commands ------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with one version, announced on the day that the clock is made to tell."""
    folder = tmp_path / "policy" / "shop"
    folder.mkdir(parents=True)
    (folder / f"{FIRST}.yaml").write_text(first(FIRST), encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    for module in ("release", "adopt", "withdraw"):
        monkeypatch.setattr(f"policyc.cli.{module}.today", lambda: DAY)
    return folder


def first(version: str) -> str:
    """Write the policy of a first version."""
    return shop.text(version).replace("format: 1\n", "format: 1\nfirst: true\n")


def test_release_command(here: Path, capsys: Captured) -> None:
    """The command writes the record and says its hash and what comes next; a second time it says why not."""
    assert main(["release", "shop", FIRST]) == 0
    out = capsys.readouterr().out
    assert shelf(here).records[0].hash[:12] in out
    assert f"policy/shop/released/{FIRST}.json" in out
    assert "git" in out
    assert main(["release", "shop", FIRST]) == 2
    assert "이미 공개한 판입니다" in capsys.readouterr().err


def test_release_takes_no_day(here: Path, capsys: Captured) -> None:
    """The day of a release is not to be chosen."""
    with pytest.raises(SystemExit):
        main(["release", "shop", FIRST, "--as-of", "2026-01-01"])
    assert "--as-of" in capsys.readouterr().err
    assert names(here) == []


def test_release_with_an_error(here: Path, capsys: Captured) -> None:
    """An error is shown as `check` shows it, and nothing is written."""
    path = here / f"{FIRST}.yaml"
    path.write_text(first(FIRST).replace("이메일 주소", "모르는 항목"), encoding="utf-8")
    assert main(["release", "shop", FIRST]) == 1
    err = capsys.readouterr().err
    assert "unknown-item" in err
    assert "아무것도 기록하지 않았습니다" in err
    assert names(here) == []


def test_release_in_a_workspace_whose_templates_have_errors(here: Path, capsys: Captured) -> None:
    """Words of the workspace's own are frozen with the text, so they are checked too."""
    phrases = here.parents[1] / "templates" / "ko" / "phrases" / "ours.yaml"
    phrases.parent.mkdir(parents=True)
    phrases.write_text("sentences:\n  no-such-phrase: {text: 글}\n", encoding="utf-8")
    assert main(["release", "shop", FIRST]) == 1
    assert "overlay-id-unknown" in capsys.readouterr().err
    assert names(here) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("release", "shop", "next"), "초안이어서"),
        (("release", "shop", "2031-01-01"), "그런 판이 없습니다"),
        (("release", "shop", "../shop/2026-12-01"), "그런 판이 없습니다"),
        (("release", "cafe", FIRST), "서비스가 없습니다"),
        (("withdraw", "shop", FIRST, "--reason", "잘못"), "공개하지 않은 판"),
        (("adopt", "shop", FIRST, "--published", "2026-11-21", "--evidence", "공지"), "오늘(2026-11-20)보다 뒤"),
    ],
)
def test_what_the_commands_refuse(here: Path, capsys: Captured, arguments: tuple[str, ...], says: str) -> None:
    """A command that cannot do what it is asked says why, and ends with 2."""
    assert main(arguments) == 2
    assert says in capsys.readouterr().err
    assert names(here) == []


def test_adopt_and_withdraw_commands(here: Path, capsys: Captured) -> None:
    """Both say what they did."""
    assert main(["adopt", "shop", FIRST, "--published", "2026-11-19", "--evidence", "공지 1호"]) == 0
    assert "이미 공개한 판으로 기록하였습니다" in capsys.readouterr().out
    assert main(["withdraw", "shop", FIRST, "--reason", "잘못 적음"]) == 0
    assert "철회하였습니다" in capsys.readouterr().out
    assert faults(here) == []


def test_adoption_still_needs_its_waiver(here: Path, capsys: Captured) -> None:
    """Only back-dating is excused: too short a notice is an error of an adopted version as of any other."""
    earlier = "earlier: {url: 'https://shop.example.com/privacy'}"
    text = shop.text(FIRST, "2026-11-29").replace("format: 1\n", f"format: 1\n{earlier}\n")
    (here / f"{FIRST}.yaml").write_text(text, encoding="utf-8", newline="\n")
    assert main(["adopt", "shop", FIRST, "--published", "2026-11-19", "--evidence", "공지 1호"]) == 1
    assert "notice-too-short" in capsys.readouterr().err
    assert names(here) == []


def test_a_version_is_not_frozen_against_a_draft(here: Path, capsys: Captured) -> None:
    """What a version is compared with has to stand itself."""
    (here / f"{SECOND}.yaml").write_text(shop.text(SECOND), encoding="utf-8", newline="\n")
    assert main(["release", "shop", SECOND]) == 2
    assert f"아직 공개하지 않은 판({FIRST})" in capsys.readouterr().err
    assert main(["release", "shop", FIRST]) == 0
    assert main(["release", "shop", SECOND]) == 0
    kept = shelf(here).editions[-1]
    assert kept.comparison is not None
    assert kept.comparison.old == FIRST
    assert verify(here) == ()


def test_a_broken_chain_is_shown(here: Path, capsys: Captured) -> None:
    """Faults of the chain come out as findings, with 1."""
    assert main(["release", "shop", FIRST]) == 0
    path = here / f"{FIRST}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 덧붙임\n", encoding="utf-8")
    assert main(["withdraw", "shop", FIRST, "--reason", "잘못"]) == 1
    assert "source-altered" in capsys.readouterr().err
    (here / f"{SECOND}.yaml").write_text(shop.text(SECOND), encoding="utf-8", newline="\n")
    assert main(["release", "shop", SECOND]) == 1
    assert f"policy/shop/{FIRST}.yaml:1:1" in capsys.readouterr().err


def test_two_commands_at_once(tmp_path: Path) -> None:
    """Of two real commands one releases and the other says that it came too late."""
    folder = tmp_path / "policy" / "shop"
    folder.mkdir(parents=True)
    today = arguments.today()
    announced, effective = (today + timedelta(days=days) for days in (10, 60))
    text = first(effective.isoformat()).replace(DAY.isoformat(), announced.isoformat())
    (folder / f"{effective}.yaml").write_text(text, encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "policyc", "release", "shop", effective.isoformat()]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in "12"
    ]
    said = [each.communicate() for each in both]
    assert sorted(each.returncode for each in both) == [0, 2], said
    assert faults(folder) == []
    assert names(folder) == [f"{effective}.json"]
