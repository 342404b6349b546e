"""Words that are looked for before a pattern is compiled: whatever the pattern finds has them; nothing is lost."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import pytest
import yaml

from gallery import CASES
from house import PACKAGE
from policyc import korean_claims, korean_voice
from policyc.facts import periods
from policyc.korean_sentences import sentences
from policyc.rules import basis, wording
from policyc.rules.sentences import marked, pattern
from policyc.rules.sentences import sentence as sentence_of

PARSER = importlib.import_module("re._parser")
PROSE = yaml.safe_load((PACKAGE / "rules" / "words" / "prose.yaml").read_text(encoding="utf-8"))["marks"]
PARTIES = yaml.safe_load((PACKAGE / "rules" / "words" / "parties.yaml").read_text(encoding="utf-8"))
FORCED = yaml.safe_load((PACKAGE / "rules" / "words" / "basis.yaml").read_text(encoding="utf-8"))["forced"]
REASONS: tuple[periods.Vague, ...] = ("purpose", "law", "need")

Groups = Sequence[Sequence[str]]
State = tuple[frozenset[str], str]
"""Which words every such string has, and how it ends."""

MIXED = (
    "다만, 구 「가법」에 따라 동의하지 않으면 서비스를 이용할 수 없습니다. 당사는 1. 2. 3.에 봅니다.\n\n"
    "당 병원은\n1) 하나\n둘<br/>셋. 해당 병원은 당 병원만 봅니다.."
)


@pytest.mark.parametrize("key", sorted(PROSE))
def test_marks_of_prose_are_in_whatever_is_found(key: str) -> None:
    """No string fits a pattern of the sheet without one of its marks."""
    assert proved(pattern(key), PROSE[key])


def test_marks_of_a_forced_consent_are_in_whatever_is_found() -> None:
    """What bars those who refuse has a mark of each group, of which the first is that of the optional matter."""
    whole = FORCED["matter"] + FORCED["between"] + basis._barred(service=True)
    for group in FORCED["marks"]:
        assert proved(whole, group)
    for service in (True, False):
        assert all(proved(basis._barred(service=service), group) for group in FORCED["marks"][1:])
    assert not set(FORCED["hints"]) ^ set(FORCED["marks"][0])


def test_names_that_are_joined_have_a_joint() -> None:
    """A list of classes has one of the signs that join it."""
    assert all(proved(joint, PARTIES["joined"]) for joint in PARTIES["joints"])


@pytest.mark.parametrize("kind", sorted(korean_voice.DENIALS))
def test_marks_of_a_denial_are_in_whatever_denies(kind: str) -> None:
    """Each denial has one of its marks, and the end that all denials have."""
    assert proved(korean_voice.DENIALS[kind], korean_voice.MARKS[kind])
    assert proved(korean_voice.DENIALS[kind], ("하지",))


@pytest.mark.parametrize("why", REASONS)
def test_marks_of_a_vague_period_are_in_whatever_is_vague(why: periods.Vague) -> None:
    """Each reason for which a period is vague has a word of each of its groups."""
    assert periods.MARKS[why]
    assert all(proved(periods._vague(why).pattern, group) for group in periods.MARKS[why])


def test_a_missing_mark_is_noticed() -> None:
    """The proof fails where a pattern can do without: another way to say it, an option, a repetition, a gap."""
    assert proved("(?:가|나)다", ("가다", "나다"))
    assert not proved("(?:가|나)다", ("가다",))
    assert proved(r"가\s?나{1,2}", ("가나",))
    assert not proved("가나?", ("나",))
    assert not proved("가.*?나", ("가나",))
    assert not proved("[가나]*다", ("가다",))
    assert proved("[가나] 다[.,]?", ("가다", "나다"))
    assert not proved("(?=가)다", ("가",))


def test_texts_of_the_galleries_keep_their_hits() -> None:
    """In all that cases, good examples and pages say, whatever a pattern finds its marks let through."""
    found = 0
    forced = re.compile(FORCED["matter"] + FORCED["between"] + basis._barred(service=True) + FORCED["rest"])
    for text in texts():
        assert spans(basis._forced(text)) == spans(forced.search(text))
        for key, marks in PROSE.items():
            if re.search(pattern(key), text):
                found += 1
                assert marked(marks, text), (key, text)
        for closing in ("", r"[)\]]?"):
            plain = re.search(rf"{pattern('and-so-on')}{pattern('and-so-on-tail')}{closing}\.?\s*$", text)
            rest = re.fullmatch(rf"\s*(?:.*?{pattern('joined')})?{pattern('the-rest')}\.?\s*", text, re.DOTALL)
            assert spans(plain, rest) == spans(wording._so_on(text, closing), wording._rest(text))
    assert found > 100


def test_a_text_falls_into_the_same_sentences() -> None:
    """Read sign by sign, texts part where the patterns say that sentences end."""
    pieces = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|[0-9]+[.)]|[①-⑳])\s?)|<br ?/?>")
    ends = re.compile(r"(?<=[가-힣)])\.(?=\s|$)\s*")
    for text in texts():
        plain = [one for piece in pieces.split(text) for one in ends.split(" ".join(piece.split())) if one]
        assert list(sentences(text)) == plain
        breaks = [found.span() for found in re.finditer(pattern("sentence-end"), text)]
        middle = len(text) // 2
        begin = max((after for _, after in breaks if after <= middle), default=0)
        stop = min((before for before, _ in breaks if before >= middle), default=len(text))
        assert sentence_of(text, middle, middle) == (begin, stop)


def test_a_text_calls_its_author_by_the_same_words() -> None:
    """Read sign by sign, the words for oneself and the names of officers are those that the patterns find."""
    houses = "사이트|쇼핑몰|병원|의원|기관|재단|학원|센터|은행|학교|대학교|대학|조합|협회"
    selves = re.compile(
        rf"(?<![가-힣])(당사|당\s(?:{houses}))(?=(?:는|은|가|이|의|에|에서|와|과|를|을|로|도)(?![가-힣]))"
    )
    found = 0
    for text in texts():
        own = [one[1] for one in selves.finditer(text)]
        found += len(own)
        assert list(korean_voice.other_self_names(text)) == own
        assert korean_claims._labelled(text) or not korean_claims._officer().search(text)
    assert found


@cache
def texts() -> tuple[str, ...]:
    """List every text of the galleries of rules and of their pages, and some that are put together of them."""
    files = (*sorted((CASES / "rules").rglob("*.yaml")), *sorted((PACKAGE / "rules" / "pages").glob("*.yaml")))
    found = {text for path in files for text in _texts(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))}
    assert len(found) > 1000
    ordered = sorted({*found, MIXED})
    return (*ordered, *(f"{one}\n{other}" for one, other in zip(ordered, ordered[7:], strict=False)))


def proved(pattern: str, marks: Iterable[str | Sequence[str]]) -> bool:
    """Tell whether each string that fits a pattern has a mark, or all the words of one; blanks do not count."""
    wanted = [(mark,) if isinstance(mark, str) else tuple(mark) for mark in marks]
    words = frozenset(word for mark in wanted for word in mark)
    ends = _after(PARSER.parse(pattern), {(frozenset(), "")}, words)
    return all(any(has.issuperset(mark) for mark in wanted) for has, _ in ends)


def spans(*found: re.Match[str] | None) -> list[tuple[int, int] | None]:
    """Return where matches stand."""
    return [one.span() if one else None for one in found]


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for below in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _texts(below)


def _after(parts: Any, states: set[State], words: frozenset[str]) -> set[State]:
    """Follow the strings that fit a parsed pattern."""
    for op, value in parts:
        states = _step(str(op), value, states, lambda below, from_: _after(below, from_, words), words)
    return states


def _step(
    op: str, value: Any, states: set[State], follow: Callable[[Any, set[State]], set[State]], words: frozenset[str]
) -> set[State]:
    if op in ("ASSERT", "ASSERT_NOT", "AT"):
        return states
    if op == "LITERAL":
        return {_with(state, chr(value), words) for state in states}
    if op == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return {_with(state, chr(sign), words) for state in states for _, sign in value}
    if op == "BRANCH":
        return set().union(*(follow(branch, states) for branch in value[1]))
    if op == "SUBPATTERN":
        return follow(value[-1], states)
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, below = value
        for _ in range(least):
            states = follow(below, states)
        once = follow(below, states) if most > least else set()
        more = {(has, "") for has, _ in once} if most > least + 1 else set()
        return states | once | more
    blank = op == "IN" and [str(sign) for _, sign in value] == ["CATEGORY_SPACE"]
    assert blank or op in ("IN", "ANY", "NOT_LITERAL"), op
    return states if blank else {(has, "") for has, _ in states}


def _with(state: State, sign: str, words: frozenset[str]) -> State:
    """Add a sign to a string; a blank is none."""
    if sign.isspace():
        return state
    has, tail = state[0], state[1] + sign
    return has | {word for word in words if tail.endswith(word)}, tail[-max(map(len, words)) :]
