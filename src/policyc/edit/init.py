"""A folder into a workspace: the folders and files that the legal team and its editor need, none of theirs touched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from policyc.atomic import write
from policyc.record import Record
from policyc.workspace import LeadsOut, root_of, schema_text

STARTER = Path(__file__).with_name("starter")
SCHEMAS = ("policy", "workspace")
"""The schemas that the editor completes a workspace's files by."""
FILES: Mapping[str, str] = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".vscode/extensions.json": "extensions.json",
    ".vscode/settings.json": "settings.json",
    "README.md": "README.md",
}
"""Each file of a workspace → the file of the starter that it begins as."""

State: TypeAlias = Literal["written", "kept", "refreshed"]
STATES: Final[tuple[State, ...]] = get_args(State)


class NotAFolder(Exception):
    """Something that is no folder stands where one is needed; its text is the path."""


class InsidePolicy(Exception):
    """The folder lies in ``policy/`` of another workspace, where it would pass as a service; its text is the path."""


class Begun(Record):
    """What `init` did to a workspace: files written, kept as they were, and brought up to date."""

    root: Path
    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()


def init(folder: Path) -> Begun:
    """Make a workspace of a folder, which is made if need be; nothing that exists is overwritten but our schema.

    All is looked at before anything is written. Raises NotAFolder, InsidePolicy, LeadsOut or OSError.
    """
    root = Path(os.path.realpath(folder))  # unlike resolve(), no matter whether a link goes in circles
    _refuse(root)
    texts = dict(_texts())
    states = {name: _state(root, name, content) for name, content in texts.items()}
    (root / "policy").mkdir(parents=True, exist_ok=True)
    for name, state in states.items():
        if state != "kept":
            write(root / name, texts[name])
    return Begun(root=root, **{state: tuple(name for name in texts if states[name] == state) for state in STATES})


def _texts() -> Iterator[tuple[str, bytes]]:
    """Yield each file of a workspace with what it begins as."""
    for name, starter in FILES.items():
        yield name, (STARTER / starter).read_bytes()
    for name in SCHEMAS:
        yield schema_file(name), schema_text(name).encode()


def schema_file(name: str) -> str:
    """Return where the editor finds a schema in a workspace."""
    return f"schema/{name}.schema.json"


def _refuse(root: Path) -> None:
    """Refuse a place that cannot become a workspace."""
    for folder in (root, root / "policy"):
        if folder.is_symlink() or folder.exists():
            _is_folder(folder)
    other = root_of(root)
    if other and other != root and root.is_relative_to(other / "policy"):
        raise InsidePolicy(root.as_posix())


def _state(root: Path, name: str, content: bytes) -> State:
    """Tell what becomes of a file; what it stands in is a folder, or free, and no link out of the workspace."""
    path = root / name
    if path.parent.is_symlink() or path.parent.exists():
        _is_folder(path.parent)
    if not path.parent.resolve().is_relative_to(root):
        raise LeadsOut(path.parent.as_posix())
    if not (path.is_symlink() or path.exists()):
        return "written"
    same = path.exists() and path.read_bytes() == content
    return "refreshed" if name.startswith("schema/") and not same else "kept"


def _is_folder(path: Path) -> None:
    if not path.is_dir():
        raise NotAFolder(path.as_posix())
