"""A file that appears as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    with replacing(path) as half:
        half.write_bytes(content)


def create(path: Path, content: bytes) -> None:
    """Write a file that must not stand there yet; raise FileExistsError where it does."""
    with _half(path, _link) as half:
        half.write_bytes(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a place to write a file to, which takes the place of the one at `path` once it is whole."""
    with _half(path, Path.replace) as half:
        yield half


@contextmanager
def _half(path: Path, name: Callable[[Path, Path], object]) -> Iterator[Path]:
    """Give a place beside a file's own to write it to, and then its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield half
        name(half, path)
    finally:
        half.unlink(missing_ok=True)


def _link(half: Path, path: Path) -> None:
    """Give a file its name, which unlike a rename takes nobody's place; not every file system can."""
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        half.replace(path)
