"""What was released, against git and against a published site: it only grew, and it says the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policyc import git
from policyc.cli import main
from policyc.publish.against import against
from policyc.publish.chain import shelf
from policyc.publish.manifest import manifest
from policyc.publish.page_text import text_of
from policyc.publish.site import Files, Published, files
from policyc.publish.verify import since
from released import DAY, FIRST, FOLDERS, SECOND, THIRD, released, series

Captured = pytest.CaptureFixture[str]

LATER = date(2027, 6, 1)
RELEASED = "policy/shop/released"


def asked(root: Path, *arguments: str) -> str:
    """Run git for somebody who has no settings of their own."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"]}
    who = {f"GIT_{role}_{what}": "test@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    run = subprocess.run(["git", *arguments], cwd=root, env=settings | who, capture_output=True, text=True, check=True)
    return run.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with a series of releases, which nobody touches."""
    root = tmp_path_factory.mktemp("made")
    series(root)
    (root / ".gitattributes").write_text("policy/** text eol=lf\npolicy/**/released/** -text\n", encoding="utf-8")
    asked(root, "init", "--quiet", "--initial-branch=main")
    asked(root, "add", "--all")
    asked(root, "commit", "--quiet", "--message=all")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy that may be spoilt."""
    copy = Path(shutil.copytree(made, tmp_path / "workspace"))
    monkeypatch.chdir(copy)
    return copy


def gone(root: Path, revision: str = "HEAD", services: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """List what is no longer as it was."""
    return [(fault.file.name, fault.finding.code) for fault in since(root, revision, services)]


# ---- git ---------------------------------------------------------------------------------------------------------


def test_git_shows_what_was(root: Path) -> None:
    """A file is given byte by byte as it was committed, from a workspace that lies below the repository too."""
    path = root / "policy" / "shop" / f"{FIRST}.yaml"
    raw = path.read_bytes()
    path.write_text("다른 글\n", encoding="utf-8")
    assert git.show(root, "main", f"policy/shop/{FIRST}.yaml") == raw
    assert git.show(root / "policy", "HEAD", f"shop/{FIRST}.yaml") == raw
    assert git.show(root / "policy", "HEAD", f"../policy/shop/{FIRST}.yaml") == raw
    listed = git.listed(root, "HEAD", "policy")
    assert f"policy/shop/{FIRST}.yaml" in listed
    assert f"{RELEASED}/{THIRD}.withdrawn.json" in listed
    assert git.listed(root / "policy", "HEAD", "shop/released") == tuple(
        name.removeprefix("policy/") for name in listed if "/released/" in name
    )
    assert git.listed(root, "HEAD", "nowhere") == ()


def test_git_shows_names_as_they_are(root: Path) -> None:
    """Names in Hangul, with spaces, quotation marks or the signs of a pattern are names."""
    for name in ("가나 다.yaml", '"x".yaml', "[a]*.yaml", "-x.yaml"):
        (root / "policy" / "shop" / name).write_text(name, encoding="utf-8")
    asked(root, "add", "--all")
    asked(root, "commit", "--quiet", "--message=names")
    for name in ("가나 다.yaml", '"x".yaml', "[a]*.yaml", "-x.yaml"):
        assert f"policy/shop/{name}" in git.listed(root, "HEAD", "policy/shop")
        assert git.show(root, "HEAD", f"policy/shop/{name}") == name.encode()


@pytest.mark.parametrize(
    "revision", ["", "-h", "--all", "--output=x", "nowhere", "HEAD:policy", "HEAD\n", "HEAD\0", "a b"]
)
def test_git_refuses_revisions(root: Path, revision: str) -> None:
    """What could be an option, and what is no commit, is no revision; nothing is written for it."""
    before = sorted(root.iterdir())
    for ask in (lambda: git.show(root, revision, "x"), lambda: git.listed(root, revision, "policy")):
        with pytest.raises(git.BadRevision) as bad:
            ask()
        assert str(bad.value) == revision
    assert sorted(root.iterdir()) == before


def test_git_has_no_such_file(root: Path) -> None:
    """A path that was not there, or was a folder, is told."""
    for path in ("policy/shop/none.yaml", "policy/shop", "../x"):
        with pytest.raises(git.NotThere, match=path):
            git.show(root, "HEAD", path)


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder outside of any repository, and a machine without git, are told alike."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(git.NoGit):
        git.listed(tmp_path, "HEAD", "policy")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(git.NoGit):
        git.show(tmp_path, "HEAD", "x")


def test_git_answers_are_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than what is read is as good as none."""
    monkeypatch.setattr(git, "LARGEST", 100)
    with pytest.raises(git.NotThere):
        git.show(root, "HEAD", f"{RELEASED}/{FIRST}.json")


# ---- verify --since ----------------------------------------------------------------------------------------------


def test_since_allows_growth(root: Path) -> None:
    """New records and new services are no fault."""
    assert gone(root) == []
    released(root / "policy" / "shop", "2027-03-01")
    series(root, "cafe")
    assert gone(root) == []


def test_since_names_the_newest_record_that_is_gone(root: Path) -> None:
    """What the chain cannot show, git does: the newest link is gone, or the whole chain is."""
    (root / RELEASED / f"{THIRD}.withdrawn.json").unlink()
    assert shelf(root / "policy" / "shop").faults == ()
    assert gone(root) == [(f"{THIRD}.withdrawn.json", "release-gone")]
    shutil.rmtree(root / "policy" / "shop")
    (root / "policy" / "cafe").mkdir()
    assert [code for _, code in gone(root)] == ["release-gone"] * 4
    assert gone(root, services=("cafe",)) == []


def test_since_names_a_chain_written_anew(root: Path) -> None:
    """A whole chain made again, each link right, is not the one that was there."""
    folder = root / "policy" / "shop"
    shutil.rmtree(folder / "released")
    released(folder, FIRST)
    released(folder, SECOND)
    assert shelf(folder).faults == ()
    assert gone(root) == [
        (f"{FIRST}.json", "release-rewritten"),
        (f"{SECOND}.json", "release-rewritten"),
        (f"{THIRD}.json", "release-gone"),
        (f"{THIRD}.withdrawn.json", "release-gone"),
    ]


def test_since_names_one_byte(root: Path) -> None:
    """One byte is enough, at either end; a link to the right bytes is not the file."""
    path = root / RELEASED / f"{SECOND}.json"
    raw = path.read_bytes()
    for spoilt in (raw[:-1], b"[" + raw[1:], raw.replace(b"\n", b"\r\n")):
        path.write_bytes(spoilt)
        assert gone(root) == [(f"{SECOND}.json", "release-rewritten")]
    (root / "copy").write_bytes(raw)
    path.unlink()
    path.symlink_to(root / "copy")
    assert gone(root) == [(f"{SECOND}.json", "release-rewritten")]


# ---- verify --out ------------------------------------------------------------------------------------------------


def built(folder: Path) -> Files:
    """Draw the site of a service."""
    return files((Published(version=each) for each in shelf(folder).editions), FOLDERS)


def written(out: Path, made: Files, day: date = LATER) -> None:
    """Write a site."""
    for name, content in made.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    (out / "manifest.json").write_bytes(b"".join(manifest(day, [(name, "0" * 64) for name in sorted(made)])))


def differs(root: Path, day: date = LATER) -> list[tuple[str, str]]:
    """List where the site in ``out`` is not what was released."""
    found = against(root / "out", shelf(root / "policy" / "shop"), day)
    return [(fault.file.relative_to(root / "out" / "shop").as_posix(), fault.finding.code) for fault in found]


@pytest.fixture
def site(root: Path) -> Path:
    """Give a workspace with its site."""
    written(root / "out", built(root / "policy" / "shop"))
    return root


def edited(path: Path, change: Callable[[str], str]) -> None:
    """Change a file."""
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")


def test_site_as_it_was_built(site: Path) -> None:
    """A site that nobody touched agrees, whatever its frame and its lay-out."""
    assert differs(site) == []
    page = site / "out" / "shop" / FIRST / "index.html"
    edited(page, lambda text: text.replace("<main", "<p>다른 안내</p>\n\n<main").replace("</p>", "\n</p>\n"))
    assert differs(site) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("회원 탈퇴 시까지", "회원 탈퇴 후 5년까지"),
        lambda text: text.replace("회원 관리", "회원 관리와 광고"),
        lambda text: text.replace("</section>", "<p>그 밖의 곳에도 제공합니다.</p></section>", 1),
        lambda text: text.replace("</section>", "</section><p>그 밖의 곳에도 제공합니다.</p>", 1),
        lambda text: text.replace('<div class="lead">', '<div class="lead"><p>아래는 시행하지 않습니다.</p>', 1),
        lambda text: text.replace("보기상점", "다른상점"),
    ],
)
def test_site_says_something_else(site: Path, change: Callable[[str], str]) -> None:
    """Words that are changed, left out or put between are told."""
    edited(site / "out" / "shop" / FIRST / "index.html", change)
    found = differs(site)
    assert found
    assert set(found) == {(f"{FIRST}/index.html", "site-text-differs")}


@pytest.mark.parametrize("part", ["service", "version", "title", "dates", "facts", "document", "text", "hashes"])
def test_site_data_differ(site: Path, part: str) -> None:
    """Each part of the data that speaks of processing is compared, and is missed where it is gone."""
    path = site / "out" / "shop" / FIRST / "policy.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for spoilt in ({**data, part: "다름"}, {key: value for key, value in data.items() if key != part}):
        path.write_text(json.dumps(spoilt, ensure_ascii=False), encoding="utf-8")
        assert differs(site) == [(f"{FIRST}/policy.json", "site-facts-differ")]
    path.write_text(json.dumps(data, indent=2), encoding="utf-8")
    assert differs(site) == []


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"{", b"\xff", b'{"facts": 1.5}', b"[" * 100_000])
def test_site_data_that_cannot_be_read(site: Path, spoilt: bytes) -> None:
    """Whatever stands there instead of data is told, and stops nothing."""
    (site / "out" / "shop" / FIRST / "policy.json").write_bytes(spoilt)
    assert differs(site) == [(f"{FIRST}/policy.json", "site-unreadable")]


def test_site_lacks_and_has_too_much(site: Path) -> None:
    """A version that is announced has its page; one that was not released has none."""
    folder = site / "out" / "shop"
    shutil.rmtree(folder / SECOND)
    shutil.copytree(folder / FIRST, folder / "2029-01-01")
    assert differs(site) == [
        (f"{SECOND}/policy.json", "site-missing"),
        (f"{SECOND}/index.html", "site-missing"),
        ("2029-01-01", "site-unreleased"),
    ]
    assert differs(site, date(2026, 1, 1)) == [("2029-01-01", "site-unreleased")]


def test_text_of_a_page() -> None:
    """Text is what is shown: no markup, no script, no title, no comment, no white space."""
    page = "<title>제목</title><style>p{}</style><p>가 <b>나</b>&amp;\n&#xB2E4;<!-- 라 --><script>마</script></p>"
    assert text_of(page) == "가나&다"


# ---- the command -------------------------------------------------------------------------------------------------


def test_verify_command(site: Path, capsys: Captured) -> None:
    """All three ways of looking are one command; without a fault it says how much it looked at."""
    assert (site / "out" / "manifest.json").is_file()
    assert main(["verify", "--since", "HEAD", "--out", "out"]) == 0
    assert capsys.readouterr().out == "서비스 1개의 기록 4개가 그대로입니다.\n"
    assert main(["verify", "shop", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_verify_command_tells_faults(site: Path, capsys: Captured) -> None:
    """Every fault comes out with its file, in words, and with 1."""
    (site / RELEASED / f"{THIRD}.withdrawn.json").unlink()
    edited(site / "out" / "shop" / FIRST / "index.html", lambda text: text.replace("회원 관리", "광고"))
    assert main(["verify", "--since", "main", "--out", "out"]) == 1
    out = capsys.readouterr().out
    assert f"{RELEASED}/{THIRD}.withdrawn.json:1:1 오류 release-gone" in out
    assert f"git checkout main -- {RELEASED}/{THIRD}.withdrawn.json" in out
    assert f"out/shop/{FIRST}/index.html:1:1 오류 site-text-differs" in out
    assert main(["verify"]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--since=-x",), "그런 시점이 없습니다: '-x'"),
        (("--since", "nowhere"), "그런 시점이 없습니다"),
        (("--out", "nowhere"), "manifest.json이 없거나"),
        (("cafe",), "서비스가 없습니다"),
    ],
)
def test_verify_command_cannot_run(root: Path, capsys: Captured, arguments: tuple[str, ...], says: str) -> None:
    """What cannot be looked at is told, and ends with 2."""
    assert root.is_dir()
    assert main(["verify", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_days_of_the_series() -> None:
    """The tests above stand on these days."""
    assert DAY < date.fromisoformat(FIRST) < date.fromisoformat(SECOND) < date.fromisoformat(THIRD) < LATER
