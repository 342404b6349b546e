"""Whom readers are told to turn to: officers and desks, the domestic agent, the bodies that help."""

from __future__ import annotations

import pytest

from policyc.nodes import Fields, Link, Note, Paragraph, Table
from written import blocks, lines

PEOPLE = """\
words: {privacy-officer: 개인정보관리책임자, access-office: 열람 창구}
co-controllers: {hub: {name: 물류센터}}
files: {portal: {name: 포털, rows: {회원: }}}
contacts:
  desk: {name: 고객센터, phone: 02-0000-0000, email: help@shop.example, note: 점심에는 쉽니다.}
officers:
  privacy-officer: {title: 최고책임자, name: 홍길동, position: 이사, department: 보호팀, email: dpo@shop.example}
  access-office: {department: 보호팀, contact: desk, note: 전화로 먼저 알려 주십시오.}
  hall: {role: [manager, cctv-manager], name: 김예시, of: hub, phone: 02-1, fax: 02-2, address: 예시로 1, hours: 평일,
    url: "https://hub.example", path: 앱 > 문의, answer: 3일 이내}
  filing: {role: file-manager, department: 회원팀, files: [portal/회원], contact: [desk, privacy-officer]}
"""


def test_officers_one_by_one() -> None:
    """Each officer is a card: who it is, then what he does, then how he is reached; each line once."""
    assert lines("officers", PEOPLE) == [
        "개인정보의 처리에 관하여 궁금한 사항은 다음의 연락처로 문의할 수 있습니다.",
        "최고책임자: 홍길동 이사",
        "맡은 일: 개인정보관리책임자",
        "부서: 보호팀",
        "전자우편: dpo@shop.example",
        "열람 창구: 보호팀",
        "연락처: 고객센터(02-0000-0000, help@shop.example)",
        "※ 전화로 먼저 알려 주십시오.",
        "개인정보 관리담당자, 영상정보처리기기 관리책임자: 김예시",
        "소속 기관: 물류센터",
        "전화: 02-1",
        "팩스: 02-2",
        "주소: 예시로 1",
        "운영 시간: 평일",
        "누리집: https://hub.example",
        "메뉴 경로: 앱 > 문의",
        "답변 기한: 3일 이내",
        "개인정보파일 담당자: 회원팀",
        "맡은 개인정보파일: 포털(회원)",
        "연락처:",
        "  고객센터(02-0000-0000, help@shop.example)",
        "  최고책임자 홍길동(dpo@shop.example)",
        "※ 고객센터: 점심에는 쉽니다.",
    ]


def test_addresses_are_links() -> None:
    """An e-mail address can be written to, and a site opened."""
    fields = [block for block in blocks("officers", PEOPLE) if isinstance(block, Fields)]
    found = [part.href for block in fields for _, words in block.pairs for part in words if isinstance(part, Link)]
    assert found == [
        *("mailto:dpo@shop.example", "mailto:help@shop.example", "https://hub.example"),
        *("mailto:help@shop.example", "mailto:dpo@shop.example"),
    ]


@pytest.mark.parametrize(
    ("officer", "said"),
    [
        ("{name: 홍길동, phone: 02-1}", ["개인정보 보호책임자: 홍길동", "전화: 02-1"]),
        (
            "{department: 보호팀, phone: 02-1}",
            ["개인정보 보호업무와 고충사항을 처리하는 부서: 보호팀", "전화: 02-1"],
        ),
        ("{name: 홍길동, department: 보호팀}", ["개인정보 보호책임자: 홍길동", "부서: 보호팀"]),
        ("{phone: 02-1, fax: 02-2}", ["개인정보 보호책임자: 02-1", "팩스: 02-2"]),
        ("{contact: desk}", ["개인정보 보호책임자: 고객센터(02-9)"]),
        (
            "{name: 홍길동, contact: desk, phone: 02-1}",
            ["개인정보 보호책임자: 홍길동", "연락처: 고객센터(02-9)", "전화: 02-1"],
        ),
    ],
)
def test_first_comes_what_the_statute_asks_for(officer: str, said: list[str]) -> None:
    """The first line is the officer's name, or the office that does his work; a desk's lines are not repeated."""
    body = f"contacts: {{desk: {{name: 고객센터, phone: 02-9}}}}\nofficers: {{privacy-officer: {officer}}}\n"
    assert lines("officers", body)[1:] == said


