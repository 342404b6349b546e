"""Sections of small policies as their readers see them, for the tests of the document."""

from __future__ import annotations

from typing import Any

from drawn import FOLDERS
from policyc.document.phrases import Phrases
from policyc.document.policy import BUILDERS
from policyc.facts.resolve import resolve
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.model.part import OutlineColumn, OutlineNode, Word
from policyc.model.policy import Facts
from policyc.nodes import Block, Section
from policyc.reading import yaml
from policyc.reading.shape import check
from policyc.reading.structure import structure
from policyc.render import text

HEAD = """\
format: 1
title: 작은상점 개인정보 처리방침
controller: {name: 주식회사 작은상점, short: 상점}
dates: {effective: 2026-01-05}
"""


def facts(body: str) -> Facts:
    """Resolve a policy of a head and some blocks; it has to have the right shape."""
    source, faults = yaml.read("policy/case/2026-01-05.yaml", (HEAD + body).encode())
    assert source is not None, faults
    assert [(fault.code, fault.at) for fault in check(source)] == []
    policy = structure(source)
    return resolve(policy, on(policy.dates.effective), taxonomy())


def node(section: str, **asked: Any) -> OutlineNode:
    """Make the node of a section: `only` and `but` are words, `columns` ids with or without a heading."""
    columns = asked.pop("columns", {})
    return OutlineNode(
        id=section,
        only=tuple(Word(text=word) for word in asked.pop("only", ())),
        except_=tuple(Word(text=word) for word in asked.pop("but", ())),
        columns=tuple(OutlineColumn(id=id_, heading=heading) for id_, heading in columns.items()),
        as_=asked.pop("as_", None),
        **asked,
    )


def blocks(section: str, body: str, **asked: Any) -> tuple[Block, ...]:
    """Build one section of a policy."""
    found = facts(body)
    return BUILDERS[section](found, Phrases(found, FOLDERS), node(section, **asked))


def lines(section: str, body: str, **asked: Any) -> list[str]:
    """Build one section and return its lines of plain text, less the empty ones."""
    drawn = text.section(Section(id=section, heading="", blocks=blocks(section, body, **asked)))
    return [line for line in drawn.splitlines() if line]
