"""A released schema and the schema of today into what breaks the promise of the format number between them.

What only we write (policy.json and its like) may gain keys, and nothing that readers rely on may go: a property stays,
stays of its type, and stays there where it always was. What others write (a policy file, the settings) may be asked for
nothing more and lose nothing that was allowed. Titles and descriptions promise nothing.

``python tests/promises.py`` takes the schemas of today for released ones, which is done with a release: a copy that
they would break stays, and asks for the next format number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

RELEASED = Path(__file__).parent / "formats" / "released"

INPUT = frozenset({"policy", "workspace"})
BOTH = frozenset({"edition"})
"""Records are written by one policyc and read by all later ones."""

WORDS = frozenset(
    "title description markdownDescription errorMessage patternErrorMessage defaultSnippets enumDescriptions examples "
    "doNotSuggest $comment $schema".split()
)
LEAST = {"minLength": 0, "minItems": 0, "minProperties": 0, "minimum": float("-inf")}
MOST = {"maxLength": float("inf"), "maxItems": float("inf"), "maxProperties": float("inf"), "maximum": float("inf")}
BRANCHES = ("allOf", "anyOf", "oneOf")
BELOW = ("items", "additionalProperties", "propertyNames", "if", "then", "else", "not", "contains")

Node = Any
Pair = tuple[Node, Node]


def bare(node: Node) -> Node:
    """Copy a schema without what promises nothing."""
    if isinstance(node, list):
        return [bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: bare(one) for name, one in below.items()} if key in ("properties", "$defs") else bare(below)
        for key, below in node.items()
        if key not in WORDS
    }


def number(schema: Node) -> int:
    """Return the number of a schema's format."""
    found = schema["properties"].get("format") or schema["$defs"]["PolicyEdition"]["properties"]["format"]
    return int(found["const"] if "const" in found else found["enum"][0])


def released(name: str, format_: int) -> Path:
    """Return where the released copy of a format stands."""
    return RELEASED / f"{name}-{format_}.json"


def broken(name: str, old: Node, new: Node, others: Mapping[str, Pair]) -> list[str]:
    """List what of a released format does not hold any more; `others` are the schemas it may refer to, by file."""
    sides = ["input"] if name in INPUT else ["output", "input"] if name in BOTH else ["output"]
    known = {**others, "": (old, new)}
    return [fault for side in sides for fault in _Promise(name, side, known).schema(old, new)]


