"""What a policy says of itself: who sets it, what it covers, with whom, from when, and how it tells of its changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drawn import FOLDERS, Drawn
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.nodes import Block, Document, Link, Paragraph, Section
from policyc.render import text
from written import blocks, facts, lines

SERVICES = """\
services:
  app: {name: 작은상점 앱, short: 앱, url: "https://shop.example/app", note: 두 가지가 있습니다.}
  web: 작은상점 누리집
"""
SCOPE = """\
scope:
  covers: [앱, 누리집, 매장]
  excludes: [다른 회사의 누리집, 광고]
  annex-to: {name: 작은그룹 방침, section: 제3장(국내), url: "https://group.example/privacy"}
  note: 매장에는 따로 정한 방침도 있습니다.
"""
HUB = "co-controllers: {hub: {name: 예시물류, role: 반품의 접수, phone: 02-1, note: 반품할 때에만 처리합니다.}}\n"
REST = "purposes: {a: 주문의 처리}\n"
WHOLE = """\
purposes: {a: 주문의 처리}
collection: {a: {name: 주문, required: [이름], purposes: a, basis: contract, keep: 1년}}
officers: {privacy-officer: {name: 김보호, phone: 02-2}}
"""
"""What no policy is without."""


def told(body: str) -> Document:
    """Build the document of a policy of these blocks."""
    found = facts(body)
    return document(found, None, Phrases(found, FOLDERS))


def said(shown: Sequence[Block]) -> list[str]:
    """Write blocks as lines of plain text."""
    return [line for line in text.section(Section(id="x", heading="", blocks=tuple(shown))).splitlines() if line]


def headed(head: str) -> list[str]:
    """Write what stands under the title of a policy with this head."""
    whole = f"format: 1\ntitle: 작은상점 개인정보 처리방침\nfirst: true\n{head}{WHOLE}"
    return said(Drawn(whole, "policy/case/2026-01-05.yaml").edition.document.lead)


def linked(shown: Sequence[Block]) -> list[tuple[str, str]]:
    """List the links of paragraphs: their words and where they lead."""
    inlines = (inline for block in shown if isinstance(block, Paragraph) for inline in block.inlines)
    return [(text.plain(inline.inlines), inline.href) for inline in inlines if isinstance(inline, Link)]


# ---- under the title ----


def test_lead_says_who_and_when() -> None:
    """Under the title stands who sets the policy, its version and days, and how the controller is reached."""
    found = headed("""\
