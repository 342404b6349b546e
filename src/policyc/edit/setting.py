"""A policy file's text → the same text with its two days set: in the block that there is, or in a new one."""

from __future__ import annotations

from datetime import date

from policyc.edit.layout import Layout, Unreadable, indented, layout
from policyc.place import Path

DATES: Path = ("dates",)
INDENT = "  "


def dated(page: Layout, announced: date, effective: date, pattern: Layout | None) -> Layout:
    """Set both days of a file; a new block stands and looks as in `pattern`, the version that the draft came from.

    Raises Unreadable where ``dates`` is no mapping, AssertionError where anything else came out otherwise.
    """
    days = {"announced": announced.isoformat(), "effective": effective.isoformat()}
    held = page.data.get("dates")
    if held is not None and not isinstance(held, dict):
        raise Unreadable(page.source.file)
    wanted = {**page.data, "dates": {**(held or {}), **days}}
    if held:
        for day, text in days.items():
            page = _with(page, *_set(page, day, text))
    else:
        page = _with(page, *_block(page, days, pattern))
    if page.data != wanted:
        raise AssertionError(f"{page.source.file}: the days were not set right")
    return page


def _set(page: Layout, day: str, text: str) -> tuple[int, int, str]:
    """Set one day among others: in its own place, or beside the other day, the announcement first."""
    at, entries = (*DATES, day), page.entries(DATES)
    if at in entries:
        return _filled(page, at, text)
    told, follows = f"{day}: {text}", day == "effective" and (*DATES, "announced") in entries
    beside = (*DATES, "announced" if follows else "effective")
    beside = beside if beside in entries else entries[0]
    start, end = page.key(beside)[0], page.end(beside)
    if page.in_braces(DATES):
        return (end, end, f", {told}") if follows else (start, start, f"{told}, ")
    line = page.line(start)
    indent = page.text[page.start(line) : start]
    return _lines(page, page.below(beside) if follows else _above(page, line, indent), [indent + told])


def _block(page: Layout, days: dict[str, str], pattern: Layout | None) -> tuple[int, int, str]:
    """Write the block anew: where it was left blank, else where the pattern has it."""
    told = [f"{day}: {text}" for day, text in days.items()]
    braced = f"{{{', '.join(told)}}}"
    if DATES in page.source.keys:
        return _filled(page, DATES, braced)
    start = page.value(())[0]
    if page.in_braces(()):
        return start + 1, start + 1, f"dates: {braced}, "
    indent = page.text[page.start(page.line(start)) : start]
    like = pattern if pattern and pattern.data.get("dates") else None
    flat = like is not None and like.in_braces(DATES)
    said = [f"dates: {braced}"] if flat else ["dates:", *(_step(like) + one for one in told)]
    return _lines(page, _place(page, like), [indent + line for line in said])


def _place(page: Layout, like: Layout | None) -> int:
    """Find the line for a new block: behind the same block as in the pattern, else behind the title.

    What stands between the two in the pattern, blank lines and comments, stays before the new block.
    """
    entries = page.entries(())
    if like and not like.in_braces(()):
        order = like.entries(())
        place = order.index(DATES)
        before = [at for at in order[:place] if at in entries]
        if before or not place:
            line, there = page.below(before[-1]) if before else 0, like.below(order[place - 1]) if place else 0
            between = [like.said(one) for one in range(there, like.line(like.key(DATES)[0]))]
            same = between == [page.said(one) for one in range(line, min(line + len(between), len(page.starts)))]
            if same or before:
                return line + len(between) * same
        return page.line(page.key(entries[0])[0])
    title: Path = ("title",)
    return page.below(title if title in entries else entries[0])


def _above(page: Layout, line: int, indent: str) -> int:
    """Find the first of the comments that stand right above a line and belong to it."""
    while page.said(line - 1).lstrip().startswith("#") and indented(page.said(line - 1)) <= len(indent):
        line -= 1
    return line


def _step(like: Layout | None) -> str:
    """Return how far the entries of the block are indented."""
    if like is None:
        return INDENT
    outer, inner = like.key(DATES)[0], like.key(like.entries(DATES)[0])[0]
    return " " * (inner - like.start(like.line(inner)) - (outer - like.start(like.line(outer))))


def _filled(page: Layout, at: Path, text: str) -> tuple[int, int, str]:
    """Put a value in the place of another, or behind the colon where none stands."""
    start, end = page.value(at)
    return start, end, text if page.text[start - 1].isspace() else f" {text}"


def _lines(page: Layout, line: int, said: list[str]) -> tuple[int, int, str]:
    """Put whole lines before a line."""
    start, ends = page.start(line), page.line_end
    text = "".join(one + ends for one in said)
    broken = start == len(page.text) and not page.text.endswith("\n")
    return start, start, ends + text if broken else text


def _with(page: Layout, start: int, end: int, text: str) -> Layout:
    return layout(page.source.file, (page.text[:start] + text + page.text[end:]).encode("utf-8"))
