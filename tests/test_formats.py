"""The formats that others rely on: policy.json, manifest.json and versions.json against their schemas, and back."""

from __future__ import annotations

import hashlib
import json
import re
import typing
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

import pytest
import rfc8785
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

import documents
from drawn import compiled
from gallery import CASES
from house import ROOT
from policyc import workspace
from policyc.model import identity, keeping, part, people, policy, processing, rights, sharing
from policyc.model.edition import Release, Withdrawal
from policyc.model.shape import slots
from policyc.publish.manifest import manifest
from policyc.render import document_json, text, version_json
from policyc.render.facts_fields import FIELDS, key

DAY = date(2026, 12, 1)
SHOP = ROOT / "policy" / "example-shop" / "2026-01-05.yaml"
REAL = ROOT / "policy" / "kakaopage-business-partner" / "2021-11-15.yaml"
SAMPLES = (*sorted((ROOT / "policy").glob("*/[0-9]*.yaml")), *sorted((CASES / "formats").rglob("*.yaml")))
TITLES: Mapping[type[part.Part], str] = {
    identity.Agent: "DomesticAgent",
    part.OutlineNode: "OutlineSection",
    people.Body: "RemedyBody",
    people.Location: "LocationData",
    people.Place: "CameraPlace",
    processing.Basis: "LegalBasis",
    processing.Context: "CollectionContext",
    processing.Disclosure: "SensitiveDisclosure",
    processing.Disclosures: "SensitiveDisclosures",
    rights.Decision: "AutomatedDecision",
    rights.Form: "RequestForm",
    rights.Limit: "RightsLimit",
    rights.Proxy: "RightsProxy",
    rights.Way: "RightsWay",
}
"""Parts that apps know by another name than ours."""

IN_PARTIES = frozenset(sharing.Party.__fields__) - set(part.Part.__fields__) - {"id"}
HIDDEN: Mapping[type[part.Part], frozenset[str]] = {
    policy.Facts: frozenset({"format", "parties", "periods", "words"}),
    part.Period: frozenset({"named"}),
    processing.Collection: frozenset({"all"}),
    rights.Behavioural: frozenset({"all"}),
    keeping.KeptRecord: frozenset({"group"}),
    sharing.Recipients: frozenset({"all"}),
    sharing.Recipient: IN_PARTIES | {"rows"},
    sharing.Processors: frozenset({"all"}),
    sharing.Processor: IN_PARTIES | {"rows"},
}
"""What stands elsewhere in the facts: written out where it is named or inherited, in the lists, in `words`."""

PLAIN = {str: "string", int: "integer", bool: "boolean", date: "string", part.Word: "string"}
REAL_BODIES = "The bodies are real; a sample invents no lines of theirs beside those of the table."
NEVER_WRITTEN: Mapping[str, str] = {
    f"RemedyBody/{line}": REAL_BODIES for line in ("address", "answer", "email", "fax", "hours", "path")
}
"""Properties of the published format that no sample has, with the reason."""

NO_SAMPLE: Mapping[str, str] = {
    f"body/{line}": REAL_BODIES for line in ("address", "answer", "email", "fax", "hours", "path")
}
"""Properties of the language that no sample has, with the reason."""

CHANGE = ("/changes", *(f"declared-change/{key}" for key in "of kind weight summary reason approved-by".split()))

NOT_IN_SHOP: Mapping[str, str] = {
    **NO_SAMPLE,
    **dict.fromkeys(CHANGE, "A change is declared beside the version before, which the pattern book has not."),
    "agent/party": "The shop writes its agent out, and the name of a party cannot stand beside that.",
    "/additional-use/now": "The shop uses data further, so it cannot say that it does not at present.",
}
"""Properties of the language that the example shop has not, with the reason; other samples have all but `NO_SAMPLE`."""

KEYED_BY_KNOWN = ("/retention/statutory/", "/rights/limits/")
"""Mappings whose keys are records and rights that the law knows: one is as good as all, and no trade has all."""

samples = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")


