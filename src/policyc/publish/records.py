"""The bytes of a record into a link of the chain: the hash checked, the few lines read that the chain needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from policyc.canonical import sha256
from policyc.finding import Argument, Finding
from policyc.model.edition import Edition, Withdrawal
from policyc.record import NOTHING, Record

Kind: TypeAlias = Literal["edition", "withdrawal"]

_END = b',"releaseHash":"'
_TAIL = len(_END) + 64 + len(b'"}\n')


class Fault(Record):
    """What is wrong with one file."""

    file: Path
    finding: Finding


class Unreadable(Record):
    """A file that is no link; `sequence` is the number that it seems to have had."""

    code: str
    args: Mapping[str, Argument] = NOTHING
    sequence: int | None = None


class Released(Record):
    """A link that releases a version; `announced` is the day on which it became public, so far as is known."""

    path: Path
    raw: bytes
    hash: str
    service: str
    version: str
    day: date
    sequence: int
    previous: str | None
    how: str
    announced: date
    effective: date
    source_hash: str

    def stands_for(self, edition: object) -> bool:
        """Tell whether a record, read to its end, says what was read of it here."""
        if not isinstance(edition, Edition) or edition.release is None:
            return False
        release, dates = edition.release, edition.facts.dates
        return (edition.facts.service, edition.facts.version, edition.source_hash, dates.effective) == (
            *(self.service, self.version, self.source_hash, self.effective),
        ) and (release.hash, release.sequence, release.previous, release.day, release.how) == (
            *(self.hash, self.sequence, self.previous, self.day, self.how),
        )


class Withdrawn(Record):
    """A link that takes a version back."""

    path: Path
    raw: bytes
    hash: str
    service: str
    version: str
    day: date
    sequence: int
    previous: str | None

    def stands_for(self, withdrawal: object) -> bool:
        """Tell whether a record, read to its end, says what was read of it here."""
        return isinstance(withdrawal, Withdrawal) and all(
            getattr(withdrawal, name) == getattr(self, name)
            for name in ("service", "version", "day", "sequence", "previous", "hash")
        )


def record(raw: bytes, path: Path, kind: Kind) -> Released | Withdrawn | Unreadable:
    """Read the record of one file."""
    begin, end = b'{"%s":' % kind.encode(), raw[-_TAIL:]
    content, digest = raw[len(begin) : -_TAIL], end[len(_END) : -3]
    sound = raw.startswith(begin) and end == b'%s%s"}\n' % (_END, digest) and sha256(content).encode() == digest
    try:
        link = _link(content.decode("utf-8"), path, raw, digest.decode("ascii"), kind)
    except (ValueError, KeyError, TypeError, RecursionError):
        return Unreadable(code="release-unreadable" if sound else "release-altered")
    return link if sound else Unreadable(code="release-altered", sequence=link.sequence)


def _link(content: str, path: Path, raw: bytes, digest: str, kind: Kind) -> Released | Withdrawn:
    """Make the link; ValueError, KeyError or TypeError where something is not there or is another thing."""
    import json

    head = _head(content) if kind == "edition" else json.loads(content)
    made = head["release"] if kind == "edition" else head
    link: dict[str, Any] = {
        "path": path,
        "raw": raw,
        "hash": digest,
        "service": _text(head["service"]),
        "version": _text(head["version"]),
        "day": date.fromisoformat(made["day"]),
        "sequence": _number(made["sequence"]),
        "previous": None if made.get("previous") is None else _text(made["previous"]),
    }
    if kind == "withdrawal":
        return Withdrawn(**link)
    dates = head["dates"]
    public = dates.get("announced") or made.get("published") or made["day"]
    return Released(
        **link,
        how=_text(made["how"]),
        announced=date.fromisoformat(public),
        effective=date.fromisoformat(dates["effective"]),
        source_hash=_text(head["hashes"]["sourceHash"]),
    )


def _head(content: str) -> dict[str, Any]:
    """Read what the chain needs out of an edition, and leave the rest, which is long, unread.

    In canonical JSON keys are sorted, and a quotation mark within a text is always escaped: what looks like a key is
    one. `stands_for` tells, once all is read, whether these were the keys of the edition itself.
    """
    import json

    return {
        **json.loads("{" + content[content.rindex(',"release":{') + 1 :]),
        "dates": _value(content, content.index('"dates":{')),
        "hashes": _value(content, content.rindex('"hashes":{')),
    }


def _value(content: str, key: int) -> Any:
    """Read the value of the key that begins at `key`."""
    import json

    return json.JSONDecoder().raw_decode(content, content.index(":", key) + 1)[0]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(value)
    return value
