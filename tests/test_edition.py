"""Frozen editions: what is read back is what was written, and whatever else stands there is refused by its reason."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

import checking
import documents
import drawn
import test_formats as formats
import unruled
from house import PACKAGE, ROOT
from policyc import compile as road
from policyc.canonical import canonical, sha256
from policyc.changes import kinds
from policyc.model.change import Change, Comparison, Consent
from policyc.model.edition import Edition, Release, Withdrawal
from policyc.model.identity import DeclaredChange
from policyc.model.part import Derived, Part
from policyc.model.policy import Facts
from policyc.model.shape import inside, slots
from policyc.publish import stored
from policyc.publish.stored import BadEdition
from policyc.publish.stored_bytes import BYTES, NESTING, enclosed
from policyc.publish.stored_data import REASONS
from policyc.render import changes_json, edition_json, facts_json, html, markdown, version_json

SAMPLE = ROOT / "tests" / "editions" / "1.json"
SMALL = "policy/shop/2026-12-01.yaml"
ADOPTED = Release(how="adopted", day=drawn.DAY, published=date(2021, 11, 15), evidence="보도자료", sequence=1)
LATER = Release(how="released", day=drawn.DAY, sequence=2, previous="ab" * 32)

_ADDED = Change(
    kind="item-added",
    path=("collection", "join", "required", "이메일"),
    new=("collection", "join", "required", 1),
    args={"name": "이메일", "where": "회원가입"},
)
_REWORDED = Change(
    kind="purpose-reworded",
    path=("purposes", "delivery"),
    old=("purposes", "delivery", "text"),
    new=("purposes", "delivery", "text"),
    args={"name": "배송", "where": "", "before": "상품 배송", "after": "상품의 배송", "what": "문구"},
    weight="editorial",
    declaration=DeclaredChange(
        of="purposes/delivery",
        kind="purpose-reworded",
        weight="editorial",
        summary="문장을 다듬었습니다.",
        reason="읽기 쉽게 하려고 하였습니다.",
        approved_by="김보호",
    ),
)
_REMOVED = Change(kind="item-removed", path=("duties", "가/나~다"), old=(), args={}, weight="general")


def comparison(new: str) -> Comparison:
    """Make a comparison that has everything that one may have."""
    consent = Consent(
        surface="collection/join", name="회원가입", ground="개인정보 보호법 제15조제2항", because=(_ADDED.fingerprint,)
    )
    return Comparison(old="2020-01-01", new=new, changes=(_ADDED, _REWORDED, _REMOVED), consents=(consent,))


@cache
def made(name: str) -> Edition:
    """Compile an edition: the shop that uses the whole language, the real policy, or a small one with all there is."""
    file, raw = {
        "shop": (drawn.SHOP.relative_to(ROOT).as_posix(), drawn.SHOP.read_bytes()),
        "real": (drawn.REAL.relative_to(ROOT).as_posix(), drawn.REAL.read_bytes()),
        "small": (SMALL, checking.SHOP.encode()),
    }[name]
    checked = unruled.check(file, raw, drawn.DAY)
    found = road.edition(checked, drawn.FOLDERS)
    if name != "small":
        return found.replace(release=ADOPTED)
    assert found.notice
    changes = comparison(found.facts.version)
    return found.replace(
        release=LATER,
        comparison=changes,
        changes=documents.COMPARISON,
        notice=found.notice.replace(weight="material", terms="2020-01-01", changes=(_ADDED.fingerprint,)),
    )


@cache
def frozen(name: str) -> bytes:
    """Write an edition."""
    return stored.write(made(name))


def plain(name: str) -> dict[str, Any]:
    """Return the data of an edition; the caller may change it."""
    found: dict[str, Any] = json.loads(frozen(name))["edition"]
    return found


def sealed(data: Any) -> bytes:
    """Put data of anybody's making into the envelope, with the hash that it then has."""
    return enclosed("edition", data)


def spelt(body: str) -> bytes:
    """Put a record's text, however it is spelt, into the envelope with the right hash."""
    return f'{{"edition":{body},"releaseHash":"{sha256(body)}"}}\n'.encode()


def refused(raw: bytes) -> BadEdition:
    """Read what must not be read, and return why not."""
    with pytest.raises(BadEdition) as caught:
        stored.read(raw, "x.json")
    assert caught.value.reason in REASONS
    assert caught.value.name == "x.json"
    return caught.value


