"""Strict reading: every way a file can be broken, and what must hold of any bytes whatever."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gallery import EXPECTED, cases, compare, inputs, parametrised
from policyc import reading
from policyc.place import Source, Span
from policyc.reading import characters, dates, limits
from policyc.reading.loading import LOADER, PlainLoader
from policyc.reading.yaml import read
from policyc.report import text
from policyc.report.frame import visible
from policyc.report.words import reported

SIGNS = "a가 \n:-[]{},'\"#&*!|>%@`?~\\\t\r\0\u200b\ufeff\u2028\x85\ufffd\u00a0"
PIECES = st.sampled_from(
    [
        *SIGNS,
        *("목적", ": ", "- ", "\n  ", "\n    ", ", ", " #", "# ", "? ", "true", "null", "\\u200b", "\\x", "<<"),
        *("---\n", "...\n", "\r\n", "\u1100\u1161", "a: b\n", "b: [c, d]\n"),
    ]
)


def told(path: Path, loader: Any = LOADER) -> str:
    """Read one file and report on it as the command does."""
    raw = path.read_bytes()
    source, findings = read(path.name, raw, loader=loader)
    return text.render([reported(f, path.name, source) for f in findings], {path.name: characters.shown(raw)})


@parametrised("reading")
def test_gallery(case: Path, bless: bool) -> None:
    """Each broken file is told in exactly these words, and read as exactly this data."""
    (path,) = inputs(case)
    source, _ = read(path.name, path.read_bytes())
    data = json.dumps(source.data, ensure_ascii=False, indent=1) if source else "-"
    seen = "\n".join("".join(map(visible, line)) for line in data.split("\n"))
    compare(case, f"{told(path)}\n{seen if len(seen) < 2_000 else '…'}\n", bless)


@parametrised("reading")
def test_plain_parser_tells_the_same(case: Path) -> None:
    """What a file is told does not depend on whether PyYAML came with its C parser."""
    assert LOADER is not PlainLoader
    (path,) = inputs(case)
    assert told(path, PlainLoader) == told(path)


def test_every_finding_has_a_case() -> None:
    """Each finding that strict reading has words for is shown in the gallery."""
    catalogue = (Path(reading.__file__).parent / "findings.yaml").read_text(encoding="utf-8")
    own = set(yaml.safe_load(catalogue.split("# ---- shape")[0]))
    shown = "\n".join((case / EXPECTED).read_text(encoding="utf-8") for case in cases("reading"))
    assert len(own) > 30
    assert own - set(re.findall(r"(?m)^\S+:\d+:\d+ \S+ (\S+)$", shown)) == set()


def cut(source: Source, span: Span) -> str:
    """Cut the text of a span out of its source."""
    lines = source.text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """Follow a path into data."""
    for step in path:
        data = data[step]
    return data


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the paths of everything in data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for step, value in steps for found in leaves(value, (*path, step)))]


def hold(raw: bytes) -> None:
    """Hold what must be true of reading any bytes."""
    source, findings = read("any.yaml", raw)
    again, same = read("any.yaml", raw)
    assert (source, findings) == (again, same)
    assert source is not None or findings
    shown = characters.shown(raw).split("\n")
    spans = [finding.span for finding in findings]
    if source:
        assert source.raw == raw
        assert sorted(source.values, key=str) == sorted(leaves(source.data), key=str)
        assert set(source.keys) == {path for path in source.values if path and isinstance(path[-1], str)}
        spans += [*source.keys.values(), *source.values.values()]
        json.dumps(source.data, ensure_ascii=False).encode("utf-8")
    for span in spans:
        assert span is not None
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_line <= len(shown)
        assert max(span.column - 1, 0) <= len(shown[span.line - 1]) + 1
        assert span.end_column - 1 <= len(shown[span.end_line - 1]) + 1
    places = [(span.line, span.column) for span in spans[: len(findings)] if span]
    assert places == sorted(places)


@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    """No bytes whatever make reading raise, and every place it gives lies in the text."""
    hold(raw)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text(typed: str) -> None:
    """The same of text made of everything YAML stumbles over."""
    hold(typed.encode("utf-8"))


@given(st.lists(PIECES, max_size=25).map("".join))
def test_both_parsers_agree(typed: str) -> None:
    """A file is good with one parser exactly if it is good with the other, and then holds the same data."""
    fast, plain = (read("any.yaml", typed.encode("utf-8"), loader=loader) for loader in (LOADER, PlainLoader))
    assert bool(fast[1]) == bool(plain[1])
    if not fast[1]:
        assert fast == plain


WORDS = st.text("abc가나다 ·1.,:/#()-_", min_size=1, max_size=12).map(str.strip).filter(bool)
TREES = st.recursive(
    WORDS | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=4), st.sampled_from([True, False, None]))
def test_round_trip(data: dict[str, Any], flow: bool | None) -> None:
    """What a YAML writer writes is read back as written, and a plain word cut out of the text is its value."""
    written = yaml.dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=10_000)
    source, findings = read("any.yaml", written.encode("utf-8"))
    assert not findings
    assert source is not None
    assert source.data == data
    for path, span in source.values.items():
        value, raw = at(data, path), cut(source, span)
        if isinstance(value, str) and raw[:1] not in "'\"":
            assert raw == value
    for path, span in source.keys.items():
        raw = cut(source, span)
        assert raw == path[-1] or raw[:1] in "'\""


def test_numbers_and_dates_stay_as_typed() -> None:
    """A plain scalar is text as typed, but for true, false, null, ~ and nothing."""
    typed = "021234567 1.10 12:30 no on Yes 2024-02-30 1_000 0x1F .5 True NULL 06236".split()
    words = "true, false, null, ~, 'true', '~', \"\""
    source, findings = read("any.yaml", f"a: [{', '.join(typed)}]\nb: [{words}]".encode())
    assert not findings
    assert source is not None
    assert source.data == {"a": typed, "b": [True, False, None, None, "true", "~", ""]}


def test_places_behind_bom_and_crlf() -> None:
    """A byte order mark and Windows line ends move no line and no column."""
    typed = "title: 가나\npurposes:\n  - 다라 # 마\n"
    plain, _ = read("any.yaml", typed.encode())
    windows, findings = read("any.yaml", b"\xef\xbb\xbf" + typed.replace("\n", "\r\n").encode())
    assert plain is not None
    assert windows is not None
    assert not findings
    assert (windows.text, windows.values, windows.keys) == (plain.text, plain.values, plain.keys)
    assert plain.values["purposes", 0] == Span(line=3, column=5, end_line=3, end_column=7)
    assert windows.raw != plain.raw


def test_repair_keeps_all_but_the_form() -> None:
    """Repairing puts the text in NFC and keeps mark and line ends; what needs no repair is left alone."""
    whole = b"\xef\xbb\xbf" + "제목: 가게\r\n".encode()
    broken = b"\xef\xbb\xbf" + unicodedata.normalize("NFD", "제목: 가게\r\n").encode()
    assert characters.repaired(broken) == whole
    assert characters.repaired(whole) is None
    assert characters.repaired("가".encode("cp949")) is None
    source, findings = read("any.yaml", broken)
    assert [finding.code for finding in findings] == ["text-not-nfc"]
    assert source is not None
    assert source.data == {"제목": "가게"}


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("file-too-large", b"a: " + b"b" * limits.BYTES),
        ("too-many-values", b"a: [" + b"b, " * (limits.NODES + 1) + b"b]"),
        ("text-too-long", b"a: " + b"b" * (limits.TEXT + 1)),
        ("nesting-too-deep", b"a: " + b"[" * limits.NESTING + b"]" * limits.NESTING),
    ],
)
def test_limits(code: str, raw: bytes) -> None:
    """A file over a limit is refused by the name of that limit; at the limit it is not."""
    assert code in [finding.code for finding in read("any.yaml", raw)[1]]
    assert not read("any.yaml", b"a: " + b"[" * (limits.NESTING - 1) + b"]" * (limits.NESTING - 1))[1]
    assert not read("any.yaml", b"a: " + b"b" * limits.TEXT)[1]


HOSTILE = {
    "brackets": "[" * 500_000,
    "questions": "? " * 400_000,
    "dashes": "- " * 400_000,
    "duplicates": "a: b\n" * 24_000,
    "empties": "".join(f"k{i}:\n" for i in range(30_000)),
    "hashes": "a: b #c\n" * 24_000,
    "escapes": 'a: "' + "\\u200b" * 160_000 + '"',
    "entries": "a: {" + "".join(f"k{i}, " for i in range(24_000)) + "}",
    "anchors": "".join(f"k{i}: &a b\n" for i in range(20_000)),
    "quotes": 'a: "b" c\n' * 100_000,
    "tabs": "\t" * 900_000,
    "decomposed": "\u1100\u1161" * 150_000,
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_cost_little(typed: str) -> None:
    """A file made to be slow is told what is wrong with it in seconds, and in few findings."""
    begun = time.perf_counter()
    _, findings = read("any.yaml", typed.encode())
    assert time.perf_counter() - begun < 5
    assert 0 < len(findings) <= 5 * limits.FAULTS


def test_first_look_misses_no_suspect() -> None:
    """A character that is passed at a first look is none of those that are told."""
    suspect = re.compile("[" + "".join(characters._KINDS.values()) + "]")
    passed = [sign for sign in map(chr, range(0x110000)) if characters._is_plain(sign)]
    assert len(passed) > 40_000
    assert suspect.search("".join(passed)) is None


@given(st.text(alphabet="○◯●…._XO019한이명성날짜회사부서름 []()까닭줄설승인작필요망예정TODBFIME/-년월", max_size=14))
def test_first_look_misses_no_blank(text: str) -> None:
    """Whatever was left to be filled in has one of the marks by which a text is looked at closely."""
    assert dates._may_be_open(text) or not re.search(dates.PLACEHOLDER, text, re.VERBOSE)


BLANKS = """\
2021. 00. 00|20XX|19○○년|2026-OO-OO|[…명]|[... ]|[__]|[회사명]|[담당 부서 이름]|[날짜]|[성명]|(까닭)|(한 줄 설명)
(승인한 사람)|(승인한 날)|(작성 필요)|[보완요망]|(기재 예정)|TODO|TBD|FIXME|○○○|△△|____|XXX|OOO"""


@pytest.mark.parametrize("text", BLANKS.replace("\n", "|").split("|"))
def test_blanks_are_looked_at_closely(text: str) -> None:
    """Each kind of blank is found, and none is passed at a first look."""
    assert re.search(dates.PLACEHOLDER, text, re.VERBOSE)
    assert dates._may_be_open(text)
