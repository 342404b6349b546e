"""Whether ``policyc build`` has anything to do, told before anything else is imported.

After a build the command line remembers, in the user's cache, one hash over all that went in and all that came out:
what people write is read, what this program has written is told by its state (decision 4). The cache is never inside
the workspace: what a repository brings along cannot say that nothing is to be done.

A memory is a line with the hash, and whether files were young, a line with the time since which files are, a line with
what the build would say, and a line of paths for each folder in ``out/``.
"""

from __future__ import annotations

import os
import time

from policyc.cli import fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SETTLED = 2 * 10**9
"""Nanoseconds after which a file that changes once more shows it by its times, on whatever disk."""

BEGUN = ".policyc"
"""Stands in ``out/`` where a build was stopped (`publish.begun`)."""


def answer() -> str | None:
    """Return what the last build of this workspace would say again, or None where something may have changed."""
    root = _root()
    if root is None:
        return None
    try:
        if os.path.lexists(os.path.join(root, "out", BEGUN)):
            return None
        kept = _memory(root)
        with open(kept, "rb") as file:
            known, since, said = (os.fsdecode(file.readline()).rstrip("\n") for _ in range(3))
        grown = known.endswith(fingerprint.YOUNG) and int(since) + SETTLED < time.time_ns() - SETTLED
        source = fingerprint.of_source(root) if grown else ""
        if known != fingerprint.taken(root, kept, int(since)):
            return None
        if grown:
            remember(said, source)  # what was young then need not be read any more
    except (OSError, ValueError):
        return None
    return said


def source() -> str:
    """Hash what goes into a build, by its state, before there is one; nothing where there is no workspace."""
    root = _root()
    try:
        return fingerprint.of_source(root) if root else ""
    except OSError:
        return ""


def remember(said: str, source: str) -> None:
    """Keep what a build without changes would say, if nothing of its `source` has changed since it began.

    A cache that cannot be written is done without.
    """
    root = _root()
    if root is None:
        return
    path, since = _memory(root), time.time_ns() - SETTLED
    half = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            with open(half, "wb") as file:
                file.write(os.fsencode(f"{fingerprint.NONE}\n{since}\n{said}\n"))
                file.writelines(_lines(os.path.join(root, "out")))
            with open(half, "r+b") as file:
                file.write(fingerprint.taken(root, half, since).encode())
            if source == fingerprint.of_source(root):
                os.replace(half, path)
        finally:
            if os.path.lexists(half):
                os.unlink(half)
    except OSError:
        return


def _lines(out: str) -> Iterator[bytes]:
    """Yield the paths of the files in ``out/``, a line for each folder in it; none of ours has a line in its name."""
    top = ""
    inside: list[str] = []
    for path in fingerprint.files(out):
        name = path[len(out) + 1 :]
        folder = name.split(os.sep, 1)[0]
        if folder != top:
            yield _line(inside)
            top, inside = folder, []
        if "\n" not in name:
            inside.append(name)
    yield _line(inside)


def _line(names: Sequence[str]) -> bytes:
    return os.fsencode("\0".join(names) + "\n") if names else b""


def memory(*own: str) -> tuple[str, str] | None:
    """Return where it is kept what each service of this workspace was drawn from, and a hash of what draws them.

    `own` are folders of this program that are not in its package. None where there is no workspace.
    """
    root = _root()
    if root is None:
        return None
    return f"{_memory(root)}.d", fingerprint.of_program(os.path.join(root, "templates"), *own)


def _root() -> str | None:
    """Find the workspace, as `workspace.root_of` does."""
    folder = os.path.realpath(os.getcwd())
    while not os.path.isdir(os.path.join(folder, "policy")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _memory(root: str) -> str:
    """Return where the hash of a workspace is kept."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(cache, "policyc", root.replace(os.sep, "%").replace(":", "%"))
