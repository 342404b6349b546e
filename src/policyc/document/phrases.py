"""The public's sentences: each is said only where the facts that license it hold and its holes are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import normalize

from policyc.document.licence import licensed
from policyc.document.prose import inlines
from policyc.korean import fill, particle
from policyc.model.policy import Facts
from policyc.nodes import Emphasis, Inline, Strong, Text
from policyc.record import Record
from policyc.sheet import NotASheet, read, sheet
from policyc.workspace import BadTemplate, template_sheets

FOLDER = "ko/phrases"
GROUPS = ("sentences", "headings", "columns", "terms", "captions", "words")
ALWAYS = ("controller", "subject", "processor")
"""Holes that every policy fills."""

_HOLE = re.compile(r"\{(?P<name>[a-z][a-z-]*)(?:(?P<mode>[:|])(?P<pair>[^{}]+))?\}")


class Named(Record, kw_only=False):
    """A name with how its end is read, where its author says so."""

    text: str
    reads: str | None = None


Value: TypeAlias = str | Named | Inline | tuple[Inline, ...]


class Phrases:
    """The phrases of a language for one policy.

    `said` collects the ids of the sentences that were used, for those who check what licenses a text.
    """

    def __init__(self, facts: Facts, folders: Sequence[Path]) -> None:
        self.facts = facts
        self.said: set[str] = set()
        self._all = catalogue(tuple(folders))
        self._words = self._all["words"] | dict(facts.words)
        controller = facts.controller
        self._always: Mapping[str, Value] = {
            "controller": controller.short or Named(controller.name, controller.reads),
            "subject": self._words["subject"],
            "processor": self._words["processor"],
        }

    def say(self, phrase: str, **values: Value | None) -> tuple[Inline, ...]:
        """Say a sentence, or nothing: where a needed fact is absent or a hole has no value (None or empty)."""
        entry = self._all["sentences"][phrase]
        filled = {**self._always, **{key.rstrip("_").replace("_", "-"): value for key, value in values.items()}}
        if not all(filled.get(hole) for hole in holes(entry["text"])):
            return ()
        if not all(licensed(self.facts, need) for need in entry["needs"]):
            return ()
        self.said.add(phrase)
        return tuple(_filled(inlines(entry["text"]), filled))

    def first(self, phrases: Iterable[str], **values: Value | None) -> tuple[Inline, ...]:
        """Say the first of several sentences that may be said."""
        return next((said for phrase in phrases if (said := self.say(phrase, **values))), ())

    def holes(self, phrase: str) -> tuple[str, ...]:
        """Return the names of a sentence's holes."""
        return holes(self._all["sentences"][phrase]["text"])

    def either(self, words: Iterable[str]) -> str:
        """Join words of which any will do: ``서면, 전화 또는 이메일``."""
        *before, last = (*words,) or ("",)
        return f"{', '.join(before)} {self.word('or')} {last}" if before else last

    def word(self, group: str, key: str | None = None, **values: object) -> str:
        """Return a word: the policy's own for ``subject`` and the like, or that of a known id (``rights``, …)."""
        if key is None:
            return str(self._words[group])
        return fill(str(self._all["words"][group][key]), {**self._words, **values})

    def heading(self, section: str) -> str:
        """Return the standard heading of a known section, and nothing for an id of the author's own."""
        return self.label("headings", section) if section in self._all["headings"] else ""

    def known(self, group: str, key: str) -> str | None:
        """Return the word of a known id, or None for a word of the author's own."""
        return self.word(group, key) if key in self._all["words"][group] else None

    def label(self, kind: str, key: str) -> str:
        """Return a heading, a column's or a caption's name, or the name of a term."""
        return fill(str(self._all[kind][key]), self._words)


def catalogue(folders: tuple[Path, ...]) -> Mapping[str, Any]:
    """Read the catalogue of phrases: the sheets of the last folder, and over them, word by word, those before it."""
    laid = (path for folder in reversed(folders[:-1]) for path in template_sheets(FOLDER, folder))
    return _whole(folders[-1], tuple((path, path.stat().st_mtime_ns) for path in laid))


@cache
def _whole(own: Path, laid: tuple[tuple[Path, int], ...]) -> Mapping[str, Any]:
    """Lay sheets over our own, again when one of them has changed."""
    whole: dict[str, Any] = {group: {} for group in GROUPS}
    for path in template_sheets(FOLDER, own):
        _lay(sheet(path), whole, path.name)
    for path, _ in laid:
        name = f"{FOLDER}/{path.name}"
        try:
            _lay(read(path), whole, name)
        except NotASheet as fault:
            raise BadTemplate(name, str(fault)) from fault
    return whole


def _lay(found: Mapping[str, Any], below: dict[str, Any], name: str) -> None:
    """Lay words over others, keeping those that are not said again."""
    for key, value in found.items():
        under = below.get(key)
        if isinstance(under, dict) != isinstance(value, dict) and under is not None:
            raise BadTemplate(name, f"not of the same kind: {key}")
        if isinstance(value, dict):
            below[key] = dict(under or {})
            _lay(value, below[key], name)
        else:
            below[key] = normalize("NFC", value) if isinstance(value, str) else value


def filled(text: str, values: Mapping[str, Value | None]) -> tuple[Inline, ...]:
    """Fill the holes of a text without markup, with nodes where values are such."""
    return tuple(_merged(_pieces(text, values)))


def holes(text: str) -> tuple[str, ...]:
    """Return the names of a sentence's holes."""
    return tuple(found["name"] for found in _HOLE.finditer(text))


def _filled(parts: Iterable[Inline], values: Mapping[str, Value | None]) -> Iterator[Inline]:
    """Put values into holes after the markup was parsed, so that a value never becomes markup."""
    for part in parts:
        if isinstance(part, Text):
            yield from _merged(_pieces(part.text, values))
        elif isinstance(part, (Strong, Emphasis)):
            yield part.replace(inlines=tuple(_filled(part.inlines, values)))
        else:
            yield part


def _pieces(text: str, values: Mapping[str, Value | None]) -> Iterator[Inline]:
    end = 0
    for hole in _HOLE.finditer(text):
        yield Text(text[end : hole.start()])
        value = values[hole["name"]] or ""
        if hole["mode"] != "|":
            yield from _inlines(value)
        if hole["pair"]:
            spoken = "".join(_spoken(_inlines(value)))
            yield Text(particle(spoken, hole["pair"], value.reads if isinstance(value, Named) else None))
        end = hole.end()
    yield Text(text[end:])


def _inlines(value: Value) -> tuple[Inline, ...]:
    if isinstance(value, Named):
        return (Text(value.text),)
    if isinstance(value, str):
        return (Text(value),)
    return value if isinstance(value, tuple) else (value,)


def _spoken(parts: Iterable[Inline]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text):
            yield part.text
        elif hasattr(part, "inlines"):
            yield from _spoken(part.inlines)


def _merged(parts: Iterable[Inline]) -> Iterator[Inline]:
    """Join neighbouring texts and drop empty ones."""
    waiting = ""
    for part in parts:
        if isinstance(part, Text):
            waiting += part.text
            continue
        if waiting:
            yield Text(waiting)
            waiting = ""
        yield part
    if waiting:
        yield Text(waiting)
