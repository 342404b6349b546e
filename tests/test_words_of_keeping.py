"""Words of keeping and citing, as Korean policies write them: what a period tells, and which article a text means."""

from __future__ import annotations

import pytest

from policyc.facts.periods import days, is_calls, is_log, vague
from policyc.korean_citations import cited, named
from policyc.law.tables import statute_names
from policyc.reading.periods import parse

NAMES = tuple(sorted(statute_names(), key=len, reverse=True))


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("목적 달성 시까지", "purpose"),
        ("수집·이용 목적을 달성할 때까지", "purpose"),
        ("개인정보의 수집 및 이용목적 달성 시까지", "purpose"),
        ("이용 목적이 달성될 때까지", "purpose"),
        ("처리 목적 달성 후 즉시 파기", "purpose"),
        ("법령이 정한 기간", "law"),
        ("관계 법령에서 정한 기간까지", "law"),
        ("관련 법령에 따른 보존기간", "law"),
        ("필요한 기간", "need"),
        ("일정 기간 동안", "need"),
        ("회사가 정한 기간", "need"),
        ("내부 방침에 따른 기간", "need"),
        ("목적 달성 시까지 또는 관계 법령이 정한 기간까지", "purpose"),
    ],
)
def test_vague_period(phrase: str, why: str) -> None:
    """A period that names neither a figure nor an event says nothing, and it is told why."""
    period = parse(phrase)
    assert period is not None
    assert vague(period) == why


@pytest.mark.parametrize(
    "phrase",
    [
        "회원 탈퇴 시까지",
        "계약 종료 시까지",
        "이용목적 달성 후 3개월",
        "회원 관리 목적 달성 시까지",
        "회원 탈퇴 시 또는 목적 달성 시까지",
        "목적 달성 시까지 또는 동의 철회 시까지",
        "계약의 이행에 필요한 기간",
        "서비스 이용 기간",
        "보험 기간",
        "요청을 처리하는 동안",
        "국세기본법이 정한 기간",
        "재화의 공급과 요금의 정산이 끝날 때까지",
        "채용 절차 종료 후 즉시 파기",
        "준영구",
        "5년 이내",
    ],
)
def test_telling_period(phrase: str) -> None:
    """A period with a figure, or with an event that a reader can know, is none of these."""
    period = parse(phrase)
    assert period is not None
    assert vague(period) is None


@pytest.mark.parametrize(
    ("one", "other"), [("P12M", "P1Y"), ("P60M", "P5Y"), ("P90D", "P3M"), ("P180D", "P6M"), ("P365D", "P1Y")]
)
def test_lengths_that_may_be_one(one: str, other: str) -> None:
    """Lengths that people use for one another overlap, so that neither is called shorter."""
    assert days(one)[0] <= days(other)[1]
    assert days(other)[0] <= days(one)[1]


@pytest.mark.parametrize(("shorter", "longer"), [("P3Y", "P5Y"), ("P3M", "P12M"), ("P30D", "P3M"), ("PT48H", "P3D")])
def test_lengths_that_differ(shorter: str, longer: str) -> None:
    """Lengths that nobody takes for one another do not overlap."""
    assert days(shorter)[1] < days(longer)[0]


@pytest.mark.parametrize("name", ["로그인 기록", "웹사이트 방문 기록", "접속에 관한 기록", "인터넷 로그기록자료"])
def test_log(name: str) -> None:
    """The log of a service goes by several names."""
    assert is_log(name)
    assert not is_calls(name)


@pytest.mark.parametrize("name", ["통신사실확인자료", "접속지와 발신기지국의 위치추적자료", "계약에 관한 기록"])
def test_no_log(name: str) -> None:
    """The facts of calls are no log, and neither are the records of trade."""
    assert not is_log(name)


@pytest.mark.parametrize(
    ("text", "name", "article", "paragraph"),
    [
        ("「개인정보 보호법」 제39조의12에 따라", "개인정보 보호법", "39의12", None),
        ("개인정보 보호법 제22조 제3항에 따라", "개인정보 보호법", "22", "3"),
        ("「개인정보 보호법 시행령」 제48조의5제1항", "개인정보 보호법 시행령", "48의5", "1"),
        ("정보통신망법 제 29 조에 따라", "정보통신망법", "29", None),
        ("회사는 상법 제33조에 따라", "상법", "33", None),
    ],
)
def test_citation_in_a_text(text: str, name: str, article: str, paragraph: str | None) -> None:
    """The statute that a text names before an article is found by its longest name."""
    (one,) = cited(text)
    assert (named(one.before, NAMES), one.article, one.paragraph) == (name, article, paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "같은 법 제39조의12에 따라",
        "이용약관 제29조에 따라",
        "이 방침 제3조의 목적",
        "국가배상법 제2조에 따라",
        "「개인정보 보호법」과 이 지침 제10조에 따라",
    ],
)
def test_article_of_no_statute_known(text: str) -> None:
    """An article whose statute the text does not name right before it is nobody's."""
    (one,) = cited(text)
    assert named(one.before, NAMES) is None


@pytest.mark.parametrize(
    "text",
    [
        "구 「개인정보 보호법」 제39조의12에 따라",
        "개정 전 「개인정보 보호법」 제39조의8에 따라",
        "(구)정보통신망법 제29조에 따라",
        "종전의 개인정보 보호법 제39조의6에 따라",
        "「개인정보 보호법」 제39조의12는 2023년에 삭제되었습니다.",
        "휴면 회원 제도는 폐지된 개인정보 보호법 제39조의6에 따른 것입니다.",
    ],
)
def test_law_of_the_past(text: str) -> None:
    """What is told as old law is no citation."""
    assert list(cited(text)) == []
