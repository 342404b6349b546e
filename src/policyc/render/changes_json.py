"""A Comparison into plain data: each change with its weight and its sentence, and the consents to be asked for anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyc.canonical import canonical
from policyc.model.change import Change, Comparison, Consent
from policyc.model.edition import Edition
from policyc.model.notice import Notice
from policyc.place import Path
from policyc.render.version_json import notice

FORMAT = 1
"""Grows only when a reader of the old format would misread the new; additions do not change it."""

ARGUMENTS = ("name", "where", "before", "after")
"""The arguments of a change that stand beside its other keys; any others stand together in `more`."""


def render(edition: Edition) -> str:
    """Write the canonical JSON (RFC 8785) of a version's changes, as `schema/changes.schema.json` describes it."""
    return canonical(changes(edition))


def changes(edition: Edition) -> dict[str, Any]:
    """Return what a version changes and what notice that owes; the edition has a version before it to compare with."""
    found: dict[str, Any] = {"format": FORMAT, "service": edition.facts.service, **told(edition)}
    if edition.notice:
        found["notice"] = notice(edition.notice)
    return found


def compared(service: str, found: Comparison, owed: Notice | None) -> dict[str, Any]:
    """Return the same of any two versions, in the words of today."""
    whole: dict[str, Any] = {"format": FORMAT, "service": service, **comparison(found)}
    return whole | ({"notice": notice(owed)} if owed else {})


def told(edition: Edition) -> Mapping[str, Any]:
    """Return the comparison of an edition: as it was told when it was released, else in the words of today."""
    if edition.told is not None:
        return edition.told
    if edition.comparison is None:
        raise ValueError(f"{edition.facts.service}/{edition.facts.version} has no version before it")
    return comparison(edition.comparison)


def comparison(found: Comparison) -> dict[str, Any]:
    """Return what differs between two versions, each change in its own words."""
    return {
        "old": found.old,
        "new": found.new,
        "weight": found.weight,
        "changes": [_change(change) for change in found.changes],
        "needsConsent": [_consent(consent) for consent in found.consents],
    }


def _change(change: Change) -> dict[str, Any]:
    from policyc.changes import kinds

    kind = kinds.kind(change.kind)
    found: dict[str, Any] = {
        "kind": change.kind,
        "path": joined(change.path),
        "weight": change.weight,
        "fingerprint": change.fingerprint,
        "action": kind.action,
        "area": kind.area,
        "says": kinds.says(change),
        **{key: change.args[key] for key in ARGUMENTS if key in change.args},
    }
    if kind.ground is not None:
        found["ground"] = kind.ground
    if more := {key: text for key, text in change.args.items() if key not in ARGUMENTS}:
        found["more"] = more
    places = {"old": change.old, "new": change.new}
    return found | {side: joined(at) for side, at in places.items() if at is not None} | _declared(change)


def _declared(change: Change) -> dict[str, Any]:
    """Return what the author says of a change: summary and reason as they are, the rest for the record."""
    said = change.declaration
    if said is None:
        return {}
    record = {"of": said.of, "kind": said.kind, "weight": said.weight, "approvedBy": said.approved_by}
    found = {
        "summary": said.summary,
        "reason": said.reason,
        "declaration": {key: text for key, text in record.items() if text is not None},
    }
    return {key: value for key, value in found.items() if value is not None}


def _consent(consent: Consent) -> dict[str, Any]:
    return {
        "surface": consent.surface,
        "name": consent.name,
        "ground": consent.ground,
        "because": list(consent.because),
    }


def joined(path: Path) -> str:
    """Write a path as authors do, with `/` between; one inside a step is ``~1`` and ``~`` is ``~0``, as in RFC 6901."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in path)
