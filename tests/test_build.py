"""What a build writes, keeps, removes and refuses; that nothing is ever half there; and what a template may not do."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policyc import workspace
from policyc.cli import main
from policyc.publish.begun import BEGUN
from workspaces import FIRST, SMALL, release, tree

DAY = ("--as-of", "2026-12-31")
OUTPUTS = ("index.html", "policy.json", "policy.md", "policy.txt")
CHANGES = ("changes.html", "changes.json", "changes.md")
SERVICE = ("bundle.json", "calendar.ics", "feed.atom", "history.html", "index.html", "versions.json")
COMPARED = "shop/compare/2026-12-01_2026-12-15/index.html"
SECOND = SMALL.replace("2026-12-01", "2026-12-15")
CHANGED = FIRST.replace("회원 관리", "회원 관리와 상담")
MANIFEST = "manifest.json"
HANGUL = re.compile("[가-힣]")

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with three released versions of two services."""
    root = tmp_path / "workspace"
    release(root, {"cafe/2026-12-01": FIRST, "shop/2026-12-01": FIRST, "shop/2026-12-15": SECOND})
    monkeypatch.chdir(root)
    return root


def listed(out: Path) -> dict[str, str]:
    """Read the manifest: path → hash."""
    return {entry["path"]: entry["fileHash"] for entry in json.loads((out / "manifest.json").read_text())["files"]}


def whole(out: Path) -> None:
    """Hold that the manifest lists what stands in `out`, file by file, byte by byte."""
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in tree(out).items()}
    del hashes["manifest.json"]
    assert listed(out) == hashes


def versions(out: Path) -> set[str]:
    """Name the versions that the manifest lists."""
    return {path.rsplit("/", 1)[0] for path in listed(out) if path.count("/") == 2}


def test_build_writes(here: Path, capsys: Captured) -> None:
    """Each version becomes four files, three more after another, each service six; the manifest lists all."""
    assert main(["build", *DAY]) == 0
    out = here / "out"
    expected = {f"{v}/{name}" for v in ("cafe/2026-12-01", "shop/2026-12-01", "shop/2026-12-15") for name in OUTPUTS}
    expected |= {f"shop/2026-12-15/{name}" for name in CHANGES}
    expected |= {f"{service}/{name}" for service in ("cafe", "shop") for name in SERVICE}
    expected |= {COMPARED, "index.html", "manifest.json"}
    assert {path for path in tree(out) if not path.startswith("assets/")} == expected
    whole(out)
    manifest = json.loads((out / "manifest.json").read_text())
    Draft202012Validator(json.loads(workspace.schema_text("manifest"))).validate(manifest)
    assert manifest["day"] == "2026-12-31"
    assert str(out) in capsys.readouterr().out


