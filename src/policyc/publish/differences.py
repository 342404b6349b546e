"""What stands in ``out/`` against what a build would leave there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from policyc.canonical import sha256_of
from policyc.publish.inventory import Inventory
from policyc.publish.manifest import MANIFEST, manifest
from policyc.publish.writing import holds


def differences(out: Path, now: Inventory, day: date, turn: date | None = None) -> list[tuple[str, str]]:
    """Return each file of `out` that is not as a build would leave it, with how: missing, changed or extra; by path."""
    own = {MANIFEST: sha256_of(manifest(day, now.entries(), turn))}
    folders = {*now, *(path.name for path in out.iterdir() if path.is_dir() and not path.is_symlink()), ""}
    found: list[tuple[str, str]] = []
    for folder in folders:
        found += _differences(out, folder, now.of(folder) if folder else now.of(folder) | own)
    return sorted(found)


def _differences(out: Path, folder: str, expected: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    below = out / folder
    inside = () if folder and below.is_symlink() else below.rglob("*") if folder else out.iterdir()
    standing = {path.relative_to(out).as_posix() for path in inside if path.is_file()}
    for path in expected.keys() | standing:
        if path not in standing:
            yield path, "missing"
        elif path not in expected:
            yield path, "extra"
        elif not holds(out / path, expected[path]):
            yield path, "changed"
