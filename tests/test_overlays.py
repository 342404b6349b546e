"""A workspace's own phrases, words, style and frame: what each changes, and what is said of one that is wrong."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checking import catalogue, missing
from drawn import FOLDERS
from gallery import CASES, compare, parametrised
from house import ROOT
from policyc import workspace
from policyc.cli import main
from policyc.document import phrases
from policyc.document.prose import inlines
from policyc.korean import fill
from policyc.overlays import frames, styles
from policyc.overlays.check import stumbled
from policyc.overlays.phrases import check as check_phrases
from policyc.reading import yaml
from workspaces import FIRST, tree, write

DAY = ("--as-of", "2026-12-31")
BUILD = ("build", "--drafts", *DAY)
"""Sentences are for drafts: what was released keeps its own."""
SHOP = FIRST + "recipients: none\n"
CODES = catalogue("overlays/findings.yaml")
WARNINGS = {"overlay-unused", "overlay-hole-dropped", "style-variable-unknown"}
DRAWN = {"frame-name-unknown", "frame-name-unknown-word", "frame-forbidden", "frame-circular", "frame-not-drawable"}
"""Cases that show only when the page is drawn."""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace outside the repository whose draft has been built with our templates."""
    write(tmp_path, {"shop/2026-12-01": SHOP})
    monkeypatch.chdir(tmp_path)
    assert main(BUILD) == 0
    return tmp_path


def overlay(root: Path, **files: str) -> None:
    """Write templates of the workspace's own; the name of a file is short."""
    names = {"phrases": "ko/phrases/ours.yaml", "words": "ko/words.yaml", "theme": "theme.css", "page": "page.html.j2"}
    for key, text in files.items():
        path = root / "templates" / names[key]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def page(root: Path) -> str:
    """Read the page."""
    return (root / "out" / "shop" / "draft" / "2026-12-01" / "index.html").read_text(encoding="utf-8")


def findings(printed: str) -> list[tuple[str, str, int, int]]:
    """Read file, code, line and column of each finding in a report as JSON."""
    return [(found["file"], found["code"], found["line"], found["column"]) for found in json.loads(printed)["findings"]]


# ---- what is wrong, and where ----


@parametrised("overlays")
def test_gallery(case: Path, here: Path, bless: bool, capsys: Captured) -> None:
    """Each broken overlay is told in exactly these words, by `check`, or by `build` where it shows only when drawn."""
    shutil.copytree(case / "templates", here / "templates")
    before = tree(here / "out")
    capsys.readouterr()
    checked = main(["check", *DAY])
    told = capsys.readouterr().out
    code = case.name if case.name in CODES else next((code for code in CODES if case.name.startswith(f"{code}-")), "")
    silent = not code or code in WARNINGS or case.name in DRAWN
    assert checked == int(not silent or case.name == "many")
    built = main(BUILD)
    said = capsys.readouterr()
    if case.name in DRAWN:
        told = said.err
    compare(case, told, bless)
    assert built == int(case.name == "many" or (bool(code) and code not in WARNINGS))
    if built:
        assert tree(here / "out") == before
        assert said.out == ""
        assert "아무것도 만들지 않았습니다" in said.err
    if code:
        assert set(re.findall(r"^\S+:\d+:\d+ \S+ (\S+)$", told, re.MULTILINE)) == {code}


def test_every_finding_has_a_case() -> None:
    """The findings are those of the catalogue, and each has a case under its name."""
    assert len(CODES) > 20
    assert missing("overlays", CODES) == set()
    assert {case.name for case in (CASES / "overlays").iterdir()} >= DRAWN


