"""A Policy's days and file name: in the right order, in the right file, and none left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policyc.finding import Finding, Related
from policyc.model.policy import Policy
from policyc.place import Path, Side, Source
from policyc.workspace import DRAFT, SERVICE, VERSION

PLACEHOLDER = r"""(?:19|20)[0-9X○◯O]{2}\s*[.년/-]\s*(?:00|XX|○○|◯◯|OO)(?:\s*[.월/-]\s*[0-9X○◯O]{1,2})?   # 2021. 00. 00
      | (?:19|20)(?:XX|○○|◯◯|OO)                               # 20XX
      | \[[^\[\]]*(?:…|\.\.\.|○|◯|__)[^\[\]]*\]                # […명]
      | (?<!>)(?<!>\ )                                           # [회사명], but no step of a menu path and no link
        \[(?:[가-힣\ ]{0,8}(?:회사|서비스|기관|업체|부서|담당자|책임자)\ ?(?:명|이름)|이름|성명|날짜)\]
        (?!\(|\ ?(?:>|→|메뉴|화면|버튼|탭|항목|란))
      | ^\((?:까닭|한\ 줄\ 설명|승인한\ (?:사람|날))\)$       # the blanks of what is there to paste
      | [(\[](?:작성|기재|보완|수정)\ ?(?:필요|요망|예정)[)\]] | (?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])
      | [○◯●△▲□]{2,} | _{3,} | \bX{3,}\b | \bO{3,}\b
    """
MARKS = (
    *"○ ◯ ● △ ▲ □ … ... __ XX OO TODO TBD FIXME".split(),
    *"명] 이름] 날짜] (까닭) 설명) (승인한 필요) 필요] 요망) 요망] 예정) 예정]".split(),
)
"""Of these one stands in whatever was left to be filled in, unless it is a year with noughts for its days."""


def check(policy: Policy) -> Iterator[Finding]:
    """Yield days in the wrong order and a file name that is not the effective date."""
    effective, announced = policy.dates.effective, policy.dates.announced
    if announced and effective < announced:
        related = (Related(says="announced", at=("dates", "announced")),)
        args = {"effective": effective.isoformat(), "announced": announced.isoformat()}
        yield Finding(code="effective-before-announced", at=("dates", "effective"), args=args, related=related)
    if policy.dates.enacted and policy.dates.enacted > effective and not policy.dates.open:
        related = (Related(says="effective", at=("dates", "effective")),)
        args = {"effective": effective.isoformat(), "enacted": policy.dates.enacted.isoformat()}
        yield Finding(code="enacted-after-effective", at=("dates", "enacted"), args=args, related=related)
    if not SERVICE.fullmatch(policy.service):
        yield Finding(code="service-name", at=(), args={"service": policy.service})
    if not _named(policy.version, effective):
        args = {"name": policy.version, "wanted": f"{effective.isoformat()}.yaml"}
        yield Finding(code="file-name", at=("dates", "effective"), args=args)


def stray(name: str) -> Finding:
    """Tell that a file, or a folder, has no business beside the policies of a service."""
    return Finding(code="file-unknown", args={"name": name})


def placeholders(source: Source) -> Iterator[Finding]:
    """Yield every key and every text in which something was left to be filled in."""
    texts = tuple(_texts(source.data, ()))
    whole = "\n".join(text for _, _, text in texts)
    for at, side, text in texts if _may_be_open(whole) else ():
        if _may_be_open(text) and (found := re.search(PLACEHOLDER, text, re.VERBOSE)):
            yield Finding(code="placeholder", at=at, side=side, args={"text": found[0]})


def _may_be_open(text: str) -> bool:
    """Tell, without a pattern, whether one can match."""
    return any(mark in text for mark in MARKS) or ("00" in text and ("19" in text or "20" in text))


def _named(version: str, effective: date) -> bool:
    """Tell whether a file has the name of its effective day (``2026-01-05``, ``2026-01-05-2``), or of a draft."""
    return version == DRAFT or bool(VERSION.fullmatch(version) and version[:10] == effective.isoformat())


def _texts(value: object, at: Path) -> Iterator[tuple[Path, Side, str]]:
    if isinstance(value, str):
        yield at, "value", value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield (*at, key), "key", key
            yield from _texts(below, (*at, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _texts(below, (*at, index))