def published(part: Any) -> Any:
    """Leave out of a part what the format does not show."""
    kind: type[Part] = type(part)
    changes: dict[str, Any] = {field: kind.__fields__[field] for field in formats.HIDDEN.get(kind, ())}
    for kept in ("words", "group"):
        changes.pop(kept, None)
    for slot in slots(kind).values():
        value = getattr(part, slot.field) if isinstance(slot.kind, type) else None
        if value and slot.field not in changes:
            changes[slot.field] = tuple(map(published, value)) if slot.many else published(value)
    return part.replace(**changes) if changes else part


def outputs(edition: Edition) -> dict[str, str]:
    """Draw an edition in every way, its change notice too."""
    told = [edition.document, *filter(None, [edition.changes])]
    return {
        "policy.json": version_json.render(edition),
        **{f"{at}.md": markdown.render(one) for at, one in enumerate(told)},
        **{f"{at}.html": html.page(one, templates=drawn.FOLDERS, stylesheet="s.css") for at, one in enumerate(told)},
    }


# What is written can be read.

editions = pytest.mark.parametrize("name", ["shop", "real", "small"])


@editions
def test_facts_come_back(name: str) -> None:
    """Facts are the same but for what is not published, with or without the rest of the edition."""
    back = stored.read(frozen(name))
    assert back.facts == published(made(name).facts)
    assert stored.facts_of(frozen(name)) == back.facts
    assert len(list(inside(back.facts))) > 50
    assert back.facts.words == made(name).facts.words


@editions
def test_the_rest_comes_back(name: str) -> None:
    """So do the document, the notice, the changes, the hashes and the release, now with its own hash."""
    edition, back = made(name), stored.read(frozen(name))
    assert edition.release
    assert back.document == edition.document
    assert back.notice == edition.notice
    assert back.comparison == edition.comparison
    assert back.changes == edition.changes
    assert (back.data, back.provenance) == (edition.data, edition.provenance)
    hashes = ("source_hash", "facts_hash", "text_hash")
    assert [getattr(back, each) for each in hashes] == [getattr(edition, each) for each in hashes]
    body = json.loads(frozen(name))
    assert back.release == edition.release.replace(hash=body["releaseHash"])
    assert body["releaseHash"] == sha256(rfc8785.dumps(body["edition"]))


@editions
def test_frozen_bytes_stay(name: str) -> None:
    """An edition that was read is written to the same bytes again."""
    assert stored.write(stored.read(frozen(name))) == frozen(name)


@editions
def test_outputs_are_the_same_bytes(name: str) -> None:
    """Page, Markdown and JSON of the edition read back are those of the edition that was frozen."""
    back = stored.read(frozen(name))
    known = made(name).replace(release=back.release)
    assert outputs(back) == outputs(known)
    if back.comparison:
        assert changes_json.render(back) == changes_json.render(known)


@editions
def test_provenance_can_be_written_from_what_was_read(name: str) -> None:
    """Places and origins come back whole: written once more they give the same provenance, value by value."""
    edition, back = made(name), stored.read(frozen(name))
    raw = {"shop": drawn.SHOP.read_bytes(), "real": drawn.REAL.read_bytes(), "small": checking.SHOP.encode()}[name]
    source = unruled.check("policy/x/2026-12-01.yaml", raw, drawn.DAY).source
    assert source
    assert facts_json.facts(back.facts, source.values) == (edition.data, edition.provenance)


@editions
def test_places_come_back(name: str) -> None:
    """A part stands where it stood, but for a few that were written out from a place that nothing tells of."""
    before = [part.at for part in inside(published(made(name).facts))]
    after = [part.at for part in inside(stored.facts_of(frozen(name)))]
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert len(differing) * 50 < len(after), differing


def test_origins_come_back() -> None:
    """A value that was derived says by what and from where, on its own part or on the list it stands in."""
    found = stored.facts_of(frozen("small"))
    assert found.origins["service"] == Derived(by="path", source="shop/2026-12-01")
    assert found.items[-1].origins["kind"].by in ("taxonomy", "default")
    assert found.retention
    assert found.retention.statutory[0].origins["keep"] == Derived(by="law/records", source="ecommerce-contract")
    assert [record.group for record in found.retention.statutory] == ["statutory"] * 2
    assert [record.group for record in found.retention.internal] == ["internal"]
    assert found.officers
    assert found.officers.entries[0].origins["role"] == Derived(by="id", source="officers/privacy-officer")


