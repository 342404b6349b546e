"""What readers are told of what runs on their devices and watches places: cookies, trackers, cameras, location."""

from __future__ import annotations

import pytest

from policyc.nodes import Fields, Link, Paragraph, Table
from written import blocks, lines

COOKIES = """\
cookies:
  collects: [접속 기록, {item: 방문 기록, note: 한 시간마다 지웁니다.}]
  excludes: [이름, 전화번호]
  purposes: {login: 로그인 유지, cart: {name: 장바구니, text: 상품 보관, when: ios, note: 하루만 둡니다.}}
  choices: [allow, ask, refuse]
  refuse:
    chrome: 설정 > 쿠키
    예시-브라우저: 설정
    own: {name: 나의 브라우저, text: 메뉴, when: 13판부터, note: 껐다 켭니다.}
  effect: 로그인하기 어렵습니다.
  note: 앱에는 없습니다.
"""


def test_cookies() -> None:
    """All that is said of cookies is told, the ways to refuse browser by browser, the author's own too."""
    assert lines("cookies", COOKIES) == [
        "쿠키로 다음의 정보를 수집합니다.",
        "- 접속 기록, 방문 기록",
        "쿠키는 다음의 목적으로 이용합니다.",
        "- 로그인 유지",
        "- 장바구니(iOS를 이용하는 경우): 상품 보관",
        "  ※ 하루만 둡니다.",
        "쿠키에는 이름, 전화번호처럼 개인을 식별하는 정보를 담지 않습니다.",
        "정보주체는 쿠키에 대하여 다음 가운데 하나를 고를 수 있습니다.",
        "- 모든 쿠키를 허용",
        "- 쿠키를 저장할 때마다 확인",
        "- 모든 쿠키의 저장을 거부",
        "쿠키의 저장을 거부하는 방법은 다음과 같습니다.",
        "웹 브라우저에서 쿠키를 거부하는 방법",
        "- 웹 브라우저: Chrome",
        "  거부하는 방법: 설정 > 쿠키",
        "- 웹 브라우저: 예시 브라우저",
        "  거부하는 방법: 설정",
        "- 웹 브라우저: 나의 브라우저(13판부터)",
        "  거부하는 방법: 메뉴",
        "※ 나의 브라우저(13판부터): 껐다 켭니다.",
        "로그인하기 어렵습니다.",
        "※ 방문 기록: 한 시간마다 지웁니다.",
        "※ 앱에는 없습니다.",
    ]


def test_cookies_say_no_more_than_they_do() -> None:
    """A block with one fact makes one sentence, and no list or table of nothing."""
    assert lines("cookies", "cookies: {effect: 로그인하기 어렵습니다.}\n") == ["로그인하기 어렵습니다."]
    assert len(blocks("cookies", "cookies: {refuse: {chrome: 설정}}\n")) == 2


def test_refusals_as_a_list() -> None:
    """The table of browsers obeys the outline."""
    found = lines(
        "cookies", "cookies: {refuse: {edge: 설정 > 쿠키}}\n", as_="list", columns={"browser": None, "path": "길"}
    )
    assert found[1:] == ["- Edge", "  길: 설정 > 쿠키"]


TRACKERS = """\
parties: {cloud: {name: 예시클라우드}}
purposes: {ads: {name: 광고, text: 맞춤형 광고}}
behavioural:
  all: {purposes: ads, refuse: {ios: 설정 > 추적, android: {text: 설정 > 광고, note: 판마다 다릅니다.}}}
  one: {name: 첫 도구, tool: [sdk, ad-id], collector: cloud, identified: false, items: [광고식별자, 방문 기록],
    method: 자동, keep: 90일, basis: consent, url: "https://ads.example",
    when: marketing-consent, note: 재설정할 수 있습니다.}
  two: {name: 둘째 도구, tool: pixel, collector: 다른 회사, items: [방문 기록]}
  own: {name: 우리 도구, tool: cookie, identified: true, purposes: 추천, keep: {period: 1년, then: 3개월},
    refuse: {chrome: 설정}}
"""


