"""The schemas of what a bundle is made of into ``schema/bundle.schema.json``, which needs none of them.

Type generators follow no reference into another file, so what is shared is copied: a reference to a shape brings the
shape with it under its name, one to a single value is replaced by that value.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policyc.workspace import schema_text

HEAD = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
SHORT = "versions.schema.json#/$defs/PublicVersion"
"""A version of the bundle has whatever this one has."""


def page() -> str:
    """Write the schema."""
    own: dict[str, Any] = HEAD | yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    version, short = own["$defs"]["BundleVersion"], _at(SHORT)
    version["required"] = [*short["required"], *version["required"]]
    properties = {key: _placed(value, "versions.schema.json") for key, value in short["properties"].items()}
    version["properties"] = properties | version["properties"]
    shapes: dict[str, Any] = {}
    whole = _gathered(own, shapes, dict.fromkeys(own["$defs"], "#"))
    whole["$defs"] |= shapes
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _gathered(node: Any, own: dict[str, Any], shapes: dict[str, str]) -> Any:
    """Copy a schema with all its references inside; `own` takes the shapes that they bring, `shapes` where from."""
    if isinstance(node, list):
        return [_gathered(below, own, shapes) for below in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref", "#")
    if reference.startswith("#"):
        return {key: _gathered(below, own, shapes) for key, below in node.items()}
    file, pointer = reference.split("#")
    steps = pointer.split("/")[1:]
    if steps[0] != "$defs" or len(steps) > 2:
        return _gathered(_placed(_at(reference), file), own, shapes)
    name = steps[1]
    if shapes.setdefault(name, reference) == reference and name not in own:
        own[name] = {}
        own[name] |= _gathered(_placed(_at(reference), file), own, shapes)
    if shapes[name] != reference:
        raise ValueError(f"two shapes are called {name}")
    return {"$ref": f"#/$defs/{name}"}


def _placed(node: Any, file: str) -> Any:
    """Write the references of another schema as they are read from here."""
    if isinstance(node, list):
        return [_placed(below, file) for below in node]
    if not isinstance(node, dict):
        return node
    own = node.get("$ref", "")
    return {"$ref": f"{file}{own}"} if own.startswith("#") else {key: _placed(node[key], file) for key in node}


def _at(reference: str) -> Any:
    """Return what a reference means."""
    file, pointer = reference.split("#")
    found = _schema(file.removesuffix(".schema.json"))
    for step in pointer.split("/")[1:]:
        found = found[step]
    return found


@cache
def _schema(name: str) -> Any:
    return json.loads(schema_text(name))
