"""A workspace and a service from nothing: what is written, what is kept, what is refused, and a starter that holds."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import policyc
from house import PACKAGE, ROOT
from policyc import workspace
from policyc.cli import main
from policyc.edit import new as starting
from policyc.releasing import release
from workspaces import tree

TODAY = date(2026, 11, 24)
EFFECTIVE = date(2026, 12, 2)
MADE = {
    ".gitattributes",
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "schema/policy.schema.json",
    "schema/workspace.schema.json",
}
EXAMPLE = re.compile(r"(?m)^( *(?:- |[\w-]+: )?)○○○(.*?)  # (?:.*예: (.+)|.+면 (none))$")
"""A blank and the example or the word that its comment offers; what stands behind the blank stays."""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, on a day that stays."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policyc.cli.new.today", lambda: TODAY)
    return tmp_path


@pytest.fixture
def shop(here: Path, capsys: Captured) -> Path:
    """Begin a workspace and a service in it; give the service's file."""
    assert main(["init"]) == main(["new", "example-shop"]) == 0
    capsys.readouterr()
    return here / "policy" / "example-shop" / "2026-12-02.yaml"


def filled(text: str) -> str:
    """Fill every blank as its own comment says."""
    return EXAMPLE.sub(lambda found: f"{found[1]}{found[3] or found[4]}{found[2]}", text)


def findings(day: date = TODAY) -> list[tuple[str, int]]:
    """Check the workspace; list code and line of all that is found."""
    return [(found.code, found.span.line) for found in policyc.check(as_of=day).findings]


def blank_lines(text: str) -> list[int]:
    """Give the numbers of the lines on which there is something to be filled in, comments aside."""
    return [at for at, line in enumerate(text.split("\n"), 1) if "○○○" in line.partition("#")[0]]


# ---- init ----


@pytest.mark.parametrize("folder", [(), (".",), ("new/deep",)], ids=["none", "here", "deep"])
def test_init_makes_a_workspace(folder: tuple[str, ...], here: Path, capsys: Captured) -> None:
    """Each file that a workspace needs is written and named, with ``policy/`` beside them, here or in a new folder."""
    assert main(["init", *folder]) == 0
    root = here / folder[0] if folder else here
    assert set(tree(root)) == MADE
    assert list((root / "policy").iterdir()) == []
    said = capsys.readouterr().out
    assert str(root) in said
    assert all(f"만듦: {name}\n" in said for name in MADE)
    assert "policyc new" in said
    assert ("그 폴더로 옮겨" in said) == (root != here)


