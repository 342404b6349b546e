"""Particles, templates, display width and dates: tables decided by hand, and laws that hold for any text."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from policyc.korean import ending, fill, long_date, particle, width, with_particle

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("josa.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

# Decided by hand: a wrong particle is a fault; where two readings are usual, not to know is right.
HELD_OUT = [
    ("네이버 주식회사", "vowel"),
    ("㈜신한은행", "consonant"),
    ("신한은행㈜", "unknown"),
    ("쿠팡(주)", "unknown"),
    ("우아한형제들", "rieul"),
    ("유한회사 구글클라우드코리아", "vowel"),
    ("삼성SDS", "vowel"),
    ("KT", "vowel"),
    ("LG U+", "vowel"),
    ("CJ ENM", "consonant"),
    ("SK텔레콤(주)", "unknown"),
    ("NAVER", "vowel"),
    ("COUPANG", "unknown"),
    ("TVING", "unknown"),
    ("Amazon Web Services, Inc.", "unknown"),
    ("Google LLC", "unknown"),
    ("AT&T", "vowel"),
    ("GS25", "vowel"),
    ("McDonald's", "unknown"),
    ("Café", "unknown"),
    ("株式会社", "unknown"),
    ("「개인정보 보호법」", "consonant"),
    ("「전자상거래 등에서의 소비자보호에 관한 법률」", "rieul"),
    ("「통신비밀보호법」 제15조의2", "vowel"),
    ("제30조제1항제1호", "vowel"),
    ("같은 법 시행령 제6조(거래기록의 보존 등)", "vowel"),
    ("별표 1", "rieul"),
    ("9,900원", "consonant"),
    ("$10", "vowel"),
    ("₩10,000", "consonant"),
    ("USD 10", "unknown"),
    ("1,234,567", "rieul"),
    ("3개월", "rieul"),
    ("5년", "consonant"),
    ("72시간", "consonant"),
    ("10영업일", "rieul"),
    ("2021년 11월 9일(화)", "rieul"),
    ("2021-11-09", "rieul"),
    ("2021.11", "rieul"),
    ("18:30", "consonant"),
    ("18:00", "unknown"),
    ("02-1234-5678", "rieul"),
    ("1588-1000", "consonant"),
    ("국번없이 118", "rieul"),
    ("help@kakao.co.kr", "rieul"),
    ("https://www.kakao.com/", "consonant"),
    ("https://example.com/privacy/2", "unknown"),
    ("www.privacy.go.kr", "rieul"),
    ("100MB", "vowel"),
    ("5 km", "vowel"),
    ("70kg", "consonant"),
    ("33㎡", "vowel"),
    ("36.5℃", "vowel"),
    ("3L", "unknown"),
    ("99.9％", "vowel"),
    ("５０", "consonant"),
    ("QR", "rieul"),
    ("ISMS-P", "vowel"),
    ("HTML", "rieul"),
    ("IPTV", "vowel"),
    ("ZIP", "unknown"),
    ("JPEG", "unknown"),
    ("Windows 11", "unknown"),
    ("Office 365", "vowel"),
    ("AES-256", "unknown"),
    ("TLS 1.2", "vowel"),
    ("카카오Pay", "vowel"),
    ("macOS", "vowel"),
    ("Wi-Fi", "vowel"),
    ("B2B", "vowel"),
    ("5G", "vowel"),
    ("C++", "unknown"),
    ("이메일 1)", "unknown"),
    ("‘선택’ 항목(이름 등)", "consonant"),
    ("(선택) 휴대폰 번호", "vowel"),
    ("(선택)", "consonant"),
    ("【필수】", "vowel"),
    ("접속 기록…", "consonant"),
    ("야후!", "vowel"),
    ("ㄹ", "rieul"),
    ("ㅋㅋ", "unknown"),
    ("😀", "unknown"),
    ("\u200b ", "empty"),
    ("?", "unknown"),
]

PARTICLES = [
    # pair, after a vowel, a consonant, rieul, and where it is not known
    ("은/는", "는", "은", "은", "은(는)"),
    ("이/가", "가", "이", "이", "이(가)"),
    ("을/를", "를", "을", "을", "을(를)"),
    ("과/와", "와", "과", "과", "과(와)"),
    ("으로/로", "로", "으로", "로", "(으)로"),
    ("으로서/로서", "로서", "으로서", "로서", "(으)로서"),
    ("이라/라", "라", "이라", "이라", "(이)라"),
    ("이나/나", "나", "이나", "이나", "(이)나"),
    ("이며/며", "며", "이며", "이며", "(이)며"),
    ("이란/란", "란", "이란", "이란", "(이)란"),
    ("이고/고", "고", "이고", "이고", "(이)고"),
    ("이든/든", "든", "이든", "이든", "(이)든"),
    ("이에요/예요", "예요", "이에요", "이에요", "이에요(예요)"),
]
pairs = st.sampled_from([row[0] for row in PARTICLES])
syllables = st.integers(0xAC00, 0xD7A3).map(chr)
hard_texts = st.text(alphabet="()[]{}「」'\"가각갈10.,:/-+% aAMLé㈜주ㄹ²") | st.text()


@pytest.mark.parametrize(("word", "expected"), ROWS)
def test_each_row_of_the_table_is_read_right(word: str, expected: str) -> None:
    """Each word of the hand-made table ends as the table says."""
    assert ending(word) == expected


@pytest.mark.parametrize(("word", "expected"), HELD_OUT)
def test_held_out_cases_are_read_right(word: str, expected: str) -> None:
    """Each realistic name that no rule was made for ends as decided by hand."""
    assert ending(word) == expected


def test_the_tables_are_there() -> None:
    """Both tables have their rows, and the second repeats none of the first."""
    assert len(ROWS) >= 60
    assert len({word for word, _ in HELD_OUT}) == len(HELD_OUT) >= 40
    assert not {word for word, _ in HELD_OUT} & {word for word, *_ in ROWS}


@pytest.mark.parametrize(("pair", "vowel", "consonant", "rieul", "unknown"), PARTICLES)
def test_each_pair_has_its_four_forms(pair: str, vowel: str, consonant: str, rieul: str, unknown: str) -> None:
    """A pair takes its form by the ending; an empty word takes both forms."""
    assert [particle(word, pair) for word in ("회사", "법", "서울", "Corp", "")] == [
        vowel,
        consonant,
        rieul,
        unknown,
        unknown,
    ]


@pytest.mark.parametrize("pair", ["으로/로", "로/으로", "(으)로", "으로(로)", "로(으로)", "으로", "로"])
def test_a_pair_may_be_spelt_in_any_usual_way(pair: str) -> None:
    """Every usual spelling of one pair gives the same particle."""
    assert [particle(word, pair) for word in ("회사", "법", "서울")] == ["로", "으로", "로"]


@pytest.mark.parametrize("pair", ["", "은/가", "도", "은는", "/"])
def test_a_pair_that_is_none_is_refused(pair: str) -> None:
    """What is no pair of particles is a fault of the program."""
    with pytest.raises(ValueError, match="not a pair"):
        particle("회사", pair)


@pytest.mark.parametrize(
    ("word", "reads", "expected"),
    [
        ("Kakao Corp.", "콥", "Kakao Corp.은"),
        ("Amazon Web Services, Inc.", "드", "Amazon Web Services, Inc.는"),
        ("Amazon", "아마존", "Amazon은"),
        ("국민은행(주)", "은행", "국민은행(주)은"),
        ("카카오", "X Corp", "카카오은(는)"),
        ("카카오", " ", "카카오는"),
        ("카카오", None, "카카오는"),
    ],
)
def test_what_the_author_says_of_the_reading_wins(word: str, reads: str | None, expected: str) -> None:
    """The author's reading decides, even where it is not understood; a blank one is none."""
    assert with_particle(word, "은/는", reads) == expected


