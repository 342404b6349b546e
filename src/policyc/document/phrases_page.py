"""The catalogue of phrases into ``docs/phrases.md``: every sentence with what licenses it, for legal sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from policyc.document.phrases import catalogue
from policyc.workspace import data


def page() -> str:
    """Write the page."""
    found = catalogue((data("templates"),))
    words, headings = found["page"], found["headings"]
    named = {**headings, **words["groups"]}
    lines = [f"# {words['title']}", "", words["intro"], "", f"**{words['always']}**: {words['always-words']}", ""]
    for section, group in groupby(found["sentences"].items(), key=lambda pair: pair[0].split(".")[0]):
        said = [(f"`{name}`", entry["text"], _needs(entry["needs"])) for name, entry in group]
        lines += [f"## {named[section]}", "", *_table(words["columns"], said), ""]
    rows = [(f"`{section}`", heading) for section, heading in headings.items()]
    lines += [f"## {words['headings']}", "", *_table(words["heading-columns"], rows)]
    return "\n".join(lines) + "\n"


def _needs(needs: Iterable[str]) -> str:
    return "<br>".join(f"`{need}`" for need in needs)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *escaped)]
