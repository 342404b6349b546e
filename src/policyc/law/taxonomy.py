"""The table of items -> leaves with their words and kinds, and the way from a word to its leaf."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from policyc.law.names import UNSEEN
from policyc.record import Record
from policyc.sheet import sheet

_HERE = Path(__file__).parent

_UNSEEN = UNSEEN | dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013."))


class Leaf(Record):
    """A kind of datum, of a `kind` that the law or use tells apart (see the head of ``items.yaml``).

    `about` says in one Korean sentence what it is, for the editor.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    about: str


class Taxonomy(Record):
    """All leaves by id, and `words`, every name there is, for a guess at what was meant."""

    leaves: Mapping[str, Leaf]
    words: tuple[str, ...]
    called: Mapping[str, str]

    def find(self, word: str) -> Leaf | None:
        """Find the leaf of a word; spaces, hyphens, middle dots, full stops and letter case do not count."""
        found = self.called.get(_bare(word))
        return self.leaves[found] if found else None


@cache
def taxonomy() -> Taxonomy:
    """Read the table of items; no other table is read for it."""
    leaves = {
        key: Leaf(id=key, names=tuple(entry["names"]), kind=entry.get("kind", "ordinary"), about=entry["about"])
        for key, entry in sheet(_HERE / "items.yaml")["leaves"].items()
    }
    owners = [(name, leaf.id) for leaf in leaves.values() for name in leaf.names]
    words = tuple(name for name, _ in owners)
    # One pass over all words together costs a tenth of a pass over each.
    bare = _bare("\x1f".join(words)).split("\x1f")
    return Taxonomy(
        leaves=MappingProxyType(leaves),
        words=words,
        called=MappingProxyType({word: owner for word, (_, owner) in zip(bare, owners, strict=True)}),
    )


def _bare(word: str) -> str:
    return word.translate(_UNSEEN).casefold()
