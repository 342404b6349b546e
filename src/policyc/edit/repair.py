"""Files whose Hangul is taken apart (NFD) into the same files with it composed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policyc.atomic import write
from policyc.reading.characters import repaired
from policyc.workspace import shown


def repair(paths: Iterable[Path]) -> list[str]:
    """Write anew what is not composed, otherwise unchanged; return the names of these files."""
    found = []
    for path in paths:
        content = repaired(path.read_bytes())
        if content is not None:
            write(path, content)
            found.append(shown(path))
    return found
