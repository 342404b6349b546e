"""A text in Korean into who speaks in it, and what it says is not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from policyc.korean_claims import Claim
from policyc.korean_sentences import has, sentences

_SOFT: Final = (
    *"동의 원칙 다만 단, 경우 예외 이외 범위 목적 한하여 제외 아래 다음 현재 가급적 별도 필요 법령 법률 에서는".split(),
    *("단 ", "외에는"),
)
"""Words that leave a denial open, in the sentence or after it."""


_HANDED: Final = (
    *"위탁 수탁 제공 제휴 계열 합병 양수 인수 양도 대행 연동 모회사 자회사 관계사 그룹 지배".split(),
    *("구 ", "지 않", "지 아니", "지 못"),
)
_HOUSES: Final = tuple("사이트 쇼핑몰 병원 의원 기관 재단 학원 센터 은행 학교 대학교 대학 조합 협회".split())
_PARTICLES: Final = frozenset("는 은 가 이 의 에 에서 와 과 를 을 로 도".split())
_CONTROLS: Final = (
    "개인정보를",
    "개인정보 보호",
    "개인정보보호",
    "개인정보 처리방침",
    "개인정보처리방침",
    "개인정보의",
)


def denied(text: str, own: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what a text says is not done, without leaving anything open: an id of `DENIALS` and the sentence.

    `own` are the names by which the policy calls whose it is; a sentence about anybody else is not looked at.
    """
    if "하지" not in text or has(text.replace("아동의", ""), _SOFT):
        return
    bare = "".join(text.split())
    kinds = [kind for kind, words in MARKS.items() if has(bare, words)]
    if not kinds:
        return
    subject = "|".join(map(re.escape, (*own, "회사", "당사", "저희 회사", "저희", "우리 회사")))
    for sentence in sentences(text):
        rest = re.sub(rf"^(?:[-*•·]\s|[0-9]+[.)]\s|[①-⑳]\s?)?(?:(?:{subject})(?:은|는)\s)?", "", sentence)
        for kind in kinds:
            if re.match(DENIALS[kind], rest):
                yield kind, sentence


_WHOSE: Final = r"(?:(?:이용자|회원|고객|정보주체)(?:님)?의\s)?"
_NOT: Final = r"하지\s?(?:않|아니)"
DENIALS: Final = {
    "recipients": rf"{_WHOSE}개인정보를\s(?:어떠한\s경우에도\s)?제\s?3\s?자에게\s?(?:제공|공개){_NOT}",
    "processors": rf"{_WHOSE}개인정보(?:의?\s?처리(?:\s?업무)?)?를\s(?:외부에\s|외부\s업체에\s|타인에게\s)?위탁{_NOT}",
    "transfers": rf"{_WHOSE}개인정보를\s(?:국외|해외)(?:로|에)\s(?:이전|제공|보관|전송){_NOT}",
    "cookies": rf"쿠키(?:\([A-Za-z]+\))?를\s(?:사용|이용|수집|설치){_NOT}",
    "children": rf"만\s?14세\s미만\s?(?:의\s)?(?:아동|어린이)의\s개인정보를\s(?:수집|처리){_NOT}",
    "sensitive": rf"{_WHOSE}민감(?:한\s?)?정보를\s(?:수집|처리){_NOT}",
    "unique-identifiers": rf"{_WHOSE}고유\s?식별\s?정보를\s(?:수집|처리){_NOT}",
    "resident-number": rf"{_WHOSE}주민등록번호를\s(?:수집|처리){_NOT}",
}
MARKS: Final = {
    "recipients": ("자에게제공하지", "자에게공개하지"),
    "processors": ("위탁하지",),
    "transfers": ("국외로", "국외에", "해외로", "해외에"),
    "cookies": ("쿠키",),
    "children": ("14세미만",),
    "sensitive": ("민감정보를", "민감한정보를"),
    "unique-identifiers": ("고유식별정보를",),
    "resident-number": ("주민등록번호를",),
}
"""Words of each denial, blanks left out: one of them is in whatever the denial's pattern finds."""


def controls(sentence: str) -> bool:
    """Tell whether a sentence says what a controller does with data, not what somebody does for it."""
    return has(sentence, _CONTROLS) and not has(sentence, _HANDED)


def other_self_names(text: str) -> Iterator[str]:
    """Yield the words in which a text calls its author otherwise than by a name: ``당사``, ``당 병원``."""
    start = text.find("당")
    while start >= 0:
        if not "가" <= text[start - 1 : start] <= "힣" and (word := _self(text[start:])):
            yield word
        start = text.find("당", start + 1)


def own_articles(text: str) -> Iterator[Claim]:
    """Yield the articles of this very policy that a text refers to (``이 방침 제12조``)."""
    for found in _articles().finditer(text) if "방침" in text else ():
        yield Claim(words=found["words"], number=int(found["number"]))


def _self(text: str) -> str | None:
    """Return the words with which a text begins, if a particle follows them and nothing more: ``당 병원은``."""
    if text.startswith("당사"):
        return "당사" if _hangul(text[2:]) in _PARTICLES else None
    words = _hangul(text[2:]) if text[1:2].isspace() else ""
    found = (one for one in _HOUSES if words.startswith(one) and words[len(one) :] in _PARTICLES)
    return next((text[: 2 + len(one)] for one in found), None)


def _hangul(text: str) -> str:
    """Return the Hangul that a text begins with."""
    return text[: next((at for at, sign in enumerate(text) if not "가" <= sign <= "힣"), len(text))]


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(
        r"(?<![가-힣])(?:이|본)\s(?:개인정보\s?)?(?:처리\s?)?방침(?:의)?\s(?P<words>제(?P<number>[0-9]{1,2})조)(?!의)"
    )
