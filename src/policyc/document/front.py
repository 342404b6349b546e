"""All services of a site into the Document of its first page: what is in force of each, and what is coming."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from sys import intern

from policyc.document.site_words import SiteWords
from policyc.document.tables import Content, inline
from policyc.model.public import PublicService, PublicVersion
from policyc.nodes import Break, Cell, Document, Inline, Link, Section, Table, Text, Time
from policyc.record import Record

COLUMNS = ("service", "in-force", "coming", "more")


class Front(Record):
    """The first page: a document whose one table has `headings` and no rows, and the rows, each made when it comes."""

    document: Document
    headings: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]

    def whole(self) -> Document:
        """Return the document with all of the rows."""
        (section,) = self.document.sections
        table = Table("", self.headings, tuple(self.rows))
        return self.document.replace(sections=(section.replace(blocks=(table,)),))


def front(services: Mapping[str, PublicService], day: date, folders: Sequence[Path]) -> Front:
    """Write the first page as of a day, services by title; links start from the folder that holds their folders.

    There may be more services than memory has room for: they are asked for one by one, and twice.
    """
    words, site = SiteWords(folders, "front"), SiteWords(folders)
    titles: dict[str, str] = {}
    times: Counter[str] = Counter()
    controllers: set[str] = set()
    for name, one in services.items():
        titles[name] = intern(one.newest.title)  # many have the same
        times[titles[name]] += 1
        if len(controllers) < 2:
            controllers.add(one.newest.controller)
    order = sorted(titles, key=lambda name: (titles[name], name))
    headings = tuple(words.say(column) for column in COLUMNS)
    document = Document(
        title=words.say("title"),
        subtitle=controllers.pop() if len(controllers) == 1 else "",
        lead=(),
        sections=(Section(id="services", heading=words.say("services"), blocks=(Table("", headings, ()),)),),
    )
    rows = (_row(services[name], day, words, site, named=times[titles[name]] > 1) for name in order)
    return Front(document=document, headings=headings, rows=rows)


def _row(service: PublicService, day: date, words: SiteWords, site: SiteWords, *, named: bool) -> tuple[Cell, ...]:
    in_force, coming = service.in_force(day), service.coming(day)
    now = (_version(service, in_force, site),) if in_force else (Text(words.say("none")),)
    return (
        Cell(inline(tuple(_name(service, words, named))), header=True),
        Cell(inline(now)),
        Cell(inline(_lines([_coming(service, one, words) for one in coming]) or (Text(words.say("none")),))),
        Cell(_more(service, site)),
    )


def _name(service: PublicService, words: SiteWords, named: bool) -> Iterator[Inline]:
    """Call a service by its title, and by its id where others have the same."""
    newest = service.newest
    yield Link(f"./{service.service}/index.html", (Text(newest.title),))
    aside = (*((service.service,) if named else ()), *((words.say("example"),) if newest.example else ()))
    if aside:
        yield Text(f" ({', '.join(aside)})")


def _version(service: PublicService, one: PublicVersion, site: SiteWords) -> Link:
    return Link(f"./{service.service}/{one.version}/index.html", (Text(site.name(one)),))


def _coming(service: PublicService, one: PublicVersion, words: SiteWords) -> Link:
    """Lead to the notice of a coming version, or to the version where there is none."""
    page = "changes.html" if "changes.html" in one.files else "index.html"
    said = words.said("changes-on", effective=Time(one.effective))
    return Link(f"./{service.service}/{one.version}/{page}", said)


def _more(service: PublicService, site: SiteWords) -> Content:
    return inline((Link(f"./{service.service}/history.html", (Text(site.say("history")),)),))


def _lines(links: Sequence[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for link in links:
        found += [*([Break()] if found else []), link]
    return tuple(found)