class _Promise:
    """Walks two schemas side by side; a shape is looked at once, at the first place that leads to it."""

    def __init__(self, name: str, side: str, known: Mapping[str, Pair]) -> None:
        self.name, self.side, self.known = name, side, known
        self.seen: set[tuple[str, str]] = set()

    def schema(self, old: Node, new: Node) -> Iterator[str]:
        """Compare two whole schemas."""
        yield from self.node(old, new, "", "")

    def node(self, old: Node, new: Node, at: str, file: str) -> Iterator[str]:
        """Compare what stands at one place."""
        if not isinstance(old, dict) or not isinstance(new, dict):
            if isinstance(old, dict) != isinstance(new, dict) or old != new:
                yield from self.openness(old, new, at)
            return
        way = (file + old.get("$ref", ""), file + new.get("$ref", ""))
        if "$ref" in old or "$ref" in new:
            if way in self.seen:
                return
            self.seen.add(way)
        (old, old_file), (new, new_file) = self.followed(old, file, 0), self.followed(new, file, 1)
        file = new_file or old_file
        yield from self.values(old, new, at)
        yield from self.properties(old, new, at, file)
        for key in BELOW:
            if key in old or key in new:
                yield from self.node(old.get(key, True), new.get(key, True), f"{at}/{key}", file)
        for key in BRANCHES:
            yield from self.branches(old.get(key, []), new.get(key, []), f"{at}/{key}", file)

    def followed(self, node: Node, file: str, which: int) -> tuple[Node, str]:
        """Follow references to the end, into another file where they lead there."""
        while "$ref" in node:
            there, pointer = node["$ref"].split("#")
            file = there or file
            found = self.known[file][which]
            for step in pointer.split("/")[1:]:
                found = found[step]
            node = found
        return node, file

    def openness(self, old: Node, new: Node, at: str) -> Iterator[str]:
        """Compare places of which one or both are said to be open or closed as a whole."""
        opened = old is False and self.side == "output"
        closed = new is False and (self.side == "input" or old is True)
        if opened or closed or (self.side == "input" and old is True and new is not True):
            yield self.fault(at, "is closed now" if new is False else f"was {_short(old)} and is {_short(new)}")
        elif self.side == "output" and new is True and old is not True:
            yield self.fault(at, "may be anything now")

    def properties(self, old: Node, new: Node, at: str, file: str) -> Iterator[str]:
        """Compare the keys of an object: none goes, and what must be there stays what it was."""
        before, after = old.get("properties", {}), new.get("properties", {})
        for key, below in before.items():
            if key not in after:
                yield self.fault(at, f"property '{key}' is gone")
            else:
                yield from self.node(below, after[key], f"{at}/properties/{key}", file)
        needed, needs = set(old.get("required", ())), set(new.get("required", ()))
        if self.side == "input":
            yield from (self.fault(at, f"property '{key}' must be there now") for key in sorted(needs - needed))
        else:
            lost = (needed - needs) & after.keys()
            yield from (self.fault(at, f"property '{key}' may be missing now") for key in sorted(lost))

    def values(self, old: Node, new: Node, at: str) -> Iterator[str]:
        """Compare which values may stand at a place."""
        before, after = _types(old), _types(new)
        if before and after and (gone := before - after):
            yield self.fault(at, f"no longer of type {', '.join(sorted(gone))}")
        if self.side == "output" and before and (come := (after - before) if after else {"any"}):
            yield self.fault(at, f"may be of type {', '.join(sorted(come))} now")
        if self.side == "input" and after and not before:
            yield self.fault(at, f"must be of type {', '.join(sorted(after))} now")
        yield from self.words(old, new, at)
        for key in ("pattern", "format"):
            if (key in new if self.side == "input" else key in old) and old.get(key) != new.get(key):
                yield self.fault(at, f"{key} was {_short(old.get(key))} and is {_short(new.get(key))}")
        for limits, sign in ((LEAST, 1), (MOST, -1)):
            for key, none in limits.items():
                moved = sign * (new.get(key, none) - old.get(key, none)) if new.get(key) != old.get(key) else 0
                if moved > 0 if self.side == "input" else moved < 0:
                    yield self.fault(at, f"{key} was {old.get(key, 'none')} and is {new.get(key, 'none')}")

    def words(self, old: Node, new: Node, at: str) -> Iterator[str]:
        """Compare closed sets of words: what was one of them stays one; a reader is ready for new ones."""
        before, after = _enum(old), _enum(new)
        if before is not None and after is not None:
            if gone := [word for word in before if word not in after]:
                yield self.fault(at, f"no longer one of its words: {', '.join(gone)}")
        elif before is None and after is not None and self.side == "input":
            yield self.fault(at, f"only {', '.join(after)} may stand here now")
        elif before is not None and after is None and self.side == "output":
            yield self.fault(at, f"was one of {', '.join(before)} and may be anything now")
        if "const" in old and self.side == "output" and (after is None or len(after) > 1):
            yield self.fault(at, f"was always {_short(old['const'])}")

    def branches(self, old: list[Node], new: list[Node], at: str, file: str) -> Iterator[str]:
        """Compare alternatives and further conditions, one by one in their order."""
        more = len(new) - len(old)
        wrong = more < 0 if self.side == "input" and not at.endswith("allOf") else more > 0 or at.endswith("oneOf")
        if more and wrong:
            yield self.fault(at, f"were {len(old)} and are {len(new)}")
        for index, (one, other) in enumerate(zip(old, new, strict=False)):
            yield from self.node(one, other, f"{at}/{index}", file)

    def fault(self, at: str, what: str) -> str:
        """Write one broken promise."""
        return f"{self.name}{at or '/'}: {what}"


def _types(node: Node) -> set[str]:
    found = node.get("type", [])
    named = {found} if isinstance(found, str) else set(found)
    return named or ({_kind(one) for one in node["enum"]} if "enum" in node else set())


def _kind(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", str: "string", type(None): "null"}
    return kinds.get(type(value), "object")


def _enum(node: Node) -> list[str] | None:
    """Return the words of a closed set, each as JSON."""
    if "enum" in node:
        return [json.dumps(one, ensure_ascii=False) for one in node["enum"]]
    return [json.dumps(node["const"], ensure_ascii=False)] if "const" in node else None


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 60 else f"{text[:57]}..."


def schemas(folder: Path) -> dict[str, Node]:
    """Read all schemas of a folder, by name."""
    found = sorted(folder.glob("*.schema.json"))
    return {path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8")) for path in found}


def pairs(today: Mapping[str, Node]) -> dict[str, Pair]:
    """Return each schema that was released and still has its number, beside that of today, by file."""
    found = {f"{name}.schema.json": (released(name, number(new)), new) for name, new in today.items()}
    return {
        file: (json.loads(at.read_text(encoding="utf-8")), new) for file, (at, new) in found.items() if at.is_file()
    }


def main(folder: Path) -> int:
    """Keep copies of the schemas in a folder, but of those that would break a promise."""
    today = schemas(folder)
    known = pairs(today)
    faults = {
        name: broken(name, *known[f"{name}.schema.json"], known) for name in today if f"{name}.schema.json" in known
    }
    for name, schema in today.items():
        if not faults.get(name):
            text = json.dumps(bare(schema), ensure_ascii=False, separators=(",", ":"))
            released(name, number(schema)).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    print("\n".join(fault for each in faults.values() for fault in each) or "kept")
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(__file__).resolve().parents[1] / "schema"))
