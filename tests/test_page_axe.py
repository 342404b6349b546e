"""Every page as axe judges it in a real browser: narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browsing import NAMES, Pages, Scheme, browsed

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNDECIDED = {"bgOverlap": "rowspan=", "nonBmp": 'class="number"'}
"""What axe leaves to a person of the contrast, and where: in a merged cell, which reaches into rows that are drawn
after it (its letters and its ground are those of the cells beside it, and on a phone, where no cell is merged, axe
judges them), and of numbers like ①, which it takes for pictures (``제1조`` in their place is judged)."""


@pytest.fixture(scope="module")
def pages(chromium: str) -> Iterator[Pages]:
    """Run the browser."""
    with browsed(chromium) as running:
        yield running


def judged(page: Page) -> dict[str, Any]:
    """Run axe with the rules of WCAG 2.2 AA and of good practice."""
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    found: dict[str, Any] = Axe().run(page, options=options).response
    return found


def undecided(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what is known to be undecided, place by place."""
    return [rule | {"nodes": [node for node in rule["nodes"] if not known(rule["id"], node)]} for rule in found]


def known(rule: str, node: dict[str, Any]) -> bool:
    """Tell whether this is what axe is known to leave open."""
    reasons = [check["data"]["messageKey"] for check in node["any"] if isinstance(check["data"], dict)]
    places = [UNDECIDED.get(reason) for reason in reasons]
    return rule == "color-contrast" and len(places) == 1 and (places[0] or "\n") in node["html"].partition(">")[0]


def told(found: list[dict[str, Any]]) -> list[str]:
    """Name each rule with the places where it holds something against the page."""
    return [f"{rule['id']}: {node['target'][0]}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_assistive_technology_finds_no_fault(pages: Pages, name: str, width: int, scheme: Scheme) -> None:
    """Find no violation of any rule, and nothing that axe could not decide, on any page."""
    page = pages.open(name, width, scheme, bypass_csp=True)
    found = judged(page)
    assert len(found["passes"]) > 20
    assert told(found["violations"]) == []
    assert told(undecided(found["incomplete"])) == []
    page.close()


def test_axe_complains(pages: Pages) -> None:
    """Pale letters, a link without words and a skipped heading are told: silence means something."""
    page = pages.open("policy", bypass_csp=True)
    page.add_style_tag(content="p { color: #ccc }")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<h6>가</h6><a href=\"#\"></a>')")
    rules = {rule["id"] for rule in judged(page)["violations"]}
    assert {"color-contrast", "link-name", "heading-order"} <= rules
    page.close()
