"""Findings in words: the frame, the three formats, and that nothing an author writes steers a terminal or a runner."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc.finding import Finding, Related
from policyc.korean import width
from policyc.place import Source, Span
from policyc.report import catalogue, github, text
from policyc.report import json as as_json
from policyc.report.frame import frame
from policyc.report.words import RelatedPlace, Reported, ordered, reported
from policyc.sheet import sheet

SCHEMA = json.loads((Path(__file__).parents[1] / "schema" / "report.schema.json").read_text(encoding="utf-8"))


def span(line: int, column: int, end_column: int, end_line: int | None = None) -> Span:
    """Write a span shortly."""
    return Span(line=line, column=column, end_line=end_line or line, end_column=end_column)


def item(**given: object) -> Reported:
    """Make a finding in words, with what the test does not care about filled in."""
    plain = {"code": "duplicate-key", "severity": "error", "file": "policy/가게/next.yaml", "span": span(2, 8, 10)}
    return Reported(**{**plain, "message": "두 번 적혀 있습니다.", "hint": "하나를 지우십시오.", **given})  # type: ignore[arg-type]


EVERYTHING = (
    item(span=span(3, 1, 3), severity="warning", code="text-not-nfc", hint=""),
    item(
        ground="개인정보 보호법 제30조제1항제1호",
        path="purposes/join",
        related=(
            RelatedPlace(label="처음 적은 곳", span=span(1, 1, 3), file="policy/가게/next.yaml"),
            RelatedPlace(label="앞선 판", span=span(9, 1, 1, 10), file="policy/가게/2026-01-01.yaml"),
        ),
    ),
    item(file="a,b:100%.yaml", message="줄 하나\n줄 둘, 100%: 끝", waived=True),
    item(file="z.yaml", span=span(1, 1, 5, 4), severity="info", code="note"),
)


def test_text() -> None:
    """The report for people, whole."""
    texts = {"policy/가게/next.yaml": "제목: 가게\nnote: 가나다 라마\nabc\n", "z.yaml": "첫 줄\n둘\n셋\n넷\n"}
    expected = """\
a,b:100%.yaml:2:8 오류 duplicate-key (예외 승인됨)
  줄 하나
  줄 둘, 100%: 끝
  할 일: 하나를 지우십시오.

policy/가게/next.yaml:2:8 오류 duplicate-key
  두 번 적혀 있습니다.
       |
     2 | note: 가나다 라마
       |         ^^^^
  처음 적은 곳: 1행 1열
     1 | 제목: 가게
       | ^^^^
  앞선 판: policy/가게/2026-01-01.yaml 9행 1열
  근거: 개인정보 보호법 제30조제1항제1호
  할 일: 하나를 지우십시오.

policy/가게/next.yaml:3:1 경고 text-not-nfc
  두 번 적혀 있습니다.
       |
     3 | abc
       | ^^

z.yaml:1:1 참고 note
  두 번 적혀 있습니다.
       |
     1 | 첫 줄
       | ^^^^^
  할 일: 하나를 지우십시오.