def test_withdrawals_come_back() -> None:
    """The record of a withdrawal is read as it was written, first or later in its chain."""
    first = Withdrawal(service="shop", version="2026-12-01", reason="잘못 적었습니다.", day=drawn.DAY, sequence=1)
    for record in (first, first.replace(sequence=3, previous="0" * 64)):
        raw = stored.write_withdrawal(record)
        own = json.loads(raw)["releaseHash"]
        assert stored.read_withdrawal(raw) == record.replace(hash=own)
        assert stored.write_withdrawal(stored.read_withdrawal(raw)) == raw
        assert refused(raw).pointer == "/edition"
    with pytest.raises(BadEdition):
        stored.read_withdrawal(frozen("small"))
    with pytest.raises(BadEdition):
        stored.read_withdrawal(enclosed("withdrawal", edition_json.withdrawal(first) | {"reason": " "}))


def test_changes_are_told_as_on_the_day_of_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """Later words for a kind of change do not reach what was frozen."""
    back, known = stored.read(frozen("small")), changes_json.changes(made("small"))
    monkeypatch.setattr(kinds, "says", lambda _change: "다른 말")
    assert changes_json.changes(back) == known
    assert stored.write(back) == frozen("small")
    assert changes_json.changes(made("small"))["changes"][0]["says"] == "다른 말"


def test_a_draft_is_not_frozen() -> None:
    """Only what is released has a place in the chain."""
    with pytest.raises(ValueError, match="not released"):
        stored.write(made("real").replace(release=None))


# The stored sample of each format.


def test_the_first_format_can_be_read_for_ever() -> None:
    """A file of format 1 as it once was written is read, with everything in it, and is never written anew."""
    raw = SAMPLE.read_bytes()
    assert sha256(raw) == "f5a7a9f08e628c896ac2708b884680e0905949ceae2d598edfb6fd79a1baecb1"
    found = stored.read(raw, SAMPLE.name)
    assert (found.facts.service, found.facts.version) == ("shop", "2026-12-01")
    assert found.facts.controller.name == "(주)예시상점"
    assert found.facts.retention
    assert [record.name for record in found.facts.retention.internal] == ["부정 이용 기록"]
    assert found.document.sections[0].heading == "회사의 약속"
    assert found.changes == documents.COMPARISON
    assert found.comparison == comparison("2026-12-01")
    assert changes_json.told(found)["changes"][0]["says"] == "회원가입에서 수집하는 필수 항목에 이메일을 더합니다."
    assert found.notice
    assert (found.notice.owed, found.notice.given, found.notice.weight) == (7, 7, "material")
    assert found.release
    assert (found.release.how, found.release.sequence, found.release.previous) == ("released", 2, "ab" * 32)
    assert "회사의 약속" in outputs(found)["0.md"]


def test_every_format_has_its_sample() -> None:
    """There is a stored file for each format that can be read, and a reader for each that was ever written."""
    stored_formats = {int(path.stem) for path in SAMPLE.parent.iterdir()}
    assert stored_formats == set(stored.READERS) == set(range(1, edition_json.FORMAT + 1))


# One byte altered.


def test_every_truncation_is_refused() -> None:
    """A file that ends early is refused wherever it ends."""
    raw = SAMPLE.read_bytes()
    for end in (*range(0, len(raw), 997), *range(len(raw) - 120, len(raw))):
        refused(raw[:end])


