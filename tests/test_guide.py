"""What the guide shows is what the program does: each example is laid into the guide's own policy and checked.

A fence says what it holds: ``yaml 고친 뒤`` is faultless, ``yaml 잘못`` has the one finding that ``text 알림`` or
``text policyc check`` below it prints, ``markdown`` is part of what is built. ``pytest --bless`` writes the findings.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from datetime import date
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest

import policyc
from house import ROOT
from policyc.cli import main
from policyc.report import text
from policyc.report.catalogue import words
from policyc.report.settings import read

GUIDE = ROOT / "docs" / "guide.ko.md"
DAY = date(2026, 11, 23)
FILE = Path("policy") / "example-shop" / "2026-12-01.yaml"
BASE, BEFORE, WRONG = "yaml 예시 방침", "yaml 고치기 전", "yaml 잘못"
GOOD = ("yaml 고친 뒤", "yaml 예")
FOUND, CHECKED = "text 알림", "text policyc check"
BUILT, TYPED = "markdown 방침에 나오는 글", "sh 명령"
COMMANDS = (CHECKED, "text policyc init", "text policyc new example-shop --effective 2026-12-10")
NEXT = "yaml 고친 묶음"
TOLD = re.compile(r"text (\d{4}-\d{2}-\d{2})")
"""The day on which a command of the chapters on versions is typed; the block begins with the command."""
CLOCKS = ("adopt", "build", "check", "diff", "log", "notice", "plan", "release", "withdraw")
HASH = re.compile(r"\b[0-9a-f]{12}\b")
SETTINGS = "yaml 설정"
LABELLED = (NEXT, SETTINGS, BEFORE, *GOOD, WRONG, FOUND, BUILT)
FENCE = re.compile(r"^```(\S.*)\n((?:.*\n)*?)```$", re.MULTILINE)
KEY = re.compile(r"([a-z-]+):")
ANCHOR = re.compile(r"[^\w\- ]")

Block = tuple[str, str]
Captured = pytest.CaptureFixture[str]


def page() -> str:
    """Read the guide."""
    return GUIDE.read_text(encoding="utf-8")


def blocks() -> list[Block]:
    """List the fenced blocks of the guide, in order: what each says it is, and its text."""
    return [(found[1], found[2]) for found in FENCE.finditer(page())]


def sections() -> list[list[Block]]:
    """Divide the guide at its headings; give the blocks of each section."""
    parts = re.split(r"^#+ .+$", page(), flags=re.MULTILINE)
    return [[(one[1], one[2]) for one in FENCE.finditer(body)] for body in parts]


def examples(*kinds: str) -> list[Any]:
    """List the blocks of some kinds, each named by its number."""
    return [pytest.param(body, id=str(at)) for at, (kind, body) in enumerate(blocks(), 1) if kind in kinds]


def followed(*kinds: str) -> list[Any]:
    """List the blocks of some kinds with the example of their section that they speak of: the last above them."""
    found = []
    number = count(1)
    for section in sections():
        example = ""
        for (kind, body), at in zip(section, number, strict=False):
            example = body if kind in (*GOOD, WRONG) else example
            if kind in kinds:
                found.append(pytest.param(example, kind, body, id=str(at)))
    return found


def groups(text: str) -> dict[str, str]:
    """Divide a policy into its outermost keys, each with the lines below it; a key that comes twice stays twice."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        key = start[1] if (start := KEY.match(line)) else key
        found[key] = found.get(key, "") + line
    return found


def laid(example: str) -> str:
    """Lay an example into the guide's policy: what it tells stands in the place of what stood there.

    A policy with earlier ones is not the first.
    """
    ((_, base),) = [block for block in blocks() if block[0] == BASE]
    whole = groups(base) | groups(example)
    if "earlier" in whole:
        del whole["first"]
    return "".join(whole.values())


