"""The schema of the language, as it is packed: the whole, and what of it decides whether a file fits."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from policyc.workspace import data, schema_text


@cache
def schema() -> dict[str, Any]:
    """Read the schema of the language."""
    found: dict[str, Any] = json.loads(schema_text("policy"))
    return found


@cache
def deciding() -> dict[str, Any]:
    """Read what of the schema decides, and what its words mean: a wheel has a fifth apart (``hatch_build.py``)."""
    packed = data("schema") / "policy.shape.json"
    if not packed.is_file():
        return schema()
    found: dict[str, Any] = json.loads(packed.read_text(encoding="utf-8"))
    return found
