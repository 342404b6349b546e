"""One YAML table of this room -> plain data, every scalar as text; and what the eye skips when it compares names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

# Spaces and the dots that Korean sets between words. Statutes use U+318D, a letter by its block, as their dot.
UNSEEN = dict.fromkeys((*map(ord, " \t\n\u00a0\u3000\u00b7\u2022\u2027\u22c5\u30fb\uff65"), 0x318D))


@cache
def sheet(name: str) -> Any:
    """Read a table by its name; all scalars are text, so that 118 stays a telephone number."""
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"), loader)
