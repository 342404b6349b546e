"""The envelope of a stored record: ``{"edition":…,"releaseHash":"…"}``, the hash being that of the record's bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from policyc.canonical import assembled, canonical, sha256
from policyc.publish.stored_data import BadEdition
from policyc.record import Record

Data: TypeAlias = dict[str, Any]
Subject: TypeAlias = Literal["edition", "withdrawal"]

BYTES: Final = 16 * 2**20
NESTING: Final = 100
LARGEST: Final = 2**53 - 1

_DIGITS: Final = 64
_BEFORE: Final = b',"releaseHash":"'
_AFTER: Final = b'"}\n'


def enclosed(subject: Subject, data: Data) -> bytes:
    """Write a record as canonical JSON in its envelope, with its hash."""
    body = canonical(data).encode()
    return _head(subject) + body + _BEFORE + sha256(body).encode() + _AFTER


class Opened(Record):
    """What is inside an envelope: the record, the hash of its bytes, and how what stands at each key is spelt."""

    data: Data
    hash: str
    spelt: Mapping[str, str]


def opened(subject: Subject, raw: bytes) -> Opened:
    """Return what is inside an envelope, whose hash is that of the bytes; raise BadEdition else."""
    if len(raw) > BYTES:
        raise BadEdition("too-large")
    head, tail = len(_head(subject)), len(_BEFORE) + _DIGITS + len(_AFTER)
    body, end = raw[head:-tail], raw[-tail:]
    if not (raw.startswith(_head(subject)) and end.startswith(_BEFORE) and end.endswith(_AFTER)):
        raise _misplaced(subject, raw)
    own = sha256(body)
    if end[len(_BEFORE) : -len(_AFTER)] != own.encode():
        raise BadEdition("hash")
    data = _parsed(body)
    if type(data) is not dict:
        raise BadEdition("shape")
    return Opened(data=data, hash=own, spelt=_canonical(body, data))


def _head(subject: Subject) -> bytes:
    return b'{"%b":' % subject.encode()


def _misplaced(subject: Subject, raw: bytes) -> BadEdition:
    """Say what is wrong with bytes that do not stand in our envelope."""
    try:
        data = _parsed(raw)
    except BadEdition as fault:
        return fault
    whole = type(data) is dict and subject in data
    return BadEdition("not-canonical") if whole else BadEdition("shape", f"/{subject}")


def _parsed(raw: bytes) -> Any:
    """Parse JSON in which there are no fractions, no huge numbers, and nothing nested beyond measure."""
    try:
        data = json.loads(raw.decode(), parse_float=_refused, parse_constant=_refused, parse_int=_integer)
    except ValueError as fault:
        raise BadEdition("not-json") from fault
    except RecursionError as fault:
        raise BadEdition("too-deep") from fault
    level, depth = [data], 0
    while level:
        depth += 1
        if depth > NESTING:
            raise BadEdition("too-deep")
        level = [one for each in level for one in _values(each) if type(one) is dict or type(one) is list]
    return data


def _values(value: Any) -> Iterable[Any]:
    return value.values() if type(value) is dict else value if type(value) is list else ()


def _refused(_figures: str) -> Any:
    raise ValueError


def _integer(figures: str) -> int:
    number = int(figures)
    if abs(number) > LARGEST:
        raise ValueError
    return number


def _canonical(body: bytes, data: Data) -> Mapping[str, str]:
    """Refuse another spelling than the canonical one, in which there is no room for a key that stands twice.

    Python sorts keys by code point, and so as RFC 8785 does where none is beyond U+FFFF; that is quicker to see.
    """
    beyond = any(lead in body for lead in b"\xf0\xf1\xf2\xf3\xf4")
    try:
        spelt = {key: canonical(value) if beyond else _quick(value) for key, value in data.items()}
        same = assembled(spelt).encode() == body
    except UnicodeEncodeError as fault:
        raise BadEdition("not-canonical") from fault
    if not same:
        raise BadEdition("not-canonical")
    return spelt


def _quick(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
