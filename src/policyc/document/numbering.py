"""The first number of each level, as an example (``제1조``, ``①``, ``1.1.``), into the numbers of all sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from policyc.nodes import Block, Paragraph, Ref, Section, Text
from policyc.record import Record

SYLLABLES = "가나다라마바사아자차카타파하"
FIRST = re.compile("[0-9]+|①|가")
SIGNS = frozenset(".()-제조항절장")
"""What may stand around the signs of a number."""


def numbered(sections: Sequence[Section], examples: Sequence[str], bare: Container[str] = ()) -> tuple[Section, ...]:
    """Give sections their numbers level by level, but for those in `bare`; a level without an example has none.

    References to sections that say nothing themselves then say the number, or the heading where there is none.
    """
    found = tuple(_level(sections, examples, bare))
    labels = {section.id: whole or section.heading for section, whole in wholes(found)}
    return tuple(_headless(_labelled(section, labels)) for section in found)


def wholes(
    blocks: Sequence[Block], number: Callable[[Section], str] = lambda section: section.number, above: str = ""
) -> Iterator[tuple[Section, str]]:
    """Yield each section and its whole number; one that counts anew says whose part it is (``제2조 ②``)."""
    for block in blocks:
        if isinstance(block, Section):
            own = number(block).rstrip(".")
            whole = f"{above} {own}" if own and above and not own.startswith(f"{above}.") else own
            yield block, whole
            yield from wholes(block.blocks, number, whole)


def unnumbered(section: Section) -> tuple[str, tuple[Block, ...]]:
    """Return a section's number and its blocks; without a heading, the number is taken off its first words."""
    first = section.blocks[0] if section.blocks and not (section.heading or section.number) else None
    if isinstance(first, Paragraph) and first.inlines and isinstance(first.inlines[0], Text):
        sign, rest = first.inlines[0].text, first.inlines[1:]
        left = signless(sign)
        if left != sign.strip() and set(left) <= SIGNS and (sign.endswith(" ") if rest else sign == sign.strip()):
            return sign.strip(), (*((Paragraph(rest),) if rest else ()), *section.blocks[1:])
    return section.number, section.blocks


def signless(label: str) -> str:
    """Leave out of a label the numbers that numbering writes."""
    return _written().sub("", label).strip()


@cache
def _written() -> re.Pattern[str]:
    return re.compile(f"[0-9]+|[①-⑳]|(?<![가-힣])[{SYLLABLES}](?![가-힣])")


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
