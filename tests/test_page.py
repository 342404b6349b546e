"""The page as a browser, an assistive technology and a strict parser see it."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import policyc
from documents import COMPARISON, POLICY, everywhere
from policyc.compile import edition
from policyc.render import html

TEMPLATES = Path(__file__).parents[1] / "templates"
POLICY_OF_CONTENT = "default-src 'none'; style-src 'self'; img-src 'self'"
LONG = "<b>{{7*7}}**x 띄어쓰기없이아주길게이어지는한국어단어와https://example.com/a/very/long/address/without/any/space"
REAL = Path(__file__).parents[1] / "policy" / "kakaopage-business-partner" / "2021-11-15.yaml"
PUBLISHED = edition(policyc.load(REAL, as_of=date(2026, 11, 23)), [TEMPLATES]).document
DOCUMENTS = {"published": PUBLISHED, "policy": POLICY, "comparison": COMPARISON, "long": everywhere(LONG)}
PAGES = {
    name: html.page(document, templates=[TEMPLATES], stylesheet="style.css") for name, document in DOCUMENTS.items()
}
ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


class Site(BaseHTTPRequestHandler):
    """Serve the pages and their style sheet under the strictest policy that they are written for."""

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name in PAGES:
            self.answer("text/html; charset=utf-8", PAGES[name].encode())
        elif name == "style.css":
            self.answer("text/css; charset=utf-8", (TEMPLATES / "style.css").read_bytes())
        else:
            self.send_response(204)
            self.end_headers()

    def answer(self, kind: str, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY_OF_CONTENT)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep still."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Run the browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


def opened(
    browser: Browser, url: str, width: int = 1280, scheme: Literal["light", "dark"] = "light", **more: Any
) -> Page:
    """Open a page in a window of its own."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)
    page.goto(url)
    return page


def parsed(name: str) -> Any:
    """Parse a page as strictly as the standard asks of a parser."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_nothing_offends_a_strict_content_security_policy(browser: Browser, address: str, name: str) -> None:
    """Load the page under the policy: no violation, no error, the style sheet in force."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("""
        window.violations = [];
        document.addEventListener('securitypolicyviolation', event => window.violations.push(event.blockedURI));
    """)
    page.goto(f"{address}/{name}", wait_until="networkidle")
    assert page.evaluate("window.violations") == []
    assert faults == []
    assert page.evaluate("getComputedStyle(document.body).wordBreak") == "keep-all"
    page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 360, 640, 700, 768, 1024, 1100, 1280])
def test_nobody_scrolls_sideways(browser: Browser, address: str, name: str, width: int) -> None:
    """Fit the page, words without a space among it, into every width."""
    page = opened(browser, f"{address}/{name}", width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["policy", "comparison"])
def test_assistive_technology_finds_no_fault(
    browser: Browser, address: str, name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Run axe, contrast among its rules, on screens narrow and wide, light and dark."""
    page = opened(browser, f"{address}/{name}", width, scheme, bypass_csp=True)
    results = Axe().run(page)
    assert len(results.response["passes"]) > 20
    assert results.violations_count == 0, results.generate_report()
    page.close()


def test_a_card_says_what_its_row_says(browser: Browser, address: str) -> None:
    """Show on a phone each cell under its heading, and repeat what a merged cell says for a later row."""
    page = opened(browser, f"{address}/policy", 360)
    row = page.locator("tr", has_text="대금결제 및 재화")
    again = row.evaluate("row => getComputedStyle(row, '::after').content")
    assert "근거 법령: 전자상거래 등에서의 소비자보호에 관한 법률" in again
    label = "cell => getComputedStyle(cell, '::before').content"
    assert row.locator("th").evaluate(label) == '"보관하는 기록"'
    page.set_viewport_size({"width": 1280, "height": 800})
    assert row.locator("th").evaluate(label) == "none"
    assert row.evaluate("row => getComputedStyle(row, '::after').content") == "none"
    page.close()


def test_a_table_stays_a_table_for_a_screen_reader_on_a_phone(browser: Browser, address: str) -> None:
    """Keep the roles that display: block takes away."""
    page = opened(browser, f"{address}/policy", 360)
    table = page.get_by_role("table", name="개인정보 처리업무의 위탁")
    assert table.get_by_role("columnheader").all_inner_texts() == ["수탁업체", "위탁업무"]
    assert table.get_by_role("rowheader", name="(주)카카오").count() == 1
    page.close()


def test_the_first_key_leads_past_the_contents(browser: Browser, address: str) -> None:
    """Show the skip link when it has the focus, and follow it."""
    page = opened(browser, f"{address}/policy")
    skip = page.get_by_role("link", name="본문으로 건너뛰기")
    hidden = skip.bounding_box()
    page.keyboard.press("Tab")
    shown = skip.bounding_box()
    assert hidden is not None
    assert shown is not None
    assert hidden["width"] <= 1 < 44 <= shown["width"]
    page.keyboard.press("Enter")
    assert page.url.endswith("#page--text")
    page.close()


def test_paper_shows_no_contents_and_says_addresses(browser: Browser, address: str) -> None:
    """Print without navigation, with the addresses that the words do not say, tables with their heads."""
    page = opened(browser, f"{address}/policy", 360, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("nav").is_visible()
    after = "link => getComputedStyle(link, '::after').content"
    assert "(" in page.get_by_role("link", name="바로 가기").evaluate(after)
    assert page.get_by_role("link", name="https://spo.go.kr").evaluate(after) == "none"
    assert page.locator("thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_strict_parser_finds_no_fault(name: str) -> None:
    """Parse each page strictly; it has a language, one title and one main."""
    page = parsed(name)
    assert page.get("lang") == "ko"
    assert len(page.findall(".//h1")) == len(page.findall(".//main")) == 1
    assert not page.findall(".//script")
    assert not page.findall(".//style")
    assert not [element for element in page.iter() if element.get("style")]


@pytest.mark.parametrize("name", PAGES)
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


@pytest.mark.parametrize("name", PAGES)
def test_headings_descend_one_by_one(name: str) -> None:
    """Skip no level of heading on the way down."""
    levels = [int(element.tag[1]) for element in parsed(name).iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_captions_and_scoped_headers() -> None:
    """Name every table, scope every header, and mark the header of a group as one."""
    page = parsed("policy")
    tables = page.findall(".//table")
    assert len(tables) == 4
    assert all(table.find("caption").text for table in tables)
    scopes = {header.get("scope") for header in page.iter("th")}
    assert scopes == {"col", "row", "rowgroup"}
