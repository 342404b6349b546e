"""An Edition into the plain data that a release freezes: the version with its changes, and its place in the chain."""

from __future__ import annotations

from typing import Any

from policyc.model.edition import Edition, Withdrawal
from policyc.model.surface import ConsentSurface
from policyc.render import changes_json, document_json, version_json

FORMAT = 1
"""Grows when a reader of the old format would misread the new; every format keeps its reader (`publish.stored`)."""


def edition(found: Edition) -> dict[str, Any]:
    """Return all that a release keeps, as `schema/edition.schema.json` describes it; its hash stands outside."""
    if found.release is None:
        raise ValueError(f"{found.facts.service}/{found.facts.version} is not released")
    written = version_json.drawn(found) | {"format": FORMAT}
    if found.comparison:
        written["changes"] = changes_json.told(found)
    if found.changes:
        written["changeNotice"] = document_json.nodes(found.changes)
    if found.surfaces is not None:
        written["surfaces"] = [surface(one) for one in found.surfaces]
    written["release"] = version_json.release(found.release) | {"previous": found.release.previous}
    return written


def surface(found: ConsentSurface) -> dict[str, Any]:
    """Return what people consent to in one go as plain data."""
    return {
        "surface": found.surface,
        "name": found.name,
        "ground": found.ground,
        "recipe": found.recipe,
        "surfaceHash": found.hash,
    }


def withdrawal(found: Withdrawal) -> dict[str, Any]:
    """Return the record of a withdrawal as plain data; its hash stands outside."""
    return {
        "format": FORMAT,
        "service": found.service,
        "version": found.version,
        "reason": found.reason,
        "day": found.day.isoformat(),
        "sequence": found.sequence,
        "previous": found.previous,
    }
