"""What a build is about to add to ``out/`` or to remove, noted before it does: one that was stopped leaves the note."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

BEGUN = ".policyc"
"""Stands in ``out/`` while a build writes."""


def begun_before(out: Path) -> list[str] | None:
    """Return what a build that was stopped noted; None where none was. Its last line may be half of one."""
    path = out / BEGUN
    if not path.is_file() or path.is_symlink():
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
    return [line for line in lines if line and "\0" not in line]


def note(out: Path, paths: Sequence[str]) -> None:
    """Note that a build has begun, and which files it adds or removes, before it does."""
    out.mkdir(parents=True, exist_ok=True)
    if (out / BEGUN).is_symlink():
        (out / BEGUN).unlink(missing_ok=True)
    with (out / BEGUN).open("a+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            file.write(b"" if file.read() == b"\n" else b"\n")  # after half a line of one that was stopped
        file.write("".join(f"{path}\n" for path in paths).encode())
