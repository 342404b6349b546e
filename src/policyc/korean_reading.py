"""How a text ends when it is read aloud in Korean, which is what decides its particles.

Where two ways of reading are usual and end differently, the answer is "unknown": a wrong particle in a
legal text is worse than both forms.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, TypeAlias

Ending: TypeAlias = Literal["vowel", "consonant", "rieul", "unknown", "empty"]


def _each(end: Ending, words: str) -> dict[str, Ending]:
    return dict.fromkeys(words.split(), end)


_LONGEST: Final = 200
_FOLD: Final[dict[int, int | str]] = {
    **{full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)},
    ord("￦"): "₩",
    ord("㈜"): "(주)",
    ord("㈔"): "(사)",
    **dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), " "),  # Hangul fillers are seen as blanks
}
_SILENT: Final = frozenset(".,!?:;…、。\"'”’」』》〉>™®©")
_OPENING: Final = " \"'“‘「『《〈<([{〔【"
_SQUARE: Final = {"]": "[", "}": "{", "〕": "〔", "】": "【"}
_FORMS: Final = {
    **_each("vowel", "주 유 합 주식회사 유한회사 유한책임회사 합자회사 합명회사"),
    **_each("consonant", "사 재 학 의 사단법인 재단법인 학교법인 의료법인"),
}
_SIGNS: Final = {
    **_each("vowel", "% ℃ ℉ ° $ € £ ℓ ㎖ ㎝ ㎜ ㎞ ㎡ ㎢ ㎥ ㏊ ㎐ ㎑ ㎒ ㎓"),
    **_each("consonant", "₩ ¥ ㎏ ㎎"),
}
_CODES: Final = {**_each("vowel", "USD EUR GBP"), **_each("consonant", "KRW JPY CNY")}
_UNITS: Final = {
    **_each("vowel", "m km cm mm ml mL B kB KB MB GB TB PB Hz kHz MHz GHz bps kbps Kbps Mbps Gbps ms W kW kWh V"),
    **_each("consonant", "kg mg rpm ppm"),
    # A letter's name and the unit (or the floor) end differently.
    **_each("unknown", "KM CM MM KG MG ML F H J L M Y"),
}
_WORDS: Final = {
    **_each(
        "vowel",
        "android ios ipad icloud windows linux kakao naver meta twitter youtube microsoft netflix adobe azure firebase "
        "salesforce cloudflare github toss kakaopay paypay analytics ads store site service services cookie page "
        "cloud data center korea asia studio media bank card soft plus pay play wi-fi wifi games labs partners "
        "holdings ventures systems networks solutions technologies id ip sms api sdk pdf faq io ai tv org gov edu "
        "iot lte",
    ),
    **_each(
        "consonant",
        "line facebook instagram amazon iphone samsung slack zoom chrome mac kakaotalk music shop web japan "
        "group game team online com net lab token premium",
    ),
    **_each("rieul", "google gmail mail e-mail email apple oracle paypal mobile url html xml kr"),
}
_ABBREVIATIONS: Final = frozenset(("VIP", "VOC", "KYC", "RFID", "ADID", "GAID", "UUID"))
_READ_BOTH_WAYS: Final = frozenset(("MAC", "APP", "UP", "GOD", "GOOD", "SSG"))
_COMPANY: Final = _each("unknown", "inc corp corporation co ltd limited llc llp lp plc gmbh ag sa se ab bv nv pte pty")

# Patterns stay text until one is needed: compiling them all would cost every start of the program.
_DATE: Final = r"(?<![0-9])(?:19|20)[0-9]{2}([.\-/])\s?[0-9]{1,2}\1\s?[0-9]{1,2}$"
_MONTH: Final = r"(?<![0-9])(?:19|20)[0-9]{2}[.\-/]\s?[0-9]{1,2}$"
_DAY: Final = r"(?<![0-9])[0-9]{1,2}\.\s+[0-9]{1,2}$"
_CLOCK: Final = r"[0-9]\s?:\s?[0-9]+$"
_FRACTION: Final = r"[0-9]\s?/\s?[0-9.,]+$"
_NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)*$"
_ENGLISH_BEFORE: Final = r"(?:[A-Za-z][ .\-]*|#)$"
_LATIN: Final = r"[A-Za-z]+$"


def ending(word: str, reads: str | None = None) -> Ending:
    """Say how `word` ends when read aloud; `reads`, the author's own word for it, wins."""
    for text in (reads or "", word):
        if text and "가" <= text[-1] <= "힣":
            return _syllable(text[-1])
        if plain := _plain(text):
            return _read(plain)
    return "empty"


def _plain(text: str) -> str:
    """Compose the text, fold full-width forms, and drop what is invisible."""
    composed = unicodedata.normalize("NFC", text).translate(_FOLD)
    return "".join(char for char in composed if unicodedata.category(char) != "Cf").strip()


def _read(text: str) -> Ending:
    end = len(text)
    while end and (text[end - 1] in _SILENT or text[end - 1].isspace()):
        end -= 1
    text = text[:end]
    if not text:
        return "unknown"
    last = text[-1]
    if "가" <= last <= "힣":
        return _syllable(last)
    if len(text) > _LONGEST:
        return "unknown"
    if last == ")":
        return _parenthesis(text)
    if last in _SQUARE:
        return _bracket(text)
    return _last_sign(text)


def _syllable(char: str) -> Ending:
    final = (ord(char) - 0xAC00) % 28
    return "vowel" if final == 0 else "rieul" if final == 8 else "consonant"


