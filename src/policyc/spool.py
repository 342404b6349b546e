"""Bytes by name: few stay in memory, many lie in a file of the system's that is gone when this one is closed."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from io import BytesIO
from typing import IO, Self

MOST = 2**20
"""Bytes that stay in memory."""

LENGTH = 8
"""Bytes that say how many follow."""


class Spool(MutableMapping[str, bytes]):
    """What was kept last under each name. Raises OSError where the disk does."""

    def __init__(self) -> None:
        self._file: IO[bytes] = BytesIO()
        self._places: dict[str, int] = {}
        self._end = 0

    def __setitem__(self, name: str, content: bytes) -> None:
        if self._end <= MOST < self._end + LENGTH + len(content):
            self._move()
        self._file.seek(self._end)
        self._file.write(len(content).to_bytes(LENGTH, "big") + content)
        self._places[name] = self._end
        self._end += LENGTH + len(content)

    def __getitem__(self, name: str) -> bytes:
        self._file.seek(self._places[name])
        return self._file.read(int.from_bytes(self._file.read(LENGTH), "big"))

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._file.close()

    def _move(self) -> None:
        """Go from memory to the disk."""
        from tempfile import TemporaryFile  # costs as much to import as a small build does

        with self._file as few:
            self._file = TemporaryFile()  # noqa: SIM115  # this object is what closes it
            few.seek(0)
            self._file.write(few.read())
