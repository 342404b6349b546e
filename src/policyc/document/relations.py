"""Rows of those who receive data into tables: which rows, which columns, and the remarks that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyc.document import choosing, outline, wording
from policyc.document.parties import abroad, identity
from policyc.document.phrases import Phrases
from policyc.document.relation_cells import CELLS, Row, View, label
from policyc.document.tables import Column, notes, shown
from policyc.facts.rows import transfers
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.sharing import Recipient
from policyc.nodes import Block, Note

MERGED = frozenset({"group", "department", "purposes", "items", "keep", "basis", "refusal"})
"""Columns in which equal neighbours become one cell."""

APART = frozenset({"group", "others", "legal", "method"})
"""Columns of their own only where the author wants them; what they hold else stands with another."""

SPLITS = frozenset({"group", "basis"})


def table(
    rows: Sequence[Row],
    columns: Mapping[str, str],
    facts: Facts,
    phrases: Phrases,
    node: OutlineNode,
    caption: str,
    *,
    moved: frozenset[tuple[str, str]] = frozenset(),
    remarks: bool = True,
) -> tuple[Block, ...]:
    """Show the rows that a section picks; `columns` are ids with the keys of their headings.

    `moved` are the parties told of elsewhere. `remarks` brings the notes of the rows.
    """
    apart = frozenset(column.id for column in node.columns)
    view = View(facts=facts, phrases=phrases, apart=apart, moved=moved)
    picked = choosing.chosen(rows, node, _words)
    parts = _parts(picked, view, node.split) if node.split in SPLITS else [("", picked)]
    return tuple(
        block
        for title, part in parts
        for block in shown(
            node,
            title or phrases.label("captions", caption),
            _columns(columns, part, view, node),
            part,
            _notes(part, facts, phrases, several=len(picked) > 1) if remarks else (),
        )
    )


def moved(facts: Facts) -> frozenset[tuple[str, str]]:
    """Return the parties of which the section on transfers tells; none where there is no such section."""
    placed = any("transfers" in kinds for kinds in outline.kinds(outline.nodes(facts)).values())
    return frozenset(identity(one.party) for one in transfers(facts)) if placed else frozenset()


def _words(row: Row) -> Iterator[str]:
    """Yield what a row can be picked by: its ids and paths, its parties, its grounds, where it leads."""
    yield from choosing.paths(row.at)
    yield from (party.id for party in row.parties if party.id)
    yield "abroad" if any(map(abroad, row.parties)) else "domestic"
    grounds = [basis.ground for basis in row.basis] if isinstance(row, Recipient) else []
    yield from grounds
    if "consent" not in grounds:
        yield "without-consent"


def _parts(rows: Sequence[Row], view: View, by: str | None) -> list[tuple[str, list[Row]]]:
    """Part rows by the words of a column, in the order in which they come up."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_plain(row, view, by or ""), []).append(row)
    return list(found.items())


def _plain(row: Row, view: View, column: str) -> str:
    said = [inline for block in CELLS[column](row, view) for inline in getattr(block, "inlines", ())]
    return "".join(getattr(inline, "text", "") for inline in said)


def _columns(ids: Mapping[str, str], rows: Sequence[Row], view: View, node: OutlineNode) -> list[Column]:
    """Make the columns; shelves come first where every row stands on one, else after what names the row."""
    keys = [one for one in ids if one in view.apart or one not in APART]
    if not view.apart and "group" in ids and node.split != "group" and any(row.group for row in rows):
        keys.insert(0 if all(row.group for row in rows) else 1, "group")
    labels = {**ids, **({"timing": "transfer-timing"} if "method" in view.apart else {})}
    return [_column(one, labels[one], view) for one in keys]


def _column(one: str, label: str, view: View) -> Column:
    return Column(one, view.phrases.label("columns", label), lambda row: CELLS[one](row, view), one in MERGED)


def _notes(rows: Sequence[Row], facts: Facts, phrases: Phrases, *, several: bool) -> tuple[Note, ...]:
    """Write the remarks on rows, and on the items and purposes in them, each once."""
    found: list[Note] = []
    for row in rows:
        found += notes(row.note, label(row) if several else "")
        found += wording.item_notes(row.items, facts)
        found += wording.purpose_notes(row.purposes, phrases) if isinstance(row, Recipient) else ()
    return tuple(dict.fromkeys(found))
