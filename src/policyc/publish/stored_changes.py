"""Notice, comparison, surfaces of consent and release of a stored edition back into the model; untrusted input."""

from __future__ import annotations

from typing import Any

from policyc.model.change import WEIGHTS, Change, Comparison, Consent
from policyc.model.edition import Release
from policyc.model.identity import DeclaredChange
from policyc.model.notice import Notice
from policyc.model.surface import ConsentSurface
from policyc.place import Path
from policyc.publish.stored_data import (
    Misfit,
    counted,
    day,
    digest,
    each,
    key,
    mapping,
    maybe,
    one_of,
    path,
    said,
    text,
    whole,
)
from policyc.render.changes_json import ARGUMENTS

_weight = one_of(WEIGHTS)
_texts = each(text)


def notice(data: Any) -> Notice:
    """Rebuild a notice."""
    found = mapping(data)
    return Notice(
        at=("dates",),
        owed=key(found, "owed", whole),
        given=key(found, "given", whole),
        weight=maybe(found, "weight", _weight),
        because=key(found, "because", one_of(("promise", "custom"))),
        counting=key(found, "counting", one_of(("calendar", "clear"))),
        terms=maybe(found, "terms", said),
        changes=key(found, "changes", _texts),
        earliest=key(found, "earliest", day),
        strict=key(found, "strict", day),
        latest_announcement=key(found, "latestAnnouncement", day),
    )


def comparison(data: Any) -> Comparison:
    """Rebuild what changed; the words in which it was told are not read, for they are kept as they were."""
    found = mapping(data)
    return Comparison(
        old=key(found, "old", said),
        new=key(found, "new", said),
        changes=key(found, "changes", each(_change)),
        consents=key(found, "needsConsent", each(_consent)),
    )


def surface(data: Any) -> ConsentSurface:
    """Rebuild what people consent to in one go."""
    found = mapping(data)
    return ConsentSurface(
        surface=key(found, "surface", said),
        name=key(found, "name", text),
        ground=key(found, "ground", said),
        recipe=key(found, "recipe", counted),
        hash=key(found, "surfaceHash", digest),
    )


def release(data: Any, hash: str) -> Release:
    """Rebuild how a version came to be published; `hash` is that of the whole record."""
    found = mapping(data)
    how = key(found, "how", one_of(("released", "adopted")))
    published, evidence = maybe(found, "published", day), maybe(found, "evidence", said)
    if how == "adopted" and published is None:
        raise Misfit("published")
    if how == "adopted" and evidence is None:
        raise Misfit("evidence")
    return Release(
        how=how,
        day=key(found, "day", day),
        published=published,
        evidence=evidence,
        sequence=key(found, "sequence", counted),
        previous=maybe(found, "previous", digest),
        hash=hash,
    )


def _change(data: Any) -> Change:
    found = mapping(data)
    args = {name: key(found, name, text) for name in ARGUMENTS if name in found}
    more = maybe(found, "more", _more) or {}
    change = Change(
        kind=key(found, "kind", said),
        path=tuple(str(step) for step in _steps(found)),
        old=maybe(found, "old", _place),
        new=maybe(found, "new", _place),
        args=args | more,
        weight=key(found, "weight", _weight),
        declaration=_declaration(found),
    )
    for name in ("says", "action", "area"):
        key(found, name, said)
    if found.get("fingerprint") != change.fingerprint:
        raise Misfit("fingerprint")
    return change


def _more(value: Any) -> dict[str, str]:
    return {name: key(value, name, text) for name in mapping(value)}


def _steps(found: dict[str, Any]) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in key(found, "path", text).split("/")]


def _place(value: Any) -> Path:
    return path(text(value))


def _declaration(found: dict[str, Any]) -> DeclaredChange | None:
    said_of = maybe(found, "declaration", mapping)
    if said_of is None:
        return None
    return DeclaredChange(
        of=key(said_of, "of", said),
        kind=key(said_of, "kind", said),
        weight=maybe(said_of, "weight", _weight),
        summary=key(found, "summary", said),
        reason=maybe(found, "reason", said),
        approved_by=maybe(said_of, "approvedBy", said),
    )


def _consent(data: Any) -> Consent:
    found = mapping(data)
    return Consent(
        surface=key(found, "surface", said),
        name=key(found, "name", text),
        ground=key(found, "ground", said),
        because=key(found, "because", _texts),
    )
