"""What readers are told of their rights, of decisions by machines, and of how their data is protected."""

from __future__ import annotations

import pytest

from policyc.nodes import Fields, Items, Link, Note, Paragraph, Table
from written import blocks, lines

DESKS = """\
contacts:
  desk: {name: 고객센터, phone: 02-0000-0000, email: help@shop.example}
  hall: {name: 방문 창구, phone: 02-0000-0001, fax: 02-0000-0002, address: 예시로 1, hours: 평일, answer: 3일 이내,
    url: "https://hall.example", path: 앱 > 문의, note: 점심에는 쉽니다.}
officers:
  privacy-officer: {name: 홍길동, phone: 02-0000-0003}
  access-office: {department: 보호팀, contact: desk}
"""


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("{for: [access, correction], path: 내 정보}", ["- 열람, 정정은 내 정보에서 할 수 있습니다."]),
        ("{name: 탈퇴, for: [withdrawal], path: 설정}", ["- 탈퇴(동의 철회): 설정에서 할 수 있습니다."]),
        ("{name: 탈퇴, path: 설정}", ["- 탈퇴: 설정에서 할 수 있습니다."]),
        ("{path: 내 정보, when: under-14}", ["- 만 14세 미만인 경우: 내 정보에서 할 수 있습니다."]),
        ("{path: 내 정보, when: 회원인 경우}", ["- 회원인 경우: 내 정보에서 할 수 있습니다."]),
        (
            "{contact: desk, by: [서면, 전화], answer: 10일 이내}",
            ["- 고객센터(02-0000-0000, help@shop.example)에 서면 또는 전화로 요청하면 10일 이내에 답변합니다."],
        ),
        (
            "{for: [deletion], contact: privacy-officer, answer: 지체 없이}",
            ["- 삭제는 개인정보 보호책임자 홍길동(02-0000-0003)에 요청할 수 있습니다. 요청하면 지체 없이 답변합니다."],
        ),
        ("{for: [access], by: [팩스]}", ["- 열람은 팩스로 할 수 있습니다."]),
        ("{name: 창구, for: [access], by: [서면]}", ["- 열람은 창구에 서면으로 요청할 수 있습니다."]),
        ("{name: 창구, for: [access]}", ["- 열람은 창구를 통하여 할 수 있습니다."]),
        (
            "{name: 창구, url: 'https://a.example', answer: 그때그때}",
            ["- 창구 (https://a.example)를 이용할 수 있습니다.", "  답변 기한: 그때그때"],
        ),
        (
            "{by: [우편], phone: 02-1, email: a@a.example, fax: 02-2, address: 예시로 1, hours: 평일, url: 'https://a.example'}",
            [
                "- 수단: 우편",
                "  전화: 02-1",
                "  전자우편: a@a.example",
                "  팩스: 02-2",
                "  주소: 예시로 1",
                "  운영 시간: 평일",
                "  누리집: https://a.example",
            ],
        ),
        (
            "{contact: [hall, access-office], note: 신분증이 필요합니다.}",
            [
                "- 방문 창구 또는 보호팀에 요청할 수 있습니다.",
                "  방문 창구: 02-0000-0001, 팩스 02-0000-0002, 예시로 1, 평일, https://hall.example, "
                "메뉴 경로 앱 > 문의, 답변 기한 3일 이내",
                "  보호팀: 02-0000-0000, help@shop.example",
                "  ※ 신분증이 필요합니다.",
                "※ 방문 창구: 점심에는 쉽니다.",
            ],
        ),
    ],
)
def test_way_is_said_in_the_fullest_sentence(way: str, said: list[str]) -> None:
    """What a way says is in one sentence as far as it goes; everything else stands below it, nothing is lost."""
    found = lines("rights", f"{DESKS}rights: {{list: [access], how: {{way: {way}}}}}\n")
    assert found[2:] == ["권리는 다음의 방법으로 행사할 수 있습니다.", *said]


def test_lines_of_a_desk_are_links() -> None:
    """An e-mail address can be written to, also inside a sentence."""
    *_, items = blocks("rights", DESKS + "rights: {list: [access], how: {way: {contact: desk}}}\n")
    assert isinstance(items, Items)
    sentence = items.items[0][0]
    assert isinstance(sentence, Paragraph)
    assert [part.href for part in sentence.inlines if isinstance(part, Link)] == ["mailto:help@shop.example"]


