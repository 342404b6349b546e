"""A Korean text into the words by which two texts are compared: numbers with units, stems, particles, signs, blanks.

Compared by raw characters, 보관합니다 and 이용합니다 would share an ending that nobody reads as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_UNITS: Final = tuple(
    "퍼센트 개월 시간 년 월 주 일 시 분 초 원 건 명 회 세 개 곳 조 항 호 차 대 번 장".split(),
)

# Particles after a consonant, after a vowel (or ㄹ for those in 로), and after either.
_CLOSED: Final = (
    "으로부터 으로서 으로써 으로의 으로는 으로도 으로만 이라고 이라는 이라도 이나 이며 으로 은 이 을 과의 과".split()
)
_OPEN: Final = "로부터 로서 로써 로의 로는 로도 로만 라고 라는 라도 나 며 로 는 가 를 와의 와".split()
_EITHER: Final = (
    "에게서는 에게서 에게는 에게도 에게만 에게 에서는 에서도 에서만 에서의 에서 에는 에도 에만 에의 에 "
    "까지의 까지는 까지만 까지 부터의 부터는 부터 마다 보다 처럼 만을 만이 만은 만 도 의 께"
).split()
_PARTICLES: Final = tuple(sorted((*_CLOSED, *_OPEN, *_EITHER), key=len, reverse=True))
_AFTER_CLOSED: Final = frozenset(_CLOSED)
_AFTER_OPEN: Final = frozenset(_OPEN)
_TWO: Final = 2
"""Syllables that must stand before a particle of one syllable: 동의, 처리 and 주소 end in none."""

_VERBAL: Final = tuple("하 되 있 없 않 받 시 오 지 으".split())
"""What ends the stem of a verb: 보관하는, 있는 and 않은 are one word."""

_NOUNS: Final = tuple("동의 문의 회의 주의 합의 협의 유의 정의 명의 임의 제도 별도 정도 용도 다만 불만 미만".split())
"""Nouns whose last syllable looks like a particle."""


def words(text: str) -> tuple[str, ...]:
    """Split a text; joined again, the words are the text."""
    return tuple(word for piece in _pieces().findall(text) for word in _split(piece))


@cache
def _pieces() -> re.Pattern[str]:
    """Numbers with the Hangul behind them, foreign words and addresses, Hangul, blanks, any other sign alone."""
    return re.compile(
        r"""\s+
          | [0-9]+(?:[.,][0-9]+)*(?![0-9A-Za-z@:/_-]|\.[0-9A-Za-z])[가-힣]*
          | [0-9A-Za-z](?:[0-9A-Za-z._@:/%+=&?#~-]*[0-9A-Za-z/])?
          | [가-힣]+
          | .
        """,
        re.VERBOSE | re.DOTALL,
    )


def _split(piece: str) -> Iterator[str]:
    if not piece:
        return
    digits = len(piece) - len(piece.lstrip("0123456789.,")) if piece[0].isdigit() else 0
    rest = piece[digits:]
    if digits and rest and "가" <= rest[0] <= "힣":
        unit = next((unit for unit in _UNITS if rest.startswith(unit)), "")
        yield piece[: digits + len(unit)]
        yield from _stem(rest[len(unit) :]) if unit else _stem(rest)
    elif "가" <= piece[0] <= "힣":
        yield from _stem(piece)
    else:
        yield piece


def _stem(word: str) -> Iterator[str]:
    """Split a word into its stem and the particle at its end, if there is one."""
    ending = "" if word in _PARTICLES else _particle(word)
    yield from filter(None, (word[: len(word) - len(ending)], ending))


def _particle(word: str) -> str:
    if word.endswith(_NOUNS):
        return ""
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) >= len(particle) + (_TWO if len(particle) == 1 else 1):
            stem = word[: -len(particle)]
            if _fits(stem, particle):
                return particle
    return ""


def _fits(stem: str, particle: str) -> bool:
    """Tell whether a particle has the form that the stem's last sound asks for, and the stem is no verb's."""
    final = (ord(stem[-1]) - ord("가")) % 28
    rieul = final == 8 and particle.startswith("로")
    if particle in _AFTER_CLOSED and (not final or (final == 8 and particle.startswith("으로"))):
        return False
    if particle in _AFTER_OPEN and final and not rieul:
        return False
    return not (particle in ("는", "은", "을", "며", "나", "이나", "도", "만") and stem.endswith(_VERBAL))
