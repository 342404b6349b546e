"""The example shop with one thing after another taken out: it is refused in words or drawn, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from drawn import DAY, FOLDERS, data_of, written
from house import ROOT
from policyc.compile import check, edition
from policyc.korean import has_hangul
from policyc.place import Path
from policyc.publish.site import Published, files
from policyc.report import text
from policyc.report.words import reported

SHOP = "policy/example-shop/2026-01-05.yaml"
STEP = 24
"""Of the places in the shop, every how many is tried; all of them take minutes."""


@cache
def shop() -> dict[str, Any]:
    """Return the plain data of the example shop."""
    return data_of((ROOT / SHOP).read_text(encoding="utf-8"))


def places(data: Any, at: Path = ()) -> Iterator[Path]:
    """Yield the path of every key and of every entry of a list, at any depth."""
    steps: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        steps = list(data.items())
    elif isinstance(data, list):
        steps = list(enumerate(data))
    for step, below in steps:
        yield (*at, step)
        yield from places(below, (*at, step))


def without(at: Path) -> dict[str, Any]:
    """Take one key, or one entry of a list, out of the shop."""
    data = deepcopy(shop())
    above: Any = data
    for step in at[:-1]:
        above = above[step]
    del above[at[-1]]
    return data


def outcome(data: dict[str, Any]) -> str:
    """Check data and draw every output of it, or put into words why not; say which of the two came."""
    found = check(SHOP, written(data).encode(), DAY)
    answers = [reported(one.finding, found.file, found.source) for one in found.judged]
    assert text.render(answers, {found.file: found.text})
    if found.refused:
        assert any(one.severity == "error" and has_hangul(one.message) and has_hangul(one.hint) for one in answers)
        return "refused"
    made = files([Published(version=edition(found, FOLDERS))], FOLDERS)
    assert {path.split("/")[-1] for path in made} >= {"index.html", "policy.md", "policy.txt", "policy.json"}
    return "drawn"


def test_shop_is_drawn() -> None:
    """The shop itself, written anew, is drawn."""
    assert outcome(shop()) == "drawn"


@pytest.mark.parametrize("block", sorted(shop()))
def test_block_is_none(block: str) -> None:
    """With any block said not to apply, the shop is refused or drawn."""
    assert outcome({**shop(), block: "none"}) in ("refused", "drawn")


def test_place_is_taken_out() -> None:
    """Without any one key or entry, the shop is refused or drawn; many are optional and some are needed."""
    tried = [outcome(without(at)) for at in list(places(shop()))[::STEP]]
    assert tried.count("drawn") > tried.count("refused") > 0