def test_every_altered_byte_is_refused() -> None:
    """One byte altered anywhere, added or lost, is refused."""
    raw = SAMPLE.read_bytes()
    places = (*range(0, len(raw), 211), *range(40), *range(len(raw) - 120, len(raw)))
    for place in places:
        for byte in {raw[place] ^ 1, raw[place] ^ 0x20, ord("0"), ord('"')} - {raw[place]}:
            refused(raw[:place] + bytes([byte]) + raw[place + 1 :])
        refused(raw[:place] + raw[place + 1 :])
        refused(raw[:place] + b" " + raw[place:])
    assert refused(raw.replace("회사".encode(), "회시".encode(), 1)).reason == "hash"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(raw: bytes) -> None:
    """Whatever stands in the file, alone or in our envelope, the answer is that it is no edition."""
    refused(raw)
    refused(b'{"edition":' + raw + b',"releaseHash":"' + sha256(raw).encode() + b'"}\n')


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    )
)
def test_any_json_is_refused(data: Any) -> None:
    """So is any JSON, at the top or as any part of an edition."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        raw = spelt(text)
    except UnicodeEncodeError:
        return
    refused(raw)


# Another spelling of the same data.


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "not-json"),
        ("nan", "not-json"),
        ("[]", "shape"),
        ('{"format":1.0}', "not-json"),
        ('{"format":NaN}', "not-json"),
        ('{"format":9007199254740993}', "not-json"),
        ('{"format":' + "9" * 5000 + "}", "not-json"),
        ('{"a":1,"a":1}', "not-canonical"),
        ('{"b":1,"a":1}', "not-canonical"),
        ('{"a": 1}', "not-canonical"),
        ('{"a":-0}', "not-canonical"),
        ('{"a":"\\u0041"}', "not-canonical"),
        ('{"a":"\\ud800"}', "not-canonical"),
        ('{"\ue000":1,"\U0001f600":1}', "not-canonical"),
        ('{"\U0001f600":1,"\ue000":1}', "format"),
        ("[" * 100_000, "too-deep"),
        ("[" * 5_000 + "]" * 5_000, "too-deep"),
        ('{"a":' * (NESTING + 1) + "1" + "}" * (NESTING + 1), "too-deep"),
        ('{"format":2}', "format"),
        ('{"format":true}', "format"),
        ('{"format":"1"}', "format"),
        ("{}", "format"),
        ('{"format":1}', "shape"),
    ],
    ids=range(23),
)
def test_reasons_of_text(body: str, reason: str) -> None:
    """Text that is no record of ours is refused for what it is, though its hash is right."""
    assert refused(spelt(body)).reason == reason


def test_reasons_of_the_envelope() -> None:
    """Only the one spelling of the envelope holds."""
    raw = frozen("small")
    data = json.loads(raw)
    assert refused(b"").reason == "not-json"
    assert refused(b"\xff" + raw).reason == "not-json"
    assert refused(b"\xef\xbb\xbf" + raw).reason == "not-json"
    assert refused(raw + b"\n").reason == "not-canonical"
    assert refused(raw[:-1]).reason == "not-canonical"
    assert refused(raw[:-1] + b"\r\n").reason == "not-canonical"
    assert refused(json.dumps(data, indent=1).encode()).reason == "not-canonical"
    assert refused(b"{}").reason == "shape"
    assert refused(b" " * (BYTES + 1)).reason == "too-large"
    assert refused(raw.replace(data["releaseHash"].encode(), b"0" * 64)).reason == "hash"
    assert refused(raw.replace(data["releaseHash"].encode(), data["releaseHash"].upper().encode())).reason == "hash"


# Hostile data with a right hash.


def put(data: Any, pointer: tuple[str | int, ...], value: Any) -> Any:
    """Copy data with one value replaced."""
    whole = copy.deepcopy(data)
    target = whole
    for step in pointer[:-1]:
        target = target[step]
    target[pointer[-1]] = value
    return whole


def places(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every value with its place, those that hold others too."""
    if at:
        yield at, data
    pairs: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in pairs:
        yield from places(below, (*at, step))


UNREAD = {"text"}
"""Keys that a reader leaves alone: the plain text is drawn from the document."""

HOSTILE: tuple[Any, ...] = (None, True, 0, -1, 2**53 - 1, "", "\u0000", "../x", [], {}, [[]], [None], {"type": "text"})


def sampled(data: Any, count: int) -> list[tuple[tuple[str | int, ...], Any]]:
    """Choose places of an edition, the same ones every time, all those near the top among them."""
    found = [(at, value) for at, value in places(data) if at[0] not in UNREAD]
    near = [each for each in found if len(each[0]) < 3 and each[0][0] != "provenance"]
    return near + random.Random(1).sample(found, count)


