"""The public versions of a service into what stands above the title of a page: what comes, how long it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.document.site_words import SiteWords
from policyc.model.public import PublicService, PublicVersion
from policyc.nodes import Block, Inline, Link, Paragraph, Text, Time

PAGES = {"changes.html": "notice", "index.html": "new-text"}
"""Pages of a coming version that are linked to → how they are called."""


def current(service: PublicService, day: date, words: SiteWords) -> tuple[Block, ...]:
    """Say above the text of a service what is coming, the next first; links start from the folder of the service.

    Where nothing is in force, the text is that of the first coming version, or of one that was taken back.
    """
    in_force, coming = service.in_force(day), service.coming(day)
    if in_force:
        return tuple(_change(one, words) for one in coming)
    if coming:
        first, *later = coming
        starts = Paragraph(words.said("starts-on", effective=Time(first.effective)))
        return (starts, *(_change(one, words) for one in later))
    return (Paragraph((Text(words.say("none-in-force")),)),)


def ever(version: PublicVersion, words: SiteWords) -> tuple[Block, ...]:
    """Say above the text of a version in which days it applies, and where the current one is; no day changes that.

    Links start from the folder of the version.
    """
    newest = Paragraph((Link("../index.html", (Text(words.say("current")),)),))
    if version.withdrawn:
        days = {"effective": Time(version.effective), "withdrawn": Time(version.withdrawn)}
        return (Paragraph(words.said("taken-back", **days)), newest)
    return (Paragraph((Text(f"{words.say('period')}: "), *words.period(version))), newest)


def _change(one: PublicVersion, words: SiteWords) -> Paragraph:
    """Say from when a text changes, with its notice and the new text."""
    return Paragraph((*words.said("changes-on", effective=Time(one.effective)), *_links(one, words)))


def _links(one: PublicVersion, words: SiteWords) -> Iterator[Inline]:
    pages = {page: word for page, word in PAGES.items() if page in one.files}
    first = next(iter(pages), "")
    for page, word in pages.items():
        yield Text(" " if page == first else " · ")
        yield Link(f"./{one.version}/{page}", (Text(words.say(word)),))
