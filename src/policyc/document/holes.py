"""Holes of the author's prose (``{contacts/helpdesk/phone}``) filled from the facts, after its markup was parsed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from policyc.korean import long_date, pair_of, particle
from policyc.model.part import Block as PartBlock
from policyc.model.part import NamedPeriod, Part
from policyc.model.policy import Facts
from policyc.model.shape import slots
from policyc.nodes import Block, Emphasis, Inline, Items, Link, Paragraph, Ref, Strong, Text, Time

UNSET = "○○○○. ○○. ○○."
"""A day that nobody has set yet."""


def filled(blocks: tuple[Block, ...], facts: Facts) -> tuple[Block, ...]:
    """Fill the holes of prose; one that leads to no fact stays as it was written."""
    return tuple(_block(block, facts) for block in blocks)


def fact(facts: Facts, path: str) -> str | datetime.date | None:
    """Return the value at a path of the policy file as it is printed, or None where there is none to print."""
    found = _at(facts, path)
    if path == "dates/effective" and facts.dates.open:
        return UNSET
    if isinstance(found, tuple):
        texts = [getattr(entry, "text", None) for entry in found]
        return ", ".join(map(str, texts)) if texts and all(texts) else None
    if isinstance(found, NamedPeriod):
        found = found.period
    if isinstance(found, Part):
        found = getattr(found, "text", None) or getattr(found, "name", None)
    return found if isinstance(found, (str, datetime.date)) and found else None


def _at(facts: Facts, path: str) -> Any:
    found: Any = facts
    for step in path.split("/"):
        found = _below(found, step)
    return found


def _below(found: Any, step: str) -> Any:
    """Take one step: into a field, or to the entry of that id."""
    if isinstance(found, Part):
        slot = slots(type(found)).get(step)
        if slot is not None:
            return getattr(found, slot.field)
        if isinstance(found, PartBlock) and found.KEYED:
            return _below(getattr(found, found.KEYED), step)
        return None
    entries = found if isinstance(found, tuple) else ()
    return next((entry for entry in entries if getattr(entry, type(entry).KEY, None) == step), None)


def _block(block: Block, facts: Facts) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(tuple(_inlines(block.inlines, facts)))
    if isinstance(block, Items):
        return block.replace(items=tuple(filled(item, facts) for item in block.items))
    return block


def _inlines(inlines: tuple[Inline, ...], facts: Facts) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield from _pieces(inline.text, facts)
        elif isinstance(inline, (Strong, Emphasis, Link)):
            yield inline.replace(inlines=tuple(_inlines(inline.inlines, facts)))
        elif isinstance(inline, Ref):
            yield inline.replace(label="".join(_spoken(inline.label, facts)))
        else:
            yield inline


def _pieces(text: str, facts: Facts) -> Iterator[Text | Time]:
    """Put values into a text; neighbouring texts stay one."""
    waiting, end = "", 0
    for hole in _hole().finditer(text) if "{" in text else ():
        value = fact(facts, hole["path"])
        if value is None:
            continue
        waiting += text[end : hole.start()]
        end = hole.end()
        if isinstance(value, datetime.date):
            yield from (Text(waiting),) if waiting else ()
            yield Time(value)
            waiting = _particle(long_date(value), hole["form"])
        else:
            waiting += value + _particle(value, hole["form"], _reads(facts, hole["path"]))
    if waiting := waiting + text[end:]:
        yield Text(waiting)


def _spoken(text: str, facts: Facts) -> Iterator[str]:
    for piece in _pieces(text, facts):
        yield long_date(piece.day) if isinstance(piece, Time) else piece.text


def _reads(facts: Facts, path: str) -> str | None:
    """Return how the end of a name is read, where its author says so beside it."""
    of = path.removesuffix("/name")
    found: str | None = getattr(_at(facts, of), "reads", None)
    return found


def _particle(value: str, form: str | None, reads: str | None = None) -> str:
    pair = pair_of(form) if form else None
    return particle(value, pair, reads) if pair else form or ""


@cache
def _hole() -> re.Pattern[str]:
    """Find a path of the policy file in braces, and the particle after its value; other braces are the text's own."""
    return re.compile(r"\{(?P<path>[a-z][^\s{}|]*/[^\s{}|]*|title|subtitle)(?:\|(?P<form>[가-힣]+))?\}")
