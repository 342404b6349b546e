"""A path as authors write it (``contacts/helpdesk/phone``) into the fact that it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from policyc.korean import has_hangul
from policyc.model.identity import Agent
from policyc.model.keeping import KeptRecord
from policyc.model.part import NamedPeriod, Part
from policyc.model.people import Body, Officer
from policyc.model.policy import Policy
from policyc.model.shape import slots
from policyc.model.sharing import Party
from policyc.reading.similar import similar

ADOPTING = (Agent, Body, KeptRecord, Officer, Party)
"""Parts that may take what they do not say from a table or from what they name."""


def leads(policy: Policy, path: str) -> bool:
    """Tell whether a path leads to a fact, be it one that is only taken over from elsewhere later."""
    *way, last = path.split("/")
    part = _at(policy, way)
    if _is_fact(_at(policy, path.split("/"))):
        return True
    if not isinstance(part, Part) or last not in slots(type(part)):
        return False
    by_id = last == "name" and has_hangul(str(getattr(part, part.KEY, "")))
    return by_id or isinstance(part, ADOPTING)


def meant(policy: Policy, path: str) -> str | None:
    """Return the path with its first wrong step put right, if it leads somewhere then."""
    steps = path.split("/")
    for end, step in enumerate(steps):
        if _at(policy, steps[: end + 1]) is None:
            close = similar(step, _steps(_at(policy, steps[:end])))
            better = "/".join((*steps[:end], close or step, *steps[end + 1 :]))
            return better if close and leads(policy, better) else None
    return None


def _is_fact(value: object) -> bool:
    """Tell whether a value is a text or a day, a thing with one text or name, or a list of texts."""
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(one, Part) and getattr(one, "text", None) for one in value)
    if isinstance(value, Part):
        return isinstance(value, NamedPeriod) or bool(getattr(value, "text", None) or getattr(value, "name", None))
    return isinstance(value, str | date) and value != ""


def _at(value: object, path: Sequence[str]) -> object:
    """Go down a path; the entries of a keyed part stand on it beside its own keys."""
    if not path:
        return value
    if isinstance(value, tuple):
        return _at(next((one for one in value if _id(one) == path[0]), None), path[1:])
    if isinstance(value, Mapping):
        return _at(value.get(path[0]), path[1:])
    if not isinstance(value, Part):
        return None
    slot = slots(type(value)).get(path[0])
    if slot:
        return _at(getattr(value, slot.field), path[1:])
    return _at(getattr(value, value.KEYED), path) if value.KEYED else None


def _steps(value: object) -> tuple[str, ...]:
    """List what a step down from here may be called."""
    if isinstance(value, tuple):
        return tuple(filter(None, map(_id, value)))
    if not isinstance(value, Part):
        return ()
    return (*slots(type(value)), *(_steps(getattr(value, value.KEYED)) if value.KEYED else ()))


def _id(value: object) -> str | None:
    found = getattr(value, value.KEY, None) if isinstance(value, Part) else None
    return found if isinstance(found, str) else None
