"""Which changes ask for a new consent: what rests on consent, where a change touches it, and by which provision."""

from __future__ import annotations

from typing import Any

import pytest

from checking import AS_OF
from policyc.changes import kinds
from policyc.changes.consent import consents
from policyc.changes.surfaces import Surface, surfaces
from policyc.model.change import Change, Consent, Weight
from policyc.model.policy import Facts
from unruled import check

POLICY = """\
format: 1
title: 예시상점 개인정보 처리방침
controller: {name: (주)예시상점, short: 회사}
dates: {announced: 2026-11-23, effective: 2026-12-01}
purposes: {sign-up: 회원 식별, delivery: {name: 배송, text: 상품의 배송}}
items: {정산정보: {members: [계좌은행명, 계좌번호]}}
periods: {member: 회원 탈퇴 시까지}
parties: {apart: 예시보관(주)}
collection:
  join: {name: 회원가입, required: [성명], purposes: sign-up, keep: member, basis: consent}
  order:
    name: 주문
    purposes: delivery
    keep: 5년
    rows:
      buyer: {name: 주문자, required: [휴대전화번호], basis: contract}
      gift: {name: 받는 사람, required: [주소], basis: consent}
      note: {name: 남길 말, optional: [정산정보], basis: [consent, law]}
files: {member-file: {name: 회원 명부, required: [이메일 주소], purposes: sign-up, keep: 1년, basis: consent}}
retention: {general: 회원 탈퇴 시까지}
recipients:
  insurer: {name: 예시보험(주), items: [성명], purposes: 보험 가입, keep: 1년, basis: consent}
  unsaid: {name: 예시카드(주), items: [성명], purposes: 결제, keep: 1년}
  by-law: {name: 예시세무서, items: [성명], purposes: 납세, keep: 1년, basis: law}
  lab: {name: Example Lab, country: US, items: [성명], purposes: 연구, keep: 1년, basis: consent}
  agreed: {name: Example Bank, country: SG, items: [성명], purposes: 결제, basis: law, transfer-basis: consent}
  treaty: {name: Example Post, country: JP, items: [성명], purposes: 배송, basis: consent, transfer-basis: law}
processors:
  apart: {tasks: 보관}
  cloud: {name: Example Cloud, country: US, items: [성명], tasks: 보관, transfer-basis: consent}
  mail: {name: Example Mail, country: US, items: [성명], tasks: 발송, transfer-basis: contract}
additional-use:
  basis: consent
  uses:
    study: {name: 예시연구소, items: [성명], purposes: 통계, keep: 1년}
    recall: {name: 예시제조(주), items: [성명], purposes: 회수, keep: 1년, basis: law}
officers: {privacy-officer: {name: 김보호, phone: 02-123-4567}}
"""

BY_COLLECTION = "개인정보 보호법 제15조제2항"
BY_PROVISION = "개인정보 보호법 제17조제2항"
BY_OTHER_USE = "개인정보 보호법 제18조제3항"
BY_TRANSFER = "개인정보 보호법 제28조의8제3항"