@cache
def schema(name: str = "version") -> Any:
    """Read a schema."""
    return json.loads(workspace.schema_text(name))


def published(path: Path) -> Any:
    """Read what is published of one sample, as an app does."""
    return json.loads(version_json.render(compiled(path)))


@cache
def drawn() -> Any:
    """Give a version that has all that a version may have, for there is none yet whose policy needs all."""
    real = compiled(REAL)
    assert real.notice
    declared = {"of": "a", "kind": "b", "weight": "editorial", "summary": "글", "reason": "글", "approvedBy": "글"}
    whole = version_json.render(
        real.replace(
            document=documents.everywhere("글"),
            notice=real.notice.replace(weight="material", terms="2021-11-15", changes=("0" * 16,)),
            release=Release(
                how="adopted", day=DAY, published=DAY, evidence="글", sequence=2, previous="0" * 64, hash="1" * 64
            ),
            data={**real.data, "changes": [declared]},
        ),
        Withdrawal(service="shop", version="2026-12-01", reason="글", day=DAY, sequence=3, previous="1" * 64),
    )
    return json.loads(whole)


def faults(data: Any, name: str = "version") -> list[str]:
    """List what a schema has against some data."""
    return [f"{list(fault.absolute_path)}: {fault.message}" for fault in validator(name).iter_errors(data)]


@cache
def validator(name: str) -> Draft202012Validator:
    """Compile a schema, which may refer to the others."""
    names = ("version", "changes", "manifest", "versions")
    resources = [(f"{each}.schema.json", DRAFT202012.create_resource(schema(each))) for each in names]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(schema(name), format_checker=FormatChecker(), registry=registry)


def objects(root: Any) -> dict[str, Any]:
    """List the objects of a schema that have properties, by title."""
    return {each["title"]: each for each in (root, *root["$defs"].values()) if "properties" in each}


def followed(part_of: Any, root: Any) -> Any:
    """Follow a reference."""
    return root["$defs"][part_of["$ref"].removeprefix("#/$defs/")] if "$ref" in part_of else part_of


def met(node: Any, root: Any, data: Any, where: str) -> Iterator[str]:
    """Yield each property of a schema that some data has, as ``Title/property``."""
    while "$ref" in node:
        where, node = node["$ref"].rsplit("/", 1)[-1], followed(node, root)
    if "then" in node and "properties" not in node and isinstance(data, dict):
        yield from met(node["then"], root, data, where)
    elif "oneOf" in node:
        (kind,) = (one for one in node["oneOf"] if fits(followed(one, root), data))
        yield from met(kind, root, data, where)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in node.get("properties", {}):
                yield f"{where}/{name}"
                yield from met(node["properties"][name], root, value, f"{where}/{name}")
            else:
                yield from met(node["additionalProperties"], root, value, where)
    elif isinstance(data, list):
        for value in data:
            yield from met(node["items"], root, value, where)


def fits(kind: Any, data: Any) -> bool:
    """Tell whether an object is of one kind of several: it has its keys, and its `type` where there is one."""
    const = kind["properties"].get("type", {}).get("const")
    return set(kind["required"]) <= set(data) and data.get("type") == const


def words_of(root: Any) -> set[str]:
    """List all properties of a schema in the way of `met`."""
    found = set()
    waiting = [(root, "")]
    waiting += [(node, name) for name, node in root["$defs"].items()]
    while waiting:
        node, where = waiting.pop()
        for name, below in node.get("properties", {}).items():
            found.add(f"{where}/{name}")
            waiting.append((below, f"{where}/{name}"))
        waiting += [(node[key], where) for key in ("items", "additionalProperties") if isinstance(node.get(key), dict)]
    return found


