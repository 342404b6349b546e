"""The schema of the language into ``docs/language.md``: every key, what it means and what is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policyc.korean import fill
from policyc.reading.language_forms import MANY, Book, choices, codes, forms, rule, value
from policyc.reading.language_shapes import PLAIN, Node, alike, entry_of, homes, resolved, shape_of, told, under_ids
from policyc.reading.schemas import schema
from policyc.record import Record
from policyc.sheet import sheet

BLOCK = re.compile(r"^(?:```|[-*] |\d+\. |\|)", re.MULTILINE)
"""Where something begins that no cell of a table can hold."""


class Part(Record):
    """One section: where its node stands in the policy, and the anchor it is linked by."""

    path: tuple[str, ...]
    node: Node
    anchor: str
    shape: str | None = None


def page() -> str:
    """Write the page."""
    words = sheet(Path(__file__).with_suffix(".yaml"))
    book = Book(words=words, homes=homes(words["homes"]), anchors={})
    chapters = [(heading, list(_chapter(book, keys))) for heading, keys in _chapters(words)]
    shapes = list(_shapes(book))
    lines = [f"# {words['title']}", "", *_spread(words["intro"]), f"## {words['rules-heading']}", ""]
    lines += [*(f"{number}. {rule}" for number, rule in enumerate(words["rules"], 1)), ""]
    for heading, parts in [*chapters, (words["shapes"]["heading"], shapes)]:
        lines += [f"## {heading}", ""]
        lines += [words["shapes"]["intro"], ""] if parts is shapes else []
        lines += [line for part in parts for line in _section(book, part)]
    return "\n".join(lines).rstrip("\n") + "\n"


# ---- which sections there are ---------------------------------------------------------------------------------------


def _chapters(words: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each chapter with its keys; a key that no chapter names yet comes last."""
    named = {key for chapter in words["chapters"].values() for key in chapter["keys"]}
    yield from ((chapter["heading"], chapter["keys"]) for chapter in words["chapters"].values())
    if rest := [key for key in schema()["properties"] if key not in named]:
        yield words["rest"], rest


def _chapter(book: Book, keys: Iterable[str]) -> Iterator[Part]:
    for key in keys:
        yield from _parts(book, f"/{key}", (key,), schema()["properties"][key])


def _shapes(book: Book) -> Iterator[Part]:
    for name in schema()["$defs"]:
        if book.homes[name] == name and "$ref" not in schema()["$defs"][name]:
            yield from _parts(book, name, (f"shape-{name}",), {"$ref": f"#/$defs/{name}"})


def _parts(book: Book, home: str, path: tuple[str, ...], node: Node) -> Iterator[Part]:
    """Yield the section of a node, then those of what has keys of its own below it and is explained here."""
    shape, whole = shape_of(node), resolved(node)
    anchor = ".".join(step if step.isascii() else "each" for step in path)
    book.anchors[path] = anchor
    if shape and book.homes[shape] == home:
        book.anchors.setdefault(shape, anchor)
    yield Part(path=path, node=whole, anchor=anchor, shape=shape)
    yield from _below(book, home, path, whole)


def _below(book: Book, home: str, path: tuple[str, ...], whole: Node) -> Iterator[Part]:
    each, entry, known = book.words["each"], entry_of(whole), alike(whole)
    if entry and _mine(book, home, entry):
        # Entries of one kind are told in the same section.
        if shape := shape_of(entry):
            book.anchors[shape] = book.anchors[path]
        yield from _below(book, home, (*path, each) if under_ids(whole) else path, resolved(entry))
        return
    steps: list[tuple[str, Node]] = [(each, {"$ref": f"#/$defs/{known}"})] if known else []
    steps += [(each, other)] if "properties" in whole and (other := under_ids(whole)) else []
    steps += [] if known else whole.get("properties", {}).items()
    for step, node in steps:
        if _mine(book, home, node):
            yield from _parts(book, home, (*path, step), node)


def _mine(book: Book, home: str, node: Node) -> bool:
    """Tell whether a node has keys that are to be told here, and are not told yet."""
    shape, whole = shape_of(node), resolved(node)
    if shape and (book.homes[shape] != home or shape in book.anchors):
        return False
    entry = entry_of(whole)
    return "properties" in whole or bool(entry and _mine(book, home, entry))


# ---- what a section says --------------------------------------------------------------------------------------------


def _section(book: Book, part: Part) -> Iterator[str]:
    words, node, first = book.words, part.node, len(part.path) == 1
    shared = part.path[0].startswith("shape-")
    title = words["titles"].get(part.shape, node["title"]) if shared and first else node["title"]
    name = "" if shared else f" `{'/'.join(part.path)}`"
    yield from (f'<a id="{part.anchor}"></a>', "", f"{'###' if first else '####'} {title}{name}", "")
    itself = rf"\[[^][]*\]\(#{re.escape(part.anchor)}\)"
    said = re.sub(itself, words["forms"]["below"], forms(book, node))
    yield from _spread([told(node), rule(node), fill(words["written"], {"forms": said})])
    yield from _words(words, node)
    if (entry := entry_of(node)) and _told_here(book, part, entry):
        phrase, node = words["entry" if under_ids(node) else "item"], resolved(entry)
        yield from _spread([fill(phrase, {"forms": forms(book, node)}), told(node)])
    yield from _keys(book, part, node)
    yield from _spread(_asked(words, node))


