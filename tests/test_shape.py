"""Shape: what each misshapen place is told, that both validators agree, and that the schema fits words and model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from checking import AS_OF, SHOP, catalogue, checked, codes, meant, missing, only_input, shop, told, wrong
from gallery import CASES, EXPECTED, cases, compare, parametrised
from policyc.compile import check
from policyc.model import part, policy
from policyc.reading import shape, yaml
from policyc.reading.fit import fits
from policyc.record import Record

SCHEMA = shape.schema()
CODES = catalogue("reading/findings.yaml", "shape")

SAYS_NOTHING = {"$schema", "$defs", "$ref", "title", "description", "enumDescriptions", "properties", "items"}
SAYS_NOTHING |= {"propertyNames", "errorMessage", "patternErrorMessage"}
HAS_WORDS = {"additionalProperties", "required", "type", "enum", "pattern", "format"}
HAS_WORDS |= {"minLength", "minItems", "minProperties"}

PARTS: Mapping[str, tuple[type[Record], str]] = {
    "": (policy.Policy, "service version"),
    "controller": (part.Controller, ""),
    "dates": (part.Dates, ""),
    "earlier": (part.Earlier, ""),
    "change-notice": (policy.ChangeNotice, ""),
    "waiver": (part.Waiver, ""),
    "contact": (part.Contact, "id"),
    "item": (policy.Item, "id"),
    "purpose": (policy.Purpose, "id"),
    "shared": (policy.Shared, "supervised"),
    "context": (policy.Context, "id"),
    "children": (part.Children, "none"),
    "record": (policy.KeptRecord, "id group"),
    "internal-record": (policy.KeptRecord, "id group law"),
    "retention": (policy.Retention, ""),
    "dormant": (policy.Dormant, "none"),
    "destruction": (part.Destruction, ""),
    "recipient": (policy.Recipient, "id"),
    "processor": (policy.Processor, "id"),
    "processor-shared": (policy.Shared, "basis keep purposes"),
    "way": (part.Way, "id"),
    "rights": (part.Rights, ""),
    "cookies": (part.Cookies, "none"),
    "officer": (policy.Officer, "id"),
    "body": (policy.Body, "id"),
    "node": (part.OutlineNode, "id"),
}
"""Shape of the schema → the part that it becomes, and the part's fields that nobody writes under it."""

FIELDS = {"as": "as_", "for": "for_"}
"""Keys that are words of Python; of a waiver, ``at`` is its `where`."""


def nodes(node: Any = SCHEMA) -> Iterator[dict[str, Any]]:
    """Walk every node of the schema that describes a value."""
    if isinstance(node, dict):
        yield node
        for key in ("properties", "$defs"):
            for below in node.get(key, {}).values():
                yield from nodes(below)
        for key in ("items", "additionalProperties", "propertyNames"):
            if isinstance(node.get(key), dict):
                yield from nodes(node[key])


def read(text: str) -> Any:
    """Read text as plain data."""
    source, findings = yaml.read("any.yaml", text.encode())
    assert source is not None
    assert not findings
    return source.data


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference; what stands beside it wins."""
    return {**resolved(SCHEMA["$defs"][node["$ref"].split("/")[-1]]), **node} if "$ref" in node else node


@parametrised("shape")
def test_gallery(case: Path, bless: bool) -> None:
    """Each misshapen policy is told in exactly these words, and a good one is told nothing."""
    found = checked(only_input(case), "shape")
    compare(case, told(found), bless)
    assert wrong(case, found, CODES) == set()


def test_every_finding_has_a_case() -> None:
    """The findings on shape are those of the catalogue's section, and each has a case under its name."""
    assert len(CODES) > 10
    assert missing("shape", CODES) == set()


def test_many_faults_come_in_one_pass() -> None:
    """Faults of shape, of links and of days in one file are told together, by line and column."""
    found = checked(only_input(CASES / "shape" / "many"), "shape")
    links = catalogue("reading/findings.yaml", "links")
    assert {"bad-form", "unknown-key", "wants-truth"} <= set(codes(found)) & CODES
    assert {"unknown-item", "item-twice", "unknown-ground", "section-twice"} <= set(codes(found)) & links
    places = [tuple(map(int, place)) for place in re.findall(r"(?m)^\S+:(\d+):(\d+) ", told(found))]
    assert len(places) == len(codes(found)) > 10
    assert places == sorted(places)


@pytest.mark.parametrize(
    "case", [case for case in cases("shape") if case.name.startswith("many-false-trails")], ids=lambda path: path.name
)
def test_shape_leaves_no_false_trail(case: Path) -> None:
    """What a misshapen place would have said is not missed elsewhere: only the shape is at fault."""
    found = checked(only_input(case), "shape")
    assert codes(found)
    assert set(codes(found)) <= CODES


PLAIN = read(SHOP)


