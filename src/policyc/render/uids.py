"""The hash of a record into names that never change: for a feed's entries and a calendar's events."""

from __future__ import annotations

_SPACE = "5c3cf0f4-1b0b-5d0f-9f1e-5a2f1f3d6a0e"
"""What our names are made in; another one would make every entry and every event a new one to those who have them."""


def uid(digest: str, what: str) -> str:
    """Return a UUID (version 5, RFC 9562) for one thing that is told of the record with a hash."""
    from uuid import UUID, uuid5

    return str(uuid5(UUID(_SPACE), f"{digest}/{what}"))
