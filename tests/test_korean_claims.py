"""Names of firms and claims in Korean prose: read as a reader would, and left alone where a reader would doubt."""

from __future__ import annotations

from datetime import date

import pytest

from policyc import korean_claims as claims
from policyc.korean_alike import ALIKE, meaning, vague
from policyc.korean_firms import firm, same_firm, speakers
from policyc.korean_sentences import sentences
from policyc.korean_voice import DENIALS, controls, denied, other_self_names, own_articles


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("㈜예시", "주식회사 예시", True),
        ("예시 코리아(주)", "예시코리아 주식회사", True),
        ("예시택배", "예시택배 주식회사", True),
        ("Example Labs, Inc.", "Example Labs Inc", True),
        ("주식회사 예시", "유한회사 예시", False),
        ("Example Labs Inc.", "Example Labs LLC", False),
        ("예시물류 주식회사", "예시물류지주 주식회사", False),
        ("주식회사", "(주)", False),
    ],
)
def test_spellings_of_a_firm(one: str, other: str, same: bool) -> None:
    """A firm is known by its stem, whatever the spelling; two legal forms make it two."""
    assert same_firm(one, other) is same


def test_stem_and_form_of_a_firm() -> None:
    """The form is told apart from the stem, in Korean and in English."""
    assert firm("예시 상점(주)") == ("예시상점", "주")
    assert firm("Example Co., Ltd.") == ("example", "ltd")
    assert firm("예시재단") == ("예시재단", "")


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("㈜다른상점은 이용자의 개인정보를 보호합니다", ["㈜다른상점"]),
        ("다른상점 주식회사(이하 ‘회사’)는 개인정보를 지킵니다", ["다른상점 주식회사"]),
        ("주식회사의 개인정보 처리방침은 누리집에 있습니다", []),
        ("회사는 ㈜예시의 서비스를 씁니다", []),
    ],
)
def test_who_a_sentence_is_about(sentence: str, speaker: list[str]) -> None:
    """Only the firm that a sentence begins with is what it is about."""
    assert list(speakers(sentence)) == speaker


def test_what_a_controller_does() -> None:
    """What somebody does for a controller is not what a controller does."""
    assert controls("㈜예시는 개인정보를 보호합니다")
    assert not controls("㈜예시는 위탁을 받아 개인정보를 처리합니다")


def test_folded_lines_are_one_sentence() -> None:
    """A sentence goes on over a folded line, and ends at its full stop, a blank line or an entry of a list."""
    text = "첫째 문장은\n여기까지입니다. 둘째는 2026. 1. 5.부터입니다.\n\n- 셋째\n- 넷째"
    assert list(sentences(text)) == [
        "첫째 문장은 여기까지입니다",
        "둘째는 2026. 1. 5.부터입니다",
        "- 셋째",
        "- 넷째",
    ]


def test_days_of_notice() -> None:
    """Days before a change of the policy are read, with whether the change is a weighty one; other days are not."""
    text = "방침을 변경하면 7일 전에 공지하고, 중요한 변경은 30일 전에 알립니다."
    assert [(claim.number, claim.words) for claim in claims.notice_days(text)] == [(7, "7일 전"), (30, "30일 전")]
    assert [claim.weighty for claim in claims.notice_days("중대한 변경은 30일 이전에 고지합니다.")] == [True]
    assert not list(claims.notice_days("이용약관을 변경하면 15일 전에 공지합니다."))
    assert not list(claims.notice_days("방침의 변경은 매년 1월 1일 전에 공지합니다."))


