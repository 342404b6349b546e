"""The rules that look at words: where a sentence ends, what is told of the past, and what is said only once."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

import ruled
from gallery import CASES
from house import PACKAGE
from policyc.law.tables import on
from policyc.rules.matter import Matter
from policyc.rules.sentences import around, historical, pattern, quoted

WORDS = yaml.safe_load((PACKAGE / "rules" / "words" / "prose.yaml").read_text(encoding="utf-8"))
SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "rules").glob("*.py")))


@pytest.mark.parametrize("key", sorted(WORDS["patterns"]))
def test_pattern_is_whole_and_used(key: str) -> None:
    """Each pattern of the sheet can be read as one, and some rule asks for it."""
    assert re.compile(pattern(key)).groups <= 1
    assert f'"{key}"' in SOURCE or f"'{key}'" in SOURCE


@pytest.mark.parametrize("key", sorted(WORDS["signs"]))
def test_sign_is_used(key: str) -> None:
    """Each list of words that are looked for first is asked for by some rule."""
    assert WORDS["signs"][key]
    assert f'"{key}"' in SOURCE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("처음입니다. 여기에 @가 있습니다. 끝입니다.", "여기에 @가 있습니다."),
        ("- 하나\n- @ 둘\n- 셋", "- @ 둘"),
        ("2023. 9. 15.부터 @를 씁니다. 끝입니다.", "2023. 9. 15.부터 @를 씁니다."),
        ("앞줄에서 이어진\n@ 문장입니다. 다음입니다.", "앞줄에서 이어진\n@ 문장입니다."),
        ("한 문단입니다.\n\n@ 다음 문단", "@ 다음 문단"),
        ("@", "@"),
    ],
)
def test_sentence_around_a_hit(text: str, sentence: str) -> None:
    """A sentence ends at its full stop or with its paragraph, but not in a date or where a line is broken."""
    at = text.index("@")
    assert around(text, at, at + 1).strip() == sentence


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("구 @에 따라 받은 동의입니다.", True),
        ("(구)@이 정한 서식입니다.", True),
        ("새 이름(구 @)으로 부릅니다.", True),
        ("구(舊) 「@」에 따라 받은 동의입니다.", True),
        ("종전의 @는 보관합니다.", True),
        ("@은 다른 것으로 바뀌었습니다.", True),
        ("2020년 8월 5일 이전에 @에 따라 받은 동의입니다.", True),
        ("기구 @가 있습니다.", False),
        ("@에 따라 처리합니다. 종전의 것은 폐지되었습니다.", False),
        ("국외로 이전하는 @를 알립니다.", False),
        ("방침이 변경되는 경우 @에 알립니다.", False),
    ],
)
def test_what_is_told_of_the_past(text: str, past: bool) -> None:
    """Words named as former ones, or in a sentence about a change, are no longer meant as if they held."""
    at = text.index("@")
    assert historical(text, at, at + 1) is past


def test_inside_the_brackets_of_a_name() -> None:
    """Only what stands between the brackets of a law's or a document's name is part of it."""
    assert quoted("「가나 @」", 4)
    assert not quoted("「가나」 @", 6)
    assert quoted("「가」와 ｢나 @｣", 9)


def test_what_rows_inherit_is_looked_at_once() -> None:
    """A text above its rows stands where it was written, once, however many rows inherit it."""
    case = (CASES / "rules" / "purposes-open-ended-rows" / "2026-12-01.yaml").read_text(encoding="utf-8")
    facts = ruled.judged(case).facts
    assert facts is not None
    found = [said for said in Matter(facts, on(ruled.LAWFUL_DAY)).texts if said.text.startswith("회원 관리")]
    assert [said.at for said in found] == [("collection", "join", "purposes")]


def test_stale_words_are_told_by_the_day() -> None:
    """The same policy is right on the day before a word became stale."""
    remedies = 'remedies: {police: {name: 경찰청, phone: 182, url: "https://ecrm.cyber.go.kr"}}\n'
    assert ruled.found(remedies, date(2025, 4, 20)) == []
    assert ruled.found(remedies, date(2025, 4, 21)) == ["address-outdated"]


def test_lines_of_a_body_that_is_gone_go_with_it() -> None:
    """Of a body that is no more one thing is said: its number and its address need no finding of their own."""
    gone = '{name: 대검찰청, phone: (국번없이) 1301, url: "https://www.spo.go.kr"}'
    assert ruled.found(f"remedies: {{kisa: {{note: 상담도 합니다.}}, prosecutors: {gone}}}\n") == ["body-abolished"]


def test_browser_is_told_once_a_place() -> None:
    """The name of a browser and the steps in its menu are one thing to mend."""
    text = "쿠키 거부(인터넷 익스플로러의 경우): 도구 > 인터넷 옵션 > 개인정보를 누르십시오."
    assert ruled.found(ruled.clause(text)) == ["browser-retired"]
