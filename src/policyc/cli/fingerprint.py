"""All that a build depends on and all that came of it into one hash; nothing that takes time to load is imported."""

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

LARGE = 64
"""From so many services on, two processes look at them, with a hash that is faster once it is loaded."""

CHUNK = 2**16

RECORD = ".json"
"""How the names of records end, and of nothing that people write."""

CHANGE_IS_TOLD = os.name != "nt"

HEAD = 3
"""Lines of a memory before those that list files."""

YOUNG, OLD = "y", "o"
NONE = "0" * 128 + OLD
"""What stands in the place of a hash and its letter while they are worked out."""


def taken(root: str, kept: str, since: int) -> str:
    """Hash the day, this program, the workspace's policies and templates, and what the memory `kept` lists of ``out/``.

    A letter behind it says whether a file is young. What is listed and not there raises OSError; what is not listed is
    not this program's.
    """
    from _blake2 import blake2b  # hashlib would load OpenSSL first, which costs more than a small workspace does

    policy, out = os.path.join(root, "policy"), os.path.join(root, "out")
    services = sorted(os.listdir(policy))
    large = len(services) >= LARGE
    if large:
        from hashlib import sha256
    begin: Callable[[], Hash] = sha256 if large else blake2b

    def share(number: int) -> bytes:
        found, young = begin(), False
        for name in services[number::2]:
            young |= _service(found, os.path.join(policy, name), since)
        with open(kept, "rb") as file:
            for place, line in enumerate(file):
                if place >= HEAD and place % 2 == number:
                    found.update(line)
                    young |= _states(found, [f"{out}/{name}" for name in os.fsdecode(line[:-1]).split("\0")], since)
        return (YOUNG if young else OLD).encode() + found.digest()

    first, second = _both(share, apart=large)
    found = blake2b(_day())
    _program(found)
    _contents(found, os.path.join(root, "templates"))
    found.update(first[1:] + second[1:])
    return found.hexdigest() + max(first[:1], second[:1]).decode()


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


def _day() -> bytes:
    """Return the day in Korea."""
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + KOREA)).encode()


def of_source(root: str) -> str:
    """Hash the day and the states of a workspace's policies and templates."""
    from _blake2 import blake2b

    found = blake2b(_day())
    for folder in ("policy", "templates"):
        for path in files(os.path.join(root, folder)):
            state = os.stat(path)
            told = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
            found.update(f"{path}{told}".encode(errors="surrogateescape"))
    return found.hexdigest()


def of_program(templates: str, *own: str) -> str:
    """Hash this program, with its `own` folders that are not in its package, and what a folder of templates holds."""
    from _blake2 import blake2b

    found = blake2b()
    _program(found, *own)
    _contents(found, templates)
    return found.hexdigest()


def _program(found: Hash, *own: str) -> None:
    for folder in (os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *own):
        for path in files(folder):
            state = os.stat(path)
            found.update(f"\0{path}\0{state.st_size}\0{state.st_mtime_ns}".encode())


def _contents(found: Hash, place: str) -> None:
    """Hash what a file holds, or every file below a folder."""
    for path in files(place):
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


def _service(found: Hash, folder: str, since: int) -> bool:
    """Hash what people write of a service by what it holds, and records, which are written once, by their states."""
    records = []
    for path in files(folder):
        if path.endswith(RECORD):
            records.append(path)
        else:
            _content(found, path)
    found.update(f"{records}".encode(errors="surrogateescape"))
    return _states(found, records, since)


def _states(found: Hash, paths: Sequence[str], since: int) -> bool:
    """Hash by what a system tells one file from another, and whether it was changed: git does the same.

    A file that was changed after `since`, in nanoseconds, could be changed again and show the same, so it is read;
    return whether there is one. Windows does not say when a file was changed: there all are read.
    """
    told: list[int] = []
    young, now = False, time.time_ns()
    for path in paths:
        state = os.stat(path)
        written, changed = state.st_mtime_ns, state.st_ctime_ns
        if written < since > changed and CHANGE_IS_TOLD:
            told += (state.st_size, written, changed, state.st_ino)
        else:
            young |= CHANGE_IS_TOLD and max(written, changed) <= now  # a time to come is never over soon
            _content(found, path)
    found.update(f"{told}".encode())
    return young


def files(place: str) -> Iterator[str]:
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
            yield from files(entry.path)
