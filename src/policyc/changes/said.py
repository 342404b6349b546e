"""What a value says, for comparing (by meaning) and for showing (as printed)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policyc.facts.origins import spaced
from policyc.model.part import Citation, OutlineColumn, Part, Period, Sentence, Weblink, Word
from policyc.model.processing import Basis, ItemRef, PurposeRef
from policyc.model.shape import slots

UNSAID = frozenset({"id", "formerly", "reads", "group", "scope"})
"""Fields of an entry that no reader sees, or not as words."""


def plain(text: str) -> str:
    """Write a text with single spaces: white space means nothing."""
    return " ".join(text.split())


def shown(value: Any, but: str = "") -> str:
    """Write a value as people read it, `but` for its name where that is said already; nothing for what is absent."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(shown, value)))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(below)}" for key, below in value.items())
    if not isinstance(value, Part):
        return value.isoformat() if hasattr(value, "isoformat") else plain(str(value))
    return _part(value, but)


def meant(value: Any) -> Any:
    """Return what a value means, in a form that compares; a list without regard to its order."""
    if isinstance(value, tuple):
        return frozenset(map(meant, value))
    if isinstance(value, Citation):
        cited = (value.statute, value.article, value.paragraph, value.item)
        return cited if value.statute else plain(value.text)
    if isinstance(value, Basis):
        return meant(value.citation) if value.citation else value.ground
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Part):
        return tuple((key, meant(getattr(value, slot.field))) for key, slot in slots(type(value)).items())
    return value


def named(part: Part) -> str:
    """Return what people call a part: its name, else its words, else its id."""
    for field in ("name", "heading", "term", "text", "item", "version", "title", "department", "id"):
        value = getattr(part, field, None)
        if value:
            return shown(value)
    return ""


def _part(part: Part, but: str) -> str:
    if isinstance(part, (Word, Citation, PurposeRef, Period)):
        return plain(part.text)
    if isinstance(part, Sentence):
        return ": ".join(filter(None, (part.name, plain(part.text))))
    if isinstance(part, Basis):
        return shown(part.citation) if part.citation else part.ground
    if isinstance(part, OutlineColumn):
        return part.heading or part.id
    if isinstance(part, Weblink):
        return shown((part.label, part.url))
    if isinstance(part, ItemRef):
        inner = f"({shown(part.only)})" if part.only else ""
        return f"{spaced(part.item)}{inner}"
    values = (getattr(part, slot.field) for slot in slots(type(part)).values() if slot.field not in UNSAID)
    return ", ".join(text for text in _texts(values) if text != but)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    return (text for value in values if not isinstance(value, bool) and (text := shown(value)))