def test_rights_in_order() -> None:
    """The rights come first, then how, by whom, how soon; limits and refusals close the section."""
    body = """\
words: {access: 들여다보기}
rights:
  list: [access, deletion]
  law: [개인정보 보호법 제35조, 개인정보 보호법 제36조]
  by: [서면]
  answer: 10일 이내
  verify: 신분증을 확인합니다.
  any-time: true
  pause-while-correcting: true
  notify-recipients: true
  how: {page: {path: 내 정보}}
  forms: {ask: {name: 요구서, url: "https://a.example/f"}, proxy: 위임장}
  agent: {who: 위임받은 사람, form: 위임장}
  guardian: {under-14: 대신 행사합니다., 후견인: 함께 행사합니다., plain: 서류를 냅니다.}
  limits:
    access: {law: 개인정보 보호법 제35조제4항, if: [법률이 금지하는 경우, 남을 해칠 경우], note: 사유를 알립니다.}
  refused: {answer: 10일 이내, how: 사유를 알립니다., form: 이의신청서}
  note: 비용은 없습니다.
"""
    assert lines("rights", body) == [
        "정보주체는 언제든지 다음의 권리를 행사할 수 있습니다.",
        "- 들여다보기",
        "- 삭제",
        "권리의 근거는 「개인정보 보호법」 제35조, 「개인정보 보호법」 제36조입니다.",
        "권리는 서면으로 행사할 수 있습니다.",
        "다음의 방법으로도 권리를 행사할 수 있습니다.",
        "- 내 정보에서 할 수 있습니다.",
        "권리를 행사할 때에는 다음의 서식을 쓸 수 있습니다.",
        "- 요구서 (https://a.example/f)",
        "- 위임장",
        "권리는 위임받은 사람을 통하여 행사할 수도 있습니다. 이 경우에는 위임장을 내야 합니다.",
        "법정대리인이 권리를 행사하는 방법은 다음과 같습니다.",
        "- 만 14세 미만인 경우: 대신 행사합니다.",
        "- 후견인: 함께 행사합니다.",
        "- 서류를 냅니다.",
        "상점은 권리 행사의 요구를 받으면 10일 이내에 처리합니다.",
        "본인 확인: 신분증을 확인합니다.",
        "정정을 요구받은 개인정보는 정정을 마칠 때까지 이용하거나 제공하지 않습니다.",
        "잘못된 개인정보를 이미 제3자에게 제공한 경우에는 정정한 결과를 그 제3자에게 알립니다.",
        "다음의 경우에는 권리의 행사가 제한될 수 있습니다.",
        "권리의 행사가 제한되는 경우",
        "- 권리: 들여다보기",
        "  제한되는 경우:",
        "    법률이 금지하는 경우",
        "    남을 해칠 경우",
        "  근거 법령: 「개인정보 보호법」 제35조제4항",
        "※ 사유를 알립니다.",
        "권리 행사의 요구를 거절하는 경우에는 다음과 같이 알립니다.",
        "알리는 기한: 10일 이내",
        "알리는 내용과 방법: 사유를 알립니다.",
        "이의제기 서식: 이의신청서",
        "※ 비용은 없습니다.",
    ]


def test_nothing_is_promised_that_is_not_said() -> None:
    """A block with one fact says that one, and no switch that is off is spoken of."""
    off = "any-time: false, pause-while-correcting: false, notify-recipients: false"
    assert lines("rights", f"rights: {{list: [access], {off}}}\n") == [
        "정보주체는 다음의 권리를 행사할 수 있습니다.",
        "- 열람",
    ]
    assert lines("rights", "rights: {list: [access], answer: 받은 날부터 10일}\n")[2:] == [
        "처리 기한: 받은 날부터 10일"
    ]
    assert lines("rights", "rights: {list: [access], agent: {form: 위임장}}\n")[2:] == [
        "대리인을 통하여 권리를 행사할 때에는 위임장을 내야 합니다."
    ]


