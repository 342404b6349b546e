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
_SAID = rf"({_LENGTH})(?: 동안)?"
_ISO = r"P(?:[0-9]{1,4}[YMWD]){1,4}"

COUNTED = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split()
READ = "일 이 삼 사 오 육 칠 팔 구 십 십일 십이".split()

USUAL = (
    *((rf"(?<![가-힣]){word} ?(?:해|년)(?![가-힣])", f"{n}년") for n, word in enumerate(COUNTED, 1)),
    *((rf"(?<![가-힣]){word} ?(?:달|개월)(?![가-힣])", f"{n}개월") for n, word in enumerate(COUNTED, 1)),
    *((rf"(?<![가-힣]){word} ?년(?=$|[ 간동])", f"{n}년") for n, word in enumerate(READ, 1)),
    *((rf"(?<![가-힣]){word} ?개월(?=$|[ 간동])", f"{n}개월") for n, word in enumerate(READ, 1)),
    (r"(?<![가-힣])(?:석|서) ?달", "3개월"),
    (r"(?<![가-힣])(?:넉|너) ?달", "4개월"),
    (r"(?<![가-힣])반년", "6개월"),
    (r"(?<![가-힣])열흘", "10일"),
    (r"(?<![가-힣])보름", "15일"),
    (r"[ .。]+$", ""),
    (r"(합니다|됩니다|하며|하고|한다|된다|함|됨)$", ""),
    (r"(?<=[년월주일간지안부터후]) ?(보관|보존|보유|저장|이용|보유 및 이용|보유·이용)$", ""),
    (r"([0-9]) +(?=시간|일|주|개월|달|년)", r"\1"),
    (r"(?<=[0-9])달", "개월"),
    (r"([0-9](?:년|개월|일|주|시간)) ?간(?= |$)", r"\1"),
    (r"([0-9]년)(?=[0-9])", r"\1 "),
    (r"(?<=[가-힣]) ?이후 ?(?=[0-9])", " 후 "),
    (r"(?<=[가-힣])(?<! )(후|부터) ?(?=[0-9])", r" \1 "),
    (r"(일|날|시점|때|로) 부터 (?=[0-9])", r"\1부터 "),
    (r"^최대 ([0-9].*[가-힣])$", r"\1 이내"),
    (r"^최소 ([0-9].*[가-힣])$", r"\1 이상"),
    (r"즉시파기", "즉시 파기"),
    (r"지체없이", "지체 없이"),
    (r"(?<=[가-힣])(?<! )후 (?=즉시|지체)", " 후 "),
)
"""What people write, and the form in which the same is read; tried in this order (compiled where first needed)."""

_DESTROYED = r"(?:(?:즉시|지체 없이|바로) ?)?(?:파기|삭제)|즉시|지체 없이"
_EVENT = r"(.{2,}?) ?(?:시|후|때|즉시)(?: (?:즉시|지체 없이|바로))?(?: (?:파기|삭제))?"


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


def readable(phrase: str) -> dict[str, str]:
    """Propose how a phrase that is no period can be written as one; what is meant is never guessed.

    `suggestion` says the same in the usual form; `until` and `at-once` are the two ends that an event can
    mean; `event-missing` is a destruction of which nobody can tell when it comes.
    """
    if len(phrase) > LONGEST:
        return {}
    text = phrase
    for pattern, better in USUAL:
        text = re.sub(pattern, better, text).strip()
    if text != phrase and parse(text):
        return {"suggestion": text}
    if re.fullmatch(_DESTROYED, text):
        return {"event-missing": phrase}
    if found := re.fullmatch(_EVENT, text):
        return {"until": f"{found[1]} 시까지", "at-once": f"{found[1]} 후 즉시 파기"}
    return {}


def days(text: str) -> int | None:
    """Read a number of days: ``7일`` is 7; what is no number of days is None."""
    found = re.fullmatch(r"([0-9]+)일", text)
    return int(found[1]) if found else None


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
    if found := re.fullmatch(_SAID, phrase):
        return _length(phrase, found[1])
    if found := re.fullmatch(rf"(.+?)(?:으?로부터|부터| 후|마다) {_SAID}(?:까지)?", phrase):
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
