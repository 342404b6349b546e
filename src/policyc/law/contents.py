"""The list of what a policy has to say -> each content of a day: its ground, when it applies, what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from policyc.law.dated import Entry, held, read_day, read_table
from policyc.record import Record


class Content(Record):
    """A content of a policy, as a line of a checklist.

    `ground` cites the provision as authors do. `level` is the rank of what asks for it: ``statute``, ``standard``
    (the commission's standard guidelines), ``guideline`` (a recommendation) or ``custom``. It `applies` ``always``
    or, where ``applicable``, on a `condition`. `blocks` are the keys of the policy file that say it; `eye` is what
    no machine can check, a sentence each.
    """

    id: str
    name: str
    ground: str
    level: str
    applies: str
    condition: str | None
    blocks: tuple[str, ...]
    eye: tuple[str, ...]
    since: date
    attested: bool
    source: str
    checked: date

    @property
    def always(self) -> bool:
        """Tell whether every policy must say it."""
        return self.applies == "always"


@cache
def contents(on: date) -> Mapping[str, Content]:
    """Read the contents in force on a day, by id, in the order of the guideline."""
    return MappingProxyType(
        {key: _content(key, entry) for key, entries in read_table("contents").items() if (entry := held(entries, on))}
    )


def content_ids() -> tuple[str, ...]:
    """List the ids of the contents, of any day, in order."""
    return tuple(read_table("contents"))


def _content(key: str, entry: Entry) -> Content:
    return Content(
        id=key,
        name=entry["name"],
        ground=entry["ground"],
        level=entry["level"],
        applies=entry["applies"],
        condition=entry.get("condition"),
        blocks=tuple(entry["blocks"]),
        eye=tuple(entry["eye"]),
        since=read_day(entry["from"]),
        attested=entry["basis"] == "attested",
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )
