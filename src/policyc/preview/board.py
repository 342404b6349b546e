"""A workspace into the pages of a preview, each drawn once for each state of the files; the last good one is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from policyc import workspace
from policyc.canonical import sha256
from policyc.preview.version import Absent, Version, newest
from policyc.preview.watching import Watch
from policyc.project import Report, joined
from policyc.publish.site import style
from policyc.record import NOTHING, Record
from policyc.render import html
from policyc.render.kit import kit
from policyc.service import Service
from policyc.workspace import BadTemplate

READ = frozenset({"text", "changes"})
"""What is drawn of a version that was read, and needs its file no more."""

STANDING = frozenset({"no-current", "no-before"})
"""Why a document is not there though all is well: no older one stands in for it."""


class Page(Record):
    """One document, drawn. `markup` is empty where there is none; `why` names the words for that, or for its age.

    `old` where it is of an earlier state, because the files as they are now cannot be drawn.
    """

    markup: str = ""
    old: bool = False
    why: str = ""
    values: Mapping[str, str] = NOTHING

    @property
    def stamp(self) -> str:
        """Return what is another where the page is."""
        return sha256(self.markup.encode())[:16]


class Board:
    """What a preview shows of the workspace `root`. Whoever asks it anything does so inside `still`."""

    def __init__(self, root: Path, watch: Watch) -> None:
        self.root, self.watch = root, watch
        self.services: dict[str, Service] = {}
        self._lock, self._state = RLock(), ""
        self._versions: dict[tuple[str, str], Version] = {}
        self._pages: dict[tuple[str, str, str], Page] = {}
        self._good: dict[tuple[str, str, str], Page] = {}
        self._read: dict[tuple[str, str], Version] = {}
        self._stumbled: dict[str, BadTemplate] = {}

    @contextmanager
    def still(self) -> Iterator[str]:
        """Let one thread in at a time, to see one state; give its name. Raises OSError."""
        with self._lock:
            if self._state != self.watch.state:
                self._renew(self.watch.state)
            yield self._state

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return where templates are looked for."""
        return workspace.template_folders(self.root)

    @property
    def style(self) -> bytes:
        """Write the style of the pages."""
        return style(self.templates)

    def version(self, service: str, name: str | None = None) -> Version | None:
        """Find a draft of a service, or the version to show of it; None where there is no such."""
        found = self.services.get(service)
        if found is None:
            return None
        shown = newest(found)
        name = name or shown
        if name is None or name not in {shown, *(path.stem for path in found.drafts)}:
            return None
        return self._versions.setdefault((service, name), Version(found, name))

    def page(self, version: Version, kind: str) -> Page:
        """Draw a document of a version, or give the last that could be drawn, and say why."""
        key = (version.service.folder.name, version.name, kind)
        if key not in self._pages:
            made = self._drawn(version, kind)
            if made.markup:
                self._good[key], self._read[key[:2]] = made, version
            elif made.why not in STANDING and (good := self._earlier(key)):
                made = good.replace(old=True, why=made.why, values=made.values)
            self._pages[key] = made
        return self._pages[key]

    def report(self, version: Version) -> Report:
        """Gather all that is wrong; what a page stumbled over is part of it, where nothing else says so."""
        report = version.report()
        if self._stumbled and not any(found.severity == "error" for found in report.findings):
            from policyc.overlays.check import stumbled

            report = joined(report, tuple(stumbled(bad, self.templates) for bad in self._stumbled.values()))
        return report

    def _earlier(self, key: tuple[str, str, str]) -> Page | None:
        """Find the last good page; one that nobody asked for then is drawn of what was read then, except a review."""
        if key not in self._good and key[:2] in self._read and key[2] in READ:
            made = self._drawn(self._read[key[:2]], key[2])
            return made if made.markup else None
        return self._good.get(key)

    def _drawn(self, version: Version, kind: str) -> Page:
        try:
            sheet = f"/-/page.css?{sha256(self.style)[:16]}"
            document = version.document(kind)
            markup = html.page(document, templates=self.templates, stylesheet=sheet, hidden=True)
            return Page(markup=markup) if markup.strip() else Page(why="template")
        except Absent as absent:
            return Page(why=absent.reason, values=absent.values)
        except BadTemplate as bad:
            self._stumbled[bad.name] = bad
            return Page(why="template")

    def _renew(self, state: str) -> None:
        """Forget what was drawn of another state, and how: a frame may stand where none stood before."""
        folders, templates = workspace.services(self.root), self.templates
        self.services = {path.name: Service(path, self.watch.day, templates) for path in folders}
        self._versions, self._pages, self._stumbled = {}, {}, {}
        kit.cache_clear()
        self._state = state
