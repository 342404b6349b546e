"""The sentence of every kind of change: its holes, its particles, the names of keys, and how it reads in use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from drawn import written
from house import ROOT
from policyc.changes import kinds
from policyc.changes.compare import compare
from policyc.changes.wording import holes
from policyc.compile import known
from policyc.facts.resolve import gaps, resolve
from policyc.korean import fill, has_hangul, pair_of
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.model.change import Change
from policyc.model.policy import Facts
from policyc.reading import links, schemas, shape, yaml
from policyc.reading.structure import structure
from policyc.reading.terms import CONDITIONS, GROUNDS
from policyc.report.catalogue import entry
from policyc.sheet import sheet
from test_mutations import SHOP, places, shop, without

CHANGES = ROOT / "src" / "policyc" / "changes"
STEP = 32
"""Of the places in the shop, every how many is taken out."""

HOLES = {"name", "where", "before", "after", "what", "block"}
ENDS = re.compile(r"니다(\(.+\))?\.$")
HOLE = re.compile(r"\{(\w+)(?:!q)?(?::([^}]+))?\}")
UNNAMED = {
    "Dormant/how",  # sentences: what they say is not printed
    "Recipient/others",
    "Recipient/undecided",
    "Processor/others",
    "Processor/undecided",
    "Contact/name",
    "Annex/url",
}
"""Fields whose kind speaks of {what}, and which it tells in other words."""

EVERY = sorted(kinds.ids())


@pytest.mark.parametrize("id", EVERY)
def test_sentence_is_well_made(id: str) -> None:
    """Every variant is one polite sentence with known holes and particles as they are spelled in the house."""
    for words in kinds.kind(id).words:
        assert ENDS.search(words), words
        assert words.count("니다") == 1, words
        assert "법정 " not in words.replace("법정대리인", ""), words
        assert has_hangul(words)
        for hole, pair in HOLE.findall(words):
            assert hole in HOLES, words
            assert not pair or pair_of(pair.split("/")[0]) == pair, words
        assert "{" not in HOLE.sub("", words), words


@pytest.mark.parametrize("id", EVERY)
def test_last_variant_always_fills(id: str) -> None:
    """The last variant needs nothing but the name, and that only where things come, go, widen or move."""
    found = kinds.kind(id)
    needed = {hole for hole, _ in HOLE.findall(found.words[-1])}
    assert needed <= {"name"}, found.words[-1]
    if needed and id not in NAMED:
        assert found.action in ("added", "removed", "widened", "narrowed", "moved"), id


NAMED = {
    "clause-reworded",
    "item-became-automatic",
    "item-became-optional",
    "item-became-required",
    "item-subject-changed",
    "section-view-changed",
    "transfer-country-changed",
}
"""Other kinds that always say what they are about."""


@pytest.mark.parametrize("id", EVERY)
def test_removal_says_what_goes(id: str) -> None:
    """Where a change can also be another text, only a variant that knows the old text says that it goes."""
    found = kinds.kind(id)
    if found.action in ("changed", "renamed", "reworded"):
        for words in found.words:
            assert "뺍니다" not in words or "{before" in words, words


def test_every_named_key_has_a_label() -> None:
    """Every field whose kind speaks of {what} has a name in Korean; sentences are told by what stands above them."""
    labels: Mapping[str, str] = sheet(CHANGES / "labels.yaml")["keys"]
    known = {label.split("/")[-1] for label in labels}
    speaking = [
        (f"{part}/{key}", key)
        for part, key, kind in _fields()
        if kinds.kind(kind).action != "reworded" and any("{what" in one for one in kinds.kind(kind).words)
    ]
    assert len(speaking) > 40
    assert {field for field, key in speaking if key not in known} <= UNNAMED
    assert all(has_hangul(text) for text in labels.values())


def test_every_block_has_a_label() -> None:
    """Every block that a sentence can stand for has a name in Korean."""
    blocks: Mapping[str, str] = sheet(CHANGES / "labels.yaml")["blocks"]
    told = {"format", "title", "subtitle", "version", "example", "words", "first", "changes", "waivers", "parties"}
    told |= {"items", "purposes", "new-purpose", "periods", "numbering", "outline"}
    assert set(schemas.schema()["properties"]) - told == set(blocks)


def test_known_words_read_as_in_the_policy() -> None:
    """Grounds, conditions and natures of data are called what the policy calls them."""
    words: Mapping[str, str] = sheet(CHANGES / "labels.yaml")["words"]
    phrases = {name: sheet(ROOT / f"templates/ko/phrases/{name}.yaml")["words"] for name in ("general", "devices")}
    general, devices = phrases["general"], phrases["devices"]
    assert set(GROUNDS) <= set(words)
    assert all(words[one] == fill(general["grounds"][one], {"subject": general["subject"]}) for one in GROUNDS)
    assert all((words.get(f"when/{one}") or words[one]) == general["conditions"][one] for one in CONDITIONS)
    assert all(words[one] == text for one, text in general["kinds"].items())
    assert all(words[one] == text for one, text in devices["choices"].items())


@pytest.mark.parametrize(
    ("kind", "path", "args", "said"),
    [
        (
            "item-added",
            "collection/join/required/이메일",
            {"name": "이메일", "where": "회원가입"},
            "'회원가입'에서 이메일을 더 수집합니다.",
        ),
        (
            "retention-extended",
            "collection/order/keep",
            {"where": "주문", "before": "1년", "after": "3년"},
            "'주문'의 보유 기간을 '1년'에서 '3년'으로 늘립니다.",
        ),
        (
            "retention-shortened",
            "retention/general",
            {"before": "3년", "after": "1년"},
            "일반 보유 기간을 '3년'에서 '1년'으로 줄입니다.",
        ),
        (
            "recipient-added",
            "recipients/bank",
            {"name": "예시은행", "after": "환불"},
            "'예시은행'에 개인정보를 새로 제공합니다(목적: 환불).",
        ),
        (
            "contact-changed",
            "domestic-agent/phone",
            {"before": "1234", "after": "5678"},
            "국내대리인의 전화번호를 바꿉니다(1234 → 5678).",
        ),
        (
            "contact-changed",
            "officers/complaints/contact",
            {"where": "고객지원팀", "before": "desk", "after": "help"},
            "'고객지원팀'의 창구를 바꿉니다.",
        ),
        (
            "condition-changed",
            "purposes/ads/when",
            {"where": "광고", "after": "marketing-consent"},
            "'광고'에 '마케팅 정보 수신에 동의한 경우'라는 조건을 붙입니다.",
        ),
        ("right-removed", "rights/list/access", {"name": "access"}, "행사할 수 있는 권리에서 '열람'을 뺍니다."),
        ("section-moved", "outline/processors", {"name": "processors"}, "'처리위탁' 절의 자리를 옮깁니다."),
        (
            "retention-exception-added",
            "collection/join/keep/except/law",
            {"name": "law", "where": "회원가입"},
            "'회원가입'의 보유 기간에 '다른 법령에 보존 의무가 있는 경우'라는 예외를 더합니다.",
        ),
        (
            "duty-added",
            "duties/약속을 지킵니다.",
            {"name": "약속을 지킵니다."},
            "이용자가 지킬 일에 '약속을 지킵니다'를 더합니다.",
        ),
        (
            "transfer-country-changed",
            "processors/cloud/country",
            {"name": "Example Cloud", "before": "US", "after": "JP"},
            "'Example Cloud'에 개인정보가 이전되는 국가를 바꿉니다.",
        ),
    ],
)
def test_sentence(kind: str, path: str, args: dict[str, str], said: str) -> None:
    """A change is said as a user would have it told."""
    assert kinds.says(Change(kind=kind, path=tuple(path.split("/")), args=args)) == said


def test_shop_without_one_thing_after_another_is_told() -> None:
    """Whatever goes from the example shop, or comes to it, is told in a sentence, and no known word stays an id."""
    whole = _facts(shop())
    assert whole is not None
    told: dict[str, Change] = {}
    for at in list(places(shop()))[::STEP]:
        other = _facts(without(at))
        if other is not None:
            told |= {kinds.says(one): one for pair in ((whole, other), (other, whole)) for one in compare(*pair)}
    assert len(told) > 40
    words = sheet(CHANGES / "labels.yaml")["words"]
    for said, change in told.items():
        assert ENDS.search(said), said
        assert not {f"'{word}'" for word in words if f"'{word}'" in said}, said
        assert set(holes(change)) <= HOLES


def _fields() -> Iterator[tuple[str, str, str]]:
    """Yield part, key and kind of every line in the table of fields."""
    for part, keys in sheet(CHANGES / "fields.yaml").items():
        for key, found in keys.items():
            ways = {"changed": found} if isinstance(found, str) else found
            yield from ((part, key, kind) for happened, kind in ways.items() if happened != "by")


def _facts(data: dict[str, Any]) -> Facts | None:
    """Resolve plain data; None where it is misshapen or names what is not there."""
    source, _ = yaml.read(SHOP, written(data).encode())
    if source is None or any(shape.check(source)):
        return None
    policy, law = structure(source), on(date(2026, 1, 5))
    faults = [*links.check(policy, known()), *gaps(policy, law)]
    return None if any(entry(one.code).severity == "error" for one in faults) else resolve(policy, law, taxonomy())
