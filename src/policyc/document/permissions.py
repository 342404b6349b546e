"""The section on an app's permissions: which, required or optional, on which system and what for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.document import wording
from policyc.document.choosing import chosen
from policyc.document.lines import shows
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, inline, notes, shown, text
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.processing import Permission
from policyc.nodes import Block, Note

OPTIONAL = {False: "required", True: "optional"}


def permissions(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show the permissions, required ones first; say that the service works without the optional ones."""
    found = _picked(facts.permissions.entries if facts.permissions else (), node)
    if not found:
        return ()
    optional = inline(phrases.say("permissions.optional")) if any(entry.optional for entry in found) else ()
    return (*inline(phrases.say("permissions.intro")), *_tables(found, phrases, node), *optional)


def _picked(entries: Sequence[Permission], node: OutlineNode) -> list[Permission]:
    """Return the permissions that the outline wants, by id, required or optional, or system; required ones first."""
    found = sorted(entries, key=lambda entry: entry.optional)
    return chosen(found, node, _words) if shows(node, "permissions") else found


def _words(entry: Permission) -> Iterator[str]:
    yield from (entry.id, OPTIONAL[entry.optional], *(word.text for word in entry.os))


def _tables(found: Sequence[Permission], phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    caption = phrases.label("captions", "permissions")
    blocks: list[Block] = []
    if node.split != "slot":
        return shown(node, caption, _columns(phrases), found, _notes(found, phrases))
    for optional, slot in OPTIONAL.items():
        part = [entry for entry in found if entry.optional is optional]
        title = phrases.word("permissions", slot)
        columns = [column for column in _columns(phrases) if column.id != "slot"]
        blocks += shown(node, title, columns, part, _notes(part, phrases))
    return tuple(blocks)


def _columns(phrases: Phrases) -> tuple[Column, ...]:
    def label(column: str) -> str:
        return phrases.label("columns", f"permissions.{column}")

    return (
        Column("name", label("name"), lambda entry: text(entry.name)),
        Column("slot", label("slot"), lambda entry: text(phrases.word("permissions", OPTIONAL[entry.optional])), True),
        Column("purposes", label("purposes"), lambda entry: wording.purposes(entry.purposes, phrases)),
        Column("os", label("os"), lambda entry: text(*(phrases.word("os", word.text) for word in entry.os))),
    )


def _notes(found: Sequence[Permission], phrases: Phrases) -> tuple[Note, ...]:
    several = len(found) > 1
    own = [note for entry in found for note in notes(entry.note, entry.name if several else "")]
    bound = [note for entry in found for note in wording.purpose_notes(entry.purposes, phrases)]
    return tuple(dict.fromkeys((*own, *bound)))
