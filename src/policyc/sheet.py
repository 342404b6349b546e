"""Data written as YAML for people (the law's tables, catalogues, phrases) into plain data; every scalar is text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


class NotASheet(ValueError):
    """A file is not what it should be: no UTF-8, no YAML, or no mapping."""


@cache
def sheet(path: Path) -> Mapping[str, Any]:
    """Read a sheet, once."""
    return read(path)


def read(path: Path) -> Mapping[str, Any]:
    """Read a sheet; 118 stays a telephone number, and a date the characters it is.

    A packed wheel holds each of our own sheets as JSON too (``hatch_build.py``), which is read in its place:
    YAML costs ten times as much. Raises NotASheet or OSError.
    """
    packed = path.with_suffix(".json")
    if path.is_relative_to(_PACKAGE) and packed.is_file():
        import json

        found = json.loads(packed.read_text(encoding="utf-8"))
    else:
        found = _yaml(path) or {}
    if not isinstance(found, dict):
        raise NotASheet(f"not a mapping: {path.name}")
    return found


def _yaml(path: Path) -> Any:
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), loader)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise NotASheet(str(fault)) from fault
