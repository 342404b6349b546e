"""The public's sentences: each is said only where the facts that license it hold and its holes are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from policyc.document.licence import licensed
from policyc.document.prose import inlines
from policyc.korean import fill, particle
from policyc.model.facts import Facts
from policyc.nodes import Emphasis, Inline, Strong, Text
from policyc.record import Record
from policyc.sheet import NotASheet, sheet
from policyc.workspace import BadTemplate, template

_PHRASES = "ko/phrases.yaml"
_GROUPS = ("sentences", "headings", "columns", "terms", "captions", "words")

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
        self._all = catalogue(template(_PHRASES, tuple(folders)))
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

    def word(self, group: str, key: str | None = None) -> str:
        """Return a word: the policy's own for ``subject`` and the like, or that of a known id (``rights``, …)."""
        if key is None:
            return str(self._words[group])
        return fill(str(self._all["words"][group][key]), self._words)

    def label(self, kind: str, key: str) -> str:
        """Return a heading, a column's or a caption's name, or the name of a term."""
        return fill(str(self._all[kind][key]), self._words)


@cache
def catalogue(path: Path) -> Mapping[str, Any]:
    """Read a catalogue of phrases."""
    try:
        found = sheet(path)
    except NotASheet as fault:
        raise BadTemplate(_PHRASES, str(fault)) from fault
    if not all(isinstance(found.get(group), dict) for group in _GROUPS):
        raise BadTemplate(_PHRASES, f"not mappings: {', '.join(_GROUPS)}")
    return found


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
