"""What machines read of a site: lists of versions, plain texts, the sitemap; when they change, and when they do not."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
import rfc8785
from lxml import etree

from house import ROOT
from policyc.cli import idle, main
from policyc.publish.chain import edition, shelf
from policyc.publish.public import announced
from policyc.publish.site import CHANGES, OUTPUTS
from policyc.render import sitemap, versions_json
from test_formats import faults
from workspaces import FIRST, SMALL, adopt, release, tree, withdraw, write

DAY = ("--as-of", "2026-12-05")
SECOND = SMALL.replace("2026-12-01", "2026-12-31").replace("회원 관리", "회원 관리와 상담")
"""Announced 41 days before; reworded."""
LATER = SMALL.replace("2026-12-01", "2027-03-01").replace("2026-11-20", "2027-01-10").replace("회원 관리", "관리")
"""Announced after `SECOND`."""
CALLED = SMALL.replace("2026-12-01", "2026-12-31").replace("phone: 02-123-4567", "phone: 02-123-4568")
"""Has another telephone number, for which nobody's consent is asked."""
BASE = "https://privacy.example.com/kr"
SITE = f"format: 1\nsite: {{base-url: {BASE}}}\n"
KINDS = {"versions.json", "feed.atom", "calendar.ics"}
SCHEMA = etree.XMLSchema(etree.parse(ROOT / "tests" / "schemas" / "sitemap-0.9.xsd"))

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a service of two released versions."""
    release(tmp_path, {"shop/2026-12-01": FIRST, "shop/2026-12-31": SECOND})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(root: Path, *more: str) -> dict[str, bytes]:
    """Build, and read what stands in ``out/``."""
    assert main(["build", *(more or DAY)]) == 0
    return tree(root / "out")


def listed(root: Path, service: str = "shop") -> dict[str, Any]:
    """Read the list of a service's versions, and hold it against its schema."""
    text = (root / "out" / service / "versions.json").read_bytes()
    found: dict[str, Any] = json.loads(text)
    assert faults(found, "versions") == []
    assert text == rfc8785.dumps(found)
    return found


def settled(root: Path, text: str = SITE) -> None:
    """Write the settings of a workspace."""
    (root / "policy" / "policyc.yaml").write_text(text, encoding="utf-8")


def pages(root: Path, name: str = sitemap.NAME) -> dict[str, str | None]:
    """Read a sitemap, and hold it against the official schema: address → day, None of what each day may change."""
    found = etree.parse(root / "out" / name)
    SCHEMA.assertValid(found)
    return {url[0].text: url[1].text if len(url) > 1 else None for url in found.getroot()}


# ---- versions.json ----


def test_list_of_versions(here: Path) -> None:
    """Every version is there in short, the newest first, with where its files are and how long it holds."""
    made = built(here)
    found = listed(here)
    assert {key: found[key] for key in ("format", "service", "title", "controller")} == {
        "format": 1,
        "service": "shop",
        "title": "개인정보 처리방침",
        "controller": "보기상점",
    }
    second, first = found["versions"]
    hashes = {each["version"]: each.pop("hashes") for each in (second, first)}
    files = {each["version"]: each.pop("files") for each in (second, first)}
    assert first == {
        "version": "2026-12-01",
        "announced": "2026-11-20",
        "effective": "2026-12-01",
        "until": "2026-12-30",
    }
    assert second == {
        "version": "2026-12-31",
        "announced": "2026-11-20",
        "effective": "2026-12-31",
        "before": "2026-12-01",
        "weight": "material",
        "needsConsent": True,
    }
    for version in ("2026-12-01", "2026-12-31"):
        data = json.loads(made[f"shop/{version}/policy.json"])
        assert hashes[version] == data["hashes"]
        paths = {path for path in made if path.startswith(f"shop/{version}/")}
        assert {f"shop/{path}" for path in files[version].values()} == paths


