"""A folder of small cases, each with its input beside its exact expected output; one loop a gallery."""

from __future__ import annotations

from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
EXPECTED = "expected.txt"


def cases(gallery: str) -> list[Path]:
    """Return the case folders of a gallery in order; an empty gallery is a broken test, not a passed one."""
    found = sorted(path for path in (CASES / gallery).iterdir() if path.is_dir())
    assert found, f"no cases in {CASES / gallery}"
    return found


def parametrised(gallery: str) -> pytest.MarkDecorator:
    """Run a test once a case, as ``case``, under the name of its folder."""
    return pytest.mark.parametrize("case", cases(gallery), ids=lambda path: path.name)


def inputs(case: Path) -> list[Path]:
    """Return the input files of a case, at any depth, in order."""
    found = sorted(path for path in case.rglob("*") if path.is_file() and path.name != EXPECTED)
    assert found, f"no input in {case}"
    return found


def compare(case: Path, got: str, bless: bool, name: str = EXPECTED) -> None:
    """Hold `got` against the expected output of a case, or write it when blessing."""
    path = case / name
    if bless:
        path.write_text(got, encoding="utf-8", newline="\n")
        return
    assert path.is_file(), f"{path} is missing; run pytest --bless and read what it wrote"
    assert got == path.read_bytes().decode("utf-8")
