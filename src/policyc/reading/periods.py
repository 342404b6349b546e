"""A Korean period as written (``탈퇴일로부터 30일``) into what it means (ISO 8601 length, event, end)."""

from __future__ import annotations

import re

from policyc.model.part import Period

UNITS = {"시간": "H", "일": "D", "주": "W", "개월": "M", "년": "Y"}
BOUNDS = {"이상": "min", "이내": "max"}
JOINS = {" 또는 ": "any", " 및 ": "all"}
LONGEST = 300
"""Characters of a phrase; a longer text is no period, and telling so must not take long."""

_LENGTH = r"[0-9]{1,4}(?:시간|일|주|개월|년)(?: [0-9]{1,4}(?:일|주|개월))?(?: 이상| 이내)?"
_ISO = r"P(?:[0-9]{1,4}[YMWD]){1,4}"


def parse(phrase: str) -> Period | None:
    """Read one phrase, or return None: its ending decides what it is.

    ``또는`` (the first to come) and ``및`` (all must pass) split it only where every part is itself a
    period, so an event with ``또는`` inside (``해지 또는 요금완납 후 6개월``) stays whole.
    """
    if len(phrase) > LONGEST:
        return None
    for word, kind in JOINS.items():
        parts = _split(phrase.split(word), word)
        if len(parts) > 1:
            return Period(text=phrase, kind=kind, parts=parts)
    return _single(phrase)


def days(text: str | None) -> int | None:
    """Read a number of days: ``7일`` is 7."""
    return int(text.removesuffix("일")) if text else None


def _split(pieces: list[str], word: str) -> tuple[Period, ...]:
    """Join pieces from the left into as many periods as possible; nothing when some piece is left over."""
    found: list[Period] = []
    waiting: list[str] = []
    for piece in pieces:
        waiting.append(piece)
        if period := _single(word.join(waiting)):
            found.append(period)
            waiting = []
    return () if waiting else tuple(found)


def _single(phrase: str) -> Period | None:
    if re.fullmatch(_LENGTH, phrase):
        return _length(phrase, phrase)
    if found := re.fullmatch(rf"(.+?)(?:으?로부터|부터| 후|마다) ({_LENGTH})(?:까지)?", phrase):
        return _length(phrase, found[2], start=found[1])
    if found := re.fullmatch(r"(.+?)부터 (.+?)까지", phrase):
        return Period(text=phrase, kind="until", start=found[1], end=found[2])
    if found := re.fullmatch(r"(.+?)까지", phrase):
        return Period(text=phrase, kind="until", end=found[1])
    if found := re.fullmatch(r"(.+?)(?: 후| 시)? 즉시 파기", phrase):
        return Period(text=phrase, kind="until", end=found[1], at_once=True)
    if re.fullmatch(r"준?영구", phrase):
        return Period(text=phrase, kind="permanent")
    if re.fullmatch(_ISO, phrase):
        return Period(text=phrase, kind="length", length=phrase)
    if re.fullmatch(r".+(?:기간|동안)", phrase):
        return Period(text=phrase, kind="criterion")
    return None


def _length(phrase: str, length: str, start: str | None = None) -> Period:
    """Read a length such as ``2년 6개월 이내`` (``P2Y6M``, at most)."""
    numbers = re.findall(r"([0-9]+)(시간|일|주|개월|년)", length)
    dated = "".join(f"{int(n)}{UNITS[unit]}" for n, unit in numbers if unit != "시간")
    timed = "".join(f"{int(n)}H" for n, unit in numbers if unit == "시간")
    bound = next((BOUNDS[word] for word in BOUNDS if length.endswith(word)), None)
    iso = f"P{dated}T{timed}" if timed else f"P{dated}"
    return Period(text=phrase, kind="length", length=iso, start=start, bound=bound)
