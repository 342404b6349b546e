"""A node of the schema into what is written there, in a few words, with links to where the rest is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyc.korean import fill
from policyc.reading.language_shapes import PLAIN, Node, resolved, shape_of, under_ids
from policyc.reading.schemas import schema
from policyc.reading.shape import CLOSED
from policyc.record import Record

MANY = 8
"""More words than this stand in a table of their own."""


class Book(Record):
    """What the page is made of: its own words, where each shape is explained, and the anchors of shapes and places."""

    words: Mapping[str, Any]
    homes: Mapping[str, str]
    anchors: dict[str | tuple[str, ...], str]


def value(book: Book, path: tuple[str, ...], node: Node) -> str:
    """Say what stands at a place: a link to where that is told, or the forms themselves."""
    shape, whole = shape_of(node), resolved(node)
    if shape == PLAIN:
        return str(book.words["forms"]["text"])
    if shape not in book.anchors:
        said = forms(book, whole, path)
        return f"[{said}](#{book.anchors[path]})" if path in book.anchors and "](" not in said else said
    told = resolved(schema()["$defs"][shape])
    link = f"[{book.words['titles'].get(shape, told['title'])}](#{book.anchors[shape]})"
    more = [key for key in whole.get("required", ()) if key not in told.get("required", ())]
    return fill(book.words["forms"]["with"], {"value": link, "keys": codes(more)}) if more else link


def forms(book: Book, node: Node, path: tuple[str, ...] = ()) -> str:
    """List the forms that a node takes, the shortest first."""
    given = node.get("type", "string")
    kinds = [given] if isinstance(given, str) else [kind for kind in given if kind != "number"]
    said = [form for kind in kinds for form in _form(book, kind, node, path, len(kinds) > 1)]
    said += [fill(book.words["forms"]["example"], {"words": words}) for words in _examples(node)]
    return " · ".join(dict.fromkeys(said))


def choices(node: Node) -> Sequence[tuple[str, str]]:
    """List the words that a text may be, each with its meaning, which may be empty."""
    closed, items = CLOSED.fullmatch(node.get("pattern", "")), node.get("items", {})
    words = [str(word) for word in node["enum"]] if "enum" in node else closed[1].split("|") if closed else []
    meanings = node.get("enumDescriptions") or (items.get("enumDescriptions") if items.get("enum") == words else None)
    return [*zip(words, meanings, strict=True)] if words and meanings else [(word, "") for word in words]


def rule(node: Node) -> str:
    """Return how a text is written, where not every text will do."""
    free = choices(node) or node.get("pattern", "\\S") == "\\S"
    return "" if free and "format" not in node else str(node.get("patternErrorMessage") or node.get("errorMessage", ""))


def codes(words: Iterable[object]) -> str:
    """Write words as code."""
    return ", ".join(f"`{word}`" for word in words)


def _form(book: Book, kind: str, node: Node, path: tuple[str, ...], several: bool) -> Iterator[str]:
    said, entry = book.words["forms"], under_ids(node)
    if kind == "string":
        yield from _texts(book, node, several)
    elif kind == "array":
        item = value(book, path, node["items"])
        same = item == said["text"] or (several and [word for word, _ in choices(node)] == node["items"].get("enum"))
        yield said["list"] if same else fill(said["list-of"], {"value": item})
    elif kind == "object" and entry and "properties" not in node:
        yield fill(said["each"], {"value": value(book, path, entry)})
    else:
        yield said[kind]


def _examples(node: Node) -> Iterator[str]:
    """Yield words that a text may be among others, with their meanings where they have some."""
    for holder in (node, node.get("items", {})):
        if examples := holder.get("examples"):
            meanings = holder.get("enumDescriptions", ())
            same = len(meanings) == len(examples)
            yield ", ".join(f"`{word}` {meanings[at] if same else ''}".strip() for at, word in enumerate(examples))


def _texts(book: Book, node: Node, several: bool) -> Iterator[str]:
    """Say what a text is: chosen words with their meaning, a day, or free."""
    said, words = book.words["forms"], choices(node)
    if len(words) > MANY:
        yield said["table"]
    elif words:
        meant = {"none": book.words["none"]}
        yield from (f"`{word}` {meaning or meant.get(word, '')}".strip() for word, meaning in words)
    else:
        yield said["date" if node.get("format") == "date" else "line" if several else "text"]
