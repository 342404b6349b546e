"""The catalogue of kinds (``kinds.yaml``): what each change is called, how heavy it is, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policyc.changes.wording import holes
from policyc.korean import fill
from policyc.model.change import Change, Weight
from policyc.record import Record
from policyc.sheet import sheet

_HERE = Path(__file__).parent


class Kind(Record):
    """One kind of change.

    `action` is added, removed, changed, widened, narrowed, renamed, reworded or moved; `weight` one of `WEIGHTS`, or
    ``reworded``: words that no machine can weigh, material until the author declares otherwise. `mirror` are the kinds
    that the same two versions give the other way round. `consent`: what it touches may need a new consent.
    `words` are variants, of which the first whose holes are filled is said.
    """

    id: str
    area: str
    action: str
    weight: str
    mirror: tuple[str, ...]
    ground: str | None = None
    consent: bool = False
    words: tuple[str, ...]


@cache
def kind(id: str) -> Kind:
    """Return a kind; raise KeyError where the catalogue has none of that id."""
    found = _kinds()[id]
    mirror, words = found.get("mirror", id), found["words"]
    return Kind(
        id=id,
        area=found["area"],
        action=found["action"],
        weight=found["weight"],
        mirror=(mirror,) if isinstance(mirror, str) else tuple(mirror),
        ground=found.get("ground"),
        consent=found.get("consent") == "true",
        words=(words,) if isinstance(words, str) else tuple(words),
    )


def ids() -> frozenset[str]:
    """Return the ids of all kinds."""
    return frozenset(_kinds())


def weight(id: str) -> Weight:
    """Return what the table says a kind weighs; what no machine can weigh is material."""
    found = kind(id).weight
    return "general" if found == "general" else "editorial" if found == "editorial" else "material"


def says(change: Change) -> str:
    """Put a change into a Korean sentence."""
    values = holes(change)
    *variants, last = kind(change.kind).words
    for words in variants:
        try:
            return fill(words, values)
        except KeyError:
            continue
    return fill(last, {"name": "/".join(change.path[-1:]), **values})


def _kinds() -> Mapping[str, Any]:
    return sheet(_HERE / "kinds.yaml")
