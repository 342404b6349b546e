"""What a section of the outline picks from its block (entries, columns) against what there is to pick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyc.finding import Argument, Finding
from policyc.model.part import OutlineNode
from policyc.model.policy import Policy
from policyc.model.sections import VIEWS
from policyc.model.shape import inside
from policyc.place import Path
from policyc.reading.declared import unknown
from policyc.reading.officers import ROLES

_ROWS = ("group", "name", "slot", "items", "purposes", "keep", "basis", "method", "from")
_RELATIONS = (
    *("parties", "others", "items", "purposes", "tasks", "keep", "sub", "department", "country", "legal"),
    *("timing", "method", "refusal"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "collection": _ROWS,
    "files": _ROWS,
    "recipients": _RELATIONS,
    "processors": _RELATIONS,
    "transfers": _RELATIONS,
    "retention": ("name", "law", "keep", "reason", "items"),
}
"""The columns that the table of a block can have."""

FILTERS = (
    *("required", "optional", "consent", "without-consent", "abroad", "domestic", "statutory", "internal"),
    *ROLES,
    *("certification", "impact-assessment", "protection-level"),
)
"""Words that pick entries by what they are; any other word is the id or the path of one."""


def check(node: OutlineNode, policy: Policy) -> Iterator[Finding]:
    """Yield filters and columns of one section that its block does not have."""
    block = node.shows or node.id
    known = COLUMNS.get(block, ())
    for column in node.columns:
        if column.id not in known:
            yield _column(column.at, block, column.id, known)
    picked = (*node.only, *node.except_)
    ids = tuple(_ids(policy, block)) if picked else ()
    for word in picked:
        if word.text not in FILTERS and word.text not in ids:
            yield unknown("unknown-filter", word.at, word.text, (*ids, *FILTERS), block=block)


def blocks(section: str) -> tuple[str, ...]:
    """Return the blocks whose facts a section shows."""
    return ("recipients", "processors") if section == "transfers" else (VIEWS.get(section, section),)


def _column(at: Path, block: str, column: str, known: tuple[str, ...]) -> Finding:
    found = unknown("unknown-column", at, column, known, block=block)
    args: dict[str, Argument] = dict(found.args)
    if known:
        args["known"] = known
    return found.replace(args=args)


def _ids(policy: Policy, section: str) -> Iterator[str]:
    """Yield the ids and the paths of what stands in the block of a section; shelves on the way do not count."""
    for block in blocks(section):
        part = getattr(policy, block.replace("-", "_"), None)
        for below in inside(part) if part else ():
            if name := getattr(below, "id", None):
                steps = [str(step) for step in below.at[1:] if step != "rows"]
                yield from (name, *(("/".join(steps), f"{steps[0]}/{steps[-1]}") if steps else ()))
