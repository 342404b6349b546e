"""An Edition into ``policy.json``: facts with their origins, the node tree, plain text, notice, release and hashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from policyc.canonical import assembled, canonical
from policyc.model.edition import Edition, Release, Withdrawal
from policyc.model.notice import Notice
from policyc.render import document_json, text

FORMAT = 1
"""Grows only when a reader of the old format would misread the new; additions do not change it."""


def render(edition: Edition, withdrawal: Withdrawal | None = None) -> str:
    """Write the canonical JSON (RFC 8785) of a version, as `schema/version.schema.json` describes it.

    A version that was taken back says so.
    """
    found = _short(edition) | _released(edition)
    if withdrawal:
        found["withdrawal"] = withdrawn(withdrawal)
    short = {key: canonical(value) for key, value in found.items()}
    return assembled({**short, **{key: spelt(edition, key) for key in LONG}})


def drawn(edition: Edition) -> dict[str, Any]:
    """Return what a version is, whether it was released or not, as plain data."""
    return _short(edition) | {key: draw(edition) for key, draw in LONG.items()}


def spelt(edition: Edition, key: str) -> str:
    """Return one of the `LONG` parts of a version as canonical JSON: as its record spells it, if it has one."""
    return edition.spelt.get(key) or canonical(LONG[key](edition))


LONG: Mapping[str, Callable[[Edition], Any]] = {
    "facts": lambda edition: edition.data,
    "provenance": lambda edition: edition.provenance,
    "document": lambda edition: document_json.nodes(edition.document),
    "text": lambda edition: [{"section": one.id, "text": text.section(one)} for one in edition.document.sections],
}
"""What a version has much of, and a release freezes: how each is written."""


def _released(edition: Edition) -> dict[str, Any]:
    """Return how a version was released, and its hashes with that of its record."""
    if edition.release is None:
        return {}
    own = {"releaseHash": edition.release.hash} if edition.release.hash else {}
    return {"release": release(edition.release), "hashes": _hashes(edition) | own}


def _hashes(edition: Edition) -> dict[str, str]:
    return {"sourceHash": edition.source_hash, "factsHash": edition.facts_hash, "textHash": edition.text_hash}


def _short(edition: Edition) -> dict[str, Any]:
    facts = edition.facts
    found: dict[str, Any] = {
        "format": FORMAT,
        "service": facts.service,
        "version": facts.version,
        "title": facts.title,
        "dates": edition.data["dates"],
        "hashes": _hashes(edition),
    }
    if edition.notice:
        found["notice"] = notice(edition.notice)
    return found


def notice(found: Notice) -> dict[str, Any]:
    """Return the days owed and given as plain data."""
    written: dict[str, Any] = {
        "owed": found.owed,
        "given": found.given,
        "weight": found.weight,
        "because": found.because,
        "counting": found.counting,
        "terms": found.terms,
        "changes": list(found.changes),
        "earliest": found.earliest.isoformat(),
        "strict": found.strict.isoformat(),
        "latestAnnouncement": found.latest_announcement.isoformat(),
    }
    return {key: value for key, value in written.items() if value is not None}


def withdrawn(found: Withdrawal) -> dict[str, Any]:
    """Return when and why a version was taken back as plain data."""
    return {"day": found.day.isoformat(), "reason": found.reason}


def release(found: Release) -> dict[str, Any]:
    """Return how a version came to be published as plain data; its own hash stands with the others."""
    written = {
        "how": found.how,
        "day": found.day.isoformat(),
        "published": found.published.isoformat() if found.published else None,
        "evidence": found.evidence,
        "sequence": found.sequence,
        "previous": found.previous,
    }
    return {key: value for key, value in written.items() if value is not None}
