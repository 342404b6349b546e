"""Findings of one file → the table that the summary of a pull request's check shows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from policyc.korean import fill
from policyc.nodes import Block, Break, Cell, Inline, Paragraph, Strong, Table, Text
from policyc.report.catalogue import SEVERITIES, words
from policyc.report.frame import shown
from policyc.report.words import Reported, ordered

ROWS: Final = 100
"""Findings of a file that are shown; who has more reads them in the report itself."""

LONGEST: Final = 500
"""Characters of a sentence that are shown: it may quote what an author wrote."""


def table(items: Sequence[Reported]) -> tuple[Block, ...]:
    """Write a row for each finding, waived ones behind the others; where they are many, the heaviest are kept.

    Nothing where nothing was found.
    """
    if not items:
        return ()
    kept = sorted(ordered(items), key=_weight)[:ROWS]
    rows = tuple(_row(item) for item in sorted(ordered(kept), key=lambda item: item.waived))
    shown = Table(caption="", columns=tuple(_said()["columns"]), rows=rows)
    left = len(items) - len(rows)
    more = (Paragraph((Text(fill(_said()["more"], {"count": left})),)),) if left else ()
    return (shown, *more)


def _weight(item: Reported) -> tuple[bool, int]:
    return item.waived, SEVERITIES.index(item.severity)


def _row(item: Reported) -> tuple[Cell, ...]:
    severity = words()["severity"][item.severity]
    name = Text(f"{severity} ({words()['waived']})") if item.waived else Strong((Text(severity),))
    line = fill(_said()["line"], {"line": item.span.line})
    told: tuple[Inline, ...] = (Text(_shown(item.message)),)
    if item.hint and not item.waived:
        told = (*told, Break(), Text(_shown(fill(words()["hint"], {"hint": item.hint}))))
    return tuple(Cell((Paragraph(inlines),)) for inlines in ((name,), (Text(item.code),), (Text(line),), told))


def _shown(text: str) -> str:
    """Cut what is long, and show what would hide or turn the rest."""
    cut = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return " ".join("".join(shown(line)) for line in cut.splitlines())


def _said() -> Mapping[str, Any]:
    found: Mapping[str, Any] = words()["summary"]
    return found
