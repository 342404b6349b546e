"""Editions and withdrawals to and from the bytes that a release freezes.

Whatever is read back is untrusted: one byte altered, a file of another kind, another spelling of the same data, all
raise `BadEdition` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from policyc.model.edition import Edition, Withdrawal
from policyc.model.policy import Facts
from policyc.nodes import Document
from policyc.publish import stored_changes, stored_data, stored_document, stored_facts
from policyc.publish.stored_bytes import Opened, Subject, enclosed, opened
from policyc.publish.stored_data import BadEdition as BadEdition
from policyc.publish.stored_data import Misfit, counted, day, digest, each, key, mapping, maybe, said
from policyc.record import Record
from policyc.workspace import SERVICE, VERSION

Data: TypeAlias = dict[str, Any]
T = TypeVar("T")


def write(edition: Edition) -> bytes:
    """Freeze a released edition; its hash is computed here, whatever `release.hash` says."""
    from policyc.render import edition_json

    return enclosed("edition", edition_json.edition(edition))


def write_withdrawal(withdrawal: Withdrawal) -> bytes:
    """Freeze the record of a withdrawal; its hash is computed here."""
    from policyc.render import edition_json

    return enclosed("withdrawal", edition_json.withdrawal(withdrawal))


def read(raw: bytes, name: str = "") -> Edition:
    """Read an edition; raise BadEdition, with the `name` of the file, where it is not whole and of our shape."""
    return _read("edition", raw, name, lambda reader, found: reader.edition(found))


def facts_of(raw: bytes, name: str = "") -> Facts:
    """Read the facts of an edition alone, which costs half; raise BadEdition as `read` does."""
    return _read("edition", raw, name, lambda reader, found: reader.facts(found.data))


def read_withdrawal(raw: bytes, name: str = "") -> Withdrawal:
    """Read the record of a withdrawal; raise BadEdition as `read` does."""
    return _read("withdrawal", raw, name, lambda reader, found: reader.withdrawal(found))


def facts(data: Any, provenance: Any) -> Facts:
    """Rebuild facts from plain data and their provenance; raise BadEdition where they do not fit."""
    return _fitted(lambda: stored_facts.facts(data, provenance))


def document(data: Any) -> Document:
    """Rebuild a document from its node tree; raise BadEdition where it does not fit."""
    return _fitted(lambda: stored_document.document(data))


class Reader(Record):
    """What reads the records of one format."""

    edition: Callable[[Opened], Edition]
    facts: Callable[[Data], Facts]
    withdrawal: Callable[[Opened], Withdrawal]


def _read(subject: Subject, raw: bytes, name: str, take: Callable[[Reader, Opened], T]) -> T:
    try:
        found = opened(subject, raw)
        number = found.data.get("format")
        if type(number) is not int or number not in READERS:
            raise BadEdition("format", "/format")
        return _fitted(lambda: take(READERS[number], found))
    except BadEdition as fault:
        raise BadEdition(fault.reason, fault.pointer, name) from fault


def _fitted(build: Callable[[], T]) -> T:
    try:
        return build()
    except Misfit as misfit:
        raise BadEdition("shape", misfit.pointer) from misfit


def _edition(opened: Opened) -> Edition:
    data = opened.data
    hashes = key(data, "hashes", _hashes)
    found = Edition(
        facts=_facts(data),
        document=key(data, "document", stored_document.document),
        notice=maybe(data, "notice", stored_changes.notice),
        comparison=maybe(data, "changes", stored_changes.comparison),
        changes=maybe(data, "changeNotice", stored_document.document),
        data=data["facts"],
        provenance=data["provenance"],
        source_hash=hashes["sourceHash"],
        facts_hash=hashes["factsHash"],
        text_hash=hashes["textHash"],
        release=key(data, "release", lambda found: stored_changes.release(found, opened.hash)),
        told=data.get("changes"),
        surfaces=maybe(data, "surfaces", each(stored_changes.surface)),
        spelt=opened.spelt,
    )
    if found.comparison and found.comparison.new != found.facts.version:
        raise Misfit("changes", "new")
    return found


def _hashes(value: Any) -> dict[str, str]:
    return {name: key(mapping(value), name, digest) for name in ("sourceHash", "factsHash", "textHash")}


def _facts(data: Data) -> Facts:
    """Rebuild the facts; what stands outside them too says the same there."""
    found = stored_facts.facts(data.get("facts"), data.get("provenance"))
    _service(data)
    _version(data)
    for name in ("service", "version", "title", "dates"):
        if data.get(name) != data["facts"][name]:
            raise Misfit(name)
    return found


def _withdrawal(opened: Opened) -> Withdrawal:
    data = opened.data
    return Withdrawal(
        service=_service(data),
        version=_version(data),
        reason=key(data, "reason", said),
        day=key(data, "day", day),
        sequence=key(data, "sequence", counted),
        previous=maybe(data, "previous", digest),
        hash=opened.hash,
    )


def _service(data: Data) -> str:
    """Take the service's id: a folder's name and nothing that leads out of it."""
    return key(data, "service", lambda value: _named(value, SERVICE.fullmatch))


def _version(data: Data) -> str:
    return key(data, "version", lambda value: _named(value, VERSION.fullmatch))


def _named(value: Any, fits: Callable[[str], object]) -> str:
    if not fits(stored_data.text(value)):
        raise Misfit()
    return str(value)


READERS: Mapping[int, Reader] = {1: Reader(edition=_edition, facts=_facts, withdrawal=_withdrawal)}
"""Format → what reads it; a format that was ever released keeps its reader."""
