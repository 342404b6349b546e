"""Keeping into sections: periods, records, accounts that nobody uses, destruction."""

from __future__ import annotations

import pytest

from policyc.nodes import Fields, Items
from sections import lines, notes, pairs, sections, table, tables

RECORDS = """\
retention:
  general: 회원 탈퇴 시까지
  internal:
    부정-이용-기록:
      {keep: 1년, reason: 부정 이용 방지, items: [아이디], when: foreigner, note: 이의제기가 끝날 때까지 둡니다.}
    상담-기록: {name: 상담 기록, keep: 1년, reason: 부정 이용 방지}
  statutory:
    ecommerce-contract:
    장부: {law: 상법 제33조제1항, keep: 10년, reason: 결산}
  note: 나누어 보관합니다.
"""


def _kept(period: str) -> list[str]:
    """Return the lines of a period as the cell of a record."""
    shown = sections(f"retention: {{internal: {{기록: {{keep: {period}}}}}}}")["retention"]
    return table(shown)["보존 기간"][0].split("\n")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("5년", ["5년"]),
        ("P1Y6M", ["1년 6개월"]),
        ("회원 탈퇴 시까지 또는 P5Y", ["회원 탈퇴 시까지 또는 5년"]),
        ("{period: 1년, then: 13개월}", ["1년", "그 뒤 13개월"]),
        (
            "{period: 1년, examples: {광고 쿠키: 6개월, 로그인 쿠키: 1일}}",
            ["1년", "예: 광고 쿠키 6개월, 로그인 쿠키 1일"],
        ),
        ("{period: 1년, except: law}", ["1년", "다만, 다른 법령에 보존 의무가 있으면 그 기간까지"]),
        ("{period: 1년, except: [수사 중인 경우]}", ["1년", "예외: 수사 중인 경우"]),
        (
            "{period: 1년, except: [law, 수사 중인 경우]}",
            ["1년", "다만, 다른 법령에 보존 의무가 있으면 그 기간까지", "예외: 수사 중인 경우"],
        ),
        ("{period: 1년, law: 상법 제33조제1항}", ["1년", "근거: 「상법」 제33조제1항"]),
        ("{period: 1년, note: [하나, 둘]}", ["1년", "※ 하나", "※ 둘"]),
        (
            "{cases: {unique-identifier: 통관 후 즉시 파기, under-14: 6개월, "
            "CI: {period: 1년, then: 1개월}, others: 5년}}",
            [
                "고유식별정보: 통관 후 즉시 파기",
                "만 14세 미만인 경우: 6개월",
                "CI: 1년",
                "그 뒤 1개월",
                "그 밖의 개인정보: 5년",
            ],
        ),
    ],
)
def test_a_period_says_all_that_goes_with_it(period: str, expected: list[str]) -> None:
    """The phrase stands first, and what limits or follows it on lines of their own."""
    assert _kept(period) == expected


def test_a_declared_period_is_printed_not_its_name() -> None:
    """A period taken by name brings its words, and what the place adds to them."""
    shown = sections(
        "periods: {member: {period: 회원 탈퇴 시까지, except: law}}\n"
        "retention: {internal: {기록: {keep: {period: member, note: 가입할 때 다시 알립니다.}}}}"
    )
    assert table(shown["retention"])["보존 기간"] == [
        "회원 탈퇴 시까지\n다만, 다른 법령에 보존 의무가 있으면 그 기간까지\n※ 가입할 때 다시 알립니다."
    ]


