"""The schema as the author's manual: what it explains, shows and offers is Korean, true, and fits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml as pyyaml

from house import ROOT
from language import SCHEMA, nodes, resolved
from policyc.korean import fill
from policyc.law import tables
from policyc.reading import yaml
from policyc.reading.fit import fits

LAW = Path(tables.__file__).parent
PHRASES = ROOT / "templates" / "ko" / "phrases"
HANGUL = re.compile("[가-힣]")
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
STOP = re.compile(r"\$\{\d+:([^}]*)\}")
"""A place in a snippet where the cursor stops, with what stands there until something else is written."""

ENOUGH = 300_000
"""Bytes; every check reads the schema."""


def named() -> dict[str, dict[str, Any]]:
    """List the nodes that have a name of their own: keys of the policy, shapes, and properties below both."""
    found: dict[str, dict[str, Any]] = {}
    holders = {**{f"/{key}": node for key, node in SCHEMA["properties"].items()}, **SCHEMA["$defs"]}
    for name, node in holders.items():
        found[name] = node
        found |= {f"{name}/{key}": below for key, below in node.get("properties", {}).items()}
    return found


def examples() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield every example of a named node."""
    for name, node in named().items():
        yield from ((name, node, text) for text in EXAMPLE.findall(node.get("markdownDescription", "")))


