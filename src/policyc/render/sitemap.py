"""The pages that search engines may show into ``sitemap.xml`` (sitemaps.org, 0.9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policyc.record import Record
from policyc.render.xml import element

NAME = "sitemap.xml"


class Page(Record):
    """A page by its path below ``out/``, and the day on which what it says changed last.

    None where it changes with the days.
    """

    path: str
    changed: date | None = None


def render(pages: Iterable[Page], base: str) -> str:
    """Write the sitemap; a sitemap has full addresses only, and at least one, which the caller sees to."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(_url(page, base) for page in sorted(pages, key=lambda page: page.path)),
        "</urlset>",
    ]
    return "\n".join(lines) + "\n"


def _url(page: Page, base: str) -> str:
    changed = element("lastmod", page.changed.isoformat()) if page.changed else ""
    return f"<url>{element('loc', base + page.path)}{changed}</url>"
