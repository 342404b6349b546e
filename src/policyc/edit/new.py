"""A service's name and days into its first policy file: the starter, whose blanks are for the legal team to fill."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from policyc.atomic import write
from policyc.place import nearest, written
from policyc.reading import dates, yaml
from policyc.record import Record
from policyc.workspace import SERVICE, LeadsOut

STARTER = Path(__file__).with_name("starter") / "policy.yaml"
BLANK = "○○○"
LEAD = timedelta(days=8)
"""From an announcement to an effective day that leaves seven days between them, however they are counted."""


class BadService(Exception):
    """A name that cannot be a service's, for it becomes an address; its text is the name."""


class ServiceExists(Exception):
    """There is something below ``policy/`` under this name already; its text is the name."""


class Blank(Record):
    """A place to be filled in, as `check` finds it: its line, its path, and the comment on its line."""

    line: int
    place: str
    comment: str


class Started(Record):
    """The file that `new` wrote, and its blanks."""

    path: Path
    blanks: tuple[Blank, ...]


def new(root: Path, service: str, *, as_of: date, effective: date | None = None) -> Started:
    """Write the first policy file of a service, named by its effective day; it is announced today, so far as known.

    Raises BadService, ServiceExists, LeadsOut or OSError.
    """
    if not SERVICE.fullmatch(service):
        raise BadService(service)
    folder = root / "policy" / service
    if folder.is_symlink() or _taken(folder):
        raise ServiceExists(service)
    if not folder.resolve().is_relative_to(root.resolve()):
        raise LeadsOut(folder.as_posix())
    day = effective or as_of + LEAD
    path = folder / f"{day.isoformat()}.yaml"
    content = text(as_of, day).encode()
    write(path, content)
    return Started(path=path, blanks=blanks(content))


def text(as_of: date, effective: date) -> str:
    """Write the starter for its days; who dates a policy back must say when it was announced."""
    announced = as_of.isoformat() if as_of <= effective else BLANK
    starter = STARTER.read_text(encoding="utf-8")
    return starter.replace("{announced}", announced).replace("{effective}", effective.isoformat())


def blanks(content: bytes) -> tuple[Blank, ...]:
    """List what is left to be filled in, in the order of the lines."""
    source, _ = yaml.read("", content)
    if source is None:
        raise AssertionError("the starter cannot be read")
    lines = source.text.split("\n")
    places = [(nearest(source, found.at).line, written(found.at)) for found in dates.placeholders(source)]
    return tuple(
        Blank(line=line, place=place, comment=lines[line - 1].partition("  # ")[2]) for line, place in sorted(places)
    )


def _taken(folder: Path) -> bool:
    """Tell whether there is more under a name than an empty folder; what the system leaves in folders is nothing."""
    if not folder.is_dir():
        return folder.exists()
    return any(not entry.name.startswith(".") for entry in folder.iterdir())
