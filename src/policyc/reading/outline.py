"""An outline against the blocks: nothing shown twice, nothing empty, no facts without a place."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.finding import Finding, Related
from policyc.model.part import OutlineNode
from policyc.model.policy import Policy
from policyc.model.sections import HOMES
from policyc.reading.similar import similar


def check(policy: Policy) -> Iterator[Finding]:
    """Yield sections that stand twice or have nothing to say, and blocks that no section shows."""
    if not policy.outline:
        return
    nodes = tuple(_walk(policy.outline))
    first: dict[str, OutlineNode] = {}
    meant: set[str] = set()
    for node in nodes:
        before = first.setdefault(node.id, node)
        if before is not node:
            related = (Related(says="first", at=before.at, side="key"),)
            yield Finding(code="section-twice", at=node.at, side="key", args={"id": node.id}, related=related)
        elif not _says_something(node, policy):
            yield (empty := _empty(node))
            meant.add(str(empty.args.get("suggestion")))
    for block in HOMES:
        if declared(policy, block) and not _placed(block, first) and block not in meant:
            yield Finding(code="block-without-place", at=(block,), side="key", args={"block": block})


def declared(policy: Policy, block: str) -> bool:
    """Tell whether the policy has the block that a known section shows."""
    return bool(getattr(policy, block.replace("-", "_")))


def _walk(nodes: tuple[OutlineNode, ...]) -> Iterator[OutlineNode]:
    for node in nodes:
        yield node
        yield from _walk(node.parts)


def _says_something(node: OutlineNode, policy: Policy) -> bool:
    if node.before or node.text or node.after or node.parts:
        return True
    guests = (guest for guest, home in HOMES.items() if home == node.id)
    return node.id in HOMES and any(declared(policy, block) for block in (node.id, *guests))


def _empty(node: OutlineNode) -> Finding:
    if node.id in HOMES:
        return Finding(code="section-empty", at=node.at, side="key", args={"id": node.id})
    close = similar(node.id, HOMES)
    args = {"id": node.id, "suggestion": close} if close else {"id": node.id}
    return Finding(code="section-unknown", at=node.at, side="key", args=args)


def _placed(block: str, shown: dict[str, OutlineNode]) -> bool:
    home = HOMES[block]
    return block in shown or (home is not None and home in shown)