def _told_here(book: Book, part: Part, entry: Node) -> bool:
    shape = shape_of(entry)
    return book.anchors[shape] == part.anchor if shape in book.anchors else "properties" in resolved(entry)


def _keys(book: Book, part: Part, node: Node) -> Iterator[str]:
    """Tell the keys of a node: ids that all take the same in a table of names, others one by one."""
    entry, keys, words = under_ids(node), node.get("properties", {}), book.words
    if alike(node):
        yield from _known(book, part, keys)
        if entry:
            yield from _spread([fill(words["other-ids"], {"forms": value(book, part.path, entry)})])
        return
    must = _needed(node)
    rows = [_row(book, part.path, key, below, key in must) for key, below in keys.items()]
    if entry and keys:
        rows.append([f"*{words['each']}*", *_row(book, part.path, words["each"], entry, False)[1:]])
    yield from _table(words["columns"], rows)
    for key, below in keys.items():
        if (*part.path, key) not in book.anchors:
            yield from _after(words, key, below)


def _needed(node: Node) -> set[str]:
    """List the keys that are always needed; each may be asked for apart, with words of its own for editors."""
    asked = [node, *(one for one in node.get("allOf", ()) if "if" not in one)]
    return {key for one in asked for key in one.get("required", ())}


def _known(book: Book, part: Part, keys: Mapping[str, Node]) -> Iterator[str]:
    one = next(iter(keys.values()))
    yield from _spread([fill(book.words["known"], {"forms": value(book, part.path, {"$ref": one["$ref"]})})])
    # What the shape says of itself is said where it is told.
    rows = [[f"`{key}`", resolved(node)["title"], _split(_own(node))[0]] for key, node in keys.items()]
    columns = 3 if any(row[2] for row in rows) else 2
    yield from _table(book.words["known-columns"][:columns], [row[:columns] for row in rows])


def _row(book: Book, path: tuple[str, ...], key: str, node: Node, must: bool) -> list[str]:
    # What a shape says of itself stands where the link leads.
    linked = shape_of(node) in book.anchors and shape_of(node) != PLAIN
    said = _own(node) or ("" if linked else told(node) or rule(resolved(node)))
    taken = value(book, (*path, key), node)
    return [f"`{key}`", resolved(node)["title"], _split(said)[0], taken, book.words["must"] if must else ""]


def _after(words: Mapping[str, Any], key: str, node: Node) -> Iterator[str]:
    """Tell below the table what does not fit into a cell: the rest of a long explanation, and long lists of words."""
    whole = resolved(node)
    if rest := _split(_own(node))[1]:
        yield from _spread([fill(words["more"], {"key": key, "title": whole["title"]}), rest])
    if shape_of(whole.get("items", {})) is None:
        yield from _words(words, whole, key)


def _words(words: Mapping[str, Any], node: Node, key: str = "") -> Iterator[str]:
    """Tell the words that a text may be, where they are many."""
    said = choices(node) or choices(resolved(node.get("items", {})))
    if len(said) > MANY:
        yield from _spread([fill(words["choices"], {"key": key})] if key else [])
        yield from _table(words["word-columns"], [(f"`{word}`", meaning) for word, meaning in said])


def _asked(words: Mapping[str, Any], node: Node) -> Iterator[str]:
    """Tell which keys are needed in some cases only."""
    for case in [*node.get("allOf", ()), node]:
        if "if" not in case or "$ref" in case.get("then", {}):
            continue
        given, wanted = case["if"]["required"], case["if"].get("properties", {})
        for branch, phrase in (("then", "asked-when"), ("else", "asked-unless")):
            if branch in case:
                args = {"given": codes(given), "keys": codes(case[branch]["required"])}
                args |= {"with": codes(f"{key}: {value['const']}" for key, value in wanted.items())}
                yield fill(words["asked-with" if wanted else phrase], args)


# ---- writing --------------------------------------------------------------------------------------------------------


def _own(node: Node) -> str:
    """Return what is said at a place itself, not by the shape it refers to."""
    return told({key: value for key, value in node.items() if key != "$ref"})


def _split(text: str) -> tuple[str, str]:
    """Divide a text into its first paragraph, on one line, and the rest."""
    block = BLOCK.search(text)
    first, _, rest = text[: block.start() if block else None].strip().partition("\n\n")
    return " ".join(first.split("\n")), f"{rest}\n\n{text[block.start() :] if block else ''}".strip()


def _spread(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        if paragraph:
            yield from (paragraph, "")


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    if escaped:
        yield from (f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *escaped))
        yield ""
