"""A hash of what went into a service's files into what they were then, so that it need not be drawn again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from policyc.canonical import sha256
from policyc.record import Record


class Memory(Record):
    """A folder of the user's, never one of the workspace: what a repository brings along cannot say what it holds.

    `stamp` stands for all that services have in common: the program, the templates, the address of the site.
    """

    folder: Path
    stamp: str

    def key(self, service: Path, turn: date | None) -> str:
        """Hash what the files of a service depend on: its whole folder and, for the day, the next that counts."""
        found = [self.stamp, service.name, str(turn)]
        for path in sorted(_files(service)):
            found += [path, sha256((service / path).read_bytes())]
        return sha256(json.dumps(found).encode())

    def recall(self, service: str, key: str) -> dict[str, str] | None:
        """Return the hashes of the files that were drawn from this, by path; None where that is not known."""
        try:
            known, hashes = json.loads((self.folder / f"{service}.json").read_bytes())
        except (OSError, ValueError, TypeError):
            return None
        sound = isinstance(hashes, dict) and all(isinstance(digest, str) for digest in hashes.values())
        return hashes if known == key and sound else None

    def keep(self, service: str, key: str, hashes: Mapping[str, str]) -> None:
        """Remember what was drawn; a folder that cannot be written is done without."""
        path = self.folder / f"{service}.json"
        half = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            half.write_text(json.dumps([key, dict(hashes)]), encoding="utf-8")
            half.replace(path)
        except OSError:
            return


def _files(folder: Path) -> Iterator[str]:
    """Yield what lies below a service's folder."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
