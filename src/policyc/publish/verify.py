"""What was released into what has happened to it since: in the folder, and against what git remembers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from policyc import git
from policyc.finding import Finding
from policyc.publish.chain import shelf, unreadable
from policyc.publish.records import Fault
from policyc.workspace import RELEASED


def verify(folder: Path) -> tuple[Fault, ...]:
    """Check the chain of one service, and that every record of it can still be read."""
    found = shelf(folder)
    return (*found.faults, *unreadable(found))


def since(root: Path, revision: str, services: Collection[str] = ()) -> tuple[Fault, ...]:
    """Tell which records that were there at a revision are gone or other bytes: ``released/`` may only grow.

    Without `services` those of all are looked at, those too that are no longer there. That the policy files of
    released versions are as they were then follows from `verify`: the records hold their hashes.
    Raises git.NoGit or git.BadRevision.
    """
    names = (name for name in git.listed(root, revision, "policy") if _is_record(name, services))
    return tuple(fault for name in names for fault in _kept(root, revision, name))


def _is_record(name: str, services: Collection[str]) -> bool:
    steps = name.split("/")
    if len(steps) < 4 or steps[2] != RELEASED or steps[-1].startswith("."):
        return False
    return not services or steps[1] in services


def _kept(root: Path, revision: str, name: str) -> Iterator[Fault]:
    """Compare a file with what it was."""
    path = root / name
    args = {"revision": revision, "path": name}
    if not path.is_file():
        yield Fault(file=path, finding=Finding(code="release-gone", args=args))
    elif path.is_symlink() or path.read_bytes() != git.show(root, revision, name):
        yield Fault(file=path, finding=Finding(code="release-rewritten", args=args))
