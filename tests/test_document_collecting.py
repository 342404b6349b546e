"""The sections on collecting: what a policy file says of purposes, items, files, children comes out, in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml as plain_yaml

from drawn import FOLDERS
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.facts.resolve import resolve
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.nodes import Block, Note, Paragraph, Section, Strong, Table, Text
from policyc.reading import yaml
from policyc.reading.structure import structure
from policyc.render import text

HEAD = """
format: 1
title: 예시상점 개인정보 처리방침
controller: {name: 주식회사 예시상점, short: 회사}
dates: {effective: 2026-01-05}
"""

SHOP = """
items:
  정산정보: {members: [계좌은행명, 계좌번호, 예금주]}
  건강정보: {kind: sensitive, note: 스스로 적은 정보입니다.}
purposes:
  sign-up: [회원 식별, 가입 의사 확인]
  delivery: {name: 상품 배송, text: 주문한 상품을 보냅니다., note: 국내에만 보냅니다.}
  ads: {name: 광고성 정보 전송, text: 할인 행사 안내, when: marketing-consent}
collection:
  all: {basis: consent, keep: 회원 탈퇴 시까지}
  join:
    name: 회원가입
    required: [아이디, {item: 외국인등록번호, when: foreigner, note: 확인한 뒤 지웁니다.}]
    optional: [{item: 정산정보, only: [계좌번호]}]
    purposes: [sign-up, {purpose: ads, when: 앱 알림을 켠 경우, note: 밤에는 보내지 않습니다.}]
    refusal: {how: 빈칸으로 둡니다., effect: 동의하지 않아도 됩니다.}
  order:
    name: 주문
    basis: contract
    keep: 6개월
    note: 주문마다 다릅니다.
    rows:
      buyer: {required: {구매자: [성명, 휴대전화번호], 수취인: [주소], all: [배송 메시지]}, purposes: delivery}
      refund: {name: 환불, required: [계좌번호], purposes: 환불, keep: 환불 완료 시까지}
      국외:
        when: 국외에 보내는 경우
        rows: {customs: {name: 통관, basis: 관세법 제241조, required: [여권번호], method: 서면}}
  health:
    {name: 건강 코너, when: 만 19세 이상인 경우, from: 예시건강, optional: [건강정보], refusal: 추천을 받지 못합니다.}
  seller: {name: 사업자 정보, personal: false, required: [상호]}
  use: {name: 이용 과정, automatic: [IP주소, 쿠키], purposes: 통계, keep: 3개월, note: 저절로 쌓입니다.}
"""


def section(body: str, name: str, outline: str = "") -> Section:
    """Build the document of a policy and return one of its sections."""
    source, faults = yaml.read("policy/shop/2026-01-05.yaml", (HEAD + body + outline).encode())
    assert source is not None
    assert not faults
    policy = structure(source)
    facts = resolve(policy, on(policy.dates.effective), taxonomy())
    whole = document(facts, None, Phrases(facts, FOLDERS))
    return next(found for found in whole.sections if found.id == name)


def said(body: str, name: str, outline: str = "") -> str:
    """Return the text of a section."""
    return text.section(section(body, name, outline))


def tables(found: Section) -> list[Table]:
    """Return the tables of a section."""
    return [block for block in found.blocks if isinstance(block, Table)]


def grid(table: Table) -> list[list[str]]:
    """Return a table's cells as texts, row by row, as they stand in it."""
    return [[text.cell(cell) for cell in row] for row in table.rows]


def node(options: str) -> str:
    """Return an outline of the section ``collection`` alone."""
    return f"outline: {{collection: {{{options}}}}}\n"


def test_with_and_without_consent_are_apart() -> None:
    """Where both occur there are two tables, each under its sentence; only the second says its grounds."""
    found = section(SHOP, "collection")
    consent, without, business = tables(found)
    assert consent.caption == "동의를 받아 처리하는 개인정보의 항목"
    assert without.caption == "동의 없이 처리하는 개인정보의 항목"
    assert business.caption == "사업자 정보"
    assert "처리의 법적 근거" not in consent.columns
    assert "처리의 법적 근거" in without.columns
    assert [row[0] for row in grid(consent)] == ["회원가입", "건강 코너(만 19세 이상인 경우)"]
    words = text.section(found)
    assert words.index("동의를 받아 다음의") < words.index("이용 과정에서") < words.index("동의 없이 처리합니다")
    assert "「관세법」 제241조" in words


