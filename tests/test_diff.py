"""The comparison that people ask for: versions by name, by file and from git, in four forms, and what is refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import html5lib
import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import sync_playwright
from referencing import Registry, Resource

from browsing import ARGUMENTS
from histories import FIRST, LATE, POLICIES, SECOND, THIRD, history
from policyc import workspace
from policyc.cli import main
from policyc.publish.stored_bytes import enclosed
from workspaces import BROKEN, write

Captured = pytest.CaptureFixture[str]
DAY = ("--as-of", "2026-11-20")
OVERLAY = "headings:\n  officers: 우리 회사의 보호책임자\nwords:\n  changes: {title: 우리 회사의 변경 안내}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a history."""
    history(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def remembered(here: Path) -> Path:
    """Let git remember the workspace."""
    git(here, "init", "--quiet", "--initial-branch=main")
    git(here, "add", ".")
    git(here, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "one")
    return here


def git(root: Path, *arguments: str) -> None:
    """Run git without anybody's settings."""
    surroundings = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=root, env=surroundings, check=True, capture_output=True)


def diff(capsys: Captured, old: str, new: str, form: str = "text") -> str:
    """Compare, and return what is printed."""
    assert main(["diff", *DAY, "--format", form, old, new]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    return found.out


def data(capsys: Captured, old: str, new: str) -> dict[str, Any]:
    """Compare as JSON, which must be what the schema says."""
    printed = diff(capsys, old, new, "json")
    found: dict[str, Any] = json.loads(printed)
    schemas = {name: json.loads(workspace.schema_text(name)) for name in ("changes", "version")}
    resources = [(f"{name}.schema.json", Resource.from_contents(schema)) for name, schema in schemas.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    assert list(Draft202012Validator(schemas["changes"], registry=registry).iter_errors(found)) == []
    return found


def refused(capsys: Captured, old: str, new: str) -> str:
    """Compare what cannot be compared, and return why."""
    assert main(["diff", *DAY, "--", old, new]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert "Traceback" not in found.err
    return found.err


def change(version: str, old: str, new: str, where: Path) -> None:
    """Alter the policy file of a version."""
    path = where / f"policy/shop/{version}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


# ---- forms -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_text_and_markdown(capsys: Captured) -> None:
    """People read what changes, from when, and the comparison, with the same words in both."""
    text = diff(capsys, f"shop/{FIRST}", f"shop/{SECOND}")
    assert text.startswith("개인정보 처리방침 변경 안내\n")
    for line in ("시행일: 2026년 12월 1일", "신구대비표", "  개정 후: 이메일 주소{+, 휴대전화번호+}"):
        assert line in text.splitlines()
    markdown = diff(capsys, f"shop/{FIRST}", f"shop/{SECOND}", "markdown")
    assert markdown.startswith("# 개인정보 처리방침 변경 안내\n")
    assert "| 회원가입 > 필수 항목 | 이메일 주소 | 이메일 주소<ins>, 휴대전화번호</ins> |" in markdown
    sentences = re.findall(r"(?m)^- (.*휴대전화번호.*)$", text)
    assert sentences
    assert all(f"- {sentence}" in markdown for sentence in sentences)


@pytest.mark.usefixtures("here")
def test_json(capsys: Captured) -> None:
    """Programs read kinds, weights and the notice; the other way round there is no notice to owe."""
    found = data(capsys, f"shop/{FIRST}", f"shop/{SECOND}")
    assert (found["service"], found["old"], found["new"], found["weight"]) == ("shop", FIRST, SECOND, "material")
    assert [each["kind"] for each in found["changes"]] == ["item-added"]
    assert (found["notice"]["owed"], found["notice"]["given"]) == (30, 30)
    back = data(capsys, f"shop/{SECOND}", f"shop/{FIRST}")
    assert [each["kind"] for each in back["changes"]] == ["item-removed"]
    assert "notice" not in back


@pytest.mark.usefixtures("here")
def test_the_same_version(capsys: Captured) -> None:
    """A version against itself differs in nothing."""
    found = data(capsys, f"shop/{SECOND}", f"shop/{SECOND}")
    assert (found["changes"], found["weight"], found["needsConsent"]) == ([], None, [])
    assert diff(capsys, f"shop/{LATE}", f"shop/{LATE}")


@pytest.mark.parametrize("theme", ["", ":root { --mark: #123456; }\r\nbody { letter-spacing: 3px; }\r\n"])
def test_page_stands_alone(here: Path, capsys: Captured, chromium: str, theme: str) -> None:
    """The page is one file without script or addresses, and a browser applies the style that its policy names."""
    if theme:
        (here / "templates").mkdir()
        (here / "templates" / "theme.css").write_bytes(theme.encode())
    printed = diff(capsys, f"shop/{SECOND}", f"shop/{LATE}", "html")
    parsed = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(printed)
    assert [each.tag for each in parsed.iter() if each.tag in ("script", "link", "img", "iframe", "object")] == []
    assert [each for each in parsed.iter() if "style" in each.attrib] == []
    policy = next(each.attrib["content"] for each in parsed.iter("meta") if "http-equiv" in each.attrib)
    style = r"style-src 'sha256-[A-Za-z0-9+/]{43}='"
    assert re.fullmatch(rf"default-src 'none'; {style}; img-src 'self'; base-uri 'none'", policy)
    page = here / "changes.html"
    page.write_bytes(printed.encode())
    assert looked_at(page, chromium) == ("keep-all", "3px" if theme else "normal", [])


def looked_at(page: Path, chromium: str) -> tuple[str, str, list[str]]:
    """Open a page from the disk; return two of its styles, and what went wrong."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        opened = browser.new_page()
        faults: list[str] = []
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        opened.on("request", lambda request: None if request.url == page.as_uri() else faults.append(request.url))
        opened.add_init_script("document.addEventListener('securitypolicyviolation', e => console.error(e.blockedURI))")
        opened.goto(page.as_uri(), wait_until="networkidle")
        style = "getComputedStyle(document.body)"
        found = opened.evaluate(f"{style}.wordBreak"), opened.evaluate(f"{style}.letterSpacing")
        browser.close()
    return *found, faults


# ---- where versions come from ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
def test_by_file(capsys: Captured, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file is as good as a name: a policy file, the record of a release, and one outside the workspace."""
    named = data(capsys, f"shop/{FIRST}", f"shop/{SECOND}")
    folder = "policy/shop"
    assert data(capsys, f"{folder}/{FIRST}.yaml", f"{folder}/{SECOND}.yaml") == named
    assert data(capsys, f"{folder}/released/{FIRST}.json", f"{folder}/released/{SECOND}.json") == named
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, {f"shop/{SECOND}": POLICIES[SECOND]})
    found = data(capsys, f"shop/{FIRST}", str(elsewhere / f"policy/shop/{SECOND}.yaml"))
    assert found["changes"] == named["changes"]


@pytest.mark.usefixtures("here")
def test_a_draft_against_its_neighbour_tells_its_notice(capsys: Captured) -> None:
    """Only the version that a draft was checked against says what notice it owes."""
    found = data(capsys, f"shop/{THIRD}", f"shop/{LATE}")
    assert (found["notice"]["owed"], found["notice"]["given"]) == (30, 9)
    assert "notice" not in data(capsys, f"shop/{SECOND}", f"shop/{LATE}")


def test_a_draft_without_days(here: Path, capsys: Captured) -> None:
    """The draft is compared before its days are known."""
    text = POLICIES[LATE].replace("dates: {announced: 2027-02-20, effective: 2027-03-01}\n", "")
    write(here, {"shop/next": text.replace("성별", "생년월일")})
    found = data(capsys, f"shop/{LATE}", "shop/next")
    assert [each["kind"] for each in found["changes"]] == ["item-added", "item-removed"]
    assert "notice" not in found
    text = diff(capsys, f"shop/{LATE}", "shop/next")
    assert "- '회원가입'에서 생년월일을 더 수집합니다." in text.splitlines()
    assert "2026" not in text  # the day that stands in for the open one is nobody's


def test_another_service_of_the_same_name_of_version(here: Path, capsys: Captured) -> None:
    """What was frozen about one service is not told of another one whose versions are named alike."""
    history(here, "cafe")
    other = data(capsys, f"cafe/{FIRST}", f"shop/{SECOND}")
    assert "notice" not in other
    assert [each["kind"] for each in other["changes"]] == ["item-added"]


@pytest.mark.usefixtures("remembered")
def test_from_git(capsys: Captured) -> None:
    """A file as git remembers it is read at a branch, a commit or a tag."""
    change(LATE, "성별", "국적", Path())
    found = data(capsys, f"main:policy/shop/{LATE}.yaml", f"shop/{LATE}")
    assert sorted(each["kind"] for each in found["changes"]) == ["item-added", "item-removed"]
    assert "notice" not in found
    back = data(capsys, f"shop/{LATE}", f"HEAD:policy/shop/{LATE}.yaml")
    assert sorted(each["kind"] for each in back["changes"]) == ["item-added", "item-removed"]


@pytest.mark.usefixtures("remembered")
def test_what_git_remembers_of_the_neighbour_is_not_the_neighbour(capsys: Captured) -> None:
    """A draft's own comparison is with the file on the disk; with an older text of it the changes are others."""
    change(LATE, "성별", "국적", Path())
    write(Path(), {"shop/2027-06-01": POLICIES[LATE].replace("2027-03-01", "2027-06-01")})
    disk = data(capsys, f"shop/{LATE}", "shop/2027-06-01")
    assert sorted(each["kind"] for each in disk["changes"]) == ["item-added", "item-removed"]
    assert "notice" in disk
    old = data(capsys, f"main:policy/shop/{LATE}.yaml", "shop/2027-06-01")
    assert (old["changes"], "notice" in old) == ([], False)


@pytest.mark.usefixtures("remembered")
def test_git_gives_the_edition_of_what_was_released_then(capsys: Captured) -> None:
    """A policy file of which git remembers the record is read from that record; the record may be named, too."""
    before = data(capsys, f"shop/{FIRST}", f"shop/{SECOND}")
    assert data(capsys, f"main:policy/shop/{FIRST}.yaml", f"main:policy/shop/{SECOND}.yaml") == before
    assert data(capsys, f"main:policy/shop/released/{FIRST}.json", f"shop/{SECOND}") == before


# ---- what is frozen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_released_versions_are_read_from_their_editions(
    here: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Altered files, later phrases and later words of the catalogue change nothing of what was frozen."""
    before = diff(capsys, f"shop/{FIRST}", f"shop/{SECOND}", form)
    change(SECOND, "휴대전화번호", "주민등록번호", here)
    change(FIRST, "이메일 주소", "성별", here)
    write_overlay(here)
    monkeypatch.setattr("policyc.changes.kinds.says", lambda _change: "나중의 말")
    assert diff(capsys, f"shop/{FIRST}", f"shop/{SECOND}", form) == before
    (here / f"policy/shop/{SECOND}.yaml").unlink()
    assert diff(capsys, f"shop/{FIRST}", f"shop/{SECOND}", form) == before


def test_later_phrases_show_on_the_draft_alone(here: Path, capsys: Captured) -> None:
    """Against a draft the released side keeps its words; the draft's side has those of today."""
    write_overlay(here)
    lines = diff(capsys, f"shop/{THIRD}", f"shop/{LATE}").splitlines()
    assert lines[0] == "우리 회사의 변경 안내"
    removed = [line for line in lines if "개정 전:" in line]
    assert any("우리 회사의" in line for line in lines if "개정 후:" in line)
    assert not any("우리 회사의" in line for line in removed)


def write_overlay(root: Path) -> None:
    """Say some things otherwise."""
    path = root / "templates/ko/phrases/ours.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(OVERLAY, encoding="utf-8")


# ---- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["shop/2020-01-01", "shop", "cafe/next", "nowhere.yaml", "shop/../shop/next", ""])
def test_unknown_versions(capsys: Captured, name: str) -> None:
    """What is neither a version nor a file is named, with the ways to name one."""
    for said in (refused(capsys, name, f"shop/{FIRST}"), refused(capsys, f"shop/{FIRST}", name)):
        assert said.startswith(f"그런 방침이나 파일이 없습니다: '{name}'\n서비스/판")


@pytest.mark.usefixtures("remembered")
def test_unknown_to_git(capsys: Captured) -> None:
    """A revision that is none is told apart from a file that was not there."""
    here = f"shop/{FIRST}"
    assert refused(capsys, f"nowhere:policy/shop/{FIRST}.yaml", here).startswith(
        "git에 그런 시점이 없습니다: 'nowhere'"
    )
    assert refused(capsys, "main:policy/shop/next.yaml", here).startswith("그런 방침이나 파일이 없습니다: 'main:")
    assert refused(capsys, ":policy/shop/next.yaml", here).startswith("git에 그런 시점이 없습니다: ''")


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("revision", ["-h", "--output=hurt", "--upload-pack=touch hurt"])
def test_a_revision_that_looks_like_an_option(capsys: Captured, revision: str) -> None:
    """Nothing that could steer git is handed to it."""
    name = f"{revision}:policy/shop/{FIRST}.yaml"
    assert refused(capsys, name, f"shop/{FIRST}").startswith(f"git에 그런 시점이 없습니다: '{revision}'")
    assert not list(Path().glob("hurt*"))


@pytest.mark.usefixtures("here")
def test_no_repository(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git remembers nothing, that is what is said."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))
    assert refused(capsys, f"main:policy/shop/{FIRST}.yaml", f"shop/{FIRST}").startswith("git을 실행할 수 없거나")


def test_a_version_with_errors(here: Path, capsys: Captured) -> None:
    """What is wrong with a version that cannot be understood is told as check tells it."""
    write(here, {"shop/2027-06-01": BROKEN.replace("2026-12-01", "2027-06-01")})
    said = refused(capsys, f"shop/{FIRST}", "shop/2027-06-01")
    assert "policy/shop/2027-06-01.yaml:8:33 오류 unknown-item" in said
    assert said.endswith("오류가 있어 견줄 수 없습니다: policy/shop/2027-06-01.yaml\n먼저 오류를 고치십시오.\n")


def test_a_record_that_cannot_be_understood(here: Path, capsys: Captured) -> None:
    """A record is never read as a draft, nor half: neither an altered one nor one of another shape."""
    path = here / f"policy/shop/released/{SECOND}.json"
    said = f"공개한 판의 기록으로 읽을 수 없어 견줄 수 없습니다: {SECOND}.json\n"
    whole = json.loads(path.read_bytes())["edition"]
    for raw in (enclosed("edition", whole | {"facts": {"service": 1}}), b"{}", path.read_bytes()[:-9]):
        path.write_bytes(raw)
        for name in (f"shop/{SECOND}", f"policy/shop/{SECOND}.yaml", f"policy/shop/released/{SECOND}.json"):
            assert refused(capsys, f"shop/{FIRST}", name).startswith(said)


def test_templates_with_errors(here: Path, capsys: Captured) -> None:
    """A workspace's own phrases that cannot be read stop what would be drawn with them."""
    write_overlay(here)
    (here / "templates/ko/phrases/ours.yaml").write_text("headings: [", encoding="utf-8")
    assert "policyc check" in refused(capsys, f"shop/{THIRD}", f"shop/{LATE}")


def test_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """Outside a workspace it says where to run."""
    monkeypatch.chdir(tmp_path)
    assert "policy 폴더가 없습니다" in refused(capsys, "a", "b")