def test_every_syllable_agrees_with_its_decomposition() -> None:
    """All 11,172 syllables end as their canonical decomposition and the code point's arithmetic say."""
    for code in range(0xAC00, 0xD7A4):
        jamo = unicodedata.normalize("NFD", chr(code))
        by_jamo = "vowel" if len(jamo) == 2 else "rieul" if jamo[2] == "\u11af" else "consonant"
        by_code = {0: "vowel", 8: "rieul"}.get((code - 0xAC00) % 28, "consonant")
        assert ending(chr(code)) == ending(jamo) == by_jamo == by_code


@given(hard_texts, syllables)
def test_only_the_last_syllable_counts(text: str, last: str) -> None:
    """Whatever stands before, a text that ends in a syllable ends as that syllable."""
    assert ending(text + last) == ending(last)


@given(hard_texts, pairs, st.none() | hard_texts)
def test_no_text_is_refused(text: str, pair: str, reads: str | None) -> None:
    """Any text gets one of the forms of its pair."""
    assert particle(text, pair, reads) in next(row for row in PARTICLES if row[0] == pair)[1:]


@pytest.mark.parametrize("text", ["[" * 3000 + "a" + "]" * 3000, "(a" * 3000 + ")" * 3000, ')"' * 3000, "a[b]" * 3000])
def test_deep_brackets_end(text: str) -> None:
    """Brackets without end are not known, and cost no recursion."""
    assert ending(text) == "unknown"


