"""What differs in meaning and what only in form: short and long, periods, renames, rows cut anew, tables of law."""

from __future__ import annotations

import pytest

from drawn import data_of
from mutants import facts
from policyc.changes.compare import compare
from policyc.changes.suggesting import suggestions
from policyc.model.policy import Facts
from test_change_cases import mirrored

BASE = """\
format: 1
title: 개인정보 처리방침
controller: {name: 주식회사 예시상점}
dates: {effective: 2026-01-05}
"""


def policy(text: str) -> Facts:
    """Resolve a few blocks below a least policy."""
    found = facts(data_of(BASE + text))
    assert found, text
    return found


def changed(old: str, new: str) -> list[str]:
    """List what changes between a few blocks, as ``kind path``; the way back must mirror it."""
    there, back = compare(policy(old), policy(new)), compare(policy(new), policy(old))
    assert mirrored(there, back), (there, back)
    return [f"{one.kind} {'/'.join(one.path)}" for one in there]


def kept(period: str) -> str:
    """Write a row that keeps data for a period."""
    return f"collection: {{join: {{name: 가입, required: [이메일], purposes: 관리, keep: {period}, basis: contract}}}}"


# ---- form


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("services: {web: 누리집}", "services: {web: {name: 누리집}}"),
        ("safety: [암호화합니다.]", "safety: {encryption: 암호화합니다.}"),
        ("safety: [암호화합니다., 교육합니다.]", "safety: [교육합니다., 암호화합니다.]"),
        (
            kept("탈퇴 시까지"),
            "periods: {member: 탈퇴 시까지}\n" + kept("member"),
        ),
        (
            "collection: {all: {basis: contract, keep: 1년}, join: {name: 가입, required: [이메일], purposes: 관리}}",
            "collection: {join: {name: 가입, required: [이메일], purposes: 관리, basis: contract, keep: 1년}}",
        ),
        (
            "collection: {join: {name: 가입, required: [이메일, 성별], purposes: 관리, keep: 1년, basis: contract}}",
            "collection: {join: {name: 가입, required: [성별, 이메일], purposes: 관리, keep: 1년, basis: contract}}",
        ),
        (
            "processors: {a: {name: 갑(주), tasks: 배송}}",
            "parties: {a: 갑(주)}\nprocessors: {a: {tasks: 배송}}",
        ),
        ("sensitive: with-consent", "sensitive: {rule: with-consent}"),
        ("scope: {covers: 누리집}", "scope: {covers: ['누리집']}"),
        (
            "processors: {all: {supervised: true}, a: {name: 갑(주), tasks: 배송}}",
            "processors: {a: {name: 갑(주), tasks: 배송, supervised: true}}",
        ),
        (
            "processors: {ab: {parties: {a: 갑(주), b: 을(주)}, tasks: 배송}}",
            "processors: {a: {name: 갑(주), tasks: 배송}, b: {name: 을(주), tasks: 배송}}",
        ),
        ("duties: ['서로  존중합니다.']", "duties: ['서로 존중합니다.']"),
        ("change-notice: {general: 7일}", "change-notice: {general: 7일, counting: calendar}"),
    ],
)
def test_form_changes_nothing(short: str, long: str) -> None:
    """Short or long, inherited or written out, by name or in place, in one row or in two: it says the same."""
    assert changed(short, long) == []


# ---- periods

