"""Periods as Korean policies write them: what each phrase means, what is none, and that no phrase takes long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc.model.part import Period
from policyc.reading import schemas
from policyc.reading.periods import days, parse, readable

PATTERN = re.compile(schemas.schema()["$defs"]["period"]["pattern"])

# The phrase; its kind; its length; the event it starts from; the event it ends with; its bound (! for at once).
TABLE = """
5년                          | length    | P5Y   |                  |                      |
6개월                        | length    | P6M   |                  |                      |
30일                         | length    | P30D  |                  |                      |
1주                          | length    | P1W   |                  |                      |
48시간                       | length    | PT48H |                  |                      |
2년 6개월                    | length    | P2Y6M |                  |                      |
1개월 15일 이내              | length    | P1M15D |                 |                      | max
3개월 이상                   | length    | P3M   |                  |                      | min
5년 동안                     | length    | P5Y   |                  |                      |
탈퇴 후 6개월 동안           | length    | P6M   | 탈퇴             |                      |
1년 이내                     | length    | P1Y   |                  |                      | max
07일                         | length    | P7D   |                  |                      |
P5Y                          | length    | P5Y   |                  |                      |
P1Y6M                        | length    | P1Y6M |                  |                      |
탈퇴일부터 30일              | length    | P30D  | 탈퇴일           |                      |
탈퇴일로부터 30일            | length    | P30D  | 탈퇴일           |                      |
계약으로부터 3년             | length    | P3Y   | 계약             |                      |
이용목적 달성 후 3개월       | length    | P3M   | 이용목적 달성    |                      |
이용 목적 달성 후 6개월까지  | length    | P6M   | 이용 목적 달성   |                      |
거래 종료 후 5년 이상        | length    | P5Y   | 거래 종료        |                      | min
해지 또는 요금완납 후 6개월  | length    | P6M   | 해지 또는 요금완납 |                    |
회원 탈퇴 시까지             | until     |       |                  | 회원 탈퇴 시         |
탈퇴 및 해지 시까지          | until     |       |                  | 탈퇴 및 해지 시      |
계약 시작일부터 계약 종료일까지 | until  |       | 계약 시작일      | 계약 종료일          |
수집·이용 목적을 달성할 때까지 | until   |       |                  | 수집·이용 목적을 달성할 때 |
도착 후 즉시 파기            | until     |       |                  | 도착                 | !
탈퇴 시 즉시 파기            | until     |       |                  | 탈퇴                 | !
상담 종료 즉시 파기          | until     |       |                  | 상담 종료            | !
법령이 정한 기간             | criterion |       |                  |                      |
요청을 처리하는 동안         | criterion |       |                  |                      |
영구                         | permanent |       |                  |                      |
준영구                       | permanent |       |                  |                      |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().split("\n")]

JOINED = {
    "회원 탈퇴 시까지 또는 동의 철회 시까지": ("any", ["회원 탈퇴 시까지", "동의 철회 시까지"]),
    "5년 또는 회원 탈퇴 시까지 또는 영구": ("any", ["5년", "회원 탈퇴 시까지", "영구"]),
    "해지 또는 요금완납 후 6개월 또는 1년": ("any", ["해지 또는 요금완납 후 6개월", "1년"]),
    "계약 종료 후 5년 및 정산이 끝날 때까지": ("all", ["계약 종료 후 5년", "정산이 끝날 때까지"]),
}

NO_PERIODS = """
|다섯 해|5|5 년|년|-5년|5년간|약 5년|탈퇴 후 약 3년|12345년|5년6개월|까지|즉시 파기|기간|동안|없음|member
해지 또는 요금완납|5년 또는|5년 또는 편한 때|또는 5년|P|P5|PY|P1H
파기|지체 없이|5년까지만|영구히|이상|3개월 이상 이내|탈퇴 후|후 5년
""".replace("\n", "|").strip("|")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_phrase_means(row: list[str]) -> None:
    """Each usual phrase is read as a lawyer reads it, and the schema lets it pass."""
    phrase, kind, length, start, end, bound = row
    expected = Period(
        text=phrase,
        kind=kind,
        length=length or None,
        start=start or None,
        end=end or None,
        bound=bound.strip("!") or None,
        at_once=bound == "!",
    )
    assert parse(phrase) == expected
    assert PATTERN.search(phrase)


@pytest.mark.parametrize(("phrase", "read"), JOINED.items(), ids=JOINED.keys())
def test_periods_joined(phrase: str, read: tuple[str, list[str]]) -> None:
    """Phrases with 또는 or 및 are split where every part is a period of its own."""
    found = parse(phrase)
    assert found is not None
    assert (found.kind, [one.text for one in found.parts]) == read
    assert list(found.parts) == [parse(part) for part in read[1]]
    assert found.length is None
    assert PATTERN.search(phrase)


@pytest.mark.parametrize("phrase", ["", " ", *NO_PERIODS.split("|")])
def test_what_is_no_period(phrase: str) -> None:
    """What does not say how long is not read as if it did."""
    assert parse(phrase) is None


