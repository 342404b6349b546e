"""Documents for tests: a policy as long and as varied as a real one, with every kind of node, and a comparison."""

from __future__ import annotations

from datetime import date

from policyc.nodes import (
    Block,
    Break,
    Cell,
    Del,
    Document,
    Emphasis,
    Fields,
    Inline,
    Ins,
    Items,
    Link,
    Note,
    Paragraph,
    Ref,
    Section,
    Strong,
    Table,
    Text,
    Time,
)

NASTY = (
    "<b>{{7*7}}**x",
    "**“회사”**는",
    "a|b",
    "\\",
    "\\|",
    "1. ",
    "1) 하나",
    "# ",
    "## 제목 ##",
    "***",
    "* * *",
    "- ",
    "+ 더하기",
    "---",
    "===",
    "> 인용",
    "__init__",
    "~~취소~~",
    "6개월~1년",
    "`코드`",
    "[설정] 메뉴 > [인터넷 옵션]",
    "[x](javascript:alert(1))",
    "[설정]: https://a.example",
    "![그림](x.png)",
    "help_desk@example.com",
    "https://example.com/a_b_c*d*?x=1&copy=2",
    "www.example.com/a_b",
    "&amp; &#35; &copy; AT&T",
    "「개인정보 보호법」 제30조",
    '"서비스 탈퇴"를',
    "'",
    "``` 울타리",
    "<!-- 주석 -->",
    "<https://example.com>",
    "| --- |",
    "끝 \\",
    "\u3000들여쓰기\u3000",
    "줄\n바꿈",
    ":---:",
    "좋아요!",
    "[^1]",
    "[ ] 할 일",
    "{% raw %}",
    "</section><script>alert(1)</script>",
    "😀",
)


def words(text: str) -> tuple[Inline, ...]:
    """Make inlines of plain words."""
    return (Text(text),)


