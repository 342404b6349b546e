"""The promise of a format number: what others rely on stays. Each schema is held against its released copy."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import promises
from house import ROOT
from promises import BOTH, INPUT, RELEASED, broken, number, pairs, released, schemas

TODAY = schemas(ROOT / "schema")
SHAPE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["format", "name"],
    "properties": {
        "format": {"type": "integer", "const": 1},
        "name": {"type": "string", "minLength": 1, "pattern": "^[a-z]+$"},
        "kind": {"enum": ["one", "two"]},
        "day": {"type": ["string", "null"], "format": "date"},
        "list": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "maxItems": 3},
        "either": {"oneOf": [{"$ref": "#/$defs/Part"}, {"type": "string"}]},
    },
    "$defs": {
        "Part": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "count": {"type": "integer", "minimum": 0}},
        }
    },
}

Change = Callable[[Any], object]
PROPERTIES, PART = SHAPE["properties"], SHAPE["$defs"]["Part"]["properties"]

# What is done to the schema, and what is said of it: of a format that we write, and of one that others write.
CASES: dict[str, tuple[Change, list[str], list[str]]] = {
    "a property goes": (
        lambda s: s["properties"].pop("kind"),
        ["/: property 'kind' is gone"],
        ["/: property 'kind' is gone"],
    ),
    "a property comes": (lambda s: s["properties"].update(more={"type": "string"}), [], []),
    "one that must be there comes": (
        lambda s: (s["properties"].update(more={"type": "string"}), s["required"].append("more")),
        [],
        ["/: property 'more' must be there now"],
    ),
    "what was always there may be missing": (
        lambda s: s["required"].remove("name"),
        ["/: property 'name' may be missing now"],
        [],
    ),
    "below a reference": (
        lambda s: s["$defs"]["Part"]["properties"].pop("count"),
        ["/properties/list/items: property 'count' is gone"],
        ["/properties/list/items: property 'count' is gone"],
    ),
    "another type": (
        lambda s: s["properties"]["name"].update(type="integer"),
        ["/properties/name: no longer of type string", "/properties/name: may be of type integer now"],
        ["/properties/name: no longer of type string"],
    ),
    "a type less": (
        lambda s: s["properties"]["day"].update(type="string"),
        ["/properties/day: no longer of type null"],
        ["/properties/day: no longer of type null"],
    ),
    "a type more": (
        lambda s: s["properties"]["name"].update(type=["string", "null"]),
        ["/properties/name: may be of type null now"],
        [],
    ),
    "no type any more": (
        lambda s: s["properties"]["name"].pop("type"),
        ["/properties/name: may be of type any now"],
        [],
    ),
    "a word less": (
        lambda s: s["properties"]["kind"].update(enum=["one"]),
        ['/properties/kind: no longer one of its words: "two"'],
        ['/properties/kind: no longer one of its words: "two"'],
    ),
    "a word more": (lambda s: s["properties"]["kind"]["enum"].append("three"), [], []),
    "a set that opens": (
        lambda s: s["properties"].update(kind={"type": "string"}),
        ['/properties/kind: was one of "one", "two" and may be anything now'],
        [],
    ),
    "a set that closes": (
        lambda s: s["properties"]["name"].update(enum=["a"]),
        [],
        ['/properties/name: only "a" may stand here now'],
    ),
    "another number": (
        lambda s: s["properties"]["format"].update(const=2),
        ["/properties/format: no longer one of its words: 1"],
        ["/properties/format: no longer one of its words: 1"],
    ),
    "another pattern": (
        lambda s: s["properties"]["name"].update(pattern="^[A-Z]+$"),
        ['/properties/name: pattern was "^[a-z]+$" and is "^[A-Z]+$"'],
        ['/properties/name: pattern was "^[a-z]+$" and is "^[A-Z]+$"'],
    ),
    "a pattern goes": (
        lambda s: s["properties"]["name"].pop("pattern"),
        ['/properties/name: pattern was "^[a-z]+$" and is null'],
        [],
    ),
    "a format comes": (
        lambda s: s["$defs"]["Part"]["properties"]["id"].update(format="date"),
        [],
        ['/properties/list/items/properties/id: format was null and is "date"'],
    ),
    "a higher bound below": (
        lambda s: s["properties"]["name"].update(minLength=2),
        [],
        ["/properties/name: minLength was 1 and is 2"],
    ),
    "no bound below": (
        lambda s: s["properties"]["name"].pop("minLength"),
        ["/properties/name: minLength was 1 and is none"],
        [],
    ),
    "a lower bound above": (
        lambda s: s["properties"]["list"].update(maxItems=2),
        [],
        ["/properties/list: maxItems was 3 and is 2"],
    ),
    "a higher bound above": (
        lambda s: s["properties"]["list"].update(maxItems=4),
        ["/properties/list: maxItems was 3 and is 4"],
        [],
    ),
    "an alternative less": (
        lambda s: s["properties"]["either"]["oneOf"].pop(),
        ["/properties/either/oneOf: were 2 and are 1"],
        ["/properties/either/oneOf: were 2 and are 1"],
    ),
    "an alternative more": (
        lambda s: s["properties"]["either"]["oneOf"].append({"type": "integer"}),
        ["/properties/either/oneOf: were 2 and are 3"],
        [],
    ),
    "an object opens": (lambda s: s.pop("additionalProperties"), ["/additionalProperties: was false and is true"], []),
    "other words": (lambda s: s["properties"]["name"].update(description="…", title="Name"), [], []),
}  # fmt: skip


def changed(change: Change, schema: Any = SHAPE) -> Any:
    """Copy a schema and do something to it."""
    found = copy.deepcopy(schema)
    change(found)
    return found


@pytest.mark.parametrize("case", CASES)
def test_each_break_is_found(case: str) -> None:
    """Every kind of change is told for what it is, to those who read and to those who write; the rest is none."""
    change, output, input_ = CASES[case]
    new = changed(change)
    Draft202012Validator.check_schema(new)
    assert broken("version", SHAPE, new, {}) == [f"version{fault}" for fault in output]
    assert broken("policy", SHAPE, new, {}) == [f"policy{fault}" for fault in input_]
    told = {f"edition{fault}" for fault in (*output, *input_)}
    assert set(broken("edition", SHAPE, new, {})) == told


def test_the_other_way_round() -> None:
    """An object that closes, and a part that is written anew under another name, are seen for what they are."""
    opened = changed(lambda s: s.pop("additionalProperties"))
    assert broken("policy", opened, SHAPE, {}) == ["policy/additionalProperties: is closed now"]
    moved = changed(lambda s: s["$defs"].update(Other=s["$defs"].pop("Part")))
    text = json.dumps(moved).replace("#/$defs/Part", "#/$defs/Other")
    assert broken("version", SHAPE, json.loads(text), {}) == []
    assert broken("version", SHAPE, SHAPE, {}) == broken("policy", SHAPE, SHAPE, {}) == []


def test_shapes_of_other_files() -> None:
    """A break in what another schema lends is found where it is lent."""
    outer = {"type": "object", "properties": {"part": {"$ref": "shape.schema.json#/$defs/Part"}}}
    new = changed(lambda s: s["$defs"]["Part"]["properties"].pop("count"))
    found = broken("changes", outer, outer, {"shape.schema.json": (SHAPE, new)})
    assert found == ["changes/properties/part: property 'count' is gone"]


@pytest.mark.parametrize("name", TODAY)
def test_promise_is_kept(name: str) -> None:
    """Each schema of today has a released copy of its number, and breaks nothing of it."""
    known = pairs(TODAY)
    assert f"{name}.schema.json" in known, f"python tests/promises.py keeps {released(name, number(TODAY[name])).name}"
    assert broken(name, *known[f"{name}.schema.json"], known) == []


@pytest.mark.parametrize("name", TODAY)
def test_a_break_in_any_schema_is_found(name: str) -> None:
    """Were the first property of a schema taken out, or the last shape's, it would be told."""
    known = pairs(TODAY)
    old, new = known[f"{name}.schema.json"][0], copy.deepcopy(TODAY[name])
    gone = next(iter(new["properties"]))
    del new["properties"][gone]
    assert f"{name}/: property '{gone}' is gone" in broken(name, old, new, known | {f"{name}.schema.json": (old, new)})