@pytest.mark.parametrize("text", ["[" * 100 + "a" + "]" * 99, "a[" * 66 + "]" * 66, ')"' * 99, "a[b]" * 49, "a(" * 99])
def test_brackets_within_the_limit_are_walked(text: str) -> None:
    """The longest texts that are read at all do not run out of stack."""
    assert ending(text) in ("vowel", "unknown")


@pytest.mark.parametrize("word", [row[0] for row in (*ROWS, *HELD_OUT) if row[1] != "empty"])
def test_quotes_and_remarks_change_nothing(word: str) -> None:
    """Quotes around a name and a remark after it are not read; decomposed it reads the same."""
    assert ending(f"‘{word}’") == ending(f"『{word}』") == ending(word)
    assert ending(f"{word}(비고)") == ending(f"{word} （이하 「회사」） ") == ending(word)
    assert ending(unicodedata.normalize("NFD", word)) == ending(word)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{key!q:이/가} 두 번 적혀 있습니다.", "'보유-기간'이 두 번 적혀 있습니다."),
        ("{key} {key:은/는} {key!q}", "보유-기간 보유-기간은 '보유-기간'"),
        ("{days:이/가} {count:을/를}", "7이 10을"),
        ("{known:으로/로}", "동의, 계약, 메일로"),
        ("{known!q:으로/로}", "'동의', '계약', '메일'로"),
        ("{none}{none:은/는}{none!q}", "은(는)"),
        ("{{key}} {{{key}}} }}{{", "{key} {보유-기간} }{"),
        ("{blank:을/를}", "을(를)"),
        ("", ""),
    ],
)
def test_holes_are_filled(template: str, expected: str) -> None:
    """A hole takes its value, in quotes and with its particle as it asks; doubled braces are braces."""
    known = ("동의", "계약", "메일")
    values = {"key": "보유-기간", "days": 7, "count": 10, "known": known, "none": [], "blank": ""}
    assert fill(template, values) == expected


def test_a_hole_without_a_value_is_refused() -> None:
    """A hole that nobody fills is a fault of the program."""
    with pytest.raises(KeyError, match="key"):
        fill("{key:은/는}", {"other": "값"})


@pytest.mark.parametrize("template", ["{", "}", "{}", "{key", "{key!r}", "{key:}", "{a b}", "{key.x}", "{key[0]}"])
def test_a_broken_template_is_refused(template: str) -> None:
    """A brace that is neither a hole nor doubled is a fault of the program."""
    with pytest.raises(ValueError, match="not a hole"):
        fill(template, {"key": "값"})


@given(st.text() | st.sampled_from(["{x}", "{{x}}", "{v}", "\\1", "{v:은/는}", "\\g<0>", "}{"]))
def test_a_value_is_never_interpreted(value: str) -> None:
    """Whatever a value holds, it stands in the sentence as it is, and the rest of the sentence too."""
    values = {"v": value, "x": "!"}
    assert fill("<{v}|{v!q}|{x}>", values) == f"<{value}|'{value}'|!>"
    assert fill("{v:은/는}", values) == value + particle(value, "은/는")
    assert fill(value.replace("{", "{{").replace("}", "}}"), {}) == value


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("한글", 4),
        (unicodedata.normalize("NFD", "한글"), 4),
        ("e\u0301", 1),
        ("a\u200bb\ufeff", 2),
        ("㈜「」", 6),
        ("ＡＢ", 4),
        ("‘ ’·…→①", 7),
        ("ｶﾅ", 2),
        ("日本", 4),
        ("a\nb", 2),
    ],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    """Wide signs count two, joined and invisible ones none, ambiguous ones one."""
    assert width(text) == columns


@given(st.text(), st.text())
def test_widths_add_up(one: str, other: str) -> None:
    """The width of two texts side by side is the sum of their widths."""
    assert width(one + other) == width(one) + width(other)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2021, 11, 9), "2021년 11월 9일"),
        (date(2024, 2, 29), "2024년 2월 29일"),
        (date(1999, 1, 1), "1999년 1월 1일"),
    ],
)
def test_a_day_is_written_in_full(day: date, written: str) -> None:
    """A day is written with year, month and day, without leading zeros."""
    assert long_date(day) == written


def test_long_date_is_the_locale_s() -> None:
    """A day is written as CLDR has it for Korean, whatever its year, month and day."""
    days = [date(year, month, day) for year in (1, 999, 2021, 9999) for month in range(1, 13) for day in (1, 9, 10, 28)]
    assert [long_date(day) for day in days] == [format_date(day, "long", locale="ko") for day in days]


def test_importing_pulls_in_nothing_heavy() -> None:
    """Importing the module does not import Babel, which costs more than everything here."""
    program = "import sys, policyc.korean; print(sorted({'babel', 'jinja2', 'yaml', 'json'} & set(sys.modules)))"
    path = str(Path(__file__).parents[1] / "src")
    run = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {path!r}); {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"
