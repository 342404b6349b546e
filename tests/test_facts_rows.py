"""What holds of rows: inheritance from above, shelves, parties named elsewhere, transfers, periods around a name."""

from __future__ import annotations

from typing import Any

import pytest

from policyc.facts.resolve import resolve
from policyc.facts.rows import rows, transfers
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.model.part import Derived
from policyc.model.policy import Facts
from policyc.model.processing import Context
from policyc.reading import yaml
from policyc.reading.structure import structure

HEAD = "format: 1\ntitle: 방침\ncontroller: {name: 주식회사 예시}\ndates: {effective: 2026-12-01}\n"


def facts(text: str) -> Facts:
    """Resolve a policy of which only some blocks are written."""
    source, found = yaml.read("policy/shop/2026-12-01.yaml", (HEAD + text).encode())
    assert source is not None, found
    policy = structure(source)
    return resolve(policy, on(policy.dates.effective), taxonomy())


def said(value: Any) -> Any:
    """Return what a part says in short: words as their texts."""
    return [getattr(part, "text", None) or getattr(part, "item", None) for part in value]


TABLE = """\
collection:
  all: {basis: consent, keep: 5년}
  order:
    name: 주문
    basis: contract
    required: [이메일]
    rows:
      buyer: {purposes: 배송}
      old:
        name: 옛 주문
        keep: 1년
        rows:
          방문: {required: [주소], refusal: 배송하지 못합니다.}
          전화: {basis: [law, 관세법 제241조]}
  join: {name: 가입, optional: [성별], personal: false}
"""


def test_rows_inherit_what_is_said_above() -> None:
    """A key said below replaces the key above, whole; else all → context → shelf → row holds."""
    found = {row.id: row for row in rows(facts(TABLE).collection)}
    assert list(found) == ["buyer", "방문", "전화", "join"]
    assert {id_: row.keep and row.keep.text for id_, row in found.items()} == {
        "buyer": "5년",
        "방문": "1년",
        "전화": "1년",
        "join": "5년",
    }
    assert said(found["buyer"].required) == ["이메일"]
    assert said(found["방문"].required) == ["주소"]
    assert [basis.ground for basis in found["전화"].basis] == ["law", "law"]
    assert [basis.ground for basis in found["buyer"].basis] == ["contract"]
    assert [basis.ground for basis in found["join"].basis] == ["consent"]


def test_rows_stand_one_level_deep() -> None:
    """A context with rows has its data in them alone; the shelf a row stood on is named in its group."""
    order, join = facts(TABLE).collection.entries  # type: ignore[union-attr]
    assert (order.required, order.keep, order.basis) == ((), None, ())
    assert order.name == "주문"
    assert [(row.id, row.name, said(row.group)) for row in order.rows] == [
        ("buyer", "buyer", []),
        ("방문", "방문", ["옛 주문"]),
        ("전화", "전화", ["옛 주문"]),
    ]
    assert join.rows == ()
    assert (join.personal, [row.personal for row in order.rows]) == (False, [True, True, True])


def test_inherited_values_say_where_they_stand() -> None:
    """The origin of an inherited value is the place at which it was written."""
    found = {row.id: row for row in rows(facts(TABLE).collection)}
    assert found["buyer"].origins["keep"] == Derived(by="inherited", at=("collection", "all", "keep"))
    assert found["방문"].origins["keep"].at == ("collection", "order", "rows", "old", "keep")
    assert "required" not in found["방문"].origins
    assert found["전화"].origins["required"].at == ("collection", "order", "required")


RELATIONS = """\
parties:
  cloud: {name: Example Cloud, legal: Example Cloud Inc., country: US}
  kr: {name: 예시물류, country: KR}
recipients:
  all: {basis: consent, note: 언제든지 거부할 수 있습니다.}
  insurers: {parties: {ex1: 예시보험, ex2: {name: 예시손보, country: JP}}, keep: 1년}
  stores: {others: 예시 가맹점, count: 12곳}
processors:
  업무-지원:
    tasks: 자료 보관
    rows:
      cloud: {country: SG}
      kr:
      예시상사: {tasks: 우편 발송, sub: {cloud: , line: (주)예시라인}}
"""


def test_parties_stand_in_their_rows() -> None:
    """A row's firm is always in its parties: written there, several, named from elsewhere, or none where others are."""
    found = facts(RELATIONS)
    assert found.recipients is not None
    assert found.processors is not None
    named = [[(party.id, party.name, party.country) for party in row.parties] for row in found.recipients.entries]
    assert named == [[("ex1", "예시보험", None), ("ex2", "예시손보", "JP")], []]
    assert found.recipients.entries[1].others == "예시 가맹점"
    rows_ = found.processors.entries
    assert [(row.id, said(row.group), said(row.tasks)) for row in rows_] == [
        ("cloud", ["업무 지원"], ["자료 보관"]),
        ("kr", ["업무 지원"], ["자료 보관"]),
        ("예시상사", ["업무 지원"], ["우편 발송"]),
    ]
    cloud = rows_[0].parties[0]
    assert (cloud.name, cloud.legal, cloud.country) == ("Example Cloud", "Example Cloud Inc.", "SG")
    assert cloud.origins["name"] == Derived(by="parties", at=("parties", "cloud", "name"))
    assert [(sub.id, sub.name, sub.country) for sub in rows_[2].sub] == [
        ("cloud", "Example Cloud", "US"),
        ("line", "(주)예시라인", None),
    ]
    assert rows_[2].parties[0].name == "예시상사"