version: "3.2"
example: true
controller: {name: Example Shop, reads: 숍, short: 회사, as: 통신판매업자, representative: 홍길동, country: US}
dates: {announced: 2025-12-01, effective: 2026-01-05, enacted: 2020-03-02, amended: 2025-12-01}
""")
    assert found == [
        "※ 이 문서는 방침을 적는 방법을 보여 주는 예시입니다. 지금 적용되는 방침이 아닙니다.",
        "Example Shop(이하 ‘회사’)은 통신판매업자로서 이 개인정보 처리방침을 정하여 공개합니다.",
        "판: 3.2",
        "공고일: 2025년 12월 1일",
        "시행일: 2026년 1월 5일",
        "제정일: 2020년 3월 2일",
        "최종 변경일: 2025년 12월 1일",
        "대표자: 홍길동",
        "국가: 미국",
    ]


def test_lead_says_how_the_controller_is_reached() -> None:
    """The lines of the controller stand there too; one without a short name is called by its name."""
    found = headed("controller: {name: 작은상점, phone: 02-1}\ndates: {effective: 2026-01-05}\n")
    assert found == [
        "작은상점은 이 개인정보 처리방침을 정하여 공개합니다.",
        "시행일: 2026년 1월 5일",
        "전화: 02-1",
    ]


def test_days_that_are_not_printed() -> None:
    """``printed: false`` keeps the days out of the text, wherever they would stand."""
    found = headed("controller: {name: 작은상점}\ndates: {effective: 2026-01-05, printed: false}\n")
    assert found == ["작은상점은 이 개인정보 처리방침을 정하여 공개합니다."]


def test_days_stand_once() -> None:
    """Where the outline has a section for the days, they are not said under the title as well."""
    assert "시행일: 2026년 1월 5일" in said(told(REST).lead)
    found = told(REST + "outline: [purposes, dates]\n")
    assert "2026년" not in repr(said(found.lead))
    assert said(found.sections[1].blocks) == ["시행일: 2026년 1월 5일"]
    assert found.sections[1].heading == "시행일"


# ---- what it covers ----


def test_services() -> None:
    """Services are a list, each with its short name and its note, linked to its page."""
    shown = blocks("services", SERVICES)
    assert said(shown) == [
        "이 개인정보 처리방침은 다음의 서비스에 적용합니다.",
        "- 작은상점 앱(이하 ‘앱’) (https://shop.example/app)",
        "  ※ 두 가지가 있습니다.",
        "- 작은상점 누리집",
    ]


def test_scope() -> None:
    """What holds together is joined by 및, what is excluded by 또는; the policy that is supplemented is linked."""
    shown = blocks("scope", SCOPE)
    assert said(shown) == [
        "이 개인정보 처리방침은 앱, 누리집 및 매장에 적용합니다.",
        "이 개인정보 처리방침은 다른 회사의 누리집 또는 광고에는 적용하지 않습니다.",
        "이 개인정보 처리방침은 작은그룹 방침 (https://group.example/privacy)의 제3장(국내)을 보충합니다.",
        "※ 매장에는 따로 정한 방침도 있습니다.",
    ]
    assert linked(shown) == [("작은그룹 방침", "https://group.example/privacy")]


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        ("{covers: 앱}", "이 개인정보 처리방침은 앱에 적용합니다."),
        ("{covers: [앱, 매장]}", "이 개인정보 처리방침은 앱 및 매장에 적용합니다."),
        ("{annex-to: {name: 본사 규정}}", "이 개인정보 처리방침은 본사 규정을 보충합니다."),
        ("none", "이 개인정보 처리방침은 적용 범위를 따로 정하지 않습니다."),
    ],
)
def test_short_scopes(scope: str, sentence: str) -> None:
    """One thing is not joined to anything; what is not there is not said."""
    assert said(told(f"scope: {scope}\n{REST}").lead)[-1] == sentence


def test_co_controllers() -> None:
    """Who else processes the data is a table of who, what for and how they are reached."""
    assert lines("co-controllers", HUB) == [
        "상점은 다음의 기관과 함께 개인정보를 처리합니다.",
        "함께 처리하는 기관",
        "- 기관: 예시물류",
        "  하는 일: 반품의 접수",
        "  연락처: 전화: 02-1",
        "※ 반품할 때에만 처리합니다.",
    ]


@pytest.mark.parametrize(
    ("outline", "where"),
    [
        ("", {"services": "", "scope": "", "co-controllers": ""}),
        ("[purposes]", {"services": "", "scope": "", "co-controllers": ""}),
        ("[services, purposes]", {"services": "services", "scope": "services", "co-controllers": "services"}),
        ("[scope, purposes]", {"services": "", "scope": "scope", "co-controllers": ""}),
        (
            "[co-controllers, services, purposes]",
            {"services": "services", "scope": "services", "co-controllers": "co-controllers"},
        ),
    ],
)
def test_each_stands_once(outline: str, where: dict[str, str]) -> None:
    """What the policy covers stands in its section, else in that of the services, else under the title; never twice."""
    marks = {"services": "다음의 서비스에", "scope": "누리집 및 매장에", "co-controllers": "다음의 기관과"}
    found = told(SERVICES + SCOPE + HUB + REST + (f"outline: {outline}\n" if outline else ""))
    places = {"": said(found.lead)} | {section.id: said(section.blocks) for section in found.sections}
    for block, mark in marks.items():
        assert [at for at, words in places.items() if mark in "\n".join(words)] == [where[block]], block


def test_what_is_nothing_is_said() -> None:
    """``none`` is said where the facts would stand."""
    found = told(f"services: none\nscope: none\nco-controllers: none\n{REST}")
    assert said(found.lead)[-3:] == [
        "이 개인정보 처리방침은 적용할 서비스를 따로 정하지 않습니다.",
        "이 개인정보 처리방침은 적용 범위를 따로 정하지 않습니다.",
        "상점은 개인정보를 다른 기관과 공동으로 처리하지 않습니다.",
    ]


# ---- how it changes ----


def test_terms_in_days() -> None:
    """Terms in days say how many; what counts as material is named, the last of several with 또는."""
    body = """\
change-notice:
  reasons: [법령, 서비스]
  channels: [누리집]
  general: 7일
  material: 30일
  editorial: 3일
  material-if: [수집 항목, 처리 목적]
  material-channels: [전자우편]
  with-reason: true
  counting: clear
  note: 수신 동의는 언제든지 철회할 수 있습니다.
