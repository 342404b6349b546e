"""YAML events → plain data and the place of every key and value, refusing on the way what a policy may not use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final, TypeAlias

import yaml
from yaml import events

from policyc.finding import Related
from policyc.place import Path, Span
from policyc.reading import limits, marks
from policyc.reading.hand import Branch, Data, Hand, Overgrown
from policyc.reading.loading import LOADER
from policyc.reading.quoting import line_end, line_start, quoted, straight, stretch

Event: TypeAlias = Any

_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_WORD: Final = re.compile(r"\S*")
_HEADER: Final = re.compile(r"[|>][-+0-9]*(?: +#[^\n]*| *)(?:\n|\Z)")
_COLON: Final = re.compile(r"\s*:")
_ASKED: Final = re.compile(r"(?:^|(?<=[\s{\[,]))\? *\Z")
_NEAR: Final = 200


class Growth(Hand):
    """What has been read of one text. `masked` maps where words stand that YAML cannot read to where they end."""

    def __init__(self, text: str, written: str, masked: Mapping[int, int]) -> None:
        super().__init__(text, written)
        self.masked = masked
        self.data: Data = None
        self.documents = self.nodes = 0
        self.trusted = True
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.scalars: list[tuple[int, int]] = []
        self.last = ("", 0)  # what was read last (a scalar's style or "collection"), and where it starts
        self.end = (1, 1)
        self.commas = -1

    def grow(self, loader: Any = LOADER) -> None:
        """Read the whole text; raise `yaml.YAMLError` where it is no YAML."""
        take = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._mapping,
            events.SequenceStartEvent: self._sequence,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }
        try:
            for event in yaml.parse(self.text, Loader=loader):
                if taker := take.get(type(event)):
                    taker(event)
        except Overgrown:
            self.trusted = False

    def _document(self, event: Event) -> None:
        self.documents += 1
        if event.version or event.tags:
            at = line_start(self.text, max(self.text.find("%"), 0))
            self.say("directive", at, line_end(self.text, at))
        if self.documents > 1:
            self.say("several-documents", event.start_mark.index, line_end(self.text, event.start_mark.index))
            raise Overgrown

    def _mapping(self, event: Event) -> None:
        start = self._begin(event)
        if event.flow_style and self.text[start : start + 1] not in "{?":
            words = self.words(start)
            self.say("colon-in-list", start, start + len(words), quoted=quoted(words))
        self._push({}, event, start)

    def _sequence(self, event: Event) -> None:
        self._push([], event, self._begin(event))

    def _push(self, data: dict[str, Data] | list[Data], event: Event, start: int) -> None:
        if len(self.open) >= limits.NESTING:
            self.say("nesting-too-deep", start, start + 1, limit=limits.NESTING)
            raise Overgrown
        if self.awaits_key:
            self.say("key-not-text", start, line_end(self.text, start))
        place = marks.place(self.text, event.start_mark, start)
        self.open.append(Branch(data, self._coming(), start, place, event.flow_style))

    def _close(self, event: Event) -> None:
        branch = self.open.pop()
        self.last = ("collection", branch.start)
        if branch.flow:
            self.end = (event.end_mark.line + 1, event.end_mark.column + 1)
        if branch.path is not None:
            (line, column), (end_line, end_column) = branch.place, max(self.end, branch.place)
            self.values[branch.path] = Span(line=line, column=column, end_line=end_line, end_column=end_column)
        self._put(branch.data)

    def _alias(self, event: Event) -> None:
        start: int = event.start_mark.index
        self.say("yaml-alias", start, event.end_mark.index, quoted=quoted(self.words(start)))
        self.trusted = False
        self._put(None)

    def _scalar(self, event: Event) -> None:
        start = self._begin(event)
        branch = self.open[-1] if self.open else None
        if branch and branch.lonely:
            branch.lonely, branch.key = False, None
            return
        span = marks.span(self.text, event, start)
        self.end, self.last = (span.end_line, span.end_column), (event.style or "plain", start)
        self.scalars.append((start, event.end_mark.index))
        if branch and type(branch.data) is dict and branch.key is None:
            self._key(branch, event, start, span)
            return
        if (path := self._coming()) is not None:
            self.values[path] = span
        if branch and branch.key is not None:
            branch.before = (branch.key, start) if branch.child and not event.style else None
        self._put(self._value(event, start))

    def _begin(self, event: Event) -> int:
        """Count the node and refuse its anchor and its tag; return where the node itself begins."""
        self.nodes += 1
        mark = event.start_mark
        if self.nodes > limits.NODES:
            self.say("too-many-values", mark.index, mark.index + 1, limit=limits.NODES)
            raise Overgrown
        if event.anchor is None and event.tag is None:
            return int(mark.index)
        after = marks.begin(self.text, event)
        words = quoted(self.words(mark.index))
        for code, given, sign in (("yaml-anchor", event.anchor, "&"), ("yaml-tag", event.tag, "!")):
            if given is not None:
                at = max(self.text.find(sign, mark.index, max(after, mark.index + 1)), mark.index)
                self.say(code, at, at + len(_WORD.match(self.text, at)[0]), quoted=words)  # type: ignore[index]
        return after

    def _value(self, event: Event, start: int) -> Data:
        text: str = event.value
        if event.style in ("|", ">") and not _HEADER.match(self.text, start):
            words = self.words(start)
            self.say("text-after-bar", start, start + len(words), character=event.style, quoted=quoted(words))
        if event.style:
            text = self._unescaped(event, start)
        elif start in self.masked:
            text = self.written[start : self.masked[start]]
        elif text in _WORDS and event.tag is None:
            return _WORDS[text]
        elif "?" in text and self.in_brackets:
            self.say("question-in-braces", start, event.end_mark.index, quoted=quoted(text))
        return self._bounded(text, start, event.end_mark.index)

    def _unescaped(self, event: Event, start: int) -> str:
        """Return a quoted text in NFC, having looked at what its escapes bring in."""
        if event.style == '"' and "\\" in self.text[start : event.end_mark.index]:
            from policyc.reading.escapes import hidden

            more = limits.FAULTS if len(self.findings) < limits.FAULTS else 0
            self.findings += islice(hidden(self.text, start, event.end_mark.index), more)
            return unicodedata.normalize("NFC", event.value)
        return str(event.value)

    def _bounded(self, text: str, start: int, end: int) -> str:
        if len(text) > limits.TEXT:
            self.say("text-too-long", start, end, length=len(text), limit=limits.TEXT)
        return text[: limits.TEXT]

    def _key(self, branch: Branch, event: Event, start: int, span: Span) -> None:
        key = self._bounded(self._unescaped(event, start), start, event.end_mark.index)
        branch.key, branch.child = key, None
        if "?" in key and branch.flow and not event.style:
            self.say("question-in-braces", start, event.end_mark.index, quoted=quoted(key))
        if not self._usable(branch, event, key, start) or branch.path is None:
            return
        path = (*branch.path, key)
        if path in self.keys:
            first = Related(says="first", at=path, side="key")
            self.say("duplicate-key", start, event.end_mark.index, at=path, key=key, related=(first,))
            return
        branch.child, branch.before, self.keys[path] = path, None, span

    def _usable(self, branch: Branch, event: Event, key: str, start: int) -> bool:
        """Say whether this is a key that a policy may have, and why not."""
        end = event.end_mark.index
        if asked := self._asked(start):
            words = self.words(asked.start())
            self.say("reserved-start", asked.start(), asked.start() + len(words), character="?", quoted=quoted(words))
        elif self.text[end : end + 1] != ":" and branch.flow and not _COLON.match(self.text, end):
            self._without_colon(branch, key, start, end)
        elif key == "<<" and not event.style:
            self.say("yaml-merge-key", start, end)
        elif not key.strip():
            self.say("key-not-text", start, max(end, start + 1))
        else:
            return True
        return False

    def _asked(self, start: int) -> re.Match[str] | None:
        """Find the question mark with which YAML marks a key."""
        near = max(0, start - _NEAR)
        marked = self.text[near:start].rstrip(" ").endswith("?")
        return _ASKED.search(self.text, near, start) if marked else None

    def _without_colon(self, branch: Branch, key: str, start: int, end: int) -> None:
        """Take an entry without a colon for the rest of the text before it: its comma was part of a sentence."""
        branch.lonely, before, branch.before = True, branch.before, None
        if re.match(r"[^\s:]+:\S", key):
            name, _, value = key.partition(":")
            self.say("space-missing", start, end, key=name, value=value)
        elif before and branch.path is not None and "\n" not in self.text[before[1] : end]:
            name, first = before
            path = (*branch.path, name)
            whole = self.written[first:end]
            if self.findings and self.findings[-1].code == "comma-in-braces" and self.commas == first:
                self.findings.pop()
            self.commas = first
            self.say("comma-in-braces", first, end, key=name, quoted=quoted(straight(whole)), rest=key)
            branch.data[name], self.values[path] = whole, stretch(self.text, first, end)  # type: ignore[call-overload]
            branch.before = before
        else:
            self.say("colon-missing-in-braces", start, max(end, start + 1), key=key, quoted=quoted(key))

    def _coming(self) -> Path | None:
        """Return the path of the value to come, None where it belongs to no path."""
        branch = self.open[-1] if self.open else None
        if branch and isinstance(branch.data, list):
            return None if branch.path is None else (*branch.path, len(branch.data))
        return branch.child if branch else ()

    def _put(self, value: Data) -> None:
        """Put a finished value where it belongs; a collection that stands where a key should is thrown away."""
        if not self.open:
            self.data = value
            return
        branch = self.open[-1]
        if isinstance(branch.data, list):
            branch.data.append(value)
        elif branch.key is None:
            branch.key, branch.child = "", None
        else:
            if branch.child is not None:
                branch.data[branch.key] = value
            branch.key = branch.child = None
