"""The house's own tests: floors, clock, Korean, sizes, data, catalogues; each first finds something to look at."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import house
from house import PACKAGE, ROOT, Code

Scan = Callable[[Code], Iterator[str]]

SOURCE = house.files(PACKAGE)
SEVERITIES = {"error", "warning", "info"}
ABSOLUTE = re.compile(r"(?<![\w.:/<>\]})-])/(?:work|root|tmp|home|opt|Users)/\w|\b[A-Z]:\\\w")


def _catalogues() -> dict[str, dict[str, Any]]:
    """Read every catalogue of findings, by its name in the package."""
    found = [*PACKAGE.rglob("findings.yaml"), *PACKAGE.glob("rules/*.yaml")]
    return {
        path.relative_to(PACKAGE).as_posix(): yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or {}
        for path in sorted(found)
    }


def _data(*suffixes: str) -> list[Path]:
    trees = (PACKAGE, ROOT / "schema", ROOT / "templates")
    return sorted(path for tree in trees for path in tree.rglob("*") if path.suffix in suffixes)


def _twice(node: yaml.Node | None) -> Iterator[str]:
    """Find keys of YAML that are written twice; the reader of PyYAML keeps the last in silence."""
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (f"{key} (line {node.start_mark.line + 1})" for key in sorted(set(keys)) if keys.count(key) > 1)
        for _, value in node.value:
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twice(item)


@pytest.mark.parametrize(
    "scan", [house.upward, house.clocks, house.korean, house.swallowed, house.printed, house.vague]
)
def test_source_keeps_the_house(scan: Scan) -> None:
    """No file of the package breaks a rule of the house."""
    assert {"place.py", "finding.py", "nodes.py"} <= {code.name for code in SOURCE}
    assert [fault for code in SOURCE for fault in scan(code)] == []


@pytest.mark.parametrize(
    ("scan", "name", "text"),
    [
        (house.upward, "facts/x.py", "def f():\n    from policyc.rules import y"),
        (house.upward, "facts/x.py", "from policyc import rules"),
        (house.upward, "facts/x.py", "from ..compile import build"),
        (house.upward, "facts/x.py", "from .. import document"),
        (house.upward, "facts/x.py", "if TYPE_CHECKING:\n    import policyc.cli.check"),
        (house.upward, "law/x.py", "from policyc.reading import y"),
        (house.upward, "place.py", "import policyc"),
        (house.upward, "attic/x.py", ""),
        (house.clocks, "rules/x.py", "from time import monotonic"),
        (house.clocks, "rules/x.py", "import datetime\ndatetime.date.today()"),
        (house.clocks, "compile.py", "from datetime import datetime as d\nd.now(zone)"),
        (house.korean, "report/x.py", "x = f'{name}이 없습니다'"),
        (house.korean, "facts/x.py", "NAME = '이름'"),
        (house.swallowed, "cli/x.py", "try:\n    f()\nexcept:\n    pass"),
        (house.swallowed, "cli/x.py", "try:\n    f()\nexcept (ValueError, Exception):\n    pass"),
        (house.swallowed, "cli/x.py", "with contextlib.suppress(BaseException):\n    f()"),
        (house.printed, "render/x.py", "print('x')"),
        (house.vague, "facts/helpers.py", ""),
        (house.vague, "common/x.py", ""),
        (house.dodges, "test_x.py", "def test_x():\n    assert f()"),
        (house.dodges, "test_x.py", "@pytest.mark.skipif(True)\ndef test_x():\n    '''Say.'''"),
        (house.dodges, "test_x.py", "from time import sleep"),
    ],
)
def test_scans_see_what_they_look_for(scan: Scan, name: str, text: str) -> None:
    """Each scan finds one fault in a file that has it."""
    assert len(list(scan(Code(name=name, text=text)))) == 1


@pytest.mark.parametrize(
    ("scan", "name", "text"),
    [
        (
            house.upward,
            "rules/x.py",
            "from policyc.facts.periods import a\nfrom policyc.rules.y import b\nfrom . import z",
        ),
        (house.upward, "finding.py", "from policyc.place import Path"),
        (house.upward, "__main__.py", "from policyc.cli import main"),
        (house.clocks, "cli/x.py", "import time\ntime.monotonic()"),
        (house.korean, "facts/x.py", '"""이름."""\nID = re.compile(r"[A-Za-z가-힣]+")  # 이름'),
        (house.korean, "facts/x.py", "HANGUL = '가' <= sign <= '힣' or sign in '·ㆍ'"),
        (house.korean, "korean.py", "PAIRS = ('은', '는')"),
        (house.swallowed, "cli/x.py", "try:\n    f()\nexcept (OSError, ValueError):\n    pass"),
        (house.dodges, "test_x.py", "def test_x():\n    '''Say.'''\n    assert f()"),
    ],
)
def test_scans_leave_good_files_alone(scan: Scan, name: str, text: str) -> None:
    """No scan finds a fault in a file that keeps the rule."""
    assert list(scan(Code(name=name, text=text))) == []


def test_ground_floor_has_no_circle() -> None:
    """The modules of the ground floor may use each other, but never in a circle."""
    ground = {code.room: set[str]() for code in SOURCE if house.FLOORS.get(code.room) == 0}
    assert len(ground) >= 3
    for code in SOURCE:
        if code.room in ground:
            ground[code.room] |= {room for _, room in house.imports(code)} - {code.room}
    order = list(TopologicalSorter(ground).static_order())
    assert order.index("place") < order.index("finding")


def test_source_files_are_short() -> None:
    """No file of the package is longer than 250 lines."""
    lengths = {code.name: len(code.text.splitlines()) for code in SOURCE}
    assert lengths["place.py"] > 10
    assert {name: length for name, length in lengths.items() if length > 250} == {}


def test_data_files_can_be_read() -> None:
    """All YAML and JSON of the package, the schemas and the templates parses, and no key is written twice."""
    assert (PACKAGE / "py.typed").exists()
    for path in _data(".json"):
        assert json.loads(path.read_text(encoding="utf-8")), path
    for path in _data(".yaml", ".yml"):
        node = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
        assert node is not None, path
        assert list(_twice(node)) == [], path
    assert list(_twice(yaml.compose("a: [{b: 1, b: 2}]", yaml.SafeLoader))) == ["b (line 1)"]


def test_schemas_are_schemas() -> None:
    """Every schema is a right JSON Schema of 2020-12 and says so."""
    for path in [path for path in _data(".json") if path.name.endswith(".schema.json")]:
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema", path


def test_catalogues_are_whole() -> None:
    """Each entry of a catalogue has an id of its own, a severity, a message and a hint."""
    owners: dict[str, str] = {}
    for name, entries in _catalogues().items():
        assert entries, name
        for code, entry in entries.items():
            assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code), f"{name}: {code}"
            assert owners.setdefault(code, name) == name, f"{code} is in {owners[code]} and in {name}"
            assert entry.get("severity") in SEVERITIES, f"{name}: {code}"
            assert str(entry.get("message", "")).strip(), f"{name}: {code} has no message"
            assert str(entry.get("hint", "")).strip(), f"{name}: {code} has no hint"


def test_codes_are_in_a_catalogue_and_in_use() -> None:
    """What the code reports has words, and no words wait for code that is gone."""
    known = {code for entries in _catalogues().values() for code in entries}
    told: dict[object, str] = {}
    strings: set[str] = set()
    for code in SOURCE:
        strings |= {text for _, text in code.literals()}
        if code.room == "rules":
            strings |= {n.name.replace("_", "-") for n in code.nodes if isinstance(n, ast.FunctionDef)}
        for node in code.nodes:
            if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Constant):
                told[node.value.value] = f"{code.name}:{node.lineno}"
    assert {code: where for code, where in told.items() if code not in known} == {}, "no words in a catalogue"
    assert sorted(known - strings) == [], "no code reports them"


def test_tests_say_what_they_show() -> None:
    """Every test has a docstring; none is skipped, excused or asleep."""
    tests = house.files(ROOT / "tests")
    assert "test_house.py" in {code.name for code in tests}
    assert [fault for code in tests for fault in house.dodges(code)] == []


def test_files_name_no_place_of_one_machine() -> None:
    """Nothing that is read or shipped holds a path that exists on one machine only."""
    trees = [ROOT / name for name in ("src", "schema", "templates", "docs", "requirements", "tools", "benchmarks")]
    paths = [path for tree in trees for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    paths += [path for path in ROOT.iterdir() if path.suffix in {".md", ".toml"} or path.name == "Makefile"]
    assert ROOT / "pyproject.toml" in paths
    assert PACKAGE / "place.py" in paths
    assert ABSOLUTE.search('open("' + "/".join(("", "tmp", "x")) + '")')
    assert not ABSOLUTE.search("https://example.com/home/index")
    found = [(path, ABSOLUTE.findall(path.read_text(encoding="utf-8", errors="replace"))) for path in paths]
    assert [f"{path.relative_to(ROOT)}: {hits}" for path, hits in found if hits] == []
