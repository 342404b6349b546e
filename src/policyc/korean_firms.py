"""The name of a firm as written (``㈜예시``, ``예시 주식회사``) into what all its spellings share, and its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

FORMS: Final = (
    ("주식회사", "주"),
    ("㈜", "주"),
    ("(주)", "주"),
    ("유한책임회사", "유책"),
    ("유한회사", "유"),
    ("㈲", "유"),
    ("(유)", "유"),
    ("합자회사", "합자"),
    ("합명회사", "합명"),
    ("사단법인", "사"),
    ("(사)", "사"),
    ("재단법인", "재"),
    ("(재)", "재"),
)
"""Legal forms as written, and what is the same of them."""

_FOREIGN: Final = (
    ("incorporated", "inc"),
    ("corporation", "corp"),
    ("limited", "ltd"),
    ("gmbh", "gmbh"),
    ("corp", "corp"),
    ("inc", "inc"),
    ("llc", "llc"),
    ("ltd", "ltd"),
    ("plc", "plc"),
)
_SPACES: Final = dict.fromkeys(map(ord, " \t\n\u00a0\u3000.,·-&'\"‘’“”"))


@cache
def firm(name: str) -> tuple[str, str]:
    """Return the stem of a firm's name and its legal form, empty where the name tells none."""
    form = ""
    for words, kind in FORMS:
        if words in name:
            name, form = name.replace(words, " "), kind
    stem = name.translate(_SPACES).casefold()
    for words, kind in _FOREIGN if stem.isascii() else ():
        if stem.endswith(words) and len(stem) > len(words):
            return stem.removesuffix(words).removesuffix("co").removesuffix("pte"), kind
    return stem, form


def same_firm(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one firm's: two legal forms make it two firms."""
    (stem, form), (stem_, form_) = firm(one), firm(other)
    return len(stem) > 1 and stem == stem_ and (form == form_ or not (form and form_))


def speakers(sentence: str) -> Iterator[str]:
    """Yield the firm that a sentence begins with, if it is what the sentence is about (``㈜예시는 …``)."""
    if not any(words in sentence for words, _ in FORMS):
        return
    found = _speaker().match(sentence)
    name = (found["front"] or found["back"]).strip() if found else ""
    if firm(name)[0]:
        yield name


@cache
def _speaker() -> re.Pattern[str]:
    form = "|".join(re.escape(words) for words, kind in FORMS if kind in ("주", "유"))
    word = r"[가-힣A-Za-z0-9&·.\-]"
    return re.compile(
        rf"""[\s*"'‘“「]*
        (?:(?P<front>(?:{form})(?!의\s)\s?{word}{{1,20}}?(?:\s{word}{{1,20}}?){{0,2}})|(?P<back>{word}{{1,20}}(?:\s{word}{{1,20}})?\s?(?:{form})))
        [*"'’”」]*\s?(?:\(\s?이하[^()]*\)\s?)?(?:은\(는\)|은|는)\s""",
        re.VERBOSE,
    )
