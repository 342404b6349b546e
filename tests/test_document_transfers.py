"""What leaves the country, pseudonymised data and artificial intelligence into sections."""

from __future__ import annotations

import pytest

from sections import lines, notes, pairs, sections, table

ABROAD = """\
parties:
  cloud: {name: Example Cloud, legal: Example Cloud Inc., country: US, email: dpo@cloud.example, address: 1 Example Way}
recipients:
  lab:
    name: Example Lab
    country: HK
    url: https://lab.example
    items: [이름]
    purposes: 연구
    keep: 1년
    timing: 주문할 때
    method: 네트워크로 전송
    transfer-basis: consent
    refusal: 제공하지 않고 주문합니다.
processors:
  cloud:
    tasks: [보관, 백업]
    items: [이메일]
    keep: 계약 종료 시까지
    timing: 수시
    method: 암호화하여 전송
    transfer-basis: contract
    refusal: {how: 고객센터로 요청, effect: 이용할 수 없습니다.}
  courier: {name: 예시택배, tasks: 배송, department: 물류팀, keep: 배송 완료 후 3개월, sub: [cloud]}
"""
PROVISION = "「개인정보 보호법」 제28조의8제1항"


def test_transfers_say_what_the_law_asks() -> None:
    """Items, country, time and way, name and contact, purpose and period, refusal: 제28조의8제2항, and the ground."""
    shown = sections(ABROAD)["transfers"]
    said = "회사는 다음과 같이 개인정보를 국외의 제3자에게 제공하거나 그 처리를 국외에 위탁합니다."
    assert lines(shown)[0] == said
    assert table(shown) == {
        "이전받는 자와 연락처": [
            "Example Lab\n누리집: https://lab.example",
            "Example Cloud\n정식 이름: Example Cloud Inc.\n주소: 1 Example Way\n전자우편: dpo@cloud.example",
        ],
        "이전되는 국가": ["홍콩", "미국"],
        "이전 항목": ["이름", "이메일"],
        "이전 시기와 방법": ["주문할 때\n네트워크로 전송", "수시\n암호화하여 전송"],
        "이용 목적": ["연구", ""],
        "위탁 업무": ["", "보관, 백업"],
        "보유 및 이용 기간": ["1년", "계약 종료 시까지"],
        "거부 방법과 효과": [
            "제공하지 않고 주문합니다.",
            "거부 방법: 고객센터로 요청\n거부의 효과: 이용할 수 없습니다.",
        ],
        "이전의 법적 근거": [
            f"{PROVISION}제1호(정보주체의 별도 동의)",
            f"{PROVISION}제3호(계약의 체결·이행을 위한 처리위탁·보관)",
        ],
    }


def test_what_transfers_tell_is_not_told_twice() -> None:
    """The table of processors leaves particulars of those abroad to the section on transfers."""
    shown = sections(ABROAD)["processors"]
    assert table(shown) == {
        "수탁자": ["Example Cloud", "예시택배"],
        "위탁 업무": ["보관, 백업", "배송"],
        "위탁 항목": ["이메일", ""],
        "보유 및 이용 기간": ["계약 종료 시까지", "배송 완료 후 3개월"],
        "재수탁자": ["", "Example Cloud\n국가: 미국"],
        "담당 부서": ["", "물류팀"],
    }


def test_particulars_of_transfers_are_never_lost() -> None:
    """Where the author gives transfers no section, they stand with the processors and third parties themselves."""
    shown = sections(ABROAD + "outline: [recipients, processors]")
    given = table(shown["recipients"])
    assert given["국가"] == ["홍콩"]
    assert given["이전의 법적 근거"] == [f"{PROVISION}제1호(정보주체의 별도 동의)"]
    outsourced = table(shown["processors"])
    assert outsourced["이전 시기와 방법"] == ["수시\n암호화하여 전송", ""]
    assert outsourced["수탁자"][0].endswith("전자우편: dpo@cloud.example")


