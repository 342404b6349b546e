"""The command as people run it: arguments, exit codes, words, repairs, the progress bar, the same bytes every time."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest
from jsonschema import Draft202012Validator

from house import PACKAGE, ROOT
from policyc import workspace
from policyc.cli import bar, main
from workspaces import BROKEN, FIRST, SMALL, WARNED, release, write

DAY = ("--as-of", "2026-12-31")
HANGUL = re.compile("[가-힣]")
MODULES = {path.stem: path.read_text(encoding="utf-8") for path in (PACKAGE / "cli").glob("*.py")}
COMMANDS = sorted(name for name, code in MODULES.items() if "\ndef arguments(commands: " in code)
NAMES = (
    "policyc policy out next draft text json github sarif markdown html page email push error warning git main "
    "example earliest"
).split()
"""What may stand in the help in Latin letters: names of folders, files, formats, and what an option takes."""

ENGLISH = re.compile(r"(?<![-\w./])[a-z]{3,}(?![-\w])")

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with two services, one of them with a warning."""
    write(tmp_path, {"cafe/2026-12-01": WARNED, "shop/2026-12-01": FIRST})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the real command."""
    found = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **(env or {})}
    command = [sys.executable, "-m", "policyc", *arguments]
    return subprocess.run(command, cwd=cwd, env=found, capture_output=True, check=False)


def stopped(*arguments: str) -> int:
    """Run a command that the argument parser ends; return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int | None)
    return ended.value.code or 0


def codes(out: str) -> list[tuple[str, str]]:
    """Read file and code of each finding in a report as JSON."""
    return [(found["file"], found["code"]) for found in json.loads(out)["findings"]]


