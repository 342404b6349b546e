"""The registered files that a part names into what readers know them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyc.model.part import Word
from policyc.model.policy import Facts


def file_names(words: Iterable[Word], facts: Facts) -> Iterator[str]:
    """Name each file: its system, and in brackets the file of it that is meant."""
    systems = {entry.id: entry for entry in facts.files.entries} if facts.files else {}
    for word in words:
        system, *below = word.text.split("/")
        names = {row.id: row.name for row in systems[system].rows}
        inner = "/".join(names.get(step, step) for step in below)
        yield f"{systems[system].name}({inner})" if inner else systems[system].name
