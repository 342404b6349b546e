"""Which rows of a block a section of the outline shows (``only``, ``except``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from policyc.model.part import OutlineNode
from policyc.place import Path

R = TypeVar("R")


def chosen(rows: Iterable[R], node: OutlineNode, words: Callable[[R], Iterable[str]]) -> list[R]:
    """Keep the rows that the outline picks; `words` are what a row can be picked by."""
    only = {word.text for word in node.only}
    but = {word.text for word in node.except_}
    named = [(row, {*words(row)}) for row in rows]
    return [row for row, found in named if (not only or found & only) and not found & but]


def paths(at: Path) -> Iterator[str]:
    """Yield what a row is called by its place: ids and paths; shelves on the way need not be said."""
    steps = [str(step) for step in at[1:] if step != "rows"]
    for end, step in enumerate(steps, 1):
        yield from (step, "/".join(steps[:end]), f"{steps[0]}/{step}")
