"""The schema of the language: every keyword has words, its shapes are the model's, its choices the tables'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from gallery import EXPECTED, cases
from language import BRANCHES, SCHEMA, nodes, resolved
from policyc.law import tables
from policyc.model.keeping import KeptRecord
from policyc.model.part import Block, Citation, NamedPeriod, Part, Period, PeriodCase, Word
from policyc.model.policy import Policy
from policyc.model.processing import Basis, Context, ItemRef, Member, Purpose, PurposeRef
from policyc.model.rights import Assurance
from policyc.model.sections import HOMES
from policyc.model.shape import Slot, slots
from policyc.model.sharing import Relation
from policyc.reading import shape
from policyc.reading.fit import KEYWORDS

LAW = Path(tables.__file__).parent

SAYS_NOTHING = {"$schema", "$defs", "$ref", "title", "description", "examples", "enumDescriptions"}
SAYS_NOTHING |= {"markdownDescription", "defaultSnippets", "doNotSuggest"}
SAYS_NOTHING |= {"properties", "items", "propertyNames", "errorMessage", "patternErrorMessage"}
HAS_WORDS = {"additionalProperties", "required", "type", "enum", "const", "pattern", "format"}
HAS_WORDS |= {"minLength", "minItems", "minProperties"}

UNWRITTEN: Mapping[type[Part], str] = {
    Block: "none",  # a bare word in the block's stead
    Policy: "service",  # the folder's name
    Context: "group",  # the shelves a row stood on
    Relation: "group",
    KeptRecord: "group",  # the key it stands under
    Purpose: "scope",  # where it is named
    ItemRef: "label",  # the key of the list it stands in
    PurposeRef: "text",  # written as `purpose`, as the name of a declared one is
    Period: "text kind length bound start end at-once parts named",  # read out of the phrase
}
"""Fields that no key writes; every kind has those of the kinds above it as well, and its `KEY` and `KEYED` fields."""

SWITCHES = {"none", "standard"}
"""Fields that a bare word turns on."""

SPELLED: Mapping[type[Part], str] = {Period: "period"}
"""Keys that are no fields: the phrase that a period is read out of."""

BARE = {Word, Citation, Member, Basis, PeriodCase, NamedPeriod}
"""Kinds that are never written as a mapping of their fields: a text says them all, or a key and a period."""

UNSHARED = {"name", "reads", "legal", "parties", "others", "count", "list", "undecided", "formerly", "rows"}
"""Fields that `all` does not take: what a single row is, and whom it names."""


def types(node: dict[str, Any]) -> set[str]:
    """Return what kinds of values a resolved node takes; a text may always be a figure."""
    given = node["type"]
    return {given} if isinstance(given, str) else set(given) - {"number"}


def choices(node: dict[str, Any]) -> list[str]:
    """Return the words of a pattern that is nothing but words."""
    found = shape.CLOSED.fullmatch(node.get("pattern", ""))
    return found[1].split("|") if found else []


def test_schema_uses_only_what_has_words() -> None:
    """The schema is a schema; every keyword in it is one that findings have words for, and no branch is ever tried."""
    Draft202012Validator.check_schema(SCHEMA)
    found = list(nodes())
    assert len(found) > 800
    assert {key for node in found for key in node} <= SAYS_NOTHING | HAS_WORDS | set(BRANCHES)
    assert HAS_WORDS | set(BRANCHES) <= {*KEYWORDS, "then", "else"}, "the quick yes or no knows them all"
    for node in found:
        if "type" in node:
            wanted = node["type"] if isinstance(node["type"], list) else [node["type"]]
            assert tuple(wanted) in shape.WRONG_KIND, node
        assert ("pattern" in node) == ("patternErrorMessage" in node), node
        assert "format" not in node or "errorMessage" in node, node
        assert "const" not in node or len(node) == 1, "only what a branch asks"
        assert set(node.get("propertyNames", {"$ref": ""})) == {"$ref"}, node


def test_every_choice_is_explained() -> None:
    """Each word of a choice has a meaning in Korean; a choice that may be one or a list has the same words in both."""
    seen = 0
    for node in nodes():
        words, few = node.get("enum") or choices(node), node.get("items", {}).get("enum")
        meanings = node.get("enumDescriptions", ())
        if ("enum" in node and "errorMessage" not in node) or (meanings and words):
            seen += 1
            assert len(meanings) == len(set(meanings)) == len(words), node
            assert all(re.search("[가-힣]", meaning) for meaning in meanings), node
        assert not (few and choices(node)) or choices(node) == few, node
    assert seen > 20


def has_findings_of_its_own(node: dict[str, Any]) -> bool:
    """Tell whether a misformed value is told in other words: the words of a choice, how a period is written."""
    explained = "enumDescriptions" in node or "enum" in node.get("items", ())
    return bool(choices(node) and explained) or node.get("pattern") == SCHEMA["$defs"]["phrase"]["pattern"]


def test_every_message_of_the_schema_is_shown() -> None:
    """Each sentence that the schema says of a fault is shown by a case of the gallery; the others editors show."""
    told = [node for node in nodes() if not has_findings_of_its_own(node)]
    said = {node["patternErrorMessage"] for node in told if "patternErrorMessage" in node}
    said |= {node["errorMessage"] for node in told if "errorMessage" in node and {"enum", "format"} & set(node)}
    shown = "\n".join((case / EXPECTED).read_text(encoding="utf-8") for case in cases("shape"))
    assert len(said) > 10
    assert {sentence for sentence in said if sentence not in shown} == set()


def test_every_property_has_a_korean_title() -> None:
    """Whatever an author can write is named in Korean, by its own title or by its shape's."""
    seen = 0
    asked = [below for node in nodes() if "if" in node for below in nodes(node["if"])]
    for node in nodes():
        below = [*node.get("properties", {}).items()] if node not in asked else []
        below += [(key, node[key]) for key in ("items", "additionalProperties") if isinstance(node.get(key), dict)]
        for key, value in below:
            seen += 1
            assert re.search("[가-힣]", resolved(value).get("title", "")), key
    assert seen > 600