def test_style_is_named_by_its_content(here: Path) -> None:
    """The page links to the one style there is, whose name has the hash of its bytes."""
    assert main(["build", *DAY]) == 0
    (style,) = (here / "out" / "assets").glob("style.*")
    assert style.name == f"style.{hashlib.sha256(style.read_bytes()).hexdigest()[:12]}.css"
    page = (here / "out" / "shop" / "2026-12-01" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', page) == [f"../../assets/{style.name}"]


def test_build_from_anywhere_to_anywhere(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build from a folder inside the workspace writes to its ``out/``; ``--out`` is a folder as seen from here."""
    monkeypatch.chdir(here / "policy" / "shop")
    assert main(["build", *DAY]) == 0
    assert main(["build", "--out", "../../../elsewhere", *DAY]) == 0
    assert tree(tmp_path / "elsewhere") == tree(here / "out")
    assert len(tree(here / "out")) == 32


def test_files_do_not_depend_on_the_day(here: Path, tmp_path: Path, capsys: Captured) -> None:
    """Built on another day, only the manifest differs; built again on the same day, nothing is written."""
    assert main(["build", *DAY]) == 0
    assert main(["build", "--out", str(tmp_path / "later"), "--as-of", "2027-06-30"]) == 0
    first, later = tree(here / "out"), tree(tmp_path / "later")
    assert {path for path in first | later if first.get(path) != later.get(path)} == {"manifest.json"}
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (here / "out").rglob("*")}
    capsys.readouterr()
    assert main(["build", *DAY]) == 0
    assert "파일 31개 가운데 0개" in capsys.readouterr().out
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (here / "out").rglob("*")} == before


def altered(root: Path, name: str) -> None:
    """Change one byte of a record."""
    service, version = name.split("/")
    path = root / "policy" / service / "released" / f"{version}.json"
    path.write_bytes(path.read_bytes().replace("이메일".encode(), "이매일".encode(), 1))


def test_refused_service_stays_as_it_is(here: Path, capsys: Captured) -> None:
    """A service whose records have faults is named and left as it stands, with its style; exit 1."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    release(here, {"cafe/2026-12-01": CHANGED})
    release(here, {"shop/2026-12-20": SMALL.replace("2026-12-01", "2026-12-20")})
    altered(here, "shop/2026-12-15")
    overlay(here, "style.css", "body { color: black }\n")
    capsys.readouterr()
    assert main(["build", *DAY]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("policy/shop/released/2026-12-15.json")
    assert re.findall(r"^(\w+)의 기록에 이상이 있어", captured.err, re.MULTILINE) == ["shop"]
    after = tree(here / "out")
    kept = {path for path in before if path.startswith(("shop/", "assets/"))}
    assert len(kept) == 20
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}
    assert versions(here / "out") == {"cafe/2026-12-01", "shop/2026-12-01", "shop/2026-12-15"}
    assert "회원 관리와 상담" in after["cafe/2026-12-01/policy.md"].decode()
    whole(here / "out")


def test_refused_service_is_not_begun(here: Path) -> None:
    """A service that was never built and whose records have a fault gets no folder, though others of it are sound."""
    altered(here, "shop/2026-12-01")
    assert main(["build", *DAY]) == 1
    assert versions(here / "out") == {"cafe/2026-12-01"}
    assert not (here / "out" / "shop").exists()


def test_record_that_is_gone(here: Path, capsys: Captured) -> None:
    """A link that is missing from the chain refuses the service: its version must not vanish from ``out/`` unseen."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    (here / "policy" / "shop" / "released" / "2026-12-01.json").unlink()
    capsys.readouterr()
    assert main(["build", *DAY]) == 1
    assert "shop의 기록에 이상이 있어" in capsys.readouterr().err
    assert tree(here / "out") == before


def test_build_of_one_service(here: Path) -> None:
    """Only the service that is named is built; the others stay, even if they have changed or their records are bad."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    second = SECOND.replace("회원 관리", "회원 관리와 상담")
    release(here, {"cafe/2026-12-01": CHANGED, "shop/2026-12-01": CHANGED, "shop/2026-12-15": second})
    altered(here, "shop/2026-12-01")
    assert main(["build", "cafe", *DAY]) == 0
    after = tree(here / "out")
    assert {path for path in after if after[path] != before.get(path)} == {
        *(f"cafe/2026-12-01/{name}" for name in OUTPUTS),
        *(f"cafe/{name}" for name in SERVICE),
        "manifest.json",
    }
    assert after.keys() == before.keys()
    whole(here / "out")


def test_build_of_two_services(here: Path) -> None:
    """Several may be named; where nothing stands yet, only they are there afterwards."""
    release(here, {"bank/2026-12-01": FIRST})
    assert main(["build", "bank", "cafe", *DAY]) == 0
    assert versions(here / "out") == {"bank/2026-12-01", "cafe/2026-12-01"}


def test_unknown_service(here: Path, capsys: Captured) -> None:
    """A service that is not there is named with those that are, and nothing is written."""
    assert main(["build", "cafe", "shpo", *DAY]) == 2
    said = capsys.readouterr().err
    assert "'shpo'" in said
    assert "cafe, shop" in said
    assert not (here / "out").exists()


def test_what_leaves_policy_leaves_out(here: Path) -> None:
    """A version that is not released any more, and a service that is taken out of ``policy/``, vanish from ``out/``."""
    assert main(["build", *DAY]) == 0
    (here / "policy" / "shop" / "released" / "2026-12-15.json").unlink()
    assert main(["build", *DAY]) == 0
    assert versions(here / "out") == {"cafe/2026-12-01", "shop/2026-12-01"}
    assert not (here / "out" / "shop" / "2026-12-15").exists()
    shutil.rmtree(here / "policy" / "shop")
    assert main(["build", "cafe", *DAY]) == 0
    assert versions(here / "out") == {"cafe/2026-12-01", "shop/2026-12-01"}
    assert main(["build", *DAY]) == 0
    assert sorted(path.name for path in (here / "out").iterdir()) == ["assets", "cafe", "index.html", "manifest.json"]
    whole(here / "out")


def test_foreign_files_stay(here: Path) -> None:
    """What no build has listed is nobody's to remove."""
    foreign = here / "out" / "cafe" / "2026-12-01" / "CNAME"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("shop.example.com", encoding="utf-8")
    assert main(["build", *DAY]) == 0
    shutil.rmtree(here / "policy" / "cafe" / "released")
    assert main(["build", *DAY]) == 0
    assert {path for path in tree(here / "out") if path.startswith("cafe")} == {"cafe/2026-12-01/CNAME"}


LATER = SMALL.replace("2026-12-01", "2027-02-01").replace("2026-11-20", "2027-01-10")


def turn(out: Path) -> str | None:
    """Read of the manifest on which day something changes by itself."""
    found: str | None = json.loads((out / "manifest.json").read_text())["next"]
    return found


def test_version_that_is_not_announced_yet(here: Path, capsys: Captured) -> None:
    """A version is not published before its day of announcement, which the manifest names; on that day it is."""
    release(here, {"cafe/2027-02-01": LATER})
    assert main(["build", "--as-of", "2027-01-09"]) == 0
    assert capsys.readouterr().err == "cafe/2027-02-01은 공고일이 되지 않아 아직 내보내지 않았습니다.\n"
    assert "cafe/2027-02-01" not in versions(here / "out")
    assert not (here / "out" / "cafe" / "2027-02-01").exists()
    assert "2027-02-01" not in "".join(path.read_text() for path in files(here / "out") if path.name != MANIFEST)
    assert turn(here / "out") == "2027-01-10"
    assert main(["build", "--as-of", "2027-01-10"]) == 0
    assert capsys.readouterr().err == ""
    assert "cafe/2027-02-01" in versions(here / "out")
    assert turn(here / "out") == "2027-02-01"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", "2026-11-20"),
        ("2026-11-20", "2026-12-01"),
        ("2026-12-01", "2026-12-15"),
        ("2026-12-14", "2026-12-15"),
        ("2026-12-15", None),
    ],
)
def test_manifest_names_the_next_day(day: str, expected: str | None, here: Path) -> None:
    """The nearest day after the build's on which any version is announced or takes effect; none is said to be none."""
    assert main(["build", "--as-of", day]) == 0
    assert turn(here / "out") == expected
    assert bool(versions(here / "out")) == (day > "2026-11-19")


