"""What an entry of a list is known by: its id, what it was before, its words; and how it is named in a path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyc.changes.items import item_id
from policyc.changes.said import meant, named, shown
from policyc.model.part import Part, Sentence
from policyc.model.processing import ItemRef, PurposeRef


def former(entry: Any) -> Any:
    """Return the id that an entry had before, as its author says."""
    return getattr(entry, "formerly", None)


def called(entry: Any) -> Any:
    """Return the words of an entry that people know by these alone: one whose author cannot say what it was before."""
    if isinstance(entry, ItemRef) or "formerly" in type(entry).__fields__:
        return None
    return worded(entry) or None if isinstance(entry, Sentence | PurposeRef) else named(entry)


def prose(entry: Any) -> str | None:
    """Return the text of an entry that is nothing but text; None for one that an id tells apart from others."""
    known = getattr(entry, "id", None) or getattr(entry, "purpose", None)
    return None if known else shown(entry)


def steps(entry: Any) -> tuple[str, ...]:
    """Return what names an entry in a path."""
    if isinstance(entry, ItemRef):
        return (*filter(None, (entry.label,)), item_id(entry.item))
    if isinstance(entry, PurposeRef):
        return (entry.purpose or shown(entry),)
    return (getattr(entry, "id", None) or named(entry),)


def made_entry(entry: Any) -> bool:
    """Tell whether an entry stands there because a table says so, id and all."""
    return isinstance(entry, Part) and "id" in entry.origins


def identity(entry: Any, item_ids: Mapping[str, str], purpose_ids: Mapping[str, str]) -> Any:
    """Identify an entry, by the ids that the other version gives what it names."""
    if isinstance(entry, ItemRef):
        known = item_id(entry.item)
        return entry.label, item_ids.get(known, known)
    if isinstance(entry, PurposeRef):
        return purpose_ids.get(entry.purpose or "", entry.purpose) or shown(entry)
    return getattr(entry, "id", None) or meant(entry)


def worded(entry: Any) -> Any:
    """Return the words of an entry, without its condition and notes."""
    if isinstance(entry, PurposeRef):
        return entry.purpose is None and meant(entry.text)
    if isinstance(entry, Sentence):
        return meant(entry.name), meant(entry.text)
    return meant(entry)