def test_own_tools_stand_apart_from_those_of_others() -> None:
    """What the controller collects itself and what it lets others collect are two tables."""
    found = lines("behavioural", TRACKERS)
    assert found[:11] == [
        "상점은 다음과 같이 정보주체의 행태정보를 수집하여 이용합니다.",
        "수집하여 이용하는 행태정보",
        "- 수집 도구: 우리 도구",
        "  도구의 종류: 쿠키",
        "  처리 목적: 추천",
        "  보유 기간:",
        "    1년",
        "    그 뒤 3개월",
        "  개인의 식별: 개인을 알아볼 수 있는 형태로 수집",
        "상점은 다음과 같이 제3자가 정보주체의 행태정보를 수집하도록 허용합니다.",
        "제3자가 수집하는 행태정보",
    ]
    assert found[11:21] == [
        "- 수집 도구: 첫 도구(마케팅 정보 수신에 동의한 경우)",
        "  도구의 종류: 앱에 넣은 프로그램(SDK), 광고식별자",
        "  수집해 가는 사업자: 예시클라우드",
        "  수집하는 행태정보: 광고식별자, 방문 기록",
        "  처리 목적: 광고",
        "  수집 방법: 자동",
        "  보유 기간: 90일",
        "  처리의 법적 근거: 정보주체의 동의",
        "  개인의 식별: 개인을 알아볼 수 없는 형태로 수집",
        "  누리집: https://ads.example",
    ]
    assert "※ 첫 도구: 재설정할 수 있습니다." in found


def test_tools_that_are_refused_alike_are_named_together() -> None:
    """Inherited ways to refuse are told once, with all the tools they are for."""
    table = blocks("behavioural", TRACKERS)[-1]
    assert isinstance(table, Table)
    assert table.columns == ("거부할 도구", "기기나 웹 브라우저", "거부하는 방법")
    found = lines("behavioural", TRACKERS)
    assert found[found.index("행태정보의 수집을 거부하는 방법은 다음과 같습니다.") + 2 :] == [
        "- 거부할 도구: 첫 도구, 둘째 도구",
        "  기기나 웹 브라우저: 아이폰·아이패드(iOS)",
        "  거부하는 방법: 설정 > 추적",
        "- 거부할 도구: 첫 도구, 둘째 도구",
        "  기기나 웹 브라우저: 안드로이드",
        "  거부하는 방법: 설정 > 광고",
        "- 거부할 도구: 우리 도구",
        "  기기나 웹 브라우저: Chrome",
        "  거부하는 방법: 설정",
        "※ 안드로이드: 판마다 다릅니다.",
    ]


def test_trackers_are_chosen() -> None:
    """By id or by tool; of a single one the table of refusals needs no name."""
    found = lines("behavioural", TRACKERS, only=["cookie"])
    assert "우리 도구" in found[2]
    assert found[-2:] == ["- 기기나 웹 브라우저: Chrome", "  거부하는 방법: 설정"]
    assert "허용합니다" not in "".join(found)
    assert "첫 도구" not in "".join(lines("behavioural", TRACKERS, but=["one"]))


def test_an_inherited_note_is_told_once() -> None:
    """What holds of all tools is not repeated for each."""
    body = "behavioural: {all: {note: 광고에만 씁니다.}, one: {name: 하나, tool: sdk}, two: {name: 둘, tool: sdk}}\n"
    assert [line for line in lines("behavioural", body) if line.startswith("※")] == ["※ 광고에만 씁니다."]


CAMERAS = """\
officers: {hall: {role: cctv-manager, name: 김예시, phone: 02-1}, privacy-officer: {name: 홍길동}}
cctv:
  kinds: [fixed, mobile]
  purposes: [시설 안전, 화재 예방]
  law: 개인정보 보호법 제25조제1항
  places: {hq: {name: 본사, count: 3대, range: 로비}, 매장: {count: 1대, note: 탈의실은 찍지 않습니다.}}
  hours: 24시간
  keep: {period: 30일, except: law}
  kept-at: 관제실
  viewing: 미리 연락하고 방문합니다.
  elsewhere: {label: 따로 둔 방침, url: "https://shop.example/cctv"}
  note: 녹음하지 않습니다.
"""