@pytest.mark.parametrize(
    ("basis", "sentence", "column"),
    [
        ("consent", "회사는 정보주체의 동의를 받아 다음의 정보를 수집합니다.", False),
        ("contract", "회사는 다음의 개인정보를 법적 근거에 따라 정보주체의 동의 없이 처리합니다.", True),
        ("[consent, law]", "회사는 정보주체의 동의를 받아 다음의 정보를 수집합니다.", True),
        (None, "회사는 다음의 개인정보를 수집합니다.", False),
    ],
)
def test_one_ground_makes_one_table(basis: str | None, sentence: str, column: bool) -> None:
    """Where all rests on one ground there is one table, and the sentence says which."""
    body = f"collection: {{join: {{name: 가입, required: [이름]{f', basis: {basis}' if basis else ''}}}}}\n"
    found = section(body, "collection")
    (table,) = tables(found)
    assert sentence in text.section(found)
    assert ("처리의 법적 근거" in table.columns) is column


def test_rows_that_say_no_ground_stand_last() -> None:
    """Rows without a ground are claimed neither for consent nor against it."""
    rows = "{a: {name: 가, required: [이름]}, b: {name: 나, basis: contract, required: [이름]}, "
    found = section(f"collection: {rows}c: {{name: 다, basis: consent, required: [이름]}}}}\n", "collection")
    assert [[row[0] for row in grid(table)] for table in tables(found)] == [["나"], ["다"], ["가"]]
    assert tables(found)[-1].caption == "수집하는 개인정보의 항목"


def test_lists_by_person_are_lines_of_a_cell() -> None:
    """Labels stand before their items; those of all have none."""
    words = said(SHOP, "collection")
    assert "    구매자: 성명, 휴대전화번호\n    수취인: 주소\n    배송 메시지\n" in words


def test_items_say_members_and_conditions() -> None:
    """A row that takes some members names those; conditions stand in brackets, known ones in words."""
    words = said(SHOP, "collection")
    assert "정산정보(계좌번호)" in words
    assert "예금주" not in words
    assert "외국인등록번호(외국인인 경우)" in words
    assert "광고성 정보 전송(마케팅 정보 수신에 동의한 경우, 앱 알림을 켠 경우)" in words


def test_rows_and_shelves_have_their_names() -> None:
    """A row's English id is no name; a shelf joins the name of its context; equal neighbours are one cell."""
    without = tables(section(SHOP, "collection"))[1]
    assert without.columns[:2] == ("구분", "세부 구분")
    assert grid(without)[0][:2] == ["주문", ""]
    assert grid(without)[1][0] == "환불"
    assert grid(without)[2][:2] == ["주문 > 국외", "통관(국외에 보내는 경우)"]
    assert without.rows[0][0].rows == 2


def test_notes_name_what_they_are_bound_to() -> None:
    """Notes of items, purposes and rows follow their table, under the name where there are several."""
    consent, without, _ = tables(section(SHOP, "collection"))
    assert [text.plain(note.inlines) for note in consent.notes] == [
        "회원가입: 동의하지 않아도 됩니다.",
        "동의를 거부하는 방법(회원가입): 빈칸으로 둡니다.",
        "건강 코너: 추천을 받지 못합니다.",
        "외국인등록번호: 확인한 뒤 지웁니다.",
        "광고성 정보 전송: 밤에는 보내지 않습니다.",
        "건강정보: 스스로 적은 정보입니다.",
    ]
    assert [text.plain(note.inlines) for note in without.notes] == ["주문마다 다릅니다."]


