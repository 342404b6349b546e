"""Findings in words → GitHub's workflow commands, which it shows as annotations on the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from policyc.korean import fill
from policyc.place import Span
from policyc.report.catalogue import Severity, words
from policyc.report.words import Reported, ordered

_COMMANDS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def render(items: Sequence[Reported]) -> str:
    """Write one command a finding; a waived one is a notice."""
    return "".join(f"{_command(item)}\n" for item in ordered(items))


def _command(item: Reported) -> str:
    command = "notice" if item.waived else _COMMANDS[item.severity]
    properties = {"file": item.file, **_place(item.span), "title": item.code}
    pairs = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{command} {pairs}::{_told(item)}"


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
    return _data("\n".join(lines))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