def test_lengths_and_days() -> None:
    """Answers, dormancy and destruction are read in their own sentences only."""
    assert [claim.number for claim in claims.answer_days("열람 요구에는 10일 이내에 답변합니다.")] == [10]
    assert not list(claims.answer_days("자동화된 결정의 열람에는 30일 이내에 답변합니다."))
    assert [claim.number for claim in claims.idle_months("1년 이상 서비스를 이용하지 않으면 따로 보관합니다.")] == [12]
    assert [claim.number for claim in claims.idle_months("6개월간 로그인 기록이 없으면 분리합니다.")] == [6]
    assert not list(claims.idle_months("1년 동안 이용하지 않은 적립금은 따로 알리고 없앱니다."))
    stock = "보유기간이 경과된 경우에는 보유기간의 종료일로부터 5일 이내에 파기합니다."
    assert [claim.number for claim in claims.destruction_days(stock)] == [5]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("이 방침은 2026년 1월 5일부터 시행합니다.", [("effective", date(2026, 1, 5))]),
        (
            "공고일자: 2025. 12. 8., 시행일자: 2026. 1. 5.",
            [("announced", date(2025, 12, 8)), ("effective", date(2026, 1, 5))],
        ),
        ("이 방침은 2026년 1월 5일부터 시행되었습니다.", []),
        ("이전 방침의 시행일: 2024년 1월 5일", []),
        ("본 방침은 2027년 3월 9일부터 시행되는 법을 따릅니다.", []),
        ("이 방침은 2026년 2월 30일부터 시행합니다.", []),
    ],
)
def test_days_of_effect(text: str, found: list[tuple[str, date]]) -> None:
    """A day is the policy's own only where the sentence says so, and says it of now."""
    assert [(kind, day) for kind, _, day in claims.effect(text)] == found


def test_numbers_of_a_desk() -> None:
    """A number belongs to the name right before it, unless that name is part of another's."""
    assert [line for _, line, _ in claims.numbers_after("문의는 고객센터(02-123-4567)로", "고객센터")] == [
        "02-123-4567"
    ]
    assert [kind for kind, _, _ in claims.numbers_after("고객센터: help@shop.example.com", "고객센터")] == ["email"]
    assert not list(claims.numbers_after("예시택배 고객센터(1588-0000)로", "고객센터"))
    assert claims.phones("+82-2-123-4567") == claims.phones("02-123-4567")


def test_officers_and_titles() -> None:
    """A name after a colon is a person's, and a title tells its day."""
    assert list(claims.officer_names("개인정보 보호책임자: 김예시 이사")) == ["김예시"]
    assert not list(claims.officer_names("개인정보 보호책임자: 정보팀"))
    assert [day for _, day in claims.dated("예시상점 개인정보 처리방침(2026. 1. 5. 시행)")] == [date(2026, 1, 5)]


def test_denials() -> None:
    """What leaves nothing open is a denial; what leaves something open, or is about something else, is none."""
    assert [kind for kind, _ in denied("회사는 이용자의 개인정보를 제3자에게 제공하지 않습니다.", ("회사",))] == [
        "recipients"
    ]
    assert [kind for kind, _ in denied("예시상점은 쿠키를 사용하지 않습니다.", ("예시상점",))] == ["cookies"]
    assert not list(denied("회사는 동의 없이 개인정보를 제3자에게 제공하지 않습니다.", ("회사",)))
    assert not list(denied("앱은 쿠키를 사용하지 않습니다.", ("회사",)))
    assert len(DENIALS) == 8


def test_self_names_and_articles() -> None:
    """당사자 is no 당사, and an article of a statute is none of the policy's."""
    assert list(other_self_names("당사는 당사자의 동의를 받습니다.")) == ["당사"]
    assert [claim.number for claim in own_articles("이 방침 제12조와 「개인정보 보호법」 제35조")] == [12]


def test_words_alike() -> None:
    """Each word stands in one group of words for one datum, however it is spaced."""
    words = [word for group in ALIKE for word in group]
    assert len(words) > len(ALIKE)
    assert all(len({meaning(word) for word in group}) == 1 for group in ALIKE)
    assert meaning("휴대폰 번호") == meaning("휴대전화번호") != meaning("이메일")
    assert meaning("전화번호") is None
    assert vague("가입 서류")
    assert not vague("이름")
