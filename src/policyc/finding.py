"""What a check has to say, before it has words: a code, a place and arguments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from policyc.place import Path, Side, Span
from policyc.record import NOTHING, Record

Argument: TypeAlias = str | int | tuple[str, ...]


class Related(Record):
    """A second place that belongs to a finding; `says` names its words in the finding's catalogue entry."""

    says: str
    at: Path = ()
    side: Side = "value"
    span: Span | None = None


class Finding(Record):
    """One thing that is so. `code` is an id of a catalogue (``*/findings.yaml``); `args` fill its words.

    The place is `at`, a path into the data, found in the text late; `span` is set only where the text
    has no data to point into (broken characters, broken YAML). `side` says whether the caret stands
    under the key or under the value. `day` is the day by whose law a rule judged, None for what no law says.
    """

    code: str
    at: Path = ()
    args: Mapping[str, Argument] = NOTHING
    side: Side = "value"
    span: Span | None = None
    related: tuple[Related, ...] = ()
    day: date | None = None
