"""What a workspace may decide into ``schema/workspace.schema.json``, by which an editor completes the settings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from policyc.korean import fill
from policyc.report import catalogue
from policyc.report.catalogue import Entry
from policyc.report.settings import BASE_URL, FORMAT, WEIGHTS
from policyc.sheet import read


def page() -> str:
    """Write the schema; every rule is a property, explained where the pointer rests on it."""
    said = read(Path(__file__).with_suffix(".yaml"))
    rules = {code: _rule(entry, said) for code, entry in sorted(catalogue.rules().items())}
    weight = {"enum": list(WEIGHTS), "enumDescriptions": [said["weights"][weight] for weight in WEIGHTS]}
    long = {
        "severity": {"title": said["severity"], "$ref": "#/$defs/weight"},
        "reason": {**said["reason"], "type": "string", "minLength": 1},
    }
    site = {"base-url": {**said["base-url"], "type": "string", "pattern": f"^{BASE_URL}$"}}
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": said["title"],
        "description": said["description"],
        "type": "object",
        "required": ["format"],
        "additionalProperties": False,
        "properties": {
            "format": {**said["format"], "enum": [int(FORMAT), FORMAT]},
            "rules": {**said["rules"], "type": ["object", "null"], "additionalProperties": False, "properties": rules},
            "site": {**said["site"], "type": ["object", "null"], "additionalProperties": False, "properties": site},
        },
        "$defs": {
            "weight": {"title": said["severity"], **weight},
            "rule": {
                "type": ["string", "object"],
                "if": {"type": "string"},
                "then": {"$ref": "#/$defs/weight"},
                "else": {"required": ["severity"], "additionalProperties": False, "properties": long},
            },
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _rule(entry: Entry, said: Any) -> dict[str, Any]:
    """Explain one rule as an editor shows it."""
    holes = dict.fromkeys(re.findall(r"\{([A-Za-z_][\w-]*)", entry.message[-1]), "○○")
    values = {
        "severity": catalogue.words()["severity"][entry.severity],
        "message": fill(entry.message[-1], holes),
        "ground": entry.grounds[-1][1] or entry.grounds[-2][1],
    }
    return {"markdownDescription": fill(said["rule"], values), "$ref": "#/$defs/rule"}
