"""Whether ``policyc build`` has anything to do, told before anything else is imported.

After a build the command line remembers, in the user's cache, one hash over all that went in and all that came out:
what went in is read, what came out is told by its state (decision 4). The cache is never inside the workspace: what a
repository brings along cannot say that nothing is to be done.
"""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Protocol

    class Hash(Protocol):
        """A hash that is being worked out."""

        def update(self, data: bytes, /) -> None: ...
        def digest(self) -> bytes: ...
        def hexdigest(self) -> str: ...


KOREA = 9 * 3600
"""Seconds that Korea's time is ahead of UTC, all year round."""

SETTLED = 2 * 10**9
"""Nanoseconds after which a file that changes once more shows it by its times, on whatever disk."""

LARGE = 64
"""From so many services on, two processes look at them, with a hash that is faster once it is loaded."""

CHUNK = 2**16

BEGUN = ".policyc"
"""Stands in ``out/`` where a build was stopped (`publish.writing`)."""


def answer() -> str | None:
    """Return what the last build of this workspace would say again, or None where something may have changed."""
    root = _root()
    if root is None:
        return None
    try:
        if os.path.lexists(os.path.join(root, "out", BEGUN)):
            return None
        with open(_memory(root), encoding="utf-8", errors="surrogateescape") as file:
            known, since, listed, said = file.read().split("\n", 3)
        paths = listed.split("\0") if listed else []
        if known != _fingerprint(root, paths, int(since)):
            return None
        if _has_settled(root, int(since)):
            remember(said)
    except (OSError, ValueError):
        return None
    return said


def _has_settled(root: str, since: int) -> bool:
    """Tell whether what was just being written when it was remembered has lain still for a while by now.

    It need not be read any more then. The manifest is written last, and whenever another file is.
    """
    state = os.stat(os.path.join(root, "out", "manifest.json"))
    return since <= max(state.st_mtime_ns, state.st_ctime_ns) < time.time_ns() - SETTLED


def remember(said: str) -> None:
    """Keep what a build without changes would say; a cache that cannot be written is done without."""
    root = _root()
    if root is None:
        return
    path = _memory(root)
    half = f"{path}.{os.getpid()}"
    since, out = time.time_ns() - SETTLED, os.path.join(root, "out")
    paths = [each[len(out) + 1 :] for each in _files(out)]
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(half, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            file.write("\n".join((_fingerprint(root, paths, since), str(since), "\0".join(paths), said)))
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
    _contents(found, os.path.join(root, "templates"))
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


def _fingerprint(root: str, paths: Sequence[str], since: int) -> str:
    """Hash the day, this program, what the workspace's policies and templates hold, and what stands at `paths`.

    Those are below ``out/``. One that is not there raises OSError; others there are not this program's.
    """
    from _blake2 import blake2b  # hashlib would load OpenSSL first, which costs more than a small workspace does

    policy, out = os.path.join(root, "policy"), os.path.join(root, "out")
    services = sorted(os.listdir(policy))
    large = len(services) >= LARGE
    if large:
        from hashlib import sha256
    begin: Callable[[], Hash] = sha256 if large else blake2b

    def share(number: int) -> bytes:
        found = begin()
        for name in services[number::2]:
            _contents(found, os.path.join(policy, name))
        _states(found, out, paths[number::2], since)
        return found.digest()

    found = blake2b(time.strftime("%Y-%m-%d", time.gmtime(time.time() + KOREA)).encode())
    _program(found)
    _contents(found, os.path.join(root, "templates"))
    found.update(b"".join(_both(share, apart=large)))
    return found.hexdigest()


def _both(share: Callable[[int], bytes], *, apart: bool) -> tuple[bytes, bytes]:
    """Work out two shares, the second in a process of its own if they are `apart` and this system can split one."""
    if not (apart and hasattr(os, "fork")):
        return share(0), share(1)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, share(1))
        finally:
            os._exit(0)
    os.close(writing)
    try:
        first = share(0)
    finally:
        with open(reading, "rb") as pipe:
            second = pipe.read()
        os.waitpid(child, 0)
    if not second:
        raise OSError
    return first, second


def _program(found: Hash, *own: str) -> None:
    for folder in (os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *own):
        for path in _files(folder):
            state = os.stat(path)
            found.update(f"\0{path}\0{state.st_size}\0{state.st_mtime_ns}".encode())


def _contents(found: Hash, place: str) -> None:
    """Hash what a file holds, or every file below a folder."""
    for path in _files(place):
        _content(found, path)


def _content(found: Hash, path: str) -> None:
    """Hash what a file holds."""
    content = _read(path)
    found.update(f"\0{path}\0{len(content)}\0".encode(errors="surrogateescape"))
    found.update(content)


def _read(path: str) -> bytes:
    """Read a file with as few calls as there can be."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        content = b""
        while part := os.read(handle, CHUNK):
            content += part
        return content
    finally:
        os.close(handle)


def _states(found: Hash, out: str, paths: Sequence[str], since: int) -> None:
    """Hash by what a system tells one file from another, and whether it was changed: git does the same.

    A file that was changed after `since`, in nanoseconds, could be changed again and show the same, so it is read.
    """
    told: list[int] = []
    for path in paths:
        state = os.stat(f"{out}/{path}")
        written, changed = state.st_mtime_ns, state.st_ctime_ns
        if written < since > changed:
            told += (state.st_size, written, changed, state.st_ino)
        else:
            told.append(0)
            _content(found, f"{out}/{path}")
    found.update(f"{paths}{told}".encode(errors="surrogateescape"))


def _files(place: str) -> Iterator[str]:
    """Yield a file, or every file below a folder, in order, byte code excepted; no link to a folder is followed."""
    try:
        entries = os.scandir(place)
    except NotADirectoryError:
        yield place
        return
    except FileNotFoundError:
        return
    for entry in sorted(entries, key=lambda entry: entry.name):
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path
        elif entry.name != "__pycache__":
            yield from _files(entry.path)