SAME = [
    ("1년", "12개월"),
    ("1주", "7일"),
    ("48시간", "2일"),
    ("가입일부터 1년", "가입일부터 12개월"),
    ("2년", "24개월"),
]
OTHER = [
    ("1년", "13개월", "retention-extended"),
    ("6개월", "3개월", "retention-shortened"),
    ("30일", "1개월", "retention-unit-changed"),
    ("365일", "1년", "retention-unit-changed"),
    ("30일", "2개월", "retention-extended"),
    ("1년", "30일", "retention-shortened"),
    ("1년", "영구", "retention-extended"),
    ("영구", "10년", "retention-shortened"),
    ("1년", "1년 이내", "retention-bound-changed"),
    ("가입일부터 1년", "탈퇴일부터 1년", "retention-start-changed"),
    ("회원 탈퇴 시까지", "서비스 종료 시까지", "retention-end-changed"),
    ("회원 탈퇴 시까지", "1년", "retention-rule-changed"),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_periods_of_the_same_length_are_the_same(old: str, new: str) -> None:
    """A period is its length, however it is written."""
    assert changed(kept(old), kept(new)) == []


@pytest.mark.parametrize(("old", "new", "kind"), OTHER)
def test_periods_differ_by_what_they_mean(old: str, new: str, kind: str) -> None:
    """Longer, shorter, in a unit that is not comparable, from or until something else: each has its kind."""
    assert changed(kept(old), kept(new)) == [f"{kind} collection/join/keep"]


def test_a_named_period_is_told_where_it_is_used() -> None:
    """A declared period that changes is told at each row that uses it."""
    assert changed(f"periods: {{a: 1년}}\n{kept('a')}", f"periods: {{a: 2년}}\n{kept('a')}") == [
        "retention-extended collection/join/keep"
    ]


# ---- renames

ROW = "purposes: 관리, keep: 1년, basis: contract"
CLASSED = ("class-changed items/건강정보/kind", "class-changed items/건강정보/category")
RENAMED = [
    (
        f"collection: {{join: {{name: 가입, required: [휴대폰번호], {ROW}}}}}",
        f"collection: {{join: {{name: 가입, required: [휴대전화번호], {ROW}}}}}",
        ["item-renamed items/휴대전화번호/name"],
    ),
    (
        f"items: {{단골정보: {{kind: ordinary}}}}\ncollection: {{join: {{name: 가입, required: [단골정보], {ROW}}}}}",
        "items: {우대정보: {kind: ordinary, formerly: 단골정보}}\n"
        f"collection: {{join: {{name: 가입, required: [우대정보], {ROW}}}}}",
        ["item-renamed items/우대정보/name"],
    ),
    (
        f"items: {{등급: {{kind: ordinary}}}}\ncollection: {{join: {{name: 가입, required: [등급], {ROW}}}}}",
        "items: {건강정보: {formerly: 등급}}\n" + f"collection: {{join: {{name: 가입, required: [건강정보], {ROW}}}}}",
        [
            "item-renamed items/건강정보/name",
            "item-class-changed items/건강정보/kind",
            "item-class-changed items/건강정보/category",
        ],
    ),
    (
        f"collection: {{order: {{name: 주문, required: [이메일], {ROW}}}}}",
        f"collection: {{purchase: {{name: 구매, required: [이메일], {ROW}, formerly: order}}}}",
        ["name-changed collection/purchase/name"],
    ),
    (
        "recipients: {a: {name: 갑(주), items: [이메일], purposes: 광고}}",
        "recipients: {b: {name: 을(주), items: [이메일], purposes: 광고, formerly: a}}",
        ["recipient-renamed recipients/b/name"],
    ),
    (
        "purposes: {ads: 광고}",
        "purposes: {news: {text: 광고, formerly: ads}}",
        [],
    ),
    (
        "duties: [서로 존중합니다.]\noutline: {duties: , promise: {heading: 약속, text: 지킵니다.}}",
        "duties: [서로 존중합니다.]\noutline: {duties: , oath: {heading: 다짐, text: 지킵니다., formerly: promise}}",
        ["heading-changed outline/oath/heading"],
    ),
]


@pytest.mark.parametrize(("old", "new", "found"), RENAMED)
def test_renames_are_known(old: str, new: str, found: list[str]) -> None:
    """By the taxonomy's leaf, or by `formerly`, a thing under another name is the same thing."""
    assert changed(old, new) == found


def test_rows_that_are_cut_anew_hold_what_they_held() -> None:
    """A context given rows, or rows put on a shelf, keep their items; the shelf's name is told."""
    flat = f"collection: {{order: {{name: 주문, required: [이름, 주소, 계좌번호], {ROW}}}}}"
    cut = (
        "collection: {order: {name: 주문, purposes: 관리, keep: 1년, basis: contract, "
        "rows: {ship: {name: 배송, required: [이름, 주소]}, refund: {name: 환불, required: [계좌번호]}}}}"
    )
    found = changed(flat, cut)
    assert not [one for one in found if one.startswith("context-removed")]
    assert [one.split()[0] for one in found] == ["item-removed", "context-added"]
    shelved = "processors: {상담: {rows: {a: {name: 갑(주), tasks: 전화}}}}"
    assert changed("processors: {a: {name: 갑(주), tasks: 전화}}", shelved) == ["row-group-changed processors/a/group"]


def test_a_rename_is_suspected_where_names_match() -> None:
    """What leaves under one id and comes under another with the same name may be one thing; nothing else is."""
    row = "{{name: {}, items: [이메일], purposes: 광고}}"
    old = policy(f"recipients: {{a: {row.format('갑(주)')}}}")
    assert list(suggestions(compare(old, policy(f"recipients: {{b: {row.format('을(주)')}}}")))) == []
    text = "collection: {{{}: {{name: 가입, required: [이메일], " + ROW.replace("{", "{{") + "}}}}"
    (found,) = suggestions(compare(policy(text.format("join")), policy(text.format("enter"))))
    assert (found.code, found.at) == ("rename-suspected", ("collection", "enter"))
    assert found.args == {"name": "가입", "former": "join"}


# ---- tables


def test_what_a_table_says_is_editorial() -> None:
    """Bodies that the guideline's table of another day names otherwise are no decision of the author's."""
    days = ("2025-01-05", "2026-01-05")
    old, new = (facts(data_of(BASE.replace("2026-01-05", day) + "remedies: standard\n")) for day in days)
    assert old
    assert new
    found = compare(old, new)
    assert {(one.kind, one.weight) for one in found} == {("table-updated", "editorial")}


def test_what_the_author_cites_is_the_authors() -> None:
    """A provision that the author wrote is his, though a table knows the statute."""
    record = "retention: {{internal: {{기록: {{law: {}, keep: 3년, reason: 분쟁}}}}}}"
    old, new = record.format("민법 제766조제1항"), record.format("민법 제766조제2항")
    assert changed(old, new) == ["statutory-basis-changed retention/internal/기록/law"]
