"""The first real policy: each fact of it, written down by hand, in the data and in all three outputs."""

from __future__ import annotations

import json
from typing import Any

import pytest

import drawn
from drawn import DAY, REAL, Drawn, leaves, one_line, resolved
from house import ROOT
from policyc import load
from policyc.place import Path

COLUMNS = ("says", "root", "pointer", "value", "printed")
LEAST = 217
"""Rows of the table; facts are added to it, and none is taken away."""

# Not written by the author, yet no table's either: which policy this is, as the file's path says it.
FROM_THE_PATH = ("/service", "/version")


def _rows() -> list[dict[str, str]]:
    text = (ROOT / "tests" / "facts.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    assert tuple(lines[0]) == COLUMNS
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]


ROWS = _rows()


@pytest.fixture(scope="module")
def real() -> Drawn:
    """Draw the real policy once."""
    return drawn.real()


def test_every_fact_of_the_sheet_has_a_row() -> None:
    """The table is as long as the published policy, names each thing once and leaves no column empty."""
    assert len(ROWS) >= LEAST
    assert all(all(row.values()) for row in ROWS)
    seen = [(row["root"], row["pointer"], row["value"]) for row in ROWS]
    assert sorted(seen) == sorted(set(seen))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["root"] + row["pointer"])
def test_fact_stands_in_the_data_and_in_every_output(row: dict[str, str], real: Drawn) -> None:
    """The pointer leads to the value, and page, Markdown and node tree say it."""
    if row["root"] == "prose":
        assert row["value"] in one_line(resolved(real.data["facts"], row["pointer"]))
    else:
        assert row["root"] in ("facts", "notice")
        wanted = row["value"]
        value = json.loads(wanted.removeprefix("json:")) if wanted.startswith("json:") else wanted
        got = resolved(real.data[row["root"]], row["pointer"])
        assert got == value
        assert type(got) is type(value)
    for printed in row["printed"].split(" ¦ "):
        for name, lines in real.lines.items():
            whole = printed.removeprefix("=")
            assert any(whole == line if printed != whole else whole in line for line in lines), (name, printed)


def test_items_keep_the_order_of_the_sheet(real: Drawn) -> None:
    """No list holds more than the sheet names: what is not in the table is not collected, handed on or kept."""
    facts = real.data["facts"]
    assert [len(facts["collection"]["entries"][0][key]) for key in ("required", "optional", "automatic")] == [6, 1, 0]
    assert [len(facts["collection"]["entries"][1][key]) for key in ("required", "optional", "automatic")] == [9, 0, 0]
    assert [len(facts["collection"]["entries"][2][key]) for key in ("required", "optional", "automatic")] == [0, 0, 5]
    assert [len(facts["items"][index]["members"]) for index in (0, 1)] == [5, 4]
    assert [len(entry["tasks"]) for entry in facts["processors"]["entries"]] == [2, 3]
    lists = {
        "collection": 3,
        "definitions": 2,
        "methods": 4,
        "purposes": 8,
        "recipientExceptions": 2,
        "safety": 4,
        "officers": 1,
        "remedies": 3,
        "waivers": 1,
        "outline": 6,
    }
    assert {key: len(_entries(facts[key])) for key in lists} == lists
    assert facts["recipients"]["entries"] == []
    assert [len(facts["retention"][key]) for key in ("internal", "statutory")] == [2, 7]
    assert [len(facts["rights"][key]) for key in ("list", "how")] == [3, 4]
    assert [len(facts["cookies"][key]) for key in ("purposes", "excludes", "choices", "refuse")] == [3, 2, 3, 3]


def test_three_outputs_say_the_same_lines(real: Drawn) -> None:
    """Page, Markdown and node tree, each read by a parser that is not ours, give the same lines in the same order."""
    page, markdown, tree = real.lines.values()
    assert len(page) > 100
    assert page == markdown
    assert markdown == tree


def test_plain_text_says_the_same_words(real: Drawn) -> None:
    """The plain text of each section has every heading and cell of the node tree."""
    told = {section["section"]: one_line(section["text"]) for section in real.data["text"]}
    assert list(told) == [section["id"] for section in real.data["document"]["sections"]]
    words = "\n".join(told.values())
    texts = [
        value for at, value in leaves(real.data["document"]["sections"]) if at[-1] in ("text", "heading", "caption")
    ]
    assert len(texts) > 100
    assert [text for text in texts if one_line(text) not in words] == []


def test_everything_has_an_origin(real: Drawn) -> None:
    """Every value of the facts has an origin, and every origin belongs to a value."""
    pointers = {"".join(f"/{_escaped(step)}" for step in at) for at, _ in leaves(real.data["facts"])}
    assert len(pointers) > 300
    assert pointers == set(real.data["provenance"])
    for pointer in pointers:
        assert isinstance(resolved(real.data["facts"], pointer), str | int | bool), pointer


def test_origins_lead_somewhere(real: Drawn) -> None:
    """A declared value names a place that stands in the file, a derived one its rule and its source."""
    assert real.checked.source is not None
    places = {"/".join(map(str, at)) for at in real.checked.source.values}
    for pointer, origin in real.data["provenance"].items():
        if "declared" in origin:
            assert set(origin) == {"declared"}, pointer
            assert origin["declared"] in places, pointer
        else:
            assert set(origin) == {"derived", "from"}, pointer
            assert origin["derived"], pointer
            assert origin["from"], pointer


def test_declared_means_written_by_the_author(real: Drawn) -> None:
    """Nobody is said to have declared what he did not write: no value points at the file as a whole."""
    whole = {pointer for pointer, origin in real.data["provenance"].items() if origin.get("declared") == ""}
    assert whole - set(FROM_THE_PATH) == set()


def test_declared_values_are_those_of_the_file(real: Drawn) -> None:
    """Where the file has a text at the declared place, the fact is that text: as it is, as an id, or as a number."""
    source = dict(leaves(real.checked.source.data if real.checked.source else {}))
    compared = 0
    for pointer, origin in real.data["provenance"].items():
        at = _path(origin["declared"], source) if "declared" in origin else None
        if at is not None:
            compared += 1
            assert _same(resolved(real.data["facts"], pointer), source[at], pointer), pointer
    assert compared > 180


def test_public_interface_reads_the_same_facts(real: Drawn) -> None:
    """`policyc.load` gives the facts that the outputs were drawn from."""
    loaded = load(REAL, as_of=DAY)
    assert loaded.facts == real.edition.facts
    assert not loaded.refused


def _entries(block: Any) -> Any:
    return block["entries"] if isinstance(block, dict) else block


def _escaped(step: str | int) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


def _path(written: str, source: dict[Path, Any]) -> Path | None:
    return next((at for at in source if "/".join(map(str, at)) == written), None)


def _same(value: Any, leaf: Any, pointer: str) -> bool:
    if leaf == "none":
        return value is True
    if pointer.endswith(("/id", "/term")):
        return True  # the place is the key's
    return bool(value == leaf or value == str(leaf).replace(" ", "-") or f"{value}일" == leaf)
