"""A progress bar for people: drawn only when the work is long, and wiped when it is done."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 24
PATIENCE = 1.0
"""Seconds of work before a bar appears."""


class Bar:
    """Call it with what is done and what there is; it draws itself on a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = self._drawn = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._begun < PATIENCE:
            return
        if done == total:
            self._stream.write("\r\x1b[K")
        elif now - self._drawn > 0.1:
            full = WIDTH * done // total
            self._stream.write(f"\r{'█' * full}{'░' * (WIDTH - full)} {done}/{total}\x1b[K")
            self._drawn = now
        self._stream.flush()
