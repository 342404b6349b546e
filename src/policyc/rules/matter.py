"""Facts and a law into what several rules look at, each made once: rows, items, transfers, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeAlias

from policyc.facts.origins import INHERITED
from policyc.facts.rows import Transfer, rows, transfers
from policyc.korean import has_hangul
from policyc.law.tables import Law
from policyc.model.identity import DeclaredChange, Waiver
from policyc.model.part import OutlineNode, Part, Period
from policyc.model.policy import Facts
from policyc.model.processing import Context, Item, ItemRef, Purpose, PurposeRef
from policyc.model.shape import key_of, slots
from policyc.model.sharing import Relation
from policyc.place import Path
from policyc.record import Record

Conditioned: TypeAlias = "Item | ItemRef | Purpose | PurposeRef | Context | Relation"

UNDER_14 = "under-14"
UNSAID = frozenset({"id", "formerly", "reads", "kind", "category", "country", "format", "service", "version"})
"""Fields that no reader sees as they are written."""


class Said(Record):
    """A Korean text that the author wrote for readers: `part` it stands in, `field` of it, and its place."""

    part: Part
    field: str
    text: str
    at: Path


class Matter:
    """A policy and the law by which it is judged."""

    def __init__(self, facts: Facts, law: Law) -> None:
        self.facts, self.law = facts, law

    @cached_property
    def rows(self) -> tuple[Context, ...]:
        """List the rows of personal data: of collection, and of a public body's registered files."""
        found = (*rows(self.facts.collection), *rows(self.facts.files))
        return tuple(row for row in found if row.personal is not False)

    @property
    def whole(self) -> bool:
        """Tell whether the policy stands for itself; an annex may leave to another policy what it does not say."""
        return not (self.facts.scope and self.facts.scope.annex_to)

    def clause(self, *matters: str) -> bool:
        """Tell whether a clause in the author's own words treats one of some matters: sections, or topics, by id."""
        return any(node.text and (node.id in matters or node.topic in matters) for node in self.nodes)

    @cached_property
    def nodes(self) -> tuple[OutlineNode, ...]:
        """List the sections of the author's outline, at any depth."""
        return tuple(_nodes(self.facts.outline))

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Find every item of the policy by its id."""
        return {item.id: item for item in self.facts.items}

    @cached_property
    def transfers(self) -> tuple[Transfer, ...]:
        """List the transfers abroad."""
        return tuple(transfers(self.facts))

    @cached_property
    def under_14(self) -> tuple[Conditioned, ...]:
        """List what is processed, or passed on, where the data subject is a child under 14."""
        return tuple(part for part in _conditioned(self.facts) if part.when == UNDER_14)

    @cached_property
    def texts(self) -> tuple[Said, ...]:
        """List what the author wrote for readers, as far as it is Korean, in the order of the fields.

        What was derived is not there, and neither is what is only kept in the file: waivers, declared changes.
        """
        return tuple(said for said in self.written if not said.text.isascii() and has_hangul(said.text))

    def having(self, *words: str) -> Iterator[Said]:
        """Yield the texts that have one of some words; where none of them is written, no text is looked at."""
        there = [word for word in words if word in self.whole_text]
        return (said for said in self.texts if any(word in said.text for word in there)) if there else iter(())

    @cached_property
    def written(self) -> tuple[Said, ...]:
        """List the texts, Korean or not, each once: what rows inherit stands where it was written."""
        own = (
            Said(part=self.facts, field="words", text=text, at=("words", key)) for key, text in self.facts.words.items()
        )
        once = {(said.at, said.text): said for said in (*_texts(self.facts), *own)}
        return tuple(once.values())

    @cached_property
    def whole_text(self) -> str:
        """Join all that is written: what is not in there need not be looked for in each text."""
        return "\n".join(said.text for said in self.written)


def where(part: Conditioned) -> Path:
    """Return the place of a condition, which a row may have from above."""
    origin = part.origins.get("when")
    return (origin.at if origin else None) or (*part.at, "when")


def _nodes(outline: Sequence[OutlineNode]) -> Iterator[OutlineNode]:
    for node in outline:
        yield node
        yield from _nodes(node.parts)


def _texts(part: Part) -> Iterator[Said]:
    for field, plain in _read(type(part)):
        value = getattr(part, field)
        if not value:
            continue
        origin = part.origins.get(field)
        if origin and origin.by != INHERITED:
            continue
        if not plain:
            for below in value if isinstance(value, tuple) else (value,):
                yield from _texts(below)
        elif isinstance(value, str):
            above = origin.at if origin else None
            yield Said(part=part, field=field, text=value, at=above or _place(part, field))


@cache
def _read(kind: type[Part]) -> tuple[tuple[str, bool], ...]:
    """List the fields of a part that readers see, each with whether it is a text or has parts of its own."""
    found = (slot for slot in slots(kind).values() if slot.field not in UNSAID)
    return tuple(
        (slot.field, slot.kind == "str")
        for slot in found
        if slot.kind == "str" or (isinstance(slot.kind, type) and not issubclass(slot.kind, Waiver | DeclaredChange))
    )


def _place(part: Part, field: str) -> Path:
    """Return the place of a field; what a short form says stands where its part stands."""
    short = field == type(part).SHORT or isinstance(part, Period)
    return part.at if short else (*part.at, key_of(field))


def _conditioned(facts: Facts) -> Iterator[Conditioned]:
    yield from facts.items
    yield from facts.purposes.entries if facts.purposes else ()
    for block in (facts.collection, facts.files):
        for entry in block.entries if block else ():
            for row in (entry, *entry.rows):
                yield row
                yield from (*row.required, *row.optional, *row.automatic)
                yield from row.purposes
    for relations in (facts.recipients, facts.processors):
        for relation in relations.entries if relations else ():
            yield relation
            yield from relation.items