def test_nothing_beside_a_reference_hides_its_title() -> None:
    """Beside a reference stands nothing but what editors take together with it; all else would hide its own title."""
    beside = [
        set(node) - {"$ref", "title", "description", "markdownDescription", "examples"}
        for node in nodes()
        if "$ref" in node
    ]
    assert len(beside) > 300
    assert [keys for keys in beside if keys] == [{"required", "errorMessage"}], "another officer's id needs a role"


# ---- the schema and the model -------------------------------------------------------------------------------------


def unwritten(kind: type[Part], entry: bool) -> set[str]:
    """Return the keys of a kind's fields that no author writes."""
    found = {key for above in kind.__mro__ for key in UNWRITTEN.get(above, "").split()}
    return found | SWITCHES | {kind.KEYED} | ({kind.KEY} if entry else set())


def spelled(kind: type[Part]) -> set[str]:
    """Return the keys of a kind that are no fields."""
    return {SPELLED[kind]} if kind in SPELLED else set()


def fit(kind: type[Part], node: dict[str, Any], entry: bool, shared: bool, seen: set[int]) -> None:
    """Hold a shape of the schema against the kind of part that it becomes, and so on below it."""
    node = resolved(node)
    if "string" in types(node) and (words := set(choices(node)) - {"none"} or not choices(node)):
        assert words == {"standard"} or kind.SHORT or kind.LISTED or kind in {Period, *BARE}, (kind, node["title"])
    if kind in BARE or ("properties" in node and id(node["properties"]) in seen):
        return
    keys, own = set(node.get("properties", ())), slots(kind)
    known = keys - set(own) - spelled(kind)
    if "object" in types(node):
        wanted = set(own) - unwritten(kind, entry or shared) - (UNSHARED if shared else set())
        assert wanted == keys & set(own), kind
        assert not known or kind.KEYED, (kind, known)
        seen.add(id(node.get("properties")))
        for key in wanted:
            fit_slot(own[key], node["properties"][key], key == "all", seen)
    if kind.KEYED:
        entries = [node["properties"][key] for key in sorted(known)]
        below(own[kind.KEYED], [*entries, node.get("items"), node.get("additionalProperties")], seen)


def fit_slot(slot: Slot, node: dict[str, Any], shared: bool, seen: set[int]) -> None:
    """Hold the shape of a property against the field that it fills."""
    node = resolved(node)
    if isinstance(slot.kind, str):
        plain = {"bool": {"boolean"}, "datetime.date": {"string"}, "str": {"string"}, "Mapping[str, str]": {"object"}}
        assert "enum" in node or types(node) == plain[slot.kind], slot
        assert ("format" in node) == (slot.kind == "datetime.date"), slot
    elif slot.many:
        assert types(node) & {"array", "object"}, slot
        seen.add(id(node.get("properties")))
        known = node.get("properties", {}).values()
        below(slot, [*known, node.get("items"), node.get("additionalProperties")], seen)
    else:
        fit(slot.kind, node, False, shared, seen)


