"""How a value that nobody wrote came to be: by its id, from above, by default, from a table."""

from __future__ import annotations

from collections.abc import Mapping

from policyc.korean import has_hangul
from policyc.model.part import Derived
from policyc.place import Path

BY_ID = "id"
INHERITED = "inherited"
DEFAULT = "default"
GRAMMAR = "grammar"
TAXONOMY = "taxonomy"
STATUTES = "law/statutes"
RECORDS = "law/records"
BODIES = "law/bodies"
CONTACT = "contact"
PARTIES = "parties"


def spaced(id: str) -> str:
    """Read an id as a name: a hyphen that touches Hangul is a space (``접속-기록``), another stays (``E-Mail``)."""
    pieces = id.split("-")
    text = pieces[0]
    for piece in pieces[1:]:
        text += (" " if has_hangul(text[-1:] + piece[:1]) else "-") + piece
    return text


def derived(**found: Derived | None) -> Mapping[str, Derived]:
    """Keep the origins of the fields that were derived; None says that a field was declared."""
    return {field: origin for field, origin in found.items() if origin}


def named(id: str, name: str | None, at: Path) -> tuple[str, Derived | None]:
    """Return what is printed as the name, and where it comes from when it is the id."""
    return (name, None) if name else (spaced(id), Derived(by=BY_ID, at=at))
