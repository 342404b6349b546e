"""The schema of the language into where each of its shapes is explained: under one key, or once for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from policyc.reading.schemas import schema

Node: TypeAlias = Mapping[str, Any]

BRANCHES = ("if", "then", "else")
PLAIN = "text"
"""The shape of any text, of which there is nothing to tell where it stands."""


def shape_of(node: Node) -> str | None:
    """Name the shape that a node refers to, through shapes that only refer to another."""
    if "$ref" not in node:
        return None
    name: str = node["$ref"].removeprefix("#/$defs/")
    return shape_of(schema()["$defs"][name]) or name


def resolved(node: Node) -> Node:
    """Follow a reference and what mappings take; what stands beside them wins."""
    if "$ref" in node.get("then", {}):
        node = {**resolved(node["then"]), **{key: value for key, value in node.items() if key not in BRANCHES}}
    if "$ref" not in node:
        return node
    base = dict(resolved(_referred(node)))
    if "description" in node:
        base.pop("markdownDescription", None)
    return {**base, **node}


def told(node: Node) -> str:
    """Return what a node says of itself, or the shape that it refers to."""
    own = node.get("markdownDescription") or node.get("description")
    if own or node.get("$ref", f"#/$defs/{PLAIN}") == f"#/$defs/{PLAIN}":
        return str(own or "")
    return told(_referred(node))


def _referred(node: Node) -> Node:
    found: Node = schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return found


def under_ids(node: Node) -> Node | None:
    """Return what stands under each id that an author gives, where a mapping takes such."""
    found = node.get("additionalProperties")
    return found if isinstance(found, dict) else None


def entry_of(node: Node) -> Node | None:
    """Return what each entry of a list, or of a mapping without keys of its own, is."""
    return None if "properties" in node else under_ids(node) or node.get("items")


def alike(node: Node) -> str | None:
    """Name the shape that all keys of a mapping have, where they are ids that the program knows."""
    below = [shape_of(one) for one in node.get("properties", {}).values()]
    return below[0] if len(below) > 2 and len(set(below)) == 1 and below[0] != PLAIN else None


@cache
def referrers() -> Mapping[str, frozenset[str]]:
    """Return for each shape who names it: ``/key`` for a key of the policy, or another shape."""
    found: dict[str, set[str]] = {name: set() for name in schema()["$defs"]}
    holders = {f"/{key}": node for key, node in schema()["properties"].items()} | schema()["$defs"]
    for holder, node in holders.items():
        for name in set(_named(node)) - {holder}:
            found[name].add(holder)
    return {name: frozenset(holders) for name, holders in found.items()}


def homes(chosen: Mapping[str, str]) -> Mapping[str, str]:
    """Return for each shape where it is explained: ``/key``, or the name of the shape, itself or one that holds it."""
    return {name: _home(name, chosen) for name in schema()["$defs"]}


def _home(name: str, chosen: Mapping[str, str]) -> str:
    if name in chosen:
        return f"/{chosen[name]}"
    keys = _keys(name, frozenset())
    if len(keys) == 1:
        return min(keys)
    holders = referrers()[name]
    return _home(min(holders), chosen) if len(holders) == 1 else name


def _keys(name: str, seen: frozenset[str]) -> frozenset[str]:
    """List the keys of the policy that lead to a shape."""
    if name.startswith("/"):
        return frozenset({name})
    below = referrers()[name] - seen
    return frozenset(key for holder in below for key in _keys(holder, seen | {name}))


def _named(node: Any) -> Iterator[str]:
    """Yield the shapes that a node names, at any depth; names of keys do not say what is written."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].removeprefix("#/$defs/")
        for key, below in node.items():
            if key != "propertyNames":
                yield from _named(below)
    elif isinstance(node, list):
        for below in node:
            yield from _named(below)
