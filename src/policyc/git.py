"""What git remembers of a workspace: files as they stood at a revision. Nothing is ever written, no shell is asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

LARGEST = 64 * 1024 * 1024
"""Bytes that are read of one answer, and no more."""


class NoGit(Exception):
    """There is no git on this machine, or the folder is in no repository that git can read."""


class BadRevision(Exception):
    """A revision that git does not know, or that could be taken for an option; its text is the revision."""


class NotThere(Exception):
    """At this revision there is no such file; its text is the path."""


def show(root: Path, revision: str, path: str) -> bytes:
    """Return the bytes of the file `path`, relative to `root`, as it stood at a revision; filters are not applied.

    Raises NoGit, BadRevision or NotThere.
    """
    found = _ran(root, ("cat-file", "blob", f"{_commit(root, revision)}:./{path}"))
    if found is None:
        raise NotThere(path)
    return found


def listed(root: Path, revision: str, folder: str) -> tuple[str, ...]:
    """List every file below `folder`, by its path relative to `root`, as it stood at a revision.

    Raises NoGit or BadRevision; a folder that was not there held nothing.
    """
    found = _ran(root, ("ls-tree", "-r", "-z", "--name-only", _commit(root, revision), "--", f"{folder}/"))
    return tuple(name for name in os.fsdecode(found or b"").split("\0") if name)


def _commit(root: Path, revision: str) -> str:
    """Return the full id of a revision, which no option and no path can be mistaken for."""
    if _ran(root, ("rev-parse", "--git-dir")) is None:
        raise NoGit(root)
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise BadRevision(revision)
    found = _ran(root, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))
    if found is None:
        raise BadRevision(revision)
    return found.decode("ascii").strip()


def _ran(root: Path, arguments: Sequence[str]) -> bytes | None:
    """Ask git, and return what it answers; None where it refuses or says more than is read."""
    import subprocess

    surroundings = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}
    try:
        asked = subprocess.Popen(
            ["git", "--no-pager", *arguments],
            cwd=root,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as fault:
        raise NoGit(root) from fault
    with asked:
        answer = asked.stdout.read(LARGEST + 1) if asked.stdout else b""
        if len(answer) > LARGEST:
            asked.kill()
    return answer if asked.returncode == 0 and len(answer) <= LARGEST else None