"""
    assert lines("change-notice", body) == [
        "이 개인정보 처리방침은 법령 또는 서비스의 변경을 반영하기 위하여 바뀔 수 있습니다.",
        "변경 사항은 누리집으로 알립니다.",
        "개인정보 처리방침을 변경하는 경우에는 변경 사항을 게시하며, 변경한 내용은 게시한 날부터 7일 후에 시행합니다.",
        "다만, 수집 항목 또는 처리 목적의 변경처럼 정보주체의 권리에 중대한 영향을 주는 변경은 "
        "적어도 시행 30일 전에 알립니다.",
        "정보주체의 권리에 중대한 영향을 주는 변경은 전자우편으로도 알립니다.",
        "글자를 바로잡는 것처럼 내용이 달라지지 않는 변경은 시행 3일 전에 알립니다.",
        "변경하는 이유를 함께 알립니다.",
        "기간을 셀 때에는 게시한 날과 시행하는 날을 넣지 않습니다.",
        "※ 수신 동의는 언제든지 철회할 수 있습니다.",
    ]


@pytest.mark.parametrize(("term", "adverb"), [("즉시", "즉시"), ("지체 없이", "지체 없이"), ("사전", "사전에")])
def test_terms_in_words(term: str, adverb: str) -> None:
    """A term that is no number of days becomes the adverb of its sentence, and no day is promised."""
    found = lines("change-notice", f"change-notice: {{general: {term}, material: {term}, editorial: {term}}}\n")
    assert found == [
        f"개인정보 처리방침을 변경하는 경우에는 변경 사항을 {adverb} 알립니다.",
        f"다만, 정보주체의 권리에 중대한 영향을 주는 변경은 {adverb} 알립니다.",
        f"글자를 바로잡는 것처럼 내용이 달라지지 않는 변경은 {adverb} 알립니다.",
    ]
    (_, named, *_) = lines(
        "change-notice", f"change-notice: {{general: 7일, material: {term}, material-if: [처리 목적]}}\n"
    )
    assert named == f"다만, 처리 목적의 변경처럼 정보주체의 권리에 중대한 영향을 주는 변경은 {adverb} 알립니다."


def test_earlier_versions() -> None:
    """Earlier versions are a table of names, times and changes, after the link to them; days and months in full."""
    body = """\
earlier:
  label: 이전 방침 모두 보기
  url: https://shop.example/history
  versions:
    - version: "2.1"
      from: 2025-01-10
      until: 2026-01-04
      url: https://shop.example/2.1
      changes: [{what: 수집 항목, how: 생년월일 추가}, {what: 수탁자, how: 배송 업체 변경}]
    - {from: 2024-03, until: 2025-01-09}
  note: 더 오랜 방침은 요청하면 보내 드립니다.
"""
    assert lines("earlier", body) == [
        "이전 방침 모두 보기 (https://shop.example/history)",
        "이전 개인정보 처리방침",
        "- 판: 2.1 (https://shop.example/2.1)",
        "  적용 기간: 2025년 1월 10일 ~ 2026년 1월 4일",
        "  바뀐 내용:",
        "    - 수집 항목: 생년월일 추가",
        "    - 수탁자: 배송 업체 변경",
        "- 판: 2024년 3월",
        "  적용 기간: 2024년 3월 ~ 2025년 1월 9일",
        "  바뀐 내용:",
        "※ 더 오랜 방침은 요청하면 보내 드립니다.",
    ]


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        ("definitions", "이 개인정보 처리방침에서 뜻을 따로 정한 낱말은 없습니다."),
        ("earlier", "이전 개인정보 처리방침은 없습니다."),
        ("change-notice", "상점은 개인정보 처리방침의 변경을 알리는 기간을 따로 정하지 않습니다."),
    ],
)
def test_none_is_a_section_of_one_sentence(block: str, sentence: str) -> None:
    """A block of the policy itself that says ``none`` makes a section that says so."""
    found = {section.id: said(section.blocks) for section in told(f"{block}: none\n{REST}").sections}
    assert found[block] == [sentence]


def test_definitions() -> None:
    """Words stand with their meaning; without a place of their own they join what is collected."""
    body = "definitions: {필수정보: 서비스에 꼭 필요한 정보}\n"
    assert lines("definitions", body) == ["필수정보: 서비스에 꼭 필요한 정보"]
    joined = told(body + REST + "collection: {a: {name: 주문, required: [이름], purposes: a}}\n")
    assert [one.id for one in joined.sections if "꼭 필요한" in "\n".join(said(one.blocks))] == ["collection"]
