"""An Edition into ``policy.json``: facts with their origins, the node tree, plain text, notice, release and hashes."""

from __future__ import annotations

from typing import Any

from policyc.canonical import canonical
from policyc.model.edition import Edition, Release, Withdrawal
from policyc.model.notice import Notice
from policyc.render import document_json, text

FORMAT = 1
"""Grows only when a reader of the old format would misread the new; additions do not change it."""


def render(edition: Edition, withdrawal: Withdrawal | None = None) -> str:
    """Write the canonical JSON (RFC 8785) of a version, as `schema/version.schema.json` describes it.

    A version that was taken back says so.
    """
    found = version(edition)
    if withdrawal:
        found["withdrawal"] = withdrawn(withdrawal)
    return canonical(found)


def version(edition: Edition) -> dict[str, Any]:
    """Return a version as plain data."""
    found = drawn(edition)
    if edition.release:
        found["release"] = release(edition.release)
        if edition.release.hash:
            found["hashes"]["releaseHash"] = edition.release.hash
    return found


def drawn(edition: Edition) -> dict[str, Any]:
    """Return what a version is, whether it was released or not, as plain data."""
    facts = edition.facts
    found: dict[str, Any] = {
        "format": FORMAT,
        "service": facts.service,
        "version": facts.version,
        "title": facts.title,
        "dates": edition.data["dates"],
        "facts": edition.data,
        "provenance": edition.provenance,
        "document": document_json.nodes(edition.document),
        "text": [{"section": section.id, "text": text.section(section)} for section in edition.document.sections],
        "hashes": {
            "sourceHash": edition.source_hash,
            "factsHash": edition.facts_hash,
            "textHash": edition.text_hash,
        },
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