def test_all_formats_tell_the_place(here: Path, capsys: Captured) -> None:
    """The file below the workspace, line and column are in the text with its line, in JSON and for GitHub."""
    overlay(here, phrases='sentences:\n  recipients.none:\n    text: "{controller}는 **제공하지 않습니다."\n')
    capsys.readouterr()
    assert main(["check", "--format", "json", *DAY]) == 1
    printed = capsys.readouterr().out
    jsonschema.validate(json.loads(printed), json.loads(workspace.schema_text("report")))
    assert findings(printed) == [("templates/ko/phrases/ours.yaml", "overlay-mark-open", 3, 26)]
    assert json.loads(printed)["findings"][0]["path"] == "sentences/recipients.none/text"
    assert main(["check", "--format", "github", *DAY]) == 1
    place = "file=templates/ko/phrases/ours.yaml,line=3,col=26,endLine=3,endColumn=28,title=overlay-mark-open"
    assert capsys.readouterr().out.startswith(f"::error {place}::")
    assert main(BUILD) == 1
    said = capsys.readouterr().err
    assert '     3 |     text: "{controller}는 **제공하지 않습니다."\n       |                           ^^\n' in said


def test_faults_of_policies_and_templates_come_together(here: Path, capsys: Captured) -> None:
    """One pass tells what is wrong with the policies and with the templates."""
    write(here, {"shop/2026-12-01": SHOP.replace("required: [이메일 주소]", "required: [모르는 항목]")})
    overlay(here, theme="main {\n", page="{{ main }}{{ title")
    capsys.readouterr()
    assert main(BUILD) == 1
    said = capsys.readouterr().err
    for code in ("unknown-item", "style-not-closed", "frame-not-closed"):
        assert f" 오류 {code}\n" in said


@pytest.mark.parametrize("given_path", [".", "templates", "templates/theme.css", "policy/../templates"])
def test_check_of_paths_reads_templates_as_templates(given_path: str, here: Path, capsys: Captured) -> None:
    """A path that lies in the templates, or holds them, checks them, and never as policies."""
    overlay(here, theme="main {\n", words="skip: 바로 읽기\n")
    capsys.readouterr()
    assert main(["check", "--format", "json", given_path, *DAY]) == 1
    assert findings(capsys.readouterr().out) == [("templates/theme.css", "style-not-closed", 1, 6)]
    assert main(["check", "policy", *DAY]) == 0


def test_build_check_is_stopped_too(here: Path, capsys: Captured) -> None:
    """What cannot be built cannot be compared: the templates' faults are told."""
    overlay(here, page="{{ main }}{{ nothing }}")
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    said = capsys.readouterr()
    assert "frame-name-unknown" in said.err
    assert said.out == ""


def test_errors_are_told_every_time(here: Path, capsys: Captured) -> None:
    """A broken overlay is told at every build; put right, it is built."""
    overlay(here, words="skp: 바로 읽기\n")
    for _ in range(2):
        capsys.readouterr()
        assert main(["build"]) == 1
        assert "overlay-id-unknown" in capsys.readouterr().err
    overlay(here, words="skip: 바로 읽기\n")
    assert main(BUILD) == 0
    assert ">바로 읽기</a>" in page(here)


def test_link_out_is_told(here: Path, capsys: Captured) -> None:
    """A template that leads out of the folder is not read, and `check` says so."""
    before = tree(here / "out")
    (here / "outside.css").write_text("main {", encoding="utf-8")
    (here / "templates").mkdir()
    (here / "templates" / "theme.css").symlink_to(here / "outside.css")
    capsys.readouterr()
    assert main(["check", *DAY]) == 0
    told = capsys.readouterr().out
    assert "templates/theme.css:1:1 경고 overlay-unused" in told
    assert "링크여서 읽지 않았습니다" in told
    assert main(BUILD) == 0
    assert tree(here / "out") == before


def test_old_encoding_is_told(here: Path, capsys: Captured) -> None:
    """A theme, a frame or a sheet in another encoding than UTF-8 is told as a policy in it is."""
    for name in ("theme.css", "page.html.j2", "ko/words.yaml"):
        path = here / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("skip: 바로 읽기 /* 본문으로 건너뛰기 */ {{ main }}\n".encode("cp949"))
        capsys.readouterr()
        assert main(BUILD) == 1
        said = capsys.readouterr().err
        assert re.search(rf"^templates/{re.escape(name)}:1:\d+ 오류 encoding-", said, re.MULTILINE)
        path.unlink()


# ---- what an overlay changes ----


