"""An outline against the blocks: nothing shown twice, nothing empty, no facts without a place."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.finding import Argument, Finding, Related
from policyc.model.part import OutlineNode
from policyc.model.policy import Policy
from policyc.model.processing import PurposeRef, Refusal
from policyc.model.sections import HOMES, LEAD, VIEWS
from policyc.model.shape import inside
from policyc.reading import columns
from policyc.reading.parties import is_abroad
from policyc.reading.similar import similar

COLUMNS = columns.COLUMNS


def check(policy: Policy) -> Iterator[Finding]:
    """Yield sections that stand twice or have nothing to say, and blocks that no section shows."""
    if not policy.outline:
        return
    first: dict[str, OutlineNode] = {}
    meant: set[str] = set()
    for node in walk(policy.outline):
        before = first.setdefault(node.id.casefold(), node)
        if before is not node:
            related = (Related(says="first", at=before.at, side="key"),)
            yield Finding(code="section-twice", at=node.at, side="key", args={"id": node.id}, related=related)
        elif not _says_something(node, policy):
            yield (empty := _empty(node))
            meant.add(str(empty.args.get("suggestion")))
        yield from columns.check(node, policy)
    shown = {node.shows or node.id for node in first.values()}
    for block in HOMES:
        if needs_place(policy, block) and not _placed(block, shown) and block not in meant:
            yield Finding(code="block-without-place", at=(block,), side="key", args={"block": block})


def declared(policy: Policy, block: str) -> bool:
    """Tell whether the policy has the facts that a known section shows."""
    match block:
        case "transfers":
            return is_abroad(policy)
        case "refusal":
            return any(isinstance(part, Refusal) for part in (inside(policy.collection) if policy.collection else ()))
        case "access-office":
            officers = policy.officers.entries if policy.officers else ()
            return any(block in (one.id, *(word.text for word in one.role)) for one in officers)
        case _:
            return bool(getattr(policy, block.replace("-", "_")))


def anchors(policy: Policy) -> Iterator[str]:
    """Yield the ids of the sections that the document will have; a block joins its home if that is there."""
    if policy.outline:
        yield from (node.id for node in walk(policy.outline))
        return
    present = [section for section in HOMES if HOMES[section] != "" and declared(policy, section)]
    yield from (section for section in present if HOMES[section] not in present and section not in LEAD)


def needs_place(policy: Policy, block: str) -> bool:
    """Tell whether facts of a block are lost where no section shows it."""
    if block == "purposes" and policy.purposes:
        # A purpose that a row names is printed with that row.
        named = {part.text for part in inside(policy) if isinstance(part, PurposeRef)}
        return not named.issuperset(purpose.id for purpose in policy.purposes.entries)
    return HOMES[block] != "" and block not in VIEWS and declared(policy, block)


def walk(nodes: tuple[OutlineNode, ...]) -> Iterator[OutlineNode]:
    """Yield the sections of an outline with those below them, in order."""
    for node in nodes:
        yield node
        yield from walk(node.parts)


def _says_something(node: OutlineNode, policy: Policy) -> bool:
    block = node.shows or node.id
    if node.before or node.text or node.after or node.parts:
        return True
    guests = (guest for guest in HOMES if HOMES[guest] == block)
    return block in HOMES and any(declared(policy, one) for one in (block, *guests))


def _empty(node: OutlineNode) -> Finding:
    """Say that a section has nothing to show, or is none that is known."""
    block = node.shows or node.id
    args: dict[str, Argument] = {"id": node.id}
    if block in HOMES:
        args |= {"home": columns.blocks(block)} if block in VIEWS else {"block": block}
        return Finding(code="section-empty", at=node.at, side="key", args=args)
    if close := similar(block, HOMES):
        args["suggestion"] = close
    return Finding(code="section-unknown", at=node.at, side="key", args=args)


def _placed(block: str, shown: set[str]) -> bool:
    """Tell whether a block, or the section it joins, is shown."""
    return block in shown or HOMES[block] in shown or block in LEAD
