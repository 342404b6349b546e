"""Files into ``out/``: each as a whole, what is linked to before what links to it, the manifest last; the rest goes.

Decision 10 says why in this order, and what is left wherever it stops.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from policyc.atomic import replacing, write
from policyc.canonical import sha256, sha256_of
from policyc.publish.begun import BEGUN, begun_before, note
from policyc.publish.hooks import PAGE, unhooked
from policyc.publish.inventory import ASSETS, Inventory, folder_of
from policyc.publish.manifest import MANIFEST, UnreadableManifest, manifest, read_manifest
from policyc.publish.site import Files
from policyc.workspace import LeadsOut

CHUNK = 2**16

LAST = ("history.html", "index.html", "versions.json")
"""What stands in the folder of a service and is written after everything else of it, in this order."""


def resume(out: Path) -> Inventory:
    """Return what builds have written, after what a build that was stopped left half written is gone.

    What that one had begun to add or to remove is there without a hash. Whoever asked closes the inventory.
    """
    before, begun = _before(out), begun_before(out)
    if begun is None:
        return before
    known = {*begun, *map(folder_of, begun), MANIFEST}
    for half in list(out.rglob(".*.tmp")):
        name, _, process = half.name[1 : -len(".tmp")].rpartition(".")
        if not (name and process.isdecimal()):
            continue
        path = half.with_name(name).relative_to(out).as_posix()
        if path in known or path in before.of(folder_of(path)):
            _clear(half) if half.is_dir() else half.unlink(missing_ok=True)
    before.add_all((path, "") for path in sorted(begun) if path not in before.of(folder_of(path)))
    return before


def put(out: Path, made: Files) -> tuple[str, ...]:
    """Write what differs from what stands in `out`, in such an order that no page leads to what is not there.

    Pages that lead to each other are written twice, the first time without those links; a folder that is not there yet
    appears with all that is in it. Return what differed.
    """
    folder = _new_folder(out, made)
    if folder:
        note(out, sorted(made))
        _appear(out, folder, made)
        return tuple(made)
    changed = [path for path in sorted(made) if not holds(_inside(out, path), sha256(made[path]))]
    if changed:
        note(out, [path for path in changed if not (out / path).exists()])
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
    out: Path,
    before: Inventory,
    now: Inventory,
    kept: Collection[str],
    day: date,
    turn: date | None,
    *,
    done: bool = True,
) -> None:
    """Write the manifest of what stands now, and remove what stood `before` and is in it no more.

    The files of the services in `kept` stay, whatever is known of them. `turn` is the next day on which something
    changes by itself. What a build began and did not get `done` stays noted.
    """
    left = {path: whole for folder in before for path, whole in _left(before.of(folder), now.of(folder))}
    gone = [path for path in left if not _stays(path, kept) and _is_inside(out, path)]
    if gone or not holds(out / MANIFEST, sha256_of(manifest(day, now.entries(), turn))):
        note(out, gone)
        with replacing(out / MANIFEST) as half, half.open("wb") as file:
            file.writelines(manifest(day, now.entries(), turn))
    _remove(out, gone)
    if done and all(whole or not _stays(path, kept) for path, whole in left.items()):
        (out / BEGUN).unlink(missing_ok=True)


def _left(before: Mapping[str, str], now: Collection[str]) -> Iterator[tuple[str, str]]:
    return ((path, done) for path, done in before.items() if path not in now)


def stands(out: Path, hashes: Mapping[str, str]) -> bool:
    """Tell whether every one of some files stands as its hash says; raise LeadsOut where one is a link out of `out`."""
    return all(holds(_inside(out, path), digest) for path, digest in hashes.items())


def standing(out: Path, before: Inventory, kept: Collection[str], name: str) -> Iterator[tuple[str, bytes]]:
    """Read of each service in `kept` the file `name`, where it stands as the last build listed it."""
    for service in sorted(kept):
        path = f"{service}/{name}"
        if holds(out / path, before.of(service).get(path, "")):
            yield service, _inside(out, path).read_bytes()


def altered(out: Path, before: Inventory, services: Collection[str], name: str) -> list[str]:
    """Return the services of which the last build listed a file `name` that does not stand as it was any more."""
    listed = ((service, f"{service}/{name}") for service in sorted(services))
    wanted = ((service, out / path, before.of(service).get(path, "")) for service, path in listed)
    return [service for service, path, digest in wanted if digest and not holds(path, digest)]


def keep(now: Inventory, before: Inventory, kept: Collection[str]) -> None:
    """List of what stood before what stays as it is: the files of the services in `kept`, with the assets."""
    for folder in (*kept, ASSETS) if kept else ():
        now.add(folder, {path: done for path, done in before.of(folder).items() if done})


def _stays(path: str, kept: Collection[str]) -> bool:
    folder = folder_of(path)
    return folder in kept or (bool(kept) and folder == ASSETS)


def _turn(path: str) -> int:
    """Return which comes first: what has no links, the pages of versions, the lists of a service, its own pages."""
    _, *inner = path.split("/")
    if len(inner) > 1 or folder_of(path) == ASSETS:
        return int(path.endswith(PAGE))
    return 3 + LAST.index(inner[0]) if inner and inner[0] in LAST else 2


def _new_folder(out: Path, made: Files) -> str:
    """Return the folder that all of some files are in, if there is nothing in its place yet."""
    folders = {folder_of(path) for path in made}
    folder = folders.pop() if len(folders) == 1 else ""
    return "" if folder == ASSETS or os.path.lexists(out / folder) else folder


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


def _before(out: Path) -> Inventory:
    """Return what the last build listed; a manifest that cannot be read is as good as none, and is replaced."""
    try:
        found = read_manifest(out)
    except UnreadableManifest:
        found = None
    return found[1] if found else Inventory()


def holds(path: Path, digest: str) -> bool:
    """Tell whether a file stands and is what a hash says."""
    if not path.is_file():
        return False
    with path.open("rb", buffering=0) as file:
        return sha256_of(iter(lambda: file.read(CHUNK), b"")) == digest


def _remove(out: Path, gone: Sequence[str]) -> None:
    """Remove files that an earlier build listed, and the folders they leave empty; never anything outside `out`.

    What leads to others goes before them; pages that lead to each other lose those links first.
    """
    going = set(gone)
    for path in gone:
        if path.endswith(PAGE) and (target := _inside(out, path, itself=True)).is_file():
            page = target.read_bytes()
            without = unhooked(page, path, lambda other: other not in going)
            if without != page:
                write(target, without)
    for path in sorted(gone, key=lambda path: (-_turn(path), path)):
        target = _inside(out, path, itself=True)
        if target.is_symlink() or not target.is_dir():  # a folder in its place is somebody else's
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


def _inside(out: Path, path: str, *, itself: bool = False) -> Path:
    """Return where a path below `out` really leads; raise LeadsOut where that is outside (a link, ``..``).

    What stands there `itself` may be a link.
    """
    target = (out / path).parent.resolve() / Path(path).name if itself else (out / path).resolve()
    if not target.is_relative_to(out.resolve()):
        raise LeadsOut(path)
    return target