오류 1건, 경고 1건, 참고 1건, 예외 승인 1건
"""
    assert text.render(EVERYTHING, texts) == expected
    assert text.render([], {}) == "문제를 찾지 못했습니다.\n"


def test_github() -> None:
    """One command a finding; percent signs, line ends, colons and commas cannot end it early."""
    expected = (
        "::notice file=a%2Cb%3A100%25.yaml,line=2,col=8,endLine=2,endColumn=10,title=duplicate-key"
        "::줄 하나%0A줄 둘, 100%25: 끝 (예외 승인됨)%0A할 일: 하나를 지우십시오.\n"
        "::error file=policy/가게/next.yaml,line=2,col=8,endLine=2,endColumn=10,title=duplicate-key"
        "::두 번 적혀 있습니다.%0A근거: 개인정보 보호법 제30조제1항제1호%0A할 일: 하나를 지우십시오.\n"
        "::warning file=policy/가게/next.yaml,line=3,col=1,endLine=3,endColumn=3,title=text-not-nfc"
        "::두 번 적혀 있습니다.\n"
        "::notice file=z.yaml,line=1,endLine=4,title=note::두 번 적혀 있습니다.%0A할 일: 하나를 지우십시오.\n"
    )
    assert github.render(EVERYTHING) == expected
    assert github.render([]) == ""


@given(st.text(alphabet="a:,%\r\n가", max_size=20), st.text(alphabet="a:,%\r\n가", max_size=20))
def test_github_is_read_back_as_written(file: str, message: str) -> None:
    """What a runner unescapes is the file and the message that were given."""
    printed = github.render([item(file=file, message=message, hint="")])
    found = re.fullmatch(r"::error file=([^,:]*),line=2,[^:]*::([^\r\n]*)\n", printed)
    assert found
    read = [value.replace("%3A", ":").replace("%2C", ",") for value in found.groups()]
    read = [value.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%") for value in read]
    assert found[2].count(":") == message.count(":")
    assert read == [file, message]


def test_json() -> None:
    """The report for programs, whole, and by its schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    printed = as_json.render(EVERYTHING)
    report = json.loads(printed)
    jsonschema.validate(report, SCHEMA)
    assert printed == json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    assert report["counts"] == {"error": 1, "warning": 1, "info": 1, "waived": 1}
    assert [finding["file"] for finding in report["findings"]] == [found.file for found in ordered(EVERYTHING)]
    assert report["findings"][1] == {
        "code": "duplicate-key",
        "severity": "error",
        "waived": False,
        "file": "policy/가게/next.yaml",
        "path": "purposes/join",
        "line": 2,
        "column": 8,
        "endLine": 2,
        "endColumn": 10,
        "message": "두 번 적혀 있습니다.",
        "hint": "하나를 지우십시오.",
        "ground": "개인정보 보호법 제30조제1항제1호",
        "waiver": None,
        "related": [
            {
                "label": "처음 적은 곳",
                "file": "policy/가게/next.yaml",
                "line": 1,
                "column": 1,
                "endLine": 1,
                "endColumn": 3,
            },
            {
                "label": "앞선 판",
                "file": "policy/가게/2026-01-01.yaml",
                "line": 9,
                "column": 1,
                "endLine": 10,
                "endColumn": 1,
            },
        ],
    }
    empty = json.loads(as_json.render([]))
    jsonschema.validate(empty, SCHEMA)
    assert empty == {"format": 1, "findings": [], "counts": {"error": 0, "warning": 0, "info": 0, "waived": 0}}


def test_json_schema_is_strict() -> None:
    """The schema refuses a report with a field more or a field less, and its titles are ASCII for type generators."""
    report = json.loads(as_json.render(EVERYTHING))
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for key in report["findings"][1]:
        less = json.loads(as_json.render(EVERYTHING))
        del less["findings"][1][key]
        assert not validator.is_valid(less), key
    assert not validator.is_valid({**report, "more": 1})
    titles = re.findall(r'"title": "([^"]*)"', json.dumps(SCHEMA, ensure_ascii=False))
    assert len(titles) > 3
    assert all(title.isascii() for title in titles)


@pytest.mark.parametrize(
    ("line", "column", "end", "expected"),
    [
        ("title: 가게", 8, 10, ["     |", "   1 | title: 가게", "     |        ^^^^"]),
        ("가나다", 4, 4, ["     |", "   1 | 가나다", "     |       ^"]),
        ("가나다", 40, 50, ["     |", "   1 | 가나다", "     |       ^"]),
        ("", 1, 1, ["     |", "   1 |", "     | ^"]),
        ("가\u200b나", 3, 4, ["     |", "   1 | 가‹U+200B›나", "     |           ^^"]),
        ("\x1b[31m\u202e", 6, 7, ["     |", "   1 | ‹U+001B›[31m‹U+202E›", "     |             ^^^^^^^^"]),
        ("a\tb\u00a0\u3164", 3, 4, ["     |", "   1 | a‹TAB›b‹U+00A0›‹U+3164›", "     |       ^"]),
        ("🙂가", 2, 3, ["     |", "   1 | 🙂가", "     |   ^^"]),
    ],
)  # fmt: skip
def test_frame(line: str, column: int, end: int, expected: list[str]) -> None:
    """The caret stands under what is meant, though Hangul is two columns wide and hidden characters are spelt out."""
    assert frame(line, span(1, column, end)) == expected


