"""What Jinja stopped at, while reading a frame or drawing it, into a finding in our words at its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policyc.finding import Finding
from policyc.overlays.saying import unknown
from policyc.place import Span
from policyc.reading.characters import shown
from policyc.workspace import BadTemplate

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateSyntaxError

_BLOCK: Final = re.compile(r"block that needs to be closed is '([^']*)'")
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TAG: Final = re.compile(r"unknown tag '([^']*)'")
_TOOL: Final = re.compile(r"No (filter|test) named '([^']*)'")
_UNDEFINED: Final = re.compile(r"'([^']*)' is undefined")
_ATTRIBUTE: Final = re.compile(r"(?:attribute|element) '?([^'\s]*)'?(?: of |$)")


def syntax(fault: TemplateSyntaxError, text: str, environment: Environment) -> Finding:
    """Say why a file is no Jinja."""
    reason = fault.message or ""
    begun = _left_open(text, reason)
    if begun is not None and text.count("\n", 0, begun) < fault.lineno:
        line = text[begun:].split("\n", 1)[0]
        return Finding(code="frame-not-closed", span=on_line(text, text.count("\n", 0, begun) + 1, line.strip()))
    if found := _TAG.search(reason):
        return Finding(code="frame-tag-unknown", args={"id": found[1]}, span=on_line(text, fault.lineno, found[1]))
    if found := _TOOL.search(reason):
        known = environment.filters if found[1] == "filter" else environment.tests
        return _tool(found[2], known, on_line(text, fault.lineno, found[2]))
    return Finding(code="frame-syntax", args={"reason": reason}, span=on_line(text, fault.lineno))


def drawing(bad: BadTemplate, overlay: Path) -> tuple[str, str, Finding] | None:
    """Say why a frame of the overlay could not be drawn: its name, its text, and the finding.

    None where it was none of the overlay's files that stumbled.
    """
    fault = bad.__cause__
    stood = tuple(_stood(fault, overlay.resolve()))
    if fault is None or not stood:
        return None
    name, line = stood[0] if isinstance(fault, RecursionError) else stood[-1]
    text = shown((overlay / name).read_bytes())
    return name, text, _drawn(fault, text, line, bad.known)


def on_line(text: str, number: int, words: str = "") -> Span:
    """Return where `words` stand on a line, or all that is written on it."""
    lines = text.split("\n")
    number = min(max(number, 1), len(lines))
    line = lines[number - 1]
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line) if words else None
    start, end = found.span() if found else (len(line) - len(line.lstrip()), len(line.rstrip()))
    return Span(line=number, column=start + 1, end_line=number, end_column=max(end, start) + 1)


def _left_open(text: str, reason: str) -> int | None:
    """Return where the first mark is opened that is not closed before the next, or the innermost block without end."""
    for mark in _OPENING.finditer(text):
        end = text.find(_CLOSING[mark[0]], mark.end())
        following = _OPENING.search(text, mark.end())
        if end < 0 or (following and following.start() < end and mark[0] != "{#"):
            return mark.start()
    block = _BLOCK.search(reason)
    opened: list[int] = []
    for tag in re.finditer(rf"\{{%[-+]?\s*(end)?{re.escape(block[1])}\b", text) if block else ():
        opened = opened[:-1] if tag[1] else [*opened, tag.start()]
    return opened[-1] if opened else None


def _stood(fault: BaseException | None, overlay: Path) -> Iterator[tuple[str, int]]:
    """Yield the places in the overlay's frames that were being drawn, the outermost first."""
    from jinja2 import TemplateSyntaxError

    step = fault.__traceback__ if fault else None
    while step:
        path = Path(step.tb_frame.f_code.co_filename)
        if path.is_absolute() and path.is_relative_to(overlay):
            yield path.relative_to(overlay).as_posix(), step.tb_lineno
        step = step.tb_next
    if isinstance(fault, TemplateSyntaxError) and fault.filename and Path(fault.filename).is_relative_to(overlay):
        yield Path(fault.filename).relative_to(overlay).as_posix(), fault.lineno


def _drawn(fault: BaseException, text: str, line: int, known: Collection[str]) -> Finding:
    from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    reason = str(fault)
    match fault:
        case SecurityError():
            return Finding(code="frame-forbidden", span=on_line(text, line, _last(_ATTRIBUTE, reason)))
        case UndefinedError():
            return _undefined(reason, text, line, known)
        case TemplateNotFound():
            return Finding(code="frame-file-missing", args={"file": reason}, span=on_line(text, line, reason))
        case RecursionError():
            return Finding(code="frame-circular", span=on_line(text, line))
        case TemplateRuntimeError() | TemplateSyntaxError() if tool := _TOOL.search(reason):
            return _tool(tool[2], (), on_line(text, line, tool[2]))
        case _:
            return Finding(code="frame-not-drawable", args={"reason": reason}, span=on_line(text, line))


def _undefined(reason: str, text: str, line: int, known: Collection[str]) -> Finding:
    """Say which name is not there; a name behind a dot can only be meant as a word of the frame."""
    name = _last(_UNDEFINED, reason)
    among = {each for each in known if "." not in each}
    words = {each.partition(".")[2] for each in known if "." in each}
    if not name:
        name, among = _last(_ATTRIBUTE, reason), words
    found = unknown((name,), among, "frame-name-unknown")
    args = found.args if among is not words else {**found.args, "word": name}
    return found.replace(at=(), side="value", args=args, span=on_line(text, line, name))


def _tool(name: str, known: Collection[str], span: Span) -> Finding:
    return unknown((name,), known, "frame-filter-unknown").replace(at=(), side="value", span=span)


def _last(pattern: re.Pattern[str], reason: str) -> str:
    found = pattern.findall(reason)
    return str(found[-1]) if found else ""