def snippets() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield every snippet with the node that offers it."""
    yield from ((node, snippet) for node in nodes() for snippet in node.get("defaultSnippets", ()))


def as_written(text: str) -> Any:
    """Read what stands in a policy file."""
    source, found = yaml.read("any.yaml", text.encode())
    assert source is not None, text
    assert not found, text
    return source.data


def entries(text: str) -> list[tuple[str, Any]]:
    """List the entries of an example: what stands under each key, or each line of a list."""
    if text.startswith("- "):
        return [("-", value) for value in as_written(f"lines:\n{text}")["lines"]]
    return [*as_written(text).items()]


def test_every_key_of_the_policy_is_explained() -> None:
    """Whoever points at a key reads what it is for, and sees how it is written."""
    for key, node in SCHEMA["properties"].items():
        said = resolved(node)["markdownDescription"]
        assert HANGUL.search(said), key
        assert EXAMPLE.search(said), key


def test_every_shape_of_an_entry_is_explained() -> None:
    """Every shape that has keys of its own says what it is and shows one."""
    shapes = {name: node for name, node in SCHEMA["$defs"].items() if "properties" in node}
    assert len(shapes) > 40
    unused = {"item-use", "purpose-use"}  # shown where the list is
    assert [name for name, node in shapes.items() if not EXAMPLE.search(node["markdownDescription"])] == sorted(unused)


def test_examples_fit() -> None:
    """Each example of the manual can be written as it stands, under the key that it explains."""
    seen = 0
    for name, node, text in examples():
        *above, key = name.split("/")
        for written, value in entries(text):
            seen += 1
            assert not above or written == key, (name, written)
            assert fits(value, node, SCHEMA["$defs"]), (name, text)
    assert seen > 130


def test_snippets_fit() -> None:
    """Whatever is chosen from the list leaves a policy that is well formed, as it stands."""
    seen = 0
    for node, snippet in snippets():
        seen += 1
        body = STOP.sub(r"\1", json.dumps(snippet["body"], ensure_ascii=False))
        text = json.dumps({"as": json.loads(body)}, ensure_ascii=False)
        assert fits(as_written(text)["as"], node, SCHEMA["$defs"]), snippet
        assert HANGUL.search(snippet["markdownDescription"]), snippet
    assert seen > 350


def test_stops_of_snippets_are_counted() -> None:
    """The cursor stops at 1, 2, 3 … and at no number twice: what is written at one would stand at the other."""
    for _, snippet in snippets():
        stops = re.findall(r"\$\{(\d+):", json.dumps(snippet["body"], ensure_ascii=False))
        assert [int(stop) for stop in stops] == [*range(1, len(stops) + 1)], snippet


def test_labels_of_snippets_differ() -> None:
    """No list offers two things under one name."""
    for node in nodes():
        labels = [snippet["label"] for snippet in node.get("defaultSnippets", ())]
        assert len(labels) == len(set(labels)), labels


def test_words_for_items_are_the_taxonomy_s() -> None:
    """The words that a list of items offers are those of the shared catalogue, each with what it is."""
    leaves = pyyaml.safe_load((LAW / "items.yaml").read_text(encoding="utf-8"))["leaves"].values()
    offered = SCHEMA["$defs"]["item-word"]["defaultSnippets"]
    assert [(one["label"], one["body"]) for one in offered] == [(leaf["names"][0],) * 2 for leaf in leaves]
    assert [one["markdownDescription"] for one in offered] == [leaf["about"] for leaf in leaves]


def test_none_is_offered_with_what_it_says() -> None:
    """Where nothing applies, the list shows the very sentence that readers will see."""
    seen = 0
    phrases = [pyyaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(PHRASES.glob("*.yaml"))]
    sentences = {key: said for sheet in phrases for key, said in sheet.get("sentences", {}).items()}
    for key, node in SCHEMA["properties"].items():
        offered = {one["label"]: one["markdownDescription"] for one in resolved(node).get("defaultSnippets", ())}
        shared = node.get("$ref") == "#/$defs/said-sentences" or key == "sensitive"
        if "none" in offered and f"{key}.none" in sentences and not shared:
            seen += 1
            said = fill(sentences[f"{key}.none"]["text"], {"controller": "회사", "subject": "정보주체"})
            assert offered["none"] == f"방침에 이 문장이 나옵니다: {said}", key
    assert seen > 25


def test_grounds_are_offered_alike() -> None:
    """A ground is offered with the same words alone and in a list, and all are named where both are explained."""
    basis = SCHEMA["$defs"]["basis"]
    assert basis["defaultSnippets"] == basis["items"]["defaultSnippets"]
    words = [one["body"] for one in basis["defaultSnippets"]]
    assert len(words) == 7
    assert [word for word in words if f"- `{word}` " not in basis["markdownDescription"]] == []


def test_choices_that_are_not_listed_are_named() -> None:
    """The pointer lists no words of a choice that may also be something else, so the explanation names them."""
    closed = [node for node in nodes() if re.fullmatch(r"\^\([a-z|-]+\)\$", node.get("pattern", ""))]
    assert len(closed) > 7
    for node in closed:
        words = node["pattern"][2:-2].split("|")
        assert [word for word in words if f"`{word}`" not in node["markdownDescription"]] == [], node["title"]


def test_no_explanation_is_hidden() -> None:
    """Beside a reference a plain description would lose against the Markdown of the shape; none stands there."""
    for node in nodes():
        if "$ref" in node and "description" in node and "markdownDescription" not in node:
            assert "markdownDescription" not in resolved({"$ref": node["$ref"]}), node


def test_what_is_missed_is_said_in_words() -> None:
    """A server would say in English that a key is missing; each has a sentence, apart from those of other faults."""
    conditions = [id(node["if"]) for node in nodes() if "if" in node]
    asked = [node for node in nodes() if "required" in node and id(node) not in conditions]
    assert len(asked) > 25
    for node in asked:
        assert set(node) - {"$ref", "title"} == {"required", "errorMessage"}
        named = re.findall(r"[a-z][a-z-]*", node["errorMessage"])
        assert set(node["required"]) <= set(named), node


def test_kinds_are_told_in_korean() -> None:
    """A server tells a wrong kind of value in Korean where the kinds are a list, or where a sentence says it."""
    plain = [node for node in nodes() if isinstance(node.get("type"), str)]
    conditions = [below for node in nodes() if "if" in node for below in nodes(node["if"])]
    assert [node for node in plain if "errorMessage" not in node and node not in conditions] == []


def test_schema_stays_small() -> None:
    """The manual does not make every check slow."""
    assert len(json.dumps(SCHEMA, ensure_ascii=False).encode()) < ENOUGH