def below(slot: Slot, entries: Sequence[Any], seen: set[int]) -> None:
    """Hold the entries of a list or mapping against the kind that they become."""
    shapes = [resolved(entry) for entry in entries if isinstance(entry, dict)]
    assert shapes, slot
    for entry in shapes:
        inner = resolved(entry["items"]) if slot.kind is ItemRef and types(entry) == {"array"} else entry
        assert isinstance(slot.kind, type)
        fit(slot.kind, inner, True, False, seen)


def test_schema_is_the_model() -> None:
    """What an author can write are the fields of the model, each with its kind of value; no shape is left out."""
    seen: set[int] = set()
    known_words = SCHEMA["properties"]["words"]["properties"]
    fit(Policy, {**SCHEMA, "title": ""}, False, False, seen)
    branches = [below for node in nodes() if "if" in node for below in nodes(node["if"])]
    asked = {id(branch["properties"]) for branch in branches if "properties" in branch}
    listed = {id(node["properties"]): node.get("title") for node in nodes() if "properties" in node}
    left = {key: title for key, title in listed.items() if key not in seen | asked | {id(known_words)}}
    assert len(seen) > 60
    assert left == {}


# ---- the schema and the tables ------------------------------------------------------------------------------------


def table(name: str) -> dict[str, Any]:
    """Read a table of the law."""
    found: dict[str, Any] = yaml.safe_load((LAW / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def names(of: str) -> dict[str, str]:
    """Read the ids of a table of the law with their names of today."""
    return {key: (value[-1] if isinstance(value, list) else value)["name"] for key, value in table(of).items()}


def enum(node: dict[str, Any]) -> dict[str, str]:
    """Return the words of a choice with their meanings."""
    return dict(zip(node["enum"], node["enumDescriptions"], strict=True))


def titles(node: dict[str, Any]) -> dict[str, str]:
    """Return the known keys of a mapping with their titles."""
    return {key: resolved(value)["title"] for key, value in node["properties"].items()}


def of_record(entry: Mapping[str, str]) -> str:
    """Write who must keep a record, and under what law for how long, where that law is still in force."""
    who = f"보존해야 하는 자: {entry['binds']}." if "binds" in entry else ""
    if "until" in entry:
        return who
    article, _, branch = entry["article"].partition("의")
    place = f"제{article}조" + (f"의{branch}" if branch else "")
    place += "".join(f"제{entry[key]}{unit}" for key, unit in (("paragraph", "항"), ("item", "호")) if key in entry)
    return f"{who} 근거와 기간: 「{names('statutes')[entry['statute']]}」 {place}, {entry['keep']}.".strip()


def test_choices_are_those_of_the_tables() -> None:
    """Regimes, topics, records and sections that the schema offers are those that the program knows, by their names."""
    shapes, top = SCHEMA["$defs"], SCHEMA["properties"]
    assert enum(shapes["controller"]["properties"]["regimes"]["items"]) == names("regimes")
    assert enum(shapes["node"]["properties"]["topic"]) == names("topics")
    assert titles(top["retention"]["properties"]["statutory"]) == names("records")
    for key, node in top["retention"]["properties"]["statutory"]["properties"].items():
        assert node["markdownDescription"] == of_record(table("records")[key][-1]), key
    assert set(titles(top["remedies"])) == set(names("bodies"))
    assert enum(shapes["node"]["properties"]["shows"]) == titles(shapes["outline"])
    assert list(titles(shapes["outline"])) == list(HOMES)


def test_words_can_be_changed_for_what_is_known() -> None:
    """Each role and each right that the language knows can be called by the policy's own word."""
    shapes, words = SCHEMA["$defs"], set(SCHEMA["properties"]["words"]["properties"])
    roles = set(titles(SCHEMA["properties"]["officers"]))
    assert roles == set(shapes["officer"]["properties"]["role"]["items"]["enum"])
    assert roles | set(shapes["right"]["enum"]) <= words
    assert set(SCHEMA["properties"]["rights"]["properties"]["limits"]["properties"]) == set(shapes["right"]["enum"])


ASSURED = [branch for branch in SCHEMA["$defs"]["assurance"]["allOf"] if "if" in branch]


@pytest.mark.parametrize("branch", ASSURED, ids=lambda one: one["then"]["required"][0])
def test_each_kind_of_assurance_needs_fields_it_has(branch: dict[str, Any]) -> None:
    """What one kind of assurance must say is a field of assurances, and its kind a choice."""
    kind = branch["if"]["properties"]["kind"]["const"]
    assert kind in SCHEMA["$defs"]["assurance"]["properties"]["kind"]["enum"]
    assert set(branch["then"]["required"]) <= set(slots(Assurance))
