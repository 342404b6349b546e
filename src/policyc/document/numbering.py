"""The first number of each level, as an example (``제1조``, ``①``, ``1.1.``), into the numbers of all sections."""

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
    labels = dict(_labels(found))
    return tuple(_headless(_labelled(section, labels)) for section in found)


def _level(
    blocks: Sequence[Block], examples: Sequence[str], bare: Container[str], above: tuple[int, ...] = ()
) -> Iterator[Any]:
    count = 0
    for block in blocks:
        if not isinstance(block, Section):
            yield block
            continue
        counts = block.id not in bare
        own = number(examples[0], count, above) if examples and counts else ""
        below = tuple(_level(block.blocks, examples[1:], bare, (*above, count)))
        yield block.replace(number=own, blocks=below)
        count += counts


def number(example: str, index: int, above: Sequence[int] = ()) -> str:
    """Write the number at `index` (from 0) the way the example writes the first; ``none`` writes nothing.

    In an example of several numbers (``1.1.``) those before the last count the sections `above`.
    """
    signs = len(FIRST.findall(example))
    if example == "none" or not signs:
        return ""
    counts = iter((*(0 for _ in range(signs)), *above, index)[-signs:])
    return FIRST.sub(lambda sign: _counted(sign[0], next(counts)), example)


def _counted(first: str, index: int) -> str:
    if first == "①":
        return chr(ord("①") + index) if index < 20 else f"({index + 1})"
    if first == "가":
        return SYLLABLES[index] if index < len(SYLLABLES) else str(index + 1)
    return str(int(first) + index).zfill(len(first))


def _labels(blocks: Sequence[Block], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield what references say to each section; a number that counts anew says whose part it is (``제2조 ②``)."""
    for block in blocks:
        if isinstance(block, Section):
            own = block.number.rstrip(".")
            whole = f"{above} {own}" if own and above and not own.startswith(f"{above}.") else own
            yield block.id, whole or block.heading
            yield from _labels(block.blocks, whole)


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
    if section.heading or not section.number or not below or isinstance(below[0], Section):
        return section.replace(blocks=below)
    if isinstance(below[0], Paragraph):
        first = Paragraph((Text(f"{section.number} "), *below[0].inlines))
        return section.replace(number="", blocks=(first, *below[1:]))
    return section.replace(number="", blocks=(Paragraph((Text(section.number),)), *below))
