"""Files into ``out/``: written one by one as a whole, the manifest last; what is no longer made is removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from policyc.canonical import sha256
from policyc.publish.site import MANIFEST, Files, UnreadableManifest, manifest, read_manifest
from policyc.workspace import LeadsOut, write


def publish(out: Path, made: Files, day: date, kept: Collection[str], turn: date | None = None) -> int:
    """Write what differs from what stands in `out`; return how many files were written.

    The files of the services in `kept` (refused, or not asked for) stay as they stand, with the assets. `turn` is the
    next day on which something changes by itself.
    """
    before = _before(out)
    hashes = _hashes(before, made, kept)
    changed = [path for path in made if not _stands(_inside(out, path), hashes[path])]
    for path in changed:
        write(out / path, made[path])
    listing = manifest(day, hashes, turn)
    if not _stands(out / MANIFEST, sha256(listing)):
        write(out / MANIFEST, listing)
    for path in before.keys() - hashes.keys():
        _remove(out, path)
    return len(changed)


def published_services(out: Path) -> set[str]:
    """Return the services that the manifest of `out` lists; an unreadable manifest lists none."""
    return {_service(path) for path in _before(out) if "/" in path and not path.startswith("assets/")}


def standing(out: Path, kept: Collection[str], name: str) -> dict[str, bytes]:
    """Read the file `name` of each service in `kept`, by path, where it stands as the manifest lists it."""
    before = _before(out)
    paths = (f"{service}/{name}" for service in sorted(kept))
    return {path: _inside(out, path).read_bytes() for path in paths if _stands(out / path, before.get(path, ""))}


def differences(
    out: Path, made: Files, day: date, kept: Collection[str], turn: date | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each file of `out` that is not as a build would leave it, with how: missing, changed or extra.

    The files of the services in `kept` (refused) have to stand as the manifest lists them.
    """
    expected = _hashes(_before(out), made, kept)
    expected[MANIFEST] = sha256(manifest(day, expected, turn))
    standing = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    for path in sorted(expected.keys() | standing):
        if path not in standing:
            yield path, "missing"
        elif path not in expected:
            yield path, "extra"
        elif not _stands(out / path, expected[path]):
            yield path, "changed"


def _before(out: Path) -> dict[str, str]:
    """Return what the last build listed; a manifest that cannot be read is as good as none, and is replaced."""
    try:
        found = read_manifest(out)
    except UnreadableManifest:
        return {}
    return found[1] if found else {}


def _hashes(before: Mapping[str, str], made: Files, kept: Collection[str]) -> dict[str, str]:
    """Return what the manifest lists after a build: what is made, and what is kept with the assets it needs."""
    stays = {*kept, "assets"} if kept else set()
    hashes = {path: digest for path, digest in before.items() if _service(path) in stays}
    return hashes | {path: sha256(content) for path, content in made.items()}


def _service(path: str) -> str:
    return path.split("/", 1)[0]


def _stands(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()) == digest


def _remove(out: Path, path: str) -> None:
    """Remove a file that an earlier build listed, and the folders it leaves empty; never anything outside `out`."""
    target = _inside(out, path)
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == out.resolve() or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def _inside(out: Path, path: str) -> Path:
    """Return where a path below `out` really leads; raise LeadsOut where that is outside (a link, ``..``)."""
    target = (out / path).resolve()
    if not target.is_relative_to(out.resolve()):
        raise LeadsOut(path)
    return target