def leaves(data: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every scalar with its JSON pointer."""
    if isinstance(data, dict | list):
        for step, below in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(below, f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}")
    else:
        yield pointer, data


@samples
def test_samples_fit_the_schema(path: Path) -> None:
    """Every policy of the repository and the samples are published as the schema says."""
    assert REAL in SAMPLES
    assert len(SAMPLES) > 2
    assert faults(published(path)) == []


def test_every_node_fits_the_schema() -> None:
    """So is a document with every kind of node, whatever its texts are."""
    assert faults(drawn()) == []
    for nasty in documents.NASTY:
        assert faults(drawn() | {"document": document_json.nodes(documents.everywhere(nasty))}) == []


def used_of_language(*paths: Path) -> set[str]:
    """List the properties of the language that some files have."""
    language = schema("policy")
    read = (yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in paths)
    return {once(word) for data in read for word in met(language, language, data, "")}


def once(word: str) -> str:
    """Name a property once where several parts of the schema stand for one of ours.

    What rows share (``all``) has the properties of a row; known keys of a mapping are counted as one.
    """
    word = word.replace("-shared/", "/")
    return next((f"{keyed}*" for keyed in KEYED_BY_KNOWN if word.startswith(keyed)), word)


def test_samples_use_the_whole_language() -> None:
    """Every property of a policy file stands in one of the samples, so none is missing from what they show."""
    whole = {once(word) for word in words_of(schema("policy"))}
    assert len(whole) > 400
    assert whole - used_of_language(*SAMPLES) == set(NO_SAMPLE)


def test_the_example_shop_uses_the_whole_language() -> None:
    """The pattern book alone shows every property; what cannot stand in it is listed with a reason."""
    whole = {once(word) for word in words_of(schema("policy"))}
    assert whole - used_of_language(SHOP) == set(NOT_IN_SHOP)


def test_schema_has_no_dead_words() -> None:
    """Every property of the schema is written in one of the samples, or is listed with a reason."""
    used = {word for data in (drawn(), *map(published, SAMPLES)) for word in met(schema(), schema(), data, "")}
    assert "Citation/paragraph" in used
    assert words_of(schema()) - used == set(NEVER_WRITTEN)


def test_fields_are_the_properties() -> None:
    """What is written of each part, the schema says: the same keys, types, and which are always there."""
    found = objects(schema())
    for kind, fields in FIELDS.items():
        said = found[TITLES.get(kind, kind.__name__)]
        types = typing.get_type_hints(kind)
        own = set(said["properties"]) - ({"words"} if kind is policy.Facts else set())
        assert own == {key(field) for field in fields}, kind
        for field in fields:
            needed, fits = told(types[field], said["properties"][key(field)])
            assert fits, f"{kind.__name__}.{field} is {types[field]}"
            assert (key(field) in said["required"]) is needed, f"{kind.__name__}.{field}"


def told(kind: Any, said: Any) -> tuple[bool, bool]:
    """Tell whether a value of this type is always there, and whether the schema says the same type."""
    if isinstance(kind, UnionType):
        return False, told(certain(kind), said)[1]
    if typing.get_origin(kind) is tuple:
        return True, said["type"] == "array" and told(typing.get_args(kind)[0], said["items"])[1]
    if kind in PLAIN:
        said = followed(said, schema())
        return True, said["type"] == PLAIN[kind] and (said.get("format") == "date") is (kind is date)
    return True, said == {"$ref": f"#/$defs/{TITLES.get(kind, kind.__name__)}"}


def certain(kind: Any) -> Any:
    """Take None from a union."""
    return next(one for one in typing.get_args(kind) if one is not type(None)) if isinstance(kind, UnionType) else kind


def test_fields_are_those_of_the_model() -> None:
    """Nothing that the facts hold is kept from apps in silence."""
    own = {kind: set(kind.__fields__) - set(part.Part.__fields__) for kind in FIELDS}
    hidden = {kind: own[kind] - set(fields) for kind, fields in FIELDS.items()}
    assert {kind: fields for kind, fields in hidden.items() if fields} == HIDDEN


def test_every_part_of_the_facts_is_written() -> None:
    """The parts that have fields for apps are those that the facts can hold, and each is titled once."""
    found: set[type[part.Part]] = set()
    waiting: list[type[part.Part]] = [policy.Facts]
    while waiting:
        kind = waiting.pop()
        if kind not in found and kind is not part.Word:
            found.add(kind)
            shown = [slot for slot in slots(kind).values() if slot.field in FIELDS[kind]]
            waiting += [slot.kind for slot in shown if isinstance(slot.kind, type)]
    assert found == set(FIELDS)
    assert set(TITLES) < found
    assert len({TITLES.get(kind, kind.__name__) for kind in found}) == len(found)


def test_words_of_a_policy_are_in_the_schema() -> None:
    """Whatever a policy file may rename, apps can read."""
    renamed = schema("policy")["properties"]["words"]["properties"]
    assert set(objects(schema())["Words"]["properties"]) == {key(name.replace("-", "_")) for name in renamed}


def test_known_words_are_those_of_the_language() -> None:
    """Every word that a policy file knows at a key, apps know at that key."""
    known, told_ = enums(schema("policy")), enums(schema())
    assert {"role", "kind", "list", "topic"} < set(known)
    for name, words in known.items():
        assert name == "format" or words <= told_[name], name


def enums(root: Any) -> dict[str, set[frozenset[str]]]:
    """Collect the enums of a schema by the key they stand at, written as apps write it."""
    found: dict[str, set[frozenset[str]]] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += [below for below in node.values() if isinstance(below, dict)]
        for name, below in node.get("properties", {}).items():
            for one in (followed(below, root), followed(followed(below, root).get("items", {}), root)):
                if "enum" in one:
                    found.setdefault(key(name.replace("-", "_")), set()).add(frozenset(one["enum"]))
    return found


def test_nodes_are_those_of_the_document() -> None:
    """Blocks and inlines of the schema are the closed set that outputs draw."""
    for union, drawers in (("Block", document_json.BLOCKS), ("Inline", document_json.INLINES)):
        named = [one["$ref"].removeprefix("#/$defs/") for one in schema()["$defs"][union]["oneOf"]]
        assert named == [f"{kind.__name__}Node" for kind in sorted(drawers, key=lambda kind: order(kind.__name__))]
        for name in named:
            assert schema()["$defs"][name]["properties"]["type"]["const"] == name.removesuffix("Node").lower()


def order(name: str) -> int:
    """Tell where a node stands in the list of the formats' page."""
    nodes = "Section Paragraph Items Table Fields Note Text Strong Emphasis Link Ref Time Ins Del Break".split()
    return nodes.index(name)


@pytest.mark.parametrize("name", ["version", "manifest", "versions", "bundle"])
def test_schema_suits_type_generators(name: str) -> None:
    """Every object is closed, has an ASCII title of its own, and every value says in one line what it is."""
    root = schema(name)
    found = objects(root)
    assert len(found) == sum("properties" in each for each in (root, *root["$defs"].values())) > 1
    assert [name for name, each in root["$defs"].items() if each["title"] != name] == []
    for title, each in found.items():
        assert re.fullmatch(r"([A-Z][a-z]+)+", title)
        assert each["additionalProperties"] is False, title
        assert set(each.get("required", ())) <= set(each["properties"]), title
        for key_, value in each["properties"].items():
            assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", key_), f"{title}.{key_}"
            assert set(value) == {"$ref"} or value["description"].endswith("."), f"{title}.{key_}"
    for each in root["$defs"].values():
        assert re.fullmatch(r"[^\n]{8,}\.", each["description"]), each["title"]
    references = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(root)))
    assert references == set(root["$defs"])
    assert "must ignore" in root["$comment"]


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (("format",), 2),
        (("extra",), 1),
        (("dates", "effective"), "2021-02-30"),
        (("facts", "items", 0, "kind"), "secret"),
        (("facts", "collection", "entries", 0, "extra"), 1),
        (("facts", "collection", "none"), "none"),
        (("facts", "changeNotice", "general", "days"), "7"),
        (("facts", "children", "rights", 0), "forgetting"),
        (("facts", "retention", "general", "length"), "30 days"),
        (("document", "sections", 0, "type"), "chapter"),
        (("document", "sections", 0, "blocks", 0, "type"), "section"),
        (("document", "sections", 0, "blocks", 0, "inlines", 0, "text"), None),
        (("provenance", "/title"), {"declared": "title", "derived": "id"}),
        (("provenance", "title"), {"declared": "title"}),
        (("hashes", "textHash"), "0" * 63),
        (("text", 0, "section"), "Not An Id"),
    ],
)
def test_schema_refuses(pointer: tuple[str | int, ...], value: Any) -> None:
    """What is no policy.json is refused at its place."""
    data = deepcopy(published(REAL))
    target = data
    for step in pointer[:-1]:
        target = target[step]
    target[pointer[-1]] = value
    assert faults(data)


