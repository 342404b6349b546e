"""Files into ``out/``: each as a whole, what is linked to before what links to it, the manifest last; the rest goes.

Decision 10 says why in this order, and what is left wherever it stops.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from policyc.canonical import sha256
from policyc.publish.hooks import PAGE, unhooked
from policyc.publish.site import MANIFEST, Files, UnreadableManifest, manifest, read_manifest
from policyc.workspace import LeadsOut, write

BEGUN = ".policyc"
"""Stands in ``out/`` while a build writes, and lists what it adds or removes; one that was stopped leaves it."""

LAST = ("history.html", "index.html", "versions.json")
"""What stands in the folder of a service and is written after everything else of it, in this order."""


def resume(out: Path) -> dict[str, str]:
    """Return what builds have written, path → hash, after what a build that was stopped left half written is gone.

    What that one had begun to add or to remove is there without a hash.
    """
    before, begun = _before(out), _begun(out)
    if begun is None:
        return before
    known = {*before, *begun, *map(_service, begun), MANIFEST}
    for half in list(out.rglob(".*.tmp")):
        name, _, process = half.name[1 : -len(".tmp")].rpartition(".")
        if process.isdecimal() and half.with_name(name).relative_to(out).as_posix() in known:
            _clear(half) if half.is_dir() else half.unlink(missing_ok=True)
    return dict.fromkeys(begun, "") | before


def put(out: Path, made: Files) -> tuple[str, ...]:
    """Write what differs from what stands in `out`, in such an order that no page leads to what is not there.

    Pages that lead to each other are written twice, the first time without those links; a folder that is not there yet
    appears with all that is in it. Return what differed.
    """
    folder = _new_folder(out, made)
    if folder:
        _note(out, sorted(made))
        _appear(out, folder, made)
        return tuple(made)
    changed = [path for path in sorted(made) if not _stands(_inside(out, path), sha256(made[path]))]
    if changed:
        _note(out, [path for path in changed if not (out / path).exists()])
    changed.sort(key=lambda path: (_turn(path), (out / path).exists(), path))
    again = []
    for path in changed:
        content = _led(out, path, made[path])
        write(out / path, content)
        again += [path] if content != made[path] else []
    for path in again:
        write(out / path, made[path])
    return tuple(changed)


def finish(
    out: Path, before: Mapping[str, str], hashes: Mapping[str, str], kept: Collection[str], day: date, turn: date | None
) -> None:
    """Write the manifest of what stands now, and remove what stood `before` and is in it no more.

    The files of the services in `kept` stay, whatever is known of them. `turn` is the next day on which something
    changes by itself.
    """
    left = [path for path in before if path not in hashes]
    gone = [path for path in left if not (kept and _stays(path, kept)) and _is_inside(out, path)]
    listing = manifest(day, hashes, turn)
    if gone or not _stands(out / MANIFEST, sha256(listing)):
        _note(out, gone)
        write(out / MANIFEST, listing)
    _remove(out, gone)
    if not any(kept and _stays(path, kept) and not before[path] for path in left):
        (out / BEGUN).unlink(missing_ok=True)


def stands(out: Path, hashes: Mapping[str, str]) -> bool:
    """Tell whether every one of some files stands as its hash says; raise LeadsOut where one is a link out of `out`."""
    return all(_stands(_inside(out, path), digest) for path, digest in hashes.items())


def published_services(before: Mapping[str, str]) -> set[str]:
    """Return the services that the last build listed."""
    listed = (path for path, digest in before.items() if digest and "/" in path)
    return {_service(path) for path in listed if not path.startswith("assets/")}


def standing(out: Path, before: Mapping[str, str], kept: Collection[str], name: str) -> dict[str, bytes]:
    """Read the file `name` of each service in `kept`, by path, where it stands as the last build listed it."""
    paths = (f"{service}/{name}" for service in sorted(kept))
    return {path: _inside(out, path).read_bytes() for path in paths if _stands(out / path, before.get(path, ""))}


def differences(out: Path, hashes: Mapping[str, str], day: date, turn: date | None = None) -> Iterator[tuple[str, str]]:
    """Yield each file of `out` that is not as a build would leave it, with how: missing, changed or extra."""
    expected = {**hashes, MANIFEST: sha256(manifest(day, hashes, turn))}
    standing = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    for path in sorted(expected.keys() | standing):
        if path not in standing:
            yield path, "missing"
        elif path not in expected:
            yield path, "extra"
        elif not _stands(out / path, expected[path]):
            yield path, "changed"


def kept_hashes(before: Mapping[str, str], kept: Collection[str]) -> dict[str, str]:
    """Return of what stood before what stays as it is: the files of the services in `kept`, with the assets."""
    return {path: digest for path, digest in before.items() if digest and kept and _stays(path, kept)}


def _stays(path: str, kept: Collection[str]) -> bool:
    return _service(path) in kept or path.startswith("assets/")


def _turn(path: str) -> int:
    """Return which comes first: what has no links, the pages of versions, the lists of a service, its own pages."""
    _, *inner = path.split("/")
    if len(inner) > 1 or path.startswith("assets/"):
        return int(path.endswith(PAGE))
    return 3 + LAST.index(inner[0]) if inner and inner[0] in LAST else 2


def _new_folder(out: Path, made: Files) -> str:
    """Return the folder that all of some files are in, if there is nothing in its place yet."""
    folders = {_service(path) if "/" in path else "" for path in made}
    folder = folders.pop() if len(folders) == 1 else ""
    return "" if folder == "assets" or os.path.lexists(out / folder) else folder


def _appear(out: Path, folder: str, made: Files) -> None:
    """Write a folder beside its place, and give it its name when it is whole."""
    half = out / f".{folder}.{os.getpid()}.tmp"
    try:
        for path, content in made.items():
            target = half / path.partition("/")[2]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        half.replace(out / folder)
    finally:
        if half.exists():
            _clear(half)


def _clear(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _led(out: Path, path: str, content: bytes) -> bytes:
    """Return a page without the links that lead to nothing yet, and what is no page as it is."""
    return unhooked(content, path, lambda other: (out / other).is_file()) if path.endswith(PAGE) else content


def _before(out: Path) -> dict[str, str]:
    """Return what the last build listed; a manifest that cannot be read is as good as none, and is replaced."""
    try:
        found = read_manifest(out)
    except UnreadableManifest:
        return {}
    return found[1] if found else {}


def _begun(out: Path) -> list[str] | None:
    """Return what a build that was stopped noted; None where none was. Its last line may be half of one."""
    path = out / BEGUN
    if not path.is_file() or path.is_symlink():
        return None
    return path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]


def _note(out: Path, paths: Sequence[str]) -> None:
    """Note that a build has begun, and which files it adds or removes, before it does."""
    out.mkdir(parents=True, exist_ok=True)
    if (out / BEGUN).is_symlink():
        (out / BEGUN).unlink(missing_ok=True)
    with (out / BEGUN).open("ab") as file:
        file.write("".join(f"{path}\n" for path in paths).encode())


def _service(path: str) -> str:
    return path.split("/", 1)[0]


def _stands(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()) == digest


def _remove(out: Path, gone: Sequence[str]) -> None:
    """Remove files that an earlier build listed, and the folders they leave empty; never anything outside `out`.

    What leads to others goes before them; pages that lead to each other lose those links first.
    """
    going = set(gone)
    for path in gone:
        if path.endswith(PAGE) and (target := _inside(out, path)).is_file():
            page = target.read_bytes()
            without = unhooked(page, path, lambda other: other not in going)
            if without != page:
                write(target, without)
    for path in sorted(gone, key=lambda path: (-_turn(path), path)):
        target = _inside(out, path)
        target.unlink(missing_ok=True)
        _prune(out.resolve(), target)


def _prune(out: Path, removed: Path) -> None:
    """Remove the folders that a file left empty."""
    for folder in removed.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def _is_inside(out: Path, path: str) -> bool:
    return (out / path).resolve().is_relative_to(out.resolve())


def _inside(out: Path, path: str) -> Path:
    """Return where a path below `out` really leads; raise LeadsOut where that is outside (a link, ``..``)."""
    target = (out / path).resolve()
    if not target.is_relative_to(out.resolve()):
        raise LeadsOut(path)
    return target