def test_a_note_of_some_rows_names_them_once() -> None:
    """What is said of an entry's rows together bears the entry's name, of some rows theirs."""
    rows = "{a: {name: 가, required: [이름], refusal: 하나}, b: {name: 나, required: [주소], refusal: 둘}}"
    body = (
        f"collection: {{x: {{name: 엑스, note: 셋, rows: {rows}}}, y: {{name: 와이, required: [이름], refusal: 둘}}}}\n"
    )
    (table,) = tables(section(body, "collection"))
    assert {text.plain(note.inlines) for note in table.notes} == {"엑스 > 가: 하나", "엑스 > 나, 와이: 둘", "엑스: 셋"}


def test_what_comes_by_itself_is_listed_with_its_particulars() -> None:
    """Automatic items follow as a list, with purpose, period and notes, in the part of their ground."""
    words = said(SHOP, "collection")
    assert "이용 과정에서 다음의 정보가 자동으로 생성되거나 수집될 수 있습니다.\n\n- IP주소\n- 쿠키\n" in words
    assert "처리 목적: 통계\n보유 기간: 3개월\n\n※ 저절로 쌓입니다." in words


def test_automatic_items_of_a_person_are_one_line() -> None:
    """Labels, method, source and ground of automatic items are said too."""
    body = """collection:
  app: {name: 앱, automatic: {고객: [쿠키, IP주소]}, method: [가, 나], from: 제휴사, basis: contract}
  web: {name: 누리집, required: [이름], automatic: [쿠키]}
"""
    words = said(body, "collection")
    assert "- 고객: 쿠키, IP주소" in words
    assert "처리의 법적 근거: 계약의 체결·이행\n수집 방법: 가, 나\n수집 출처: 제휴사" in words
    assert "누리집에서 다음의 정보가" in words


def test_rows_without_a_period_have_the_general_one() -> None:
    """Where rows say their periods, one that does not is kept as long as all."""
    body = "collection: {a: {name: 가, required: [이름], keep: 1년}, b: {name: 나, required: [이름]}}\n"
    (table,) = tables(section(body + "retention: {general: 목적을 이룰 때까지}\n", "collection"))
    keep = table.columns.index("보유 기간")
    assert [row[keep] for row in grid(table)] == ["1년", "목적을 이룰 때까지"]


@pytest.mark.parametrize(
    ("by", "captions"),
    [
        ("context", ["회원가입", "건강 코너(만 19세 이상인 경우)", "주문", "사업자 정보"]),
        ("group", ["회원가입", "건강 코너(만 19세 이상인 경우)", "주문", "주문 > 국외", "사업자 정보"]),
        ("basis", ["정보주체의 동의", "계약의 체결·이행", "「관세법」 제241조", "사업자 정보: 정보주체의 동의"]),
        ("slot", ["필수 항목", "선택 항목", "자동 수집 항목", "필수 항목", "사업자 정보: 필수 항목"]),
    ],
)
def test_splits_make_one_table_a_value(by: str, captions: list[str]) -> None:
    """Each split is obeyed, within what rests on consent and what does not."""
    found = tables(section(SHOP, "collection", node(f"split: {by}")))
    assert [table.caption.split(": ", 1)[-1] if by in ("context", "group") else table.caption for table in found] == [
        caption if by in ("context", "group") or caption.startswith("사업자") else f"{ground}: {caption}"
        for caption, ground in zip(captions, _grounds(by), strict=True)
    ]


def _grounds(by: str) -> list[str]:
    consent, without = "동의를 받아 처리하는 개인정보의 항목", "동의 없이 처리하는 개인정보의 항목"
    return {
        "context": [consent, consent, without, ""],
        "group": [consent, consent, without, without, ""],
        "basis": [consent, without, without, ""],
        "slot": [consent, consent, consent, without, ""],
    }[by]


def test_cards_keep_what_captions_say() -> None:
    """Cards and lists have no captions, so what splits them is said above each."""
    found = section(SHOP, "collection", node("split: context, as: cards"))
    assert not tables(found)
    strong = [block for block in found.blocks if isinstance(block, Paragraph) and isinstance(block.inlines[0], Strong)]
    assert "주문" in text.plain(strong[2].inlines)
    assert len(strong) == 4
    assert "구분: 회원가입" in text.section(found)


