"""The public versions of a service into the Document of all of them (이전 개인정보 처리방침), the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from policyc.document.site_words import SiteWords
from policyc.document.tables import text
from policyc.model.public import PublicService, PublicVersion
from policyc.nodes import Block, Break, Document, Fields, Inline, Items, Link, Paragraph, Section, Text, Time

MOST = 7
"""Changes of a version that are told; of more it is said how many they are, and the notice tells them."""

Pair = tuple[str, tuple[Inline, ...]]


def history(service: PublicService, day: date, folders: Sequence[Path]) -> Document:
    """Write the history of a service as of a day; links start from the folder of the service."""
    words, site = SiteWords(folders, "history"), SiteWords(folders)
    return Document(
        title=words.say("title"),
        subtitle=service.newest.title,
        lead=text(words.say("intro")),
        sections=tuple(_version(one, service, day, words, site) for one in service.versions),
    )


def state(version: PublicVersion, service: PublicService, day: date) -> str:
    """Tell by the id of its word what a version is on a day: in force, coming, withdrawn; nothing of a past one."""
    if version.withdrawn:
        return "withdrawn"
    if version.effective > day:
        return "coming"
    return "in-force" if version == service.in_force(day) else ""


def compared(one: PublicVersion, other: PublicVersion) -> str:
    """Return where two versions are compared, from the folder of their service; the older comes first."""
    return f"compare/{one.version}_{other.version}/index.html"


def _version(one: PublicVersion, service: PublicService, day: date, words: SiteWords, site: SiteWords) -> Section:
    found = state(one, service, day)
    heading = f"{site.name(one)} – {site.say(found)}" if found else site.name(one)
    fields = (*_days(one, words, site), *_change(one, words, site), *_others(one, service, words, site))
    told, hashes = tuple(_told(one, words)), tuple(_hashes(one, words))
    blocks = (Fields(fields), *told, Fields(hashes)) if told else (Fields((*fields, *hashes)),)
    return Section(id=f"version-{one.version}", heading=heading, blocks=blocks)


def _days(one: PublicVersion, words: SiteWords, site: SiteWords) -> Iterator[Pair]:
    """Give where a version stands, and its days."""
    yield words.say("version"), (Link(f"./{one.version}/index.html", (Text(one.title),)),)
    yield words.say("announced"), (Time(one.announced),)
    yield site.say("period"), site.period(one)
    if one.withdrawn:
        yield words.say("withdrawn"), (Time(one.withdrawn),)


def _change(one: PublicVersion, words: SiteWords, site: SiteWords) -> Iterator[Pair]:
    """Give how much a version changes, and where that is told."""
    if one.weight:
        yield words.say("weight"), (Text(words.say(one.weight)),)
    if "changes.html" in one.files:
        yield site.say("notice"), (Link(f"./{one.version}/changes.html", (Text(site.say("notice")),)),)


def _others(one: PublicVersion, service: PublicService, words: SiteWords, site: SiteWords) -> Iterator[Pair]:
    """Give where a version is compared with each older one."""
    standing = service.standing
    older = standing[standing.index(one) + 1 :] if one in standing else ()
    links: list[Inline] = []
    for other in older:
        links += [*([Break()] if links else []), Link(f"./{compared(other, one)}", (Text(site.name(other)),))]
    if links:
        yield words.say("compare"), tuple(links)


def _hashes(one: PublicVersion, words: SiteWords) -> Iterator[Pair]:
    for key, name in (("textHash", "text-hash"), ("releaseHash", "record-hash")):
        yield words.say(name), (Text(one.hashes[key]),)


def _told(one: PublicVersion, words: SiteWords) -> Iterator[Block]:
    """Say what a version changes, in the sentences of its release."""
    if one.before and not one.said:
        yield from text(words.say("unchanged"))
    if one.said:
        left = len(one.said) - MOST
        lines = (*one.said[:MOST], *((words.say("more", count=left),) if left > 0 else ()))
        yield Items(ordered=False, items=tuple(text(line) for line in lines))
    if one.needs_consent and not one.withdrawn:
        yield Paragraph((Text(words.say("consent")),))
