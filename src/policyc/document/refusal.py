"""The section on the right to refuse consent: how, and what follows, for each row of collection that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from policyc.document import lines
from policyc.document.lines import Line
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, shown, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.nodes import Block
from policyc.place import Path


def refusal(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say that consent may be refused, then how and to what effect: in a sentence, or in a table of several."""
    found = _refusable(facts, node)
    said = list(dict.fromkeys((line.row.refusal.how, line.row.refusal.effect) for line in found if line.row.refusal))
    if not said:
        return ()
    intro = inline(phrases.say("refusal.intro"))
    if len(said) > 1 or node.as_:
        caption = phrases.label("captions", "refusal")
        return (*intro, *shown(node, caption, _columns(phrases), list(_by_entry(found))))
    ((how, effect),) = said
    way = text(f"{phrases.label('terms', 'refuse-how')}: {how}") if how else ()
    return (*intro, *(text(effect) if effect else ()), *way)


def told_apart(facts: Facts) -> frozenset[Path]:
    """Return the places of rows whose refusal a section of its own tells."""
    nodes = (node for node in _nodes(facts.outline) if lines.shows(node, "refusal"))
    return frozenset(line.row.at for node in nodes for line in _refusable(facts, node))


def _refusable(facts: Facts, node: OutlineNode) -> list[Line]:
    return [line for line in lines.lines(facts.collection, node) if line.row.refusal]


def _columns(phrases: Phrases) -> tuple[Column, ...]:
    group, name = (phrases.label("columns", f"collection.{column}") for column in ("group", "name"))
    how, effect = (phrases.label("terms", f"refuse-{term}") for term in ("how", "effect"))
    return (
        Column("group", group, lambda line: text(lines.group(line, phrases)), True),
        Column("name", name, lambda line: _words(lines.name(line, phrases))),
        Column("how", how, lambda line: _words(line.row.refusal.how), True),
        Column("effect", effect, lambda line: _words(line.row.refusal.effect), True),
    )


def _by_entry(found: Sequence[Line]) -> Iterator[Line]:
    """Bring an entry whose rows all say the same onto one line."""
    for _, group in groupby(found, key=lambda line: line.entry.at):
        part = list(group)
        entry, said = part[0].entry, {line.row.refusal for line in part}
        if len(said) == 1 and 1 < len(part) == len(entry.rows):
            whole = entry.replace(refusal=part[0].row.refusal)
            yield Line(entry=whole, row=whole, slots=())
        else:
            yield from part


def _nodes(nodes: Sequence[OutlineNode]) -> Iterator[OutlineNode]:
    for node in nodes:
        yield node
        yield from _nodes(node.parts)


def _words(words: str | None) -> Content:
    return text(words) if words else ()