def checked(example: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> policyc.Report:
    """Check the guide's policy with an example laid into it."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(laid(example), encoding="utf-8")
    monkeypatch.chdir(folder)
    return policyc.check(as_of=DAY)


def brief(report: policyc.Report) -> str:
    """Write findings without their places: what the guide shows of a mistake."""
    said = words()
    return "".join(
        f"{said['severity'][one.severity]} {one.code}\n  {one.message}\n  {said['hint'].format(hint=one.hint)}\n"
        for one in report.findings
    )


def replaced(kind: str, old: str, new: str, example: str) -> None:
    """Write a block of the guide anew: the first of its kind with its text below its example."""
    whole = page()
    start = whole.index(f"```{kind}\n{old}```", whole.index(example) if example else 0)
    end = start + len(f"```{kind}\n{old}```")
    GUIDE.write_text(f"{whole[:start]}```{kind}\n{new}```{whole[end:]}", encoding="utf-8", newline="\n")


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    """No fence of the guide goes unchecked, and every kind is there; a reader sees what each is above it."""
    found = blocks()
    assert {kind for kind, _ in found if not TOLD.fullmatch(kind)} == {BASE, TYPED, *LABELLED, *COMMANDS}
    assert page().count("\n```") == 2 * len(found)
    for one in FENCE.finditer(page()):
        if one[1] in LABELLED:
            above = page()[: one.start()].rstrip().rsplit("\n", 1)[1]
            assert above.startswith(f"**{one[1].split(' ', 1)[1]}**"), one[0]


@pytest.mark.parametrize("body", examples(SETTINGS))
def test_settings_examples(body: str, tmp_path: Path) -> None:
    """The settings shown are settings without a fault."""
    (tmp_path / "policyc.yaml").write_text(body, encoding="utf-8")
    found = read(tmp_path, "policy/policyc.yaml")
    assert found is not None
    assert found.findings == ()
    assert found.settings.severities


def test_policy_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The policy that all examples change has no fault."""
    report = checked("", tmp_path, monkeypatch)
    assert report.findings == []
    assert (tmp_path / FILE).read_text(encoding="utf-8") == dict(blocks())[BASE]


@pytest.mark.parametrize("example", examples(BEFORE))
def test_what_stands_before(example: str) -> None:
    """What is shown as it stands before is in the guide's policy, word for word."""
    assert example in dict(blocks())[BASE]


@pytest.mark.parametrize("example", examples(*GOOD))
def test_good_examples(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown as right has no finding that stands, and can be built."""
    report = checked(example, tmp_path, monkeypatch)
    assert [(one.code, one.message) for one in report.findings if not one.waived] == []
    built = policyc.build(as_of=date(2026, 12, 1), drafts=True)
    assert built.services == ("example-shop",)
    assert (built.refused, built.faulty) == ((), ())


@pytest.mark.parametrize(("example", "kind", "shown"), followed(FOUND, CHECKED))
def test_findings(
    example: str, kind: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bless: bool
) -> None:
    """What is shown of a check is what the check says: one finding for a mistake, none without one."""
    report = checked(example, tmp_path, monkeypatch)
    assert len(report.findings) == bool(example)
    got = text.render(report.findings, report.texts) if kind == CHECKED else brief(report)
    if bless and got != shown:
        replaced(kind, shown, got, example)
    else:
        assert shown == got


def test_every_mistake_is_followed_by_its_finding() -> None:
    """Below every example of a mistake stands what is said of it."""
    kinds = [kind for kind, _ in blocks()]
    below = [after for kind, after in pairwise(kinds) if kind == WRONG]
    assert len(below) == kinds.count(WRONG) > 15
    assert set(below) == {FOUND, CHECKED}


@pytest.mark.parametrize(("example", "kind", "shown"), followed(BUILT))
def test_what_is_built(example: str, kind: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown of the published policy is part of it; a line of three dots leaves something out."""
    checked(example, tmp_path, monkeypatch)
    policyc.build(as_of=date(2026, 12, 1), drafts=True)
    made = (tmp_path / "out" / "example-shop" / "draft" / "2026-12-01" / "policy.md").read_text(encoding="utf-8")
    assert shown.strip(), kind
    assert_in_order(shown, made)


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, bless: bool) -> None:
    """The commands of the first section, run one after another in a new folder, say what is shown."""
    folder = tmp_path / "방침"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr("policyc.cli.new.today", lambda: DAY)
    shown = [block for block in blocks() if block[0] in COMMANDS and block[0] != CHECKED]
    assert len(shown) == 2
    for kind, said in shown:
        assert main(kind.removeprefix("text policyc ").split()) == 0
        got = capsys.readouterr().out.replace(str(tmp_path), "…")
        if bless and "\n…\n" not in said and got != said:
            replaced(kind, said, got, "")
        else:
            assert_in_order(said, got)


def assert_in_order(shown: str, got: str) -> None:
    """Hold what is shown against the whole; without a line of three dots, what is shown is one piece."""
    at = 0
    for piece in re.split(r"^…\n", shown, flags=re.MULTILINE):
        assert piece in got[at:], f"{piece}\n--- is not in ---\n{got[at:]}"
        at = got.index(piece, at) + len(piece)


def test_life_of_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, bless: bool) -> None:
    """The commands of the chapters on versions, run in the order of the page, each on its day, say what is shown."""
    shown = [block for block in blocks() if block[0] == NEXT or TOLD.fullmatch(block[0])]
    assert {said.split()[2] for kind, said in shown if kind != NEXT} >= {*CLOCKS, "revise", "date", "verify"}
    begun(tmp_path / "first", monkeypatch)
    for kind, said in shown:
        if kind == NEXT:
            draft = FILE.with_name("next.yaml")
            edited = groups(draft.read_text(encoding="utf-8")) | groups(said)
            draft.write_text("".join(edited.values()), encoding="utf-8")
            continue
        command = said.partition("\n")[0]
        if command.startswith("$ policyc adopt "):
            begun(tmp_path / "adopted", monkeypatch)
        told = typed(kind.removeprefix("text "), shlex.split(command)[2:], monkeypatch, capsys)
        got = f"{command}\n{HASH.sub('0123456789ab', told.replace(str(Path.cwd()), '…'))}"
        if bless and got != said and "\n…\n" not in said:
            replaced(kind, said, got, "")
        else:
            assert_in_order(said, got)


def begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a workspace with the guide's policy."""
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text(laid(""), encoding="utf-8")
    monkeypatch.chdir(folder)


def typed(day: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> str:
    """Run a command on a day; return all that it says."""
    for name in CLOCKS:
        monkeypatch.setattr(f"policyc.cli.{name}.today", lambda: date.fromisoformat(day))
    assert main(arguments) == 0
    said = capsys.readouterr()
    return said.out + said.err


def test_git_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of git, typed after a change, bring it to the server on a branch of its own."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"NAME": "법무팀", "EMAIL": "legal@shop.example.com"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    script = dict(blocks())[TYPED]
    before = "git init -q --bare server\ngit clone -q server desk\ncd desk\necho a > policy.yaml\ngit add .\n"
    before += "git commit -q -m first\necho b > policy.yaml\n"
    subprocess.run(["sh", "-e", "-c", before + script], check=True, capture_output=True)
    branch = script.split()[3]
    shown = ["git", "-C", "server", "show", f"{branch}:policy.yaml"]
    assert subprocess.run(shown, check=True, capture_output=True, text=True).stdout == "b\n"


def test_links() -> None:
    """Every link of the guide leads to a heading of it, or to a page and an anchor that are there."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page()), re.MULTILINE)
    own = [ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(own) == len(set(own))
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", FENCE.sub("", page())))
    assert len(links) > 20
    for link in links:
        name, _, anchor = link.partition("#")
        if name:
            assert (GUIDE.parent / name).is_file(), link
            target = (GUIDE.parent / name).read_text(encoding="utf-8") if anchor else ""
            assert not anchor or f'<a id="{anchor}"></a>' in target, link
        else:
            assert anchor in own, link


def test_task_table_names_every_task() -> None:
    """The table at the top leads to every section of the guide."""
    whole = FENCE.sub("", page())
    tasks = re.findall(r"^##+ (.+)$", whole, re.MULTILINE)
    top = whole.split("\n## ")[0]
    mistakes = tasks.index("자주 하는 실수")
    assert [task for task in tasks[: mistakes + 1] if f"[{task}](#" not in top] == []