def test_records_say_what_why_and_how_long() -> None:
    """A record has its condition with its name; reason and law share a column in which equal neighbours are one."""
    shown = sections(RECORDS)["retention"]
    assert lines(shown)[:2] == [
        "회사는 개인정보를 회원 탈퇴 시까지 보유하고 이용합니다.",
        "다음의 기록은 법령이나 내부 방침에 따라 아래에서 정한 기간 동안 보존합니다.",
    ]
    assert table(shown) == {
        "보존하는 기록": [
            "부정 이용 기록(외국인인 경우)",
            "상담 기록",
            "계약 또는 청약철회 등에 관한 기록",
            "장부",
        ],
        "보존하는 항목": ["아이디", "", "", ""],
        "보존 이유": [
            "부정 이용 방지",
            "「전자상거래 등에서의 소비자보호에 관한 법률 시행령」 제6조제1항제2호",
            "결산, 「상법」 제33조제1항",
        ],
        "보존 기간": ["1년", "1년", "5년", "10년"],
    }
    assert notes(shown) == ["부정 이용 기록: 이의제기가 끝날 때까지 둡니다.", "나누어 보관합니다."]


def test_the_outline_picks_columns_and_kinds_of_records() -> None:
    """Law and reason come apart where both are asked for; a section of statutory records says nothing of others."""
    outline = "outline: {a: {heading: 가, shows: retention, only: [statutory], columns: [name, law, reason]}}"
    shown = sections(RECORDS + outline)["a"]
    assert lines(shown)[0] == "다음의 기록은 법령에 따라 아래에서 정한 기간 동안 보존합니다."
    assert table(shown) == {
        "보존하는 기록": ["계약 또는 청약철회 등에 관한 기록", "장부"],
        "근거 법령": ["「전자상거래 등에서의 소비자보호에 관한 법률 시행령」 제6조제1항제2호", "「상법」 제33조제1항"],
        "보존 이유": ["", "결산"],
    }
    assert notes(shown) == ["나누어 보관합니다."]


def test_records_can_be_split_or_left_out() -> None:
    """Split by group, each table has its own caption; an exception takes a record away."""
    shown = sections(RECORDS + "outline: {retention: {split: group, except: [상담-기록]}}")["retention"]
    assert [one.caption for one in tables(shown)] == ["내부 방침에 따라 보존하는 기록", "법령에 따라 보존하는 기록"]
    assert table(shown)["보존하는 기록"] == ["부정 이용 기록(외국인인 경우)"]
    shown = sections(RECORDS + "outline: {retention: {except: [internal, statutory]}}")["retention"]
    assert lines(shown) == ["회사는 개인정보를 회원 탈퇴 시까지 보유하고 이용합니다.", "※ 나누어 보관합니다."]


@pytest.mark.parametrize(
    ("general", "expected"),
    [
        ("도착 후 즉시 파기", ["회사는 개인정보를 도착 후 즉시 파기합니다."]),
        ("5년", ["개인정보의 보유 및 이용 기간은 5년입니다."]),
        (
            "{cases: {회원: 5년, 비회원: 1년}, note: 달마다 고릅니다.}",
            [
                "개인정보의 보유 및 이용 기간은 경우에 따라 다음과 같습니다.",
                "- 회원: 5년",
                "- 비회원: 1년",
                "※ 달마다 고릅니다.",
            ],
        ),
    ],
)
def test_the_general_period_is_a_sentence(general: str, expected: list[str]) -> None:
    """The sentence suits the kind of period; what goes with it follows."""
    assert lines(sections(f"retention: {{general: {general}}}")["retention"]) == expected


