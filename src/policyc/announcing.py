"""One version of a service into the text that tells of its changes: to put up, to mail, to push."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from policyc import workspace
from policyc.changes import kinds
from policyc.compile import Checked
from policyc.document.announcement import Channel, announcement
from policyc.document.phrases import Phrases
from policyc.model.change import Comparison
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Document
from policyc.publish.chain import edition
from policyc.publish.linking import sources
from policyc.publish.records import Released
from policyc.record import Record
from policyc.render import changes_json
from policyc.service import Service
from policyc.workspace import UnknownService

Reason = Literal["no-version", "unreadable", "withdrawn", "undated", "first", "before-unreadable", "same"]


class NothingToSay(Exception):
    """There is no change to tell people of; `reason` says why, `values` fill its words.

    `checked` tells the faults of a version that cannot be understood.
    """

    def __init__(self, reason: Reason, checked: Checked | None = None, **values: str) -> None:
        super().__init__(reason)
        self.reason, self.checked, self.values = reason, checked, values


class Announced(Record):
    """A text to send. `draft` says that its version is not released, so nothing is to be sent yet."""

    document: Document
    draft: bool


class _Told(Record):
    """What a version changes, and each change in words: of its release, or of today."""

    facts: Facts
    comparison: Comparison
    notice: Notice | None
    said: tuple[str, ...]
    draft: bool


def announced(name: str, version: str, channel: Channel, *, as_of: date) -> Announced:
    """Write what is sent of a version's changes by one channel; `version` is its name, ``next`` the draft.

    Raises NoWorkspace, UnknownService, NothingToSay, BadTemplate or OSError.
    """
    top = workspace.here()
    folders = {path.name: path for path in workspace.services(top)}
    if name not in folders:
        raise UnknownService(name, sorted(folders))
    service = Service(folders[name], as_of, workspace.template_folders(top))
    found = service.shelf.find(version)
    told = _released(service, found) if found else _draft(service, version)
    if not told.comparison.changes:
        raise NothingToSay("same", version=version, before=told.comparison.old)
    phrases = Phrases(told.facts, service.templates)
    text = announcement(told.facts, told.comparison, told.notice, phrases, told.said, channel)
    return Announced(document=text, draft=told.draft)


def _released(service: Service, released: Released) -> _Told:
    """Read what was frozen: facts, changes and their sentences."""
    from policyc.publish.stored_data import BadEdition

    version = released.version
    if service.shelf.is_withdrawn(version):
        raise NothingToSay("withdrawn", version=version)
    try:
        whole = edition(released)
    except BadEdition:
        raise NothingToSay("unreadable", file=workspace.shown(released.path)) from None
    if whole.comparison is None:
        raise NothingToSay("first", version=version)
    said = tuple(str(change["says"]) for change in changes_json.told(whole)["changes"])
    return _Told(facts=whole.facts, comparison=whole.comparison, notice=whole.notice, said=said, draft=False)


def _draft(service: Service, version: str) -> _Told:
    """Check a version that is not released, and compare it with the one before."""
    path = _file(service, version)
    if record := service.altered(version):
        raise NothingToSay("unreadable", file=workspace.shown(record))
    checked = service.check(path)
    facts, comparison = checked.facts, checked.comparison
    if facts is None:
        raise NothingToSay("unreadable", checked, file=checked.file)
    if facts.dates.open:
        raise NothingToSay("undated", service=service.folder.name, version=version)
    if comparison is None and checked.before:
        raise NothingToSay("before-unreadable", version=version, before=checked.before.version)
    if comparison is None:
        raise NothingToSay("first", version=version)
    said = tuple(map(kinds.says, comparison.changes))
    return _Told(facts=facts, comparison=comparison, notice=checked.notice, said=said, draft=True)


def _file(service: Service, version: str) -> Path:
    """Find the policy file of a version; a name that leads elsewhere is no version."""
    for path in sources(service.folder, version) if workspace.is_version(version) else ():
        if path.is_file():
            return path
    raise NothingToSay("no-version", service=service.folder.name, version=version)
