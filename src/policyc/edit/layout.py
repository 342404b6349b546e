"""A policy file as it stands: every byte of its text, and where its keys and values are in it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import Any

from policyc.finding import Finding
from policyc.place import Path, Source, Span
from policyc.reading import yaml

HARMLESS = frozenset({"text-not-nfc", "unusual-space"})
"""What may be found in a text that is understood all the same."""


class Unreadable(Exception):
    """A policy file has faults that keep its layout from being understood; its text is the file's name."""

    def __init__(self, file: str, faults: tuple[Finding, ...] = ()) -> None:
        super().__init__(file)
        self.faults = faults


class Layout:
    """The text of a file with its own marks and line ends; places are offsets into it."""

    def __init__(self, source: Source) -> None:
        self.source, self.data = source, source.data
        self.text = source.raw.decode("utf-8")
        first = 1 if self.text.startswith("\ufeff") else 0
        self.starts = [first, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]

    @property
    def line_end(self) -> str:
        """Return what ends the lines of this file."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def key(self, at: Path) -> tuple[int, int]:
        """Return where a key begins and ends."""
        return self._stretch(self.source.keys[at])

    def value(self, at: Path) -> tuple[int, int]:
        """Return where a value begins and ends; a value left blank is an empty stretch behind the colon."""
        return self._stretch(self.source.values[at])

    def end(self, at: Path) -> int:
        """Return where an entry of a mapping ends: behind its value, or behind its colon."""
        return max(self.key(at)[1], self.value(at)[1])

    def in_braces(self, at: Path) -> bool:
        """Tell whether a mapping is written in braces."""
        return self.text[self.value(at)[0]] == "{"

    def siblings(self, at: Path) -> list[Path]:
        """List the entries of the mapping that an entry stands in, in the order in which they are written."""
        return self.entries(at[:-1])

    def entries(self, at: Path) -> list[Path]:
        """List the entries of a mapping, in the order in which they are written."""
        holder: Any = self.data
        for step in at:
            holder = holder[step]
        return [(*at, key) for key in holder]

    def line(self, offset: int) -> int:
        """Return the number of a line, from 0."""
        return bisect_right(self.starts, offset) - 1

    def start(self, line: int) -> int:
        """Return where a line starts; behind the last one is the end of the text."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def said(self, line: int) -> str:
        """Return what stands in a line, without its end."""
        return self.text[self.start(line) : self.start(line + 1)].rstrip("\r\n")

    def below(self, at: Path) -> int:
        """Return the number of the line behind an entry that has lines of its own, and behind its indented comments."""
        start, last = self.key(at)[0], self.line(self.end(at))
        indent = start - self.start(self.line(start))
        for line in range(last + 1, len(self.starts)):
            said = self.said(line)
            if said.lstrip().startswith("#") and indented(said) > indent:
                last = line
            elif said.strip():
                break
        return last + 1

    def _stretch(self, span: Span) -> tuple[int, int]:
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def _offset(self, line: int, column: int) -> int:
        """Turn a line and a column of the composed text into an offset; a letter may be written in several signs."""
        start, said = self.starts[line - 1], self.said(line - 1)
        if unicodedata.is_normalized("NFC", said):
            return start + column - 1
        fitting = (size for size in range(len(said), -1, -1) if _composed(said[:size]) == column - 1)
        return start + next(fitting)


def layout(file: str, raw: bytes) -> Layout:
    """Read a policy file for editing; raise Unreadable where it has faults that leave doubt about its layout."""
    source, found = yaml.read(file, raw)
    faults = tuple(one for one in found if one.code not in HARMLESS)
    if source is None or faults:
        raise Unreadable(file, faults)
    return Layout(source)


def indented(line: str) -> int:
    """Count the spaces that a line begins with."""
    return len(line) - len(line.lstrip())


def _composed(text: str) -> int:
    return len(unicodedata.normalize("NFC", text))
