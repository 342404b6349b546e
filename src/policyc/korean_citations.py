"""A Korean text into the provisions it cites: what stands before an article's number, the number, what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policyc.record import Record

LONGEST = 45
"""Characters before an article in which its statute is named; the longest name of a statute has fewer."""

CLOSING = " 」』｣"
"""Signs that may stand between a statute's name and its article."""


class Cited(Record):
    """An article of a text: `before` ends in the statute's name if the text names one, `words` is the number.

    `called` is what stands in brackets behind the number, as texts give an article its heading.
    """

    before: str
    words: str
    article: str
    paragraph: str | None
    called: str


def cited(text: str) -> Iterator[Cited]:
    """Yield each article that a text cites, in order; what is said to be old law is left out."""
    if "조" not in text or "제" not in text:
        return
    for found in _article().finditer(text):
        before = text[max(0, found.start() - LONGEST) : found.start()].rstrip(CLOSING)
        if _past().search(before) or _past_after().match(text[found.end() :]):
            continue
        article = f"{found['article']}의{found['branch']}" if found["branch"] else found["article"]
        yield Cited(
            before=before,
            words=found["words"].strip(),
            article=article,
            paragraph=found["paragraph"],
            called=found["called"] or "",
        )


def named(before: str, names: tuple[str, ...]) -> str | None:
    """Find the name that a text ends in, the longest where several fit; it must begin where a word begins."""
    for name in names:
        if before.endswith(name) and not before[: -len(name)][-1:].isalnum():
            return name
    return None


@cache
def _article() -> re.Pattern[str]:
    number = r"제 ?(?P<article>[0-9]{1,3}) ?조(?: ?의 ?(?P<branch>[0-9]{1,2}))?"
    below = r"(?: ?제 ?(?P<paragraph>[0-9]{1,2}) ?항)?(?: ?제 ?[0-9]{1,2} ?호)?"
    return re.compile(rf"(?P<words>{number}{below})(?: ?[(（](?P<called>[^()（）]{{2,40}})[)）])?")


@cache
def _past() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[^가-힣])(?:구|舊|종전의?|옛|개정 전의?|폐지된|삭제된) ?(?:[「『(\u300c\uff62] ?)?[^,.」]*$|\(구\)"
    )


@cache
def _past_after() -> re.Pattern[str]:
    """Match words behind an article that tell it as history."""
    return re.compile(r"[^.\n]{0,12}?(?:폐지|삭제|이었던|였던|개정 전|에서 이동)")