@pytest.mark.parametrize(
    ("options", "there", "gone"),
    [
        ("only: [consent]", ["회원가입", "이용 과정"], ["주문", "동의 없이"]),
        ("only: [without-consent]", ["주문", "동의 없이 처리합니다"], ["회원가입", "동의를 받아"]),
        ("only: [join, health]", ["회원가입", "건강 코너"], ["주문", "이용 과정"]),
        ("only: [order/refund]", ["환불"], ["구매자", "통관"]),
        ("only: [국외]", ["통관"], ["환불", "회원가입"]),
        ("only: [order/customs]", ["통관"], ["환불"]),
        ("only: [join, required]", ["외국인등록번호"], ["정산정보", "건강정보"]),
        ("only: [optional]", ["정산정보", "건강정보"], ["외국인등록번호", "주문", "쿠키"]),
        ("except: [automatic, seller]", ["회원가입", "주문"], ["쿠키", "상호"]),
        ("except: [consent]", ["주문"], ["회원가입", "쿠키"]),
        ("except: [order/refund, 국외]", ["구매자"], ["환불", "통관"]),
    ],
)
def test_filters_pick_rows_and_slots(options: str, there: list[str], gone: list[str]) -> None:
    """Ids, paths with or without shelves, slots and grounds pick rows; words of different kinds must all hold."""
    words = said(SHOP, "collection", node(options))
    assert [word for word in there if word not in words] == []
    assert [word for word in gone if word in words] == []


def test_columns_are_the_authors() -> None:
    """The author's columns stand in his order under his headings, and then hold what comes by itself too."""
    found = section(SHOP, "collection", node("only: [consent], columns: {items: 모으는 것, keep: 기간, group: 때}"))
    table = tables(found)[0]
    assert table.columns == ("모으는 것", "기간", "때")
    assert grid(table)[0][0] == "필수 항목: 아이디, 외국인등록번호(외국인인 경우)\n선택 항목: 정산정보(계좌번호)"
    assert grid(table)[2][0] == "자동 수집 항목: IP주소, 쿠키"
    assert "자동으로 생성되거나" not in text.section(found)


def test_a_column_of_slots_gives_each_slot_a_row() -> None:
    """With the column ``slot``, required, optional and automatic items have rows of their own."""
    found = section(SHOP, "collection", node("only: [join], columns: [group, slot, items]"))
    (table,) = tables(found)
    assert table.columns == ("구분", "항목 구분", "수집 항목")
    assert grid(table) == [
        ["회원가입", "필수 항목", "아이디, 외국인등록번호(외국인인 경우)"],
        ["선택 항목", "정산정보(계좌번호)"],
    ]


def test_labelled_items_say_slot_and_person() -> None:
    """In a column of all items, a list by person says both whose and which."""
    body = "collection: {a: {name: 가, required: {고객: [이름]}, optional: {동반자: [이름]}}}\n"
    (table,) = tables(section(body, "collection", node("columns: [items]")))
    assert grid(table) == [["필수 항목(고객): 이름\n선택 항목(동반자): 이름"]]


def test_purposes_are_listed_with_names_conditions_and_notes() -> None:
    """A purpose is its name and its words; its category stays in the data."""
    words = said(SHOP.replace("할인 행사 안내,", "[할인 행사 안내, 신상품 소식], category: marketing,"), "purposes")
    assert "1. 회원 식별, 가입 의사 확인\n" in words
    assert "2. 상품 배송: 주문한 상품을 보냅니다.\n   ※ 국내에만 보냅니다.\n" in words
    assert "3. 광고성 정보 전송(마케팅 정보 수신에 동의한 경우): 할인 행사 안내, 신상품 소식" in words
    assert "marketing" not in words
    assert "동의를 구합니다" not in words
    assert "미리 정보주체의 동의를 구합니다." in said("new-purpose: consent\n" + SHOP, "purposes")
    assert "상품 배송" not in said(SHOP, "purposes", "outline: {purposes: {only: [sign-up]}}\n")


def test_purposes_without_a_section_are_told_in_full() -> None:
    """Where no section lists the purposes, a row says what they are, with their notes."""
    words = said(SHOP, "collection", node(""))
    assert "상품 배송: 주문한 상품을 보냅니다." in words
    assert "※ 상품 배송: 국내에만 보냅니다." in words
    listed = said(SHOP, "collection", "outline: [collection, purposes]\n")
    assert "처리 목적: 상품 배송\n" in listed
    assert "국내에만" not in listed


