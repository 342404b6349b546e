"""The feed and the calendar of a service, read by strangers' parsers: what they say, and what never changes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import feedparser
import icalendar
import pytest
from lxml import etree

from policyc.cli import main
from policyc.model.public import PublicService, PublicVersion
from policyc.publish import public
from policyc.render import atom, calendar
from policyc.render.xml import escape
from workspaces import FIRST, SMALL, release, tree, withdraw

DAY = ("--as-of", "2026-12-05")
SECOND = SMALL.replace("2026-12-01", "2026-12-31").replace("회원 관리", "회원 관리와 상담")
"""Announced 41 days before; asks for consent anew."""
SPACE = "{http://www.w3.org/2005/Atom}"
BASE = "https://privacy.example.com/"
NASTY = '글<b>&amp;]]> "따옴표" ; , \\ \\n\n둘째 줄\x00\x0b\ufffe 끝 👩‍👩‍👧 \u200b'
"""What a title could hold if nobody looked: marks of XML and of iCalendar, controls, signs of four bytes."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a service of two released versions."""
    release(tmp_path, {"shop/2026-12-01": FIRST, "shop/2026-12-31": SECOND})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def version(day: str = "2026-12-01", **more: Any) -> PublicVersion:
    """Make a public version."""
    given: dict[str, Any] = {
        "version": day,
        "title": "개인정보 처리방침",
        "controller": "보기상점",
        "announced": date(2026, 11, 20),
        "effective": date.fromisoformat(day[:10]),
        "hashes": {"releaseHash": day * 4},
        "files": ("index.html", "policy.json", "policy.md", "policy.txt"),
    }
    return PublicVersion(**(given | more))


def service(*versions: PublicVersion) -> PublicService:
    """Make a service of versions."""
    return public.service("shop", "f" * 64, versions)


def built(root: Path, settings: str = "") -> dict[str, bytes]:
    """Build, and read what stands in ``out/``."""
    if settings:
        (root / "policy" / "policyc.yaml").write_text(settings, encoding="utf-8")
    assert main(["build", *DAY]) == 0
    return tree(root / "out")


