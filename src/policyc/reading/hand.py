"""What the growing of a tree keeps in hand: the collections still open, and the findings so far."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeAlias

from policyc.finding import Argument, Finding, Related
from policyc.place import Path
from policyc.reading import limits
from policyc.reading.quoting import clipped, stretch

Data: TypeAlias = Any


class Overgrown(Exception):
    """There is more in the text than a policy may have; reading it stops here."""


class Branch:
    """A collection still open; `child` is the path of its next value, None where that value is thrown away."""

    def __init__(
        self, data: dict[str, Data] | list[Data], path: Path | None, start: int, place: tuple[int, int], flow: bool
    ) -> None:
        self.data, self.path, self.start, self.place, self.flow = data, path, start, place, flow
        self.key: str | None = None
        self.child: Path | None = None
        self.lonely = False
        self.before: tuple[str, int] | None = None  # the plain value before, and where it starts


class Hand:
    """The text as YAML reads it and as it was written, the collections still open, and the findings so far."""

    def __init__(self, text: str, written: str) -> None:
        self.text, self.written = text, written
        self.open: list[Branch] = []
        self.findings: list[Finding] = []
        self.said: Counter[str] = Counter()

    @property
    def in_brackets(self) -> bool:
        """Say whether the next value stands inside brackets."""
        return bool(self.open) and self.open[-1].flow

    @property
    def awaits_key(self) -> bool:
        """Say whether a key comes next."""
        return bool(self.open) and type(self.open[-1].data) is dict and self.open[-1].key is None

    def say(
        self, code: str, start: int, end: int, *, at: Path = (), related: tuple[Related, ...] = (), **args: Argument
    ) -> None:
        """Note a finding over a stretch of the text."""
        if self.said[code] < limits.FAULTS:
            self.said[code] += 1
            span = stretch(self.text, start, end)
            self.findings.append(Finding(code=code, at=at, args=args, span=span, related=related))

    def words(self, start: int) -> str:
        """Return the author's words from `start` on, as far as they would be one text."""
        return self.written[start : clipped(self.written, start, flow=self.in_brackets)]