def test_a_foreign_country_makes_a_transfer() -> None:
    """Parties abroad are transfers, of third parties and of processors; Korea itself is none."""
    found = [(transfer.entry.id, transfer.party.id, transfer.party.country) for transfer in transfers(facts(RELATIONS))]
    assert found == [("insurers", "ex2", "JP"), ("cloud", "cloud", "SG")]


def test_what_is_said_of_all_reaches_every_row() -> None:
    """Grounds and notes of `all` hold for each row of a relation."""
    found = facts(RELATIONS).recipients
    assert found is not None
    assert [[basis.ground for basis in row.basis] for row in found.entries] == [["consent"], ["consent"]]
    assert [said(row.note) for row in found.entries] == [["언제든지 거부할 수 있습니다."]] * 2


PERIODS = """\
periods:
  member: {period: 회원 탈퇴 시까지, except: law}
collection:
  a: {name: 가, required: [이름], keep: member}
  b: {name: 나, required: [이름], keep: {period: member, then: 3개월, note: 따로 보관합니다.}}
  c: {name: 다, required: [이름], keep: {cases: {unique-identifier: 통관 후 즉시 파기, others: 5년}}}
  d: {name: 라, required: [이름], keep: {period: 1년 이내, examples: {차단 기록: 30일}}}
"""


@pytest.mark.parametrize(
    ("row", "text", "kind", "around"),
    [
        ("a", "회원 탈퇴 시까지", "until", {"except_": ["law"]}),
        ("b", "회원 탈퇴 시까지", "until", {"except_": ["law"], "note": ["따로 보관합니다."]}),
        ("c", "", "cases", {}),
        ("d", "1년 이내", "length", {}),
    ],
)
def test_periods_bring_what_stands_around_them(row: str, text: str, kind: str, around: dict[str, Any]) -> None:
    """A named period is written out with all that its declaration says; what the row adds is added."""
    context = _row(row)
    assert context.keep is not None
    assert (context.keep.text, context.keep.kind) == (text, kind)
    for field, words in around.items():
        assert said(getattr(context.keep, field)) == words


def test_cases_and_examples_are_periods() -> None:
    """Each case and each example is a period of its own, read by the same grammar."""
    cases, examples, then = _row("c").keep, _row("d").keep, _row("b").keep
    assert cases is not None
    assert [(case.case, case.period.kind, case.period.length) for case in cases.cases] == [
        ("unique-identifier", "until", None),
        ("others", "length", "P5Y"),
    ]
    assert examples is not None
    assert [(case.case, case.period.length) for case in examples.examples] == [("차단 기록", "P30D")]
    assert then is not None
    assert then.then is not None
    assert then.then.length == "P3M"
    assert then.named == "member"


def _row(name: str) -> Context:
    return next(row for row in rows(facts(PERIODS).collection) if row.id == name)


BLOCKS = """\
contacts: {desk: {name: 고객센터, phone: 02-000-0000}}
parties: {agent: {name: 법무법인 예시, address: 서울, phone: 02-1, email: a@law.example, representative: 이예시}}
domestic-agent: agent
officers:
  privacy-officer: {name: 홍길동, contact: desk}
  둘째: {role: [manager, complaints], name: 김예시, phone: 02-2, contact: [desk]}
remedies: standard
behavioural: {ads: {name: 광고, collector: agent}, own: {name: 분석}}
change-notice: {general: 7일, material: 사전}
cookies: none
purposes: {a: 가, b: [나, 다]}
collection: {x: {name: 엑스, required: [이름], purposes: [a, 라]}}
"""


def test_blocks_take_what_stands_elsewhere() -> None:
    """Desks, parties, roles, bodies, days and purposes are written out where they are used."""
    found = facts(BLOCKS)
    assert found.domestic_agent is not None
    assert (found.domestic_agent.name, found.domestic_agent.representative) == ("법무법인 예시", "이예시")
    assert found.officers is not None
    assert [(said(one.role), one.phone) for one in found.officers.entries] == [
        (["privacy-officer"], "02-000-0000"),
        (["manager", "complaints"], "02-2"),
    ]
    assert found.remedies is not None
    assert len(found.remedies.entries) >= 3
    assert found.behavioural is not None
    assert [one.collector for one in found.behavioural.entries] == ["법무법인 예시", None]
    assert found.change_notice is not None
    assert found.change_notice.general is not None
    assert found.change_notice.material is not None
    assert (found.change_notice.general.days, found.change_notice.material.days) == (7, None)
    assert found.cookies is not None
    assert found.cookies.none
    assert found.purposes is not None
    assert [(purpose.id, purpose.scope) for purpose in found.purposes.entries] == [("a", "context"), ("b", "service")]
    (row,) = rows(found.collection)
    assert [(ref.purpose, ref.text) for ref in row.purposes] == [("a", "가"), (None, "라")]
