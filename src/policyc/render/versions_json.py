"""The public versions of a service into ``versions.json``: small, for those who ask often if there is a new one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from policyc.canonical import canonical
from policyc.model.public import PublicService, PublicVersion

FORMAT = 1
"""Grows only when a reader of the old format would misread the new; additions do not change it."""

FILES: Mapping[str, str] = {
    "index.html": "page",
    "policy.json": "data",
    "policy.md": "markdown",
    "policy.txt": "text",
    "changes.html": "changesPage",
    "changes.json": "changesData",
    "changes.md": "changesMarkdown",
}
"""File name in the folder of a version → the key under which its path stands."""


def render(service: PublicService) -> str:
    """Write the canonical JSON (RFC 8785) of a service's versions, as `schema/versions.schema.json` describes it.

    Which of them holds depends on the day it is read, so that is not said.
    """
    return canonical(
        {
            "format": FORMAT,
            "service": service.service,
            "title": service.newest.title,
            "controller": service.newest.controller,
            "versions": [version(one) for one in service.versions],
        }
    )


def read(content: bytes) -> PublicService:
    """Read back what a build of ours wrote of a service, as far as it was written; its origin was not."""
    found = json.loads(content)
    title, controller = found["title"], found.get("controller", "")
    versions = tuple(_read(one, title, controller) for one in found["versions"])
    return PublicService(service=found["service"], origin="", versions=versions)


def version(one: PublicVersion) -> dict[str, Any]:
    """Return one version as plain data; what is absent has no key."""
    written: dict[str, Any] = {
        "version": one.version,
        "announced": one.announced.isoformat(),
        "effective": one.effective.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None,
        "before": one.before,
        "weight": one.weight,
        "needsConsent": one.needs_consent if one.before else None,
        "example": one.example or None,
        "hashes": dict(one.hashes),
        "files": {FILES[name]: f"{one.version}/{name}" for name in one.files},
    }
    return {key: value for key, value in written.items() if value is not None}


def _read(one: Mapping[str, Any], title: str, controller: str) -> PublicVersion:
    names = {key: name for name, key in FILES.items()}
    return PublicVersion(
        version=one["version"],
        title=title,
        controller=controller,
        announced=date.fromisoformat(one["announced"]),
        effective=date.fromisoformat(one["effective"]),
        until=_day(one.get("until")),
        withdrawn=_day(one.get("withdrawn")),
        before=one.get("before"),
        weight=one.get("weight"),
        needs_consent=one.get("needsConsent", False),
        example=one.get("example", False),
        hashes=one["hashes"],
        files=tuple(names[key] for key in one["files"] if key in names),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