@samples
def test_bytes_are_canonical(path: Path) -> None:
    """policy.json is RFC 8785 to the byte, as another implementation writes it."""
    raw = version_json.render(compiled(path)).encode()
    assert raw == rfc8785.dumps(json.loads(raw))


@samples
def test_hashes_can_be_computed_again(path: Path) -> None:
    """Each hash is what its description says, computed without our own functions."""
    data = published(path)
    plain = text.render(compiled(path).document)
    assert data["hashes"] == {
        "sourceHash": hashlib.sha256(path.read_bytes()).hexdigest(),
        "factsHash": hashlib.sha256(rfc8785.dumps(data["facts"])).hexdigest(),
        "textHash": hashlib.sha256(plain.encode()).hexdigest(),
    }
    assert all(section["text"] in plain for section in data["text"])
    assert [section["section"] for section in data["text"]] == [each["id"] for each in data["document"]["sections"]]


@samples
def test_every_value_has_an_origin(path: Path) -> None:
    """Provenance has one pointer for each scalar of the facts, and no other."""
    data = published(path)
    assert sorted(data["provenance"]) == sorted(pointer for pointer, _ in leaves(data["facts"]))
    assert {"declared", "derived"} == {kind for origin in data["provenance"].values() for kind in origin} - {"from"}


