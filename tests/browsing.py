"""The pages of policies and of documents made for tests, on a strict web server and in a real browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from documents import COMPARISON, POLICY, everywhere
from drawn import SHOP, Drawn, compiled
from gallery import CASES
from house import ROOT
from layouts import BROAD
from policyc.document.labels import labels
from policyc.document.phrases import Phrases
from policyc.edit import new
from policyc.nodes import Document, Link, Paragraph, Text
from policyc.render import html
from policyc.render.around import ALONE, Alternate, Around, Choice
from test_change_notice import shown
from test_init import EFFECTIVE, TODAY, filled

TEMPLATES = ROOT / "templates"
POLICY_OF_CONTENT = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'"
LONG = "<b>{{7*7}}**x 띄어쓰기없이아주길게이어지는한국어단어와https://example.com/a/very/long/address/without/any/space"
FIRSTS = (min(service.glob("*.yaml")) for service in sorted((ROOT / "policy").iterdir()))
PUBLISHED = {
    f"{path.parent.name}-{path.stem}": path
    for path in (*FIRSTS, *sorted((CASES / "formats").glob("everything/*.yaml")))
}
"""Page → the policy file that it is built from: the first of each service here, and a short one with every block."""

MADE: dict[str, Callable[[], Document]] = {
    "starter": lambda: drawn(filled(new.text(TODAY, EFFECTIVE)), f"policy/shop/{EFFECTIVE}.yaml", TODAY),
    "policy": lambda: POLICY,
    "broad": lambda: BROAD,
    "comparison": lambda: COMPARISON,
    "changes": shown,
    "long": lambda: everywhere(LONG),
    "site": lambda: compiled(SHOP).document,
}
NAMES = (*PUBLISHED, *MADE)
FILES = {"style.css": "text/css", "page.js": "text/javascript"}
Scheme = Literal["light", "dark"]
ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def drawn(text: str, file: str, day: date) -> Document:
    """Compile a policy file."""
    return Drawn(text, file, day).edition.document


@cache
def document(name: str) -> Document:
    """Give what a page says."""
    if name in MADE:
        return MADE[name]()
    return compiled(PUBLISHED[name]).document


@cache
def source(name: str) -> str:
    """Draw a page."""
    around = surroundings() if name == "site" else ALONE
    return html.page(document(name), templates=[TEMPLATES], stylesheet="style.css", around=around)


@cache
def surroundings() -> Around:
    """Give a page all that can stand around a text, with words in it that would break out of careless frames."""
    facts = compiled(SHOP).facts
    broken = "</script><b>&amp;\u2028"
    return Around(
        canonical="https://shop.example.com/privacy/2026-01-05/",
        feed="../feed.atom",
        script="page.js",
        alternates=(Alternate(type="text/markdown", href="policy.md"), Alternate(type="text/plain", href="policy.txt")),
        data=json.dumps({"@context": "https://schema.org", "@type": "WebPage", "name": broken}),
        choices=(
            Choice(label="2026년 5월 4일", href="broad", note="시행 예정"),
            Choice(label="2026년 1월 5일", href="site", current=True, note="시행 중"),
            Choice(label=f"<i>{LONG}", href="policy", rel="prev"),
        ),
        links=(
            Choice(label="이전 개인정보 처리방침", href="changes"),
            Choice(label="지금 보는 글", href="site", current=True),
        ),
        banner=(Paragraph((Text("새 방침이 시행됩니다. "), Link("../broad", (Text("미리 보기"),)))),),
        labels=labels(facts, compiled(SHOP).document, Phrases(facts, [TEMPLATES])),
    )


class Site(BaseHTTPRequestHandler):
    """Serve the pages and their style sheet under the strictest policy that they are written for."""

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name in NAMES:
            self.answer("text/html; charset=utf-8", source(name).encode())
        elif name in FILES:
            self.answer(f"{FILES[name]}; charset=utf-8", (TEMPLATES / name).read_bytes())
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


class Pages:
    """The pages in a browser."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def open(self, name: str, width: int = 1280, scheme: Scheme = "light", **more: Any) -> Page:
        """Open a page in a window of its own."""
        assert source(name)
        page = self.browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)
        page.goto(f"{self.address}/{name}")
        return page


@contextmanager
def browsed(chromium: str) -> Iterator[Pages]:
    """Run the site and the browser."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            yield Pages(browser, f"http://127.0.0.1:{server.server_port}")
            browser.close()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
