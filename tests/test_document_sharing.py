"""Passing data on into sections: third parties, further use, processors."""

from __future__ import annotations

import pytest

from policyc.nodes import Fields, Items, Link, Table, Text
from sections import lines, notes, pairs, sections, table, tables

DESK = "contacts: {desk: {name: 고객센터, phone: 02-0000-0000}}\n"
GIVEN = """\
purposes: {ads: 광고}
recipients:
  all: {basis: consent}
  insurers:
    parties: {a: 예시생명, b: {name: 예시손해, contact: desk, legal: 예시손해보험(주)}}
    items: [{item: 이름, note: 보험증권의 이름입니다.}]
    purposes: [보험, {purpose: ads, when: marketing-consent}]
    keep: {period: 보험 기간, then: 5년}
    refusal: {how: 보험을 고르지 않음, effect: 보험 없이 주문합니다.}
    note: 따로 동의를 받습니다.
  shops:
    name: 가맹점
    keep: 3개월
    rows:
      stores:
        others: 고른 매장
        count: 12곳
        list: https://shop.example/stores
        items: {방문: [이름], 배송: [주소]}
        purposes: 배송
      repair:
        {undecided: 정해지면 알립니다., items: [이름], purposes: 수리, when: 고장 난 경우, note: 누리집에 적습니다.}
"""


def test_third_parties_are_shown_with_what_they_get() -> None:
    """A row names its firms with their lines, or the class of those not named, or that nobody is chosen yet."""
    shown = sections(DESK + GIVEN)["recipients"]
    assert lines(shown)[0] == "회사는 다음과 같이 개인정보를 제3자에게 제공합니다."
    assert table(shown) == {
        "제공받는 자": [
            "- 예시생명\n- 예시손해\n  정식 이름: 예시손해보험(주)\n  연락처: 고객센터(02-0000-0000)",
            "고른 매장(12곳)\n전체 목록 (https://shop.example/stores)",
            "정해지면 알립니다.\n(고장 난 경우)",
        ],
        "구분": ["", "가맹점"],
        "이용 목적": ["보험, 광고(마케팅 정보 수신에 동의한 경우)", "배송", "수리"],
        "제공 항목": ["이름", "방문: 이름\n배송: 주소", "이름"],
        "보유 및 이용 기간": ["보험 기간\n그 뒤 5년", "3개월"],
        "처리의 법적 근거": ["정보주체의 동의"],
        "거부 방법과 효과": ["거부 방법: 보험을 고르지 않음\n거부의 효과: 보험 없이 주문합니다.", ""],
    }
    assert notes(shown) == [
        "예시생명, 예시손해: 따로 동의를 받습니다.",
        "이름: 보험증권의 이름입니다.",
        "수리: 누리집에 적습니다.",
    ]


def test_a_shelf_on_which_every_row_stands_comes_first() -> None:
    """Where all rows stand on shelves, the shelf is the heading of its rows."""
    shown = sections(DESK + GIVEN + "outline: {recipients: {only: [shops]}}")["recipients"]
    assert list(table(shown))[:2] == ["구분", "제공받는 자"]
    assert table(shown)["구분"] == ["가맹점"]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("{only: [insurers]}", ["예시생명"]),
        ("{only: [shops/stores]}", ["고른 매장"]),
        ("{only: [b]}", ["예시생명"]),
        ("{except: [insurers, repair]}", ["고른 매장"]),
        ("{only: [domestic], except: [shops]}", ["예시생명"]),
        ("{only: [consent], except: [stores]}", ["예시생명", "정해지면"]),
    ],
)
def test_the_outline_picks_rows(node: str, expected: list[str]) -> None:
    """Rows are picked by id, path, party, place and ground."""
    cells = table(sections(DESK + GIVEN + f"outline: {{recipients: {node}}}")["recipients"])["제공받는 자"]
    assert [wanted in cell for wanted, cell in zip(expected, cells, strict=True)] == [True] * len(expected)


def test_a_section_that_picks_nothing_says_nothing() -> None:
    """No sentence introduces a table that is not there."""
    assert sections(DESK + GIVEN + "outline: {recipients: {only: [abroad]}}")["recipients"].blocks == ()


def test_columns_that_are_asked_for_stand_alone() -> None:
    """The classes of those not named and the names in the register leave the names where they have columns."""
    outline = "outline: {recipients: {columns: {parties: 회사, others: 그 밖, legal: 상호, items: 항목}}}"
    assert table(sections(DESK + GIVEN + outline)["recipients"]) == {
        "회사": ["- 예시생명\n- 예시손해\n  연락처: 고객센터(02-0000-0000)", "", "정해지면 알립니다.\n(고장 난 경우)"],
        "그 밖": ["", "고른 매장(12곳)\n전체 목록 (https://shop.example/stores)", ""],
        "상호": ["예시손해보험(주)", "", ""],
        "항목": ["이름", "방문: 이름\n배송: 주소", "이름"],
    }


