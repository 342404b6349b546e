"""A text in Korean into the figures it claims of a policy: days and lengths, dates of effect, lines of a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from policyc.korean_sentences import has, sentences
from policyc.record import Record

_PAST: Final = ("법률", "시행령", "법 제", "고시", "이전", "종전", "변경 전", "개정 전", "구 ", "제정", "최초")
_NOTICE: Final = ("공지", "고지", "알리", "알려", "안내", "통지", "공개", "게시")
_CHANGE: Final = ("변경", "개정", "추가", "수정", "바꾸", "바꿀", "바뀌", "바뀔")
_GOES_ON: Final = ("변경", "개정", "이 경우", "이때", "다만", "단,")
_OTHER_NOTICE: Final = tuple("약관 위탁 수탁 제공받 양도 합병 휴면 탈퇴 이벤트 요금 유출 영상".split())
_REQUEST: Final = ("열람", "정정", "처리정지", "처리 정지", "권리 행사", "권리행사")
_ANSWER: Final = ("답변", "회신", "조치", "결과를", "알려", "알립", "통지", "회답")
_OTHER_ANSWER: Final = tuple("자동화 전송 거절 이의 유출 휴면 파기 보존 연장 영상 수수료 분쟁".split())
_ASIDE: Final = ("휴면", "분리", "별도", "따로", "파기", "삭제", "유효기간")
_VALUES: Final = tuple("적립금 포인트 마일리지 쿠폰 예치금 비밀번호 쿠키 캐시 상품권".split())

_SURNAMES: Final = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선"
    "설마길연위표명기반라왕금옥육인맹제모탁국어은편용예"
)
_OFFICES: Final = "팀부실과처국장"
_DAY: Final = r"(?:19|20)[0-9]{2}\s?[년.\-/]\s?[0-9]{1,2}\s?[월.\-/]\s?[0-9]{1,2}\s?(?:일|\.)?"
"""A day as it is written: ``2026년 1월 5일``, ``2026. 1. 5.``, ``2026-01-05``."""


class Claim(Record):
    """What a text claims: `words` as they stand in it, and the number they say.

    Of a notice: whether it is of a weighty change, and whether its sentence speaks of the policy.
    """

    words: str
    number: int = 0
    weighty: bool = False
    policy: bool = False


def notice_days(text: str) -> Iterator[Claim]:
    """Yield how many days before a change of the policy a text promises to tell of it."""
    if "일" not in text or "전" not in text or not has(text, _CHANGE) or not has(text, _NOTICE):
        return
    for sentence in sentences(text):
        told = "일" in sentence and has(sentence, _CHANGE) and has(sentence, _NOTICE)
        if told and "전" in sentence and not has(sentence, _OTHER_NOTICE):
            weighty = has(sentence, ("중대", "중요", "불리", "불이익"))
            of_it = "방침" in sentence or ("방침" in text and sentence.startswith(_GOES_ON))
            for found in _before().finditer(sentence):
                yield Claim(words=found[0], number=int(found[1]), weighty=weighty, policy=of_it)


def answer_days(text: str) -> Iterator[Claim]:
    """Yield within how many days a text promises to answer people who exercise their rights."""
    if "일" not in text or not has(text, _REQUEST) or not has(text, _ANSWER):
        return
    for sentence in sentences(text):
        if has(sentence, _REQUEST) and has(sentence, _ANSWER) and not has(sentence, _OTHER_ANSWER):
            yield from (Claim(words=found[0], number=int(found[1])) for found in _within().finditer(sentence))


def idle_months(text: str) -> Iterator[Claim]:
    """Yield after how many months without a visit a text calls an account dormant."""
    if not has(text, ("지 않", "지않", "미이용", "미접속", "미사용", "이 없", "이없")):
        return
    for sentence in sentences(text) if has(text, _ASIDE) else ():
        if has(sentence, _ASIDE) and not has(sentence, _VALUES):
            for found in _idle().finditer(sentence):
                yield Claim(words=found["words"], number=months(found["words"]))


def destruction_days(text: str) -> Iterator[Claim]:
    """Yield within how many days after the end of the period a text promises destruction."""
    if "기간" not in text or "일" not in text or not ("파기" in text or "삭제" in text):
        return
    for sentence in sentences(text):
        if "기간" in sentence and ("파기" in sentence or "삭제" in sentence) and (found := _after().search(sentence)):
            yield Claim(words=found["words"], number=int(found["days"]))


def months(length: str) -> int:
    """Read a length of years or months (``1년``, ``6개월``) in months; 0 where it is none."""
    found = _length().search(length)
    return int(found[1]) * (12 if found[2] == "년" else 1) if found else 0


def days_in(phrase: str) -> frozenset[int]:
    """List the numbers of days in a phrase: ``10일 이내`` has 10."""
    return frozenset(int(found) for found in _days().findall(phrase))


def effect(text: str) -> Iterator[tuple[str, str, date]]:
    """Yield the days a text gives this policy: ``effective`` or ``announced``, the words, the day."""
    if not has(text, ("방침", "시행", "적용일", "공고")) or not has(text, ("20", "19")):
        return
    for sentence in sentences(text):
        for found in _effect().finditer(sentence):
            if has(sentence[: found.end()], _PAST):
                continue
            kind = "announced" if found["label"] and found["label"].startswith("공고") else "effective"
            if day := _day(found["day"]):
                yield kind, found["day"].strip(), day


def dated(title: str) -> Iterator[tuple[str, date]]:
    """Yield the day of effect that a title has in it (``(2026. 1. 5. 시행)``)."""
    if "시행" in title or "적용" in title:
        for found in re.finditer(rf"({_DAY})\s?(?:부터\s?)?(?:시행|적용)", title):
            if day := _day(found[1]):
                yield found[1].strip(), day


def officer_names(text: str) -> Iterator[str]:
    """Yield whom a text names as the privacy officer, in three syllables after a colon."""
    for found in _officer().finditer(text) if _labelled(text) else ():
        if found["name"][0] in _SURNAMES and found["name"][-1] not in _OFFICES and found["name"] != "이메일":
            yield found["name"]


def numbers_after(text: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the telephone numbers and mail addresses that stand right behind a desk's name, with what follows them.

    A name that another word stands before (``예시택배 고객센터``) may be of a desk of somebody else.
    """
    start = text.find(name)
    while start >= 0:
        if _own_desk().search(text[max(0, start - 12) : start]):
            rest = text[start + len(name) : start + len(name) + 70]
            if found := _line().match(rest):
                kind = "email" if "@" in found["line"] else "phone"
                yield kind, found["line"], rest
        start = text.find(name, start + 1)


