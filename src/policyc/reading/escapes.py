"""Escapes in double-quoted text → the characters they would smuggle in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policyc.finding import Finding
from policyc.reading import characters
from policyc.reading.quoting import stretch

_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([^xuU]))", re.DOTALL)
_SHORT: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def hidden(text: str, start: int, end: int) -> Iterator[Finding]:
    """Yield a finding for each escape between two places that stands for a character no policy may have."""
    for escape in _ESCAPE.finditer(text, start, end):
        character = _meant(escape)
        if code := characters.suspicion(character):
            span = stretch(text, escape.start(), escape.end())
            yield Finding(code=code, args={"character": characters.named(character)}, span=span)


def _meant(escape: re.Match[str]) -> str:
    if letter := escape[4]:
        return _SHORT.get(letter, letter)
    code = int(escape[1] or escape[2] or escape[3], 16)
    return chr(code) if code <= 0x10FFFF else "\0"