def test_frame_shortens_long_lines() -> None:
    """A very long line is cut on both sides of the caret, which still stands right."""
    line = "가" * 300 + "찾을곳" + "나" * 300
    _, shown, caret = frame(line, span(1, 301, 304))
    assert shown.startswith("   1 | …가")
    assert shown.endswith("나…")
    assert width(shown) < 120
    assert width(shown[: shown.index("찾")]) == caret.index("^")
    assert caret.count("^") == 6
    assert frame("가나 " * 200, span(1, 1, 3))[1].startswith("   1 | 가나")


@given(st.text(max_size=300), st.integers(1, 400), st.integers(0, 50), st.integers(1, 5))
def test_frame_fits_any_text(typed: str, column: int, length: int, line: int) -> None:
    """Whatever the text, a frame is three lines that fit, without a character that would steer a terminal."""
    lines = frame(typed, span(line, column, column + length))
    assert len(lines) == 3
    assert all(width(shown) <= 112 and "\n" not in shown and shown.isprintable() for shown in lines)
    assert "^" in lines[2]


@given(st.text(alphabet="가a\x1b\r\u202e\u200b: ", max_size=20))
def test_author_cannot_steer_the_terminal(word: str) -> None:
    """What an author writes reaches the terminal only spelt out: in the frame, the sentence and the file's name."""
    found = Finding(code="duplicate-key", args={"key": word}, span=span(1, 1, 2))
    printed = text.render([reported(found, f"{word}.yaml", None)], {f"{word}.yaml": word})
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\u200b]", printed)


def test_words_and_places() -> None:
    """A finding gets its words from the catalogue and its places from the source, its own span first."""
    source = Source(
        file="a.yaml",
        text="a: b\na: c\n",
        data={"a": "b"},
        raw=b"",
        keys={("a",): span(1, 1, 2)},
        values={(): span(1, 1, 5, 2), ("a",): span(1, 4, 5)},
    )
    first = Related(says="first", at=("a",), side="key")
    found = reported(
        Finding(code="duplicate-key", at=("a",), args={"key": "a"}, span=span(2, 1, 2), related=(first,)),
        "a.yaml",
        source,
    )
    assert (found.severity, found.span, found.path) == ("error", span(2, 1, 2), "a")
    assert "'a'" in found.message
    assert found.related == (RelatedPlace(label="처음 적은 곳", span=span(1, 1, 2), file="a.yaml"),)
    assert reported(Finding(code="duplicate-key", at=("a", "b"), args={"key": "a"}), "a.yaml", source).span == span(
        1, 1, 2
    )
    assert reported(Finding(code="duplicate-key", at=("a",), args={"key": "a"}), "a.yaml", None).span == span(1, 1, 1)
    with pytest.raises(KeyError):
        reported(Finding(code="no-such-code"), "a.yaml", source)


def test_order() -> None:
    """Findings stand by file, line, column and code."""
    places = [("b", 1, 1, "x"), ("a", 2, 1, "x"), ("a", 1, 9, "x"), ("a", 1, 9, "w"), ("a", 1, 2, "z")]
    items = [item(file=file, span=span(line, column, column), code=code) for file, line, column, code in places]
    assert [(i.file, i.span.line, i.span.column, i.code) for i in ordered(items)] == sorted(places)


def test_catalogue() -> None:
    """Every entry can be read, and a finding without one is a bug that shows."""
    codes = [code for path in catalogue._catalogues() for code in sheet(path)]
    assert len(codes) > 100
    assert all(catalogue.entry(code).message for code in codes)
    assert catalogue.entry("text-not-nfc").severity == "warning"
    assert catalogue.entry("duplicate-key").related == {"first": "처음 적은 곳"}
    assert set(catalogue.words()["severity"]) == set(catalogue.SEVERITIES)