def test_list_names_every_output() -> None:
    """Whatever a version is drawn as has a key in the list."""
    assert set(versions_json.FILES) == {*OUTPUTS, *CHANGES}


def test_list_fits_in_little(here: Path) -> None:
    """It is asked for often, so a version costs less than a kilobyte."""
    built(here)
    assert (here / "out" / "shop" / "versions.json").stat().st_size < 2 * 1000


@pytest.mark.parametrize(("text", "asks"), [(SECOND, True), (CALLED, False)])
def test_version_that_asks_for_consent(text: str, asks: bool, here: Path) -> None:
    """The list says whether a change asks for consent anew, and how much it weighs, as ``changes.json`` does."""
    release(here, {"shop/2026-12-31": text})
    data = json.loads(built(here)["shop/2026-12-31/changes.json"])
    newest = listed(here)["versions"][0]
    assert newest["needsConsent"] is asks is bool(data["needsConsent"])
    assert newest["weight"] == data["weight"]


def test_version_without_a_change(here: Path) -> None:
    """Where nothing changed in meaning there is no weight, and the version before is named all the same."""
    release(here, {"shop/2026-12-31": SMALL.replace("2026-12-01", "2026-12-31")})
    made = built(here)
    newest = listed(here)["versions"][0]
    assert json.loads(made["shop/2026-12-31/changes.json"])["weight"] is None
    assert "weight" not in newest
    assert (newest["before"], newest["needsConsent"]) == ("2026-12-01", False)


def test_withdrawn_version_in_the_list(here: Path) -> None:
    """It stays with the day on which it was taken back; it has no last day, and ends nobody else's time."""
    withdraw(here, "shop/2026-12-31", date(2026, 12, 4))
    write(here, {"shop/2026-12-31-2": SECOND.replace("상담", "문의").replace("title: ", "title: 새 ")})
    adopt(here, "shop/2026-12-31-2", date(2026, 12, 4))
    built(here)
    found = listed(here)
    told = [(each["version"], each.get("until"), each.get("withdrawn")) for each in found["versions"]]
    assert told == [
        ("2026-12-31-2", None, None),
        ("2026-12-31", None, "2026-12-04"),
        ("2026-12-01", "2026-12-30", None),
    ]
    assert found["title"] == "새 개인정보 처리방침"


def test_all_versions_withdrawn(here: Path) -> None:
    """A service of which nothing stands is still told, by its newest version."""
    release(here, {"cafe/2026-12-31": FIRST.replace("2026-12-01", "2026-12-31")})
    withdraw(here, "cafe/2026-12-31", date(2026, 12, 4))
    built(here)
    (only,) = listed(here, "cafe")["versions"]
    assert only["withdrawn"] == "2026-12-04"
    assert listed(here, "cafe")["title"] == "개인정보 처리방침"


def test_nothing_is_told_before_its_day(here: Path) -> None:
    """A version that is not announced yet is in no file, nor does it end another's time; on its day it does both."""
    adopted(here, "shop/2027-03-01", LATER)
    before = built(here, "--as-of", "2027-01-09")
    assert "until" not in listed(here)["versions"][0]
    assert not [path for path in before if path != "manifest.json" and b"2027-03-01" in before[path]]
    assert not [path for path in before if path != "manifest.json" and b"20270301" in before[path]]
    after = built(here, "--as-of", "2027-01-10")
    assert listed(here)["versions"][1]["until"] == "2027-02-28"
    changed = {path for path in before if before[path] != after[path]}
    lists = {"shop/bundle.json", *(f"shop/{name}" for name in KINDS)}
    texts = {f"shop/{version}/index.html" for version in ("2026-12-01", "2026-12-31")}
    others = {"index.html", "shop/index.html", "shop/history.html", "shop/2026-12-31/changes.html"}
    assert changed == {"manifest.json", *lists, *texts, *others}


def adopted(root: Path, name: str, text: str) -> None:
    """Add a version to those released."""
    write(root, {name: text})
    adopt(root, name, date(2026, 12, 1))