SURFACES = [
    ("collection/join", "회원가입", BY_COLLECTION),
    ("collection/order/gift", "주문 > 받는 사람", BY_COLLECTION),
    ("collection/order/note", "주문 > 남길 말", BY_COLLECTION),
    ("files/member-file", "회원 명부", BY_COLLECTION),
    ("recipients/insurer", "예시보험(주)", BY_PROVISION),
    ("recipients/unsaid", "예시카드(주)", BY_PROVISION),
    ("recipients/lab", "Example Lab", BY_TRANSFER),
    ("recipients/agreed", "Example Bank", BY_TRANSFER),
    ("recipients/treaty", "Example Post", BY_PROVISION),
    ("processors/cloud", "Example Cloud", BY_TRANSFER),
    ("additional-use/uses/study", "예시연구소", BY_OTHER_USE),
]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two kinds be known: one that consent is asked for, one that is not."""
    shared: dict[str, Any] = {"area": "a", "action": "changed", "weight": "material", "mirror": (), "words": ("w",)}
    known = {name: kinds.Kind(id=name, consent=name == "asks", **shared) for name in ("asks", "tells")}
    monkeypatch.setattr(kinds, "kind", known.__getitem__)


def facts(text: str = POLICY) -> Facts:
    """Resolve a policy."""
    found = check("shop/2026-12-01.yaml", text.encode(), AS_OF).facts
    assert found is not None
    return found


def swapped(before: str, after: str) -> Facts:
    """Resolve the policy with something else in one place."""
    assert POLICY.count(before) == 1, before
    return facts(POLICY.replace(before, after))


def change(path: str, kind: str = "asks", weight: Weight = "material") -> Change:
    """Make a change of what stands at a path."""
    return Change(kind=kind, path=tuple(path.split("/")), weight=weight)


def needed(*changes: Change, old: Facts | None = None, new: Facts | None = None) -> list[str]:
    """List the surfaces that need a new consent."""
    return [one.surface for one in consents(changes, old or facts(), new or facts())]


def test_what_rests_on_consent() -> None:
    """Rows on consent, recipients on consent or silence, transfers on consent, and uses beyond the purpose."""
    assert [("/".join(one.path), one.name, one.ground) for one in surfaces(facts())] == SURFACES
    bare = "format: 1\ntitle: t\ncontroller: {name: 상점}\ndates: {effective: 2026-12-01}\n"
    assert list(surfaces(facts(bare))) == []


@pytest.mark.parametrize(
    ("path", "surface"),
    [
        ("collection/join/required/휴대전화번호", "collection/join"),
        ("collection/join/keep", "collection/join"),
        ("collection/join", "collection/join"),
        ("collection/order/gift/optional/이름", "collection/order/gift"),
        ("files/member-file/purposes/sign-up", "files/member-file"),
        ("recipients/insurer", "recipients/insurer"),
        ("recipients/unsaid/items/이름", "recipients/unsaid"),
        ("recipients/lab/country", "recipients/lab"),
        ("recipients/agreed/timing", "recipients/agreed"),
        ("processors/cloud/method", "processors/cloud"),
        ("additional-use/uses/study/items/이름", "additional-use/uses/study"),
        ("additional-use/basis/consent", "additional-use/uses/study"),
        ("items/정산정보/members/예금주", "collection/order/note"),
    ],
)
def test_a_change_touches_the_surface_it_falls_in(path: str, surface: str) -> None:
    """A change of a kind that matters, in something that rests on consent, asks for that consent and no other."""
    one = change(path)
    ground = {found: ground for found, _, ground in SURFACES}[surface]
    (found,) = consents([one, change(path, kind="tells")], facts(), facts())
    assert (found.surface, found.ground, found.because) == (surface, ground, (one.fingerprint,))


@pytest.mark.parametrize(
    "path",
    [
        "collection/order/buyer/required/이름",  # on a contract
        "recipients/by-law/items/이름",
        "processors/mail/items/이름",  # a transfer that a contract needs
        "processors/apart/tasks/파기",  # at home
        "additional-use/uses/recall/items/이름",
        "additional-use/criteria/입증",
        "cookies/purposes/로그인 유지",
        "collection/gone/required/이름",
        "title",
    ],
)
def test_what_does_not_rest_on_consent_needs_none(path: str) -> None:
    """A change elsewhere asks for no consent, whatever its kind."""
    assert needed(change(path)) == []


def test_one_change_can_touch_several() -> None:
    """What an entry says for all its rows, a purpose or an item that several name, and what is said for all entries."""
    both = ["collection/order/gift", "collection/order/note"]
    assert needed(change("collection/order/purposes/delivery")) == both
    assert needed(change("collection/order")) == both
    assert needed(change("purposes/sign-up")) == ["collection/join", "files/member-file"]
    assert needed(change("purposes/delivery")) == both
    assert needed(change("items/성명"))[:2] == ["collection/join", "recipients/insurer"]
    assert needed(change("collection/all/keep")) == ["collection/join", *both]
    first, second = change("collection/join/keep"), change("collection/join/required/이름")
    (found,) = consents([first, second], facts(), facts())
    assert found == Consent(
        surface="collection/join",
        name="회원가입",
        ground=BY_COLLECTION,
        because=(first.fingerprint, second.fingerprint),
    )


def test_general_period_of_rows_without_their_own() -> None:
    """A row on consent without a period was consented to for the general one; whoever else gets data has its own."""
    general = change("retention/general")
    assert needed(general) == []
    unsaid = swapped("purposes: sign-up, keep: 1년, basis", "purposes: sign-up, basis")
    assert needed(general, new=unsaid) == ["files/member-file"]
    assert needed(change("retention/internal/blocked/keep"), new=unsaid) == []
    assert (
        needed(general, new=swapped("items: [성명], purposes: 결제, keep: 1년}", "items: [성명], purposes: 결제}"))
        == []
    )


def test_a_row_does_not_touch_the_row_beside_it() -> None:
    """A row that goes or comes in an entry is no change of the others."""
    assert needed(change("collection/order/gone")) == []
    assert needed(change("collection/order/gone/required/이름")) == []
    assert needed(change("collection/order/note")) == ["collection/order/note"]


def test_removal_and_words_alone_need_none() -> None:
    """A kind that the table does not mark, or words that the author declared to mean the same, ask for nothing."""
    assert needed(change("collection/join/required/이름", kind="tells")) == []
    assert needed(change("purposes/sign-up", weight="editorial")) == []
    assert needed() == []


def test_what_rests_on_consent_only_now() -> None:
    """What rested on another ground before needs consent, whatever it was that changed."""
    now = swapped("[휴대전화번호], basis: contract", "[휴대전화번호], basis: consent")
    moved = change("collection/order/buyer/basis", kind="tells")
    assert needed(moved, old=facts(), new=now) == ["collection/order/buyer"]
    assert needed(moved, old=now, new=facts()) == []
    cloud = swapped("mail: {name: Example Mail, country: US", "mail: {name: Example Mail")
    abroad = swapped("transfer-basis: contract", "transfer-basis: consent")
    assert needed(change("processors/mail", kind="tells"), old=cloud, new=abroad) == ["processors/mail"]


def test_a_new_name_is_no_new_consent() -> None:
    """An entry that lives on under another id rests on the consent it had."""
    renamed = swapped("join: {name: 회원가입,", "sign: {name: 회원가입, formerly: join,")
    assert needed(change("collection/sign", kind="tells"), new=renamed) == []
    assert needed(change("collection/sign/keep"), new=renamed) == ["collection/sign"]
    other = swapped("insurer: {name", "assurance: {name")
    assert needed(change("recipients/assurance", kind="tells"), new=other) == []
    parted = swapped(
        "join: {name: 회원가입, required: [성명], purposes: sign-up, keep: member, basis: consent}",
        "join: {name: 회원가입, purposes: sign-up, keep: member, basis: consent, rows: {web: {required: [성명]}}}",
    )
    assert needed(change("collection/join/web", kind="tells"), new=parted) == []
    assert needed(change("collection/join", kind="tells"), old=parted) == []


def test_use_beyond_the_purpose_without_single_uses() -> None:
    """Where the uses are not listed, the section as a whole is what people consent to."""
    text = POLICY.split("  uses:\n")[0] + POLICY[POLICY.index("officers:") :]
    (found,) = consents([change("additional-use/criteria/입증")], facts(text), facts(text))
    assert (found.surface, found.name, found.ground) == ("additional-use", "목적 외의 이용·제공", BY_OTHER_USE)


def test_touching_is_by_whole_steps() -> None:
    """Paths are compared step by step; a policy's own fields touch nothing."""
    surface = Surface(path=("collection", "join"), formerly=("collection", "join"), name="n", ground="g")
    assert surface.touched(("collection", "join", "required"))
    assert not surface.touched(("collection", "joined"))
    assert not surface.touched(())
