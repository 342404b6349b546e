"""One service's folder into its versions: what is released, read from the editions, and drafts, read from YAML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

from policyc import workspace
from policyc.changes.history import Known, earlier
from policyc.model.edition import Drawn, Edition
from policyc.model.policy import Facts
from policyc.model.settings import DEFAULT, Settings
from policyc.nodes import Document
from policyc.publish.chain import Shelf, edition, shelf, standing
from policyc.publish.records import Fault, Released

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.compile import Checked


class Service:
    """The versions of one service as they stand on a day; each file is read once, and only when it is needed.

    `folder` is its folder below ``policy/``, `templates` where the phrases of a draft are looked for. Raises OSError
    where a file cannot be read, `publish.stored.BadEdition` where an edition that is asked for cannot be.
    """

    def __init__(self, folder: Path, as_of: date, templates: tuple[Path, ...] = ()) -> None:
        self.folder, self.as_of, self.templates = folder, as_of, templates
        self._checked: dict[str, Checked] = {}

    @cached_property
    def settings(self) -> Settings:
        """Read what the workspace decides for itself, as far as it is well said."""
        if not (self.folder.parent / workspace.SETTINGS).is_file():
            return DEFAULT
        from policyc.report.settings import read

        found = read(self.folder.parent, workspace.SETTINGS)
        return found.settings if found else DEFAULT

    @cached_property
    def shelf(self) -> Shelf:
        """Read what is released."""
        return shelf(self.folder)

    @cached_property
    def history(self) -> tuple[Known, ...]:
        """List the versions that others are judged against: released ones not withdrawn, and drafts with a date."""
        left = (path for path in workspace.versions(self.folder) if self.shelf.find(path.stem) is None)
        drafts = (path for path in left if workspace.VERSION.fullmatch(path.stem))
        return (*map(self._released, standing(self.shelf)), *map(self._draft, drafts))

    def before(self, facts: Facts) -> list[Known]:
        """List the versions before another one, by the days on which they take effect."""
        return earlier(self.history, facts)

    @cached_property
    def drafts(self) -> tuple[Path, ...]:
        """List the policy files that are not released."""
        return tuple(path for path in workspace.versions(self.folder) if not self.is_released(path))

    @property
    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the records of releases: their bytes, their chain, what cannot be read."""
        from policyc.publish.chain import unreadable

        yield from (*self.shelf.faults, *unreadable(self.shelf))

    def is_released(self, path: Path) -> bool:
        """Tell whether a policy file is of a released version, be its record sound or not."""
        return self.shelf.find(path.stem) is not None or self.altered(path.stem) is not None

    def altered(self, version: str) -> Path | None:
        """Return the record of a version that has one which is not what was written: it is no draft for that."""
        record = self.folder / workspace.RELEASED / f"{version}.json"
        return record if self.shelf.find(version) is None and record.exists() else None

    def check(self, path: Path) -> Checked:
        """Check one policy file against its history; a released version was judged when it was released."""
        from policyc import compile as road

        if path.name not in self._checked:
            file, raw = workspace.shown(path), path.read_bytes()
            if self.is_released(path):
                self._checked[path.name] = road.Checked(file=file, text="", judged=())
            else:
                self._checked[path.name] = road.check(file, raw, self.as_of, self.history, self.settings)
        return self._checked[path.name]

    def edition(self, path: Path) -> Edition:
        """Make the edition of a draft without errors, as it would be released."""
        from policyc import compile as road

        return road.edition(self.check(path), self.templates)

    def version(self, path: Path) -> Drawn:
        """Draw a draft without errors."""
        from policyc import compile as road

        return road.version(self.check(path), self.templates)

    def _released(self, released: Released) -> Known:
        return Known(
            version=released.version,
            effective=released.effective,
            facts=lambda: found.facts if (found := _readable(released)) else None,
            document=lambda: found.document if (found := _readable(released)) else None,
        )

    def _draft(self, path: Path) -> Known:
        def facts() -> Facts | None:
            return self.check(path).facts

        def document() -> Document | None:
            checked = self.check(path)
            return None if checked.facts is None or checked.refused else self.version(path).document

        return Known(version=path.stem, effective=_day(path.stem), facts=facts, document=document)


def _readable(released: Released) -> Edition | None:
    """Read an edition; one that cannot be read is told as a fault of its record."""
    from policyc.publish.stored_data import BadEdition

    try:
        return edition(released)
    except BadEdition:
        return None


def _day(version: str) -> date | None:
    """Read the effective day of a version that is named by it; a name that is no day is told when it is checked."""
    try:
        return date.fromisoformat(version[:10])
    except ValueError:
        return None
