"""The first number of each level, as an example (``제1조``, ``①``, ``1.``), into the numbers of all sections."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from policyc.nodes import Block, Paragraph, Ref, Section, Text
from policyc.record import Record

SYLLABLES = "가나다라마바사아자차카타파하"
FIRST = re.compile("[0-9]+|①|가")


def numbered(sections: Sequence[Section], examples: Sequence[str], bare: Container[str] = ()) -> tuple[Section, ...]:
    """Give sections their numbers level by level, but for those in `bare`; a level without an example has none.

    References to sections that say nothing themselves then say the number, or the heading where there is none.
    """
    found = tuple(_level(sections, examples, bare))
    labels = {section.id: section.number.rstrip(".") or section.heading for section in _all(found)}
    return tuple(_headless(_labelled(section, labels)) for section in found)


def _level(blocks: Sequence[Block], examples: Sequence[str], bare: Container[str]) -> Iterator[Any]:
    count = 0
    for block in blocks:
        if not isinstance(block, Section):
            yield block
            continue
        counts = block.id not in bare
        own = number(examples[0], count) if examples and counts else ""
        yield block.replace(number=own, blocks=tuple(_level(block.blocks, examples[1:], bare)))
        count += counts


def number(example: str, index: int) -> str:
    """Write the number at `index` (from 0) the way the example writes the first; ``none`` writes nothing."""
    found = FIRST.search(example)
    if example == "none" or found is None:
        return ""
    return example[: found.start()] + _counted(found[0], index) + example[found.end() :]


def _counted(first: str, index: int) -> str:
    if first == "①":
        return chr(ord("①") + index) if index < 20 else f"({index + 1})"
    if first == "가":
        return SYLLABLES[index] if index < len(SYLLABLES) else str(index + 1)
    return str(int(first) + index).zfill(len(first))


def _all(blocks: Sequence[Block]) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from _all(block.blocks)


def _labelled(node: Any, labels: Mapping[str, str]) -> Any:
    """Give references their words, wherever they stand."""
    if isinstance(node, Ref):
        return node if node.label else node.replace(label=labels.get(node.section, node.section))
    if isinstance(node, tuple):
        return tuple(_labelled(entry, labels) for entry in node)
    if isinstance(node, Record):
        fields = {field: getattr(node, field) for field in type(node).__fields__}
        changed = {field: _labelled(value, labels) for field, value in fields.items() if isinstance(value, tuple)}
        return node.replace(**changed) if any(changed[field] is not fields[field] for field in changed) else node
    return node


def _headless(section: Section) -> Section:
    """Put the number of a section without a heading (``①``) before its first words."""
    below = tuple(_headless(block) if isinstance(block, Section) else block for block in section.blocks)
    if section.heading or not section.number or not below or not isinstance(below[0], Paragraph):
        return section.replace(blocks=below)
    first = Paragraph((Text(f"{section.number} "), *below[0].inlines))
    return section.replace(number="", blocks=(first, *below[1:]))