def keys(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Walk every place of plain data."""
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in below:
        yield (*at, key)
        yield from keys(value, (*at, key))


def changed(at: tuple[str | int, ...], change: Any) -> str:
    """Write the shop's policy with one place changed: a key when `change` is text, else the value."""
    data = deepcopy(PLAIN)
    holder = data
    for step in at[:-1]:
        holder = holder[step]
    if isinstance(change, str):
        items = list(holder.items())
        holder.clear()
        holder.update({(change if key == at[-1] else key): value for key, value in items})
    else:
        holder[at[-1]] = change
    return json.dumps(data, ensure_ascii=False)


def test_wrong_value_leaves_no_false_trail() -> None:
    """Wherever nothing stands, or a value of the wrong kind, nothing but the shape is at fault."""
    seen = 0
    for turn, at in enumerate(keys(PLAIN)):
        found = check("shop/2026-12-01.yaml", changed(at, [["x"]] if turn % 2 else None).encode(), AS_OF)
        if set(codes(found)) & CODES:
            seen += 1
            assert set(codes(found)) <= CODES, (at, codes(found))
    assert seen > 60


def test_mistyped_key_leaves_no_false_trail() -> None:
    """Wherever a key has a letter too many, nothing but that key is at fault, and the right one is offered."""
    seen = 0
    for at in keys(PLAIN):
        if isinstance(at[-1], str):
            found = check("shop/2026-12-01.yaml", changed(at, f"{at[-1]}{at[-1][-1]}").encode(), AS_OF)
            if "unknown-key" in codes(found):
                seen += 1
                assert codes(found) == ["unknown-key"], (at, codes(found))
                assert f"'{at[-1]}'의 오타이면" in told(found), at
    assert seen > 70


def test_key_written_twice_leaves_no_false_trail() -> None:
    """What stood under a key that was written twice, and so was not read, is not missed elsewhere."""
    for key in ("items", "contacts", "periods", "purposes", "retention", "officers"):
        before = f"{key}: {{}}\n"
        found = check("shop/2026-12-01.yaml", f"{before}{SHOP}".encode(), AS_OF)
        assert codes(found) == ["nothing-written", "duplicate-key"], key


def test_misshapen_waiver_leaves_no_false_trail() -> None:
    """A waiver that cannot be read may be the one for the notice; the notice is not told to be too short."""
    waiver = (
        "waivers: [{finding: notice-too-short, wo: dates/effective, reason: r, approved-by: a, date: 2026-11-20}]\n"
    )
    found = shop(dates="dates: {announced: 2026-11-25, effective: 2026-12-01}\n", numbering=waiver)
    assert set(codes(found)) == {"unknown-key", "missing-key"}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sensitive: with-consnt", "with-consent"),
        ("retension: {general: 5년}", "retention"),
        ("cookie: none", "cookies"),
        ("remedies: {kopiko: }", "kopico"),
        ("rights: {list: [corection]}", "correction"),
        ("rights: {list: [삭제]}", "deletion"),
        ("sensitive: 처리하지 않음", "none"),
        ("dormant: {after: 1년, then: seperate}", "separate"),
        ("officers: {privacy_officer: {name: 김보호}}", "privacy-officer"),
        ("change-notice: {counting: calender}", "calendar"),
    ],
)
def test_did_you_mean(line: str, offered: str) -> None:
    """A mistyped key or choice, and a choice said in Korean, is offered the right word."""
    found = [one for one in shape.explain(read(f"{line}\n")) if one.code in ("unknown-key", "unknown-word")]
    assert [one.args.get("suggestion", one.args.get("meant")) for one in found] == [offered]


def test_one_place_is_faulted_once() -> None:
    """A value of the wrong kind, or none, is not told as a wrong word or a wrong form as well."""
    for value in (None, "", " ", True, [], ["x"], {"x": "y"}):
        for key in ("sensitive", "format", "title", "numbering", "remedies", "earlier", "new-purpose"):
            found = [one.at for one in shape.explain({key: value}) if one.at]
            assert len(found) == len(set(found)), (key, value)


def test_missing_key_is_not_also_misspelt() -> None:
    """A needed key that is misspelt is told once, as misspelt."""
    found = shape.explain(
        {"format": "1", "titel": "방침", "controller": {"nane": "가"}, "dates": {"effective": "2026-12-01"}}
    )
    assert sorted(one.code for one in found) == ["unknown-key", "unknown-key"]


VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))
SEEDS = ["shape", "links", "rules", "notice", "reading"]
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, [], {}, [None], [[]], [""], ["none"], {"a": None}, {"가": "나"}, {"all": {}}, {"1": "x"}),
        *(
            "",
            " ",
            "none",
            "standard",
            "x",
            "가 나",
            "true",
            "1",
            "7일",
            "07일",
            "1000일",
            "5년",
            "5 년",
            "P1Y",
            "P",
            "영구",
        ),
        *(
            "2026-02-29",
            "2024-02-29",
            "20261201",
            "2026-W48-2",
            "2026-12-01T00:00",
            "２０２６-12-01",
            "2026-12-1",
            "0000-01-01",
        ),
        *(
            "https://a",
            "http:// a",
            "a@b",
            "a@b@c",
            "가.",
            "①",
            "회원 탈퇴 시까지",
            "탈퇴 후\n5년",
            "a-b",
            "a--b",
            "-a",
            "가\n",
        ),
    ]
)


