"""Facts into the words of a cell or a list: items, purposes, legal bases, provisions, desks."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document.phrases import Phrases
from policyc.document.tables import Content, text
from policyc.facts.citations import article_words
from policyc.model.facts import Basis, Citation, Facts, ItemRef, PurposeRef
from policyc.model.part import Contact, Sentence
from policyc.nodes import Inline, Items, Link, Text

LINES = ("phone", "email", "fax", "address", "hours")


def item_name(ref: ItemRef, facts: Facts) -> str:
    """Write an item as its name, a group with its members."""
    item = next(item for item in facts.items if item.id == ref.item)
    members = ", ".join(member.name for member in item.members)
    return f"{item.name}({members})" if members else item.name


def items(refs: Sequence[ItemRef], facts: Facts) -> Content:
    """Write the items of a row."""
    return text(*(item_name(ref, facts) for ref in refs))


def purposes(refs: Sequence[PurposeRef]) -> Content:
    """Write what a row is for."""
    return text(*(ref.text for ref in refs))


def bases(found: Sequence[Basis], phrases: Phrases) -> Content:
    """Write legal bases: grounds in words, citations with the statute's official name."""
    return text(
        *(provision(basis.citation) if basis.citation else phrases.word("grounds", basis.ground) for basis in found)
    )


def provision(citation: Citation) -> str:
    """Write a citation: 「정식 이름」 and the article, or the author's words where no statute was found."""
    if citation.name is None:
        return citation.text
    return f"「{citation.name}」 {article_words(citation.article, citation.paragraph, citation.item)}".rstrip()


def desk(contact: Contact) -> tuple[Inline, ...]:
    """Write a desk: its name, and its lines in brackets."""
    lines = ", ".join(value for key in LINES if (value := getattr(contact, key)))
    name: Inline = Link(contact.url, (Text(contact.name),)) if contact.url else Text(contact.name)
    return (name, Text(f"({lines})")) if lines else (name,)


def sentences(found: Sequence[Sentence]) -> Items:
    """List sentences as they are."""
    return Items(ordered=False, items=tuple(text(sentence.text) for sentence in found))