def test_wrong_types_are_refused() -> None:
    """A value of another type is refused at any place that is read, and never anything else happens."""
    data = plain("small")
    taken = []
    for number, (at, value) in enumerate(sampled(data, 100)):
        for hostile in (HOSTILE * 2)[number % len(HOSTILE) :][:3]:
            raw = sealed(put(data, at, hostile))
            same = type(hostile) is type(value) or hostile is None or at[0] == "provenance"
            fault = tried(raw)
            taken += [] if fault else [(at, hostile)]
            assert fault or same or _told(at), (at, hostile)
    assert 20 < len(taken) < 400


def tried(raw: bytes) -> BadEdition | None:
    """Read data with a right hash; tell why it was refused, if it was."""
    try:
        stored.read(raw)
    except BadEdition as fault:
        return fault if fault.reason in ("shape", "format") else pytest.fail(fault.reason)
    return None


def _told(at: tuple[str | int, ...]) -> bool:
    """Tell whether a place holds words that were told once and are only kept, or that are drawn anew from others."""
    return at[-1] in ("fingerprint", "ground", "weight") or (at[0] in ("document", "changeNotice") and at[-1] == "text")


def test_missing_keys_are_refused() -> None:
    """A key that must be there is missed by its pointer, or stood for nothing; nothing else is raised."""
    data = plain("small")
    refusals = 0
    for at, _ in sampled(data, 150):
        less: Any = copy.deepcopy(data)
        target = less
        for step in at[:-1]:
            target = target[step]
        del target[at[-1]]
        refusals += tried(sealed(less)) is not None
    assert refusals > 100
    for name in ("service", "version", "title", "dates", "facts", "provenance", "document", "hashes", "release"):
        less = {key: value for key, value in data.items() if key != name}
        assert refused(sealed(less)).pointer.startswith(f"/{name}"), name


def nested(kind: str, depth: int) -> Any:
    """Nest sections or words in themselves."""
    found: Any = {"type": "text", "text": "글"}
    if kind == "strong":
        for _ in range(depth):
            found = {"type": "strong", "inlines": [found]}
        return [{"type": "paragraph", "inlines": [found]}]
    found = []
    for _ in range(depth):
        found = [{"type": "section", "id": "a", "number": "", "heading": "글", "blocks": found}]
    return found


