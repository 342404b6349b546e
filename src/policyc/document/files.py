"""The section on the registered files of a public body: tables as in collection, and those that are only named."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document import lines
from policyc.document.grounds import by_ground, opening, part_tables
from policyc.document.lines import Line
from policyc.document.phrases import Phrases
from policyc.document.remarks import remarks
from policyc.document.row_tables import LONG, Layout
from policyc.document.tables import Content, inline, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.nodes import Block, Items

DATA = ("required", "optional", "automatic", "purposes", "keep", "basis", "method", "from_")
"""What is told of a file besides its name."""


def files(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show files as tables, with and without consent apart; then list those of which only the name is told."""
    layout = Layout(section="files", node=node, columns=LONG)
    found = lines.lines(facts.files, node)
    told = [line for line in found if node.columns or any(getattr(line.row, field) for field in DATA)]
    parts = by_ground(told)
    blocks: list[Block] = []
    for ground, part in parts.items():
        blocks += opening("files", ground, phrases)
        blocks += part_tables(part, ground if len(parts) > 1 else "", layout, phrases)
    named = [line for line in found if line not in told]
    return (*blocks, *_named(named, "others" if told else "intro", phrases))


def _named(found: Sequence[Line], sentence: str, phrases: Phrases) -> tuple[Block, ...]:
    """List files by name alone, those of a system on one line."""
    if not found:
        return ()
    systems: dict[str, list[str]] = {}
    for line in found:
        systems.setdefault(lines.group(line, phrases), []).append(lines.name(line, phrases))
    listed = ((system, ", ".join(filter(None, names))) for system, names in systems.items())
    items: tuple[Content, ...] = tuple(text(f"{system}: {names}" if names else system) for system, names in listed)
    intro = inline(phrases.say(f"files.{sentence}"))
    return (*intro, Items(ordered=False, items=items), *remarks(found, phrases))
