"""A policy file's text → the same text without some of its entries; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any, TypeAlias

from policyc.edit.layout import Layout, layout
from policyc.place import Path

Cut: TypeAlias = tuple[int, int]


def without(page: Layout, paths: Iterable[Path]) -> Layout:
    """Take entries of mappings out of a file, with the comments inside them; what is left is read again and compared.

    Raises AssertionError where something else was lost, which would be a bug.
    """
    left = [at for at in paths if at in page.source.keys]
    wanted = _less(page.data, left)
    while left:
        # Of one mapping one entry at a time, for the next one's comma may be the same; from the end, so places hold.
        turn = {at[:-1]: at for at in left}
        left = [at for at in left if at not in turn.values()]
        cuts = [cut for at in turn.values() for cut in _cuts(page, at)]
        text = page.text
        for start, end in sorted(cuts, reverse=True):
            text = text[:start] + text[end:]
        page = layout(page.source.file, text.encode("utf-8"))
    if _plain(page.data) != _plain(wanted):
        raise AssertionError(f"{page.source.file}: more was cut out than was to be")
    return page


def _cuts(page: Layout, at: Path) -> list[Cut]:
    return _braced(page, at) if page.in_braces(at[:-1]) else [_lines(page, at)]


def _lines(page: Layout, at: Path) -> Cut:
    """Cut an entry that has lines of its own; behind the dash of a list the next entry takes its place."""
    start, line = page.key(at)[0], page.line(page.key(at)[0])
    if page.text[page.start(line) : start].strip():
        siblings = page.siblings(at)
        return start, page.key(siblings[1])[0] if len(siblings) > 1 else page.end(at)
    return page.start(line), page.start(page.below(at))


def _braced(page: Layout, at: Path) -> list[Cut]:
    """Cut an entry that stands in braces, and one comma: that behind it, or before the last one that before it."""
    siblings = page.siblings(at)
    start, end = page.key(at)[0], page.end(at)
    place = siblings.index(at)
    comma = _comma(page.text, end)
    if comma is not None:
        bare = not page.text[end:comma].strip()
        return [_widened(page, start, comma + 1)] if bare else [(start, end), (comma, comma + 1)]
    before = _comma(page.text, page.end(siblings[place - 1])) if place else None
    if before is None:
        return [_widened(page, start, end)]
    if "\n" not in page.text[before:start]:
        return [(before, end)]
    return [(before, before + 1), _widened(page, start, end)]


def _widened(page: Layout, start: int, end: int) -> Cut:
    """Take the spaces around what is cut along, or the whole of its lines where nothing else stands there."""
    text = page.text
    head, foot = page.start(page.line(start)), page.start(page.line(end) + 1)
    rest = text[end:foot].strip()
    if rest and not rest.startswith("#"):
        return start, end + len(text[end:foot]) - len(text[end:foot].lstrip(" "))
    if text[head:start].strip():
        return head + len(text[head:start].rstrip(" ")), end
    return head, foot


def _comma(text: str, at: int) -> int | None:
    """Find the comma that comes next, past white space and comments; None where something else comes first."""
    while at < len(text):
        if text[at] == ",":
            return at
        if text[at] == "#":
            at = text.find("\n", at)
            if at < 0:
                return None
        elif not text[at].isspace():
            return None
        at += 1
    return None


def _less(data: Any, paths: Iterable[Path]) -> Any:
    """Return data without some entries."""
    less = deepcopy(data)
    for *way, last in paths:
        holder = less
        for step in way:
            holder = holder[step]
        del holder[last]
    return less


def _plain(data: Any) -> Any:
    """Return data in which a mapping that has nothing left is nothing."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()} or None
    return [_plain(value) for value in data] if isinstance(data, list) else data
