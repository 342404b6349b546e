"""The files of ``out/`` and the hash of each, folder by folder, for of many services there are very many."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from policyc.spool import Spool

ASSETS = "assets"


class Inventory(Spool):
    """Of each folder in ``out/``, and of ``out/`` itself under no name, paths and hashes.

    A service is a folder. A hash is a SHA-256, or empty where no build has said that it finished the file.
    """

    def of(self, folder: str) -> dict[str, str]:
        """Return the hashes of the files in a folder, by their paths below ``out/``; none where it is not listed."""
        found: dict[str, str] = json.loads(self[folder]) if folder in self else {}
        return found

    def add(self, folder: str, hashes: Mapping[str, str]) -> None:
        """List files of a folder, beside those that are listed of it."""
        if hashes:
            self[folder] = json.dumps({**self.of(folder), **hashes}).encode()

    def add_all(self, entries: Iterable[tuple[str, str]]) -> None:
        """List files, best those of one folder after the other: each time that one comes again it is written again."""
        loose: dict[str, str] = {}
        for folder, inside in groupby(entries, key=lambda entry: folder_of(entry[0])):
            if folder:
                self.add(folder, dict(inside))
            else:
                loose.update(inside)
        self.add("", loose)

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the hash of every file, by path."""
        loose = self.of("")
        for place in sorted([*loose, *(f"{folder}/" for folder in self if folder)]):
            if place in loose:
                yield place, loose[place]
            else:
                yield from sorted(self.of(place[:-1]).items())

    def services(self) -> set[str]:
        """Return the services of which a build has finished a file."""
        return {folder for folder in self if folder not in ("", ASSETS) and any(self.of(folder).values())}


def folder_of(path: str) -> str:
    """Return the folder in ``out/`` that a path leads into; a file that is in none gives no name."""
    folder, inside, _ = path.partition("/")
    return folder if inside else ""
