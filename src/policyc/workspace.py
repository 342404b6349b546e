"""Where files are: the product's own data, a workspace's policies, and how a file is written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[1-9][0-9]?)?")
DRAFT = "next"
"""The name of the file that is the next version: a draft, whose days may still be open."""

SETTINGS = "policyc.yaml"
"""The file beside the services, in which a workspace says what it decides for itself."""

RELEASED = "released"
"""The folder of a service that holds its editions; nobody writes there by hand."""

SERVICE = re.compile(r"(?!assets$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""The name of a service, which is a folder in ``out/``; one of these holds style and script."""


def is_version(name: str) -> bool:
    """Tell whether a policy file can be named so, without its ending: by its effective day, or as the draft."""
    return name == DRAFT or VERSION.fullmatch(name) is not None


class NoWorkspace(Exception):
    """There is no folder ``policy/`` here or above."""


class UnknownService(Exception):
    """A service was named that has no folder below ``policy/``; `known` are those that have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, tuple(known)


class NotBuilt(Exception):
    """There is no manifest to build against, or it cannot be read."""


class BadTemplate(Exception):
    """A template or a catalogue of words cannot be used; `name` is its path below ``templates/``.

    `known` are the names that it could have used.
    """

    def __init__(self, name: str, reason: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(f"{name}: {reason}")
        self.name, self.reason, self.known = name, reason, known

    def __reduce__(self) -> tuple[type[BadTemplate], tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.name, self.reason, self.known)


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


def here() -> Path:
    """Return the workspace around the current folder; raise NoWorkspace."""
    if found := root_of(Path.cwd()):
        return found
    raise NoWorkspace


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


def template_sheets(name: str, folder: Path) -> list[Path]:
    """Return the sheets in the folder `name` of one template folder, in order; links out of it are not followed."""
    found = sorted((folder / name).glob("*.yaml"))
    return [path for path in found if path.is_file() and path.resolve().is_relative_to(folder.resolve())]


def policies(root: Path) -> Iterator[Path]:
    """Yield the policy files of a workspace, ``policy/<service>/*.yaml`` (and ``.yml``), in order."""
    for service in services(root):
        yield from versions(service)


def services(root: Path) -> list[Path]:
    """Return the folders of a workspace's services, in order."""
    found = (root / "policy").iterdir()
    return sorted(service for service in found if service.is_dir() and not service.name.startswith("."))


def versions(service: Path) -> list[Path]:
    """Return the policy files of a service, in order; a link could lead out of the workspace, and is none."""
    return sorted(path for path in service.iterdir() if _is_policy(path))


def strays(root: Path) -> Iterator[Path]:
    """Yield what lies beside a service's policy files and has no business there, in order.

    A YAML file of any name is none: it is read, and told by its name. README.md may lie there, and what systems hide.
    """
    for service in services(root):
        yield from (path for path in sorted(service.iterdir()) if not _belongs(path))


def _belongs(path: Path) -> bool:
    if path.name.startswith("."):
        return True
    if path.is_dir():
        return path.name == RELEASED
    return _is_policy(path) or (_is_plain(path) and path.name == "README.md")


def _is_policy(path: Path) -> bool:
    """Tell whether a file can be a policy; of two for one version (``.yaml`` and ``.yml``) only the first is."""
    twin = path.suffix == ".yml" and path.with_suffix(".yaml").is_file()
    return path.suffix in (".yaml", ".yml") and _is_plain(path) and not twin


def _is_plain(path: Path) -> bool:
    """Tell whether a path is a file itself: no folder, no link, no pipe or device."""
    return path.is_file() and not path.is_symlink()


def sheets(root: Path) -> Iterator[Path]:
    """Yield what people write as YAML in a workspace: its policies, its settings, its sheets of words and phrases."""
    yield from policies(root)
    if _is_plain(root / "policy" / SETTINGS):
        yield root / "policy" / SETTINGS
    if len(template_folders(root)) > 1:
        yield from _below(root / "templates")


def is_settings(path: Path) -> bool:
    """Tell whether a file is the settings of a workspace, by its real path."""
    return (path.parent.name, path.name) == ("policy", SETTINGS)


def policy_files(paths: Sequence[Path], overlaid: Sequence[Path] = ()) -> Iterator[Path]:
    """Yield the files that are named, and the YAML files below folders that are.

    Not the templates of `overlaid`, and not a workspace's settings, which are no policy.
    """
    aside = tuple((root / "templates").resolve() for root in overlaid)
    for path in paths:
        for found in _below(path) if path.is_dir() else (path,):
            real = Path(os.path.realpath(found))
            if not is_settings(real) and not any(real.is_relative_to(folder) for folder in aside):
                yield found


def overlaid(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the workspaces whose own ``templates/`` some paths lie in or hold."""
    found: dict[Path, None] = {}
    for path in filter(Path.exists, paths):
        root, there = root_of(path), path.resolve()
        if root and len(template_folders(root)) > 1:
            templates = (root / "templates").resolve()
            if there.is_relative_to(templates) or templates.is_relative_to(there):
                found[root] = None
    return tuple(found)


def _below(folder: Path) -> Iterator[Path]:
    """Yield the policy files below a folder, in order, no links; raise OSError where a folder cannot be listed."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.suffix in (".yaml", ".yml") and _is_plain(entry):
            yield entry


def relative(path: Path, root: Path) -> str:
    """Name a file for people: relative to the workspace, with forward slashes; absolute where it lies outside."""
    resolved = Path(os.path.realpath(path))  # Path.resolve cannot name a link that goes in circles
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else resolved.as_posix()


def shown(path: Path) -> str:
    """Name a file the way CI does: relative to the current folder where it lies below it.

    The folder is always in the name, for it is the service.
    """
    name = relative(path, Path.cwd().resolve())
    return name if "/" in name else f"../{path.resolve().parent.name}/{name}"