def test_unused_accounts_are_told_in_full() -> None:
    """Every fact on unused accounts is said, by a sentence or in a pair."""
    shown = sections(
        "dormant:\n  name: 휴면 회원 제도\n  after: 1년\n  then: [separate, destroy]\n  notice: 30일\n"
        "  keep: {period: 4년, except: [소송 중인 경우]}\n  within: 지체 없이\n"
        "  how: {electronic: 다른 데이터베이스, 상자: {text: 봉인, when: 서면 가입, note: 열지 않습니다.}}\n"
        "  except: [적립금이 있는 경우]\n  note: 광고를 보내지 않습니다."
    )["dormant"]
    assert lines(shown) == [
        "1년 동안 서비스를 이용하지 않은 회원의 개인정보는 다른 개인정보와 분리하여 보관하거나 파기합니다.",
        "이를 휴면 회원 제도라고 합니다.",
        "분리하여 보관한 개인정보의 보관 기간은 4년입니다.",
        "- 예외: 소송 중인 경우",
        "보관을 마친 개인정보는 지체 없이 파기합니다.",
        "분리하여 보관하거나 파기하기 30일 전까지 그 사실을 정보주체에게 알립니다.",
        "분리하여 보관하는 방법은 다음과 같습니다.",
        "전자 파일: 다른 데이터베이스",
        "상자: 봉인 (서면 가입)",
        "※ 상자: 열지 않습니다.",
        "다만, 다음의 경우는 예외로 합니다.",
        "- 적립금이 있는 경우",
        "※ 광고를 보내지 않습니다.",
    ]


def test_what_no_sentence_says_of_unused_accounts_stands_in_pairs() -> None:
    """A notice in words and a period of accounts that are destroyed are printed as they are."""
    shown = sections("dormant: {after: 1년, then: destroy, notice: 미리, keep: 회원 탈퇴 시까지}")["dormant"]
    assert lines(shown)[0] == "1년 동안 서비스를 이용하지 않은 회원의 개인정보는 파기합니다."
    assert pairs(shown) == [("미리 알리는 때", "미리"), ("보관 기간", "회원 탈퇴 시까지")]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("separate", "분리하여 보관하기 1개월 전까지 그 사실을 정보주체에게 알립니다."),
        ("destroy", "파기하기 1개월 전까지 그 사실을 정보주체에게 알립니다."),
    ],
)
def test_notice_is_given_of_what_is_done(then: str, expected: str) -> None:
    """The notice speaks of keeping apart or of destroying, as the policy does."""
    shown = sections(f"dormant: {{after: 1년, then: {then}, notice: 1개월}}")["dormant"]
    assert lines(shown)[1:] == [expected]


def test_destruction_says_procedure_time_and_method() -> None:
    """Steps keep their names, conditions and notes; media are called by their known word or the author's own."""
    shown = sections(
        "destruction:\n  procedure:\n    pick: 달마다 고릅니다.\n"
        "    approve: {name: 승인, text: 승인을 받습니다., note: 기록을 남깁니다.}\n  within: 지체 없이\n"
        "  methods:\n    electronic: 삭제\n    paper: 분쇄\n    배송-상자: 분쇄\n"
        "    other: {name: 저장 매체, text: 부숩니다., note: 확인서를 받습니다.}\n"
        "  note: 기록합니다."
    )["destruction"]
    assert lines(shown)[:4] == [
        "- 달마다 고릅니다.",
        "- 승인: 승인을 받습니다.",
        "  ※ 기록을 남깁니다.",
        "파기할 사유가 생긴 개인정보는 지체 없이 파기합니다.",
    ]
    assert pairs(shown) == [
        ("전자 파일", "삭제"),
        ("종이 문서", "분쇄"),
        ("배송 상자", "분쇄"),
        ("저장 매체", "부숩니다."),
    ]
    assert notes(shown) == ["저장 매체: 확인서를 받습니다.", "기록합니다."]


def test_one_step_is_a_paragraph() -> None:
    """A procedure of one plain sentence is no list."""
    shown = sections("destruction: {procedure: [지체 없이 파기합니다.]}")["destruction"]
    assert lines(shown) == ["지체 없이 파기합니다."]
    assert not any(isinstance(block, Items | Fields) for block in shown.blocks)


@pytest.mark.parametrize("block", ["retention", "dormant", "destruction"])
def test_what_does_not_apply_is_said_in_one_sentence(block: str) -> None:
    """`none` is a sentence of its own."""
    (line,) = lines(sections(f"{block}: none")[block])
    assert line.startswith("회사는 ")
    assert line.endswith("않습니다.")
