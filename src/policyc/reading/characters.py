"""Bytes → text in NFC with plain line ends, and what its characters would hide from the eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from policyc.finding import Finding
from policyc.place import Span
from policyc.reading import encoding, limits

_BOM: Final = "\ufeff"
_KINDS: Final = {
    "tab-character": r"\t",
    "control-character": r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff",
    "bidi-character": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "invisible-character": r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065"
    r"\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff",
    "broken-character": r"\ufffd",
    "private-character": r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
    "unusual-space": r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000",
}
_LOOKS_PLAIN: Final = frozenset(map(chr, (0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xFFFD)))  # by their category
# What PyYAML stops at, breaks lines at or takes for part of a word; one space each keeps all other places right.
_SPACED: Final = ("tab-character", "control-character", "unusual-space")
_UNREADABLE: Final = "[" + "".join(_KINDS[code] for code in _SPACED) + r"\u2028\u2029\ufeff]"
_PLAIN_SPACE: Final = " "
_PRESENTATION: Final = "\ufe0e\ufe0f"  # they choose between two drawings of the symbol before them


def decode(raw: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of `raw` in NFC, with plain line ends and without BOM, and the faults of its characters."""
    if len(raw) > limits.BYTES:
        return None, (Finding(code="file-too-large", args={"size": len(raw), "limit": limits.BYTES}, span=_at("", 0)),)
    if other := encoding.foreign(raw):
        return None, (Finding(code=other.code, span=_at("", 0)),)
    try:
        typed = _lines(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _lines(raw[: error.start].decode("utf-8"))
        byte = f"0x{raw[error.start]:02X}"
        return None, (Finding(code="encoding-unknown", args={"byte": byte}, span=_at(before, len(before))),)
    text = unicodedata.normalize("NFC", typed)
    decomposed = (_decomposed(typed, text),) if text != typed else ()
    return text, (*decomposed, *suspects(text))


def shown(raw: bytes) -> str:
    """Return `raw` as text to be shown in a report, whatever its encoding is; lines are those of `decode`."""
    other = encoding.foreign(raw)
    return unicodedata.normalize("NFC", _lines(raw.decode(other.codec if other else "utf-8", "replace")))


def repaired(raw: bytes) -> bytes | None:
    """Return the bytes with their text in NFC, BOM and line ends kept, or None where there is nothing to repair."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    whole = unicodedata.normalize("NFC", text)
    return None if whole == text else whole.encode("utf-8")


def suspects(text: str) -> Iterator[Finding]:
    """Yield a finding for each character that is broken, hidden or misleading, at most twenty of a kind."""
    if _plain(text):
        return
    for code, members in _KINDS.items():
        places = (m.start() for m in re.finditer(f"[{members}]", text) if not _chosen(text, m.start()))
        for index in islice(places, limits.FAULTS):
            yield Finding(code=code, args={"character": named(text[index])}, span=_at(text, index))


def suspicion(character: str) -> str | None:
    """Return the code of the finding that a single character deserves, or None."""
    return next((code for code, members in _KINDS.items() if re.match(f"[{members}]", character)), None)


def parsable(text: str) -> str:
    """Return `text` with a space for each character that YAML stops at, so that all other places stay right."""
    return text if _plain(text) else re.sub(_UNREADABLE, _PLAIN_SPACE, text)


@lru_cache(maxsize=2)
def _plain(text: str) -> bool:
    """Tell, at a first look that is cheap to take, that no character of a text can be a suspect.

    Whatever lies beyond the first plane, and every sign that joins another one, is looked at again.
    """
    return all(map(_is_plain, set(text)))


def _is_plain(sign: str) -> bool:
    if sign == "\n" or " " <= sign <= "~" or "\uac00" <= sign <= "\ud7a3":
        return True
    return sign <= "\uffff" and unicodedata.category(sign)[0] in "LNPS" and sign not in _LOOKS_PLAIN


def named(character: str) -> str:
    """Write a character as ``U+200B``."""
    return f"U+{ord(character):04X}"


def _lines(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n")


def _chosen(text: str, index: int) -> bool:
    return text[index] in _PRESENTATION and index > 0 and unicodedata.category(text[index - 1]).startswith("S")


def _decomposed(typed: str, text: str) -> Finding:
    """Say how many lines are not in NFC and where the first of them is."""
    pairs = list(zip(typed.split("\n"), text.split("\n"), strict=True))
    changed = [number for number, (old, new) in enumerate(pairs) if old != new]
    old, new = pairs[changed[0]]
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    length = len(re.match(r"\S*", new[same:])[0]) or 1  # type: ignore[index]
    line = changed[0] + 1
    span = Span(line=line, column=same + 1, end_line=line, end_column=same + 1 + length)
    return Finding(code="text-not-nfc", args={"count": len(changed)}, span=span)


def _at(text: str, index: int) -> Span:
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Span(line=line, column=column, end_line=line, end_column=column + 1)
