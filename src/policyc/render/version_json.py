"""An Edition into ``policy.json``: facts with their origins, the node tree, plain text, notice and hashes."""

from __future__ import annotations

from typing import Any

from policyc.canonical import canonical
from policyc.model.edition import Edition
from policyc.model.notice import Notice
from policyc.render import document_json, text

FORMAT = 1
"""Grows only when a reader of the old format would misread the new; additions do not change it."""


def render(edition: Edition) -> str:
    """Write the canonical JSON (RFC 8785) of a version, as `schema/version.schema.json` describes it."""
    return canonical(version(edition))


def version(edition: Edition) -> dict[str, Any]:
    """Return a version as plain data."""
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
        found["notice"] = _notice(edition.notice)
    return found


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "owed": notice.owed,
        "given": notice.given,
        "because": notice.because,
        "counting": notice.counting,
        "earliest": notice.earliest.isoformat(),
        "latestAnnouncement": notice.latest_announcement.isoformat(),
    }
