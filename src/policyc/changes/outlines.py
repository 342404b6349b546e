"""The outline: clauses of the author's own, headings, what sections show, and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from policyc.changes.pairing import Pair, pairs
from policyc.changes.said import meant, plain, shown
from policyc.changes.spot import Spot, at
from policyc.changes.table import Rule, rule
from policyc.model.change import Change
from policyc.model.part import OutlineColumn, OutlineNode
from policyc.model.sections import HOMES
from policyc.model.shape import Slot, slots
from policyc.record import Record

if TYPE_CHECKING:
    from policyc.changes.compare import Comparing

PROSE = ("before", "text", "after")
VIEW = ("shows", "only", "except", "columns")
LAYOUT = ("as", "split", "numbered", "topic")


class Placed(Record):
    """A node and the section that it stands below, "" at the top."""

    node: OutlineNode
    above: str = ""


def compare(
    comparing: Comparing, _slot: Slot, _found: Rule, _old: object, _new: object, spot: Spot
) -> Iterator[Change]:
    """Compare two outlines; one left out is the guideline's order, whose sections nobody wrote."""
    old, new = (list(_placed(facts.outline)) for facts in (comparing.old, comparing.new))
    if bool(old) != bool(new):
        yield spot.change("layout-changed", ("outline",) if old else None, ("outline",) if new else None)
    paired: Iterator[Pair[Placed]] = pairs(old, new, (_id, _id), (_id, _former), (_former, _id))
    found = list(paired)
    moved = _moved([(was, now) for was, now in found if was and now], old)
    for was, now in found:
        one = now or was
        if one is None:
            continue
        below = spot.under(one.node.id)
        if was is None or now is None:
            if old and new:
                yield from _come_or_gone(was, now, below)
        elif one.node.id in moved or was.above != now.above:
            kind = "section-moved" if _known(one.node) else "clause-moved"
            yield below.change(kind, was.node.at, now.node.at, name=_called(one.node))
        yield from _node(comparing, was, now, below)


def _come_or_gone(was: Placed | None, now: Placed | None, spot: Spot) -> Iterator[Change]:
    """Tell of a section that comes or goes; what it says is told besides."""
    one = now or was
    if one is not None and not one.node.text:
        kind = "section-added" if now else "section-removed"
        places = at(was.node if was else None), at(now.node if now else None)
        yield spot.change(kind, *places, name=_called(one.node))


def _node(comparing: Comparing, was: Placed | None, now: Placed | None, spot: Spot) -> Iterator[Change]:
    """Compare what a node says, what it shows and how."""
    before, after = was.node if was else None, now.node if now else None
    for key in PROSE:
        yield from _prose(before, after, key, spot.under("" if key == "text" else key))
    if before and after:
        if plain(before.heading or "") != plain(after.heading or ""):
            places = (*before.at, "heading"), (*after.at, "heading")
            texts = plain(before.heading or ""), plain(after.heading or "")
            yield spot.under("heading").change("heading-changed", *places, texts)
        for keys, kind in ((VIEW, "section-view-changed"), (LAYOUT, "layout-changed")):
            for key in keys:
                yield from _seen(before, after, key, kind, spot.under(key))
    note = rule(OutlineNode, "note")
    if note:
        where = spot.inside(_called(after or before or OutlineNode(id="")))
        yield from comparing.field(slots(OutlineNode)["note"], note, before, after, where.under("note"))


def _prose(old: OutlineNode | None, new: OutlineNode | None, key: str, spot: Spot) -> Iterator[Change]:
    """Compare a clause's words."""
    before, after = ((getattr(node, key) if node else None) for node in (old, new))
    if plain(before or "") == plain(after or ""):
        return
    kind = "clause-reworded" if before and after else "clause-added" if after else "clause-removed"
    there, here = ((*node.at, key) if node and text else None for node, text in ((old, before), (new, after)))
    texts = plain(before or ""), plain(after or "")
    yield spot.change(kind, there, here, texts, name=_called(new or old or OutlineNode(id="")))


def _seen(old: OutlineNode, new: OutlineNode, key: str, kind: str, spot: Spot) -> Iterator[Change]:
    field = slots(OutlineNode)[key].field
    before: Any = getattr(old, field)
    after: Any = getattr(new, field)
    if _sense(before) != _sense(after):
        yield spot.change(kind, (*old.at, key), (*new.at, key), (shown(before), shown(after)), name=_called(new))


def _sense(value: Any) -> Any:
    """Return what a view means; the order of its columns counts."""
    columns = isinstance(value, tuple) and any(isinstance(one, OutlineColumn) for one in value)
    return tuple(map(meant, value)) if columns else meant(value)


def _moved(found: Sequence[tuple[Placed, Placed]], old: Sequence[Placed]) -> set[str]:
    """Return the ids of the fewest sections whose moving turns the old order into the new one."""
    position = {id(placed): number for number, placed in enumerate(old)}
    order = [(position[id(was)], min(was.node.id, now.node.id)) for was, now in found]
    kept = _longest_rising(order)
    return {now.node.id for (_, now), (number, _) in zip(found, order, strict=True) if number not in kept}


def _longest_rising(numbers: Sequence[tuple[int, str]]) -> set[int]:
    """Return the longest run of numbers that rise, not necessarily next to each other.

    Of two as long, what each number stands for decides, so that the way back moves the same.
    """
    ends: list[tuple[int, int, tuple[int, ...]]] = []
    for number, name in numbers:
        count, weight, before = max((end for end in ends if end[2][-1] < number), default=(0, 0, ()))
        ends.append((count + 1, weight + crc32(name.encode()), (*before, number)))
    return set(max(ends, default=(0, 0, ()))[2])


def _placed(nodes: Sequence[OutlineNode], above: str = "") -> Iterator[Placed]:
    for node in nodes:
        yield Placed(node=node, above=above)
        yield from _placed(node.parts, node.id)


def _former(placed: Placed) -> str | None:
    return placed.node.formerly


def _id(placed: Placed) -> str:
    return placed.node.id


def _known(node: OutlineNode) -> bool:
    return (node.shows or node.id) in HOMES


def _called(node: OutlineNode) -> str:
    return plain(node.heading or "") or node.id
