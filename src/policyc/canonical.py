"""Plain data into its one spelling as JSON (RFC 8785), and text or bytes into a SHA-256."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LARGEST = 2**53 - 1


def canonical(value: object) -> str:
    """Write `value` as canonical JSON: keys sorted by UTF-16 code units, no white space, nothing escaped in vain.

    Raises TypeError for what is not plain data (floats among it: their spelling is where JSON writers
    disagree) and ValueError for an integer that a reader with doubles would change.
    """
    import json

    plain = _is_plain_order(value)
    return json.dumps(value if plain else _ordered(value), ensure_ascii=False, separators=(",", ":"), sort_keys=plain)


def assembled(parts: Mapping[str, str]) -> str:
    """Put values that are canonical JSON under their keys, as canonical JSON."""
    ordered = sorted(parts, key=_code_units)
    return "{" + ",".join(f"{canonical(key)}:{parts[key]}" for key in ordered) + "}"


def sha256(text: str | bytes) -> str:
    """Return the SHA-256 of bytes, or of text as UTF-8, in hexadecimal."""
    import hashlib  # loads OpenSSL, which costs as much as reading a policy's shape

    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def sha256_of(pieces: Iterable[bytes]) -> str:
    """Return the SHA-256 of bytes that come piece by piece, in hexadecimal."""
    import hashlib

    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()


def _is_plain_order(value: object) -> bool:
    """Check that `value` is plain data; tell whether all its keys are ASCII, which Python sorts as RFC 8785 does."""
    if isinstance(value, str) or value is None or value is True or value is False:
        return True
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError(f"integer too large for JSON: {value}")
        return True
    plain = True
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"not a text as a key: {type(key).__name__}")
            plain &= key.isascii() and (isinstance(part, str) or _is_plain_order(part))
    elif isinstance(value, (list, tuple)):
        for part in value:
            plain &= _is_plain_order(part)
    else:
        raise TypeError(f"not plain data: {type(value).__name__}")
    return plain


def _ordered(value: object) -> object:
    """Sort the keys of plain data by their UTF-16 code units."""
    if isinstance(value, (list, tuple)):
        return [_ordered(part) for part in value]
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_code_units)}
    return value


def _code_units(key: str) -> bytes:
    return key.encode("utf-16-be")
