"""``released/`` of one service into a Shelf: its records in the order of their chain, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from policyc.changes.history import order
from policyc.finding import Finding
from policyc.model.edition import Edition, Withdrawal
from policyc.publish import linking
from policyc.publish.records import Fault, Kind, Released, Unreadable, Withdrawn, record
from policyc.record import Record
from policyc.workspace import RELEASED, VERSION

State: TypeAlias = Literal["withdrawn", "scheduled", "announced", "in-force", "superseded"]

WITHDRAWN = ".withdrawn"
LARGEST = 16 * 2**20
"""Bytes of a record that are read; none of ours comes near."""


class Shelf(Record):
    """What a service has released. `folder` is the service's; records stand in the order of their chain.

    A record whose bytes are not what its hash says is not among them, only among the `faults`. Editions are read out
    of the records when they are asked for; `stored.BadEdition` is raised where one cannot be.
    """

    folder: Path
    released: tuple[Released, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def service(self) -> str:
        """Return the name of the service."""
        return self.folder.resolve().name

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the faults without their files."""
        return tuple(fault.finding for fault in self.faults)

    @property
    def records(self) -> tuple[Released | Withdrawn, ...]:
        """Return releases and withdrawals together, in the order of the chain."""
        links: tuple[Released | Withdrawn, ...] = (*self.released, *self.withdrawn)
        return tuple(sorted(links, key=lambda each: each.sequence))

    @property
    def last(self) -> Released | Withdrawn | None:
        """Return the newest link."""
        return self.records[-1] if self.records else None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Read every edition, in the order of the chain."""
        return tuple(map(edition, self.released))

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Read every withdrawal, in the order of the chain."""
        return tuple(map(withdrawal, self.withdrawn))

    def find(self, version: str) -> Released | None:
        """Return the record of a released version; None of one that is not released."""
        return next((each for each in self.released if each.version == version), None)

    def is_withdrawn(self, version: str) -> bool:
        """Tell whether a version was taken back."""
        return any(each.version == version for each in self.withdrawn)


def shelf(folder: Path) -> Shelf:
    """Read what a service has released and check its chain, but not yet what the editions say.

    Nothing that stands in a file is raised; OSError is, where a file cannot be read.
    """
    found: list[Released | Withdrawn] = []
    faults: list[Fault] = []
    guesses: list[int | None] = []
    for path in _files(folder / RELEASED):
        read = _read(path)
        if isinstance(read, Fault):
            faults.append(read)
        elif isinstance(read, Unreadable):
            faults.append(Fault(file=path, finding=Finding(code=read.code, args=read.args)))
            guesses.append(read.sequence)
        else:
            found.append(read)
    found.sort(key=lambda each: (each.sequence, each.path.name))
    faults += linking.check(folder, found, guesses)
    return Shelf(
        folder=folder,
        released=tuple(each for each in found if isinstance(each, Released)),
        withdrawn=tuple(each for each in found if isinstance(each, Withdrawn)),
        faults=tuple(faults),
    )


def unreadable(shelf: Shelf) -> Iterator[Fault]:
    """Read every record to its end, and yield those that cannot be understood though their bytes are right."""
    if not shelf.records:
        return
    from policyc.publish.stored_data import BadEdition

    for each in shelf.records:
        try:
            whole = edition(each) if isinstance(each, Released) else withdrawal(each)
        except BadEdition as bad:
            args = {"reason": f"{bad.reason} {bad.pointer}".strip()}
        else:
            if each.stands_for(whole):
                continue
            args = {}
        yield Fault(file=each.path, finding=Finding(code="release-unreadable", args=args))


def standing(shelf: Shelf) -> tuple[Released, ...]:
    """Return the released versions that were not withdrawn, in the order in which they take effect."""
    left = (each for each in shelf.released if not shelf.is_withdrawn(each.version))
    return tuple(sorted(left, key=lambda each: order(each.version, each.effective)))


def state(shelf: Shelf, version: str, day: date) -> State:
    """Tell what a released version is on a day; raise KeyError for one that is not released."""
    found = shelf.find(version)
    if found is None:
        raise KeyError(version)
    if shelf.is_withdrawn(version):
        return "withdrawn"
    if day < found.effective:
        return "scheduled" if day < found.announced else "announced"
    newest = [each for each in standing(shelf) if each.effective <= day][-1]
    return "in-force" if newest.version == version else "superseded"


def next_day(shelf: Shelf, day: date) -> date | None:
    """Return the next day after `day` on which something changes by itself: a version is announced, or takes effect."""
    days = {turn for each in standing(shelf) for turn in (each.announced, each.effective)}
    return min((turn for turn in days if turn > day), default=None)


def edition(released: Released) -> Edition:
    """Read the edition of a record; it is read once. Raises `stored.BadEdition`."""
    return _edition(released.raw, released.path.name)


def forget() -> None:
    """Let go of the editions that were read, once a service is done with."""
    _edition.cache_clear()


def withdrawal(withdrawn: Withdrawn) -> Withdrawal:
    """Read the withdrawal of a record. Raises `stored.BadEdition`."""
    from policyc.publish.stored import read_withdrawal

    return read_withdrawal(withdrawn.raw)


@lru_cache(maxsize=64)
def _edition(raw: bytes, name: str) -> Edition:
    from policyc.publish.stored import read

    return read(raw, name)


def _files(folder: Path) -> Iterator[Path]:
    """Yield what lies in ``released/``; what begins with a dot is the system's, or was left by a run that died."""
    if folder.is_symlink() or folder.is_file():
        yield folder
    elif folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _read(path: Path) -> Released | Withdrawn | Unreadable | Fault:
    """Read one file; a link could lead to what nobody released."""
    version = path.name.removesuffix(".json").removesuffix(WITHDRAWN)
    kind: Kind = "withdrawal" if path.name == f"{version}{WITHDRAWN}.json" else "edition"
    named = path.name in (f"{version}.json", f"{version}{WITHDRAWN}.json") and VERSION.fullmatch(version)
    if not named or path.is_symlink() or not path.is_file():
        return Fault(file=path, finding=Finding(code="release-stray", args={"name": path.name}))
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return Unreadable(code="release-unreadable")
    return record(raw, path, kind)
