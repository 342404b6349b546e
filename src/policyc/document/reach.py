"""The lines on which someone is reached (telephone, e-mail, menu path) into pairs, cells, columns or brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeAlias

from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline
from policyc.model.part import Lines
from policyc.nodes import Break, Inline, Link, Text

Pair: TypeAlias = tuple[str, tuple[Inline, ...]]

LINES = ("phone", "email", "fax", "address", "hours", "url", "path", "answer")

PLAIN = ("phone", "email", "address", "hours", "url")
"""Lines that need no name where they stand in brackets."""


def lines(found: Lines, phrases: Phrases) -> tuple[Pair, ...]:
    """Write each line that is there under its name; an e-mail address and a site are links."""
    said = ((key, getattr(found, key)) for key in LINES)
    return tuple((phrases.label("terms", key), (linked(key, value),)) for key, value in said if value)


def content(found: Lines, phrases: Phrases) -> Content:
    """Write the lines as one cell, each on a line of its own."""
    said: list[Inline] = []
    for label, words in lines(found, phrases):
        said += [*((Break(),) if said else ()), Text(f"{label}: "), *words]
    return inline(tuple(said))


def columns(
    phrases: Phrases, of: Callable[[Any], Lines] = lambda row: row, keys: Sequence[str] = LINES
) -> tuple[Column, ...]:
    """Make a column for each line; `of` says whose lines stand for a row."""
    return tuple(Column(key, phrases.label("terms", key), partial(_cell, of=of, key=key)) for key in keys)


def _cell(row: Any, of: Callable[[Any], Lines], key: str) -> Content:
    value = getattr(of(row), key)
    return inline((linked(key, value),)) if value else ()


def named(name: str, found: Lines, phrases: Phrases) -> tuple[Inline, ...]:
    """Write a name with the lines in brackets."""
    said = row(found, phrases)
    return joined([Text(f"{name}("), *said, Text(")")]) if said else (Text(name),)


def row(found: Lines, phrases: Phrases) -> tuple[Inline, ...]:
    """Write the lines in a row; those that do not say themselves what they are, with their names."""
    said: list[Inline] = []
    for key in (key for key in LINES if getattr(found, key)):
        label = "" if key in PLAIN else f"{phrases.label('terms', key)} "
        said += [Text((", " if said else "") + label), linked(key, getattr(found, key))]
    return joined(said)


def linked(key: str, value: str) -> Inline:
    """Write one line: an e-mail address and a site as links."""
    if key == "email":
        return Link(f"mailto:{value}", (Text(value),))
    return Link(value, (Text(value),)) if key == "url" else Text(value)


def joined(parts: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, and drop empty ones."""
    found: list[Inline] = []
    for part in (part for part in parts if part != Text("")):
        last = found[-1] if found else None
        if isinstance(part, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + part.text)
        else:
            found.append(part)
    return tuple(found)
