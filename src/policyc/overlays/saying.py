"""What holds for every text of an overlay: it replaces one of ours, is text, and stands on one line."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from policyc.finding import Finding
from policyc.place import Path, Source, Span, nearest
from policyc.reading.similar import similar

MANY = 12
"""How many names are listed for whoever used one that there is not."""


def unknown(at: Path, known: Collection[str], code: str = "overlay-id-unknown") -> Finding:
    """Say that nothing of ours has this name, and which was meant or which there are."""
    name = str(at[-1])
    close = similar(name, known)
    listed = {"known": ", ".join(sorted(known))} if 0 < len(known) <= MANY else {}
    return Finding(code=code, at=at, side="key", args={"id": name, **({"suggestion": close} if close else listed)})


def plain(value: object, at: Path) -> Iterator[Finding]:
    """Yield why a value is no text on one line."""
    key = str(at[-2] if len(at) > 2 and at[-1] == "text" else at[-1])
    if not isinstance(value, str):
        yield Finding(code="overlay-not-text", at=at, args={"id": key})
    elif not value.strip():
        yield Finding(code="overlay-empty", at=at, args={"id": key})
    elif "\n" in value.strip():
        yield Finding(code="overlay-several-lines", at=at, args={"id": key})


def spot(source: Source, at: Path, text: str, start: int, end: int) -> Span:
    """Return where a piece of a value stands, or the whole value where it is written in another way than it reads."""
    whole, words = nearest(source, at), text[start:end]
    for number, line in enumerate(source.text.split("\n")[whole.line - 1 : whole.end_line], whole.line):
        first = whole.column - 1 if number == whole.line else 0
        exact = line.find(text, first)
        found = exact + start if exact >= 0 else line.find(words, first)
        if found >= 0:
            return Span(line=number, column=found + 1, end_line=number, end_column=found + 1 + len(words))
    return whole