def test_rows_can_be_cards_or_split() -> None:
    """One block a recipient, a list, or a table a shelf or a ground: as the author wants it."""
    shown = sections(DESK + GIVEN + "outline: {recipients: {as: cards}}")["recipients"]
    assert len([block for block in shown.blocks if isinstance(block, Fields)]) == 3
    assert ("보유 및 이용 기간", "보험 기간\n그 뒤 5년") in pairs(shown)
    shown = sections(DESK + GIVEN + "outline: {recipients: {as: list}}")["recipients"]
    assert [len(block.items) for block in shown.blocks if isinstance(block, Items)] == [3]
    shown = sections(DESK + GIVEN + "outline: {recipients: {split: group}}")["recipients"]
    assert [one.caption for one in tables(shown)] == ["개인정보를 제공받는 자", "가맹점"]
    shown = sections(DESK + GIVEN + "outline: {recipients: {split: basis}}")["recipients"]
    assert [one.caption for one in tables(shown)] == ["정보주체의 동의"]


def test_exceptions_keep_names_and_notes() -> None:
    """Cases in which data is provided without consent are listed as they are written."""
    shown = sections(
        "recipient-exceptions: {law: 법률에 있는 경우, life: {name: 위험, text: 급한 경우, note: 알립니다.}}"
    )
    assert lines(shown["recipient-exceptions"]) == ["- 법률에 있는 경우", "- 위험: 급한 경우", "  ※ 알립니다."]


def test_further_use_names_the_four_matters_of_the_decree() -> None:
    """The standard criteria are those of 시행령 제14조의2제1항; none at present is said."""
    shown = sections(
        "additional-use: {now: none, basis: 개인정보 보호법 제15조제3항, criteria: standard, note: 살핍니다.}"
    )
    assert lines(shown["additional-use"]) == [
        "회사가 현재 정보주체의 동의 없이 추가로 이용하거나 제공하는 개인정보는 없습니다.",
        "「개인정보 보호법」 제15조제3항에 따라 정보주체의 동의 없이 개인정보를 추가로 이용하거나 제공하려는 경우에는 "
        "다음의 사항을 고려합니다.",
        "1. 당초 수집 목적과 관련성이 있는지",
        "2. 개인정보를 수집한 정황이나 처리 관행에 비추어 추가적인 이용이나 제공을 예측할 수 있는지",
        "3. 정보주체의 이익을 부당하게 침해하는지",
        "4. 가명처리나 암호화 등 안전성 확보에 필요한 조치를 하였는지",
        "※ 살핍니다.",
    ]


def test_further_use_keeps_the_author_s_criteria_and_uses() -> None:
    """Uses stand in a table; a ground that is no provision stands in a pair, not in the sentence."""
    shown = sections(
        "additional-use:\n  basis: legitimate-interest\n  criteria: [얼마나 가까운지]\n"
        "  uses: {recall: {name: 예시제조, country: JP, items: [이름], purposes: 회수 안내, keep: 1년}}"
    )["additional-use"]
    assert lines(shown)[0] == "회사는 정보주체의 동의 없이 다음과 같이 개인정보를 추가로 이용하거나 제공합니다."
    assert table(shown) == {
        "제공받는 자": ["예시제조"],
        "이용·제공 목적": ["회수 안내"],
        "이용·제공 항목": ["이름"],
        "보유 및 이용 기간": ["1년"],
        "국가": ["일본"],
    }
    assert pairs(shown) == [("처리의 법적 근거", "개인정보처리자의 정당한 이익")]
    assert lines(shown)[-1] == "- 얼마나 가까운지"


def test_processors_have_sub_processors_and_lists() -> None:
    """Sub-processors say their tasks and countries; those not named have a list."""
    shown = sections(
        "processors:\n  a:\n    name: 예시택배\n    tasks: [배송, 회수]\n"
        "    sub: {line: 예시물류, road: {name: 예시퀵, tasks: 당일 배송, country: JP}}\n"
        "    sub-list: {label: 재수탁자 보기, url: 'https://a.example/subs'}\n"
    )["processors"]
    assert table(shown)["재수탁자"] == [
        "- 예시물류\n- 예시퀵: 당일 배송\n  국가: 일본\n재수탁자 보기 (https://a.example/subs)"
    ]
    (found,) = [block for block in shown.blocks if isinstance(block, Table)]
    assert Link("https://a.example/subs", (Text("재수탁자 보기"),)) in [
        inline for cell in found.rows[0] for block in cell.blocks for inline in getattr(block, "inlines", ())
    ]


def test_some_processors_are_supervised_by_name() -> None:
    """The sentence names those who are, with the particle that the last name takes; nobody stands in for a name."""
    shown = sections(
        "processors:\n  a: {name: Alpha, reads: 알파, tasks: 배송, supervised: true}\n"
        "  b: {undecided: 미정, tasks: 행사, supervised: true}\n  c: {name: 다, tasks: 상담}\n"
    )["processors"]
    assert lines(shown)[-1] == "회사는 Alpha가 개인정보를 안전하게 처리하도록 관리·감독합니다."


@pytest.mark.parametrize(
    "block",
    [
        "recipient-exceptions",
        "additional-use",
        "processors",
        "recipients",
        "overseas-collection",
        "pseudonymised",
        "ai",
    ],
)
def test_what_does_not_apply_is_said_in_one_sentence(block: str) -> None:
    """`none` is a sentence of its own."""
    (line,) = lines(sections(f"{block}: none")[block])
    assert line.startswith("회사는 ")
    assert line.endswith("않습니다.")
