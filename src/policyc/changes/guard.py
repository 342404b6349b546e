"""Two texts of one change into the words that weigh and that left or entered: figures, negations, names.

What is compared are meanings: `30 일` is `삼십일`, `아니합니다` is `않습니다`, and `2026. 1. 5.` is `2026-01-05`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from policyc.changes.weighty_names import Names, Token, taken
from policyc.record import Record
from policyc.sheet import sheet

_HANGUL = "[가-힣]"


class Slipped(Record):
    """The words that weigh and stand in one text alone, each as it stands there."""

    left: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()


def slipped(before: str, after: str, names: Names) -> Slipped:
    """Compare two texts as bags of what weighs; how often each is said counts."""
    old, new = list(tokens(before, names)), list(tokens(after, names))
    return Slipped(left=_beyond(old, new), entered=_beyond(new, old))


def firm(name: str) -> str:
    """Write a firm's name without the form of the firm, spaces and case."""
    return "".join(re.sub(_pattern("firms"), "", normalize("NFKC", name).lower()).split()).strip(".,")


def tokens(text: str, names: Names) -> Iterator[Token]:
    """Yield what weighs in a text: names first, so that a figure in a name is none."""
    text, found = names.take(" ".join(normalize("NFKC", text).split()))
    text = taken(_digits(text), _pattern("date"), _day, found)
    text = taken(text, _pattern("number"), _figure, found)
    yield from found
    for key, pattern in _rules()["negations"].items():
        yield from ((f"not:{key}", _eojeol(text, one.start(), one.end())) for one in re.finditer(pattern, text))


def _beyond(some: list[Token], others: list[Token]) -> tuple[str, ...]:
    """Return the words of `some` that `others` have not, or not as often; each once, in their order."""
    more = Counter(key for key, _ in some) - Counter(key for key, _ in others)
    return tuple(dict.fromkeys(word for key, word in some if more[key]))


# ---- figures


def _digits(text: str) -> str:
    """Write numbers that are spelled out in figures."""
    rules = _rules()
    for word, figure in rules["phrases"].items():
        text = re.sub(rf"(?<!{_HANGUL}){word}", figure, text)
    native = "|".join(sorted(rules["native"], key=len, reverse=True))
    text = re.sub(
        rf"(?<!{_HANGUL})(?!{rules['idioms']})({native}) ?(?={_counters()})",
        lambda one: str(rules["native"][one[1]]),
        text,
    )
    return re.sub(f"{_pattern('sino-number')}|{_pattern('sino-single')}", lambda one: str(_sino(one[0])), text)


def _sino(word: str) -> int:
    rules, total, digit = _rules(), 0, 0
    for sign in word:
        if sign in rules["scales"]:
            total += (digit or 1) * int(rules["scales"][sign])
            digit = 0
        else:
            digit = int(rules["sino"][sign])
    return total + digit


def _day(one: re.Match[str]) -> str:
    return "day:" + "-".join(part.zfill(2) for part in one.groups())


def _figure(one: re.Match[str]) -> str:
    """Write a number with what it counts and where it bounds."""
    rules = _rules()
    prefix, whole, rest, scale, unit, bound = one.groups()
    value = whole.replace(",", "")
    value = str(int(value) * int(rules["thousands"][scale])) if scale else value
    before = rules["before-number"].get(prefix, "")
    unit, bound = rules["units"].get(unit, unit or ""), rules["bounds"].get(bound, bound or "")
    return f"number:{value}{rest}{unit}:{before}{bound}"


@cache
def _pattern(name: str) -> str:
    rules = _rules()
    holes = {"counters": _counters(), "prefixes": "|".join(rules["before-number"]), "bounds": rules["after-number"]}
    pattern = str(rules[name])
    for hole, filling in holes.items():
        pattern = pattern.replace(f"{{{hole}}}", filling)
    return pattern


@cache
def _counters() -> str:
    return "|".join(_rules()["counters"])


def _eojeol(text: str, start: int, end: int) -> str:
    """Return the word between blanks that a stretch of text is part of."""
    while start and re.fullmatch(_HANGUL, text[start - 1]):
        start -= 1
    while end < len(text) and re.fullmatch(_HANGUL, text[end]):
        end += 1
    return text[start:end].strip()


def _rules() -> Mapping[str, Any]:
    return sheet(Path(__file__).with_name("guard.yaml"))
