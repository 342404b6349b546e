"""Packing the wheel: beside each sheet written as YAML goes the same as JSON, which is quicker to read."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = {"src/policyc": "policyc", "templates": "policyc/_data/templates"}


class Sheets(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the JSON files to the wheel; an editable install reads the YAML."""

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

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        if self.target_name == "wheel" and version != "editable":
            self.made.cleanup()
