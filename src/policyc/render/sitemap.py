"""The pages that search engines may show into ``sitemap.xml`` (sitemaps.org, 0.9), and several where one may not do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from itertools import chain, islice

from policyc.record import Record
from policyc.render.xml import element

NAME = "sitemap.xml"
MOST = 50_000
"""How many pages one sitemap may name."""

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Page(Record):
    """A page by its path below ``out/``, and the day on which what it says changed last.

    None where it changes with the days.
    """

    path: str
    changed: date | None = None


def files(pages: Iterable[Page], base: str) -> dict[str, bytes]:
    """Write the sitemap of some pages, by name; of more than one may name, several, and one that names these.

    A sitemap has full addresses only, and at least one, which the caller sees to.
    """
    parts = [_written("urlset", (_url(page, base) for page in part)) for part in _parts(pages)]
    if len(parts) == 1:
        return {NAME: parts[0]}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    index = _written("sitemapindex", (f"<sitemap>{element('loc', base + name)}</sitemap>" for name in named))
    return {**named, NAME: index}


def _parts(pages: Iterable[Page]) -> Iterator[Iterable[Page]]:
    """Cut pages into as many as one sitemap may name; each part is to be used up before the next is asked for."""
    rest = iter(pages)
    for first in rest:
        yield chain((first,), islice(rest, MOST - 1))


def _written(root: str, lines: Iterable[str]) -> bytes:
    found = BytesIO()
    found.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">\n'.encode())
    found.writelines(f"{line}\n".encode() for line in lines)
    found.write(f"</{root}>\n".encode())
    return found.getvalue()


def _url(page: Page, base: str) -> str:
    changed = element("lastmod", page.changed.isoformat()) if page.changed else ""
    return f"<url>{element('loc', base + page.path)}{changed}</url>"
