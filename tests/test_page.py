"""The page as a strict parser and a strict browser see it: nothing refused, and nothing cut off at any width."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest

from browsing import NAMES, Pages, browsed, source

everywhere = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def pages(chromium: str) -> Iterator[Pages]:
    """Run the browser."""
    with browsed(chromium) as running:
        yield running


def parsed(name: str) -> Any:
    """Parse a page as strictly as the standard asks of a parser."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source(name))


@everywhere
def test_nothing_offends_a_strict_content_security_policy(pages: Pages, name: str) -> None:
    """Load the page under the policy: no violation, no error, the style sheet in force."""
    assert source(name)
    page = pages.browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("""
        window.violations = [];
        document.addEventListener('securitypolicyviolation', event => window.violations.push(event.blockedURI));
    """)
    page.goto(f"{pages.address}/{name}", wait_until="networkidle")
    assert page.evaluate("window.violations") == []
    assert faults == []
    assert page.evaluate("getComputedStyle(document.body).wordBreak") == "keep-all"
    page.close()


CUT = """
    [...document.querySelectorAll('main, .sections, .table, table, td, th, dl, dd, li, p, h1, h2, h3, .contents')]
        .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
        .map(one => one.outerHTML.slice(0, 80))
"""
"""What is wider than the room that it has; containers hide that from the width of the page."""


@everywhere
def test_nobody_scrolls_sideways(pages: Pages, name: str) -> None:
    """Fit the page, words without a space among it, into every width; 640 is 1280 at 200 %, 320 at 400 %."""
    page = pages.open(name)
    for width in (320, 360, 640, 700, 768, 1024, 1100, 1200, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(CUT) == [], width
    page.close()


def test_larger_letters_fit(pages: Pages) -> None:
    """Double the reader's own size of letters, and set lines and letters apart as WCAG 1.4.12 does: nothing is cut."""
    page = pages.open("broad", bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT) == [], width
    page.add_style_tag(
        content="html { font-size: 100% } * { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
    )
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT) == [], width
    page.close()


def test_lines_are_short_enough_to_read(pages: Pages) -> None:
    """Keep text to lines of 44 Korean letters where a table of eight columns takes the room that it needs."""
    page = pages.open("broad", 1920)
    longest = page.evaluate("Math.max(...[...document.querySelectorAll('p, li, dd')].map(one => one.clientWidth))")
    assert 600 < longest <= 44 * 16
    assert page.get_by_role("table", name="국외 이전").evaluate("table => table.clientWidth") > 900
    page.close()


def test_forced_colours_keep_tables_and_cards_apart(pages: Pages) -> None:
    """Draw with borders what backgrounds say, for whoever lets the system choose the colours."""
    for width, drawn in ((1280, "thead th"), (360, "tbody > tr"), (1280, ".lead > .note:first-child")):
        page = pages.open("broad", width, forced_colors="active")
        border = page.locator(drawn).first.evaluate("one => getComputedStyle(one).borderBottomWidth")
        assert float(border.removesuffix("px")) >= 1
        page.close()


@everywhere
def test_a_strict_parser_finds_no_fault(name: str) -> None:
    """Parse each page strictly; it has a language, one title and one main."""
    page = parsed(name)
    assert page.get("lang") == "ko"
    assert len(page.findall(".//h1")) == len(page.findall(".//main")) == 1
    assert all(script.get("src") == "page.js" or script.get("type") for script in page.iter("script"))
    assert bool(page.findall(".//script")) == (name == "site")
    assert not page.findall(".//style")
    assert not [element for element in page.iter() if element.get("style")]


@everywhere
def test_ids_are_unique_and_every_reference_meets_one(name: str) -> None:
    """Follow every link inside the page and every label."""
    page = parsed(name)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) > 3
    assert len(ids) == len(set(ids))
    links = [link.get("href")[1:] for link in page.iter("a") if link.get("href").startswith("#")]
    labels = [element.get("aria-labelledby") for element in page.iter() if element.get("aria-labelledby")]
    assert set(links) | set(labels) <= set(ids)
    assert not [found for found in ids if re.fullmatch(r"[\d.]+", found)]


@everywhere
def test_headings_descend_one_by_one(name: str) -> None:
    """Skip no level of heading on the way down, and leave none without words; a section has one, a paragraph none."""
    found = [element for element in parsed(name).iter() if re.fullmatch("h[1-6]", str(element.tag))]
    levels = [int(element.tag[1]) for element in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all("".join(element.itertext()).strip() for element in found)
    assert all(re.fullmatch("h[1-6]", section[0].tag) for section in parsed(name).iter("section"))


def test_a_section_without_a_heading_is_no_section_to_whoever_listens() -> None:
    """Give a numbered paragraph an anchor, but no place in the contents and no level of its own."""
    page = parsed("broad")
    clauses = [element for element in page.iter("div") if element.get("class") == "clause"]
    assert [clause.get("id") for clause in clauses] == ["processors", "transfers", "deep-p1", "deep-p2", "addenda"]
    listed = {link.get("href") for link in page.find(".//nav").iter("a")}
    assert listed == {"#collected", "#shared", "#entrusted", "#deep", "#deep-2", "#contact"}
