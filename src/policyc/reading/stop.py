"""Where the parser stopped, and the finding that says so over a stretch of the author's words."""

from __future__ import annotations

import re
from typing import Final

from policyc.finding import Argument, Finding
from policyc.reading.growth import Growth
from policyc.reading.quoting import clipped, line_end, line_start, quoted, stretch
from policyc.record import Record

_LINE: Final = re.compile(r"^ *[^\s#].*$", re.MULTILINE)


class Fault(Record):
    """A finding and, where the author's words only lack quotation marks, the stretch that they fill."""

    finding: Finding
    words: tuple[int, int] | None = None


class Stop(Record):
    """Where the parser stopped: the text, what it complained of, and how far the reading had come."""

    text: str
    problem: str
    at: int
    since: int
    growth: Growth

    @property
    def line(self) -> str:
        """The line it stopped in."""
        return self.text[line_start(self.text, self.at) : line_end(self.text, self.at)]

    @property
    def lead(self) -> str:
        """What stands on that line before the place."""
        return self.text[line_start(self.text, self.at) : self.at]

    @property
    def character(self) -> str:
        """The character at that place; nothing at the end of the text."""
        return self.text[self.at : self.at + 1]


def say(stop: Stop, code: str, start: int, end: int | None = None, **args: Argument) -> Fault:
    """Say what is wrong with a stretch of the text; one character of it where no end is given."""
    return Fault(finding=Finding(code=code, args=args, span=stretch(stop.text, start, end or start + 1)))


def unquoted(stop: Stop, code: str, start: int, **args: Argument) -> Fault:
    """Say that the words from `start` on want quotation marks."""
    end = max(clipped(stop.text, start, flow=in_brackets(stop, start)), start + 1)
    words = stop.growth.written[start:end]
    span = stretch(stop.text, start, end)
    return Fault(finding=Finding(code=code, args={"quoted": quoted(words), **args}, span=span), words=(start, end))


def above(stop: Stop, index: int) -> tuple[int, str]:
    """Return the last line above that of `index` which is no comment, and where it begins; empty where none is."""
    lines = list(_LINE.finditer(stop.text, 0, line_start(stop.text, index)))
    return (lines[-1].start(), lines[-1][0].rstrip()) if lines else (0, "")


def in_brackets(stop: Stop, start: int) -> bool:
    """Say whether a bracket is open at `start`: on the line itself, which the parser may not have reported yet."""
    opened = [branch for branch in stop.growth.open if branch.flow and branch.start < start]
    if opened:
        return True
    lead = stop.text[line_start(stop.text, start) : start]
    return len(re.findall(r"(?:^|[\s:,\[{-])[\[{]", lead)) > len(re.findall(r"[\]}]", lead))
