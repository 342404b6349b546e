"""``manifest.json``: the day of a build and the hash of every file, written and read piece by piece."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from json.encoder import encode_basestring
from pathlib import Path
from typing import IO, Any

from policyc.publish.inventory import Inventory

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 2**16
LONGEST = 2**20
"""Characters that no entry has."""


class UnreadableManifest(Exception):
    """What stands in the manifest's place is no manifest."""


def manifest(day: date, entries: Iterable[tuple[str, str]], turn: date | None = None) -> Iterator[bytes]:
    """Write the manifest: the day of the build, the next day on which a build gives something else by itself.

    And the SHA-256 of every file, which come by path.
    """
    head = {"format": FORMAT, "day": day.isoformat(), "next": turn.isoformat() if turn else None}
    yield json.dumps({**head, "files": []}, indent=2).removesuffix("]\n}").encode()
    comma = ""
    for path, digest in entries:
        name, told = encode_basestring(path), encode_basestring(digest)
        yield f'{comma}\n    {{\n      "path": {name},\n      "fileHash": {told}\n    }}'.encode()
        comma = ","
    yield b"\n  ]\n}\n" if comma else b"]\n}\n"


def read_manifest(out: Path) -> tuple[date, Inventory] | None:
    """Read the manifest that stands in `out`: its day and its files; None where there is none.

    Whoever asked closes the inventory. Raises UnreadableManifest where it is none of ours.
    """
    path = out / MANIFEST
    if not path.is_file():
        return None
    for read in (_piece_by_piece, _at_once):
        with ExitStack() as undone:
            inventory = undone.enter_context(Inventory())
            try:
                day = read(path, inventory)
            except (ValueError, KeyError, TypeError, RecursionError):
                continue
            undone.pop_all()
            return day, inventory
    raise UnreadableManifest(path)


def _piece_by_piece(path: Path, inventory: Inventory) -> date:
    """Read a manifest as we write it: the day before the files, these in order."""
    with path.open(encoding="utf-8") as file:
        text = file.read(CHUNK)
        files = re.search(r'"files"\s*:\s*\[', text)
        if not files:
            raise ValueError(text)
        head: dict[str, Any] = json.loads(f'{text[: files.start()]}"files": []}}')
        inventory.add_all(_entries(text[files.end() :], file))
    return date.fromisoformat(head["day"])


def _at_once(path: Path, inventory: Inventory) -> date:
    """Read a manifest that somebody has put in another order."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    inventory.add_all(sorted(_entry(each) for each in found["files"]))
    return date.fromisoformat(found["day"])


def _entry(found: dict[str, Any]) -> tuple[str, str]:
    """Return the path and the hash of an entry; one that can be the path of no file is no entry."""
    path, digest = found["path"], found["fileHash"]
    if not (isinstance(path, str) and isinstance(digest, str)):
        raise TypeError(found)
    if not path.strip("./") or "\0" in path:
        raise ValueError(path)
    path.encode()  # half of a pair of signs is in no name
    return path, digest


def _entries(text: str, file: IO[str]) -> Iterator[tuple[str, str]]:
    """Read on behind the bracket that opens the files; raise ValueError, KeyError or TypeError where they are none.

    Or none of ours: paths come in order, so that each folder comes once, and an entry is short.
    """
    decode, between = json.JSONDecoder().raw_decode, re.compile(r"[^\s,]")
    place, last = 0, ""
    while True:
        begin = between.search(text, place)
        place = begin.start() if begin else len(text)
        if text.startswith("]", place):
            json.loads(f'{{"files": []{text[place + 1 :]}{file.read()}')
            return
        try:
            entry, place = decode(text, place)
        except json.JSONDecodeError:
            more = file.read(CHUNK) if len(text) - place < LONGEST else ""
            if not more:
                raise
            text, place = text[place:] + more, 0
            continue
        path, digest = _entry(entry)
        if path <= last:
            raise ValueError(path)
        yield path, digest
        last = path
