"""Ways to refuse collection, browser by browser, into a table."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document import wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, notes, shown, text
from policyc.facts.origins import spaced
from policyc.model.part import OutlineNode, Sentence
from policyc.record import Record


class Refusal(Record):
    """A way to refuse in one browser or system; `of` names what is refused, where there are several such things."""

    of: str = ""
    way: Sentence


def refusals(caption: str, found: Sequence[Refusal], phrases: Phrases, node: OutlineNode) -> Content:
    """Show where to refuse in each browser."""
    columns = (
        Column("name", phrases.label("columns", "refused"), lambda row: text(*filter(None, [row.of])), merged=True),
        Column(
            "browser",
            phrases.label("columns", "browser" if caption == "refuse" else "system"),
            lambda row: text(_browser(row.way, phrases)),
        ),
        Column("path", phrases.label("columns", "path"), lambda row: text(row.way.text)),
    )
    said = [note for row in found for note in notes(row.way.note, _browser(row.way, phrases))]
    kept = columns if any(row.of for row in found) else columns[1:]
    return shown(node, phrases.label("captions", caption), kept, found, tuple(dict.fromkeys(said)))


def _browser(way: Sentence, phrases: Phrases) -> str:
    """Name a browser: a known one by its word, the author's own by its name or id; a bare line has none."""
    name = way.name or (way.id and (phrases.known("browsers", way.id) or spaced(way.id)))
    return wording.conditional(name or "", way.when, phrases)