def test_refusal_is_told_once() -> None:
    """A section on refusal takes the refusals from under the tables, but only those that it shows."""
    outline = "outline: {collection: , refusal: {only: [join]}}\n"
    told = said(SHOP, "refusal", outline)
    assert "정보주체는 개인정보의 수집·이용에 대한 동의를 거부할 수 있습니다." in told
    assert "동의하지 않아도 됩니다.\n\n동의를 거부하는 방법: 빈칸으로 둡니다." in told
    left = said(SHOP, "collection", outline)
    assert "동의하지 않아도 됩니다." not in left
    assert "※ 건강 코너: 추천을 받지 못합니다." in left


def test_refusals_that_differ_make_a_table() -> None:
    """Several refusals stand in a table; an entry whose rows all say the same has one row."""
    rows = "{a: {name: 가, required: [이름]}, b: {name: 나, required: [주소]}}"
    body = SHOP + f"  club: {{name: 모임, refusal: 들어올 수 없습니다., rows: {rows}}}\n"
    (table,) = tables(section(body, "refusal", "outline: [refusal, collection]\n"))
    assert table.columns == ("구분", "동의를 거부하는 방법", "거부에 따른 불이익")
    assert grid(table) == [
        ["회원가입", "빈칸으로 둡니다.", "동의하지 않아도 됩니다."],
        ["건강 코너(만 19세 이상인 경우)", "", "추천을 받지 못합니다."],
        ["모임", "들어올 수 없습니다."],
    ]


FILES = """
files:
  portal:
    name: 예시포털
    note: 예시로 둔 시스템입니다.
    rows:
      회원:
        {basis: public-task, required: [이름], optional: [이메일], automatic: [쿠키], purposes: 민원 처리, keep: 준영구}
      사용-이력:
      접속-이력:
  추첨-명단: {basis: consent, required: [이름], keep: 30일}
  대여정보이력:
"""


def test_files_are_shown_as_rows_and_names() -> None:
    """Files with particulars stand in tables, with and without consent apart; those with a name alone in a list."""
    found = section(FILES, "files")
    without, consent = tables(found)
    assert without.columns == ("구분", "개인정보파일", "개인정보의 항목", "처리 목적", "보유 기간", "처리의 법적 근거")
    assert grid(without)[0][2] == "필수 항목: 이름\n선택 항목: 이메일\n자동 수집 항목: 쿠키"
    assert grid(consent) == [["추첨 명단", "이름", "30일"]]
    words = text.section(found)
    assert (
        "그 밖에 다음의 개인정보파일을 보유하고 있습니다.\n\n- 예시포털: 사용 이력, 접속 이력\n- 대여정보이력" in words
    )
    assert "※ 예시로 둔 시스템입니다." in words


def test_files_obey_the_outline() -> None:
    """Filters and columns of files are the author's; with columns, a file of which only the name is told is a row."""
    words = said(FILES, "files", "outline: {files: {except: [portal/사용-이력, 대여정보이력]}}\n")
    assert "접속 이력" in words
    assert "사용 이력" not in words
    assert "대여정보이력" not in words
    (table, *_) = tables(section(FILES, "files", "outline: {files: {only: [portal], columns: [group, name]}}\n"))
    assert [row[-1] for row in grid(table)] == ["회원", "사용 이력", "접속 이력"]
    named = said("files: {대여정보이력: }\n", "files")
    assert "회사는 다음의 개인정보파일을 보유하고 있습니다.\n\n- 대여정보이력" in named


PERMISSIONS = """
purposes: {ads: {name: 광고, text: 광고 전송, when: marketing-consent}}
permissions:
  camera: {name: 카메라, os: [ios, android], optional: true, purposes: [{purpose: ads, note: 드물게}], note: 찍을 때만}
  network: {name: 네트워크, os: android, purposes: 접속}
"""


