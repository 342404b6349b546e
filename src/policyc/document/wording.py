"""Facts into the words of a cell or a list: items, purposes, legal bases, provisions, sentences, desks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from policyc.document.phrases import Phrases
from policyc.document.tables import Content, inline, notes, text
from policyc.facts.citations import article_words
from policyc.model.part import Citation, Contact, OutlineNode, Sentence
from policyc.model.policy import Facts
from policyc.model.processing import Basis, Item, ItemRef, Purpose, PurposeRef
from policyc.nodes import Inline, Items, Link, Note, Strong, Text

PLAIN = ("phone", "email", "address", "hours")
NAMED = ("fax", "path", "answer")
"""Lines of a desk: those that say themselves what they are, and those that need their name."""


def condition(when: str, phrases: Phrases) -> str:
    """Write a condition: a known word as it is said, another text as it stands."""
    return phrases.known("conditions", when) or when


def conditional(name: str, when: str | None, phrases: Phrases) -> str:
    """Write a name with its condition in brackets, the one alone where the other is not there."""
    return _bound(name, (when,), phrases)


def _bound(name: str, whens: Sequence[str | None], phrases: Phrases) -> str:
    said = ", ".join(dict.fromkeys(condition(when, phrases) for when in whens if when))
    if not (said and name):
        return name or said
    return f"{name}{' ' if name.endswith(')') else ''}({said})"


def item_name(ref: ItemRef, facts: Facts, phrases: Phrases) -> str:
    """Write an item as its name, a group with its members or those the row takes, and the conditions of both."""
    item = _item(ref, facts)
    members = ", ".join(word.text for word in ref.only) or ", ".join(member.name for member in item.members)
    name = f"{item.name}({members})" if members else item.name
    return _bound(name, (item.when, ref.when), phrases)


def items(refs: Sequence[ItemRef], facts: Facts, phrases: Phrases) -> Content:
    """Write the items of a row: one line, or a line a person or case (``구매자: 성명, 주소``)."""
    found = item_lines(refs, facts, phrases)
    return tuple(block for label, names in found for block in text(f"{label}: {names}" if label else names))


def item_lines(refs: Sequence[ItemRef], facts: Facts, phrases: Phrases) -> Iterator[tuple[str | None, str]]:
    """Write the lines of `items`: whose they are, or None, and the names."""
    for label, group in groupby(refs, key=lambda ref: ref.label):
        yield label, ", ".join(item_name(ref, facts, phrases) for ref in group)


def item_notes(refs: Sequence[ItemRef], facts: Facts) -> tuple[Note, ...]:
    """Write the notes of items, each under the item's name and each once: the item's own, then the row's on it."""
    found = (
        note
        for ref in refs
        for item in (_item(ref, facts),)
        for note in (*notes(item.note, item.name), *notes(ref.note, item.name))
    )
    return tuple(dict.fromkeys(found))


def purposes(refs: Sequence[PurposeRef], phrases: Phrases) -> Content:
    """Write what a row is for: purposes by their names on one line, whole sentences on a line each."""
    said = [_purpose(ref, phrases) for ref in refs]
    if any(words.endswith(".") for words in said):
        return tuple(block for words in said for block in text(words))
    return text(*said)


def purpose_notes(refs: Sequence[PurposeRef], phrases: Phrases) -> tuple[Note, ...]:
    """Write the notes of a row's purposes under their names; those of declared ones where no section lists them."""
    found: list[Note] = []
    for ref in refs:
        declared = _declared(ref, phrases)
        own = declared.note if declared and not _listed(phrases.facts) else ()
        found += notes((*own, *ref.note), ref.text)
    return tuple(dict.fromkeys(found))


def bases(found: Sequence[Basis], phrases: Phrases) -> Content:
    """Write legal bases: grounds in words, citations with the statute's official name."""
    return text(*(base(basis, phrases) for basis in found))


def base(found: Basis, phrases: Phrases) -> str:
    """Write one legal basis."""
    return provision(found.citation) if found.citation else phrases.word("grounds", found.ground)


def provision(citation: Citation) -> str:
    """Write a citation: 「정식 이름」 and the article, or the author's words where no statute was found."""
    if citation.name is None:
        return citation.text
    return f"「{citation.name}」 {article_words(citation.article, citation.paragraph, citation.item)}".rstrip()


def desk(contact: Contact, phrases: Phrases) -> tuple[Inline, ...]:
    """Write a desk: its name, and its lines in brackets. Its notes are the caller's to write."""
    plain = [value for key in PLAIN if (value := getattr(contact, key))]
    named = [f"{phrases.label('terms', key)} {value}" for key in NAMED if (value := getattr(contact, key))]
    lines = ", ".join((*plain, *named))
    name: Inline = Link(contact.url, (Text(contact.name),)) if contact.url else Text(contact.name)
    return (name, Text(f"({lines})")) if lines else (name,)


def sentences(found: Sequence[Sentence], phrases: Phrases) -> Items:
    """List sentences as they are, each under its name or condition and above its notes."""
    return Items(ordered=False, items=tuple(sentence(one, phrases) for one in found))


def sentence(found: Sentence, phrases: Phrases) -> Content:
    """Write one sentence of a list."""
    if found.name:
        return (*inline(named(found.name, found.when, found.text, phrases)), *notes(found.note))
    lead = f"{condition(found.when, phrases)}: " if found.when else ""
    return (*text(lead + found.text), *notes(found.note))


def named(name: str, when: str | None, words: str, phrases: Phrases) -> tuple[Inline, ...]:
    """Write words under their name, which is bold, and its condition, which is not."""
    return (Strong((Text(name),)), Text(f"{conditional(name, when, phrases)[len(name) :]}: {words}"))


def _item(ref: ItemRef, facts: Facts) -> Item:
    return next(item for item in facts.items if item.id == ref.item)


def _purpose(ref: PurposeRef, phrases: Phrases) -> str:
    """Write one purpose of a row; a declared one with its text where no section lists the purposes."""
    declared = _declared(ref, phrases)
    words = ref.text
    if declared and declared.name and not _listed(phrases.facts):
        words = f"{declared.name}: {', '.join(word.text for word in declared.text)}"
    return _bound(words, (declared.when if declared else None, ref.when), phrases)


def _declared(ref: PurposeRef, phrases: Phrases) -> Purpose | None:
    declared = phrases.facts.purposes.entries if phrases.facts.purposes else ()
    return next((purpose for purpose in declared if purpose.id == ref.purpose), None)


def _listed(facts: Facts) -> bool:
    """Tell whether a section of the document lists the purposes."""
    return not facts.outline or any(node == "purposes" for node in _shown(facts.outline))


def _shown(nodes: Sequence[OutlineNode]) -> Iterator[str]:
    for node in nodes:
        yield node.shows or node.id
        yield from _shown(node.parts)