def test_rights_are_chosen() -> None:
    """A section shows the rights and ways it asks for: a way by its id or a right it is for."""
    how = "{page: {for: [access], path: 내 정보}, mail: {for: [deletion], by: [우편]}}"
    body = f"rights: {{list: [access, deletion], how: {how}}}\n"
    assert lines("rights", body, only=["deletion"])[1::2] == ["- 삭제", "- 삭제는 우편으로 할 수 있습니다."]
    assert lines("rights", body, but=["mail", "deletion"])[1::2] == ["- 열람", "- 열람은 내 정보에서 할 수 있습니다."]
    assert lines("rights", body, only=["page"]) == [
        "권리는 다음의 방법으로 행사할 수 있습니다.",
        "- 열람은 내 정보에서 할 수 있습니다.",
    ]


def test_ways_as_a_table() -> None:
    """Ways can be asked for as a table, with the columns that say something."""
    way = "{name: 창구, for: [access], contact: desk, by: [서면], fax: 02-1, when: 회원인 경우, note: 쉽니다.}"
    body = f"{DESKS}rights: {{list: [access], how: {{a: {way}, b: {{for: [deletion], path: 설정}}}}}}\n"
    *_, table = blocks("rights", body, as_="table")
    assert isinstance(table, Table)
    assert table.columns == ("행사 방법", "권리", "수단", "연락처", "팩스", "메뉴 경로")
    assert lines("rights", body, as_="table")[4:6] == ["- 행사 방법: 창구(회원인 경우)", "  권리: 열람"]
    assert lines("rights", body, as_="table")[-1] == "※ 창구(회원인 경우): 쉽니다."


def test_duties() -> None:
    """Duties are a list under one sentence; a name, a condition and a note stay with theirs."""
    care = "{name: 주의, text: 비밀번호를 지킵니다., when: 회원인 경우, note: 꼭}"
    body = f"duties: {{care: {care}, other: 침해하지 않습니다.}}\n"
    assert lines("duties", body) == [
        "정보주체는 다음의 사항을 지켜야 합니다.",
        "- 주의(회원인 경우): 비밀번호를 지킵니다.",
        "  ※ 꼭",
        "- 침해하지 않습니다.",
    ]


def test_portability() -> None:
    """What can be asked for, how, and where one sees it; what is not said has no line."""
    items = "[{item: 이메일, note: 회원만}]"
    body = f"portability: {{items: {items}, how: 설정, history: 설정 > 내역, note: 지체 없이 보냅니다.}}\n"
    assert lines("portability", body) == [
        "정보주체는 다음과 같이 개인정보의 전송을 요구할 수 있습니다.",
        "전송을 요구할 수 있는 개인정보: 이메일",
        "요구하는 방법: 설정",
        "전송 내역을 확인하는 곳: 설정 > 내역",
        "※ 이메일: 회원만",
        "※ 지체 없이 보냅니다.",
    ]
    assert len(lines("portability", "portability: {how: 설정}\n")) == 2


def test_decisions_tell_the_five_matters() -> None:
    """Each decision is a card; what is false is said to be, what is not said is not."""
    body = """\
purposes: {fraud: {name: 부정 주문 방지, text: 거르기}}
automated-decisions:
  limit: {purposes: fraud, name: 한도, for: 구매자, items: [구매 이력], process: 횟수로 정합니다., sensitive: false,
    children: true, how: 전화로 요구합니다., when: 밤에 주문하는 경우, note: 다시 봅니다.}
  grade: {name: 등급, process: 금액으로 정합니다.}
"""
    assert lines("automated-decisions", body) == [
        "상점은 완전히 자동화된 시스템으로 개인정보를 처리하여 다음의 결정을 합니다.",
        "자동화된 결정: 한도(밤에 주문하는 경우)",
        "처리 목적: 부정 주문 방지",
        "대상이 되는 정보주체: 구매자",
        "이용하는 개인정보: 구매 이력",
        "결정의 기준과 절차: 횟수로 정합니다.",
        "민감정보의 이용: 이용하지 않음",
        "14세 미만 아동에 대한 결정: 해당함",
        "거부하거나 설명을 요구하는 방법: 전화로 요구합니다.",
        "자동화된 결정: 등급",
        "결정의 기준과 절차: 금액으로 정합니다.",
        "※ 한도: 다시 봅니다.",
    ]
    _, table = blocks("automated-decisions", body, as_="table", columns={"name": "이름", "how": None})
    assert isinstance(table, Table)
    assert table.columns == ("이름", "거부하거나 설명을 요구하는 방법")
    assert [type(block) for block in blocks("automated-decisions", body, only=["grade"])] == [Paragraph, Fields]