def test_every_copy_has_its_schema() -> None:
    """Each copy is of a format that is there, and what it says: a schema, of that number, without words."""
    copies = sorted(RELEASED.iterdir())
    assert {path.stem.rsplit("-", 1)[0] for path in copies} == set(TODAY)
    assert {*INPUT, *BOTH} < set(TODAY)
    for path in copies:
        found = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(found)
        assert number(found) == int(path.stem.rsplit("-", 1)[1])
        assert promises.bare(found) == found


def test_copies_are_kept_unless_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A release keeps what was added; what would break stays as it was, and the fault is told."""
    copies, folder = tmp_path / "released", tmp_path / "schema"
    copies.mkdir()
    folder.mkdir()
    monkeypatch.setattr(promises, "RELEASED", copies)
    schema, copied = folder / "shape.schema.json", copies / "shape-1.json"
    schema.write_text(json.dumps(SHAPE), encoding="utf-8")
    assert promises.main(folder) == 0
    assert json.loads(copied.read_text(encoding="utf-8")) == SHAPE
    wider = changed(lambda s: s["properties"].update(more={"type": "string"}))
    schema.write_text(json.dumps(wider), encoding="utf-8")
    assert promises.main(folder) == 0
    assert json.loads(copied.read_text(encoding="utf-8")) == wider
    schema.write_text(json.dumps(SHAPE), encoding="utf-8")
    capsys.readouterr()
    assert promises.main(folder) == 1
    assert "property 'more' is gone" in capsys.readouterr().out
    assert json.loads(copied.read_text(encoding="utf-8")) == wider
    schema.write_text(json.dumps(changed(lambda s: s["properties"]["format"].update(const=2))), encoding="utf-8")
    assert promises.main(folder) == 0
    assert sorted(path.name for path in copies.iterdir()) == ["shape-1.json", "shape-2.json"]
