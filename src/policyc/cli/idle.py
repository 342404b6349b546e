"""Whether ``policyc build`` has anything to do, told before anything else is imported.

After a build the command line remembers, in the user's cache, one hash over all that went in and all that came out.
The cache is never inside the workspace: what a repository brings along cannot say that nothing is to be done.
"""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from hashlib import blake2b

KOREA = 9 * 3600
"""Seconds that Korea's time is ahead of UTC, all year round."""


def answer() -> str | None:
    """Return what the last build of this workspace would say again, or None where something may have changed."""
    root = _root()
    if root is None:
        return None
    try:
        with open(_memory(root), encoding="utf-8") as file:
            known, said = file.read().split("\n", 1)
        return said if known == _fingerprint(root) else None
    except (OSError, ValueError):
        return None


def remember(said: str) -> None:
    """Keep what a build without changes would say; a cache that cannot be written is done without."""
    root = _root()
    if root is None:
        return
    path = _memory(root)
    half = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(half, "w", encoding="utf-8") as file:
            file.write(f"{_fingerprint(root)}\n{said}")
        os.replace(half, path)
    except OSError:
        return


def memory(*own: str) -> tuple[str, str] | None:
    """Return where it is kept what each service of this workspace was drawn from, and a hash of what draws them.

    `own` are folders of this program that are not in its package. None where there is no workspace.
    """
    root = _root()
    if root is None:
        return None
    from _blake2 import blake2b

    found = blake2b()
    _program(found, *own)
    _contents(found, root, "templates")
    return f"{_memory(root)}.d", found.hexdigest()


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


def _fingerprint(root: str) -> str:
    """Hash the day, this program, the workspace's policies and templates, and what stands in ``out/``."""
    from _blake2 import blake2b  # hashlib's own; hashlib itself loads OpenSSL first, which costs more than all of this

    found = blake2b(time.strftime("%Y-%m-%d", time.gmtime(time.time() + KOREA)).encode())
    _program(found)
    _contents(found, root, "policy", "templates", "out")
    return found.hexdigest()


def _program(found: blake2b, *own: str) -> None:
    for folder in (os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *own):
        for path in _files(folder):
            state = os.stat(path)
            found.update(f"\0{path}\0{state.st_size}\0{state.st_mtime_ns}".encode())


def _contents(found: blake2b, root: str, *folders: str) -> None:
    for folder in folders:
        for path in _files(os.path.join(root, folder)):
            with open(path, "rb") as file:
                content = file.read()
            found.update(f"\0{path}\0{len(content)}\0".encode(errors="surrogateescape"))
            found.update(content)


def _files(folder: str) -> Iterator[str]:
    """Yield every file below a folder, in order, byte code excepted; no link to a folder is followed."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name) if os.path.isdir(folder) else ():
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        else:
            yield entry.path