def test_permissions_required_first() -> None:
    """Required permissions come first; that optional ones may be refused is said only where there are some."""
    found = section(PERMISSIONS, "permissions")
    (table,) = tables(found)
    assert grid(table) == [
        ["네트워크", "필수", "접속", "Android"],
        ["카메라", "선택", "광고(마케팅 정보 수신에 동의한 경우)", "iOS, Android"],
    ]
    assert [text.plain(note.inlines) for note in table.notes] == ["카메라: 찍을 때만", "광고: 드물게"]
    sentence = "선택 접근 권한은 허용하지 않아도 서비스를 이용할 수 있습니다."
    assert sentence in text.section(found)
    required = said(PERMISSIONS, "permissions", "outline: {permissions: {only: [required]}, purposes: }\n")
    assert "카메라" not in required
    assert sentence not in required
    split = section(PERMISSIONS, "permissions", "outline: {permissions: {split: slot}, purposes: }\n")
    assert [table.caption for table in tables(split)] == ["필수", "선택"]


@pytest.mark.parametrize(
    ("children", "there", "gone"),
    [
        ("{collects: true}", ["회사는 만 14세 미만 아동의 개인정보를 수집합니다."], ["수집하지"]),
        ("{collects: false}", ["회사는 만 14세 미만 아동의 개인정보를 수집하지 않습니다."], ["수집합니다"]),
        (
            "{collects: true, age: 만 16세}",
            ["만 16세 미만 아동의 개인정보를 수집합니다."],
            ["14세 미만 아동의 개인정보를"],
        ),
        ("{collects: false, age: 만 16세}", ["만 16세 미만 아동의 개인정보를 수집하지 않습니다."], []),
        ("{consent: 부모의 동의}", ["만 14세 미만 아동의 개인정보는 부모의 동의를 받아 처리합니다."], ["수집"]),
        ("{age: 만 16세, consent: 부모의 동의}", ["만 16세 미만 아동의 개인정보는 부모의 동의를 받아"], []),
        ("{consent: 부모에게 묻습니다.}", ["\n\n부모에게 묻습니다."], ["묻습니다.를"]),
        ("{for: [도서 추천, 가족 계정]}", ["- 도서 추천\n- 가족 계정"], []),
        ("{check: [휴대전화 인증]}", ["법정대리인이 동의하였는지는 다음의 방법으로", "- 휴대전화 인증"], []),
        (
            "{check: {a: {name: 서면, text: 받습니다., when: ios, note: 늦게}}}",
            ["- 서면(iOS를 이용하는 경우): 받습니다.\n  ※ 늦게"],
            [],
        ),
        (
            "{rights: [access], note: [하나, 둘]}",
            ["법정대리인이 아동의 개인정보에 대하여 열람을", "※ 하나\n\n※ 둘"],
            [],
        ),
        ("{age: 만 16세, rights: [access]}", ["만 16세 미만 아동의 경우에는 법정대리인이"], ["14세 미만 아동의 경우"]),
        ("none", ["회사는 만 14세 미만 아동의 개인정보를 처리하지 않습니다."], []),
    ],
)
def test_children(children: str, there: list[str], gone: list[str]) -> None:
    """Each fact about children is said, and nothing that no fact says."""
    words = said(f"children: {children}\n", "children")
    assert [word for word in there if word not in words] == []
    assert [word for word in gone if word in words] == []


def test_sensitive_data() -> None:
    """Rule, kinds and notes are said; a rule that is not there is not."""
    full = said("sensitive: {rule: with-consent, kinds: [건강, 사상·신념], note: 적게}\n", "sensitive")
    assert "동의 없이 민감정보를 수집하지 않습니다." in full
    assert "회사가 처리하는 민감정보의 종류는 건강, 사상·신념입니다." in full
    assert "※ 적게" in full
    assert "수집하지" not in said("sensitive: {kinds: [건강]}\n", "sensitive")