def phones(text: str) -> frozenset[str]:
    """List the telephone numbers in a text by their digits, as they are dialled in Korea."""
    found = re.findall(r"\+?[0-9][0-9() .\-]*[0-9]", text)
    digits = ("".join(sign for sign in one if sign in "+0123456789") for one in found)
    return frozenset(re.sub(r"^\+820?", "0", one) for one in digits if len(one) > 2)


def _day(words: str) -> date | None:
    year, month, day = (int(number) for number in re.findall("[0-9]+", words)[:3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"(?<!월 )(?<!월)(?<![0-9])([0-9]{1,3})일\s?(?:이전|전)")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(r"([0-9]{1,3})\s?(?:영업일|일)\s?(?:이내|내|안)")


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(
        r"(?P<words>[0-9]{1,2}\s?(?:년|개월))\s?(?:간|동안|이상|넘게)?\s?(?:동안|이상|연속|계속(?:하여)?)?\s?(?:서비스(?:를|에)?\s)?"
        r"(?:(?:로그인|접속|이용|사용)(?:을|를)?\s?(?:하지\s?않|(?:기록|이력|내역)이\s?없)|미이용|미접속|미사용)"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        r"(?:보유|보존|이용)\s?기간(?:이|의)?\s?(?:경과|종료|만료|지난|끝난)[^0-9]{0,14}(?P<words>(?P<days>[0-9]{1,2})일\s?(?:이내|내|안))"
    )


@cache
def _length() -> re.Pattern[str]:
    return re.compile(r"([0-9]{1,2})\s?(년|개월)")


@cache
def _days() -> re.Pattern[str]:
    return re.compile(r"([0-9]{1,3})\s?(?:영업일|일)")


@cache
def _effect() -> re.Pattern[str]:
    free = r"(?:(?<=방침 )|(?<=방침의 )|(?<=일 )|(?<![가-힣A-Za-z0-9)] )(?<![가-힣]))"
    return re.compile(
        rf"(?:(?:이|본|현)\s?(?:개인정보\s?)?(?:처리\s?)?방침은\s(?=.{{0,40}}(?:적용|시행|효력))"
        rf"|{free}(?P<label>(?:시행|적용|공고)\s?일자?)\s?[:：]\s?)(?P<day>{_DAY})(?!\s?(?:에|자로)?\s?(?:제정|개정))"
        rf"(?(label)|\s?(?:부터|자로|에)\s?(?:적용|시행|효력)(?!되었|하였|했|되는|하는|될|할|된))"
    )


def _labelled(text: str) -> bool:
    """Tell whether a colon stands so near behind a *책임자* that a name may follow: ``책임자의 성명 :``."""
    _, *rests = text.split("책임자")
    return any(":" in rest[:6] or "：" in rest[:6] for rest in rests)


@cache
def _officer() -> re.Pattern[str]:
    title = (
        "대표|이사|상무|전무|부사장|사장|부장|팀장|실장|본부장|과장|차장|원장|국장|소장|센터장|교수|책임|매니저|변호사"
    )
    return re.compile(
        r"보호\s?책임자(?:의)?\s?(?:성명|이름)?\s?[:：]\s?(?:(?:성명|이름)\s?[:：]?\s?)?(?P<name>[가-힣]{3})"
        rf"(?=\s*(?:$|[,/(·)|]|\n)|\s(?:{title}))"
    )


@cache
def _own_desk() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[\n,:：(>]\s?|[은는을를로에나면서고며]\s|(?:및|또는|회사|회사의|당사|당사의|저희)\s|[-*•]\s)$"
    )


@cache
def _line() -> re.Pattern[str]:
    label = "전화번호|대표전화|전화|연락처|이메일|전자우편|메일|번호|은|는|의"
    joint = rf"(?:[\s(:：,☎/]|{label}|[Tt]el\.?|TEL|[Ee]-?mail){{1,6}}"
    phone = r"(?:\+82[- ]?)?(?:0[0-9]{1,3}[-. )]{1,2}[0-9]{3,4}[-. ][0-9]{4}|1[0-9]{3}[-. ][0-9]{4})"
    mail = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    return re.compile(rf"{joint}(?P<line>{phone}|{mail})")