def _agree(*endings: Ending) -> Ending:
    return endings[0] if len(set(endings)) == 1 else "unknown"


def _opened(text: str, opening: str) -> int:
    """Return where the bracket that closes `text` opens, or -1."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        depth += (text[index] == text[-1]) - (text[index] == opening)
        if depth == 0:
            return index
    return -1


def _parenthesis(text: str) -> Ending:
    """Leave a remark after a word unread; but a company's form may be read: ``(주)`` is 주식회사."""
    start = _opened(text, "(")
    if start < 0:
        text = text.rstrip(")")
        return "unknown" if text[-1:].isdigit() else _read(text)  # "1)" may be a footnote mark
    before, inside = text[:start].strip(), text[start + 1 : -1].strip()
    form, alone = _FORMS.get(inside), not before.strip(_OPENING)
    if form:
        return form if alone else _agree(form, _read(before))
    return _read(inside if alone else before)


def _bracket(text: str) -> Ending:
    """Read a bracketed word that stands alone; after another word it may be a remark."""
    start = _opened(text, _SQUARE[text[-1]])
    before, inside = text[: max(start, 0)], text[start + 1 : -1]
    return _read(inside) if not before.strip(_OPENING) else _agree(_read(before), _read(inside))


def _last_sign(text: str) -> Ending:
    last = text[-1]
    if last == "/":
        return _read(text[:-1]) if "." in text and " " not in text else "unknown"
    if "://" in text and "/" in text.split("://")[-1]:
        return "unknown"
    if last in "0123456789":
        return _number(text)
    if last.isascii() and last.isalpha():
        return _latin(text)
    if "ㄱ" <= last <= "ㅣ":
        return _letter_of_hangul(text)
    if last == "+":  # "C++" is said in two ways
        return "unknown" if text[-2:-1] in ("+", "") else "vowel"
    if last in "²³":
        return "vowel" if text[-2:-1] == "m" else "unknown"
    return _SIGNS.get(last, "unknown")


def _letter_of_hangul(text: str) -> Ending:
    if "ㄱ" <= text[-2:-1] <= "ㅣ":
        return "unknown"
    return "rieul" if text[-1] == "ㄹ" else "consonant" if text[-1] <= "ㅎ" else "vowel"


def _number(text: str) -> Ending:
    """Read a number the Sino-Korean way, unless its surroundings say another way is usual too."""
    found = re.search(_NUMBER, text)
    number = found.group() if found else text
    before = text[: -len(number)].rstrip()
    plain = _sino(number)
    if re.search(_DATE, text):
        return "rieul"
    if re.search(_MONTH, text) or re.search(_DAY, text):
        return _agree(plain, "rieul")
    if re.search(_FRACTION, text):
        return "unknown"
    if re.search(_CLOCK, text):
        return "unknown" if number.strip("0") == "" else _agree(plain, "consonant")
    if before[-1:] in ("₩", "$", "€", "¥", "£"):
        return _SIGNS[before[-1]]
    if code := _CODES.get(before[-3:]):
        return _agree(plain, code)
    return _agree(plain, *_english(number)) if re.search(_ENGLISH_BEFORE, before) else plain


def _sino(number: str) -> Ending:
    if number[-1] != "0":
        return "rieul" if number[-1] in "178" else "consonant" if number[-1] in "36" else "vowel"
    whole = number.replace(",", "")
    # 십, 백, 천, 만, 억 and 영 all end in a consonant; from 조 on the digits are as likely said one by one.
    return "consonant" if len(whole) - len(whole.rstrip("0")) < 12 else "unknown"


def _english(number: str) -> tuple[Ending, ...]:
    """Give the endings of a number as said in English: ``MP3``, ``Windows 11``."""
    last: Ending = "consonant" if number[-1] in "179" else "vowel"
    pair: Ending = last
    if number[-2:-1] == "1":
        pair = "vowel" if number[-1] == "2" else "consonant"
    return (pair,) if len(number) == 2 else (last, pair)


def _latin(text: str) -> Ending:
    found = re.search(_LATIN, text)
    run = found.group() if found else ""
    before = text[: -len(run)]
    if (before[-1:].isalpha() and not "가" <= before[-1] <= "힣") or before[-1:] in ("'", "’"):
        return "unknown"
    if before.rstrip()[-1:].isdigit() and (unit := _UNITS.get(run)):
        return unit
    if run in _READ_BOTH_WAYS or (run.lower() in _COMPANY and before.strip(_OPENING)):
        return "unknown"
    hyphened = text.split()[-1].lstrip(_OPENING).lower()
    if known := _WORDS.get(hyphened) or _WORDS.get(run.lower()):
        return known
    if run.isupper() or (len(run) == 1 and not before[-1:].isdigit()):
        return _letters(run.upper())
    return "vowel" if run.endswith("OS") and run[-3].islower() else "unknown"


def _letters(run: str) -> Ending:
    """Read capitals letter by letter, unless they may be a word that ends otherwise (``NAVER``, ``ZIP``)."""
    last = run[-1]
    spelt: Ending = "rieul" if last in "LR" else "consonant" if last in "MN" else "vowel"
    shape = "".join("v" if letter in "AEIOUY" else "c" for letter in run)
    if len(run) < 3 or "v" not in shape or shape == "vcc" or run in _ABBREVIATIONS:
        return spelt
    as_word = last in "ADFILMNOSUVWXYZ" or (last == "E" and shape == "ccv")
    return spelt if as_word or (last == "T" and run[-2] in "CFLNPRSX") else "unknown"