def test_sensitive_disclosure() -> None:
    """Where sensitive data may be seen: service, items, risk and the way to hide it; only then is hiding promised."""
    diary = "{name: 일기, when: ios, items: [건강정보], risk: 보입니다., hide: 설정 > 나만, note: 처음엔 나만}"
    found = section(SHOP + f"sensitive-disclosure: {{diary: {diary}}}\n", "sensitive-disclosure")
    (table,) = tables(found)
    assert grid(table) == [["일기(iOS를 이용하는 경우)", "건강정보", "보입니다.", "설정 > 나만"]]
    assert [text.plain(note.inlines) for note in table.notes] == ["처음엔 나만", "건강정보: 스스로 적은 정보입니다."]
    assert "비공개를 선택할 수 있습니다" in text.section(found)
    bare = said(SHOP + "sensitive-disclosure: {diary: {name: 일기, items: [건강정보]}}\n", "sensitive-disclosure")
    assert "비공개를 선택할 수 있습니다" not in bare


@pytest.mark.parametrize("block", ["methods", "without-consent"])
def test_sentences_are_listed(block: str) -> None:
    """Sentences keep names, conditions and notes; filters pick them by id."""
    desk = "{name: 창구, text: 받습니다., when: 상담할 때, note: 짧게}"
    body = f"{block}: {{a: {desk}, b: {{text: 씁니다., when: ios}}}}\n"
    words = said(body, block)
    assert "- 창구(상담할 때): 받습니다.\n  ※ 짧게\n- iOS를 이용하는 경우: 씁니다." in words
    assert "창구" not in said(body, block, f"outline: {{{block}: {{only: [b]}}}}\n")


def test_filters_of_a_home_are_not_for_its_guests() -> None:
    """What picks rows of collection leaves the sentences that join its section alone."""
    words = said(
        SHOP + "methods: {screen: 화면에 적은 정보}\nsensitive: with-consent\n", "collection", node("only: [consent]")
    )
    assert "- 화면에 적은 정보" in words
    assert "민감정보를 수집하지 않습니다." in words


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("methods", "개인정보를 수집하는 방법을 따로 두고 있지 않습니다."),
        ("without-consent", "동의 없이 개인정보를 처리하지 않습니다."),
        ("sensitive", "민감정보를 처리하지 않습니다."),
        ("sensitive-disclosure", "민감정보가 공개될 수 있는 곳이 없습니다."),
        ("files", "등록하여 공개하는 개인정보파일을 두고 있지 않습니다."),
        ("permissions", "앱에서 단말기의 접근 권한을 요청하지 않습니다."),
    ],
)
def test_none_is_said(block: str, sentence: str) -> None:
    """A block that does not apply says so in a sentence of its own."""
    assert sentence in said(f"{block}: none\n", block)


DATA_ONLY = re.compile(r"category|formerly|kind|aliases|personal|basis|optional|os|rule|collects")
"""Keys whose values are data, or words that readers see in Korean."""


def _leaves(data: Any, key: str = "") -> Iterator[str]:
    """Yield the Korean texts of plain data that readers must see, less what is named by an id."""
    if isinstance(data, dict):
        for below, value in data.items():
            yield from _leaves(value, str(below))
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value, key)
    elif isinstance(data, str) and re.search("[가-힣]", data) and not DATA_ONLY.fullmatch(key):
        yield data


def test_every_text_is_printed() -> None:
    """Each Korean text of the sample stands in the document."""
    body = SHOP + FILES + PERMISSIONS.split("\n", 2)[2]
    data = plain_yaml.safe_load(body)
    printed = "\n".join(said(body, name) for name in ("purposes", "collection", "files", "permissions"))
    texts = [leaf for leaf in _leaves(data) if leaf != "관세법 제241조"]
    assert len(texts) > 60
    unseen = {"계좌은행명", "예금주"}
    assert {leaf for leaf in texts if leaf.replace("-", " ") not in printed} == unseen


def test_texts_of_the_author_are_no_markup() -> None:
    """Names with marks come out as plain text nodes."""
    body = 'collection: {a: {name: "**굵게**<b>", required: [이름], note: "[가](https://example.com)"}}\n'
    (table,) = tables(section(body, "collection"))
    assert grid(table)[0][0] == "**굵게**<b>"
    assert list(_inlines(table.notes)) == ["[가](https://example.com)"]


def _inlines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        assert isinstance(block, Note)
        yield from (part.text for part in block.inlines if isinstance(part, Text))