def test_check_without_paths(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """All policies of the workspace are checked, from any folder in it, and files are named as seen from there."""
    assert main(["check", *DAY]) == 0
    assert capsys.readouterr().out.startswith("policy/cafe/2026-12-01.yaml:8:")
    monkeypatch.chdir(here / "policy" / "shop")
    assert main(["check", "--format", "json", *DAY]) == 0
    assert [code for _, code in codes(capsys.readouterr().out)] == ["law-unknown"]


def test_check_of_paths(here: Path, capsys: Captured) -> None:
    """Files and folders that are named are checked, and no others; a folder counts at any depth."""
    assert main(["check", "policy/shop/2026-12-01.yaml", "--fail-on", "warning", *DAY]) == 0
    assert capsys.readouterr().out == "문제를 찾지 못했습니다.\n"
    (here / "drafts" / "deep").mkdir(parents=True)
    (here / "drafts" / "deep" / "2026-12-01.yml").write_text(BROKEN, encoding="utf-8")
    (here / "drafts" / "notes.txt").write_text("메모", encoding="utf-8")
    assert main(["check", "drafts", "policy/cafe", "--format", "json", *DAY]) == 1
    found = codes(capsys.readouterr().out)
    assert ("drafts/deep/2026-12-01.yml", "unknown-item") in found
    assert ("policy/cafe/2026-12-01.yaml", "law-unknown") in found
    assert {file.split("/")[0] for file, _ in found} == {"drafts", "policy"}


def test_check_needs_no_workspace_for_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A file can be checked wherever it stands; one that lies elsewhere is named in full."""
    write(tmp_path / "a", {"shop/2026-12-01": WARNED})
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path / "b")
    assert main(["check", "../a/policy/shop/2026-12-01.yaml", "--format", "json", *DAY]) == 0
    assert codes(capsys.readouterr().out)[0][0] == f"{tmp_path.as_posix()}/a/policy/shop/2026-12-01.yaml"


def test_text_shows_the_line(here: Path, capsys: Captured) -> None:
    """The report for people has the place, the line, a caret right under it in a fixed-width font, and what to do."""
    write(here, {"shop/2026-12-01": BROKEN})
    assert main(["check", "policy/shop", *DAY]) == 1
    head, _, _, line, caret, *rest = capsys.readouterr().out.splitlines()
    column = BROKEN.splitlines()[7].index("모르는") + 1
    assert head == f"policy/shop/2026-12-01.yaml:8:{column} 오류 unknown-item"
    assert columns(caret[: caret.index("^")]) == columns(line[: line.index("모르는")])
    assert caret.count("^") == columns("모르는 항목")
    assert any(said.strip().startswith("할 일: ") for said in rest)
    assert rest[-1] == "오류 1건"


def columns(text: str) -> int:
    """Count display columns: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


@pytest.mark.usefixtures("here")
def test_json_fits_its_schema(capsys: Captured) -> None:
    """The report for programs is what its schema says, and no findings are a report, too."""
    schema = json.loads(workspace.schema_text("report"))
    for paths, expected in ((["policy/cafe"], 1), (["policy/shop"], 0)):
        assert main(["check", *paths, "--format", "json", *DAY]) == 0
        report = json.loads(capsys.readouterr().out)
        assert list(Draft202012Validator(schema).iter_errors(report)) == []
        assert len(report["findings"]) == expected


def test_github_annotates(here: Path, capsys: Captured) -> None:
    """The report for GitHub is one workflow command a finding, and nothing else."""
    write(here, {"shop/2026-12-01": BROKEN})
    assert main(["check", "--format", "github", *DAY]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [re.sub(",.*", "", line) for line in lines] == [
        "::warning file=policy/cafe/2026-12-01.yaml",
        "::error file=policy/shop/2026-12-01.yaml",
    ]


@pytest.mark.usefixtures("here")
def test_fail_on(capsys: Captured) -> None:
    """A warning alone is no failure, unless it is asked for; what is printed is the same."""
    assert main(["check", "--fail-on", "error", *DAY]) == 0
    lenient = capsys.readouterr()
    assert main(["check", "--fail-on", "warning", *DAY]) == 1
    assert capsys.readouterr() == lenient


def test_as_of_is_the_day(here: Path, capsys: Captured) -> None:
    """The day decides whether an approval has been given: before it, the waiver does not hold."""
    waiver = "{finding: notice-too-short, at: dates/effective, given: 6일, owed: 7일, reason: 보기, approved-by: 김보기"
    short = SMALL.replace("announced: 2026-11-20", "announced: 2026-11-25")
    write(here, {"shop/2026-11-01": FIRST.replace("2026-11-20", "2026-10-20").replace("2026-12-01", "2026-11-01")})
    write(here, {"shop/2026-12-01": f"{short}waivers: [{waiver}, date: 2026-11-24}}]\n"})
    assert main(["check", "policy/shop", "--as-of", "2026-11-24", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"error": 0, "warning": 0, "info": 0, "waived": 1}
    assert main(["check", "policy/shop", "--as-of", "2026-11-23", "--format", "json"]) == 1
    assert {code for _, code in codes(capsys.readouterr().out)} == {"notice-too-short", "waiver-not-yet"}


def test_versions_are_checked_beside_each_other(here: Path, capsys: Captured) -> None:
    """A file is judged against the versions beside it, also where it alone is named; one that is first says so."""
    write(here, {"shop/2026-12-31": SMALL.replace("2026-12-01", "2026-12-31").replace("회원 관리", "회원 관리와 상담")})
    arguments = ["check", "policy/shop/2026-12-31.yaml", "--format", "json", *DAY]
    assert main(arguments) == 0
    assert [code for _, code in codes(capsys.readouterr().out)] == ["reworded-undeclared"]
    (here / "policy" / "shop" / "2026-12-01.yaml").unlink()
    assert main(arguments) == 1
    assert [code for _, code in codes(capsys.readouterr().out)] == ["history-missing"]


def test_released_versions_are_not_judged_again(here: Path, capsys: Captured) -> None:
    """Of a released version bytes and chain are tested: what is found of drafts is not asked of it again."""
    assert main(["check", "policy/cafe", "--fail-on", "warning", *DAY]) == 1
    release(here, {"cafe/2026-12-01": WARNED})
    capsys.readouterr()
    for paths in ([], ["policy/cafe"], ["policy/cafe/2026-12-01.yaml"]):
        assert main(["check", *paths, "--fail-on", "warning", *DAY]) == 0
        assert capsys.readouterr().out == "문제를 찾지 못했습니다.\n"
    write(here, {"cafe/2026-12-01": f"{WARNED}# 덧붙임\n"})
    for paths in ([], ["policy/cafe"], ["policy/cafe/2026-12-01.yaml"]):
        assert main(["check", *paths, "--format", "json", *DAY]) == 1
        assert codes(capsys.readouterr().out) == [("policy/cafe/2026-12-01.yaml", "source-altered")]


def test_what_is_astray_is_told(here: Path, capsys: Captured) -> None:
    """A file that is no version, or that nobody released, is a fault of its own."""
    (here / "policy" / "shop" / "memo.txt").write_text("메모", encoding="utf-8")
    (here / "policy" / "shop" / "released").mkdir()
    (here / "policy" / "shop" / "released" / "memo.txt").write_text("메모", encoding="utf-8")
    assert main(["check", "--format", "json", *DAY]) == 1
    found = codes(capsys.readouterr().out)
    assert [one for one in found if one[0].startswith("policy/shop")] == [
        ("policy/shop/memo.txt", "file-unknown"),
        ("policy/shop/released/memo.txt", "release-stray"),
    ]


def test_all_faults_of_all_files_in_one_pass(here: Path, capsys: Captured) -> None:
    """A file that cannot be read as YAML does not hide the faults of the others; all are sorted."""
    write(here, {"bank/2026-12-01": "format: 1\nformat: 1\n", "shop/2026-12-01": BROKEN})
    assert main(["check", "--format", "json", *DAY]) == 1
    found = codes(capsys.readouterr().out)
    assert found == sorted(found, key=lambda one: one[0])
    assert {file.split("/")[1] for file, _ in found} == {"bank", "cafe", "shop"}


def test_fix_composes_and_changes_nothing_else(here: Path, capsys: Captured) -> None:
    """A file in NFD is composed; byte order mark, CRLF, comments and order stay to the byte."""
    path = here / "policy" / "shop" / "2026-12-01.yaml"
    whole = b"\xef\xbb\xbf" + (FIRST + "# 끝에 적은 말  \n\n").replace("\n", "\r\n").encode()
    path.write_bytes(unicodedata.normalize("NFD", whole.decode()).encode())
    assert path.read_bytes() != whole
    assert main(["check", "policy/shop", "--fail-on", "warning", *DAY]) == 1
    assert "text-not-nfc" in capsys.readouterr().out
    assert main(["check", "policy/shop", "--fail-on", "warning", "--fix", *DAY]) == 0
    captured = capsys.readouterr()
    assert path.read_bytes() == whole
    assert captured.err.startswith("policy/shop/2026-12-01.yaml")
    assert captured.err.count("\n") == 1
    assert captured.out == "문제를 찾지 못했습니다.\n"


def test_fix_leaves_the_rest_alone(here: Path, capsys: Captured) -> None:
    """What needs no repair, or cannot be read, is not written at all."""
    odd = here / "policy" / "bank" / "2026-12-01.yaml"
    odd.parent.mkdir()
    odd.write_bytes(SMALL.encode("cp949"))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in files(here)}
    assert main(["check", "--fix", "--format", "json", *DAY]) == 1
    assert ("policy/bank/2026-12-01.yaml", "encoding-cp949") in codes((captured := capsys.readouterr()).out)
    assert captured.err == ""
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in files(here)} == before
    assert len(before) == 3


def files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def test_commands_are_those_of_the_program(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The help of the whole lists every command, and no other."""
    monkeypatch.setenv("COLUMNS", "100")
    assert stopped("--help") == 0
    assert set(re.findall(r"(?m)^ {4}([a-z]+) ", capsys.readouterr().out)) == set(COMMANDS)
    assert len(COMMANDS) > 12


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda given: " ".join(given) or "all")
def test_help_is_korean(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Help is Korean throughout, but for names; explanations begin in one column, for what is before them is ASCII."""
    monkeypatch.setenv("COLUMNS", "100")
    assert stopped(*command, "--help") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"사용법: policyc{' ' if command else ''}{' '.join(command)} ")
    assert set(ENGLISH.findall(out)) <= {*COMMANDS, *NAMES}
    lines = out.split("\n\n", 1)[1].splitlines()
    explained = [found for line in lines if (found := re.match(r" {9,}(?=\S)| {2,8}\S+(?: \S+)* {2,}(?=\S)", line))]
    assert len(explained) >= (2 if command in (("init",), ("revise",), ("explain",), ("rules",)) else 3)
    assert len({found.end() for found in explained}) == 1
    assert all(columns(line) <= 100 for line in out.splitlines())


def test_help_shows_all_options(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Every option of the interface is in the help of its command; the version is that of the package."""
    options = {
        "init": set(),
        "new": {"--effective"},
        "check": {"--format", "--fail-on", "--as-of", "--fix"},
        "build": {"--out", "--check", "--drafts", "--jobs", "--as-of"},
        "revise": set(),
        "plan": {"--announce", "--effective", "--format"},
        "date": {"--announce", "--effective"},
        "diff": {"--format", "--as-of"},
        "log": {"--format", "--as-of"},
        "release": set(),
        "adopt": {"--published", "--evidence"},
        "withdraw": {"--reason"},
        "verify": {"--since", "--out", "--format"},
    }
    for command, expected in options.items():
        assert stopped(command, "--help") == 0
        assert set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) == {"--help", *expected}, command
    monkeypatch.setattr("importlib.metadata.version", {"policyc": "1.2.3"}.__getitem__)
    assert stopped("--version") == 0
    assert capsys.readouterr().out == "policyc 1.2.3\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "COMMAND"),
        (("publish",), "publish"),
        (("check", "--formt", "json"), "--formt"),
        (("check", "--form", "json"), "--form"),
        (("check", "--format", "xml"), "xml"),
        (("check", "--format"), "--format"),
        (("check", "--fail-on", "info"), "info"),
        (("check", "--as-of", "2026-02-30"), "2026-02-30"),
        (("check", "--as-of", "내일"), "내일"),
        (("check", "--fix=yes"), "yes"),
        (("build", "--as-of"), "--as-of"),
        (("build", "--out"), "--out"),
        (("init", "one", "two"), "two"),
        (("new",), "SERVICE"),
        (("new", "shop", "--effective", "2026-02-30"), "2026-02-30"),
        (("release", "shop"), "VERSION"),
        (("release", "shop", "2026-12-01", "--as-of", "2026-11-01"), "--as-of"),
        (("adopt", "shop", "2026-12-01", "--published", "2026-11-01"), "--evidence"),
        (("withdraw", "shop", "2026-12-01"), "--reason"),
        (("diff", "shop/next"), "NEW"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_arguments(arguments: tuple[str, ...], named: str, capsys: Captured) -> None:
    """Wrong arguments are named in Korean, with where to read more; nothing is printed as a result."""
    assert stopped(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    problem, more = captured.err.splitlines()
    assert HANGUL.search(problem)
    assert named in problem
    names = {*COMMANDS, *"text json github sarif error warning".split(), *re.findall("[a-z]+", " ".join(arguments))}
    assert set(ENGLISH.findall(problem)) <= names
    assert re.search(rf"'policyc(?: (?:{'|'.join(COMMANDS)}))? --help'", more)


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--fix"),
        ("build",),
        ("build", "--drafts"),
        ("build", "--check"),
        ("new", "shop"),
        ("revise", "shop"),
        ("plan", "shop"),
        ("date", "shop", "--announce", "2026-12-01"),
        ("log", "shop"),
        ("release", "shop", "2026-12-01"),
        ("adopt", "shop", "2026-12-01", "--published", "2026-11-01", "--evidence", "공지"),
        ("withdraw", "shop", "2026-12-01", "--reason", "잘못"),
        ("verify",),
    ],
    ids=" ".join,
)
def test_no_workspace(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Where there is no folder ``policy/``, here or above, nothing is done and the message says so."""
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("여기나 위쪽 폴더에 policy 폴더가 없습니다.")
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A workspace or a folder without policy files is not called faultless."""
    (tmp_path / "policy" / "shop").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for arguments in (["check"], ["check", "policy/shop"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err == "검사할 방침 파일(.yaml)이 없습니다.\n"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("path", ["nowhere.yaml", "policy/nowhere", "policy/shop/2026-12-01.yaml/x.yaml"])
def test_path_that_is_not_there(path: str, capsys: Captured) -> None:
    """A path that leads nowhere is named, in Korean, and the command could not run."""
    assert main(["check", "policy/shop", path, *DAY]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"'{path}'")
    assert not ENGLISH.search(captured.err.replace(path, ""))


def test_link_that_goes_in_circles(here: Path, capsys: Captured) -> None:
    """So is a link that cannot be followed, given by name; found below ``policy/`` no link is followed, and is told."""
    link = here / "policy" / "shop" / "2026-12-02.yaml"
    link.symlink_to(link)
    assert main(["check", "policy/shop/2026-12-02.yaml", *DAY]) == 2
    assert "policy/shop/2026-12-02.yaml" in capsys.readouterr().err
    assert main(["check", "policy", *DAY]) == 0
    capsys.readouterr()
    assert main(["check", *DAY]) == 1
    assert "policy/shop/2026-12-02.yaml:1:1 오류 file-unknown" in capsys.readouterr().out


def test_second_file_of_one_version(here: Path, capsys: Captured) -> None:
    """Beside a version's file another with the other ending is none of the policies, and is told."""
    (here / "policy" / "shop" / "2026-12-01.yml").write_text("garbage: [", encoding="utf-8")
    assert main(["check", *DAY]) == 1
    assert "policy/shop/2026-12-01.yml:1:1 오류 file-unknown" in capsys.readouterr().out


def test_link_out_of_the_workspace_is_not_read(here: Path, tmp_path: Path, capsys: Captured) -> None:
    """No line of a file elsewhere is shown because a link below ``policy/`` leads to it."""
    secret = tmp_path / "secret"
    secret.write_text("비밀번호: 1234", encoding="utf-8")
    (here / "policy" / "shop" / "next.yaml").symlink_to(secret)
    assert main(["check", *DAY]) == 1
    said = capsys.readouterr().out
    assert "file-unknown" in said
    assert "1234" not in said


def test_file_that_may_not_be_read(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A file without the right to read it stops the command, and is named."""
    refuse(monkeypatch, "read_bytes", here / "policy" / "shop" / "2026-12-01.yaml")
    assert main(["check", *DAY]) == 2
    assert "policy/shop/2026-12-01.yaml" in (said := capsys.readouterr()).err
    assert said.out == ""


def refuse(monkeypatch: pytest.MonkeyPatch, method: str, refused: Path) -> None:
    """Have one path refuse what is done with it, as a file without rights does (which root would not see)."""
    real = getattr(Path, method)

    def guarded(path: Path, *rest: Any) -> Any:
        if path.absolute() == refused:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *rest)

    monkeypatch.setattr(Path, method, guarded)


@pytest.mark.parametrize("arguments", [("check",), ("check", "policy")], ids=" ".join)
def test_folder_that_may_not_be_read(
    arguments: tuple[str, ...], here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """A folder without the right to list it stops the command: what is in it must not pass as checked."""
    refused = str(here / "policy" / "shop")
    for name in ("scandir", "listdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name), refused))
    assert main([*arguments, *DAY]) == 2
    assert "policy/shop" in capsys.readouterr().err
    assert not (here / "out").exists()


def guarded(real: Any, refused: str) -> Any:
    """Wrap a function of `os` that lists a folder, so that one folder refuses."""

    def listing(path: Any = ".") -> Any:
        if os.path.realpath(path) == os.path.realpath(refused):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    return listing


class Clock:
    """A clock that tells one moment after the other; without any it goes on by a second each time somebody looks."""

    def __init__(self, *moments: float) -> None:
        self._moments = iter(moments or count())

    def monotonic(self) -> float:
        """Tell the time."""
        return float(next(self._moments))


def test_bar_on_a_terminal(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """On a terminal a bar is drawn on stderr while long work goes on, and wiped before anything is said."""
    write(here, {f"shop/2026-12-{day:02}": SMALL for day in range(2, 7)})
    master, terminal = os.openpty()
    monkeypatch.setattr(bar, "time", Clock())
    with os.fdopen(terminal, "w", encoding="utf-8") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        assert main(["check", *DAY]) == 1
        stderr.flush()
        drawn = os.read(master, 65536).decode()
    os.close(master)
    assert re.fullmatch(r"(\r█*░* [1-6]/7\x1b\[K){3,}\r\x1b\[K", drawn)
    assert drawn.count("█") > drawn.count("█░") > 0
    assert "█" not in capfd.readouterr().out


def test_no_bar_for_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is done within a second leaves a terminal as it was."""
    monkeypatch.setattr(bar, "time", Clock(0.0, 0.3, 0.6, 0.9))
    screen = io.StringIO()
    drawing = bar.Bar(screen)
    for done in (1, 2, 3):
        drawing(done, 3)
    assert screen.getvalue() == ""


def test_bar_is_not_drawn_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small steps do not flood a terminal: ten pictures a second are enough."""
    monkeypatch.setattr(bar, "time", Clock(0.0, *(2 + step / 1000 for step in range(1000))))
    screen = io.StringIO()
    drawing = bar.Bar(screen)
    for done in range(1, 1001):
        drawing(done, 1000)
    assert 5 <= screen.getvalue().count("/1000") <= 12
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.usefixtures("here")
def test_no_bar_where_nobody_looks(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Long work into a file or a pipe leaves no trace of a bar."""
    monkeypatch.setattr(bar, "time", Clock())
    assert main(["check", *DAY]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_same_bytes_every_time(form: str, here: Path) -> None:
    """Two runs of the real command print the same bytes, whatever order its sets have."""
    write(here, {"shop/2026-12-01": BROKEN.replace("purposes: [join]", "purposes: [jion]")})
    first, second = (ran("check", "--format", form, *DAY, cwd=here, env={"PYTHONHASHSEED": seed}) for seed in "12")
    assert (first.returncode, first.stdout, first.stderr) == (1, second.stdout, second.stderr)
    assert "shop" in first.stdout.decode()


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONIOENCODING": "cp949"},
    ],
    ids=lambda env: ",".join(f"{name}={value}" for name, value in env.items()),
)
def test_output_is_utf8_in_any_locale(env: dict[str, str], here: Path) -> None:
    """Whatever the locale says, the report is UTF-8, and Korean arguments are understood."""
    (here / "방침.yaml").write_text(BROKEN, encoding="utf-8")
    found = ran("check", "방침.yaml", *DAY, cwd=here, env=env)
    assert found.returncode == 1, found.stderr.decode()
    assert "오류 unknown-item" in found.stdout.decode()
    wrong = ran("check", "--모름", cwd=here, env=env)
    assert wrong.returncode == 2
    assert wrong.stderr.decode().startswith("모르는 인자입니다: ")


def test_bug_is_not_swallowed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program is no finding and no message: it crashes, so that it is seen."""

    def bug(*_rest: object) -> NoReturn:
        raise AssertionError("a bug")

    monkeypatch.setattr("policyc.compile.check", bug)
    with pytest.raises(AssertionError, match="a bug"):
        main(["check", str(here / "policy")])


# ---- how it ends ----


def test_all_that_was_said_arrives(here: Path, capsys: Captured) -> None:
    """A process ends at once, and yet what it printed is there to the last byte, with the code of the command."""
    for command in (("rules",), ("check", "--format", "json", *DAY), ("explain", "no-such-rule")):
        code = main(command)
        said = capsys.readouterr()
        done = ran(*command, cwd=here)
        assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (code, said.out, said.err)


def test_nothing_is_tidied_up_behind_it(here: Path) -> None:
    """The process does not take its memory apart, which takes longer than many a command."""
    program = (
        "import atexit, sys\n"
        "from policyc.cli import program\n"
        "atexit.register(print, 'tidied up')\n"
        "sys.argv[1:] = ['rules']\n"
        "program()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=here, capture_output=True, check=True, text=True)
    assert done.stdout.count("\n") > 100
    assert "tidied up" not in done.stdout


def test_nobody_reads_on(here: Path) -> None:
    """Where the reader of a pipe has gone (``| head``), the command ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "policyc", "rules"]
    try:
        done = subprocess.run(command, cwd=here, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (2, b"")


def test_a_disk_is_full(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Where what it says cannot be written to its end, that is said."""

    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["rules"]) == 2
    assert capsys.readouterr().err == "결과를 끝까지 쓰지 못했습니다: 디스크에 빈자리가 없습니다.\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_stream_is_closed(closed: str, here: Path) -> None:
    """Without anywhere to say it, a command does its work and gives its code."""
    shell = f'exec "$0" -m policyc build --as-of 2026-12-31 {closed}'
    done = subprocess.run(["sh", "-c", shell, sys.executable], cwd=here, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_somebody_stops_it(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Ctrl-C ends a command with the code that shells give it, and nothing more is said."""

    def stopped_there(_given: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("policyc.cli._answered", stopped_there)
    assert main(["build"]) == 130
    assert capsys.readouterr() == ("", "")
