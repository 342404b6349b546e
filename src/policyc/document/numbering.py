"""The first number of each level, as an example (``제1조``, ``①``, ``1.``), into the numbers of all sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policyc.nodes import Block, Section

SYLLABLES = "가나다라마바사아자차카타파하"
FIRST = re.compile("[0-9]+|①|가")


def numbered(sections: Sequence[Section], examples: Sequence[str]) -> tuple[Section, ...]:
    """Give sections their numbers level by level; a level without an example has none."""
    return tuple(_numbered(section, index, examples) for index, section in enumerate(sections))


def _numbered(section: Section, index: int, examples: Sequence[str]) -> Section:
    own = number(examples[0], index) if examples else ""
    below: list[Block] = []
    count = 0
    for block in section.blocks:
        if isinstance(block, Section):
            below.append(_numbered(block, count, examples[1:]))
            count += 1
        else:
            below.append(block)
    return section.replace(number=own, blocks=tuple(below))


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
