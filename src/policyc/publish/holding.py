"""One writer at a time in a service's folder, and a file that is there as a whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK = ".lock"


class Taken(Exception):
    """There is a file of this name already; its text is the name."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Wait until no other process writes into `folder`, and keep others out; a process that dies lets go.

    The folder itself is locked, so that nothing is left behind; where a system locks files only, a hidden one in it.
    """
    handle = _locked(folder)
    try:
        yield
    finally:
        os.close(handle)


def put(path: Path, content: bytes) -> None:
    """Write a new file into a folder that is `held`; it is on the disk when this returns.

    Raises Taken where there is one, and OSError where the disk is full or refuses: then it is there as a whole or not.
    """
    path.parent.mkdir(exist_ok=True)
    half = path.with_name(f".{path.name}.tmp")
    _swept(path.parent)
    try:
        _filled(half, content)
        _named(half, path)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    _settled(path.parent)


def _filled(half: Path, content: bytes) -> None:
    """Write a file, and return when it is on the disk."""
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _named(half: Path, path: Path) -> None:
    """Give the whole file its name, unless another has it."""
    try:
        os.link(half, path)
    except FileExistsError:
        raise Taken(path.name) from None
    except OSError:  # a file system without links; the lock keeps others from coming between
        if path.exists():
            raise Taken(path.name) from None
        half.rename(path)


def _swept(folder: Path) -> None:
    """Remove what a run that was killed left behind."""
    for left in folder.glob(".*.tmp"):
        left.unlink(missing_ok=True)


def _settled(folder: Path) -> None:
    """Let the disk remember the names in a folder and the folder's own; not every system can do that."""
    if os.name == "nt":
        return
    for each in (folder, folder.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as fault:
            if fault.errno not in (errno.EINVAL, errno.EBADF):
                raise
        finally:
            os.close(handle)


def _locked(folder: Path) -> int:
    """Lock a folder, and return the handle that holds the lock as long as it is open."""
    try:
        import fcntl
    except ImportError:
        return _locked_for_windows(folder)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # a network's file system, which locks only what can be written
        os.close(handle)
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _locked_for_windows(folder: Path) -> int:
    import importlib
    from typing import Any

    msvcrt: Any = importlib.import_module("msvcrt")
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT)
    msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    return handle
