"""A document that asks of a page what real policies ask: eight columns, cells of lists, merged cells, cards, depth."""

from __future__ import annotations

from datetime import date

from documents import bullets, cell, numbers, said, title, words
from policyc.nodes import Break, Document, Fields, Items, Link, Note, Ref, Section, Strong, Table, Text, Time

ADDRESS = "https://example.com/ko/legal/data-processing/subprocessors/list-of-regions-and-safeguards-2026.html"
NAME = "Example Global Customer Engagement Services (Asia Pacific) Pte. Ltd."

_LEAD = (
    Note(words("예시입니다. 실제 회사의 방침이 아니며, 표와 문장이 어떻게 보이는지 살피려고 만들었습니다.")),
    said(
        "주식회사 예시상점(이하 ",
        Strong(words("‘회사’")),
        ")은 「개인정보 보호법」 제30조에 따라 정보주체의 개인정보를 보호하고 이와 관련한 고충을 신속하고 원활하게 "
        "처리할 수 있도록 다음과 같이 개인정보 처리방침을 수립·공개합니다.",
    ),
    Fields((("공고일", (Time(date(2025, 12, 26)),)), ("시행일", (Time(date(2026, 1, 5)),)))),
    Note(words("공고한 날부터 시행일까지 6일로, 7일 전에 알린다는 약속보다 짧습니다.")),
)

_COLLECTED = Table(
    "동의를 받아 처리하는 개인정보",
    ("구분", "처리 목적", "필수 항목", "선택 항목", "수집 방법", "보유 기간"),
    (
        (
            title("회원가입", rows=2),
            cell(bullets("회원 식별과 본인 확인", "만 14세 미만 아동의 가입 제한")),
            cell("이름, 아이디, 비밀번호, 휴대전화번호, 연계정보(CI), 중복가입확인정보(DI)"),
            cell("프로필 사진, 별명"),
            cell("회원가입 화면에서 직접 입력", "간편 로그인 제공자에게서 제공받음", rows=2),
            cell("회원 탈퇴 시까지. 다만 부정 이용 기록은 탈퇴일부터 1년", rows=3),
        ),
        (cell("맞춤형 상품 추천"), cell(), cell("관심 분야, 구매 이력, 행태정보")),
        (
            title("주문·배송"),
            cell("상품 배송"),
            cell("받는 사람의 이름·주소·연락처"),
            cell("배송 메모"),
            cell("주문서"),
        ),
    ),
    (
        Note(words("선택 항목에 동의하지 않아도 서비스를 이용할 수 있습니다.")),
        Note(words("이용 과정에서 접속 기록, 쿠키, 기기 정보가 자동으로 만들어져 수집될 수 있습니다.")),
    ),
)

_TRANSFERS = Table(
    "개인정보의 국외 이전",
    ("이전받는 자", "국가", "시기와 방법", "항목", "이용 목적", "보유 기간", "거부 방법", "연락처"),
    (
        (
            title(NAME),
            cell("싱가포르", rows=2),
            cell("서비스 이용 시점에 정보통신망으로 수시 전송"),
            cell(bullets("이름, 이메일 주소, 휴대전화번호", "상담 기록(통화 녹음을 포함합니다)", "접속 기록")),
            cell("고객 상담 시스템의 운영과 품질 관리", "상담 내용의 통계 분석"),
            cell("위탁계약 종료 시까지"),
            cell("고객센터에 요청하면 국내 시스템으로 처리합니다.", rows=2),
            cell(said(Link("mailto:dpo@example.com", words("dpo@example.com")), Break(), Link(ADDRESS, ()))),
        ),
        (
            title("예시클라우드"),
            cell("가입 시 자동 전송"),
            cell("회사가 수집한 모든 개인정보"),
            cell("자료 보관"),
            cell("3년"),
            cell(said(Link("tel:02-0000-0000", words("02-0000-0000")))),
        ),
    ),
)

_PROCESSORS = Table(
    "처리업무의 위탁",
    ("수탁자", "위탁하는 업무", "재수탁자"),
    (
        (title("(주)빠른택배"), cell(numbers("상품의 배송", "반품 회수와 교환", start=1)), cell()),
        (title("예시페이먼츠 주식회사"), cell("신용카드·계좌이체 결제와 환불", rows=2), cell("없음")),
        (title("휴대전화결제연합"), cell("한국모바일인증")),
    ),
)

_CARDS = (
    Fields(
        (
            ("제공받는 자", words("예시카드 주식회사")),
            ("이용 목적", (Text("포인트 적립과 사용"), Break(), Text("제휴카드 발급 자격 확인"))),
            ("제공하는 항목", words("이름, 연계정보(CI), 휴대전화번호, 최근 12개월 동안의 구매 금액과 횟수")),
            ("보유 기간", words("제휴 계약이 끝날 때까지")),
        )
    ),
    Fields(
        (
            ("제공받는 자", words(NAME)),
            ("이용 목적과 그 법적 근거", words("주문 확인")),
            ("제공하는 항목", (Link(ADDRESS, ()),)),
        )
    ),
    Note(words("동의를 거부할 수 있으며, 거부해도 기본 서비스를 이용할 수 있습니다.")),
)

_LISTED = Items(
    False,
    (
        (said(Strong(words("고객센터"))), Fields((("전화", words("02-0000-0000")), ("시간", words("평일 9시~18시"))))),
        (said(Strong(words("개인정보 보호팀"))), Fields((("이메일", words("privacy@example.com")),))),
    ),
)


def _deep() -> Section:
    bottom = Section("deep-4", "이동통신 단말기에서 거부하는 방법", (said("설정 메뉴에서 거부합니다."),), "1)")
    third = Section("deep-3", "브라우저별 거부 방법", (said("브라우저마다 다릅니다."), bottom), "가.")
    second = Section("deep-2", "쿠키의 설치·운영과 거부", (said("쿠키는 작은 글 파일입니다."), third), "1.")
    first = Section("deep-p1", "", (said("① 회사는 쿠키를 씁니다."), numbers("로그인 유지", "장바구니")))
    other = Section("deep-p2", "", (said("② 거부하면 ", Ref("collected", "제1조 수집하는 개인정보"), "를 보십시오."),))
    return Section("deep", "자동으로 수집하는 장치", (first, other, second), "제4조")


BROAD = Document(
    "예시상점 개인정보 처리방침",
    "온라인 쇼핑몰과 그 부속 서비스",
    _LEAD,
    (
        Section("collected", "수집하는 개인정보", (said("회사는 필요한 만큼만 수집합니다."), _COLLECTED), "제1조"),
        Section("shared", "제3자에게 제공하는 개인정보", (said("다음과 같이 제공합니다."), *_CARDS), "제2조"),
        Section(
            "entrusted",
            "처리업무의 위탁과 국외 이전",
            (
                Section("processors", "", (said("① 회사는 다음과 같이 업무를 위탁합니다."), _PROCESSORS)),
                Section("transfers", "", (said("② 회사는 개인정보를 국외로 이전합니다."), _TRANSFERS)),
            ),
            "제3조",
        ),
        _deep(),
        Section("contact", "문의", (_LISTED, Note(words("전화 상담은 녹음됩니다."))), "제5조"),
        Section("addenda", "", (said("이 방침은 2026년 1월 5일부터 시행합니다."),), ""),
    ),
)
