"""The facts of a version, as plain data, into what a notice just in time shows: each occasion with its items.

Every answer says by its `scope` how it hangs together with the item: ``context`` where the row itself says it, ``item``
where the policy says it of the item wherever it is collected, ``service`` where the policy says it of the service as a
whole. Nothing is guessed: what the policy does not say is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

Data: TypeAlias = dict[str, Any]
Scope: TypeAlias = Literal["context", "item", "service"]

SLOTS = ("required", "optional", "automatic")
HOME = "KR"

OTHERS: Mapping[str, str] = {"recipients": "recipient", "processors": "processor"}
"""Block of the facts → how an app calls who stands in it."""


def slices(facts: Mapping[str, Any]) -> list[Data]:
    """Return one slice for each row of `collection` and `files`, in their order."""
    whole = _Whole(facts)
    return [whole.slice(block, *found) for block in ("collection", "files") for found in _rows(facts.get(block))]


def _rows(block: Any) -> Iterator[tuple[Data, Data]]:
    """Yield each row with the entry that it stands in; an entry without rows is its own row."""
    for entry in block["entries"] if block else ():
        for row in entry["rows"] or (entry,):
            yield entry, row


class _Whole:
    """What is said outside the rows, gathered once."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        purposes, retention = facts.get("purposes") or {}, facts.get("retention") or {}
        self.items = {item["id"]: item for item in facts["items"]}
        self.wide = [_purpose(one) for one in purposes.get("entries", ()) if one["scope"] == "service"]
        self.general = retention.get("general")
        self.kept = [one for group in ("statutory", "internal") for one in retention.get(group, ())]
        self.others = list(_others(facts))

    def slice(self, block: str, entry: Data, row: Data) -> Data:
        """Tell all that holds of one row, and of each of its items."""
        levels = [entry] if row is entry else [entry, row]
        found: Data = {
            "context": "/".join([block, *(level["id"] for level in levels)]),
            "name": " > ".join(dict.fromkeys(level["name"] or level["id"] for level in levels)),
            "purposes": [*_scoped("context", row["purposes"]), *_scoped("service", self.wide)],
            "retention": self.retention(row),
            "kept": _records(self.kept, "service", None),
            "basis": _scoped("context", row["basis"]),
            "disclosures": _named(self.others, "service", None),
            "items": [self.item(slot, ref) for slot in SLOTS for ref in row[slot]],
        }
        refusal = {"refusal": {"scope": "context", **row["refusal"]}} if row.get("refusal") else {}
        return found | refusal | {key: row[key] for key in ("when", "personal") if key in row}

    def retention(self, row: Data) -> list[Data]:
        """Tell how long: what the row says, else what is said for the service."""
        own, scope = (row["keep"], "context") if "keep" in row else (self.general, "service")
        return [{"scope": scope, "period": own}] if own else []

    def item(self, slot: str, ref: Data) -> Data:
        """Tell what one item is, where else it goes and what of it is kept."""
        known = self.items[ref["item"]]
        told = {key: ref[key] for key in ("label", "only", "when") if ref.get(key)}
        leaf = {"category": known["category"]} if "category" in known else {}
        return {
            "item": known["id"],
            "name": known["name"],
            "kind": known["kind"],
            "slot": slot,
            **leaf,
            **told,
            "kept": _records(self.kept, "item", known["id"]),
            "disclosures": _named(self.others, "item", known["id"]),
        }


def _purpose(one: Data) -> Data:
    """Write a declared purpose as a row names it."""
    text = one.get("name") or ", ".join(one["text"])
    return {"purpose": one["id"], "text": text} | ({"when": one["when"]} if "when" in one else {})


def _scoped(scope: Scope, found: Iterable[Data]) -> list[Data]:
    return [{"scope": scope, **{key: value for key, value in one.items() if key != "note"}} for one in found]


def _others(facts: Mapping[str, Any]) -> Iterator[tuple[Data, list[Data]]]:
    """Yield whoever else gets data, with the items that the policy names there."""
    for block, role in OTHERS.items():
        for entry in (facts.get(block) or {}).get("entries", ()):
            yield _other(role, entry), entry["items"]
    for use in (facts.get("additionalUse") or {}).get("uses", ()):
        yield _other("additionalUse", use), use["items"]


def _other(role: str, entry: Data) -> Data:
    """Tell who gets data, and where abroad."""
    names = [party["name"] for party in entry["parties"]]
    abroad = dict.fromkeys(party["country"] for party in entry["parties"] if party.get("country", HOME) != HOME)
    told: Data = {"role": role, "entry": entry["id"], "names": names, "countries": list(abroad)}
    return told | {key: entry[key] for key in ("others", "undecided") if key in entry}


def _named(others: Iterable[tuple[Data, list[Data]]], scope: Scope, item: str | None) -> list[Data]:
    """List those that name an item; without one, those that name no item at all."""
    found = []
    for other, items in others:
        refs = [ref for ref in items if ref["item"] == item]
        if refs or (item is None and not items):
            found.append({"scope": scope, **other, **_part(refs)})
    return found


def _records(kept: Iterable[Data], scope: Scope, item: str | None) -> list[Data]:
    """List the records kept on that name an item; without one, those that name no item at all."""
    found = []
    for record in kept:
        refs = [ref for ref in record["items"] if ref["item"] == item]
        if refs or (item is None and not record["items"]):
            text = record.get("keep", {}).get("text")
            told = {"record": record["id"], "name": record["name"], **({"text": text} if text else {})}
            found.append({"scope": scope, **told, **_part(refs)})
    return found


def _part(refs: list[Data]) -> Data:
    """Say which members of an item are meant, where every place that names it means some alone."""
    only = list(dict.fromkeys(word for ref in refs for word in ref["only"]))
    return {"only": only} if only and all(ref["only"] for ref in refs) else {}
