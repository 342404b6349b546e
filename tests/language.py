"""The schema of the language, walked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policyc.reading import schemas

SCHEMA = schemas.schema()
BRANCHES = ("allOf", "if", "then", "else")
"""The keywords that hold what is asked of some values only."""


def nodes(node: Any = SCHEMA) -> Iterator[dict[str, Any]]:
    """Walk every node of the schema that describes a value."""
    if isinstance(node, dict):
        yield node
        for key in ("properties", "$defs"):
            for below in node.get(key, {}).values():
                yield from nodes(below)
        for key in ("items", "additionalProperties", "propertyNames", *BRANCHES):
            for below in node[key] if isinstance(node.get(key), list) else [node.get(key)]:
                yield from nodes(below)


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference and what a mapping adds; what stands beside them wins."""
    if "then" in node:
        node = {**resolved(node["then"]), **node}
    return {**resolved(SCHEMA["$defs"][node["$ref"].split("/")[-1]]), **node} if "$ref" in node else node
