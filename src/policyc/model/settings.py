"""What a workspace decides for itself: how much the findings of rules weigh with it, and where its site stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from policyc.record import NOTHING, Record

Weighed: TypeAlias = Literal["error", "warning", "info", "silent"]


class Settings(Record):
    """`severities` are those of the rules, by id, that weigh otherwise than their catalogue says; ``silent``: not told.

    `base_url` is the address at which ``out/`` is published, with a slash at its end; None where nobody said it.
    """

    severities: Mapping[str, Weighed] = NOTHING
    base_url: str | None = None


DEFAULT = Settings()
"""What holds where a workspace says nothing."""