def test_one_phrase(here: Path) -> None:
    """One sentence, said otherwise, changes that sentence alone, in the page and in the Markdown; needs stay ours."""
    before = page(here)
    markdown = here / "out" / "shop" / "draft" / "2026-12-01" / "policy.md"
    written = markdown.read_text(encoding="utf-8")
    overlay(here, phrases="sentences: {recipients.none: {text: '{controller:은/는} 누구에게도 **주지 않습니다**.'}}\n")
    assert main(BUILD) == 0
    ours = "회사는 정보주체의 개인정보를 제3자에게 제공하지 않습니다."
    assert before.count(ours) == written.count(ours) == 1
    assert page(here) == before.replace(ours, "회사는 누구에게도 <strong>주지 않습니다</strong>.")
    assert markdown.read_text(encoding="utf-8") == written.replace(ours, "회사는 누구에게도 **주지 않습니다**.")


def test_a_phrase_is_said_only_where_its_facts_are(here: Path) -> None:
    """An overlay's sentence needs what ours needs: without the fact it is not said."""
    overlay(here, phrases="sentences: {cookies.none: {text: '쿠키를 쓰지 않습니다.'}}\n")
    assert main(BUILD) == 0
    assert "쿠키를" not in page(here)
    write(here, {"shop/2026-12-01": SHOP + "cookies: none\n"})
    assert main(BUILD) == 0
    assert "쿠키를 쓰지 않습니다." in page(here)


def test_every_phrase_of_ours_is_a_good_overlay(here: Path, capsys: Captured) -> None:
    """Our own sheets, copied into a workspace whole, have no fault (but for what only the documentation says)."""
    before = tree(here / "out")
    for path in workspace.template_sheets(phrases.FOLDER, FOLDERS[-1]):
        text = re.sub(r"(?ms)^page:.*?(?=^\S|\Z)", "", path.read_text(encoding="utf-8"))
        copy = here / "templates" / "ko" / "phrases" / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")
    shutil.copy(FOLDERS[-1] / "ko" / "words.yaml", here / "templates" / "ko")
    for name in ("page.html.j2", "style.css"):
        shutil.copy(FOLDERS[-1] / name, here / "templates")
    capsys.readouterr()
    assert main(["check", *DAY]) == 0
    assert capsys.readouterr().out == "문제를 찾지 못했습니다.\n"
    assert main(BUILD) == 0
    assert tree(here / "out") == before


def test_decomposed_hangul_is_composed(here: Path, capsys: Captured) -> None:
    """Hangul that is taken apart in an overlay is told, comes out whole all the same, and is repaired on request."""
    overlay(here, phrases=unicodedata.normalize("NFD", "headings: {recipients: 누구에게}\n"))
    assert main(BUILD) == 0
    assert "누구에게</h2>" in page(here)
    capsys.readouterr()
    assert main(["check", *DAY]) == 0
    assert "templates/ko/phrases/ours.yaml:1:24 경고 text-not-nfc" in capsys.readouterr().out
    assert main(["check", "--fix", *DAY]) == 0
    assert capsys.readouterr().out == "문제를 찾지 못했습니다.\n"


def test_one_variable(here: Path) -> None:
    """A theme stands behind our style, in the one file there is, which is named by what it holds."""
    ours = (FOLDERS[-1] / "style.css").read_bytes()
    (first,) = (here / "out" / "assets").glob("style.*")
    (here / "templates").mkdir()
    theme = b":root { --link: #8a1c3b; }\n"
    (here / "templates" / "theme.css").write_bytes(b"\xef\xbb\xbf" + theme)
    assert main(BUILD) == 0
    (style,) = (here / "out" / "assets").glob("style.*")
    assert style.read_bytes() == ours + b"\n" + theme
    assert style.name == f"style.{hashlib.sha256(style.read_bytes()).hexdigest()[:12]}.css" != first.name
    assert style.name in page(here)


def test_variables_are_told() -> None:
    """The guide lists every variable of the style, and none that is not there."""
    style = (FOLDERS[-1] / "style.css").read_text(encoding="utf-8")
    guide = (ROOT / "docs" / "overlays.md").read_text(encoding="utf-8")
    there = set(re.findall(r"^\s*(--[\w-]+):", style, re.MULTILINE))
    assert len(there) > 8
    assert set(re.findall(r"^\| `(--[\w-]+)` \|", guide, re.MULTILINE)) == there
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) == there


def test_names_of_the_frame_are_told(here: Path, capsys: Captured) -> None:
    """The guide lists the names that a frame may use, which are those that a wrong name is told."""
    overlay(here, page="{{ main }}\n{{ something_else }}\n")
    capsys.readouterr()
    assert main(BUILD) == 1
    told = re.search(r"쓸 수 있는 이름: ([\w, ]+)", capsys.readouterr().err)
    assert told
    guide = (ROOT / "docs" / "overlays.md").read_text(encoding="utf-8")
    assert set(told[1].split(", ")) == set(re.findall(r"^\| `([a-z_]+)` \|", guide, re.MULTILINE))


def test_examples_of_the_guide(here: Path, capsys: Captured) -> None:
    """The guide's own examples, all together, are faultless and do what they say."""
    guide = (ROOT / "docs" / "overlays.md").read_text(encoding="utf-8")
    found = re.findall(r"`(templates/[\w./]+)`[^\n]*\n\n```\w+\n(.*?)```", guide, re.DOTALL)
    assert {name for name, _ in found} == {
        "templates/ko/phrases/ours.yaml",
        "templates/ko/words.yaml",
        "templates/theme.css",
        "templates/page.html.j2",
    }
    for name, text in found:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", *DAY]) == 0
    assert capsys.readouterr().out == "문제를 찾지 못했습니다.\n"
    before = page(here)
    assert main(BUILD) == 0
    assert page(here) != before


# ---- styles ----


@pytest.mark.parametrize(
    ("css", "codes"),
    [
        ("a { color: red }", []),
        ('a::after { content: "url(https://x.example)" }', []),
        ("/* @import 'x'; url(//x.example) { */", []),
        ('a { background: url("/a.png") } b { background: url(../a.png) }', []),
        ("@media (width < 40rem) { a { color: red } }", []),
        ('a::after { content: "\\201C" }', []),
        ("a { background: URL( 'HTTPS://x.example/a' ) }", ["style-address"]),
        ("a { background: url(//x.example/a.png) }", ["style-address"]),
        ('a { background: url("/\t/x.example/a.png") }', ["style-address"]),
        ("a { background: url(\\68ttps://x.example) }", ["style-address"]),
        ("a { background: url(data:image/png;base64,AAAA) }", ["style-address"]),
        ("a { background: url(/*) } b { background: url(https://x.example) } /**/", ["style-address"]),
        ("a { background: image-set(url(https://x.example/a) 1x) }", ["style-address"]),
        ("@font-face { font-family: x; src: url(https://x.example/a.woff2) }", ["style-address"]),
        ("@\\69mport 'x';", ["style-escape"]),
        ("@IMPORT 'x';", ["style-import"]),
        ("a { color: red } }", ["style-not-closed"]),
        ("a { content: 'x }", ["style-not-closed"]),
        ("/* a", ["style-not-closed"]),
        ("a { color: rgb(1 }", ["style-not-closed"]),
        ("<!-- a", ["style-tag"]),
        ("a { x: EXPRESSION (1) }", ["style-script"]),
        (":root { --ink: 1; --inc: 1; --own: 1 } a { top: var(--own) }", ["style-variable-unknown"]),
    ],
)
def test_style(css: str, codes: list[str]) -> None:
    """What reaches outside is found however it is written, and nothing else is; texts and comments are left alone."""
    assert [found.code for found in styles.check(css, "a { color: var(--ink) }")] == codes


@given(st.text(alphabet="ab{}()[]\"'/*\\<>@:;-\n가 url", max_size=60))
def test_any_style_is_looked_at(css: str) -> None:
    """No text makes the check stumble, and every place lies within the text."""
    lines = css.split("\n")
    for found in styles.check(css, ""):
        assert found.span is not None
        assert found.span.line == found.span.end_line <= len(lines)
        assert 1 <= found.span.column <= found.span.end_column <= len(lines[found.span.line - 1]) + 1


# ---- any overlay ----