def test_announced_day_is_that_of_the_record(here: Path) -> None:
    """A version whose file states no day of announcement is public since the day that its record knows."""
    write(here, {"cafe/2026-12-01": FIRST.replace("{announced: 2026-11-20, effective", "{effective")})
    adopt(here, "cafe/2026-12-01", date(2026, 11, 22))
    built(here)
    assert listed(here, "cafe")["versions"][0]["announced"] == "2026-11-20"
    for service in ("cafe", "shop"):
        for each in shelf(here / "policy" / service).released:
            assert announced(edition(each)) == each.announced


def test_drafts_are_in_no_list(here: Path) -> None:
    """With drafts or without, the files of a service are the same bytes; one that has only drafts has none."""
    before = built(here)
    write(here, {"shop/next": SECOND.replace("2026-12-31", "2027-01-31"), "cafe/2026-12-01": FIRST})
    after = built(here, "--drafts", *DAY)
    assert {path: after[path] for path in before if path != "manifest.json"} == {
        path: content for path, content in before.items() if path != "manifest.json"
    }
    assert {path for path in after if path.startswith("cafe/") and path.count("/") == 1} == set()


def test_files_of_a_service_do_not_depend_on_the_day(here: Path) -> None:
    """Built months later, they are the same bytes; only pages that say what is in force are not."""
    settled(here)
    first, later = built(here), built(here, "--as-of", "2027-06-30")
    today = {"index.html", "shop/index.html", "shop/history.html"}
    assert {path for path in later if first[path] != later[path]} == {"manifest.json", *today}


# ---- policy.txt ----


def test_plain_text(here: Path) -> None:
    """The text is what was hashed at the release: whole, in NFC, without markup, with addresses written out."""
    linked = f"{FIRST}services: {{shop: {{name: 보기몰, url: 'https://shop.example.com/'}}}}\n"
    release(here, {"cafe/2026-12-01": linked.replace("title: 개인정보", "title: 카페 개인정보")})
    made = built(here)
    text = made["cafe/2026-12-01/policy.txt"].decode("utf-8")
    assert text.startswith("카페 개인정보 처리방침\n\n")
    assert text.endswith("\n")
    assert is_normalized("NFC", text)
    assert not re.search(r"<[a-z]|\*\*|\]\(|\r", text)
    assert "보기몰 (https://shop.example.com/)" in text
    for version in ("cafe/2026-12-01", "shop/2026-12-01", "shop/2026-12-31"):
        data = json.loads(made[f"{version}/policy.json"])
        assert hashlib.sha256(made[f"{version}/policy.txt"]).hexdigest() == data["hashes"]["textHash"]
        assert all(each["text"] in made[f"{version}/policy.txt"].decode() for each in data["text"])


# ---- sitemap.xml and the address of the site ----


def test_no_sitemap_without_an_address(here: Path) -> None:
    """A sitemap has full addresses, so there is none where nobody said the site's; nor without a page to show."""
    assert "sitemap.xml" not in built(here)
    settled(here)
    assert "sitemap.xml" in built(here)
    settled(here, "format: 1\nsite:\n")
    assert "sitemap.xml" not in built(here)
    settled(here)
    release(here, {"shop/2026-12-01": f"example: true\n{FIRST}", "shop/2026-12-31": f"example: true\n{SECOND}"})
    assert "sitemap.xml" not in built(here)


