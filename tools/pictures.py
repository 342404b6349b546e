"""Take the pictures of docs/images: the main pages as a real browser shows them, of what this repository has released.

    make build test ARGS=--co   # sets up what is needed
    .venv/bin/python tools/pictures.py

They depend on the fonts of the machine, so nothing compares them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from playwright.sync_api import Browser, sync_playwright

import policyc
from policyc.cli.drawing import drawn
from policyc.report.review import document
from policyc.reviewing import review

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DAY = date(2026, 12, 1)

Scheme: TypeAlias = Literal["light", "dark"]

# Picture: page, width, height, colour scheme.
PICTURES: dict[str, tuple[str, int, int, Scheme]] = {
    "policy": ("example-shop/index.html", 1280, 900, "light"),
    "policy-dark": ("example-shop/index.html", 1280, 900, "dark"),
    "policy-phone": ("example-shop/index.html", 390, 844, "light"),
    "changes": ("example-shop/2026-12-28/changes.html", 1280, 900, "light"),
    "history": ("example-shop/history.html", 1280, 900, "light"),
    "review": ("review.html", 1280, 900, "light"),
}


def main() -> None:
    """Build the site and the review of the first real policy by the law of a later day, and take every picture."""
    with tempfile.TemporaryDirectory() as folder, chdir(ROOT):
        out = Path(folder)
        policyc.build(as_of=DAY, out=out)
        found = review("kakaopage-business-partner", None, as_of=DAY, law_as_of=DAY)
        (out / "review.html").write_text(drawn(document(found), "html"), encoding="utf-8")
        IMAGES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
            for name in _taken(browser, out):
                print(f"wrote docs/images/{name}.png")
            browser.close()


def _taken(browser: Browser, out: Path) -> Iterator[str]:
    for name, (page, width, height, scheme) in PICTURES.items():
        tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        tab.goto((out / page).as_uri())
        tab.screenshot(path=IMAGES / f"{name}.png")
        tab.close()
        yield name


def _chromium() -> str:
    from shutil import which

    found = which("chromium") or which("chromium-browser") or which("google-chrome")
    if not found:
        raise SystemExit("No chromium, chromium-browser or google-chrome is on PATH.")
    return found


if __name__ == "__main__":
    main()
