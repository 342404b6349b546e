"""Packing the wheel: beside what is written for people goes the same as the program is quicker to read it."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DECIDING = frozenset(
    "$defs $ref type enum const pattern format minLength minItems minProperties required properties "
    "additionalProperties propertyNames items allOf if then else".split()
)
"""The keywords of the schema of policies that decide whether a file fits; the others speak to people."""

MEANING = "enumDescriptions"
"""What words mean: a check asks it of a word that is none of them."""

FOLDERS = {"src/policyc": "policyc", "templates": "policyc/_data/templates"}


def deciding(schema: Any) -> Any:
    """Leave out of a schema, or a list of them, what decides nothing and no check asks for."""
    if isinstance(schema, list):
        return [deciding(below) for below in schema]
    if not isinstance(schema, dict):
        return schema
    found: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "$defs"):
            found[keyword] = {name: deciding(below) for name, below in value.items()}
        elif keyword in DECIDING:
            found[keyword] = deciding(value)
        elif keyword == MEANING:
            found[keyword] = value
    return found


class Sheets(BuildHookInterface):  # type: ignore[type-arg]
    """Adds sheets as JSON, and our page's template as Python; an editable install reads what people wrote."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write each sheet as JSON into a folder of its own, and tell where it belongs."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.made = tempfile.TemporaryDirectory()
        for folder, packed in FOLDERS.items():
            for path in sorted((Path(self.root) / folder).rglob("*.yaml")):
                if path.parent.name == "starter":  # text for people, which nobody reads as a sheet
                    continue
                inside = path.relative_to(Path(self.root) / folder).with_suffix(".json")
                target = Path(self.made.name) / packed / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
                target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
                build_data["force_include"][str(target)] = f"{packed}/{inside.as_posix()}"

        self._pack_shape(build_data)
        self._pack_page(build_data)

    def _pack_shape(self, build_data: dict[str, Any]) -> None:
        """Write the schema of policies without what it says to people, which only a fault asks for."""
        schema = json.loads((Path(self.root) / "schema" / "policy.schema.json").read_text(encoding="utf-8"))
        target = Path(self.made.name) / "policy.shape.json"
        target.write_text(json.dumps(deciding(schema), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        build_data["force_include"][str(target)] = "policyc/_data/schema/policy.shape.json"

    def _pack_page(self, build_data: dict[str, Any]) -> None:
        """Write our page's template as the Python that Jinja makes of it, which takes longer than to draw a page."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        try:
            from policyc.render.sandbox import python
        finally:
            sys.path.pop(0)
        target = Path(self.made.name) / "packed_page.py"
        target.write_text(python(), encoding="utf-8")
        build_data["force_include"][str(target)] = "policyc/render/packed_page.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        if self.target_name == "wheel" and version != "editable":
            self.made.cleanup()