def feed(content: bytes) -> Any:
    """Read a feed as a reader of feeds does, and hold it against what RFC 4287 asks of one."""
    found = feedparser.parse(content, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    root = etree.fromstring(content)
    for each in (root, *root.iter(f"{SPACE}entry")):
        for needed in ("id", "title", "updated"):
            assert len(each.findall(f"{SPACE}{needed}")) == 1, needed
    assert root.findtext(f"{SPACE}author/{SPACE}name")
    ids = [each.text for each in root.iter(f"{SPACE}id")]
    assert len(set(ids)) == len(ids)
    assert all(UUID((name or "").removeprefix("urn:uuid:")).version == 5 for name in ids)
    for entry in root.iter(f"{SPACE}entry"):
        assert [link.get("rel") for link in entry.findall(f"{SPACE}link")] == ["alternate"]
    return found


def events(content: bytes) -> list[Any]:
    """Read a calendar as a program for calendars does, and hold it against what RFC 5545 asks of one."""
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        line.decode("utf-8")
    found = icalendar.Calendar.from_ical(content)
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    walked = list(found.walk("VEVENT"))
    assert not [fault for each in (found, *walked) for fault in each.errors]
    assert len({each["UID"] for each in walked}) == len(walked)
    assert all(UUID(str(each["UID"])).version == 5 for each in walked)
    return walked


# ---- feed.atom ----


def test_feed(here: Path) -> None:
    """A version is an entry, and so is its change notice; days are Korea's, and links lead to files that stand."""
    made = built(here)
    found = feed(made["shop/feed.atom"])
    assert (found.feed.title, found.feed.author, found.feed.language) == ("개인정보 처리방침", "보기상점", "ko")
    assert found.feed.updated == "2026-11-20T00:00:00+09:00"
    assert [(entry.title, entry.summary) for entry in found.entries] == [
        (
            "개인정보 처리방침 변경 안내 (2026년 12월 31일 시행)",
            "2026년 12월 31일부터 시행하는 개인정보 처리방침의 변경 사항 1건을 안내합니다. "
            "동의를 새로 받아야 하는 사항이 있습니다.",
        ),
        (
            "개인정보 처리방침 (2026년 12월 31일 시행)",
            "2026년 11월 20일에 공고하였고 2026년 12월 31일부터 시행합니다.",
        ),
        (
            "개인정보 처리방침 (2026년 12월 1일 시행)",
            "2026년 11월 20일에 공고하였고 2026년 12월 1일부터 시행합니다.",
        ),
    ]
    assert [entry.tags[0].term for entry in found.entries] == ["notice", "version", "version"]
    for entry in found.entries:
        assert entry.published == entry.updated == "2026-11-20T00:00:00+09:00"
        assert entry.published_parsed[:6] == (2026, 11, 19, 15, 0, 0)
        assert urljoin("shop/feed.atom", entry.link) in made
    assert [link.href for link in found.feed.links] == ["feed.atom"]


def test_feed_with_an_address(here: Path) -> None:
    """Where the site's address is known, every link is a full address, and the ids are what they were."""
    relative = feed(built(here)["shop/feed.atom"])
    made = built(here, f"format: 1\nsite: {{base-url: {BASE}}}\n")
    absolute = feed(made["shop/feed.atom"])
    assert absolute.feed.links[0].href == f"{BASE}shop/feed.atom"
    assert all(entry.link.removeprefix(BASE) in made for entry in absolute.entries)
    for known, entry in zip(relative.entries, absolute.entries, strict=True):
        assert (known.id, known.updated, f"{BASE}shop/{known.link}") == (entry.id, entry.updated, entry.link)
    assert relative.feed.id == absolute.feed.id


def test_withdrawn_version_in_the_feed(here: Path) -> None:
    """Its entries keep their ids, say that it was taken back, and are new again on that day."""
    before = feed(built(here)["shop/feed.atom"])
    withdraw(here, "shop/2026-12-31", date(2026, 12, 4))
    after = feed(built(here)["shop/feed.atom"])
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert after.feed.updated == "2026-12-04T00:00:00+09:00"
    for entry in after.entries[:2]:
        assert entry.title.startswith("[철회] ")
        assert entry.published == "2026-11-20T00:00:00+09:00"
        assert entry.updated == "2026-12-04T00:00:00+09:00"
        assert "2026년 12월 4일에 철회되어 시행하지 않습니다." in entry.summary
    assert after.entries[2] == before.entries[2]


def test_feed_is_in_the_order_of_its_days() -> None:
    """What changed last stands first; a version that was announced early for a far day does not stay on top."""
    far = version("2030-01-01", announced=date(2026, 1, 1))
    near = version("2027-01-01", announced=date(2026, 12, 1))
    found = feed(atom.render(service(far, near)).encode())
    assert [entry.updated[:10] for entry in found.entries] == ["2026-12-01", "2026-01-01"]
    assert found.feed.updated[:10] == "2026-12-01"


def test_notice_without_a_change() -> None:
    """Where nothing changed in meaning, the notice says so and counts nothing."""
    files = ("changes.html", "index.html")
    found = feed(atom.render(service(version(before="2026-01-01", files=files))).encode())
    assert found.entries[0].summary == "2026년 12월 1일부터 시행하는 개인정보 처리방침에는 내용이 바뀐 것이 없습니다."


def test_ids_are_those_of_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    """Other services have other ids though their versions have the same days; a new version changes none of the old."""
    release(here, {"cafe/2026-12-01": FIRST})
    made = built(here)
    cafe, shop = (feed(made[f"{name}/feed.atom"]) for name in ("cafe", "shop"))
    ids = {entry.id for each in (cafe, shop) for entry in each.entries} | {cafe.feed.id, shop.feed.id}
    assert len(ids) == 6
    alone = tmp_path / "alone"
    release(alone, {"shop/2026-12-01": FIRST})
    monkeypatch.chdir(alone)
    first = feed(built(alone)["shop/feed.atom"])
    assert (first.feed.id, first.entries[0].id) == (shop.feed.id, shop.entries[-1].id)


def test_names_are_what_they_always_were() -> None:
    """The names are fixed for good: a reader of feeds would show every old entry as new if they changed."""
    only = service(version())
    names = re.findall(r"urn:uuid:([0-9a-f-]+)", atom.render(only)) + re.findall(r"UID:(\S+)", calendar.render(only))
    assert names == [
        "cac476d9-fa1e-581d-8987-8e48610b7230",
        "91eed04d-5ee5-578a-8916-26708f613aba",
        "ac14a50a-99e4-5022-9575-9c663d1119fd",
        "65bd5d81-72ba-50cf-bea5-c694ebfcebf8",
    ]


# ---- calendar.ics ----


def test_calendar(here: Path) -> None:
    """Each version is a whole day when it is announced, and another when it takes effect."""
    made = built(here)
    found = events(made["shop/calendar.ics"])
    assert [(event.decoded("DTSTART"), str(event["SUMMARY"])) for event in found] == [
        (date(2026, 11, 20), "개인정보 처리방침 공고 (2026년 12월 1일 시행)"),
        (date(2026, 11, 20), "개인정보 처리방침 공고 (2026년 12월 31일 시행)"),
        (date(2026, 12, 1), "개인정보 처리방침 시행"),
        (date(2026, 12, 31), "개인정보 처리방침 시행"),
    ]
    for event in found:
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event.decoded("DTSTAMP").date() == date(2026, 11, 20)
        assert event.decoded("DTSTAMP").utcoffset().total_seconds() == 0
        assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CONFIRMED", 0, "TRANSPARENT")
        assert "URL" not in event
    assert b"DTSTART;VALUE=DATE:20261231\r\n" in made["shop/calendar.ics"]


def test_calendar_with_an_address(here: Path) -> None:
    """Where the site's address is known, an event leads to its version; its name stays."""
    before = events(built(here)["shop/calendar.ics"])
    made = built(here, f"format: 1\nsite: {{base-url: {BASE}}}\n")
    after = events(made["shop/calendar.ics"])
    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert all(str(event["URL"]).removeprefix(BASE) in made for event in after)


def test_withdrawn_version_in_the_calendar(here: Path) -> None:
    """Its days are cancelled under their old names, as revised on the day on which it was taken back."""
    before = {event["UID"]: event for event in events(built(here)["shop/calendar.ics"])}
    withdraw(here, "shop/2026-12-31", date(2026, 12, 4))
    after = events(built(here)["shop/calendar.ics"])
    assert {event["UID"] for event in after} == set(before)
    cancelled = [event for event in after if event["STATUS"] == "CANCELLED"]
    assert [event.decoded("DTSTART") for event in cancelled] == [date(2026, 11, 20), date(2026, 12, 31)]
    for event in cancelled:
        assert event["SEQUENCE"] == 1
        assert event.decoded("DTSTAMP").date() == date(2026, 12, 4)
        assert str(event["SUMMARY"]).startswith("[철회] ")
    kept = [event for event in after if event["STATUS"] == "CONFIRMED"]
    assert [event.to_ical() for event in kept] == [before[event["UID"]].to_ical() for event in kept]


@pytest.mark.parametrize("size", [*range(70, 82), 149, 150, 151, 400])
@pytest.mark.parametrize("sign", ["a", "가", "👩"])
def test_folding(sign: str, size: int) -> None:
    """A line is broken after 75 octets at most and never within a character; unfolded, it is what it was."""
    line = (sign * size)[:size]
    folded = calendar.fold(line)
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
    assert folded.count("\r\n") <= len(line.encode()) // 70


# ---- what a title could hold ----


def told() -> Iterator[tuple[str, str]]:
    """Give titles with signs that mean something to one of the formats."""
    yield from ((sign, sign) for sign in ("가,나;다\\라", "A & B <본점>", '"인용"', "끝]]>", "&amp;", "👩‍👩‍👧 상점"))
    yield "두\x0b줄", "두\ufffd줄"


@pytest.mark.parametrize(("title", "read"), list(told()))
def test_titles_come_out_as_they_are(title: str, read: str) -> None:
    """Whatever stands in a title and a name is text in the feed and in the calendar."""
    one = service(version(title=title, controller=title))
    root = etree.fromstring(atom.render(one).encode())
    assert root.findtext(f"{SPACE}title") == root.findtext(f"{SPACE}author/{SPACE}name") == read
    found = events(calendar.render(one).encode())
    assert str(found[1]["SUMMARY"]) == f"{title} 시행".replace("\x0b", " ")


def test_nasty_title() -> None:
    """All of it at once breaks neither, and starts no line or element of its own."""
    one = service(version(title=NASTY, controller=NASTY))
    root = etree.fromstring(atom.render(one).encode())
    assert {element.tag.removeprefix(SPACE) for element in root.iter()} == set(
        "feed id title updated link author name entry published category summary".split()
    )
    found = events(calendar.render(one).encode())
    assert len(found) == 2
    assert "둘째 줄" in str(found[0]["SUMMARY"])


def test_every_character_of_xml() -> None:
    """No character makes XML that a parser refuses, in text or in an attribute."""
    signs = [chr(point) for point in (*range(0x300), *range(0xD7F0, 0xD800), *range(0xE000, 0xE010), 0xFFFD, 0xFFFE)]
    for sign in (*signs, "\ud800", "\uffff", "\U0001f600", "\U0010ffff"):
        text = escape(sign).encode()
        assert etree.fromstring(b'<a b="%s">%s</a>' % (text, text)).tag == "a"
