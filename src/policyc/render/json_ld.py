"""Public versions into JSON-LD in the vocabulary of schema.org: what a page is, of whom, from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policyc.canonical import canonical
from policyc.model.public import PublicService, PublicVersion

CONTEXT = "https://schema.org"

FORMS = {"policy.md": "text/markdown", "policy.txt": "text/plain", "policy.json": "application/json"}
"""File name → media type of the forms in which a version stands beside its page."""


def version(service: PublicService, one: PublicVersion, path: str, base: str | None) -> str:
    """Describe a page that shows a version; `path` is where the page is below the site.

    Addresses are absolute where the site has one; without it a page has none, for they would mean another page each.
    """
    document: dict[str, Any] = {
        "@type": "DigitalDocument",
        "name": one.title,
        "version": one.version,
        "inLanguage": "ko",
        "datePublished": one.announced.isoformat(),
        "publisher": _publisher(one),
    }
    if one.withdrawn is None:
        document["temporalCoverage"] = f"{one.effective.isoformat()}/{one.until.isoformat() if one.until else '..'}"
    if base:
        folder = f"{base}{service.service}/{one.version}/"
        document["url"] = f"{folder}index.html"
        document["encoding"] = [
            {"@type": "MediaObject", "encodingFormat": media, "contentUrl": f"{folder}{name}"}
            for name, media in FORMS.items()
            if name in one.files
        ]
    return canonical({**_page("WebPage", one.title, base, path), **_part_of(service, base), "mainEntity": document})


def page(service: PublicService, kind: str, name: str, path: str, base: str | None) -> str:
    """Describe another page of a service: a notice, a comparison, its history."""
    whole = _part_of(service, base) if kind == "WebPage" else {}
    return canonical({**_page(kind, name, base, path), **whole})


def front(services: Iterable[PublicService], name: str, base: str | None) -> str:
    """Describe the first page, with the pages of all services as its parts where their addresses are known."""
    whole = _page("CollectionPage", name, base, "index.html")
    if base:
        pages = ((one.newest.title, f"{one.service}/index.html") for one in services)
        whole["hasPart"] = [_page("WebPage", title, base, path, top=False) for title, path in pages]
    return canonical(whole)


def _page(kind: str, name: str, base: str | None, path: str, *, top: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = {"@context": CONTEXT} if top else {}
    found |= {"@type": kind, "name": name, "inLanguage": "ko"}
    return found | ({"url": f"{base}{path}"} if base else {})


def _part_of(service: PublicService, base: str | None) -> dict[str, Any]:
    """Name what a page is a part of: the pages of its service."""
    whole = _page("CollectionPage", service.newest.title, base, f"{service.service}/history.html", top=False)
    return {"isPartOf": whole}


def _publisher(one: PublicVersion) -> dict[str, str]:
    return {"@type": "Organization", "name": one.controller}