def said(*parts: str | Inline) -> Paragraph:
    """Make a paragraph of words and inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def bullets(*items: str | tuple[Block, ...]) -> Items:
    """Make a list without numbers."""
    return Items(False, tuple((said(item),) if isinstance(item, str) else item for item in items))


def numbers(*items: str | tuple[Block, ...], start: int = 1) -> Items:
    """Make a list with numbers."""
    return Items(True, tuple((said(item),) if isinstance(item, str) else item for item in items), start)


def cell(*blocks: str | Block, rows: int = 1, header: bool = False) -> Cell:
    """Make a cell of words or blocks."""
    return Cell(tuple(said(block) if isinstance(block, str) else block for block in blocks), rows, header)


def title(text: str, rows: int = 1) -> Cell:
    """Make the header of a row, or of as many rows as it spans."""
    return cell(text, rows=rows, header=True)


_COLLECTED = Table(
    "수집하는 개인정보의 항목",
    ("구분", "필수 항목", "선택 항목", "보유 기간"),
    (
        (
            title("회원가입"),
            cell(
                bullets(
                    "아이디, 비밀번호, 담당자명, 이메일 주소, 휴대전화번호",
                    "정산정보(전자세금계산서용 이메일 주소, 계좌은행명, 계좌번호, 예금주, 통장사본)",
                )
            ),
            cell("휴대전화정보"),
            cell("회원 탈퇴 시까지"),
        ),
        (
            title("사업자 정보"),
            cell("발행자명, 법인명, 대표자명, 사업자등록번호, 업태, 종목, 우편번호, 소재지, 사업자등록증사본"),
            cell("없음"),
            cell("계약 종료 후 5년"),
        ),
    ),
    (Note(words("사업자 정보는 개인정보가 아니지만 함께 수집하므로 안내합니다.")),),
)

_AUTOMATIC = Table(
    "이용 과정에서 자동으로 생성되는 정보",
    ("서비스", "항목", "수집 방법", "보유 기간"),
    (
        (
            title("파트너 웹", 3),
            cell("단말기 정보(모델명, 디바이스 아이디, MAC주소, OS)"),
            cell("생성정보 수집 도구", rows=2),
            cell("3개월"),
        ),
        (cell("IP주소, 쿠키"), cell("1년", rows=2)),
        (cell("부정이용기록, 서비스이용기록"), cell("이용 기록 분석")),
        (title("고객센터"), cell("상담 기록, 통화 녹음"), cell("전화, 이메일"), cell("3년")),
    ),
)

_PROCESSORS = Table(
    "개인정보 처리업무의 위탁",
    ("수탁업체", "위탁업무"),
    (
        (title("(주)트랜스코스모스코리아"), cell("고객센터 운영, 고객상담")),
        (title("(주)카카오"), cell("인프라 운영, 결제서비스 제공, 데이터분석 및 통계화 처리")),
    ),
)

_RECORDS = Table(
    "관계 법령에 따라 보관하는 기록",
    ("보관하는 기록", "근거 법령", "보유 기간"),
    (
        (
            title("계약 또는 청약철회 등에 관한 기록"),
            cell("전자상거래 등에서의 소비자보호에 관한 법률", rows=4),
            cell("5년", rows=2),
        ),
        (title("대금결제 및 재화 등의 공급에 관한 기록"),),
        (title("소비자의 불만 또는 분쟁처리에 관한 기록"), cell("3년")),
        (title("표시/광고에 관한 기록"), cell("6개월")),
        (title("전자금융 거래에 관한 기록"), cell("전자금융거래법"), cell("5년")),
        (title("세법이 규정하는 모든 거래에 관한 장부 및 증빙서류"), cell("국세기본법"), cell("5년")),
        (title("서비스 이용 관련 로그인 기록"), cell("통신비밀보호법"), cell("3개월")),
    ),
)

_COOKIES = Section(
    "cookies",
    "쿠키의 설치·운영과 거부",
    (
        said(
            "쿠키는 웹사이트를 운영하는 서버가 이용자의 브라우저에 보내는 ", Emphasis(words("작은 글 파일")), "입니다."
        ),
        bullets(
            "Internet Explorer: [설정] 메뉴 > [인터넷 옵션] > [개인정보] > [고급]",
            (
                said("Chrome"),
                numbers("[설정] 메뉴 > [개인정보 및 보안] > [사이트설정]", "[쿠키 및 기타 사이트 데이터]에서 선택"),
            ),
            "Edge: [설정] 메뉴 > [쿠키 및 사이트 권한] > [쿠키 및 사이트 권한]",
        ),
        Note(words("쿠키를 모두 거부하면 로그인이 필요한 일부 서비스를 이용하기 어려울 수 있습니다.")),
    ),
    "6.2.",
)

_OFFICER = Section(
    "privacy-officer",
    "개인정보 보호책임자와 구제 기관",
    (
        Fields(
            (
                ("개인정보 보호책임자", words("이정민")),
                ("담당 부서", words("개인정보보호팀")),
                ("고객센터", (Link("tel:1644-4755", words("1644-4755")),)),
                ("이메일", (Link("mailto:privacy@example.com", words("privacy@example.com")),)),
            )
        ),
        said("침해 신고나 상담이 필요하시면 아래 기관에 문의하실 수 있습니다."),
        bullets(
            (said("개인정보침해 신고센터: (국번없이) 118, ", Link("https://privacy.kisa.or.kr", words("바로 가기"))),),
            (said("대검찰청 사이버수사과: (국번없이) 1301, ", Link("https://spo.go.kr", words("https://spo.go.kr"))),),
        ),
        said("우편: 경기도 성남시 분당구 판교역로 221", Break(), "개인정보보호팀 앞 (우 13494)"),
    ),
    "6.3.",
)

POLICY = Document(
    "카카오페이지 개인정보 처리방침",
    "Business Partner 개인정보 처리방침",
    (
        Fields(
            (("공고일자", (Time(date(2021, 11, 9)),)), ("시행일자", (Time(date(2021, 11, 15)),))),
        ),
        Note((Text("공고한 날부터 시행일까지 6일로, 7일 전에 알린다는 약속보다 짧습니다. 지난 기록으로 남깁니다."),)),
    ),
    (
        Section(
            "about",
            "개인정보 처리방침이란?",
            (
                said(
                    "주식회사 카카오엔터테인먼트(이하 ",
                    Strong(words("“회사”")),
                    ")는 이용자의 동의를 바탕으로 개인정보를 수집·이용·제공하며, ",
                    Strong(words("개인정보 자기결정권")),
                    "을 보장합니다. 회사는 정보통신서비스제공자가 지켜야 하는 법령과 규정, 지침을 따릅니다.",
                ),
                said("개인정보 처리방침은 이용자가 안심하고 서비스를 이용하도록 회사가 지켜야 할 지침을 뜻합니다."),
            ),
            "1.",
        ),
        Section(
            "collection",
            "개인정보 수집",
            (
                said("회사는 서비스에 필요한 최소한의 개인정보를 수집합니다. 민감정보는 동의 없이 수집하지 않습니다."),
                _COLLECTED,
                _AUTOMATIC,
                said("개인정보는 이용자에게 알리고 동의를 받은 뒤 아래 방법으로 수집합니다."),
                bullets(
                    "회원가입과 서비스 이용 과정에서 이용자가 동의하고 직접 입력",
                    "제휴 서비스나 단체에서 제공받음",
                    "고객센터를 통한 웹페이지, 메일, 팩스, 전화",
                    "온라인·오프라인 행사 참여",
                ),
            ),
            "2.",
        ),
        Section(
            "purposes",
            "개인정보 이용",
            (
                said("회사는 아래 목적으로만 개인정보를 이용하며, 목적이 바뀌면 먼저 동의를 받습니다."),
                numbers(
                    "회원 식별과 가입 의사 확인, 본인·연령 확인, 부정 이용 방지",
                    "친구선물과 활동 알림",
                    "인구통계학적 특성에 따른 분석과 그에 바탕을 둔 서비스 제공",
                    "신규 서비스 개발, 문의와 불만 처리, 공지사항 전달",
                ),
            ),
            "3.",
        ),
        Section(
            "provision",
            "개인정보 제공과 위탁",
            (
                said("회사는 따로 동의를 받거나 법령에 정한 경우가 아니면 개인정보를 제3자에게 제공하지 않습니다."),
                _PROCESSORS,
            ),
            "4.",
        ),
        Section(
            "retention",
            "개인정보 파기",
            (
                said("회사는 목적을 달성한 개인정보를 ", Strong(words("지체 없이")), " 복구할 수 없게 파기합니다."),
                _RECORDS,
            ),
            "5.",
        ),
        Section(
            "others",
            "기타",
            (
                Section(
                    "rights",
                    "이용자의 권리",
                    (
                        said(
                            "이용자는 언제든지 자신의 개인정보를 조회하고 고칠 수 있습니다. 보유 기간은 ",
                            Ref("retention", "5. 개인정보 파기"),
                            "를 보십시오.",
                        ),
                        said("만 14세 미만 아동의 법정대리인은 열람, 정정·삭제, 처리정지를 요구할 수 있습니다."),
                    ),
                    "6.1.",
                ),
                _COOKIES,
                _OFFICER,
            ),
            "6.",
        ),
    ),
)

COMPARISON = Document(
    "카카오페이지 개인정보 처리방침 신구대비표",
    "",
    (),
    (
        Section(
            "retention",
            "개인정보 파기",
            (
                said("회원 탈퇴 기록은 ", Del(words("30일")), Ins(words("60일")), " 동안 보관합니다."),
                Section("retention-notes", "비고", (Note((Text("시행일: "), Time(date(2021, 11, 15)))),)),
            ),
        ),
    ),
)


def everywhere(text: str) -> Document:
    """Put one text into every place of a document that takes text."""
    inlines: tuple[Inline, ...] = (
        Text(text),
        Strong(words(text)),
        Emphasis(words(text)),
        Link("https://example.com/", words(text)),
        Ref("one", text),
        Ins(words(text)),
        Del(words(text)),
        Break(),
        Text(text),
    )
    inner = (Paragraph(inlines), bullets(text, (said(text), numbers(text, start=3))), numbers(text), Note(inlines))
    row = (title(text, 2), cell(*inner))
    table = Table(text, (text, text), (row, (cell(text),), (cell(), cell(text, text))), (Note(words(text)),))
    blocks: tuple[Block, ...] = (*inner, table, Fields(((text, inlines),)))
    sections = (Section("one", text, (*blocks, Section("two", text, blocks, "1.1.")), "1."), Section("three", text, ()))
    return Document(text, text, (Paragraph(inlines),), sections)
