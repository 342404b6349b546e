"""Bytes that are not UTF-8 → the encoding they are most likely in, by name."""

from __future__ import annotations

import codecs

from policyc.record import Record

_CODES = {"utf-32": "encoding-utf32", "utf-16": "encoding-utf16", "cp949": "encoding-cp949"}
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SIGNS = frozenset("\n\r\t·ㆍ「」『』‘’“”…※①②③④⑤")
_LIKELY = 0.9  # share of characters that a Korean text is made of, below which a guess is no guess


class Encoding(Record):
    """An encoding that is not ours: the code of its finding and the codec that shows the text."""

    code: str
    codec: str


def foreign(raw: bytes) -> Encoding | None:
    """Name the encoding of `raw` where it is plainly not UTF-8, or None."""
    for mark, codec in _MARKED:
        if raw.startswith(mark):
            return _named(codec)
    if b"\0" in raw:  # every line end of UTF-16 and UTF-32 holds one
        for codec in _UNMARKED:
            if _plausible(raw, codec):
                return _named(codec)
    if not _decodes(raw, "utf-8") and _plausible(raw, "cp949"):
        return _named("cp949")
    return None


def _named(codec: str) -> Encoding:
    return Encoding(code=_CODES[codec.removesuffix("-le").removesuffix("-be")], codec=codec)


def _decodes(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _plausible(raw: bytes, codec: str) -> bool:
    """Say whether `raw`, read as `codec`, looks like a Korean or English text with something in it."""
    if not raw or not _decodes(raw, codec):
        return False
    text = raw.decode(codec)
    good = sum(1 for character in text if _ordinary(character))
    return good >= _LIKELY * len(text) and (codec != "cp949" or any("가" <= c <= "힣" for c in text))


def _ordinary(character: str) -> bool:
    return character in _SIGNS or " " <= character <= "~" or "가" <= character <= "힣"