def test_check_is_quiet_when_equal(here: Path, capsys: Captured) -> None:
    """``--check`` compares for the day of the manifest and writes nothing, whatever day it is."""
    release(here, {"cafe/2027-02-01": LATER})
    assert main(["build", "--as-of", "2026-12-05"]) == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(here / "out")}
    capsys.readouterr()
    assert main(["build", "--check"]) == 0
    assert "다시 만든 파일 31개" in capsys.readouterr().out
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(here / "out")} == before


def files(folder: Path) -> list[Path]:
    """List every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_check_names_what_differs(here: Path, capsys: Captured) -> None:
    """Each file that is missing, changed or left over is named with which it is; exit 1, and nothing is repaired."""
    assert main(["build", *DAY]) == 0
    (here / "out" / "cafe" / "2026-12-01" / "policy.md").unlink()
    page = here / "out" / "shop" / "2026-12-01" / "index.html"
    page.write_bytes(page.read_bytes() + b"\n")
    (here / "out" / "shop" / "notes.txt").write_text("메모", encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "없음: cafe/2026-12-01/policy.md",
        "다름: shop/2026-12-01/index.html",
        "남음: shop/notes.txt",
    ]
    assert main(["build", "--check"]) == 1


def test_check_sees_a_version_that_changed(here: Path, capsys: Captured) -> None:
    """A version whose record is another one differs in every output, in what its service says, and in the manifest."""
    assert main(["build", *DAY]) == 0
    release(here, {"cafe/2026-12-01": CHANGED})
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    told = [line.split("/")[-1] for line in capsys.readouterr().err.splitlines()]
    assert told == [*OUTPUTS, *SERVICE, "다름: manifest.json"]


def test_check_sees_a_version_that_was_added(here: Path, capsys: Captured) -> None:
    """A version that was released without a build is missing, with what it changes."""
    assert main(["build", *DAY]) == 0
    release(here, {"cafe/2026-12-20": SMALL.replace("2026-12-01", "2026-12-20")})
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    new = {f"cafe/2026-12-20/{name}" for name in (*CHANGES, *OUTPUTS)} | {
        "cafe/compare/2026-12-01_2026-12-20/index.html"
    }
    old = {f"cafe/{name}" for name in ("2026-12-01/index.html", *SERVICE)} | {"index.html", "manifest.json"}
    told = dict(line.split(": ")[::-1] for line in capsys.readouterr().err.splitlines())
    assert told == dict.fromkeys(new, "없음") | dict.fromkeys(old, "다름")


def test_check_with_a_refused_service(here: Path, capsys: Captured) -> None:
    """A service whose records have faults fails the check; its files stand as a build would leave them."""
    assert main(["build", *DAY]) == 0
    altered(here, "shop/2026-12-01")
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    said = capsys.readouterr().err
    assert "policy/shop/released/2026-12-01.json" in said
    assert not re.search("^(?:없음|다름|남음)", said, re.MULTILINE)


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe{}",
        b'{"format":1,"day":"2026-12-32","files":[]}',
        b'{"format":1,"day":20261231,"files":[]}',
        b'{"format":1,"day":"2026-12-31"}',
        b'{"format":1,"day":"2026-12-31","files":5}',
        b'{"format":1,"day":"2026-12-31","files":["x"]}',
        b'{"format":1,"day":"2026-12-31","files":[{"path":["x"],"fileHash":"0"}]}',
        b'{"format":1,"day":"2026-12-31","files":[{"path":5,"fileHash":"0"}]}',
        b"[" * 100_000,
    ],
    ids=lambda content: repr(content)[:70],
)
def test_manifest_that_cannot_be_read(content: bytes | None, here: Path, capsys: Captured) -> None:
    """Without a manifest there is nothing to compare with, exit 2; a build makes a new one."""
    assert main(["build", *DAY]) == 0
    path = here / "out" / "manifest.json"
    right = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    capsys.readouterr()
    assert main(["build", "--check"]) == 2
    assert "manifest.json" in (captured := capsys.readouterr()).err
    assert HANGUL.search(captured.err)
    assert captured.out == ""
    assert main(["build", *DAY]) == 0
    assert path.read_bytes() == right


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("more", [["shop"], ["--as-of", "2026-12-31"], ["--drafts"]], ids=" ".join)
def test_check_takes_nothing_else(more: list[str], capsys: Captured) -> None:
    """``--check`` compares all for the manifest's day; a service or a day beside it is refused, not ignored."""
    assert main(["build", *DAY]) == 0
    capsys.readouterr()
    assert main(["build", "--check", *more]) == 2
    assert "--check" in capsys.readouterr().err