def test_cameras() -> None:
    """The matters of the decree in its order: why, where, who, when; then where there is more."""
    assert lines("cctv", CAMERAS) == [
        "상점은 고정형 영상정보처리기기와 이동형 영상정보처리기기를 운영합니다.",
        "설치·운영의 근거: 「개인정보 보호법」 제25조제1항",
        "설치·운영의 목적: 시설 안전, 화재 예방",
        "영상정보처리기기를 설치한 곳",
        "- 설치한 곳: 본사",
        "  대수: 3대",
        "  설치 위치와 촬영 범위: 로비",
        "- 설치한 곳: 매장",
        "  대수: 1대",
        "  설치 위치와 촬영 범위:",
        "※ 매장: 탈의실은 찍지 않습니다.",
        "촬영 시간: 24시간",
        "영상 보관 기간:",
        "  30일",
        "  다만, 다른 법령에 보존 의무가 있으면 그 기간까지",
        "보관 장소: 관제실",
        "영상을 확인하는 방법과 장소: 미리 연락하고 방문합니다.",
        "영상정보처리기기 관리책임자: 김예시",
        "전화: 02-1",
        "영상정보처리기기에 관한 자세한 내용은 따로 둔 방침 (https://shop.example/cctv)에서 확인할 수 있습니다.",
        "※ 녹음하지 않습니다.",
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{kinds: fixed}", "상점은 고정형 영상정보처리기기를 운영합니다."),
        ("{kinds: [mobile]}", "상점은 이동형 영상정보처리기기를 운영합니다."),
        ("{hours: 24시간}", "상점은 영상정보처리기기를 운영합니다."),
    ],
)
def test_cameras_of_one_kind(body: str, said: str) -> None:
    """The kind is named where it is said."""
    assert lines("cctv", f"cctv: {body}\n")[0] == said


def test_cameras_elsewhere() -> None:
    """A policy of their own is linked; an address without a label stands for itself."""
    _, more = blocks("cctv", "cctv: {elsewhere: https://shop.example/cctv}\n")
    assert isinstance(more, Paragraph)
    assert [part.href for part in more.inlines if isinstance(part, Link)] == ["https://shop.example/cctv"]


def test_places_are_chosen() -> None:
    """A section can show some of the places."""
    assert "본사" not in "".join(lines("cctv", CAMERAS, only=["매장"]))
    assert "매장" not in "".join(lines("cctv", CAMERAS, but=["매장"]))


def test_location() -> None:
    """What the location act asks for, with the officer in charge."""
    body = """\
officers: {location-manager: {name: 이예시, phone: 02-2}, privacy-officer: {name: 홍길동}}
location:
  purposes: [매장 안내, {purpose: 길 안내, when: android}]
  keep: 목적 달성 시까지
  records: {law: 위치정보법 제16조제2항, keep: 6개월}
  third-parties: 제공하지 않습니다.
  guardians: 보호의무자도 동의할 수 있습니다.
  note: 끌 수 있습니다.
"""
    assert lines("location", body) == [
        "상점은 다음과 같이 정보주체의 개인위치정보를 처리합니다.",
        "개인위치정보의 처리 목적: 매장 안내, 길 안내(Android를 이용하는 경우)",
        "개인위치정보의 보유 기간: 목적 달성 시까지",
        "수집·이용·제공사실 확인자료의 보유 근거: 「위치정보의 보호 및 이용 등에 관한 법률」 제16조제2항",
        "수집·이용·제공사실 확인자료의 보유 기간: 6개월",
        "개인위치정보의 제3자 제공과 통보: 제공하지 않습니다.",
        "보호의무자의 권리와 행사 방법: 보호의무자도 동의할 수 있습니다.",
        "위치정보 관리책임자: 이예시",
        "전화: 02-2",
        "※ 끌 수 있습니다.",
    ]
    found = blocks("location", "location: {keep: 1년}\n")
    assert [type(block) for block in found] == [Paragraph, Fields]


@pytest.mark.parametrize("section", ["cookies", "behavioural", "cctv", "location"])
def test_what_does_not_apply_has_no_facts_to_tell(section: str) -> None:
    """The builder of a block that says none says nothing; that it does not apply is said for all alike."""
    assert blocks(section, f"{section}: none\n") == ()
    assert blocks(section, "") == ()
