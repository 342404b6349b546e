"""The newest version of a policy into the draft of the next one: the same text, without what was that version's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from policyc import place
from policyc.atomic import create
from policyc.edit.cutting import without
from policyc.edit.layout import layout
from policyc.reading import shape
from policyc.record import Record
from policyc.workspace import DRAFT, RELEASED, SERVICE, VERSION, LeadsOut, shown

DAYS = ("announced", "effective", "amended")
"""The days that belong to one version; the day of the first policy stays."""

OWN = ("changes", "waivers")
"""Blocks that speak of one version and its neighbour."""


class NoSuchService(Exception):
    """There is no folder of this name below ``policy/``; its text is the name, `known` are those that there are."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.known = tuple(known)


class NoVersion(Exception):
    """A service has no version to start from; its text is the service's name."""


class DraftExists(Exception):
    """There is a draft already; its text is the file's name."""


class Revised(Record):
    """The draft that `revise` wrote: the version it is a copy of, and what was left out, as authors write places."""

    path: Path
    version: str
    removed: tuple[str, ...] = ()


def revise(root: Path, service: str) -> Revised:
    """Start ``next.yaml`` from the newest version, released or not, byte for byte but for what is not carried over.

    Raises NoSuchService, NoVersion, DraftExists, Unreadable, LeadsOut or OSError; then nothing is written.
    """
    folder = service_folder(root, service)
    draft = folder / f"{DRAFT}.yaml"
    for taken in (draft, draft.with_suffix(".yml")):
        if os.path.lexists(taken):
            raise DraftExists(f"policy/{service}/{taken.name}")
    newest = newest_version(folder)
    if newest is None:
        raise NoVersion(service)
    page = layout(shown(newest), newest.read_bytes())
    gone = tuple(at for at in not_carried_over(page.data) if at in page.source.keys)
    content = without(page, gone).source.raw
    try:
        create(draft, content)
    except FileExistsError:
        raise DraftExists(f"policy/{service}/{draft.name}") from None
    return Revised(path=draft, version=newest.stem, removed=tuple(map(place.written, gone)))


def service_folder(root: Path, service: str) -> Path:
    """Return the folder of a service; raise NoSuchService, or LeadsOut where a link leads out of the workspace."""
    folder = root / "policy" / service
    if not SERVICE.fullmatch(service) or not folder.is_dir():
        known = sorted(path.name for path in (root / "policy").iterdir() if path.is_dir() and path.name[0] != ".")
        raise NoSuchService(service, known)
    if not folder.resolve().is_relative_to(root.resolve()):
        raise LeadsOut(folder.as_posix())
    return folder


def versions(folder: Path) -> list[Path]:
    """List the files of a service's versions by their days, and of one day by their numbers."""
    found = (path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and VERSION.fullmatch(path.stem))
    return sorted(found, key=lambda path: (path.stem[:10], number(path.stem), path.name))


def number(version: str) -> int:
    """Return which of its day a version is: ``2026-01-05`` is the first, ``2026-01-05-2`` the second."""
    return int(version[11:] or 1)


def newest_version(folder: Path) -> Path | None:
    """Return the newest version that was not withdrawn."""
    standing = [path for path in versions(folder) if not (folder / RELEASED / f"{path.stem}.withdrawn.json").exists()]
    return standing[-1] if standing else None


def not_carried_over(data: dict[str, Any]) -> Iterator[place.Path]:
    """Yield what no next version begins with: days, waivers, words on changes, earlier names, being the first."""
    dates = data.get("dates")
    if isinstance(dates, dict) and set(dates) - set(DAYS):
        yield from (("dates", day) for day in DAYS if day in dates)
    else:
        yield ("dates",)
    if data.get("first") is True:
        yield ("first",)
    yield from ((block,) for block in OWN)
    yield from _earlier_names({key: value for key, value in data.items() if key not in OWN}, ())


def _earlier_names(data: Any, at: place.Path) -> Iterator[place.Path]:
    """Yield each ``formerly`` that is the language's word, and not an id that the author chose."""
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in below:
        here = (*at, step)
        if step == "formerly" and shape.knows(here):
            yield here
        else:
            yield from _earlier_names(value, here)
