"""The lists of all services (``versions.json``) into what is made of them together: the first page and the sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from policyc.document.front import front
from policyc.document.site_words import SiteWords
from policyc.model.public import PublicService
from policyc.publish.site import INDEX, Files, Frame
from policyc.publish.surroundings import CHANGES, HISTORY
from policyc.render import html, json_ld, sitemap, versions_json
from policyc.render.around import Around, Choice
from policyc.render.kit import kit


class _Services(Mapping[str, PublicService]):
    """Services by name, each read from its list when it is asked for: all of them need not fit in memory."""

    def __init__(self, lists: Mapping[str, bytes]) -> None:
        self._lists = lists

    def __getitem__(self, name: str) -> PublicService:
        return versions_json.read(self._lists[name])

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._lists))

    def __len__(self) -> int:
        return len(self._lists)


def opening(frame: Frame, day: date) -> Files:
    """Draw a first page that names no service yet: what the pages of the first services lead to while it is made."""
    document = front({}, day, frame.folders).document
    return {INDEX: frame.page(document.replace(sections=()), INDEX, hidden=True).encode()}


def together(lists: Mapping[str, bytes], frame: Frame, day: date, base: str | None) -> Files:
    """Draw the first page as of a day, and the sitemap, out of lists by service: of some no more may be known.

    There is no page of no services. Raises BadTemplate.
    """
    services = _Services(lists)
    if not services:
        return {}
    return {**_first(services, frame, day, base), **_map(services, base)}


def _first(services: Mapping[str, PublicService], frame: Frame, day: date, base: str | None) -> Files:
    found = front(services, day, frame.folders)
    document = found.document
    around = Around(
        canonical=f"{base}{INDEX}" if base else "",
        data=json_ld.front(services.values(), document.title, base),
        links=tuple(_links(services, SiteWords(frame.folders))),
    )
    secret = all(one.example for service in services.values() for one in service.versions)
    frame = frame.replace(around=around)
    if not kit(frame.folders).is_ours:  # another frame may do something with what is inside
        return {INDEX: frame.page(found.whole(), INDEX, hidden=secret, near=True).encode()}
    page = frame.page(document, INDEX, hidden=secret, near=True)
    return {INDEX: html.with_rows(page, found.headings, found.rows)}


def _links(services: Mapping[str, PublicService], words: SiteWords) -> Iterator[Choice]:
    """Say which policy holds for the site, where there is but one."""
    if len(services) == 1:
        for name in services:
            yield Choice(label=words.say("current"), href=f"{name}/{INDEX}", rel="privacy-policy")


def _map(services: Mapping[str, PublicService], base: str | None) -> Files:
    """Draw the sitemap; there is none without an address, or without a page that may be found."""
    pages = (page for service in services.values() for page in sorted(_pages(service), key=lambda page: page.path))
    first = next(pages, None) if base else None
    return sitemap.files(chain((sitemap.Page(path=INDEX), first), pages), base) if base and first else {}


def _pages(service: PublicService) -> Iterator[sitemap.Page]:
    """Yield the pages of a service that may be found: examples are hidden, and withdrawn versions are not shown around.

    What a version's pages say changed last on the day on which it was announced; the others change with the day.
    """
    for one in service.standing:
        for page in (INDEX, CHANGES):
            if page in one.files and not one.example:
                yield sitemap.Page(path=f"{service.service}/{one.version}/{page}", changed=one.announced)
    if any(not one.example for one in service.standing):
        for page in (INDEX, HISTORY):
            yield sitemap.Page(path=f"{service.service}/{page}")
