"""The draft of a service into a version: its two days are set, and it is named by its effective day."""

from __future__ import annotations

import datetime
from pathlib import Path

from policyc.atomic import create
from policyc.edit.layout import Layout, Unreadable, layout
from policyc.edit.revise import newest_version, number, service_folder
from policyc.edit.setting import dated
from policyc.record import Record
from policyc.workspace import DRAFT, RELEASED, VERSION, shown

LAST = 99
"""How many versions of one day a file's name can tell apart."""


class NoDraft(Exception):
    """A service has no draft; its text is the service's name."""


class EffectiveFirst(Exception):
    """A version would take effect before it is announced."""


class DayFull(Exception):
    """One more version of a day cannot be named; its text is the day."""


class Dated(Record):
    """The version that `date` made of a draft; `replaces` is the version that had its day before, if one had."""

    path: Path
    announced: datetime.date
    effective: datetime.date
    replaces: str | None = None


def date(root: Path, service: str, announce: datetime.date, effective: datetime.date) -> Dated:
    """Set both days of ``next.yaml``, leave every other byte, and name it; the draft is gone once the version stands.

    Raises NoSuchService, NoDraft, EffectiveFirst, DayFull, Unreadable, LeadsOut or OSError; then the draft stays.
    """
    path = draft(root, service)
    folder = path.parent
    if effective < announce:
        raise EffectiveFirst
    page = layout(shown(path), path.read_bytes())
    content = dated(page, announce, effective, _pattern(folder)).source.raw
    taken = _taken(folder, effective)
    last = folder / f"{taken[-1]}.yaml" if taken else None
    if last and _begun(last, content):
        version, taken = last, taken[:-1]
    else:
        version = folder / f"{_name(effective, taken)}.yaml"
        create(version, content)
    path.unlink()
    return Dated(path=version, announced=announce, effective=effective, replaces=taken[-1] if taken else None)


def draft(root: Path, service: str) -> Path:
    """Return the draft of a service; raise NoSuchService, NoDraft or LeadsOut."""
    path = service_folder(root, service) / f"{DRAFT}.yaml"
    if not path.is_file():
        raise NoDraft(service)
    return path


def _pattern(folder: Path) -> Layout | None:
    """Read the version that the draft was most likely copied from."""
    newest = newest_version(folder)
    try:
        return layout(shown(newest), newest.read_bytes()) if newest else None
    except Unreadable:
        return None


def _taken(folder: Path, effective: datetime.date) -> list[str]:
    """List the versions of a day by their numbers: those that are written, and those that were released."""
    places = [folder, folder / RELEASED]
    stems = {path.name.partition(".")[0] for place in places if place.is_dir() for path in place.iterdir()}
    day = effective.isoformat()
    return sorted((stem for stem in stems if VERSION.fullmatch(stem) and stem[:10] == day), key=number)


def _begun(version: Path, content: bytes) -> bool:
    """Tell whether this very version stands already: the last time was stopped before the draft was removed."""
    recorded = any((version.parent / RELEASED).glob(f"{version.stem}.*"))
    return not recorded and version.is_file() and version.read_bytes() == content


def _name(effective: datetime.date, taken: list[str]) -> str:
    """Name one more version of a day, so that it comes after the others."""
    if not taken:
        return effective.isoformat()
    following = number(taken[-1]) + 1
    if following > LAST:
        raise DayFull(effective.isoformat())
    return f"{effective.isoformat()}-{following}"
