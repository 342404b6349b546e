"""What the growing of a tree keeps in hand: the collections still open, and the findings so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from policyc.finding import Argument, Finding, Related
from policyc.place import Path
from policyc.reading import limits
from policyc.reading.quoting import clipped, stretch

Data: TypeAlias = Any


class Overgrown(Exception):
    """There is more in the text than a policy may have; reading it stops here."""


@dataclass(slots=True)
class Branch:
    """A collection still open; `child` is the path of its next value, None where that value is thrown away."""

    data: dict[str, Data] | list[Data]
    path: Path | None
    start: int
    place: tuple[int, int]
    flow: bool
    key: str | None = None
    child: Path | None = None
    lonely: bool = False
    before: tuple[str, int] | None = None  # the plain value before, and where it starts


@dataclass(slots=True)
class Hand:
    """The text as YAML reads it and as it was written, the collections still open, and the findings so far."""

    text: str
    written: str
    open: list[Branch] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)

    @property
    def in_brackets(self) -> bool:
        """Say whether the next value stands inside brackets."""
        return bool(self.open) and self.open[-1].flow

    @property
    def awaits_key(self) -> bool:
        """Say whether a key comes next."""
        return bool(self.open) and type(self.open[-1].data) is dict and self.open[-1].key is None

    def say(self, code: str, start: int, end: int, *, related: tuple[Related, ...] = (), **args: Argument) -> None:
        """Note a finding over a stretch of the text."""
        if self.said[code] < limits.FAULTS:
            self.said[code] += 1
            self.findings.append(Finding(code=code, args=args, span=stretch(self.text, start, end), related=related))

    def words(self, start: int) -> str:
        """Return the author's words from `start` on, as far as they would be one text."""
        return self.written[start : clipped(self.written, start, flow=self.in_brackets)]
