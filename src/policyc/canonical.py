"""Plain data into its one spelling as JSON (RFC 8785), and text or bytes into a SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

_LARGEST = 2**53 - 1


def canonical(value: object) -> str:
    """Write `value` as canonical JSON: keys sorted by UTF-16 code units, no white space, nothing escaped in vain.

    Raises TypeError for what is not plain data (floats among it: their spelling is where JSON writers
    disagree) and ValueError for an integer that a reader with doubles would change.
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))


def sha256(text: str | bytes) -> str:
    """Return the SHA-256 of bytes, or of text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _ordered(value: object) -> object:
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"integer too large for JSON: {value}")
        return value
    if isinstance(value, (list, tuple)):
        return [_ordered(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    raise TypeError(f"not plain data: {type(value).__name__}")


def _utf16(key: object) -> bytes:
    if not isinstance(key, str):
        raise TypeError(f"not a text as a key: {type(key).__name__}")
    return key.encode("utf-16-be")
