"""The page from the keyboard: what has the focus, in which order, and that it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from browsing import NAMES, Pages, browsed

FOCUSED = """
    () => {
        const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
        const all = [...document.querySelectorAll('*')];
        return {
            place: all.indexOf(one), tag: one.localName, shown: box.width > 1 && box.height > 1,
            inside: box.top < innerHeight && box.bottom > 0 && box.left >= 0 && box.right <= innerWidth,
            outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        };
    }
"""
REACHABLE = """
    [...document.querySelectorAll('a, summary, input, button')].filter(one => one.checkVisibility()).length
"""
"""How many things a reader can stop at; what is folded is none of them."""

SCROLLERS = """
    [...document.querySelectorAll('body *')]
        .filter(one => /auto|scroll/.test(getComputedStyle(one).overflow) && one.scrollHeight > one.clientHeight + 1)
        .map(one => [one.className, one.querySelectorAll('a').length > 0])
"""
"""What scrolls by itself, and whether the keyboard gets into it."""


@pytest.fixture(scope="module")
def pages(chromium: str) -> Iterator[Pages]:
    """Run the browser."""
    with browsed(chromium) as running:
        yield running


def stops(page: Page, count: int) -> list[dict[str, Any]]:
    """Press Tab as often as there is something to stop at."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_link_is_reached_in_the_order_of_reading(pages: Pages, name: str, width: int) -> None:
    """Stop at every link once, in the order of the text, each on the screen and with a frame around it."""
    page = pages.open(name, width, reduced_motion="reduce")
    count = page.evaluate(REACHABLE)
    found = stops(page, count)
    assert count > 0
    assert {"a"} <= {stop["tag"] for stop in found} <= {"a", "summary", "input", "button"}
    assert [stop["place"] for stop in found] == sorted({stop["place"] for stop in found})
    assert all(stop["shown"] and stop["inside"] and stop["outline"] for stop in found), found
    page.close()


def test_what_scrolls_by_itself_is_reached(pages: Pages) -> None:
    """Scroll the contents, where they are longer than the screen, by going through their links."""
    page = pages.open("broad", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 250})
    assert page.evaluate(SCROLLERS) == [["contents", True]]
    page.locator("nav a").last.focus()
    assert page.evaluate(FOCUSED)["inside"]
    page.close()


def test_the_first_key_leads_past_the_contents(pages: Pages) -> None:
    """Show the skip link when it has the focus, follow it, and go on from there: the next stop is in the text."""
    page = pages.open("policy")
    skip = page.get_by_role("link", name="본문으로 건너뛰기")
    hidden = skip.bounding_box()
    page.keyboard.press("Tab")
    shown = skip.bounding_box()
    assert hidden is not None
    assert shown is not None
    assert hidden["width"] <= 1 < 44 <= shown["width"]
    page.keyboard.press("Enter")
    assert page.url.endswith("#page--text")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.sections') !== null")
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_links_of_the_contents_are_large_enough_to_touch(pages: Pages, width: int) -> None:
    """Give every link of the contents 24 pixels of its own, as WCAG 2.2 asks."""
    page = pages.open("broad", width)
    page.locator("details").evaluate("fold => fold.open = true")
    boxes = page.locator("nav a").evaluate_all("links => links.map(link => link.getBoundingClientRect().height)")
    assert len(boxes) > 5
    assert min(boxes) >= 24
    page.close()


def test_landmarks_and_outline_are_heard(pages: Pages) -> None:
    """Hear one main, the contents under their name, and every section's heading under its level."""
    page = pages.open("broad")
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation", name="목차").count() == 1
    levels = {level: page.get_by_role("heading", level=level).count() for level in range(1, 6)}
    assert levels == {1: 1, 2: 6, 3: 1, 4: 1, 5: 1}
    assert page.get_by_role("term").count() == page.get_by_role("definition").count() == 12
    page.close()
