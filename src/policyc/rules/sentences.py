"""A hit in a text → the sentence it stands in, and whether that sentence tells of how things once were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from policyc.sheet import sheet

_WORDS = Path(__file__).parent / "words" / "prose.yaml"


@cache
def signs(key: str) -> tuple[str, ...]:
    """Return words without which a text need not be looked at further."""
    return tuple(sheet(_WORDS)["signs"][key])


def marked(marks: Sequence[str | Sequence[str]], text: str) -> bool:
    """Tell whether a text has one of some marks, a list of words being one that must all be there; no blank counts."""
    bare = "".join(text.split())
    return any(mark in bare if isinstance(mark, str) else all(word in bare for word in mark) for mark in marks)


@cache
def pattern(key: str) -> str:
    """Return a pattern of ``words/prose.yaml``."""
    found: str | list[str] = sheet(_WORDS)["patterns"][key]
    return found if isinstance(found, str) else "|".join(found)


def has(key: str, text: str) -> bool:
    """Tell whether a text has something of a pattern."""
    return find(key, text) is not None


def find(key: str, text: str) -> re.Match[str] | None:
    """Find something of a pattern in a text."""
    return re.search(pattern(key), text) if _signed(key, text) else None


def every(key: str, text: str) -> Iterator[re.Match[str]]:
    """Find all of a pattern in a text."""
    return re.finditer(pattern(key), text) if _signed(key, text) else iter(())


def begins(key: str, text: str) -> bool:
    """Tell whether a text begins with something of a pattern."""
    return _signed(key, text) and re.match(pattern(key), text) is not None


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Find where the sentence begins and ends that has the characters `start` to `end`."""
    breaks = [found.span() for found in re.finditer(pattern("sentence-end"), text)] if _parted(text) else []
    begin = max((after for _, after in breaks if after <= start), default=0)
    stop = min((before for before, _ in breaks if before >= end), default=len(text))
    return begin, stop


def around(text: str, start: int, end: int) -> str:
    """Cut out the sentence that has the characters `start` to `end`."""
    begin, stop = sentence(text, start, end)
    return text[begin:stop]


def after(text: str, start: int, end: int) -> str:
    """Cut out what follows the characters `start` to `end` in their sentence."""
    return text[end : sentence(text, start, end)[1]]


def quoted(text: str, start: int) -> bool:
    """Tell whether a place of a text is inside the brackets of the name of a law or a document."""
    return any(text.rfind(opened, 0, start) > text.rfind(closed, 0, start) for opened, closed in ("「」", "｢｣", "⸢⸥"))


def historical(text: str, start: int, end: int) -> bool:
    """Tell whether words are named as what they once were, or stand in a sentence about a change."""
    begin, stop = sentence(text, start, end)
    return has("formerly", text[begin:start]) or has("once", f"{text[begin:start]} {text[end:stop]}")


def _signed(key: str, text: str) -> bool:
    """Tell whether a text has what every match of a pattern has; to compile a pattern costs more than to ask."""
    marks = sheet(_WORDS)["marks"].get(key)
    return marks is None or marked(marks, text)


def _parted(text: str) -> bool:
    """Tell whether a text can have a place where a sentence ends: a new line, or a sign before a blank."""
    return "\n" in text or any(word[-1] in ".?!" for word in f"{text}_".split()[:-1])
