"""Plain data of the right shape into a Policy: short forms written out, every part with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from policyc.model import part, policy
from policyc.place import Path, Source
from policyc.reading.structure_blocks import (
    collection,
    cookies,
    entries,
    fields,
    outline,
    processors,
    recipients,
    sentences,
    words,
)

P = TypeVar("P", bound=part.Part)


def structure(source: Source) -> policy.Policy:
    """Build the Policy of a source that has passed `shape.check`; service and version come from the path."""
    data: dict[str, Any] = source.data
    *_, service, name = ("", *source.file.split("/"))
    plain = fields(data, "format", "title", "subtitle", "new-purpose", "sensitive")
    return policy.Policy(
        service=service,
        version=name.removesuffix(".yaml").removesuffix(".yml"),
        **plain,
        words={key: str(value) for key, value in data.get("words", {}).items()},
        controller=_one(part.Controller, data, "controller"),
        dates=_dates(data["dates"]),
        earlier=_one(part.Earlier, data, "earlier"),
        first=data.get("first", False),
        change_notice=_one(policy.ChangeNotice, data, "change-notice"),
        waivers=tuple(_waiver(entry, ("waivers", index)) for index, entry in enumerate(data.get("waivers", []))),
        contacts=entries(part.Contact, data, "contacts", short="name"),
        definitions=tuple(
            part.Definition(at=("definitions", term), term=term, text=text)
            for term, text in data.get("definitions", {}).items()
        ),
        items=entries(policy.Item, data, "items", short="name"),
        purposes=entries(policy.Purpose, data, "purposes", short="text"),
        periods=tuple(
            policy.NamedPeriod(at=("periods", key), id=key, phrase=text)
            for key, text in data.get("periods", {}).items()
        ),
        collection=collection(data),
        methods=sentences(data.get("methods"), ("methods",)),
        children=_optional(part.Children, data, "children"),
        retention=_retention(data),
        dormant=_optional(policy.Dormant, data, "dormant"),
        destruction=_destruction(data),
        recipients=recipients(data),
        recipient_exceptions=sentences(data.get("recipient-exceptions"), ("recipient-exceptions",)),
        processors=processors(data),
        rights=_rights(data),
        cookies=cookies(data),
        safety=sentences(data.get("safety"), ("safety",)),
        officers=entries(policy.Officer, data, "officers"),
        remedies=_remedies(data),
        numbering=words(data.get("numbering"), ("numbering",)),
        outline=outline(data.get("outline"), ("outline",)),
    )


def _one(kind: Callable[..., P], data: dict[str, Any], key: str) -> Any:
    """Build the part under `key`, or return None where there is none."""
    return kind(at=(key,), **fields(data[key], at=(key,))) if key in data else None


def _optional(kind: Callable[..., P], data: dict[str, Any], key: str) -> Any:
    """Like `_one`, for a block that may also say ``none``."""
    if data.get(key) == "none":
        return kind(at=(key,), none=True)
    return _one(kind, data, key)


def _dates(data: dict[str, str]) -> part.Dates:
    announced = data.get("announced")
    return part.Dates(
        at=("dates",),
        effective=date.fromisoformat(data["effective"]),
        announced=date.fromisoformat(announced) if announced else None,
    )


def _waiver(data: dict[str, Any], at: Path) -> part.Waiver:
    plain = fields(data, "finding", "given", "owed", "reason", "approved-by", "public")
    return part.Waiver(at=at, where=data["at"], date=date.fromisoformat(data["date"]), **plain)


def _retention(data: dict[str, Any]) -> policy.Retention | None:
    if "retention" not in data:
        return None
    block, at = data["retention"], ("retention",)
    return policy.Retention(
        at=at,
        general=block.get("general"),
        internal=entries(policy.KeptRecord, block, "internal", within=at, group="internal"),
        statutory=entries(policy.KeptRecord, block, "statutory", within=at, group="statutory"),
    )


def _destruction(data: dict[str, Any]) -> part.Destruction | None:
    if "destruction" not in data:
        return None
    block, at = data["destruction"], ("destruction",)
    return part.Destruction(
        at=at,
        procedure=sentences(block.get("procedure"), (*at, "procedure")),
        methods=sentences(block.get("methods"), (*at, "methods")),
    )


def _rights(data: dict[str, Any]) -> part.Rights | None:
    if "rights" not in data:
        return None
    block = data["rights"]
    return part.Rights(
        at=("rights",),
        list=words(block["list"], ("rights", "list")),
        any_time=block.get("any-time", False),
        pause_while_correcting=block.get("pause-while-correcting", False),
        how=entries(part.Way, block, "how", within=("rights",)),
    )


def _remedies(data: dict[str, Any]) -> policy.Remedies | None:
    if "remedies" not in data:
        return None
    if data["remedies"] == "standard":
        return policy.Remedies(at=("remedies",), standard=True)
    return policy.Remedies(at=("remedies",), bodies=entries(policy.Body, data, "remedies"))
