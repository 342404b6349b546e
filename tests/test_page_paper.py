"""The page on paper: A4, black on white, nothing cut in two that belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import NAMES, Pages, browsed


@pytest.fixture(scope="module")
def pages(chromium: str) -> Iterator[Pages]:
    """Run the browser."""
    with browsed(chromium) as running:
        yield running


def test_paper_shows_no_contents_and_says_addresses(pages: Pages) -> None:
    """Print without navigation, with the addresses that the words do not say, tables with their heads."""
    page = pages.open("policy", 660, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    assert not page.locator(".skip").is_visible()
    after = "link => getComputedStyle(link, '::after').content"
    assert "(" in page.get_by_role("link", name="바로 가기").evaluate(after)
    assert page.get_by_role("link", name="https://spo.go.kr").evaluate(after) == "none"
    assert page.locator("thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def test_an_address_that_is_its_own_words_is_printed_once(pages: Pages) -> None:
    """Write no address behind a link that has no words but its address."""
    page = pages.open("broad", 660)
    page.emulate_media(media="print")
    links = page.locator("main a[href^='https:']")
    assert links.count() == 2
    assert set(links.evaluate_all("all => all.map(one => getComputedStyle(one, '::after').content)")) == {"none"}
    page.close()


def test_many_columns_become_cards_on_paper(pages: Pages) -> None:
    """Print six columns as a table, and eight, for which A4 is too narrow, as cards; no row is cut in two."""
    page = pages.open("broad", 660)
    page.emulate_media(media="print")
    display = "table => getComputedStyle(table).display"
    assert page.get_by_role("table", name="동의를 받아").evaluate(display) == "table"
    assert page.get_by_role("table", name="국외 이전").evaluate(display) == "block"
    kept = page.locator("tr, dl, .note").evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")
    assert set(kept) == {"avoid"}
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 660
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_prints_as_a4(pages: Pages, name: str, tmp_path: Path) -> None:
    """Print a tagged PDF of A4 pages, as long as its text, in its language."""
    page = pages.open(name)
    path = tmp_path / "page.pdf"
    content = page.pdf(path=path, prefer_css_page_size=True, tagged=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", content)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}
    assert b"/StructTreeRoot" in content
    assert b"/Lang" in content
    page.close()
