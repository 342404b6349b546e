"""The catalogues of rules and their pages → what explains a rule, the list of all, and ``docs/rules.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from policyc.korean import fill
from policyc.law.contents import contents
from policyc.record import Record
from policyc.report import catalogue
from policyc.report.catalogue import Entry, words
from policyc.sheet import sheet

FORMAT = 1
"""The format of the JSON; grows only when a reader of the old one would misread the new."""

_HERE = Path(__file__)


class Page(Record):
    """A rule as it is explained: its catalogue entry, the legal subject, why it is there, an example and its cure."""

    entry: Entry
    subject: str
    about: str
    bad: str
    good: str


class UnknownRule(Exception):
    """No rule has this id; its text is the id."""


@cache
def pages() -> Mapping[str, Page]:
    """Read the page of every rule, subject by subject."""
    return {code: found for subject in catalogue.subjects() for code, found in _pages(subject)}


def _pages(subject: str) -> Iterator[tuple[str, Page]]:
    path = catalogue.subjects()[subject]
    said = sheet(path.parent / "pages" / path.name)
    for code in sheet(path):
        yield code, Page(entry=catalogue.entry(code), subject=subject, **said[code])


def explained(code: str) -> str:
    """Write the page of one rule as Markdown; raise UnknownRule."""
    if code not in pages():
        raise UnknownRule(code)
    return "\n".join([f"# {code}", "", *_body(pages()[code])]) + "\n"


def page() -> str:
    """Write ``docs/rules.md``: all rules in a table, then the page of each."""
    said = _words()
    lines = [f"# {said['title']}", "", said["intro"], "", said["severities"]]
    for subject, heading in said["subjects"].items():
        own = [one for one in pages().values() if one.subject == subject]
        if own:
            rows = (said["columns"], ["---"] * len(said["columns"]), *map(_row, own))
            lines += ["", f"## {heading}", "", *(f"| {' | '.join(row)} |" for row in rows)]
            lines += [line for one in own for line in ("", f"### {one.entry.code}", "", *_body(one))]
    return "\n".join(lines) + "\n"


def table() -> str:
    """Write all rules as text: a line each, under their subjects."""
    lines = []
    for subject, heading in _words()["subjects"].items():
        own = [one.entry for one in pages().values() if one.subject == subject]
        told = [f"  {_severity(one)}  {one.code}  {_shown(one.message[-1])}" for one in own]
        lines += [heading, *told] if told else []
    return "\n".join(lines) + "\n"


def listed() -> dict[str, Any]:
    """Return all rules as plain data, field by field (``schema/rules.schema.json``)."""
    return {"format": FORMAT, "rules": [_plain(one) for one in pages().values()]}


def _plain(one: Page) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.code,
        "subject": one.subject.replace("_", "-"),
        "severity": entry.severity,
        "grounds": [{"from": day.isoformat(), "ground": ground or None} for day, ground in entry.grounds],
        "content": entry.content,
        "waivable": entry.waivable is not None,
        "message": entry.message[-1],
        "hint": entry.hint[-1],
        "about": one.about,
        "bad": one.bad,
        "good": one.good,
    }


def _body(one: Page) -> Iterator[str]:
    said, entry = _words(), one.entry
    yield fill(said["facts"], {"severity": _severity(entry), "grounds": _grounds(entry)})
    yield from ("", fill(said["content"], {"name": contents(date.max)[entry.content].name}), "", one.about.strip())
    yield from ("", fill(said["says"], {"message": _shown(entry.message[-1])}))
    yield from ("", fill(said["hint"], {"hint": _shown(entry.hint[-1])}))
    for key, text in (("bad", one.bad), ("good", one.good)):
        yield from ("", said[key], "", "```yaml", *_example(text), "```")
    yield from ("", said["fixed" if entry.waivable is None else "waivable"])


def _example(text: str) -> Iterator[str]:
    """Show an example; what stands in its head for tests is said in words."""
    for line in text.strip().split("\n"):
        if line.startswith("# without: "):
            yield "# " + fill(_words()["without"], {"blocks": line.removeprefix("# without: ").replace(" ", ", ")})
        elif not line.startswith("# day: "):
            yield line


def _row(one: Page) -> list[str]:
    entry = one.entry
    cells = [f"[`{entry.code}`](#{entry.code})", _severity(entry), _shown(entry.message[-1]), entry.grounds[-1][1]]
    return [cell.replace("|", "\\|") for cell in cells]


def _grounds(entry: Entry) -> str:
    said = _words()
    return ", ".join(
        fill(said["ground"] if ground else said["ended"], {"ground": ground, "day": day.isoformat()})
        for day, ground in entry.grounds
    )


def _severity(entry: Entry) -> str:
    return str(words()["severity"][entry.severity])


def _shown(text: str) -> str:
    """Show a sentence whose holes nobody has filled."""
    mark = _words()["hole"]
    holes = dict.fromkeys(re.findall(r"\{([A-Za-z_][\w-]*)", text), mark)
    return fill(text, holes)


def _words() -> Mapping[str, Any]:
    return sheet(_HERE.with_suffix(".yaml"))