def test_officers_are_chosen_by_id_role_or_controller() -> None:
    """A section shows the officers it asks for."""
    names = {
        ("privacy-officer",): "최고책임자: 홍길동 이사",
        ("cctv-manager",): "개인정보 관리담당자, 영상정보처리기기 관리책임자: 김예시",
        ("hub",): "개인정보 관리담당자, 영상정보처리기기 관리책임자: 김예시",
    }
    for only, first in names.items():
        found = blocks("officers", PEOPLE, only=only)
        assert [type(block) for block in found] == [Paragraph, Fields], only
        assert lines("officers", PEOPLE, only=only)[1] == first
    assert "홍길동" not in "".join(lines("officers", PEOPLE, but=["privacy-officer", "filing"]))


def test_officers_as_a_table() -> None:
    """Officers can be asked for as a table; lines that their desk shows are not repeated in it."""
    _, table, note = blocks("officers", PEOPLE, as_="table")
    assert isinstance(table, Table)
    assert isinstance(note, Note)
    assert table.columns[:7] == ("구분", "성명", "직위", "부서", "소속 기관", "맡은 개인정보파일", "연락처")
    assert table.columns[7:] == ("전화", "전자우편", "팩스", "주소", "운영 시간", "누리집", "메뉴 경로", "답변 기한")
    found = lines("officers", PEOPLE, columns={"name": "이름", "contact": None}, but=["hall", "privacy-officer"])
    assert found == [
        "개인정보의 처리에 관하여 궁금한 사항은 다음의 연락처로 문의할 수 있습니다.",
        "개인정보 보호책임자와 담당 부서",
        "- 이름:",
        "  연락처: 고객센터(02-0000-0000, help@shop.example)",
        "- 이름:",
        "  연락처:",
        "    고객센터(02-0000-0000, help@shop.example)",
        "    최고책임자 홍길동(dpo@shop.example)",
        "※ 보호팀: 전화로 먼저 알려 주십시오.",
        "※ 고객센터: 점심에는 쉽니다.",
    ]


def test_access_office_is_a_view() -> None:
    """Where an outline asks for it, the office for access stands alone; without one there is nothing."""
    assert lines("access-office", PEOPLE)[:3] == [
        "정보주체는 다음의 연락처로 개인정보의 열람을 청구할 수 있습니다.",
        "열람 창구: 보호팀",
        "연락처: 고객센터(02-0000-0000, help@shop.example)",
    ]
    assert blocks("access-office", "officers: {privacy-officer: {name: 홍길동}}\n") == ()


def test_domestic_agent() -> None:
    """The agent is told with what the statute asks for; one that is a declared party takes its lines from there."""
    agent = "{name: 법무법인 예시, representative: 이예시, address: 예시로 2, phone: 02-4, email: a@law.example"
    said = [
        "상점은 다음과 같이 국내대리인을 지정하였습니다.",
        "국내대리인: 법무법인 예시",
        "대표자: 이예시",
        "주소: 예시로 2",
        "전화: 02-4",
        "전자우편: a@law.example",
    ]
    body = f'domestic-agent: {agent}, url: "https://law.example", note: 평일에만 받습니다.}}\n'
    assert lines("domestic-agent", body) == [*said, "누리집: https://law.example", "※ 평일에만 받습니다."]
    assert lines("domestic-agent", f"parties: {{law: {agent}}}}}\ndomestic-agent: law\n") == said


def test_remedies() -> None:
    """Bodies with all their lines; an empty one and the whole list are those of the day."""
    body = """\
remedies:
  kisa:
  police: {name: 경찰청, phone: "182", email: a@b.example, fax: 02-2, address: 예시로 1, hours: 밤낮, path: 신고,
    answer: 3일, note: 급하면 112}
"""
    found = lines("remedies", body)
    assert found[2:5] == ["- 기관: 개인정보침해 신고센터", "  전화: 118", "  전자우편:"]
    assert found[-10:] == [
        "- 기관: 경찰청",
        "  전화: 182",
        "  전자우편: a@b.example",
        "  팩스: 02-2",
        "  주소: 예시로 1",
        "  운영 시간: 밤낮",
        "  누리집:",
        "  메뉴 경로: 신고",
        "  답변 기한: 3일",
        "※ 경찰청: 급하면 112",
    ]
    standard = [line for line in lines("remedies", "remedies: standard\n") if "기관:" in line]
    assert standard == ["- 기관: 개인정보 분쟁조정위원회", "- 기관: 개인정보침해 신고센터", "- 기관: 경찰청"]
    assert len([line for line in lines("remedies", body, only=["police"]) if "기관:" in line]) == 1


@pytest.mark.parametrize("section", ["officers", "access-office", "domestic-agent", "remedies"])
def test_what_does_not_apply_has_no_facts_to_tell(section: str) -> None:
    """The builder of a block that says none says nothing; that it does not apply is said for all alike."""
    block = "officers" if section == "access-office" else section
    assert blocks(section, f"{block}: none\n") == ()
    assert blocks(section, "") == ()
