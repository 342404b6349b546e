"""Changes into what their author may have meant: an entry that left under one id and came under another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.changes import kinds
from policyc.finding import Finding
from policyc.model.change import Change


def suggestions(changes: Sequence[Change]) -> Iterator[Finding]:
    """Yield each entry that came where one of the same name left: they may be one, of which only the id changed."""
    gone = {_known(change): change for change in changes if kinds.kind(change.kind).action == "removed"}
    for change in changes:
        kind = kinds.kind(change.kind)
        if kind.action != "added" or not change.args.get("name"):
            continue
        left = next((gone[key] for mirror in kind.mirror if (key := (mirror, *_known(change)[1:])) in gone), None)
        if left and left.path[-1] != change.path[-1]:
            args = {"name": change.args["name"], "former": left.path[-1]}
            yield Finding(code="rename-suspected", at=change.new or (), args=args)


def _known(change: Change) -> tuple[str, ...]:
    """Return what two halves of a rename have in common: the place and the name; first the kind."""
    return change.kind, change.args.get("name", ""), *change.path[:-1]