def agree(data: Any) -> None:
    """Hold the quick yes or no against jsonschema's, and against whether there are findings."""
    quick = fits(data, SCHEMA, SCHEMA["$defs"])
    assert quick == VALIDATOR.is_valid(data) == (not shape.explain(data)), data


def test_validators_agree_on_every_case() -> None:
    """The validator that decides and the one that explains agree on every file of every gallery."""
    read = 0
    for gallery in SEEDS:
        for case in cases(gallery):
            raw = only_input(case).read_bytes()
            source, _ = yaml.read("any.yaml", raw if len(raw) < 50_000 else b"")
            if source is not None:
                read += 1
                agree(source.data)
    assert read > 100


@given(st.data())
def test_validators_agree_on_changed_policies(data: st.DataObject) -> None:
    """They agree wherever a value is replaced by an odd one."""
    changing = deepcopy(PLAIN)
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(list(keys(changing))))
        holder = changing
        for step in way:
            holder = holder[step]
        holder[last] = data.draw(ODD)
        if not list(keys(changing)):
            break
    agree(changing)


NAMES = st.sampled_from(sorted({key for node in nodes() for key in node.get("properties", {})})) | st.text(max_size=4)
ANY = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | ODD,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60)
@given(ANY)
def test_anything_can_be_explained(data: Any) -> None:
    """Whatever stands in a file, its faults have words and a place inside it."""
    found = shape.explain(data)
    assert found
    for one in found:
        assert one.code in CODES
        here = data
        for step in one.at[:-1]:
            here = here[step]
        assert not one.at or one.at[-1] in (here if isinstance(here, dict) else range(len(here)))


# ---- the schema itself --------------------------------------------------------------------------------------------


def test_schema_uses_only_what_has_words() -> None:
    """The schema is a schema; every keyword in it is one that findings have words for, and no branch is ever tried."""
    Draft202012Validator.check_schema(SCHEMA)
    found = list(nodes())
    assert len(found) > 200
    assert {key for node in found for key in node} <= SAYS_NOTHING | HAS_WORDS
    for node in found:
        if "type" in node:
            wanted = node["type"] if isinstance(node["type"], list) else [node["type"]]
            assert tuple(wanted) in shape.WRONG_KIND, node
        assert ("pattern" in node) == ("patternErrorMessage" in node), node
        assert "format" not in node or "errorMessage" in node, node
        assert set(node.get("propertyNames", ())) <= {"pattern", "patternErrorMessage"}, node
        if "enum" in node:
            assert len(node.get("enumDescriptions", node["enum"])) == len(node["enum"]), node


def test_every_message_of_the_schema_is_shown() -> None:
    """Each sentence that the schema says of a fault is shown by a case of the gallery."""
    said = {node[key] for node in nodes() for key in ("errorMessage", "patternErrorMessage") if key in node}
    said |= {node["propertyNames"]["patternErrorMessage"] for node in nodes() if "propertyNames" in node}
    shown = "\n".join((case / EXPECTED).read_text(encoding="utf-8") for case in cases("shape"))
    assert len(said) > 10
    assert {sentence for sentence in said if sentence not in shown} == set()


def test_every_property_has_a_korean_title() -> None:
    """Whatever an author can write is named in Korean, by its own title or by its shape's."""
    seen = 0
    for node in nodes():
        below = [*node.get("properties", {}).items()]
        below += [(key, node[key]) for key in ("items", "additionalProperties") if isinstance(node.get(key), dict)]
        for key, value in below:
            seen += 1
            assert re.search("[가-힣]", resolved(value).get("title", "")), key
    assert seen > 150


def test_schema_fits_the_model() -> None:
    """The keys of each shape are the fields of the part that it becomes; no shape is left out."""
    shapes = {key: node for key, node in SCHEMA["$defs"].items() if "properties" in node}
    assert {*shapes, ""} == set(PARTS)
    for name, (kind, unwritten) in PARTS.items():
        written = {key.replace("-", "_") for key in (shapes[name] if name else SCHEMA)["properties"]}
        names = FIELDS | ({"at": "where"} if name == "waiver" else {})
        fields = {names.get(key, key) for key in written}
        assert fields == set(kind.__fields__) - {"at", "origins", *unwritten.split()}, name


def test_cases_are_named_after_findings() -> None:
    """A case is named after the finding that it shows; a name that is none would show nothing."""
    assert {meant(case, CODES) for case in cases("shape")} - {None} <= CODES
