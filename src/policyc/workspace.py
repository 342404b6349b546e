"""Where files are: the product's own data, a workspace's policies, and how a file is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[1-9][0-9]?)?")
SERVICE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadTemplate(Exception):
    """A template or a catalogue of words cannot be used; `name` is its path below ``templates/``."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason = name, reason


class LeadsOut(Exception):
    """A path below ``out/`` leads out of it, by a link or by ``..``."""


@cache
def data(kind: str) -> Path:
    """Return the product's own folder `kind` (schema, templates): in the package, or beside ``src/``."""
    here = Path(__file__).resolve().parent
    packed = here / "_data" / kind
    return packed if packed.is_dir() else here.parents[1] / kind


def schema_text(name: str) -> str:
    """Read ``schema/<name>.schema.json``."""
    return (data("schema") / f"{name}.schema.json").read_text(encoding="utf-8")


def root_of(start: Path) -> Path | None:
    """Return the workspace that `start` lies in: the nearest folder that holds ``policy/``."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "policy").is_dir()), None)


def template_folders(root: Path | None) -> tuple[Path, ...]:
    """Return where templates are looked for: the workspace's ``templates/`` first, file by file, then our own."""
    own = data("templates")
    overlay = root / "templates" if root else None
    return (overlay, own) if overlay and overlay.is_dir() and overlay.resolve() != own.resolve() else (own,)


def template(name: str, folders: tuple[Path, ...]) -> Path:
    """Return the file `name` of the first folder that has it; links out of a folder are not followed."""
    for folder in folders:
        found = (folder / name).resolve()
        if found.is_file() and found.is_relative_to(folder.resolve()):
            return found
    raise FileNotFoundError(name)


def policies(root: Path) -> Iterator[Path]:
    """Yield the policy files of a workspace, ``policy/<service>/*.yaml`` (and ``.yml``), in order."""
    for service in sorted((root / "policy").iterdir()):
        if service.is_dir() and not service.name.startswith("."):
            yield from sorted(
                path for path in service.iterdir() if path.suffix in (".yaml", ".yml") and not path.is_dir()
            )


def relative(path: Path, root: Path) -> str:
    """Name a file for people: relative to the workspace, with forward slashes; absolute where it lies outside."""
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else resolved.as_posix()


def write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        half.write_bytes(content)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
