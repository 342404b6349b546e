"""The author's words of keeping into what they mean: whether a period says anything, what a record is named for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from policyc.model.part import Period

Vague: TypeAlias = Literal["purpose", "law", "need"]
"""Why nobody can tell when a period ends: a purpose or a law that is not named, a need that nobody measures."""

MARKS: Mapping[Vague, tuple[tuple[str, ...], ...]] = {
    "purpose": (("목적",),),
    "law": (("법",), ("기간",)),
    "need": (("기간", "동안"), ("일정", "필요", "상당", "적정", "소정", "따른", "의한", "정한", "정하는")),
}
"""Groups of words: what is vague for a reason has one word of each; blanks and signs do not count."""

MONTH = 365.25 / 12
"""The days of a month, on average."""


def vague(period: Period) -> Vague | None:
    """Tell why a reader cannot know how long, None where he can: a figure, an event or a criterion is named.

    Of several periods each must be vague: the first to come, or the last, is known where one of them is.
    """
    if period.kind in ("any", "all"):
        found = [vague(part) for part in period.parts]
        return found[0] if all(found) else None
    if period.length or period.cases or (period.then and period.then.length):
        return None
    words = _bare(period.end if period.kind == "until" and period.end else period.text)
    return next((why for why in MARKS if _marked(words, why) and _vague(why).fullmatch(words)), None)


def days(length: str) -> tuple[int, int]:
    """Return the fewest and the most whole days of an ISO 8601 duration: ``P1M`` is 28 to 32, ``P2Y`` 728 to 733."""
    dated, _, timed = length.partition("T")
    figures = _figures(dated)
    months = figures.get("Y", 0) * 12 + figures.get("M", 0)
    rest = figures.get("W", 0) * 7 + figures.get("D", 0) + _figures(timed).get("H", 0) // 24
    whole = int(months * MONTH)
    return (whole - 2 + rest, whole + 2 + rest) if months else (rest, rest)


def is_log(name: str) -> bool:
    """Tell whether a record is named as the log of a service's use, and not as that of the facts of calls."""
    return not is_calls(name) and _has(name, ("로그", "접속", "방문"))


def is_calls(name: str) -> bool:
    """Tell whether a record is named as that of the facts of communication."""
    return _has(name, ("통신사실", "전기통신일시", "발신기지국", "사용도수", "가입자번호"))


def gives_reason(name: str) -> bool:
    """Tell whether the name of a record says itself why it is kept (``부정 이용 방지를 위한 기록``)."""
    return _has(name, ("위한", "위하여", "위해", "방지", "대비", "대응"))


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _marked(words: str, why: Vague) -> bool:
    """Tell whether words can be vague for a reason; to compile a pattern costs more than to ask."""
    return all(_has(words, group) for group in MARKS[why])


def _figures(length: str) -> dict[str, int]:
    """Read the figures of a duration by the letters of their units."""
    found, digits = {}, ""
    for sign in length:
        if sign in "0123456789":
            digits += sign
        elif digits:
            found[sign], digits = int(digits), ""
    return found


def _bare(words: str) -> str:
    return "".join(character for character in words if character.isalnum() or character in "()")


@cache
def _vague(why: Vague) -> re.Pattern[str]:
    used = "(?:수집|이용|처리|제공|보유|보관|및|과|또는)*"
    done = "(?:달성|완료|소멸|종료|완수|다)(?:하|되|한|할|된|될|함|시|때|후)*"
    purpose = rf"(?:해당)?(?:개인정보의?)?{used}목적(?:을|이|의)?{done}"
    whose = "(?:관계|관련|다른|해당|각|각종|기타)?"
    law = (
        rf"{whose}(?:법령|법률|법)(?:등)?(?:이|에서|에|의|으로|상)?(?:의하여|의해|의한|따라|따른|규정에따른|규정에의한)?"
        r"(?:정한|정하는|정해진|규정한|규정하는|규정된|요구하는)?(?:법정)?(?:보존|보유|보관|이용|및)*(?:의무)?기간(?:동안|까지)?"
    )
    need = (
        r"(?:일정|필요|상당|적정|소정)(?:한)?(?:보존|보유|보관|이용|및)*기간(?:동안)?"
        r"|(?:회사|당사)?(?:의|가|에서)?(?:내부)?(?:방침|규정|기준)?(?:이|에|에서|으로)?(?:따라|의하여)?(?:따른|의한|정한|정하는|필요한)"
        r"(?:보존|보유|보관|이용|및)*기간(?:동안)?|필요한동안"
    )
    return re.compile({"purpose": purpose, "law": law, "need": need}[why])
