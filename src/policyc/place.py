"""Where something stands: a path into the data, a span in the text, and the way from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from policyc.record import NOTHING, Record

Path: TypeAlias = tuple[str | int, ...]
Side: TypeAlias = Literal["key", "value"]


class Span(Record):
    """A stretch of text; lines and columns count from 1, columns in code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Source(Record):
    """One file as read: its text, its plain data, and where each key and each value of the data stands.

    ``data`` holds dicts, lists, ``str``, ``bool`` and ``None`` only; ``raw`` are the file's bytes. The empty
    path is the whole document.
    """

    file: str
    text: str
    data: Any
    raw: bytes
    keys: Mapping[Path, Span] = NOTHING
    values: Mapping[Path, Span] = NOTHING


def nearest(source: Source, path: Path, side: Side = "value") -> Span:
    """Return the span of `path`, or of its nearest ancestor that stands in the text."""
    at = path
    while True:
        first, second = (source.keys, source.values) if side == "key" else (source.values, source.keys)
        if found := first.get(at) or second.get(at):
            return found
        if not at:
            return Span(line=1, column=1, end_line=1, end_column=1)
        at, side = at[:-1], "key"


def written(path: Path) -> str:
    """Write a path the way authors write it: ``collection/join/required/0``."""
    return "/".join(str(step) for step in path)