def test_time_and_way_of_a_transfer_come_apart() -> None:
    """Both have columns of their own where the author asks for both."""
    outline = "outline: {transfers: {columns: [parties, timing, method], only: [cloud]}, recipients: , processors: }"
    assert table(sections(ABROAD + outline)["transfers"]) == {
        "이전받는 자와 연락처": [
            "Example Cloud\n정식 이름: Example Cloud Inc.\n주소: 1 Example Way\n전자우편: dpo@cloud.example"
        ],
        "이전 시기": ["수시"],
        "이전 방법": ["암호화하여 전송"],
    }


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("HK", "홍콩"),
        ("MO", "마카오"),
        ("TW", "대만"),
        ("US", "미국"),
        ("GB", "영국"),
        ("SG", "싱가포르"),
        ("DE", "독일"),
    ],
)
def test_countries_are_named_in_korean(code: str, name: str) -> None:
    """A country's code is never what people read."""
    shown = sections(f"processors: {{a: {{name: Firm, country: {code}, tasks: 보관}}}}")["transfers"]
    assert table(shown)["이전되는 국가"] == [name]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("{countries: [US, HK]}", "처리하는 국가는 미국, 홍콩입니다."),
        ("{regions: [유럽]}", "처리하는 지역은 유럽입니다."),
        ("{countries: [US], regions: [유럽]}", "처리하는 국가와 지역은 미국, 유럽입니다."),
    ],
)
def test_collection_from_abroad_names_its_countries(block: str, expected: str) -> None:
    """Countries and regions in which data is processed are named."""
    (line,) = lines(sections(f"overseas-collection: {block}")["overseas-collection"])
    assert line.endswith(expected)


def test_pseudonymised_data_is_told_with_its_firms_by_name() -> None:
    """Ids of third parties and processors become names, wherever on their shelves they stand."""
    shown = sections(
        "recipients: {lab: {name: 예시연구소, items: [이름], purposes: 연구, keep: 1년, basis: consent}}\n"
        "processors: {분석: {rows: {stats: {name: 예시통계, tasks: 분석}}}}\n"
        "pseudonymised: {purposes: [통계작성], items: [생년월일], keep: 1년, recipients: [lab], processors: [stats], "
        "measures: {apart: {text: 나누어 둡니다., note: 날마다}}, note: 다시 알아보지 않습니다.}"
    )["pseudonymised"]
    assert pairs(shown) == [
        ("처리 목적", "통계작성"),
        ("가명처리 항목", "생년월일"),
        ("보유 및 이용 기간", "1년"),
        ("제공받는 자", "예시연구소"),
        ("수탁자", "예시통계"),
    ]
    assert lines(shown)[-4:] == [
        "가명정보의 안전성을 확보하기 위하여 다음의 조치를 합니다.",
        "- 나누어 둡니다.",
        "  ※ 날마다",
        "※ 다시 알아보지 않습니다.",
    ]


AI = """\
parties: {cloud: {name: Example Cloud}}
ai:
  summary:
    {name: 요약, provider: cloud, purposes: 상담, items: [이메일], keep: 30일, training: none, report: 고객센터,
      when: android, note: 확인합니다.}
  search: {name: 검색, provider: 예시모델, purposes: 검색, training: 검색어를 씁니다., opt-out: 설정 > 학습}
"""


def test_uses_of_ai_say_whether_a_model_learns() -> None:
    """Each use is a block of its own; only the one that says so promises that no model learns from it."""
    shown = sections(AI)["ai"]
    assert pairs(shown) == [
        ("기능", "요약(Android를 이용하는 경우)"),
        ("인공지능 제공자", "Example Cloud"),
        ("처리 목적", "상담"),
        ("처리 항목", "이메일"),
        ("보유 기간", "30일"),
        ("학습 이용", "개인정보를 인공지능의 학습에 이용하지 않습니다."),
        ("신고 방법", "고객센터"),
        ("기능", "검색"),
        ("인공지능 제공자", "예시모델"),
        ("처리 목적", "검색"),
        ("학습 이용", "검색어를 씁니다."),
        ("학습 거부 방법", "설정 > 학습"),
    ]
    assert notes(shown) == ["요약: 확인합니다."]


def test_uses_of_ai_can_be_a_table_or_picked() -> None:
    """The author's layout and choice hold here too."""
    shown = sections(AI + "outline: {ai: {as: table, only: [search]}}")["ai"]
    assert table(shown)["기능"] == ["검색"]