def test_sitemap(here: Path) -> None:
    """It lists the pages of each version with its announced day, and those of today; what is hidden is not in it."""
    settled(here)
    write(here, {"cafe/2026-12-01": FIRST, "shop/next": SECOND.replace("2026-12-31", "2027-03-31")})
    release(here, {"play/2026-12-01": f"example: true\n{FIRST}"})
    adopted(here, "shop/2027-03-01", LATER)
    withdraw(here, "shop/2027-03-01", date(2026, 12, 4))
    built(here, "--drafts", "--as-of", "2027-01-20")
    assert pages(here) == {
        f"{BASE}/shop/2026-12-01/index.html": "2026-11-20",
        f"{BASE}/shop/2026-12-31/index.html": "2026-11-20",
        f"{BASE}/shop/2026-12-31/changes.html": "2026-11-20",
        f"{BASE}/index.html": None,
        f"{BASE}/shop/index.html": None,
        f"{BASE}/shop/history.html": None,
    }
    assert listed(here, "play")["versions"][0]["example"] is True
    paths = {entry["path"] for entry in json.loads((here / "out" / "manifest.json").read_text())["files"]}
    assert "sitemap.xml" in paths
    assert faults(json.loads((here / "out" / "manifest.json").read_text()), "manifest") == []


def test_sitemap_of_more_pages_than_one_may_name(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is an index of sitemaps then, which all together name each page once; they go again when one will do."""
    settled(here)
    built(here)
    whole = pages(here)
    monkeypatch.setattr(sitemap, "MOST", 2)
    made = built(here)
    parts = sorted(path for path in made if path.startswith("sitemap-"))
    assert len(parts) == 3
    index = etree.fromstring(made["sitemap.xml"])
    assert index.tag == f"{{{sitemap.SPACE}}}sitemapindex"
    assert [one.tag for one in index] == [f"{{{sitemap.SPACE}}}sitemap"] * 3
    assert [[inner.tag for inner in one] for one in index] == [[f"{{{sitemap.SPACE}}}loc"]] * 3
    assert [one[0].text for one in index] == [f"{BASE}/{part}" for part in parts]
    named = [pages(here, part) for part in parts]
    assert [len(part) for part in named] == [2, 2, 2]
    assert {address: day for part in named for address, day in part.items()} == whole
    monkeypatch.undo()
    monkeypatch.chdir(here)
    assert not {*parts} & built(here).keys()
    assert pages(here) == whole


def test_schema_of_sitemaps_sees_faults() -> None:
    """The official schema is one that refuses: an address that is none, a day that is none, an empty map."""
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    for inside in ("", "<url><loc>x</loc></url>", f"<url><loc>{BASE}/</loc><lastmod>어제</lastmod></url>"):
        assert not SCHEMA.validate(etree.fromstring(f'<urlset xmlns="{space}">{inside}</urlset>'))


@pytest.mark.parametrize("said", [BASE, f"{BASE}/"])
def test_slash_at_the_end_of_the_address(said: str, here: Path) -> None:
    """The address is the same with a slash at its end and without."""
    settled(here, f"format: 1\nsite: {{base-url: {said}}}\n")
    made = built(here)
    assert f"<loc>{BASE}/shop/2026-12-01/index.html</loc>".encode() in made["sitemap.xml"]
    assert f'href="{BASE}/shop/feed.atom"'.encode() in made["shop/feed.atom"]


@pytest.mark.parametrize(
    "said",
    ["http://example.com", "example.com", "https://", "https://a b.kr", "https://u:p@example.com", "https://예시.kr"]
    + [f"https://example.com{rest}" for rest in ("?a=1", "/#top", "//x", ":", "/ ", '/"', "/<b>", ":123456")],
)
def test_address_that_cannot_be_used(said: str, here: Path, capsys: Captured) -> None:
    """It is told at its place, by `check` and by `build`, which then leaves all as it stands."""
    settled(here)
    before = built(here)
    settled(here, f"format: 1\nsite: {{base-url: {json.dumps(said, ensure_ascii=False)}}}\n")
    capsys.readouterr()
    for command in (["check", *DAY], ["build", *DAY], ["build", "--check"]):
        assert main(command) == 1
        said_here = "".join(capsys.readouterr())
        assert "policy/policyc.yaml:2:18 오류 setting-base-url-wrong" in said_here
    assert "policy/policyc.yaml에 오류가 있어" in said_here
    assert tree(here / "out") == before


def test_weights_of_rules_do_not_stop_a_build(here: Path, capsys: Captured) -> None:
    """What is wrong with the weight of a rule bears on drafts alone; a name that nobody knows could be the site's."""
    settled(here, f"{SITE}rules: {{no-such-rule: error}}\n")
    assert "sitemap.xml" in built(here)
    settled(here, SITE.replace("site:", "sites:"))
    assert main(["build", *DAY]) == 1
    assert "setting-unknown-key" in capsys.readouterr().err


def test_new_address_is_another_build(here: Path) -> None:
    """When the site moves, only the files that name its address change, and a build is not taken for idle."""
    before = built(here)
    assert main(["build"]) == 0
    assert idle.answer() is not None
    settled(here)
    assert idle.answer() is None
    after = built(here)
    changed = {path for path in after if before.get(path) != after[path]}
    pages_of_all = {path for path in after if path.endswith(".html")}
    assert changed == {"manifest.json", "sitemap.xml", "shop/feed.atom", "shop/calendar.ics", *pages_of_all}
    ids = re.compile(rb"<id>.*?</id>|UID:\S+")
    for name in ("shop/feed.atom", "shop/calendar.ics"):
        assert ids.findall(before[name]) == ids.findall(after[name])


# ---- what is kept ----


def test_service_that_was_not_asked_for(here: Path) -> None:
    """A build of one service leaves the files of the others, and keeps their pages in the sitemap."""
    settled(here)
    release(here, {"cafe/2026-12-01": FIRST})
    before = built(here)
    whole = pages(here)
    assert {url.split("/")[4] for url in whole} == {"cafe", "index.html", "shop"}
    release(here, {"shop/2026-12-01": FIRST.replace("회원 관리", "관리")})
    assert built(here, "cafe", *DAY) == before
    assert main(["build", "--out", "new", "cafe", *DAY]) == 0
    assert {path for path in tree(here / "new") if "/" in path and not path.startswith(("cafe/", "assets/"))} == set()
    assert b"/shop/" not in tree(here / "new")["sitemap.xml"]


def test_service_that_was_refused(here: Path, capsys: Captured) -> None:
    """A service whose records have a fault keeps its list, its feed and its calendar, and its place in the sitemap."""
    settled(here)
    release(here, {"cafe/2026-12-01": FIRST})
    before = built(here)
    record = here / "policy" / "shop" / "released" / "2026-12-31.json"
    record.write_bytes(record.read_bytes()[:-2])
    release(here, {"cafe/2026-12-01": FIRST.replace("회원 관리", "관리")})
    assert main(["build", *DAY]) == 1
    after = tree(here / "out")
    kept = {path for path in before if path.startswith("shop/")} | {"sitemap.xml"}
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}
    assert after["cafe/versions.json"] != before["cafe/versions.json"]
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    assert not re.search("^(?:없음|다름|남음)", capsys.readouterr().err, re.MULTILINE)


def test_check_and_verify_of_a_site(here: Path, capsys: Captured) -> None:
    """Both go on working beside the new files, and a change in one of them is seen."""
    settled(here)
    built(here)
    assert main(["build", "--check"]) == 0
    assert main(["verify", "--out", "out"]) == 0
    for name in ("sitemap.xml", *(f"shop/{kind}" for kind in sorted(KINDS)), "shop/2026-12-01/policy.txt"):
        path = here / "out" / name
        path.write_bytes(path.read_bytes() + b" ")
        capsys.readouterr()
        assert main(["build", "--check"]) == 1
        assert f"다름: {name}" in capsys.readouterr().err
        assert main(["build", *DAY]) == 0


def test_service_that_is_gone(here: Path) -> None:
    """When nothing of a service is released any more, its files go, and so does the sitemap."""
    settled(here)
    built(here)
    for record in (here / "policy" / "shop" / "released").iterdir():
        record.unlink()
    after = built(here)
    assert set(after) == {"manifest.json"}
    assert not (here / "out" / "shop").exists()
