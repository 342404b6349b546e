"""What an author says in words of his own -> whether a policy treats a matter there, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policyc.model.part import OutlineNode
from policyc.model.processing import ItemRef
from policyc.rules.matter import Matter
from policyc.sheet import sheet

_WORDS = Path(__file__).parent / "words" / "clauses.yaml"


def treated(matter: Matter, *matters: str) -> bool:
    """Tell whether a section in the author's own words treats one of some matters, by its id, topic or heading."""
    return any(_says(node) and _is_of(node, matters) for node in matter.nodes)


def says(key: str, text: str | None) -> bool:
    """Tell whether a text has a word of each group under a key of ``said``."""
    return bool(text) and all(any(word in str(text) for word in group) for group in words()["said"][key])


def said(matter: Matter, key: str, block: str = "") -> bool:
    """Tell whether one of the author's texts says a thing; `block` looks at the texts of that block alone."""
    texts = matter.having(*words()["said"][key][0])
    return any(says(key, text.text) for text in texts if not block or text.at[:1] == (block,))


def lacking(kind: str, there: Mapping[str, object]) -> tuple[str, ...]:
    """Name what is not there of the particulars of a matter."""
    if all(there.values()):
        return ()
    names = words()["names"][kind]
    return tuple(names[key] for key, value in there.items() if not value)


def refs(matter: Matter) -> Iterator[ItemRef]:
    """Yield the items that rows of personal data name, as they name them."""
    for row in matter.rows:
        yield from (*row.required, *row.optional, *row.automatic)


def first_of(matter: Matter, *categories: str) -> ItemRef | None:
    """Find the first item named in a row that is, or has a member, of one of some categories, or kinds of them."""
    return next((ref for ref in refs(matter) if _categories(matter, ref, categories)), None)


def words() -> Mapping[str, Any]:
    """Read the words by which a matter is known."""
    return sheet(_WORDS)


def _categories(matter: Matter, ref: ItemRef, wanted: tuple[str, ...]) -> bool:
    """Tell whether an item is of a category, or of a kind; of its kind the author's own word is taken."""
    item = matter.items[ref.item]
    judged = wanted if "kind" in item.origins else tuple(one for one in wanted if "." in one)
    if item.kind in wanted or (item.category or "").startswith(judged):
        return True
    chosen = {word.text for word in ref.only}
    return any(
        (member.category or "").startswith(judged) for member in item.members if not chosen or member.name in chosen
    )


def _is_of(node: OutlineNode, matters: tuple[str, ...]) -> bool:
    if node.id in matters or node.topic in matters:
        return True
    called = f"{node.heading or ''} {node.id}"
    return any(word in called for one in matters for word in words()["headings"].get(one, ()))


def _says(node: OutlineNode) -> bool:
    """Tell whether a section, or one below it, says something in the author's words."""
    own = node.text or (not node.parts and (node.before or node.after))
    return bool(own) or any(_says(part) for part in node.parts)