@given(st.text(alphabet="가나 a-{}:|/은는*[]()#\\\n1.", max_size=30))
def test_what_is_not_refused_can_be_said(text: str) -> None:
    """Whatever a sentence, a heading and a word are changed to: it is refused, or it can be said, holes and all."""
    sentence = f"{{controller:은/는}} {text} {{subject}}"
    data = {
        "sentences": {"recipients.none": {"text": sentence}},
        "headings": {"rights": text},
        "words": {"grounds": {"consent": text}},
    }
    source, faults = yaml.read("ours.yaml", json.dumps(data, ensure_ascii=False).encode())
    assert source is not None
    ours = phrases.catalogue(FOLDERS)
    if faults or list(check_phrases(source, ours=ours, said={})):
        return
    filled = list(phrases._filled(inlines(sentence), dict.fromkeys(phrases.ALWAYS, "값")))
    assert filled
    assert "{" not in repr(filled)
    assert "{" not in fill(text, {"subject": "정보주체", "processor": "수탁자"})


@given(st.text(alphabet="{}%#-|. \n'ab()1x", max_size=40))
def test_any_frame_is_looked_at(text: str) -> None:
    """No frame makes the check stumble, and every place lies within the text."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html.j2").write_text("{{ main }}" + text, encoding="utf-8")
        found = frames.check((Path(folder), *FOLDERS))
    lines = found.texts["page.html.j2"].split("\n")
    for finding in found.findings["page.html.j2"]:
        assert finding.span is not None
        assert finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= finding.span.end_column <= len(lines[finding.span.line - 1]) + 1


@pytest.mark.parametrize("text", ["{{ " + "(" * 3000, "{{ " + "9" * 5000 + " }}"], ids=["deep", "long"])
def test_frame_beyond_measure(text: str, here: Path, capsys: Captured) -> None:
    """A frame that no parser can hold is a finding, too."""
    overlay(here, page="{{ main }}" + text)
    capsys.readouterr()
    assert main(BUILD) == 1
    assert "templates/page.html.j2:1:" in capsys.readouterr().err


def test_a_changed_phrase_is_read_again(here: Path) -> None:
    """In one process, a sheet that changed is read again."""
    for name in ("하나", "두 번째"):
        overlay(here, phrases=f"headings: {{recipients: {name}}}\n")
        assert main(BUILD) == 0
        assert f"{name}</h2>" in page(here)


# ---- from a wheel ----


def test_wheel_in_an_empty_folder(tmp_path: Path) -> None:
    """Unpacked elsewhere, the wheel builds with a phrase, words, a variable and a frame of the workspace's own."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "packed")
    company = tmp_path / "company"
    write(company, {"shop/2026-12-01": SHOP})
    shutil.copytree(CASES / "overlays" / "good-all" / "templates", company / "templates")
    ran = [sys.executable, "-m", "policyc"]
    alone = {"PYTHONPATH": str(tmp_path / "packed"), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*ran, *arguments], cwd=company, env=alone, capture_output=True, check=False, encoding="utf-8"
        )

    built = run(*BUILD)
    assert (built.returncode, built.stderr) == (0, "")
    drawn = page(company)
    assert "<strong>회사</strong>는 정보주체의 개인정보를" in drawn
    assert "<footer>보기상점</footer><p>끝</p>" in drawn
    assert ">차례</h2>" in drawn
    (style,) = (company / "out" / "assets").glob("style.*")
    assert "--link: #8a1c3b" in style.read_text(encoding="utf-8")
    overlay(company, phrases="sentences: {recipients.nnoe: {text: 글}}\n")
    refused = run(*BUILD)
    assert refused.returncode == 1
    assert "templates/ko/phrases/ours.yaml:1:13 오류 overlay-id-unknown" in refused.stderr
    assert page(company) == drawn


def test_what_our_own_templates_cannot_do_is_a_bug(tmp_path: Path) -> None:
    """A fault that is not the workspace's is not put on it."""
    with pytest.raises(workspace.BadTemplate, match="page"):
        stumbled(workspace.BadTemplate("page.html.j2", "…"), (tmp_path, *FOLDERS))
