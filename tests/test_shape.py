"""Shape: what each misshapen place is told, and that both validators agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import hatch_build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from checking import AS_OF, SHOP, catalogue, checked, codes, meant, missing, only_input, shop, told, wrong
from gallery import CASES, cases, compare, inputs, parametrised
from language import nodes
from policyc.reading import schemas, shape, terms, yaml
from policyc.reading.fit import ID, KEYWORDS, _matcher, fits
from policyc.workspace import schema_text
from unruled import check

SCHEMA = schemas.schema()
CODES = catalogue("reading/findings.yaml", "shape")


def read(text: str) -> Any:
    """Read text as plain data."""
    source, findings = yaml.read("any.yaml", text.encode())
    assert source is not None
    assert not findings
    return source.data


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
            "certification",
            "protection-level",
            "separate",
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
            raw = inputs(case)[0].read_bytes()
            source, _ = yaml.read("any.yaml", raw if len(raw) < 50_000 else b"")
            if source is not None:
                read += 1
                agree(source.data)
    assert read > 100


BRANCHED = read("""\
collection:
  join:
    required: {구매자: [성명, {item: 정산정보, only: [계좌번호], when: foreigner}], all: [이메일]}
    purposes: [sign-up, {purpose: ads, when: marketing-consent}]
    keep: {cases: {unique-identifier: 통관 후 즉시 파기, others: {period: 5년, then: 3개월}}}
    rows: {app: {keep: {period: member, except: law}, rows: {web: {optional: [{item: CI}]}}}}
officers: {warehouse: {role: [manager, cctv-manager]}, support: {role: complaints}}
assurances:
  isms: {kind: certification, by: 한국인터넷진흥원, scope: 누리집}
  pia: {kind: impact-assessment, when: 2026년, files: [portal/회원]}
  level: {kind: protection-level, result: S등급, when: 2026년}
sensitive: {rule: with-consent}
dormant: {after: 1년, then: [separate, destroy]}
""")


def test_validators_agree_on_branches() -> None:
    """They agree on what is asked of some values only, and find nothing wrong with it."""
    assert fits({**PLAIN, **BRANCHED}, SCHEMA, SCHEMA["$defs"])
    agree({**PLAIN, **BRANCHED})


@given(st.data())
def test_validators_agree_on_changed_policies(data: st.DataObject) -> None:
    """They agree wherever a value is replaced by an odd one."""
    changing = deepcopy(PLAIN | (BRANCHED if data.draw(st.booleans()) else {}))
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
        assert one.code in CODES | {"period-unreadable"}
        here = data
        for step in one.at[:-1]:
            here = here[step]
        assert not one.at or one.at[-1] in (here if isinstance(here, dict) else range(len(here)))


def test_cases_are_named_after_findings() -> None:
    """A case is named after the finding that it shows; a name that is none would show nothing."""
    assert {meant(case, CODES) for case in cases("shape")} - {None} <= CODES


@given(st.text(alphabet="aZ09-가힣ㄱ_ .\n\u0661\u00e9", max_size=6))
def test_id_is_told_without_its_pattern(text: str) -> None:
    """What is told of an id without a pattern is what the schema's pattern tells."""
    assert any(node == ID for node in json.loads(schema_text("policy"))["$defs"]["id"].values())
    assert bool(_matcher(ID)(text)) is (re.search(ID, text) is not None)


@given(st.sampled_from(["none", "nonee", "none\n", "with-consent", "", "by-law-or-consent", "consent"]))
def test_words_are_told_without_their_pattern(text: str) -> None:
    """A pattern that is nothing but words is told by its words."""
    for wanted in ("^none$", "^(none|with-consent|by-law-or-consent)$", "^standard$"):
        assert bool(_matcher(wanted)(text)) is (re.search(wanted, text) is not None)


def test_packed_shape_decides_as_the_schema() -> None:
    """What a wheel keeps of the schema has every keyword that decides, and decides every case as the whole does."""
    whole = schemas.schema()
    packed = hatch_build.deciding(whole)
    assert set(KEYWORDS) | {"$defs", "then", "else"} == hatch_build.DECIDING
    assert len(json.dumps(packed)) < len(json.dumps(whole)) / 3
    seen = set()
    for gallery in SEEDS:
        for case in cases(gallery):
            raw = inputs(case)[0].read_bytes()
            source, _ = yaml.read("any.yaml", raw if len(raw) < 50_000 else b"")
            if source is not None:
                fit = fits(source.data, packed, packed["$defs"])
                assert fit is fits(source.data, whole, whole["$defs"])
                seen.add(fit)
    assert seen == {True, False}


def test_packed_shape_says_what_words_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ground that is named in Korean is recognised without the whole schema."""
    packed = hatch_build.deciding(schemas.schema())
    monkeypatch.setattr(terms, "deciding", lambda: packed)
    found = terms._meanings()
    assert (found["동의"], found["공중위생"]) == ("consent", "public-health")
    assert tuple(found.values()) == terms.GROUNDS
