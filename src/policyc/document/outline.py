"""Facts into the order of sections: the author's outline, or the guideline's where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.model.facts import Facts
from policyc.model.part import OutlineNode
from policyc.model.sections import HOMES


def nodes(facts: Facts) -> tuple[OutlineNode, ...]:
    """Return the author's outline; else every section whose block is there, a guest alone where its home is not."""
    present = [section for section in HOMES if told(facts, section)]
    standard = (OutlineNode(id=section) for section in present if HOMES[section] not in present)
    return facts.outline or tuple(standard)


def ids(sections: Sequence[OutlineNode]) -> Iterator[str]:
    """Yield the ids of sections and of all sections below them."""
    for node in sections:
        yield node.id
        yield from ids(node.parts)


def told(facts: Facts, section: str) -> bool:
    """Tell whether the block that a known section shows is there."""
    return bool(getattr(facts, section.replace("-", "_")))
