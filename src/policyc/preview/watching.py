"""The files of a workspace into the state that they are in: a name that is another one once any of them changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from threading import Condition

WATCHED = ("policy", "templates")

Seen = tuple[tuple[str, int, int, int, int], ...]
"""Path, size, when it was written, when it was changed, and which file it is, of each file."""


class Watch:
    """Looks at the files when it is told to, and wakes those who wait for a change.

    A state is of this run alone: what another server called its state is never one of ours. `today` is part of it.
    """

    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        self._root, self._today, self._run, self._count = root, today, token_hex(4), 0
        self._turn, self._closed = Condition(), False
        self._day, self._seen = today(), self._stats()
        self._content = self._hash()

    @property
    def state(self) -> str:
        """Return the name of the state that was seen last."""
        return f"{self._run}-{self._count}"

    @property
    def day(self) -> date:
        """Return the day that was seen last."""
        return self._day

    def look(self) -> None:
        """Look whether a file says something else than before; one that was only written again does not."""
        day, seen = self._today(), self._stats()
        if (day, seen) == (self._day, self._seen):
            return
        changed, self._day, self._seen = day != self._day, day, seen
        content = self._hash()
        if changed or content != self._content:
            with self._turn:
                self._content, self._count = content, self._count + 1
                self._turn.notify_all()

    def wait(self, known: str, seconds: float) -> str | None:
        """Wait until the state is another than the one that is known; return the state, or None where it is over."""
        with self._turn:
            self._turn.wait_for(lambda: self._closed or self.state != known, seconds)
            return None if self._closed else self.state

    def close(self) -> None:
        """Wake all who wait: there is nothing to wait for any more."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()

    def _stats(self) -> Seen:
        return tuple(stat for folder in WATCHED for stat in _stats(self._root / folder))

    def _hash(self) -> bytes:
        found = blake2b()
        for path, *_ in self._seen:
            found.update(f"\0{path}\0".encode(errors="surrogateescape"))
            found.update(_read(path))
        return found.digest()


def _stats(folder: Path | str) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield every file below a folder, in order; not what begins with a dot, nor a copy that an editor keeps."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # a folder that is gone holds nothing; whatever else is wrong with it is told when it is drawn
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _stats(entry.path)
                continue
            stat = entry.stat()
        except OSError:
            continue
        yield entry.path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes() if os.path.isfile(path) else b""
    except OSError:
        return b""
