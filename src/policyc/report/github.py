"""Findings in words → GitHub's workflow commands, which it shows as annotations on the lines of a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from policyc.korean import fill
from policyc.place import Span
from policyc.report.catalogue import Severity, words
from policyc.report.words import Reported, ordered

SHOWN: Final = 10
"""Annotations of each kind that GitHub shows of a step; it drops the others without a word."""

_COMMANDS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def render(items: Sequence[Reported]) -> str:
    """Write one command a finding; a waived one is a notice.

    Where there are more of a kind than are shown, one command among those that are says how many the others are;
    these come after it, for the log of the run has them all.
    """
    found = ordered(items)
    return "".join(f"{line}\n" for line in _lines(found))


def command(name: str, file: str, span: Span, title: str, told: str) -> str:
    """Write one workflow command; nothing in its texts can end it early."""
    properties = {"file": file, **_place(span), "title": title}
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {pairs}::{_data(told)}"


def notices(items: Sequence[Reported]) -> int:
    """Count the findings that are shown as notices, of which GitHub shows few."""
    return sum(_name(item) == "notice" for item in items)


def _lines(found: Sequence[Reported]) -> Iterator[str]:
    """Write commands in the order of the findings, with a count before the first that is not shown."""
    totals, seen = Counter(map(_name, found)), Counter[str]()
    for item in found:
        name = _name(item)
        seen[name] += 1
        if seen[name] == SHOWN < totals[name]:
            yield _hidden(name, item, totals[name] - SHOWN + 1)
        yield _command(item)


def _hidden(name: str, first: Reported, count: int) -> str:
    """Say at the first of those that are not shown how many they are."""
    said = words()["hidden"]
    kind = said["kinds"][name]
    told = fill(said["told"], {"kind": kind, "count": count})
    return command(name, first.file, first.span, fill(said["title"], {"kind": kind}), told)


def _command(item: Reported) -> str:
    return command(_name(item), item.file, item.span, item.code, _told(item))


def _name(item: Reported) -> str:
    return "notice" if item.waived else _COMMANDS[item.severity]


def _place(span: Span) -> dict[str, int]:
    """Give columns only where the place lies on one line: GitHub refuses them otherwise."""
    if span.line != span.end_line:
        return {"line": span.line, "endLine": span.end_line}
    return {"line": span.line, "col": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _told(item: Reported) -> str:
    waived = f" ({words()['waived']})" if item.waived else ""
    lines = [item.message + waived]
    lines += [fill(words()["ground"], {"ground": item.ground})] if item.ground else []
    lines += [fill(words()["hint"], {"hint": item.hint})] if item.hint else []
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
