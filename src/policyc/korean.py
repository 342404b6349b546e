"""Korean grammar for generated sentences: particles after any name, templates, display width, dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from policyc.korean_reading import Ending, ending

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Ending", "ending", "fill", "long_date", "particle", "width", "with_particle"]


# After a consonant, after a vowel, and where it is not known.
_PAIRS: Final = (
    *((closed, opened, f"{closed}({opened})") for closed, opened in ("은는", "이가", "을를", "과와")),
    *((f"으{form}", form, f"(으){form}") for form in ("로", "로서", "로써", "로부터")),
    *((f"이{form}", form, f"(이){form}") for form in ("라", "라고", "라는", "라도", "나", "며", "란", "고", "든")),
    ("이에요", "예요", "이에요(예요)"),
)
_SPELLINGS: Final = {
    spelling: (closed, opened, both)
    for closed, opened, both in _PAIRS
    for spelling in (
        *(closed, opened, both),
        *(f"{closed}/{opened}", f"{opened}/{closed}"),
        *(f"{closed}({opened})", f"{opened}({closed})"),
    )
}
_BRACE: Final = r"\{\{|\}\}|\{([^{}]*)\}|[{}]"
_HOLE: Final = r"(?P<name>[A-Za-z_][\w-]*)(?P<quoted>!q)?(?::(?P<pair>.+))?"


def particle(word: str, pair: str, reads: str | None = None) -> str:
    """Choose the particle that follows `word`: ``particle("서울", "으로/로")`` is 로.

    `pair` is any usual spelling (은/는, 은(는), 은). Where the ending is not known both forms are
    written. Raise ValueError for a pair that is none.
    """
    forms = _SPELLINGS.get(pair)
    if forms is None:
        raise ValueError(f"not a pair of particles: {pair!r}")
    closed, opened, both = forms
    end = ending(word, reads)
    if end in ("unknown", "empty"):
        return both
    return opened if end == "vowel" or (end == "rieul" and closed.startswith("으")) else closed


def pair_of(form: str) -> str | None:
    """Return the pair that one form of a particle belongs to: ``은`` and ``는`` are 은/는."""
    return next((f"{closed}/{opened}" for closed, opened, _ in _PAIRS if form in (closed, opened)), None)


def with_particle(word: str, pair: str, reads: str | None = None) -> str:
    """Write `word` with its particle."""
    return word + particle(word, pair, reads)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Fill the holes ``{name}``, ``{name:은/는}``, ``{name!q}`` and ``{name!q:은/는}`` of a template.

    ``!q`` puts single quotes around; of a list, around each item. Raise KeyError for a hole without
    a value and ValueError for a brace that is neither a hole nor doubled.
    """
    return re.sub(_BRACE, lambda found: _filled(found, values), template)


def _filled(found: re.Match[str], values: Mapping[str, object]) -> str:
    if found.group() in ("{{", "}}"):
        return found.group()[0]
    hole = re.fullmatch(_HOLE, found.group(1) or "")
    if hole is None:
        raise ValueError(f"not a hole: {found.group()!r} in {found.string!r}")
    value = values[hole["name"]]
    items = [str(item) for item in value] if isinstance(value, tuple | list) else [str(value)]
    text = ", ".join(f"'{item}'" if hole["quoted"] else item for item in items)
    return text + particle(items[-1] if items else "", hole["pair"]) if hole["pair"] else text


def open_ended(words: str) -> str | None:
    """Return what stands before an *and so on* (``이메일 등``), or None where nothing is left open."""
    found = re.fullmatch(r"(.+?) (?:등|외|기타)", words)
    return found[1] if found else None


def is_none(words: str) -> bool:
    """Tell whether words say no more than that there is nothing of the kind (``해당 없음``, ``쓰지 않음``)."""
    nothing = r"(?:해당 ?(?:사항 ?)?)?없(?:음|습니다)"
    undone = r"(?:학습에 )?(?:쓰|이용하|사용하|활용하)지 ?않(?:음|습니다)"
    return re.fullmatch(rf"(?:{nothing}|{undone}|아니[오요])\.?", words) is not None


def has_hangul(text: str) -> bool:
    """Tell whether a text has a Hangul syllable."""
    return any("가" <= character <= "힣" for character in text)


def width(text: str) -> int:
    """Count the columns that `text` takes in a terminal; signs of ambiguous width (UAX #11) count one."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


def _columns(char: str) -> int:
    joined_jamo = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"
    if joined_jamo or unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def long_date(day: date) -> str:
    """Write a day as Korean texts do: ``2021년 11월 9일`` (CLDR, ko, long: ``y년 M월 d일``)."""
    return f"{day.year}년 {day.month}월 {day.day}일"
