"""A Policy's days and file name: in the right order, in the right file, and none left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.finding import Finding, Related
from policyc.model.policy import Policy
from policyc.place import Path, Source
from policyc.workspace import SERVICE, VERSION

PLACEHOLDER = re.compile(
    r"""(?:19|20)[0-9X○◯O]{2}\s*[.년/-]\s*(?:00|XX|○○|◯◯|OO)(?:\s*[.월/-]\s*[0-9X○◯O]{1,2})?   # 2021. 00. 00
      | (?:19|20)(?:XX|○○|◯◯|OO)                               # 20XX
      | \[[^\[\]]*(?:…|\.\.\.|○|◯|__)[^\[\]]*\]                # […명]
      | ^\((?:까닭|승인한\ (?:사람|날))\)$                     # the blanks of a waiver to paste
      | [○◯●]{2,} | _{3,} | \bX{3,}\b | \bO{3,}\b
    """,
    re.VERBOSE,
)


def check(policy: Policy) -> Iterator[Finding]:
    """Yield days in the wrong order and a file name that is not the effective date."""
    effective, announced = policy.dates.effective, policy.dates.announced
    if announced and effective < announced:
        related = (Related(says="announced", at=("dates", "announced")),)
        args = {"effective": effective.isoformat(), "announced": announced.isoformat()}
        yield Finding(code="effective-before-announced", at=("dates", "effective"), args=args, related=related)
    if not SERVICE.fullmatch(policy.service):
        yield Finding(code="service-name", at=(), args={"service": policy.service})
    if not VERSION.fullmatch(policy.version) or policy.version[:10] != effective.isoformat():
        args = {"name": policy.version, "wanted": f"{effective.isoformat()}.yaml"}
        yield Finding(code="file-name", at=("dates", "effective"), args=args)


def placeholders(source: Source) -> Iterator[Finding]:
    """Yield every text in which something was left to be filled in."""
    for at, text in _texts(source.data, ()):
        if found := PLACEHOLDER.search(text):
            yield Finding(code="placeholder", at=at, args={"text": found[0]})


def _texts(value: object, at: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _texts(below, (*at, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _texts(below, (*at, index))
