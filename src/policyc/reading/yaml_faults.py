"""What PyYAML stopped at → a finding in our words, and, where words only lack quotation marks, how far they reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

import yaml

from policyc.finding import Finding, Related
from policyc.reading import comments
from policyc.reading.growth import Growth
from policyc.reading.quoting import clipped, line_end, line_start, quoted, stretch
from policyc.reading.stop import Fault, Stop, above, in_brackets, say, unquoted

_KEY: Final = re.compile(r"(\s*(?:- +)*)([^\s:\"'\[{#-][^:]*?) *:(?: +|$)")
_DASHES: Final = re.compile(r"\s*(?:- +)*")
_STUCK: Final = re.compile(r"\s*(?:- +)*([^\s:\"'\[{#]+):([^\s/:].*)")
_WIDE: Final = re.compile(r"\s*(?:- +)*([^\s:\uff1a]+)\uff1a\s*(\S.*)")
_HASH: Final = re.compile(r"(?<=\s)#+[^\s#]")
_LONGEST_KEY: Final = 1_000
_END: Final = re.compile(r"\.\.\.\s*$", re.MULTILINE)
_PAIRS: Final = (
    ("[", "]", "text-after-bracket"),
    ("{", "}", "text-after-bracket"),
    ('"', '"', "text-after-quote"),
    ("'", "'", "text-after-quote"),
)

Explain: TypeAlias = Callable[[Stop], Fault]


def explain(error: yaml.YAMLError, growth: Growth) -> Fault:
    """Say in our words why the text is no YAML."""
    mark = getattr(error, "problem_mark", None)
    since = getattr(error, "context_mark", None) or mark
    text, length = growth.text, len(growth.text)
    stop = Stop(
        text=text,
        problem=f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or ''}",
        at=min(mark.index, length) if mark else 0,
        since=min(since.index, length) if since else 0,
        growth=growth,
    )
    for pattern, told in _KINDS:
        if re.search(pattern, stop.problem):
            return told(stop)
    return _unknown(stop)


def _unknown(stop: Stop) -> Fault:
    return say(stop, "yaml-broken", min(stop.at, max(len(stop.text.rstrip()) - 1, 0)))


def _open_quote(stop: Stop) -> Fault:
    return say(stop, "quote-not-closed", stop.since, clipped(stop.text, stop.since, flow=False))


def _wrong_escape(stop: Stop) -> Fault:
    at = stop.text.rfind("\\", 0, stop.at + 1)
    return say(stop, "escape-unknown", at, at + 2, escape=stop.text[at : at + 2])


def _reserved(stop: Stop) -> Fault:
    return unquoted(stop, "reserved-start", stop.since, character=stop.text[stop.since : stop.since + 1])


def _unstartable(stop: Stop) -> Fault:
    code = "dash-in-value" if stop.character == "-" else "reserved-start"
    return unquoted(stop, code, stop.at, character=stop.character)


def _bar(stop: Stop) -> Fault:
    return unquoted(stop, "text-after-bar", stop.since, character=stop.text[stop.since : stop.since + 1])


def _directive(stop: Stop) -> Fault:
    at = stop.since
    if re.match(r"%(YAML|TAG)\b", stop.text[at : at + 5]):
        return say(stop, "directive", at, line_end(stop.text, at))
    end = line_end(stop.text, at)
    return say(stop, "reserved-start", at, end, character="%", quoted=quoted(stop.text[at:end].rstrip()))


def _second_document(stop: Stop) -> Fault:
    if _END.search(stop.text, 0, stop.at) and not stop.lead.strip():
        return say(stop, "several-documents", stop.at, line_end(stop.text, stop.at))
    return _misplaced(stop)


def _no_colon(stop: Stop) -> Fault:
    """Explain a line that is neither a key nor a value."""
    return _lonely_line(stop, line_start(stop.text, stop.since))


def _lonely_line(stop: Stop, begun: int) -> Fault:
    line = stop.text[begun : line_end(stop.text, begun)]
    start = begun + _indent(line)
    end = clipped(stop.text, start, flow=False)
    line = stop.text[begun:end]
    if line.find(":") > _LONGEST_KEY:
        return say(stop, "key-too-long", start, end, limit=_LONGEST_KEY)
    if stuck := _STUCK.match(line):
        return say(stop, "space-missing", start, end, key=stuck[1], value=stuck[2])
    if wide := _WIDE.match(line):
        return say(stop, "wide-colon", start, end, key=wide[1], value=wide[2])
    dashed = {"dashed": f"- {line.strip()}"} if above(stop, begun)[1].startswith(f"{line[: start - begun]}- ") else {}
    return say(stop, "colon-missing", start, end, text=line.strip(), **dashed)


def _stray_colon(stop: Stop) -> Fault:
    """Explain a colon where no key can stand: inside a sentence, or on a line that does not belong where it is."""
    begun = line_start(stop.text, stop.at)
    if stop.at - begun > _LONGEST_KEY:
        return say(stop, "key-too-long", begun, stop.at, limit=_LONGEST_KEY)
    key = _KEY.match(stop.line)
    if key and begun + key.end() <= stop.at:
        return unquoted(stop, "colon-in-text", begun + key.end(), key=key[2])
    start = begun + len(_DASHES.match(stop.line)[0])  # type: ignore[index]
    upper, before = above(stop, begun)
    if start > begun + _indent(stop.line) or stop.text[start] in "\"'[{":
        return unquoted(stop, "colon-in-text", start, key="")
    if not before:
        return _unknown(stop)
    if not _STUCK.match(before) and _KEY.match(before) and _indent(stop.line) > _indent(before):
        return _indented(stop, start)
    return _lonely_line(stop, upper)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _misplaced(stop: Stop) -> Fault:
    """Explain something that stands where a new key or a new line of a list was due."""
    if stop.lead.strip() and (fault := _trailing(stop)):
        return fault
    if stop.character == ":":
        return say(stop, "key-missing", stop.at)
    if stop.lead.strip():
        return _unknown(stop)
    in_list = "'-' indicator" in stop.problem or "block collection" in stop.problem
    if not in_list or _column(stop, stop.at) != _column(stop, stop.since):
        return _stuck_above(stop) or _indented(stop, stop.at)
    begun = Related(says="block", span=stretch(stop.text, stop.since, line_end(stop.text, stop.since)))
    span = stretch(stop.text, stop.at, clipped(stop.text, stop.at, flow=False))
    return Fault(finding=Finding(code="list-and-keys-mixed", span=span, related=(begun,)))


def _stuck_above(stop: Stop) -> Fault | None:
    """Find the fault in the line above: with no space behind its colon it is a text, and this line no part of it."""
    begun, line = above(stop, stop.at)
    stuck = (_STUCK.match(line) or _WIDE.match(line)) and not _KEY.match(line)
    return _lonely_line(stop, begun) if stuck else None


def _indented(stop: Stop, start: int) -> Fault:
    """Say that a line begins in the wrong column, and show the line above to compare it with."""
    end = clipped(stop.text, start, flow=False)
    begun, line = above(stop, start)
    words = stretch(stop.text, begun + _indent(line), begun + len(line))
    before = (Related(says="above", span=words),) if line else ()
    return Fault(finding=Finding(code="indentation-wrong", span=stretch(stop.text, start, end), related=before))


def _column(stop: Stop, index: int) -> int:
    return index - line_start(stop.text, index)


def _trailing(stop: Stop) -> Fault | None:
    """Explain words that go on behind a quotation or a bracket that was taken for the whole."""
    style, start = stop.growth.last
    before = stop.text[: stop.at].rstrip()
    if style in ("'", '"') and before.endswith(style):
        if "\n" in stop.text[start : stop.at]:
            return say(stop, "quote-not-closed", start, clipped(stop.text, start, flow=False))
        return unquoted(stop, "text-after-quote", start)
    if stop.character and stop.character in "]}":
        return say(stop, "bracket-extra", stop.at)
    if style == "collection" and before.endswith(("]", "}")):
        return unquoted(stop, "text-after-bracket", start)
    return _leading(stop, before)


def _leading(stop: Stop, before: str) -> Fault | None:
    """Explain the same where the parser stopped before it had told what it read."""
    begun = line_start(stop.text, stop.at)
    key = _KEY.match(stop.line)
    start = begun + (key or _DASHES.match(stop.line)).end()  # type: ignore[union-attr]
    for opening, closing, code in _PAIRS:
        if start < stop.at and stop.text[start] == opening and before.endswith(closing):
            return unquoted(stop, code, start)
    return None


def _brackets(stop: Stop) -> Fault:
    """Explain what stands inside brackets where only a comma or the closing bracket may stand."""
    opening = stop.text[stop.since : stop.since + 1]
    hash_sign = _HASH.search(stop.text, stop.since, stop.at)
    if hash_sign:
        at = hash_sign.start()
        return Fault(finding=comments.finding(stop.text, at), words=comments.words(stop.text, at))
    if stop.character and stop.character in "]}":
        other = Related(says="opened", span=stretch(stop.text, stop.since, stop.since + 1))
        span = stretch(stop.text, stop.at, stop.at + 1)
        return Fault(finding=Finding(code="bracket-other", span=span, related=(other,)))
    if "\n" not in stop.text[stop.since : stop.at]:
        return _inside(stop)
    end = clipped(stop.text, stop.since, flow=False)
    return say(stop, "bracket-not-closed", stop.since, end, bracket="]" if opening == "[" else "}", opening=opening)


def _inside(stop: Stop) -> Fault:
    style, start = stop.growth.last
    if stop.character == "?" and style == "plain":
        return unquoted(stop, "question-in-braces", start)
    if stop.character == ":" and style == "plain":
        return unquoted(stop, "colon-in-text", start, key="")
    return _trailing(stop) or _unknown(stop)


def _nothing(stop: Stop) -> Fault:
    """Explain a sign where a value was due."""
    if stop.character == ",":
        code = "comma-extra" if in_brackets(stop, stop.at) else "reserved-start"
        return say(stop, code, stop.at) if code == "comma-extra" else _unstartable(stop)
    if stop.character and stop.character in "]}" and in_brackets(stop, stop.at):
        return say(stop, "bracket-extra", stop.at)
    if stop.character.strip():
        return _unstartable(stop)
    return _unknown(stop)


_KINDS: Final[tuple[tuple[str, Explain], ...]] = (
    (r"(scanning|parsing) an? (alias|anchor|tag)|tag handle", _reserved),
    (r"escape|hexdecimal", _wrong_escape),
    (r"scanning a (quoted|double-quoted|single-quoted)", _open_quote),
    (r"directive|incompatible YAML", _directive),
    (r"cannot start any token|mapping keys are not allowed", _unstartable),
    (r"scanning a block scalar", _bar),
    (r"sequence entries are not allowed", _unstartable),
    (r"scanning a simple key", _no_colon),
    (r"mapping values are not allowed", _stray_colon),
    (r"<document start>", _second_document),
    (r"(expected|find expected) ',' or", _brackets),
    (r"node content", _nothing),
    (r"did not find expected (key|'-' indicator)|<block end>", _misplaced),
)
