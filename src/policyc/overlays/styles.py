"""A workspace's style sheet into what is wrong with it: what reaches outside, what is not closed, what sets nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.finding import Finding
from policyc.place import Span
from policyc.reading.similar import similar

_ASIDE = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))
      | (?P<string>"(?:\\.|[^"\\\n])*(?:"|(?=\n)|\Z)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z))
      | (?P<address>(?<![\w-])url\(\s*(?![\s"'])[^)]*)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CALL = re.compile(r"(?<![\w-])(?:url|src|(?:-webkit-)?image-set|image|(?:-webkit-)?cross-fade)\(", re.IGNORECASE)
_AWAY = re.compile(r"[a-z][a-z0-9+.-]*\s*:|[/\\]\s*[/\\]|\\", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b", re.IGNORECASE)
_SCRIPT = re.compile(r"(?<![\w-])(?:expression\s*\(|behavior\s*:|-moz-binding\s*:|javascript\s*:)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*>?|<!--", re.IGNORECASE)
_ESCAPE = re.compile(r"\\")
_SET = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_PAIRS = {"{": "}", "(": ")", "[": "]"}


def check(text: str, base: str) -> Iterator[Finding]:
    """Yield what is wrong; `base` is the style that the text is laid over, whose properties it may set."""
    bare = _ASIDE.sub(_blank, text)
    for code, pattern, searched in (
        ("style-import", _IMPORT, bare),
        ("style-script", _SCRIPT, bare),
        ("style-tag", _TAG, text),
        ("style-escape", _ESCAPE, bare),
    ):
        for found in pattern.finditer(searched):
            yield Finding(code=code, args={"words": found[0]}, span=_span(text, *found.span()))
    yield from _addresses(text, bare)
    yield from _unclosed(text, bare)
    yield from _variables(text, bare, base)


def _blank(found: re.Match[str]) -> str:
    """Put nothing that means anything in the place of a comment or a text, so that all other places stay right."""
    kept = re.match(r"url\(", found[0], re.IGNORECASE)
    start = kept.end() if kept and found.lastgroup == "address" else 0
    return found[0][:start] + re.sub(r"[^\n]", " ", found[0][start:])


def _addresses(text: str, bare: str) -> Iterator[Finding]:
    end = 0
    for call in _CALL.finditer(bare):
        if call.start() < end:
            continue
        end = _closing(bare, call.end())
        if _AWAY.search(text, call.end(), end):
            words = text[call.start() : end].split("\n")[0]
            yield Finding(code="style-address", args={"words": words}, span=_span(text, call.start(), end))


def _closing(bare: str, start: int) -> int:
    depth = 1
    for found in re.compile(r"[()]").finditer(bare, start):
        depth += 1 if found[0] == "(" else -1
        if not depth:
            return found.end()
    return len(bare)


def _unclosed(text: str, bare: str) -> Iterator[Finding]:
    """Find the first comment, text or bracket that has no end, or an end that has no beginning."""
    for aside in _ASIDE.finditer(text):
        whole = aside[0]
        if (whole.startswith("/*") and not re.fullmatch(r"/\*.*\*/", whole, re.DOTALL)) or (
            whole[0] in "\"'" and (len(whole) < 2 or whole[-1] != whole[0])
        ):
            args = {"opening": "/*" if whole.startswith("/*") else whole[0]}
            yield Finding(code="style-not-closed", args=args, span=_span(text, aside.start(), aside.start() + 1))
            return
    yield from _unpaired(text, bare)


def _unpaired(text: str, bare: str) -> Iterator[Finding]:
    opened: list[int] = []
    for found in re.finditer(r"[{}()\[\]]", bare):
        if found[0] in _PAIRS:
            opened.append(found.start())
        elif opened and _PAIRS[bare[opened[-1]]] == found[0]:
            opened.pop()
        else:
            yield Finding(code="style-not-closed", args={"closing": found[0]}, span=_span(text, *found.span()))
            return
    if opened:
        span = _span(text, opened[-1], opened[-1] + 1)
        yield Finding(code="style-not-closed", args={"opening": bare[opened[-1]]}, span=span)


def _variables(text: str, bare: str, base: str) -> Iterator[Finding]:
    used = {*_USED.findall(base), *_USED.findall(bare)}
    for found in _SET.finditer(bare):
        if found[1] not in used:
            close = similar(found[1], used)
            args = {"name": found[1], **({"suggestion": close} if close else {})}
            yield Finding(code="style-variable-unknown", args=args, span=_span(text, *found.span(1)))


def _span(text: str, start: int, end: int) -> Span:
    """Return the place of some words, of the first line alone where they go on below."""
    end = min(end, text.find("\n", start) if "\n" in text[start:end] else end)
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(line=line, column=column, end_line=line, end_column=column + end - start)
