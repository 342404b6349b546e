"""Two versions, named by service, by file or by git, into what changed between them and the text that tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from policyc import git, workspace
from policyc.changes import judging
from policyc.model.change import Comparison
from policyc.model.edition import Edition
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Document
from policyc.publish.chain import edition
from policyc.publish.linking import sources
from policyc.record import Record
from policyc.service import Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.compile import Checked


class UnknownVersion(Exception):
    """No version has this name, and no file either; its text is the name."""


class Unreadable(Exception):
    """A version has faults that keep it from being understood; `checked` tells them, if it is a policy file."""

    def __init__(self, name: str, checked: Checked | None = None) -> None:
        super().__init__(name)
        self.name, self.checked = name, checked


class Side(Record):
    """One of the two: its facts, how its text is got at, and its edition if it is released, else how it was checked."""

    facts: Facts
    document: Callable[[], Document]
    edition: Edition | None = None
    checked: Checked | None = None


class Compared(Record):
    """What changed from one version to another; `told` is how the new one told it when it was released, if it did."""

    service: str
    comparison: Comparison
    notice: Notice | None
    document: Callable[[], Document]
    told: Edition | None = None


def compared(old: str, new: str, *, as_of: date) -> Compared:
    """Compare two versions.

    A name is ``service/version`` (``shop/next`` is the draft), a file's path, or ``revision:path`` for a file as git
    remembers it, the path as seen from the workspace. Raises NoWorkspace, UnknownVersion, Unreadable, git.NoGit,
    git.BadRevision or OSError.
    """
    top = workspace.here()
    folders = workspace.template_folders(top)
    before, after = (_side(name, top, folders, as_of) for name in (old, new))
    told = after.edition
    if told and told.comparison and (frozen := told.changes) and _stood_before(told.comparison, before, after):
        return Compared(
            service=told.facts.service,
            comparison=told.comparison,
            notice=told.notice,
            document=lambda: frozen,
            told=told,
        )
    checked = after.checked if after.checked and _checked_against(before, after.checked) else None
    comparison = (checked.comparison if checked else None) or judging.compared(before.facts, after.facts)[0]
    notice = checked.notice if checked else None

    def document() -> Document:
        from policyc import compile as road

        texts = before.document(), after.document()
        return road.change_notice(before.facts, after.facts, *texts, comparison, notice, folders)

    return Compared(service=after.facts.service, comparison=comparison, notice=notice, document=document)


def _stood_before(told: Comparison, before: Side, after: Side) -> bool:
    """Tell whether a released version was compared with the other one, which is released, too, when it was frozen."""
    return (
        before.edition is not None and before.facts.service == after.facts.service and before.facts.version == told.old
    )


def _checked_against(before: Side, checked: Checked) -> bool:
    """Tell whether a draft was checked against the other version, which makes its notice that of this comparison."""
    known = checked.before
    return (
        known is not None
        and checked.facts is not None
        and (known.version, checked.facts.service) == (before.facts.version, before.facts.service)
        and known.facts() == before.facts
    )


def _side(name: str, top: Path, folders: tuple[Path, ...], as_of: date) -> Side:
    """Find a version by its name."""
    path = Path(name)
    if path.is_file():
        return _file(path, folders, as_of)
    revision, colon, inside = name.partition(":")
    if colon:
        return _remembered(name, revision, inside, top, folders, as_of)
    steps = path.parts
    if len(steps) == 2 and workspace.SERVICE.fullmatch(steps[0]) and workspace.is_version(steps[1]):
        return _version(name, Service(top / "policy" / steps[0], as_of, folders), steps[1])
    raise UnknownVersion(name)


def _version(name: str, service: Service, version: str) -> Side:
    """Find a version of a service: its edition where it is released, whatever became of its policy file."""
    if frozen := _frozen(service, version):
        return frozen
    for path in sources(service.folder, version):
        if path.is_file():
            return _drafted(service.check(path), service.templates)
    raise UnknownVersion(name)


def _file(path: Path, folders: tuple[Path, ...], as_of: date) -> Side:
    """Read a policy file, or the edition that stands for it once it is released."""
    if path.suffix == ".json":
        return _stored(path.read_bytes(), path.name)
    service = Service(path.parent, as_of, folders)
    return _frozen(service, path.stem) or _drafted(service.check(path), folders)


def _remembered(name: str, revision: str, path: str, top: Path, folders: tuple[Path, ...], as_of: date) -> Side:
    """Read a file as it stood at a revision, or the edition that stood for it then."""
    if path.endswith(".json"):
        return _stored(_shown(name, revision, path, top), name)
    raw = _shown(name, revision, path, top)
    folder, _, file = path.rpartition("/")
    try:
        frozen = git.show(top, revision, f"{folder}/{workspace.RELEASED}/{file.rpartition('.')[0]}.json")
    except git.NotThere:
        from policyc import compile as road

        return _drafted(road.check(path, raw, as_of), folders)
    return _stored(frozen, name)


def _shown(name: str, revision: str, path: str, top: Path) -> bytes:
    try:
        return git.show(top, revision, path)
    except git.NotThere:
        raise UnknownVersion(name) from None


def _drafted(checked: Checked, folders: tuple[Path, ...]) -> Side:
    if checked.facts is None:
        raise Unreadable(checked.file, checked)
    from policyc import compile as road

    return Side(facts=checked.facts, document=lambda: road.drawn(checked, folders), checked=checked)


def _frozen(service: Service, version: str) -> Side | None:
    """Read the edition of a version that is released; one whose record was altered is no draft for that."""
    if found := service.shelf.find(version):
        return _read(lambda: edition(found), found.path.name)
    if record := service.altered(version):
        raise Unreadable(record.name)
    return None


def _stored(raw: bytes, name: str) -> Side:
    from policyc.publish.stored import read

    return _read(lambda: read(raw, name), name)


def _read(read: Callable[[], Edition], name: str) -> Side:
    from policyc.publish.stored_data import BadEdition

    try:
        found = read()
    except BadEdition as bad:
        raise Unreadable(name) from bad
    return Side(facts=found.facts, document=lambda: found.document, edition=found)