@samples
def test_declared_values_stand_where_they_say(path: Path) -> None:
    """What is said to be declared stands in the file at that place: as its value, in it, or as its key."""
    data = published(path)
    declared = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    values = dict(leaves(data["facts"]))
    wrong = []
    for pointer, origin in data["provenance"].items():
        if "declared" in origin and not stands(values[pointer], declared, origin["declared"]):
            wrong.append(f"{pointer}: {values[pointer]!r} at {origin['declared']!r}")
    assert wrong == []


def stands(value: Any, declared: Any, place: str) -> bool:
    """Tell whether a value can be read at a place of the file, or is a key on the way; the empty place is its path.

    The text of a period that has only cases is empty; a key in Hangul is read with blanks for hyphens.
    """
    steps = place.split("/") if place else []
    found = declared
    for step in steps:
        found = found[int(step)] if isinstance(found, list) else found[step]
    if not steps:
        return isinstance(value, str)
    inside = found.values() if isinstance(found, dict) else (found,)
    if value == "":
        return "cases" in found
    return value in (*steps, *(step.replace("-", " ") for step in steps)) or any(
        told_by(value, one) for one in inside if isinstance(one, str)
    )


def told_by(value: Any, words: str) -> bool:
    """Tell whether words of the file say a value: as it is, as an item's id, as part of a period or a provision.

    A provision without a ground rests on the ground `law`; a switch stands alone where its block has nothing else.
    """
    if isinstance(value, bool):
        return words in ("none", "standard", "true") if value else words == "false"
    read = (words, words.replace("조의", "의"), "-".join(words.split()))
    return value == "law" or any(str(value) in one for one in read)


@samples
def test_derived_values_name_what_they_come_from(path: Path) -> None:
    """What was taken over from another place of the file names a place that stands there."""
    declared = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for origin in published(path)["provenance"].values():
        if origin.get("derived") in ("id", "inherited", "parties", "purposes"):
            found = declared
            for step in origin["from"].split("/"):
                found = found[int(step)] if isinstance(found, list) else found[step]
    assert any(origin.get("derived") == "id" for origin in published(REAL)["provenance"].values())


