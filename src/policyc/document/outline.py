"""Facts into the order of sections: the author's outline, or the guideline's where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyc.facts.rows import transfers
from policyc.model.part import Block, OutlineNode
from policyc.model.policy import Facts
from policyc.model.sections import HOMES, LEAD, VIEWS


def nodes(facts: Facts) -> tuple[OutlineNode, ...]:
    """Return the author's outline; else every section whose block is there, a guest alone where its home is not."""
    present = [section for section in HOMES if told(facts, section)]
    standard = (OutlineNode(id=section) for section in present if HOMES[section] not in (*present, "", *LEAD))
    return facts.outline or tuple(standard)


def ids(sections: Sequence[OutlineNode]) -> Iterator[str]:
    """Return the ids of sections and of all sections below them."""
    return (node.id for node in every(sections))


def kinds(sections: Sequence[OutlineNode]) -> Mapping[str, Sequence[str]]:
    """Return which blocks each section shows: its own, and at their first home those without a place."""
    nodes = tuple(every(sections))
    shown = {node.shows or node.id for node in nodes}
    homeless = [kind for kind in HOMES if kind not in shown]
    found: dict[str, list[str]] = {}
    for node in nodes:
        block = node.shows or node.id
        guests = [kind for kind in homeless if HOMES[kind] == block]
        homeless = [kind for kind in homeless if kind not in guests]
        found[node.id] = [kind for kind in HOMES if kind == block or kind in guests]
    return found


def every(sections: Sequence[OutlineNode]) -> Iterator[OutlineNode]:
    """Yield sections, and all sections below them."""
    for node in sections:
        yield node
        yield from every(node.parts)


def bare(sections: Sequence[OutlineNode]) -> Iterator[str]:
    """Return the ids of the sections that the author wants without a number."""
    return (node.id for node in every(sections) if node.numbered is False)


def block_of(facts: Facts, section: str) -> Block | None:
    """Return the block that a known section shows, wholly or in part."""
    found: Block | None = getattr(facts, VIEWS.get(section, section).replace("-", "_"), None)
    return found


def told(facts: Facts, section: str) -> bool:
    """Tell whether a known section has something to show; a view has where the facts that it shows are there."""
    if section == "transfers":
        return next(transfers(facts), None) is not None
    if section == "dates":
        return True
    return block_of(facts, section) is not None
