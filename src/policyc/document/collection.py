"""The section on what is collected: tables of rows, with and without consent apart; then what comes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyc.document import durations, lines, wording
from policyc.document.grounds import by_ground, opening, part_tables, rests_on_consent
from policyc.document.lines import CONSENT, Line
from policyc.document.phrases import Phrases
from policyc.document.refusal import told_apart
from policyc.document.remarks import remarks
from policyc.document.row_tables import Layout, tables, whole
from policyc.document.tables import inline, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.nodes import Block, Fields, Inline, Items, Paragraph, Text


def collection(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show rows as tables: personal data first, with and without consent apart (개인정보 보호법 제22조제3항)."""
    general = facts.retention.general if facts.retention else None
    layout = Layout(section="collection", node=node, general=general, apart=told_apart(facts))
    found = lines.lines(facts.collection, node)
    personal = [line for line in found if line.row.personal is not False]
    parts = by_ground(personal)
    blocks: list[Block] = []
    for ground, part in parts.items():
        blocks += opening("collection", ground, phrases)
        blocks += part_tables(_asked(part, node), ground if len(parts) > 1 else "", layout, phrases)
        if len(parts) > 1:
            blocks += _automatic(part, layout, phrases, ground == CONSENT)
    others = [line for line in found if line.row.personal is False]
    consent = rests_on_consent(found)
    for title, part in _by_name(others, phrases).items():
        blocks += tables(_asked(part, node), title, layout, phrases, named=True, consent=consent)
    return (*blocks, *_automatic(others if len(parts) > 1 else found, layout, phrases, consent))


def _asked(found: Sequence[Line], node: OutlineNode) -> list[Line]:
    """Leave out the lines of which nothing is asked, where what comes by itself has a place of its own."""
    return [line for line in found if whole(node) or line.slots != ("automatic",)]


def _by_name(found: Sequence[Line], phrases: Phrases) -> Mapping[str, list[Line]]:
    parts: dict[str, list[Line]] = {}
    for line in found:
        parts.setdefault(lines.entry(line, phrases), []).append(line)
    return parts


def _automatic(found: Sequence[Line], layout: Layout, phrases: Phrases, consent: bool) -> Iterator[Block]:
    """List the items that come by themselves, row by row, with what holds for each; `consent` is said already."""
    if whole(layout.node):
        return
    for line in found:
        if "automatic" in line.slots:
            yield from inline(phrases.say("collection.automatic", context=lines.path(line, phrases)))
            yield Items(ordered=False, items=tuple(_items(line, phrases)))
            if pairs := tuple(_pairs(line, phrases, consent and rests_on_consent([line]))):
                yield Fields(pairs)
            if line.slots == ("automatic",):
                yield from remarks([line], phrases, layout.apart)


def _items(line: Line, phrases: Phrases) -> Iterator[tuple[Block, ...]]:
    """Write an item a line; those of a person or case together."""
    for ref in line.row.automatic:
        if not ref.label:
            yield text(wording.item_name(ref, phrases.facts, phrases))
    labelled = [ref for ref in line.row.automatic if ref.label]
    yield from ((block,) for block in wording.items(labelled, phrases.facts, phrases))


def _pairs(line: Line, phrases: Phrases, consent: bool) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    row = line.row
    if row.purposes:
        yield phrases.label("columns", "purpose"), _inlines(wording.purposes(row.purposes, phrases))
    if row.keep:
        yield phrases.label("columns", "keep"), durations.inlines(row.keep, phrases)
    if row.basis and not consent:
        yield phrases.label("columns", "basis"), _inlines(wording.bases(row.basis, phrases))
    if row.method:
        yield phrases.label("columns", "collection.method"), (Text(", ".join(word.text for word in row.method)),)
    if row.from_:
        yield phrases.label("columns", "collection.from"), (Text(row.from_),)


def _inlines(content: tuple[Block, ...]) -> tuple[Inline, ...]:
    return tuple(part for block in content if isinstance(block, Paragraph) for part in block.inlines)
