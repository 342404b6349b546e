"""The pages of a site, read by a real parser: what each says, where each link leads, and what a day changes in them."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import chdir
from datetime import date
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from house import ROOT
from policyc.cli import main
from policyc.document.phrases import catalogue
from policyc.publish.chain import shelf
from policyc.workspace import template_folders
from workspaces import FIRST, SMALL, adopt, release, tree, withdraw, write

PAST, NOW, NEXT, GONE = "2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"
DAY = ("--as-of", "2027-01-20")
BASE = "https://privacy.example.com/kr/"
XHTML = "{http://www.w3.org/1999/xhtml}"
Captured = pytest.CaptureFixture[str]

VOCABULARY = {
    "Thing": {"name", "url"},
    "CreativeWork": {"datePublished", "encoding", "hasPart", "inLanguage", "isPartOf", "mainEntity", "publisher"}
    | {"temporalCoverage", "version", "encodingFormat"},
    "MediaObject": {"contentUrl", "encodingFormat"},
}
"""Properties by the type that has them, of those that our pages use.

From the vocabulary of schema.org, read on 2026-11-28 in the package msgspec-schemaorg 0.2.1 (MIT), generated from it.
"""
KINDS = {
    "WebPage": ("CreativeWork", "Thing"),
    "CollectionPage": ("CreativeWork", "Thing"),
    "DigitalDocument": ("CreativeWork", "Thing"),
    "MediaObject": ("MediaObject", "CreativeWork", "Thing"),
    "Organization": ("Thing",),
}
"""Type → the types it has its properties from, of the same source."""


def policy(effective: str, announced: str, purpose: str, title: str = "개인정보 처리방침") -> str:
    """Write a version that promises nothing but its purpose."""
    dates = f"announced: {announced}, effective: {effective}"
    text = SMALL.replace("announced: 2026-11-20, effective: 2026-12-01", dates)
    return text.replace("회원 관리", purpose).replace("title: 개인정보 처리방침", f"title: {title}")


POLICIES = {
    PAST: f"{policy(PAST, '2026-11-20', '회원 관리')}first: true\n",
    NOW: policy(NOW, "2026-11-20", "회원 관리와 상담"),
    NEXT: policy(NEXT, "2026-12-20", "회원 관리와 상담 및 문의"),
    GONE: policy(GONE, "2027-01-15", "광고"),
}
"""What is past, in force, coming and withdrawn on `DAY`."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a service that has a version of every state, and one with a single version."""
    release(tmp_path, {f"shop/{version}": text for version, text in POLICIES.items()})
    withdraw(tmp_path, f"shop/{GONE}", date(2027, 1, 18))
    release(tmp_path, {"cafe/2026-12-01": FIRST.replace("title: ", "title: 카페 ")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(root: Path, *more: str) -> dict[str, bytes]:
    """Build, and read what stands in ``out/``."""
    assert main(["build", *(more or DAY)]) == 0
    return tree(root / "out")


def parsed(raw: bytes) -> Element:
    """Read a page as a browser does."""
    parser = html5lib.HTMLParser()
    found: Element = parser.parse(raw.decode("utf-8"))
    assert [fault for fault in parser.errors if fault[1] != "expected-doctype-but-got-eof"] == []
    return found


def every(page: Element, tag: str, **having: str) -> list[Element]:
    """Find the elements of a kind with some attributes."""
    found = (one for one in page.iter(f"{XHTML}{tag}"))
    return [one for one in found if all(one.get(key) == value for key, value in having.items())]


def said(element: Element) -> str:
    """Return the text of an element, single-spaced, a term and what it is apart."""
    for term in every(element, "dt"):
        term.tail = " "
    return " ".join("".join(element.itertext()).split())


def text_of(raw: bytes, tag: str = "main") -> str:
    """Return the text of what a page says."""
    (found,) = every(parsed(raw), tag)
    return said(found)


def banner(raw: bytes) -> str:
    """Return the text of the banner of a page; empty where there is none."""
    found = [one for one in every(parsed(raw), "div") if one.get("class") == "banner"]
    return said(found[0]) if found else ""


def links(raw: bytes) -> dict[str, str]:
    """List the links of a page: words → address."""
    return {said(one): one.get("href", "") for one in every(parsed(raw), "a")}


def lost(made: dict[str, bytes]) -> list[str]:
    """List the addresses of the site's pages that lead nowhere in it: files, and ids in them."""
    pages = {path: parsed(raw) for path, raw in made.items() if path.endswith(".html")}
    ids = {path: {one.get("id") for one in page.iter() if one.get("id")} for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for one in page.iter():
            for address in filter(None, (one.get("href"), one.get("src"))):
                parts = urlsplit(address)
                if parts.scheme:
                    continue
                target = normpath(f"{path.rpartition('/')[0] or '.'}/{unquote(parts.path)}") if parts.path else path
                if target not in made or (parts.fragment and parts.fragment not in ids.get(target, set())):
                    found.append(f"{path}: {address}")
    return found


def settled(root: Path) -> None:
    """Say the address of the site."""
    (root / "policy" / "policyc.yaml").write_text(f"format: 1\nsite: {{base-url: {BASE}}}\n", encoding="utf-8")


# ---- all pages ----


def test_pages_of_a_service(here: Path) -> None:
    """A service has its page, its history, a page a version, and each two of its standing versions compared."""
    made = built(here)
    found = {path.removeprefix("shop/") for path in made if path.startswith("shop/") and path.endswith(".html")}
    pairs = {f"compare/{a}_{b}/index.html" for a, b in ((PAST, NOW), (PAST, NEXT), (NOW, NEXT))}
    notices = {f"{version}/changes.html" for version in (NOW, NEXT, GONE)}
    assert found == {"index.html", "history.html", *(f"{v}/index.html" for v in POLICIES), *notices, *pairs}


@pytest.mark.parametrize("address", [False, True])
def test_every_link_leads_somewhere(address: bool, here: Path) -> None:
    """Every relative address of every page, and every fragment, is there; so the site works under any path."""
    if address:
        settled(here)
    made = built(here)
    assert len([path for path in made if path.endswith(".html")]) == 16
    assert lost(made) == []
    assert all(
        path.startswith("/") is False for raw in made.values() if b"<html" in raw for path in links(raw).values()
    )
    broken = made | {"shop/index.html": made["shop/index.html"].replace(b'href="history.html"', b'href="histry.html"')}
    assert lost(broken) == ["shop/index.html: histry.html"]


def test_every_link_of_our_own_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same holds for the services of this repository."""
    shutil.copytree(ROOT / "policy", tmp_path / "policy")
    monkeypatch.chdir(tmp_path)
    made = built(tmp_path, "--as-of", "2026-11-24")
    assert len([path for path in made if path.endswith(".html")]) > 20
    assert lost(made) == []


def test_pages_are_right_html(here: Path) -> None:
    """No page has a fault of HTML, an id twice, or more than one title; each is Korean."""
    for path, raw in built(here).items():
        if path.endswith(".html"):
            page = parsed(raw)
            ids = [one.get("id") for one in page.iter() if one.get("id")]
            assert len(ids) == len(set(ids)), path
            assert len(every(page, "h1")) == len(every(page, "main")) == 1, path
            assert page.get("lang") == "ko", path


def test_two_builds_are_the_same(here: Path) -> None:
    """The same workspace on the same day gives the same bytes."""
    first = built(here)
    shutil.rmtree(here / "out")
    assert built(here) == first
    assert main(["build", "--check"]) == 0
    assert main(["verify", "--out", "out"]) == 0


# ---- the page of a service ----


def test_page_of_a_service(here: Path) -> None:
    """It is the text in force, and says above it from when it changes, with the notice and the new text."""
    made = built(here)
    raw = made["shop/index.html"]
    text = text_of(raw)
    assert "회원 관리와 상담" in text
    assert "회원 관리와 상담 및 문의" not in text
    assert banner(raw) == "이 개인정보 처리방침은 2027년 2월 1일부터 바뀝니다. 변경 안내 · 바뀌는 방침"
    found = links(raw)
    assert found["바뀌는 방침"] == f"./{NEXT}/index.html"
    assert f'href="./{NEXT}/changes.html"'.encode() in raw
    assert found["이전 개인정보 처리방침"] == "history.html"
    assert found["이 판의 고정 주소"] == f"{NOW}/index.html"
    current = [one for one in every(parsed(raw), "a") if one.get("aria-current") == "page"]
    assert [(said(one), one.get("href")) for one in current] == [("2027년 1월 1일 시행 시행 중", "index.html")]


def test_versions_to_choose_from(here: Path) -> None:
    """All versions are offered, the newest first, each with what it is on the day."""
    (nav,) = [one for one in every(parsed(built(here)["shop/index.html"]), "nav") if one.get("class") == "versions"]
    assert [said(one) for one in every(nav, "li")] == [
        "2027년 3월 1일 시행 철회",
        "2027년 2월 1일 시행 시행 예정",
        "2027년 1월 1일 시행 시행 중",
        "2026년 12월 1일 시행 2026년 12월 31일까지",
    ]


def test_nothing_in_force_yet(here: Path) -> None:
    """Before the first effective day the first text is shown, with the day from which it applies."""
    raw = built(here, "--as-of", "2026-11-25")["shop/index.html"]
    assert banner(raw).startswith("이 개인정보 처리방침은 2026년 12월 1일부터 시행합니다.")
    assert "2027년 1월 1일부터 바뀝니다." in banner(raw)
    assert "회원 관리와 상담" not in text_of(raw).replace(banner(raw), "")


def test_all_versions_taken_back(here: Path) -> None:
    """Where every version was taken back, the page says that nothing is in force, and the text that it is withdrawn."""
    release(here, {"bank/2027-03-01": FIRST.replace("2026-12-01", "2027-03-01")})
    withdraw(here, "bank/2027-03-01", date(2027, 1, 18))
    made = built(here)
    assert banner(made["bank/index.html"]) == "지금 시행 중인 개인정보 처리방침이 없습니다."
    assert "철회" in text_of(made["bank/index.html"])
    assert "없음" in text_of(made["index.html"])
    assert lost(made) == []


def test_page_of_a_service_is_verified(here: Path, capsys: Captured) -> None:
    """``verify --out`` holds it against the version in force on the day of the build, and names where it differs."""
    built(here)
    page = here / "out" / "shop" / "index.html"
    page.write_bytes(page.read_bytes().replace("상담".encode(), "광고".encode()))
    capsys.readouterr()
    assert main(["verify", "--out", "out"]) == 1
    assert "out/shop/index.html:1:1 오류 site-text-differs" in capsys.readouterr().out
    built(here, "--as-of", NEXT)
    assert main(["verify", "--out", "out"]) == 0


# ---- the page of a version ----


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (PAST, "적용 기간: 2026년 12월 1일부터 2026년 12월 31일까지 현행 개인정보 처리방침"),
        (NOW, "적용 기간: 2027년 1월 1일부터 2027년 1월 31일까지 현행 개인정보 처리방침"),
        (NEXT, "적용 기간: 2027년 2월 1일부터 현행 개인정보 처리방침"),
        (
            GONE,
            "2027년 3월 1일부터 시행할 예정이었으나 2027년 1월 18일에 철회되어 시행하지 않습니다. "
            "현행 개인정보 처리방침",
        ),
    ],
)
def test_period_of_a_version(version: str, expected: str, here: Path) -> None:
    """Each says in days when it applies, or that it never does, and leads to the current text."""
    raw = built(here)[f"shop/{version}/index.html"]
    assert banner(raw) == expected
    (current,) = {one.get("href") for one in every(parsed(raw), "a", rel="privacy-policy")}
    assert current == "../index.html"


def test_other_forms_of_a_version(here: Path) -> None:
    """The page names its texts, its data, the feed; the notice names its own forms."""
    made = built(here)
    forms = {
        "index.html": ["policy.md", "policy.txt", "policy.json", "../feed.atom"],
        "changes.html": ["changes.md", "changes.json", "../feed.atom"],
    }
    for name, expected in forms.items():
        page = parsed(made[f"shop/{NOW}/{name}"])
        assert [one.get("href") for one in every(page, "link", rel="alternate")] == expected


def test_notices_to_choose_from(here: Path) -> None:
    """From a notice one chooses the notice of another version, or its text where it has none."""
    (nav,) = [
        one for one in every(parsed(built(here)[f"shop/{NOW}/changes.html"]), "nav") if one.get("class") == "versions"
    ]
    assert [one.get("href") for one in every(nav, "a")] == [
        *(f"../{version}/changes.html" for version in (GONE, NEXT, NOW)),
        f"../{PAST}/index.html",
    ]


# ---- history ----


def test_history(here: Path) -> None:
    """Each version with its days, how much it changes and what, and the hashes of its record; the withdrawn one too."""
    made = built(here)
    page = parsed(made["shop/history.html"])
    assert [said(one) for one in every(page, "h2") if one.get("id") != "contents--h"] == [
        "2027년 3월 1일 시행 – 철회",
        "2027년 2월 1일 시행 – 시행 예정",
        "2027년 1월 1일 시행 – 시행 중",
        "2026년 12월 1일 시행",
    ]
    (now,) = [one for one in every(page, "section") if one.get("id") == f"version-{NOW}"]
    fields = {said(pair[0]): said(pair[1]) for pair in every(now, "div")}
    data = json.loads(made[f"shop/{NOW}/policy.json"])
    assert fields == {
        "방침": "개인정보 처리방침",
        "공고일": "2026년 11월 20일",
        "적용 기간": "2027년 1월 1일부터 2027년 1월 31일까지",
        "변경의 성격": "정보주체의 권리에 중대한 영향을 주는 변경",
        "변경 안내": "변경 안내",
        "다른 판과 비교": "2026년 12월 1일 시행",
        "본문의 해시(SHA-256)": data["hashes"]["textHash"],
        "기록의 해시(SHA-256)": data["hashes"]["releaseHash"],
    }
    changes = json.loads(made[f"shop/{NOW}/changes.json"])["changes"]
    assert [said(one) for one in every(now, "li")] == [change["says"] for change in changes]
    (gone,) = [one for one in every(page, "section") if one.get("id") == f"version-{GONE}"]
    assert "적용하지 않음" in said(gone)
    assert "2027년 1월 18일" in said(gone)
    assert "compare" not in repr([one.get("href") for one in every(gone, "a")])


def test_history_of_many_changes(here: Path) -> None:
    """Of many changes the first are told, the heaviest first, and how many there are besides; the notice tells all."""
    items = "purposes: {join: 회원 관리" + "".join(f", p{number}: 목적{number}" for number in range(10)) + "}"
    text = POLICIES[NOW].replace("purposes: {join: 회원 관리와 상담}", items)
    text = text.replace("purposes: [join]", f"purposes: [join, {', '.join(f'p{number}' for number in range(10))}]")
    release(here, {f"bank/{PAST}": POLICIES[PAST], f"bank/{NOW}": text})
    page = parsed(built(here)["bank/history.html"])
    (now,) = [one for one in every(page, "section") if one.get("id") == f"version-{NOW}"]
    lines = [said(one) for one in every(now, "li")]
    assert len(lines) == 8
    assert re.fullmatch(r"외 \d+건", lines[-1])


# ---- comparison ----


def test_neighbours_are_compared_as_they_were_frozen(here: Path) -> None:
    """What was told when a version was released is what its comparison with the one before it says."""
    made = built(here)
    notice = parsed(made[f"shop/{NOW}/changes.html"])
    compared = parsed(made[f"shop/compare/{PAST}_{NOW}/index.html"])
    for id_ in ("changes", "comparison"):
        ((before,), (after,)) = (every(page, "section", id=id_) for page in (notice, compared))
        assert said(before) == said(after)


def test_versions_further_apart(here: Path) -> None:
    """Two versions that are no neighbours are compared anew: old and new text stand beside each other."""
    raw = built(here)[f"shop/compare/{PAST}_{NEXT}/index.html"]
    text = text_of(raw)
    assert "앞의 판 2026년 12월 1일 시행 뒤의 판 2027년 2월 1일 시행" in text
    assert "회원 관리와 상담 및 문의" in text
    assert "신구대비표" in text
    page = parsed(raw)
    assert every(page, "ins")
    found = links(raw)
    assert found["2026년 12월 1일 시행"] == f"../../{PAST}/index.html"
    assert found["2027년 2월 1일 시행"] == f"../../{NEXT}/index.html"


def test_versions_that_say_the_same(here: Path) -> None:
    """Where nothing differs but the days, no sentence of a change is made up."""
    release(
        here,
        {
            f"bank/{PAST}": POLICIES[PAST],
            f"bank/{NOW}": POLICIES[NOW],
            f"bank/{NEXT}": POLICIES[PAST].replace(PAST, NEXT).replace("first: true\n", ""),
        },
    )
    raw = built(here)[f"bank/compare/{PAST}_{NEXT}/index.html"]
    assert "달라진 내용" not in text_of(raw)
    assert "회원 관리" not in text_of(raw)


# ---- the first page ----


def rows(raw: bytes) -> list[list[str]]:
    """Read the table of the first page, a line a service."""
    return [[said(cell) for cell in row] for row in every(parsed(raw), "tr")][1:]


def test_first_page(here: Path) -> None:
    """It names every service, what is in force of it, what is coming; examples are told as such."""
    release(here, {"play/2026-12-01": f"example: true\n{FIRST.replace('title: ', 'title: 놀이 ')}"})
    raw = built(here)["index.html"]
    more = "이전 개인정보 처리방침"
    assert rows(raw) == [
        ["개인정보 처리방침", "2027년 1월 1일 시행", "2027년 2월 1일부터", more],
        ["놀이 개인정보 처리방침 (예시)", "2026년 12월 1일 시행", "없음", more],
        ["카페 개인정보 처리방침", "2026년 12월 1일 시행", "없음", more],
    ]
    assert links(raw)["개인정보 처리방침"] == "./shop/index.html"
    assert links(raw)["2027년 2월 1일부터"] == f"./shop/{NEXT}/changes.html"
    assert "보기상점" in text_of(raw)
    assert every(parsed(raw), "a", rel="privacy-policy") == []


def test_first_page_of_one_service(here: Path) -> None:
    """Where there is but one service, its policy is that of the site, and the page says so to machines."""
    shutil.rmtree(here / "policy" / "cafe")
    page = parsed(built(here)["index.html"])
    assert [one.get("href") for one in every(page, "a", rel="privacy-policy")] == ["shop/index.html"]


def test_services_of_one_title(here: Path) -> None:
    """Services whose policies have the same title are told from each other by their ids."""
    release(here, {"bank/2026-12-01": FIRST})
    names = [row[0] for row in rows(built(here)["index.html"])]
    assert names == ["개인정보 처리방침 (bank)", "개인정보 처리방침 (shop)", "카페 개인정보 처리방침"]


def test_first_page_with_a_refused_service(here: Path, capsys: Captured) -> None:
    """A service that is refused keeps its pages as they stand; the first page tells it by what was announced of it."""
    before = built(here)
    record = here / "policy" / "shop" / "released" / f"{NOW}.json"
    record.write_bytes(record.read_bytes()[:-2])
    assert main(["build", "--as-of", "2027-02-01"]) == 1
    after = tree(here / "out")
    kept = {path for path in before if path.startswith("shop/")}
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}
    assert rows(after["index.html"])[0][:3] == ["개인정보 처리방침", "2027년 2월 1일 시행", "없음"]
    assert lost(after) == []
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    assert not re.search("^(?:없음|다름|남음)", capsys.readouterr().err, re.MULTILINE)


def test_first_page_with_a_service_that_was_not_asked_for(here: Path) -> None:
    """A build of one service keeps the others on the first page; one that was never built is not on it."""
    assert [row[0] for row in rows(built(here, "cafe", *DAY)["index.html"])] == ["카페 개인정보 처리방침"]
    built(here)
    assert len(rows(built(here, "cafe", *DAY)["index.html"])) == 2


def test_drafts_are_on_no_page(here: Path) -> None:
    """With drafts or without, every page but those of drafts is the same."""
    before = built(here)
    write(here, {"shop/next": POLICIES[NEXT].replace(NEXT, "2027-04-01"), "bank/2026-12-01": FIRST})
    after = built(here, "--drafts", *DAY)
    same = {path for path in before if path != "manifest.json"}
    assert {path: after[path] for path in same} == {path: before[path] for path in same}
    assert {path for path in after if path.startswith("bank/")} != set()
    assert "bank" not in after["index.html"].decode()


def test_pages_that_are_no_longer_made(here: Path) -> None:
    """When a version is taken back, its comparisons go; its page and its notice stay."""
    before = built(here)
    withdraw(here, f"shop/{NEXT}", date(2027, 1, 20))
    after = built(here)
    gone = {f"shop/compare/{old}_{NEXT}/index.html" for old in (PAST, NOW)}
    assert before.keys() - after.keys() == gone
    assert not (here / "out" / "shop" / "compare" / f"{PAST}_{NEXT}").exists()
    assert banner(after["shop/index.html"]) == ""
    assert lost(after) == []


# ---- the day ----


def test_what_a_day_changes(here: Path) -> None:
    """On the effective day of a coming version, only the pages change that say what is in force."""
    before = built(here, "--as-of", "2027-01-31")
    assert json.loads(before["manifest.json"])["next"] == NEXT
    after = built(here, "--as-of", NEXT)
    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"index.html", "shop/index.html", "shop/history.html", "manifest.json"}
    assert banner(after["shop/index.html"]) == ""
    assert "회원 관리와 상담 및 문의" in text_of(after["shop/index.html"])


def test_day_without_a_turn(here: Path) -> None:
    """On a day on which nothing is announced or takes effect, nothing changes but the manifest."""
    before, after = built(here, "--as-of", "2027-01-20"), built(here, "--as-of", "2027-01-30")
    assert {path for path in before if before[path] != after[path]} == {"manifest.json"}


# ---- what machines read on pages ----


def data(raw: bytes) -> Any:
    """Read the JSON-LD of a page."""
    (found,) = every(parsed(raw), "script", type="application/ld+json")
    return json.loads(found.text or "")


def misused(node: Any) -> list[str]:
    """List the types and properties that schema.org does not have so."""
    if isinstance(node, list):
        return [fault for one in node for fault in misused(one)]
    if not isinstance(node, dict):
        return []
    kind = node.get("@type", "")
    known = set().union(*(VOCABULARY[above] for above in KINDS.get(kind, ())))
    wrong = [f"{kind}/{key}" for key in node if not key.startswith("@") and key not in known]
    return [*wrong, *([] if kind in KINDS else [kind]), *(fault for one in node.values() for fault in misused(one))]


@pytest.mark.parametrize("address", [False, True])
def test_data_of_pages(address: bool, here: Path) -> None:
    """Every page says what it is in words that schema.org has, with full addresses where the site's is known."""
    if address:
        settled(here)
    made = built(here)
    for path, raw in made.items():
        if path.endswith(".html"):
            found = data(raw)
            assert found["@context"] == "https://schema.org"
            assert misused(found) == [], path
            assert found.get("url") == (f"{BASE}{path}" if address else None), path
    document = data(made[f"shop/{NOW}/index.html"])["mainEntity"]
    assert {key: document[key] for key in ("version", "datePublished", "temporalCoverage", "publisher")} == {
        "version": NOW,
        "datePublished": "2026-11-20",
        "temporalCoverage": "2027-01-01/2027-01-31",
        "publisher": {"@type": "Organization", "name": "보기상점"},
    }
    assert data(made[f"shop/{NEXT}/index.html"])["mainEntity"]["temporalCoverage"] == "2027-02-01/.."
    assert "temporalCoverage" not in data(made[f"shop/{GONE}/index.html"])["mainEntity"]
    assert misused({"@type": "WebPage", "effective": "", "isPartOf": {"@type": "Policy"}}) == [
        "WebPage/effective",
        "Policy",
    ]


def test_addresses_of_pages(here: Path) -> None:
    """Each page names its own full address where the site's is known, and none where it is not."""
    assert not [path for path, raw in built(here).items() if b'rel="canonical"' in raw]
    settled(here)
    made = built(here)
    pages = [path for path in made if path.endswith(".html")]
    for path in pages:
        assert [one.get("href") for one in every(parsed(made[path]), "link", rel="canonical")] == [f"{BASE}{path}"]


def test_pages_that_search_engines_pass_by(here: Path) -> None:
    """Examples ask not to be found on any of their pages, nor does a first page of nothing else; others do not."""
    release(here, {f"play/{version}": f"example: true\n{POLICIES[version]}" for version in (PAST, NOW)})
    made = built(here)
    hidden = {path for path, raw in made.items() if b'content="noindex"' in raw}
    assert hidden == {path for path in made if path.startswith("play/") and path.endswith(".html")}
    for service in ("cafe", "shop"):
        shutil.rmtree(here / "policy" / service)
    assert b'content="noindex"' in built(here)["index.html"]


# ---- what authors write ----

NASTY = """'<b>"굵게"</b> &amp; [가](./index.html) </script><script>alert(1)</script> **굵** {effective}'"""


def test_words_of_authors_stay_words(here: Path) -> None:
    """Whatever a title, a name or a purpose holds is text on every page, and text in the data."""
    texts = {
        f"bank/{version}": POLICIES[version]
        .replace("title: 개인정보 처리방침", f"title: {NASTY}")
        .replace("name: 보기상점", f"name: {NASTY}")
        .replace("{join: 회원 관리", f"{{join: {NASTY}, more: 회원 관리")
        .replace("purposes: [join]", "purposes: [join, more]")
        for version in (PAST, NOW, NEXT)
    }
    release(here, texts)
    settled(here)
    made = built(here)
    title = NASTY.strip("'")
    for path in ("index.html", *(path for path in made if path.startswith("bank/") and path.endswith(".html"))):
        page = parsed(made[path])
        assert [one.text for one in every(page, "script") if "alert" in (one.text or "") and not one.get("type")] == []
        assert every(page, "b") == [], path
        told = data(made[path])
        assert (
            title in (told["name"], told.get("isPartOf", {}).get("name")) or "history" in path or path == "index.html"
        )
    assert title in [part["name"] for part in data(made["index.html"])["hasPart"]]
    assert title in text_of(made["bank/history.html"])
    assert links(made["index.html"])[title] == "./bank/index.html"
    assert lost(made) == []


# ---- words ----


def test_words_of_the_site_are_all_used() -> None:
    """Every word of the site's own is named by the code of its pages, so that none is kept up for nothing."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    source = "".join(text for text in texts if "SiteWords" in text)
    words = catalogue(template_folders(None))["words"]
    for group in ("site", "history", "front"):
        assert words[group]
        weights = {"material", "general", "editorial"}
        assert [key for key in words[group] if f'"{key}"' not in source and key not in weights] == []


def test_own_words_of_a_site(here: Path) -> None:
    """A workspace may call its pages otherwise."""
    sheet = here / "templates" / "ko" / "phrases" / "site.yaml"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("words: {history: {title: 지난 방침}, site: {history: 지난 방침}}\n", encoding="utf-8")
    made = built(here)
    assert said(every(parsed(made["shop/history.html"]), "h1")[0]) == "지난 방침"
    assert links(made["shop/index.html"])["지난 방침"] == "history.html"


def test_numbered_version(here: Path) -> None:
    """A version that stands in the place of a withdrawn one of the same day is told from it by its number."""
    write(here, {f"shop/{GONE}-2": POLICIES[GONE].replace("광고", "알림")})
    adopt(here, f"shop/{GONE}-2", date(2027, 1, 19))
    made = built(here)
    heads = [said(one) for one in every(parsed(made["shop/history.html"]), "h2") if one.get("id") != "contents--h"]
    assert heads[:2] == ["2027년 3월 1일 시행(2) – 시행 예정", "2027년 3월 1일 시행 – 철회"]
    assert "2027년 3월 1일부터 바뀝니다." in banner(made["shop/index.html"])
    assert lost(made) == []


def test_records_are_sound(here: Path) -> None:
    """The made-up workspace is one that a release could have made."""
    with chdir(here):
        assert shelf(here / "policy" / "shop").faults == ()
        assert main(["verify"]) == 0