ENDS = "5년|6개월|30일|48시간|1주|까지|부터 |로부터 | 후 | 시|마다 | 또는 | 및 | 즉시 파기| 이상| 이내"
WORDS = "기간|동안|영구|준영구|탈퇴|계약 종료일|P1Y|P6M| |가|1|0|년|\n|a"
PIECES = st.lists(st.sampled_from([*ENDS.split("|"), *WORDS.split("|")]), max_size=8)


@given(PIECES)
def test_schema_lets_every_period_pass(pieces: list[str]) -> None:
    """No phrase that can be read is refused by the schema before it is read."""
    phrase = "".join(pieces)
    assert parse(phrase) is None or PATTERN.search(phrase), phrase


@given(PIECES)
def test_printed_as_written(pieces: list[str]) -> None:
    """What is read is printed as it was written, its parts in their order."""
    phrase = "".join(pieces)
    found = parse(phrase)
    if found is not None:
        assert found.text == phrase
        assert (
            not found.parts or {"any": " 또는 ", "all": " 및 "}[found.kind].join(p.text for p in found.parts) == phrase
        )


@pytest.mark.parametrize(
    "phrase",
    [
        " 또는 " * 200,
        "해지 또는 " * 200 + "완납 후 6개월",
        "5년 또는 " * 200 + "5년",
        "가 및 " * 2_000,
        "가부터 " * 2_500,
        "가 후 " * 2_500,
        "1년 " * 3_000,
        "가" * 10_000,
        "가" * 9_998 + "까지",
        "P" + "1Y" * 5_000,
        "부터 까지 또는 " * 1_000,
    ],
    ids=lambda phrase: phrase[:8],
)
def test_no_phrase_takes_long(phrase: str) -> None:
    """A phrase made to be slow is read, or refused, like any other."""
    found = parse(phrase)
    assert found is None or found.text == phrase


USUAL = """
회원탈퇴후 5년간 보관        | 회원탈퇴 후 5년
탈퇴일로부터 5년간 보관함    | 탈퇴일로부터 5년
제공 후 5년간 보유 및 이용   | 제공 후 5년
거래 종료일로부터 5년 간     | 거래 종료일로부터 5년
탈퇴 이후 30일               | 탈퇴 후 30일
탈퇴일부터30일               | 탈퇴일부터 30일
5 년                         | 5년
5년6개월                     | 5년 6개월
3달                          | 3개월
최대 5년                     | 5년 이내
최소 3개월                   | 3개월 이상
탈퇴후 즉시파기              | 탈퇴 후 즉시 파기
탈퇴 시까지 보관합니다.      | 탈퇴 시까지
법령에서 정한 기간 보관      | 법령에서 정한 기간
"""


@pytest.mark.parametrize("row", [line.split("|") for line in USUAL.strip().split("\n")], ids=lambda row: row[0].strip())
def test_usual_words_get_the_readable_form(row: list[str]) -> None:
    """What people write is refused, but shown in the form that says the same and is read."""
    written, better = (cell.strip() for cell in row)
    assert parse(written) is None
    assert readable(written) == {"suggestion": better}
    assert parse(better)


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("회원 탈퇴 시", "회원 탈퇴"),
        ("동의 철회시", "동의 철회"),
        ("회원 탈퇴 후", "회원 탈퇴"),
        ("목적 달성 후 파기", "목적 달성"),
        ("탈퇴 후 지체없이 파기", "탈퇴"),
        ("탈퇴 후 지체 없이 파기합니다.", "탈퇴"),
    ],
)
def test_an_event_gets_both_ends(written: str, event: str) -> None:
    """An event alone may mean until it, or destruction at once after it: the author chooses."""
    assert parse(written) is None
    assert readable(written) == {"until": f"{event} 시까지", "at-once": f"{event} 후 즉시 파기"}
    assert all(map(parse, readable(written).values()))


@pytest.mark.parametrize("written", ["지체없이 파기", "지체 없이 파기", "즉시파기", "파기"])
def test_a_destruction_lacks_its_event(written: str) -> None:
    """Who only says that data is destroyed is asked after what."""
    assert readable(written) == {"event-missing": written}


@pytest.mark.parametrize("written", ["탈퇴 후 약 3년", "몇 해", "없음", "수시", "전시", "", "가" * 400])
def test_nothing_is_guessed(written: str) -> None:
    """Where nobody can tell what is meant, no form is proposed."""
    assert readable(written) == {}


@given(PIECES)
def test_a_proposal_is_a_period(pieces: list[str]) -> None:
    """What is proposed can be read, whatever was written."""
    proposed = readable("".join(pieces))
    assert all(parse(phrase) for key, phrase in proposed.items() if key != "event-missing"), proposed


def test_days_of_notice() -> None:
    """A number of days is read as a number; a term in words, or of another unit, is none in days."""
    assert [days(text) for text in ("7일", "30일", "1일", "즉시", "1개월", "")] == [7, 30, 1, None, None, None]