@pytest.mark.parametrize("depth", [NESTING // 2, NESTING, 300, 450, 900])
@pytest.mark.parametrize("kind", ["section", "strong"])
def test_deep_nesting_is_refused(kind: str, depth: int) -> None:
    """Nodes inside nodes without end are refused, before they are drawn."""
    body = json.dumps(put(plain("small"), ("document", "lead"), []), ensure_ascii=False, sort_keys=True)
    deep = f"{{{nested_text(kind, depth)}}}"
    text = body.replace('"lead": []', deep[1:-1])
    data = text.replace('": ', '":').replace(', "', ',"')
    assert refused(spelt(data)).reason in ("too-deep", "not-canonical")
    if depth <= NESTING:
        assert refused(sealed(put(plain("small"), ("document", "lead"), nested(kind, depth)))).reason == "too-deep"


def nested_text(kind: str, depth: int) -> str:
    """Write nested nodes as text, for a writer of JSON has bounds too."""
    head, tail = {
        "section": ('{"blocks":[', '],"heading":"글","id":"a","number":"","type":"section"}'),
        "strong": ('{"inlines":[', '],"type":"strong"}'),
    }[kind]
    return f'"lead":[{head * depth}{tail * depth}]'


@pytest.mark.parametrize(
    ("pointer", "value", "named"),
    [
        (("service",), "../x", "/service"),
        (("version",), "2026-12-01/..", "/version"),
        (("version",), "2026-12-02", "/version"),
        (("facts", "service"), "../x", "/service"),
        (("title",), "다른 제목", "/title"),
        (("dates", "effective"), "2026-12-02", "/dates"),
        (("facts", "dates", "effective"), "2026-02-30", "/facts/dates/effective"),
        (("facts", "dates", "effective"), "20261201", "/facts/dates/effective"),
        (("facts", "items", 0, "name"), 1, "/facts/items/0/name"),
        (("facts", "words"), [], "/facts/words"),
        (("facts", "safety", "entries"), {}, "/facts/safety/entries"),
        (("facts", "controller"), {}, "/facts/controller/name"),
        (("provenance", "/title"), {}, "/provenance/~1title"),
        (("provenance", "/title"), {"declared": 1}, "/provenance/~1title"),
        (("document", "sections", 0, "type"), "chapter", "/document/sections/0/type"),
        (("document", "sections", 0), {"type": "note", "inlines": []}, "/document/sections/0/type"),
        (("document", "sections", 0, "id"), 'x" onclick="', "/document/sections/0/id"),
        (("document", "lead"), [{"type": "text", "text": "x"}], "/document/lead/0/type"),
        (("document", "lead"), [{"type": ["note"]}], "/document/lead/0/type"),
        (("notice", "because"), "law", "/notice/because"),
        (("notice", "earliest"), "x", "/notice/earliest"),
        (("changes", "changes", 0, "weight"), "light", "/changes/changes/0/weight"),
        (("changes", "changes", 0, "fingerprint"), "0" * 16, "/changes/changes/0/fingerprint"),
        (("changes", "changes", 0, "name"), "주민등록번호", "/changes/changes/0/fingerprint"),
        (("changes", "changes", 1, "more", "what"), 1, "/changes/changes/1/more/what"),
        (("changes", "new"), "2026-12-02", "/changes/new"),
        (("changeNotice", "title"), "", "/changeNotice/title"),
        (("hashes", "textHash"), "F" * 64, "/hashes/textHash"),
        (("release", "how"), "leaked", "/release/how"),
        (("release", "how"), "adopted", "/release/published"),
        (("release", "sequence"), 0, "/release/sequence"),
        (("release", "sequence"), True, "/release/sequence"),
        (("release", "previous"), "ab", "/release/previous"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("/") else "",
)
def test_shape_names_the_place(pointer: tuple[str | int, ...], value: Any, named: str) -> None:
    """What does not fit is named by its JSON pointer."""
    fault = refused(sealed(put(plain("small"), pointer, value)))
    assert (fault.reason, fault.pointer) == ("shape", named)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//example.com", "https://a b", ""])
def test_links_lead_where_links_may(href: str) -> None:
    """A stored document links to nothing that the outputs would not link to."""
    lead = [{"type": "paragraph", "inlines": [{"type": "link", "href": href, "inlines": []}]}]
    fault = refused(sealed(put(plain("small"), ("document", "lead"), lead)))
    assert (fault.reason, fault.pointer) == ("shape", "/document/lead/0/inlines/0/href")


def test_tables_and_lists_have_bounds() -> None:
    """A row of a million cells would cost the outputs its square; a list counts from a number people read."""
    cell = {"type": "cell", "rows": 1, "header": False, "blocks": []}
    table = {"type": "table", "caption": "", "columns": [], "rows": [[cell] * 101], "notes": []}
    assert refused(sealed(put(plain("small"), ("document", "lead"), [table]))).pointer == "/document/lead/0/rows/0"
    items = {"type": "items", "ordered": True, "items": [], "start": 10**9}
    assert refused(sealed(put(plain("small"), ("document", "lead"), [items]))).pointer == "/document/lead/0/start"


def test_what_a_later_writer_adds_is_left_alone() -> None:
    """Keys that this reader does not know stand anywhere in a format-1 edition, count for the hash, and stay."""
    data = plain("small")
    known = stored.read(frozen("small"))
    for pointer in (("extra",), ("facts", "extra"), ("facts", "items", 0, "extra"), ("release", "extra")):
        back = stored.read(sealed(put(data, pointer, {"글": [1]})))
        assert back.facts == known.facts
        assert back.document == known.document
        assert back.release != known.release
    less = copy.deepcopy(data)
    del less["facts"]["changes"]
    assert stored.read(sealed(less)).facts.changes == ()


def test_plain_data_is_refused_alike() -> None:
    """Facts and documents that come without an envelope are held to the same shape."""
    data = plain("small")
    assert stored.facts(data["facts"], data["provenance"]) == stored.facts_of(frozen("small"))
    assert stored.document(data["document"]) == made("small").document
    for fault in (lambda: stored.facts([], {}), lambda: stored.facts(data["facts"], []), lambda: stored.document(None)):
        with pytest.raises(BadEdition) as caught:
            fault()
        assert caught.value.reason == "shape"


# Schemas.


@cache
def validator(name: str) -> Draft202012Validator:
    """Compile a schema that refers to the others by their file names."""
    known = ("version", "changes", "edition")
    resources = [(f"{each}.schema.json", DRAFT202012.create_resource(formats.schema(each))) for each in known]
    registry: Registry[Any] = Registry().with_resources(resources)
    root = {"$ref": f"{name}.schema.json"}
    return Draft202012Validator(root, format_checker=FormatChecker(), registry=registry)


def faults(name: str, data: Any) -> list[str]:
    """List what a schema has against some data."""
    return [f"{list(fault.absolute_path)}: {fault.message}" for fault in validator(name).iter_errors(data)]


@editions
def test_editions_fit_their_schema(name: str) -> None:
    """What is frozen is as the schemas say, and so are policy.json and changes.json of what was read back."""
    assert faults("edition", json.loads(frozen(name))) == []
    back = stored.read(frozen(name))
    assert faults("version", json.loads(version_json.render(back))) == []
    if back.comparison:
        assert faults("changes", json.loads(changes_json.render(back))) == []


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (("releaseHash",), "x"),
        (("extra",), 1),
        (("edition", "format"), 2),
        (("edition", "extra"), 1),
        (("edition", "release", "how"), "leaked"),
        (("edition", "release", "previous"), "x"),
        (("edition", "facts", "extra"), 1),
        (("edition", "notice", "weight"), "light"),
        (("edition", "changes", "changes", 0, "weight"), "light"),
        (("edition", "changes", "changes", 0, "extra"), 1),
        (("edition", "changes", "weight"), "light"),
        (("edition", "document", "type"), "text"),
    ],
)
def test_schema_refuses(pointer: tuple[str | int, ...], value: Any) -> None:
    """What is no edition is refused."""
    assert faults("edition", put(json.loads(frozen("small")), pointer, value))


def test_schemas_have_no_dead_words() -> None:
    """Every property of the schemas of changes and editions is written in the small edition, or in an adopted one."""
    root = formats.schema("changes")
    written = json.loads(changes_json.render(made("small")))
    used = {key for change in written["changes"] for key in change}
    assert used == set(root["$defs"]["Change"]["properties"]) - {"ground"} | used & {"ground"}
    assert set(written) == set(root["properties"])
    assert set(written["needsConsent"][0]) == set(root["$defs"]["NeededConsent"]["properties"])
    assert set(written["changes"][1]["declaration"]) == set(root["$defs"]["Declaration"]["properties"])
    named: Mapping[str, Any] = formats.schema("edition")["$defs"]
    assert set(plain("small")) == set(named["PolicyEdition"]["properties"])
    assert set(plain("small")["changes"]) == set(named["EditionChanges"]["properties"])
    release = set(plain("small")["release"]) | set(plain("real")["release"])
    assert release == set(named["ChainLink"]["properties"])


@pytest.mark.parametrize("name", ["changes", "edition"])
def test_schemas_suit_type_generators(name: str) -> None:
    """Every object is closed but for mappings, has an ASCII title of its own, and every value says what it is."""
    root = formats.schema(name)
    found = formats.objects(root)
    assert len(found) == len(root["$defs"]) + 1
    for title, each in found.items():
        assert title.isascii()
        assert title.isalpha()
        assert each["additionalProperties"] is False, title
        assert set(each["required"]) <= set(each["properties"]), title
        for key, value in each["properties"].items():
            assert set(value) == {"$ref"} or value["description"].endswith("."), f"{title}.{key}"
    assert "must ignore" in root["$comment"]


# What reading costs.


def test_reading_needs_no_heavy_library() -> None:
    """Whoever reads an edition loads neither schemas, templates, Markdown nor calendars, nor YAML."""
    script = (
        "import sys; from pathlib import Path; from policyc.publish import stored; "
        "stored.read(Path(sys.argv[1]).read_bytes()); "
        "print([name for name in ('jsonschema','jinja2','markdown_it','babel','yaml') if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(SAMPLE)],
        env={"PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_facts_are_facts() -> None:
    """What comes back is of the type that the comparison reads."""
    assert type(stored.facts_of(SAMPLE.read_bytes())) is Facts
    assert canonical(plain("small")) == rfc8785.dumps(plain("small")).decode()