def test_safety_flat_or_by_group() -> None:
    """Measures without groups are a plain list; groups have titles, and what stands in none is the rest."""
    assert lines("safety", "safety: [암호화합니다., 통제합니다.]\n")[1:] == ["- 암호화합니다.", "- 통제합니다."]
    door = "{name: 출입, text: 막습니다., note: 밤낮}"
    body = f"safety: {{administrative: [교육합니다.], physical: {{door: {door}}}, etc: 보험}}\n"
    assert lines("safety", body)[1:] == [
        "관리적 조치",
        "- 교육합니다.",
        "물리적 조치",
        "- 출입: 막습니다.",
        "  ※ 밤낮",
        "그 밖의 조치",
        "- 보험",
    ]
    assert lines("safety", body, only=["administrative"])[1:] == ["관리적 조치", "- 교육합니다."]
    assert lines("safety", body, but=["administrative", "door"])[1:] == ["- 보험"]


ASSURANCES = """\
files: {portal: {name: 포털, rows: {회원: , 사용-이력: }}}
assurances:
  isms: {kind: certification, name: 인증서, by: 인증원, number: 가-1, scope: 누리집, when: 2024년, until: 2027년까지,
    law: 개인정보 보호법 제32조의2, url: "https://a.example", note: 심사를 받습니다.}
  other: {kind: certification, name: 다른 인증, by: 협회, scope: 앱}
  pia: {kind: impact-assessment, name: 평가, when: 2025년, files: [portal/사용-이력, portal]}
  level: {kind: protection-level, name: 수준, when: 2026년, result: S등급}
"""


def test_assurances_each_in_its_own_words() -> None:
    """Three kinds are three tables, each under a sentence of its own; a note names its row where there are several."""
    assert lines("assurances", ASSURANCES) == [
        "상점은 개인정보 보호에 관하여 다음의 인증을 받았습니다.",
        "개인정보 보호 인증",
        "- 인증: 인증서",
        "  인증 기관: 인증원",
        "  인증 번호: 가-1",
        "  인증 범위: 누리집",
        "  인증받은 때: 2024년",
        "  유효 기간: 2027년까지",
        "  근거 법령: 「개인정보 보호법」 제32조의2",
        "  누리집: https://a.example",
        "- 인증: 다른 인증",
        "  인증 기관: 협회",
        "  인증 번호:",
        "  인증 범위: 앱",
        "  인증받은 때:",
        "  유효 기간:",
        "  근거 법령:",
        "  누리집:",
        "※ 인증서: 심사를 받습니다.",
        "상점은 다음과 같이 개인정보 영향평가를 하였습니다.",
        "개인정보 영향평가",
        "- 영향평가: 평가",
        "  평가한 개인정보파일: 포털(사용 이력), 포털",
        "  평가한 때: 2025년",
        "상점은 다음과 같이 개인정보 보호수준 평가를 받았습니다.",
        "개인정보 보호수준 평가",
        "- 보호수준 평가: 수준",
        "  평가받은 때: 2026년",
        "  결과: S등급",
    ]


def test_assurances_are_chosen_by_kind() -> None:
    """A section can show one kind, or all but one thing."""
    assert lines("assurances", ASSURANCES, only=["protection-level"])[0] == (
        "상점은 다음과 같이 개인정보 보호수준 평가를 받았습니다."
    )
    kept = blocks("assurances", ASSURANCES, but=["certification", "pia"])
    assert len([block for block in kept if isinstance(block, Table)]) == 1
    assert not [block for block in kept if isinstance(block, Note)]


@pytest.mark.parametrize("section", ["rights", "duties", "portability", "automated-decisions", "safety", "assurances"])
def test_what_does_not_apply_has_no_facts_to_tell(section: str) -> None:
    """The builder of a block that says none says nothing; that it does not apply is said for all alike."""
    assert blocks(section, f"{section}: none\n") == ()
    assert blocks(section, "") == ()
