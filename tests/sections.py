"""Blocks of a policy file into the sections that they become, for tests of the document."""

from __future__ import annotations

from collections.abc import Iterator

import unruled
from drawn import DAY, FOLDERS
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.nodes import Block, Fields, Note, Section, Table
from policyc.render import text

HEAD = """\
format: 1
title: 예시상점 개인정보 처리방침
controller: {name: 주식회사 예시상점, short: 회사}
dates: {announced: 2025-12-01, effective: 2026-01-05}
first: true
"""


def sections(blocks: str) -> dict[str, Section]:
    """Build the document of a policy with these blocks; return its sections by id, those below others too."""
    checked = unruled.check("policy/example-shop/2026-01-05.yaml", (HEAD + blocks).encode(), DAY)
    assert checked.facts is not None, [(one.finding.code, one.finding.at) for one in checked.judged]
    built = document(checked.facts, None, Phrases(checked.facts, FOLDERS))
    return {section.id: section for section in _all(built.sections)}


def lines(section: Section) -> list[str]:
    """Return the lines of a section's plain text, less its heading and empty lines."""
    return [line for line in text.section(section).split("\n")[1:] if line]


def table(section: Section, place: int = 0) -> dict[str, list[str]]:
    """Return a table of a section: each heading with the texts of its cells, merged ones once."""
    found = [block for block in section.blocks if isinstance(block, Table)][place]
    width = len(found.columns)
    columns: list[list[str]] = [[] for _ in range(width)]
    covered = [0] * width
    for row in found.rows:
        cells = iter(row)
        for index in range(width):
            if covered[index]:
                covered[index] -= 1
                continue
            cell = next(cells)
            columns[index].append(text.cell(cell))
            covered[index] = cell.rows - 1
    return dict(zip(found.columns, columns, strict=True))


def tables(section: Section) -> list[Table]:
    """Return the tables of a section."""
    return [block for block in section.blocks if isinstance(block, Table)]


def notes(section: Section) -> list[str]:
    """Return the notes of a section, those of its tables first."""
    bound = [note for one in tables(section) for note in one.notes]
    own = (block for block in section.blocks if isinstance(block, Note))
    return [text.plain(note.inlines) for note in (*bound, *own)]


def pairs(section: Section) -> list[tuple[str, str]]:
    """Return the pairs of a section."""
    found = (block for block in section.blocks if isinstance(block, Fields))
    return [(term, text.plain(what)) for block in found for term, what in block.pairs]


def _all(found: tuple[Block, ...]) -> Iterator[Section]:
    for block in found:
        if isinstance(block, Section):
            yield block
            yield from _all(block.blocks)
