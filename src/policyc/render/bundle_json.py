"""Everything of a service into ``bundle.json``: each public version with its facts, text, changes and consents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policyc.canonical import assembled, canonical
from policyc.model.edition import Edition, Withdrawal
from policyc.model.public import PublicService, PublicVersion
from policyc.model.surface import ConsentSurface
from policyc.record import Record
from policyc.render import changes_json, document_json, edition_json, version_json, versions_json
from policyc.render.slices import slices

NAME = "bundle.json"
FORMAT = 1
"""Grows only when a reader of the old format would misread the new; additions do not change it."""


class Consented(Record):
    """A surface of consent, and how it hangs together with the version before.

    `asks` tells whether a change of this version asks for the consent anew, and `before` are the surfaces of the
    version before that it carries on.
    """

    surface: ConsentSurface
    asks: bool
    before: tuple[str, ...]


def frozen(edition: Edition, withdrawal: Withdrawal | None) -> Mapping[str, str]:
    """Return what a release froze of a version, by key, each value as canonical JSON, so that it is spelt once."""
    found: dict[str, Any] = {"slices": slices(edition.data)}
    if edition.notice:
        found["notice"] = version_json.notice(edition.notice)
    if edition.comparison:
        found["changes"] = changes_json.told(edition)
    if edition.changes:
        found["changeNotice"] = document_json.nodes(edition.changes)
    if withdrawal:
        found["withdrawal"] = version_json.withdrawn(withdrawal)
    short = {key: canonical(value) for key, value in found.items()}
    return short | {key: version_json.spelt(edition, key) for key in ("facts", "document")}


def render(
    service: PublicService,
    parts: Mapping[str, Mapping[str, str]],
    consents: Mapping[str, Sequence[Consented]],
) -> str:
    """Write the canonical JSON (RFC 8785) of a service, as `schema/bundle.schema.json` describes it.

    `parts` are what `frozen` gave of each version, and `consents` its surfaces, both by its id.
    """
    versions = [_version(one, parts[one.version], consents[one.version]) for one in service.versions]
    newest = service.newest
    head = {"format": FORMAT, "service": service.service, "title": newest.title, "controller": newest.controller}
    return assembled({**{key: canonical(head[key]) for key in head}, "versions": f"[{','.join(versions)}]"})


def _version(one: PublicVersion, parts: Mapping[str, str], consents: Sequence[Consented]) -> str:
    short = {key: canonical(value) for key, value in versions_json.version(one).items()}
    return assembled({**short, **parts, "surfaces": canonical([_surface(each) for each in consents])})


def _surface(found: Consented) -> dict[str, Any]:
    return {**edition_json.surface(found.surface), "asks": found.asks, "before": list(found.before)}
