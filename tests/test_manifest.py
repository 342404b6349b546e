"""What a build keeps aside of very many files, and the manifest that it writes of them and reads again."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc import spool
from policyc.publish.inventory import Inventory
from policyc.publish.manifest import CHUNK, LONGEST, MANIFEST, UnreadableManifest, _entries, manifest, read_manifest
from policyc.spool import Spool

DAY = date(2026, 12, 31)
NONE = "0" * 64

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1).filter(
    lambda name: name.strip(".")
)
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
files = st.dictionaries(paths, st.text("0123456789abcdef", min_size=64, max_size=64)).filter(
    lambda found: not any(f"{path}/" in other for path in found for other in found)
)


def written(out: Path, content: bytes) -> Path:
    """Put a manifest into a folder."""
    (out / MANIFEST).write_bytes(content)
    return out


def read(out: Path) -> tuple[date, list[tuple[str, str]]]:
    """Read it again."""
    found = read_manifest(out)
    assert found
    with found[1] as inventory:
        return found[0], list(inventory.entries())


# ---- bytes put aside ----


@pytest.mark.parametrize("most", [0, 10, 2**20])
def test_spool(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept last under a name comes back, from memory or from the disk; what is closed is gone."""
    monkeypatch.setattr(spool, "MOST", most)
    with Spool() as found:
        for number in range(9):
            found[f"{number % 5}"] = b"%d" % number * number
        found["empty"] = b""
        del found["0"]
        assert dict(found) == {"1": b"6" * 6, "2": b"7" * 7, "3": b"8" * 8, "4": b"4" * 4, "empty": b""}
        assert len(found) == 5
        assert "0" not in found
        with pytest.raises(KeyError):
            found["0"]
    with pytest.raises(ValueError, match="closed"):
        found["1"]


@given(files)
def test_inventory(found: dict[str, str]) -> None:
    """Files are told by path, whatever the order in which they came, and by the folder that they are in."""
    with Inventory() as inventory:
        inventory.add_all(reversed(found.items()))
        assert list(inventory.entries()) == sorted(found.items())
        assert {path for folder in inventory for path in inventory.of(folder)} == found.keys()
        assert all(path.startswith(f"{folder}/") for folder in inventory if folder for path in inventory.of(folder))
        assert inventory.of("nothing/of/this/name") == {}


def test_services_of_an_inventory() -> None:
    """A service is a folder of which a file was finished; the assets are none."""
    with Inventory() as inventory:
        inventory.add_all(
            {"assets/a.css": NONE, "index.html": NONE, "shop/a": "", "shop/b": NONE, "cafe/a": ""}.items()
        )
        assert inventory.services() == {"shop"}


# ---- the manifest ----


@given(files, st.sampled_from([None, 0, 2, "\t"]))
def test_manifest_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, str], indent: int | str | None
) -> None:
    """A manifest comes back as it went, and so does one that a program has laid out otherwise, or added keys to."""
    out = tmp_path_factory.getbasetemp()
    content = b"".join(manifest(DAY, sorted(found.items()), DAY))
    assert read(written(out, content)) == (DAY, sorted(found.items()))
    data = json.loads(content)
    assert data == {
        "format": 1,
        "day": DAY.isoformat(),
        "next": DAY.isoformat(),
        "files": [{"path": path, "fileHash": digest} for path, digest in sorted(found.items())],
    }
    assert content.decode() == json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    data["files"] = [{"more": [{}], **entry} for entry in data["files"]]
    assert read(written(out, json.dumps({**data, "last": []}, indent=indent).encode())) == (DAY, sorted(found.items()))


def test_no_manifest(tmp_path: Path) -> None:
    """Where there is none there is none."""
    assert read_manifest(tmp_path) is None


WHOLE = b"".join(manifest(DAY, [("a", NONE), ("shop/b", NONE)]))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        WHOLE.replace(b"2026-12-31", b"2026-13-31"),
        WHOLE.replace(b'"day"', b'"tag"'),
        WHOLE.replace(b'"path"', b'"file"', 1),
        WHOLE.replace(NONE.encode(), b"0").replace(b'"0"', b"0"),
        WHOLE.replace(b'"shop/b"', b"7"),
        WHOLE.replace(b"shop", b"\xff"),
        WHOLE.replace(b"{\n      ", b"[").replace(b"\n    }", b"]"),
        b'{"day": "2026-12-31", "files": [' + b"[" * 100_000,
        WHOLE + b"more",
        *(WHOLE[:end] for end in range(0, len(WHOLE) - 2, 7)),
    ],
)
def test_no_manifest_of_ours(content: bytes, tmp_path: Path) -> None:
    """What is no manifest, or none to its end, is told as such."""
    with pytest.raises(UnreadableManifest):
        read_manifest(written(tmp_path, content))


@pytest.mark.parametrize("path", ["", ".", "a\\u0000", "a\\ud800", ".."])
def test_what_is_the_path_of_no_file(path: str, tmp_path: Path) -> None:
    """A manifest that lists what can be no file is none."""
    with pytest.raises(UnreadableManifest):
        read_manifest(written(tmp_path, WHOLE.replace(b'"a"', f'"{path}"'.encode())))


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_in_another_order(bom: bytes, tmp_path: Path) -> None:
    """A manifest that somebody has put in another order is read all the same, and takes no more room for it."""
    entries = [{"path": f"{folder}/{number:04}", "fileHash": NONE} for number in range(2_000) for folder in "ab"]
    content = bom + json.dumps({"files": entries, "next": None, "day": DAY.isoformat()}).encode()
    found = read_manifest(written(tmp_path, content))
    assert found
    with found[1] as inventory:
        assert inventory._end < 2 * len(content)
        assert [path for path, _ in inventory.entries()] == sorted(str(entry["path"]) for entry in entries)


def test_a_fault_is_not_looked_for_again_and_again() -> None:
    """What is no entry is given up when it is longer than any, and not read to the end of the file."""
    long = WHOLE.replace(b'"a"', b'"a' + b"\n" * 8 * LONGEST + b'"')
    reads: list[int] = []

    class Counted(io.StringIO):
        def read(self, size: int | None = -1, /) -> str:
            reads.append(size or 0)
            return super().read(size)

    with pytest.raises(ValueError, match="control character"):
        list(_entries("", Counted(long[long.index(b"[") + 1 :].decode())))
    assert len(reads) <= 2 + LONGEST // CHUNK


def many(services: int) -> Iterator[tuple[str, str]]:
    """Yield the files of very many services."""
    for number in range(services):
        yield from ((f"shop{number:05}/2026-12-01/changes-{page:02}.html", NONE) for page in range(27))


def test_many_files_take_little_memory(tmp_path: Path) -> None:
    """A manifest of many is written and read without ever being in memory, wherever its pieces are cut."""
    with (tmp_path / MANIFEST).open("wb") as file:
        file.writelines(manifest(DAY, many(1_000)))
    assert (tmp_path / MANIFEST).stat().st_size > 50 * CHUNK
    tracemalloc.start()
    try:
        found = read_manifest(tmp_path)
        assert found
        with found[1] as inventory, (tmp_path / "again").open("wb") as file:
            file.writelines(manifest(found[0], inventory.entries()))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "again").read_bytes() == (tmp_path / MANIFEST).read_bytes()
    assert peak < 2 * spool.MOST + 2**20