def test_manifest_fits_its_schema() -> None:
    """The manifest is what its schema says; a path that leads elsewhere, or a hash that is none, is refused."""
    paths = ("shop/2026-12-01/policy.json", "shop/feed.atom", "sitemap.xml", "assets/style.0123456789ab.css")
    listed = [(path, "0" * 64) for path in sorted(paths)]
    data = json.loads(b"".join(manifest(DAY, listed)))
    assert data["next"] is None
    assert faults(data, "manifest") == []
    assert faults(json.loads(b"".join(manifest(DAY, listed, DAY))), "manifest") == []
    assert [entry["path"] for entry in data["files"]] == sorted(paths)
    used = set(met(schema("manifest"), schema("manifest"), data, ""))
    assert used == words_of(schema("manifest"))
    for path in ("../x/y", "/x/y", "x//y", "x/../y", "x\\y", "x/", "x/./y", "", ".", ".."):
        assert faults(data | {"files": [{"path": path, "fileHash": "0" * 64}]}, "manifest"), path
    assert faults(data | {"files": [{"path": "x/y", "fileHash": "0" * 63}]}, "manifest")
    assert faults(data | {"day": "1. 12. 2026"}, "manifest")
    assert faults(data | {"next": "내일"}, "manifest")
    assert faults({name: data[name] for name in ("format", "day", "files")}, "manifest")


def test_page_for_apps_names_everything() -> None:
    """The page for app developers names every key at the top, every hash and every node, and the schemas."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    told_ = set(re.findall(r"`([^`\n]+)`", page))
    nodes = {each["properties"]["type"]["const"] for title, each in objects(schema()).items() if title.endswith("Node")}
    keys = set(schema()["properties"]) | set(schema()["$defs"]["Hashes"]["properties"])
    assert len(nodes) == 17
    assert nodes | keys | set(schema("manifest")["properties"]) <= told_
    assert all(
        f"schema/{name}.schema.json" in page for name in ("version", "changes", "manifest", "versions", "bundle")
    )
    public = schema("versions")
    bundle = schema("bundle")["$defs"]
    assert {*bundle["BundleVersion"]["properties"], *bundle["BundleSurface"]["properties"]} <= told_
    assert {*bundle["Slice"]["properties"], *bundle["AnswerScope"]["enum"]} <= told_
    assert {*public["properties"], *public["$defs"]["PublicVersion"]["properties"]} <= told_


def test_examples_on_the_page_fit_the_schema() -> None:
    """The facts that the page for app developers shows are of the shape they have, but for what they leave out."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    examples = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    whole = schema()["$defs"]["Facts"]["properties"]
    assert sum(set(example) <= set(whole) for example in examples) == len(examples) - 1 >= 5
    loose = Draft202012Validator(without_required(schema()["$defs"]["Facts"] | {"$defs": schema()["$defs"]}))
    for example in examples[:-1]:
        assert [fault.message for fault in loose.iter_errors(example)] == []
    assert faults(published(REAL) | {"provenance": examples[-1]}) == []


def without_required(node: Any) -> Any:
    """Copy a schema without what must be there."""
    if isinstance(node, dict):
        return {
            name: without_required(below)
            for name, below in node.items()
            if name != "required" or isinstance(below, dict)
        }
    return [without_required(below) for below in node] if isinstance(node, list) else node


def test_page_for_apps_shows_every_block() -> None:
    """Every block of the facts stands in the page's table, every kind of period in its own."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"`(\w+)`", "".join(line for line in page.splitlines() if line.startswith("| "))))
    types = typing.get_type_hints(policy.Facts)
    blocks = {field for field in FIELDS[policy.Facts] if "none" in FIELDS.get(certain(types[field]), ())}
    assert len(blocks) > 30
    assert {key(field) for field in blocks} <= rows
    assert set(schema()["$defs"]["Period"]["properties"]["kind"]["enum"]) <= rows