def broken_off(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Have the disk fill up when one file is put in its place."""
    real = Path.replace

    def replace(half: Path, target: Any) -> Path:
        if str(target).endswith(at):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        return real(half, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("at", ["cafe/2026-12-01/index.html", "shop/2026-12-15/policy.json", "manifest.json"])
def test_write_that_breaks_off(at: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """A build that breaks off leaves no half of a file, and the manifest of before; the next build is whole."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    second = SECOND.replace("회원 관리", "회원 관리와 상담")
    release(here, {"cafe/2026-12-01": CHANGED, "shop/2026-12-01": CHANGED, "shop/2026-12-15": second})
    with monkeypatch.context() as patched:
        broken_off(patched, at)
        capsys.readouterr()
        assert main(["build", *DAY]) == 2
        said = capsys.readouterr()
    assert at in said.err
    assert said.out == ""
    after = tree(here / "out")
    assert after.keys() == {*before, BEGUN}
    assert after["manifest.json"] == before["manifest.json"]
    assert after[at] == before[at]
    assert main(["build", *DAY]) == 0
    complete = tree(here / "out")
    whole(here / "out")
    assert all(after[path] in (before[path], complete[path]) for path in before)


def test_first_build_that_breaks_off(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was published, a build that breaks off publishes nothing: there is no manifest."""
    broken_off(monkeypatch, "/shop")
    assert main(["build", *DAY]) == 2
    assert not (here / "out" / "shop").exists()
    assert not (here / "out" / "manifest.json").exists()
    assert [path for path in tree(here / "out") if "tmp" in path] == []


@pytest.mark.parametrize("link", ["shop", "shop/2026-12-01", "shop/2026-12-01/index.html", "assets"])
def test_link_out_of_out_is_refused(link: str, here: Path, tmp_path: Path, capsys: Captured) -> None:
    """Nothing is written through a link that leads out of ``out/``: the build stops and names it."""
    outside = tmp_path / "outside"
    (outside / "2026-12-01").mkdir(parents=True)
    (outside / "index.html").write_text("남의 글", encoding="utf-8")
    (here / "out" / link).parent.mkdir(parents=True)
    (here / "out" / link).symlink_to(outside / "index.html" if link.endswith("html") else outside)
    before = tree(outside)
    assert main(["build", *DAY]) == 2
    said = capsys.readouterr()
    assert link in said.err
    assert HANGUL.search(said.err)
    assert tree(outside) == before
    assert (here / "out" / link).is_symlink()
    assert not (here / "out" / "manifest.json").exists()


def test_manifest_that_is_a_link_is_replaced(here: Path, tmp_path: Path) -> None:
    """A manifest that is a link is replaced by a file; what it led to stays as it is."""
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    (here / "out").mkdir()
    (here / "out" / "manifest.json").symlink_to(outside)
    assert main(["build", *DAY]) == 0
    assert outside.read_text(encoding="utf-8") == "{}"
    assert not (here / "out" / "manifest.json").is_symlink()


@pytest.mark.parametrize("path", ["../outside.txt", "shop/../../outside.txt", "{absolute}", "shop/link"])
def test_manifest_cannot_have_others_removed(path: str, here: Path, tmp_path: Path) -> None:
    """A manifest that lists files elsewhere does not make a build remove them."""
    outside = tmp_path / "outside.txt"
    outside.write_text("남의 글", encoding="utf-8")
    assert main(["build", *DAY]) == 0
    (here / "out" / "shop" / "link").symlink_to(outside)
    manifest = json.loads((here / "out" / "manifest.json").read_text())
    manifest["files"].append({"path": path.replace("{absolute}", str(outside)), "fileHash": "0" * 64})
    (here / "out" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert main(["build", *DAY]) in (0, 2)
    assert outside.read_text(encoding="utf-8") == "남의 글"
    assert main(["build", *DAY]) == 0


def overlay(root: Path, name: str, text: str) -> None:
    """Write a template of the workspace's own."""
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_own_style(here: Path) -> None:
    """A workspace's style takes the place of ours, under its own name; the old one goes."""
    assert main(["build", *DAY]) == 0
    overlay(here, "style.css", "body { color: black }\n")
    assert main(["build", *DAY]) == 0
    (style,) = (here / "out" / "assets").glob("style.*")
    assert style.read_text() == "body { color: black }\n"
    assert style.name in (here / "out" / "cafe" / "2026-12-01" / "index.html").read_text(encoding="utf-8")
    whole(here / "out")


def test_own_page(here: Path) -> None:
    """A workspace's frame takes the place of ours; what it is given is escaped, and it may include its own files."""
    release(here, {"cafe/2026-12-01": FIRST.replace("title: 개인정보 처리방침", "title: <b>방침</b>")})
    overlay(here, "foot.html", "<footer>보기상점</footer>")
    overlay(here, "page.html.j2", "<!DOCTYPE html><title>{{ title }}</title>{{ main }}{% include 'foot.html' %}\n")
    assert main(["build", *DAY]) == 0
    page = (here / "out" / "cafe" / "2026-12-01" / "index.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html><title>&lt;b&gt;방침&lt;/b&gt;</title><div")
    assert page.endswith("</div><footer>보기상점</footer>")


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ (''|attr('__class__')).mro() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__.__mro__}'.format('') }}",
        "{{ words.update({'skip': 'x'}) }}",
        "{% include '/etc/passwd' %}",
        "{% include '../secret.txt' %}",
        "{% include 'link.txt' %}",
        "{% include 'page.html.j2' %}",
        "{% extends 'nowhere.html' %}",
        "{% for n in range(10000000000) %}{% endfor %}",
        "{{ nothing }}",
        "{{ title",
        "{% import os %}",
        "{{ title|nothing }}",
        "{{ 1 / 0 }}",
        "{{ title + 1 }}",
    ],
)
def test_template_can_do_no_harm(template: str, here: Path, capsys: Captured) -> None:
    """A template that reaches out, or is wrong, stops the build with its place and a reason; nothing is written."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    (here / "secret.txt").write_text("root:x:0:0", encoding="utf-8")
    overlay(here, "page.html.j2", f"{{{{ main }}}}{template}")
    (here / "templates" / "link.txt").symlink_to(here / "secret.txt")
    capsys.readouterr()
    assert main(["build", *DAY]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.search(r"^templates/page\.html\.j2:1:\d+ 오류 frame-", captured.err, re.MULTILINE)
    assert HANGUL.search(captured.err)
    assert "Traceback" not in captured.err
    assert "root:x" not in captured.err
    assert tree(here / "out") == before


@pytest.mark.parametrize("name", ["page.html.j2", "style.css", "theme.css", "ko/phrases/ours.yaml", "ko/words.yaml"])
def test_template_that_is_a_link_is_not_followed(name: str, here: Path, tmp_path: Path) -> None:
    """A template that leads out of its folder is not read: ours is used in its place."""
    assert main(["build", *DAY]) == 0
    before = tree(here / "out")
    secret = tmp_path / "secret.txt"
    secret.write_text("skip: 비밀\n", encoding="utf-8")
    (here / "templates" / "ko" / "phrases").mkdir(parents=True)
    (here / "templates" / name).symlink_to(secret)
    assert main(["build", *DAY]) == 0
    assert tree(here / "out") == before


def test_own_words(here: Path) -> None:
    """A workspace may say single words of the frame otherwise; the rest stay ours."""
    overlay(here, "ko/words.yaml", "skip: 바로 읽기\n")
    assert main(["build", *DAY]) == 0
    page = (here / "out" / "cafe" / "2026-12-01" / "index.html").read_text(encoding="utf-8")
    assert ">바로 읽기</a>" in page
    assert ">목차</h2>" in page


@pytest.mark.parametrize("name", ["ko/phrases/ours.yaml", "ko/words.yaml"])
@pytest.mark.parametrize("text", ["[", "- 목록", "", "sentences: 글", "\x00"], ids=repr)
def test_words_that_cannot_be_read(name: str, text: str, here: Path, capsys: Captured) -> None:
    """A sheet of words that is broken is named; nothing is written, and nothing crashes. An empty one says nothing."""
    overlay(here, name, text)
    code = main(["build", *DAY])
    captured = capsys.readouterr()
    if not text:
        assert (code, captured.err) == (0, "")
    else:
        assert code == 1
        assert f"templates/{name}:1:" in captured.err
        assert HANGUL.search(captured.err)
        assert not (here / "out").exists()