def test_init_suits_the_editor(here: Path) -> None:
    """The editor finds both schemas in the workspace, offline, each for its files; its extension is advised."""
    policyc.init(here)
    settings = json.loads((here / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    meant = {"policy": ["policy/*/*.yaml", "policy/*/*.yml"], "workspace": ["policy/policyc.yaml"]}
    assert list(settings["yaml.schemas"].values()) == list(meant.values())
    for name, path in zip(meant, settings["yaml.schemas"], strict=True):
        schema = here / "schema" / f"{name}.schema.json"
        assert schema.read_text(encoding="utf-8") == workspace.schema_text(name)
        assert (here / path).samefile(schema)
    assert settings["yaml.schemaStore.enable"] is False
    advised = json.loads((here / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert advised == {"recommendations": ["redhat.vscode-yaml"]}


def test_init_suits_git(here: Path) -> None:
    """Git keeps the line ends of policies as they are checked in, records byte by byte, and what is generated out."""
    policyc.init(here)
    (here / "out").mkdir()
    (here / "out" / "manifest.json").touch()
    subprocess.run(["git", "init", "--quiet"], cwd=here, check=True)
    asked = ["git", "check-attr", "text", "eol", "--", "policy/shop/2026-12-01.yaml"]
    told = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=True).stdout
    assert re.findall(r": (\w+): (\w+)$", told, re.MULTILINE) == [("text", "set"), ("eol", "lf")]
    asked = ["git", "check-attr", "text", "--", "policy/shop/released/2026-12-01.json"]
    told = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=True).stdout
    assert re.findall(r": (\w+): (\w+)$", told, re.MULTILINE) == [("text", "unset")]
    asked = ["git", "status", "--porcelain", "--untracked-files=all"]
    told = subprocess.run(asked, cwd=here, capture_output=True, text=True, check=True).stdout
    assert {line[3:] for line in told.splitlines()} == MADE


def test_init_explains_the_commands(here: Path) -> None:
    """The page for people names the commands of a first policy, in the order in which they are used."""
    policyc.init(here)
    page = (here / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\d\. `policyc (\w+)", page) == ["new", "check", "build", "release", "build"]


def test_init_twice_changes_nothing(shop: Path, here: Path, capsys: Captured) -> None:
    """A second run keeps every file as it is, to the inode, and says so."""
    before = {path: (path.read_bytes(), path.stat().st_ino) for path in here.rglob("*") if path.is_file()}
    assert shop in before
    assert main(["init"]) == 0
    assert {path: (path.read_bytes(), path.stat().st_ino) for path in here.rglob("*") if path.is_file()} == before
    said = capsys.readouterr().out
    assert all(f"있던 대로 둠: {name}\n" in said for name in MADE)
    assert "만듦" not in said


def test_init_keeps_what_is_there_but_an_old_schema(here: Path, capsys: Captured) -> None:
    """Files of the same names stay as they are, even broken links; the schema is ours and becomes today's."""
    (here / "schema").mkdir()
    (here / "schema" / "policy.schema.json").write_text("{}", encoding="utf-8")
    (here / "README.md").write_text("우리 회사의 안내\n", encoding="utf-8")
    (here / ".gitignore").symlink_to(here / "nowhere")
    assert main(["init"]) == 0
    said = capsys.readouterr().out
    assert re.findall(r"있던 대로 둠: (\S+)", said) == [".gitignore", "README.md"]
    assert re.findall(r"이 판의 것으로 바꿈: (\S+)", said) == ["schema/policy.schema.json"]
    assert (here / "README.md").read_text(encoding="utf-8") == "우리 회사의 안내\n"
    assert (here / ".gitignore").is_symlink()
    assert not (here / "nowhere").exists()
    assert (here / "schema" / "policy.schema.json").read_text(encoding="utf-8") == workspace.schema_text("policy")


@pytest.mark.parametrize(
    ("folder", "occupied"),
    [("file", "file"), ("file/below", "file"), ("ws", "ws/policy"), ("ws", "ws/schema"), ("ws", "ws/.vscode")],
)
def test_init_needs_folders(folder: str, occupied: str, here: Path, capsys: Captured) -> None:
    """Where a file stands in the way of a folder, it is named and nothing is written."""
    (here / occupied).parent.mkdir(exist_ok=True)
    (here / occupied).write_text("x", encoding="utf-8")
    assert main(["init", folder]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert occupied in captured.err
    assert "폴더가 아닌 것이 있습니다" in captured.err
    assert tree(here) == {occupied: b"x"}


def test_init_refuses_a_link_in_a_circle(here: Path, capsys: Captured) -> None:
    """A link that leads nowhere is no folder."""
    (here / "loop").symlink_to(here / "loop")
    assert main(["init", "loop"]) == 2
    assert "loop" in capsys.readouterr().err


def test_init_stays_in_its_folder(here: Path, capsys: Captured) -> None:
    """A folder that is a link out of the workspace is refused before anything is written."""
    outside, inside = here / "outside", here / "ws"
    outside.mkdir()
    inside.mkdir()
    (inside / "schema").symlink_to(outside)
    assert main(["init", "ws"]) == 2
    assert "ws/schema" in capsys.readouterr().err
    assert tree(here) == {}
    assert not (inside / "policy").exists()


def test_init_is_not_for_the_inside_of_a_workspace(shop: Path, here: Path, capsys: Captured) -> None:
    """Below ``policy/`` a workspace would pass as services; beside it, another may stand."""
    before = tree(here)
    for folder in (here / "policy", shop.parent, shop.parent / "deeper"):
        assert main(["init", str(folder)]) == 2
        assert str(folder) in capsys.readouterr().err
    assert tree(here) == before
    assert main(["init", "beside"]) == 0


def test_init_where_nothing_may_be_written(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A folder that cannot be written to is named, in Korean."""

    def refused(path: Path, *_rest: Any, **_more: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "mkdir", refused)
    assert main(["init", "ws"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"{here}/ws" in captured.err
    assert "권한이 없습니다" in captured.err


# ---- new ----


def test_new_names_the_file_by_its_day(shop: Path, here: Path) -> None:
    """Announced today and in force eight days later, unless a day is given; the name is the day."""
    assert "\n  announced: 2026-11-24  #" in (text := shop.read_text(encoding="utf-8"))
    assert "\n  effective: 2026-12-02  #" in text
    assert main(["new", "bank", "--effective", "2027-01-01"]) == 0
    text = (here / "policy" / "bank" / "2027-01-01.yaml").read_text(encoding="utf-8")
    assert "\n  announced: 2026-11-24  #" in text
    assert "\n  effective: 2027-01-01  #" in text


def test_starter_leads_the_editor_to_the_schema(shop: Path) -> None:
    """The first line names the schema, relative to the file; the file is UTF-8 with plain line ends."""
    first, rest = shop.read_bytes().split(b"\n", 1)
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first.decode())
    assert found
    assert (shop.parent / found[1]).resolve() == shop.parents[2] / "schema" / "policy.schema.json"
    assert b"\r" not in rest
    assert "{announced}" not in rest.decode()


def test_new_lists_the_blanks(here: Path, capsys: Captured) -> None:
    """Number and lines of the blanks are printed, each with its path and what is to be written, and what comes next."""
    policyc.init(here)
    assert main(["new", "example-shop"]) == 0
    said = capsys.readouterr().out
    text = (here / "policy" / "example-shop" / "2026-12-02.yaml").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^ +(\d+)행  (\S+) +(\S.*)$", said)
    assert [int(line) for line, _, _ in listed] == blank_lines(text)
    assert f"채울 자리(○○○)가 {len(listed)}곳 있습니다." in said
    assert ("controller/name", "예: 주식회사 예시상점") in [(place, comment) for _, place, comment in listed]
    assert ("recipients", "제공하지 않으면 none") in [(place, comment) for _, place, comment in listed]
    assert said.startswith("방침의 초안을 만들었습니다: policy/example-shop/2026-12-02.yaml\n")
    assert re.findall(r"(?m)^  (policyc \w+)", said) == ["policyc check", "policyc build", "policyc release"]
    assert "policyc release example-shop 2026-12-02" in said


def test_new_without_a_schema(here: Path, capsys: Captured) -> None:
    """In a workspace that was made by hand, it is said how the editor gets its schema."""
    (here / "policy").mkdir()
    assert main(["new", "example-shop"]) == 0
    assert "policyc init" in capsys.readouterr().out


def test_check_names_each_blank_and_nothing_else(shop: Path) -> None:
    """Of an untouched starter all that is found is what is to be filled in, once each, with its line."""
    expected = blank_lines(shop.read_text(encoding="utf-8"))
    assert findings() == [("placeholder", line) for line in expected]
    assert len(expected) > 25
    report = policyc.check(as_of=TODAY)
    assert {found.span.column > 1 for found in report.findings} == {True}


def test_blanks_are_named_whatever_is_filled_first(shop: Path) -> None:
    """Filled line by line, from above or from below, the file never has a finding but for the blanks that are left."""
    text = shop.read_text(encoding="utf-8")
    blanks = blank_lines(text)
    whole, filled_whole = text.split("\n"), filled(text).split("\n")
    for order in (blanks, blanks[::-1]):
        lines = list(whole)
        for done, line in enumerate(order, 1):
            lines[line - 1] = filled_whole[line - 1]
            shop.write_text("\n".join(lines), encoding="utf-8")
            assert findings() == [("placeholder", left) for left in sorted(order[done:])], line


def test_filled_starter_passes_and_builds(shop: Path, here: Path) -> None:
    """With every blank filled as its comment says, nothing is found, and all three files are built without a blank."""
    text = filled(shop.read_text(encoding="utf-8"))
    assert blank_lines(text) == []
    shop.write_text(text, encoding="utf-8")
    assert findings() == []
    assert policyc.build(as_of=TODAY).drafts == ("policy/example-shop/2026-12-02.yaml",)
    release("example-shop", "2026-12-02", day=TODAY)
    built = policyc.build(as_of=TODAY)
    assert (built.services, built.refused, built.early, built.drafts) == (("example-shop",), (), (), ())
    folder = here / "out" / "example-shop" / "2026-12-02"
    assert {path.name for path in folder.iterdir()} == {"index.html", "policy.md", "policy.txt", "policy.json"}
    page = (folder / "policy.md").read_text(encoding="utf-8")
    assert page.startswith("# 예시상점 개인정보 처리방침\n")
    assert "○" not in page
    assert "예:" not in page


def test_sections_stand_in_the_order_of_the_guideline(shop: Path, here: Path) -> None:
    """What the file says from top to bottom, the page says from top to bottom."""
    shop.write_text(filled(shop.read_text(encoding="utf-8")), encoding="utf-8")
    policyc.build(as_of=TODAY, drafts=True)
    page = (here / "out" / "example-shop" / "draft" / "2026-12-02" / "policy.md").read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^## (.+)$", page)
    words = "목적 항목 14세 보유 파기 제3자 위탁 안전성 쿠키 권리 보호책임자 구제 변경".split()
    assert [word for heading, word in zip(headings, words, strict=True) if word not in heading] == []


def test_filled_starter_gives_enough_notice(shop: Path) -> None:
    """Where it is not the first policy after all, eight days satisfy the seven that it promises, strictly counted."""
    earlier = "\nearlier: {url: https://shop.example.com/old}\n"
    text = filled(shop.read_text(encoding="utf-8")).replace("\nfirst: true\n", earlier)
    for counting in ("", "  counting: clear\n"):
        shop.write_text(text.replace("\n  general: 7일\n", f"\n  general: 7일\n{counting}"), encoding="utf-8")
        assert "7일" in shop.read_text(encoding="utf-8")
        assert findings() == []


ALTERNATIVES = {
    "words": "words: ",
    "earlier": "earlier: ",
    "children": "children: ",
    "statutory": "  statutory:",
    "internal": "  internal:",
    "recipients": "recipients:",
    "processors": "processors:",
    "cookies": "cookies:",
    "settings": "    settings:",
    "optional": "    optional: ",
    "additional-use": "additional-use:",
    "overseas-collection": "overseas-collection:",
    "pseudonymised": "pseudonymised:",
    "sensitive-disclosure": "sensitive-disclosure:",
    "behavioural": "behavioural:",
    "automated-decisions": "automated-decisions:",
    "domestic-agent": "domestic-agent:",
    "cctv": "cctv:",
}
"""Each block that the starter offers behind ``#`` → how it begins."""


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_alternatives_pass(name: str, shop: Path) -> None:
    """Each block that is offered, written in place of the blank for it and filled, is found faultless, and is built."""
    text = chosen(shop.read_text(encoding="utf-8"), ALTERNATIVES[name])
    shop.write_text(filled(text).replace("url: ○○○", "url: https://shop.example.com/old"), encoding="utf-8")
    assert findings() == []
    assert not policyc.build(as_of=TODAY, drafts=True).faulty


def test_all_alternatives_are_tried() -> None:
    """No line of the starter that is a block behind ``#`` has been forgotten above."""
    text = starting.STARTER.read_text(encoding="utf-8")
    offered = re.findall(r"(?m)^ *# ([a-z-]+):(?: |$)", text)
    assert set(offered) - {"yaml-language-server"} == set(ALTERNATIVES)


def chosen(text: str, beginning: str) -> str:
    """Take the ``#`` away from a block, and the blank of the same name out."""
    key = beginning.strip()
    margin = beginning[: beginning.index(key)]
    text = re.sub(rf"(?m)^{key} ○○○  # .*\n", "", text)
    lines, inside = [], False
    for line in text.split("\n"):
        inside = line.startswith(f"{margin}# {key}") or (inside and line.startswith(f"{margin}#   "))
        lines.append(line.replace("# ", "", 1) if inside else line)
    assert lines != text.split("\n")
    return "\n".join(lines)


def test_policy_of_the_past(here: Path) -> None:
    """Whoever dates a policy back must say when it was announced: a blank for a day is named as one, not as a form."""
    policyc.init(here)
    assert main(["new", "example-shop", "--effective", "2026-11-23"]) == 0
    path = here / "policy" / "example-shop" / "2026-11-23.yaml"
    text = path.read_text(encoding="utf-8")
    assert findings() == [("placeholder", line) for line in blank_lines(text)]
    assert "\n  announced: ○○○  # 공고일\n" in text
    path.write_text(filled(text).replace("announced: ○○○", "announced: 2026-11-10"), encoding="utf-8")
    assert findings() == []


def test_day_of_today(here: Path) -> None:
    """A policy that takes effect today may be announced today."""
    policyc.init(here)
    started = policyc.new("example-shop", as_of=TODAY, effective=TODAY)
    text = started.path.read_text(encoding="utf-8")
    assert "announced: 2026-11-24" in text
    assert [blank.line for blank in started.blanks] == blank_lines(text)


@pytest.mark.parametrize(
    "name", ["Shop", "예시상점", "example_shop", "example shop", "-shop", "../shop", ".", "", "a--b"]
)
def test_new_refuses_what_cannot_be_an_address(name: str, here: Path, capsys: Captured) -> None:
    """A name that cannot be an address is refused, with how one is made."""
    policyc.init(here)
    before = tree(here)
    assert main(["new", "--", name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"'{name}'" in captured.err
    assert "영문 소문자" in captured.err
    assert tree(here) == before


@pytest.mark.parametrize("name", ["2020-01-01.yaml", "next.yaml", "memo.txt", "released/2020-01-01/edition.json"])
def test_new_refuses_a_service_that_exists(name: str, here: Path, capsys: Captured) -> None:
    """Whatever stands below a service's name, it is taken; nothing is written beside it."""
    path = here / "policy" / "example-shop" / name
    path.parent.mkdir(parents=True)
    path.write_text("x", encoding="utf-8")
    assert main(["new", "example-shop"]) == 2
    assert "이미 있는 서비스" in capsys.readouterr().err
    assert list(tree(here)) == [f"policy/example-shop/{name}"]


def test_new_takes_an_empty_folder(here: Path) -> None:
    """A folder that somebody made beforehand is no service yet, nor is what the system leaves in it."""
    (here / "policy" / "example-shop").mkdir(parents=True)
    (here / "policy" / "example-shop" / ".DS_Store").touch()
    assert main(["new", "example-shop"]) == 0
    assert (here / "policy" / "example-shop" / "2026-12-02.yaml").is_file()


def test_new_needs_a_workspace(here: Path, capsys: Captured) -> None:
    """Where there is no workspace, it is said how to begin one; in a folder of one, its root is found."""
    assert main(["new", "example-shop"]) == 2
    assert "policyc init" in capsys.readouterr().err
    assert tree(here) == {}


def test_new_from_a_folder_below(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """From any folder of the workspace the service goes below its ``policy/``, and is named in full."""
    policyc.init(here)
    monkeypatch.chdir(here / ".vscode")
    assert main(["new", "example-shop"]) == 0
    assert str(here / "policy" / "example-shop" / "2026-12-02.yaml") in capsys.readouterr().out
    assert "policy/example-shop/2026-12-02.yaml" in tree(here)


@pytest.mark.parametrize("link", ["policy", "policy/example-shop", "dangling"])
def test_new_stays_in_the_workspace(link: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """No link leads the new file out of the workspace, be it ``policy/`` or the service's folder."""
    outside, inside = here / "outside", here / "ws"
    (inside / "policy").mkdir(parents=True)
    if link == "policy":
        (inside / "policy").rmdir()
    if link != "dangling":
        outside.mkdir()
    (inside / (link if link != "dangling" else "policy/example-shop")).symlink_to(outside)
    monkeypatch.chdir(inside)
    assert main(["new", "example-shop"]) == 2
    assert "example-shop" in capsys.readouterr().err
    assert tree(here) == {}


def test_new_writes_no_half_file(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Where the last step of writing fails, no file is left, and the next try may succeed."""
    policyc.init(here)

    def full(path: Path, *_rest: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        assert main(["new", "example-shop"]) == 2
    assert "디스크에 빈자리가 없습니다." in capsys.readouterr().err
    assert list((here / "policy" / "example-shop").iterdir()) == []
    assert main(["new", "example-shop"]) == 0


def test_wheel_carries_the_starter(tmp_path: Path) -> None:
    """Packed, the starter is the same bytes, comments and all; unpacked, it begins and builds a service anywhere."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "packed")
    own, carried = PACKAGE / "edit" / "starter", tmp_path / "packed" / "policyc" / "edit" / "starter"
    assert tree(own) == tree(carried)
    assert len(tree(own)) == 6
    empty = tmp_path / "empty"
    empty.mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path / "packed"), "HOME": str(tmp_path)}
        ran = [sys.executable, "-m", "policyc", *arguments]
        return subprocess.run(ran, cwd=empty, env=env, capture_output=True, text=True, check=False)

    assert [run(*each).returncode for each in (["init"], ["new", "shop"], ["check"], ["build"])] == [0, 0, 1, 0]
    (path,) = (empty / "policy" / "shop").iterdir()
    assert run("release", "shop", path.stem).returncode == 1
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert run("check").stdout == "문제를 찾지 못했습니다.\n"
    assert run("release", "shop", path.stem).returncode == 0
    assert run("build").returncode == 0
    assert (empty / "out" / "shop" / path.stem / "index.html").is_file()
