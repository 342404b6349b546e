"""The public versions of a service into ``feed.atom`` (RFC 4287): an entry a version, and one a change notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.model.public import PublicService, PublicVersion
from policyc.render import telling
from policyc.render.uids import uid
from policyc.render.xml import element

NAME = "feed.atom"


def render(service: PublicService, base: str | None = None) -> str:
    """Write the feed, the newest day first; links are relative to it where the site has no address (`base`)."""
    folder = f"{base}{service.service}/" if base else ""
    newest_first = sorted(service.versions, key=lambda one: one.revised, reverse=True)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">',
        element("id", f"urn:uuid:{uid(service.origin, 'feed')}"),
        element("title", service.newest.title),
        element("updated", _moment(newest_first[0].revised)),
        element("link", "", rel="self", type="application/atom+xml", href=f"{folder}{NAME}"),
        f"<author>{element('name', service.newest.controller)}</author>",
        *(line for one in newest_first for line in _entries(one, folder)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entries(one: PublicVersion, folder: str) -> Iterator[str]:
    """Write the entries of a version: its notice, where there was one before it, and itself."""
    if "changes.html" in one.files:
        yield from _entry(one, "notice", telling.notice_title(one), telling.notice_summary(one), folder, "changes.html")
    yield from _entry(one, "version", telling.title(one), telling.summary(one), folder, "index.html")


def _entry(one: PublicVersion, kind: str, title: str, summary: str, folder: str, page: str) -> Iterator[str]:
    """Write one entry; its id is made of the record's hash, so it is the same wherever the feed stands."""
    yield "<entry>"
    yield element("id", f"urn:uuid:{uid(one.hash, kind)}")
    yield element("title", title)
    yield element("published", _moment(one.announced))
    yield element("updated", _moment(one.revised))
    yield element("category", "", term=kind)
    href = f"{folder}{one.version}/{page}"
    yield element("link", "", rel="alternate", type="text/html", hreflang="ko", href=href)
    yield element("summary", summary)
    yield "</entry>"


def _moment(day: date) -> str:
    """Write the moment at which a day begins in Korea."""
    return f"{day.isoformat()}T00:00:00+09:00"
