"""A change into what fills the holes of its sentence: its texts as people read them, and what its key is called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policyc.model.change import Change
from policyc.sheet import sheet

_HERE = Path(__file__).parent


def holes(change: Change) -> dict[str, str]:
    """Return what is known of a change by the name of its hole (``labels.yaml`` says how ids are read)."""
    labels = _labels()
    texts = {key: _read(text, change, " > " if key == "where" else ", ") for key, text in change.args.items()}
    if change.path and change.path[-1] in labels["unsaid"]:
        texts = {key: text for key, text in texts.items() if key not in ("before", "after")}
    named = {"what": _what(change.path), "block": labels["blocks"].get(change.path[0]) if change.path else None}
    return {**texts, **{hole: text for hole, text in named.items() if text}}


def _read(text: str, change: Change, between: str) -> str:
    """Put the known words of the language in a text into Korean; a Korean sentence goes without its full stop."""
    words: Mapping[str, str] = _labels()["words"]
    above = change.path[-2] if len(change.path) > 1 else ""
    parts = (words.get(f"{above}/{part}") or words.get(part) or _section(part, change) for part in text.split(between))
    read = between.join(parts)
    return read[:-1] if read.endswith(tuple(_labels()["stops"])) else read


def _section(word: str, change: Change) -> str:
    """Name a section that has no heading of its own."""
    found: str = _labels()["blocks"].get(word, word) if change.path[:1] == ("outline",) else word
    return found


def _what(path: tuple[str, ...]) -> str | None:
    """Name the key that changed: the last step of a path that people know by a name, the block left out."""
    keys: Mapping[str, str] = _labels()["keys"]
    for i in range(len(path) - 1, -1 if len(path) == 1 else 0, -1):
        step = path[i]
        found = keys.get(f"{path[i - 1]}/{step}") or keys.get(f"{path[0]}/{step}") or keys.get(step)
        if found:
            return found
    return None


def _labels() -> Mapping[str, Any]:
    return sheet(_HERE / "labels.yaml")
