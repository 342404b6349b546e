"""Findings in words → the report a person reads: place, sentence, the line with a caret, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policyc.korean import fill
from policyc.report.catalogue import SEVERITIES, words
from policyc.report.frame import frame, shown
from policyc.report.words import RelatedPlace, Reported, ordered


def render(items: Sequence[Reported], texts: Mapping[str, str]) -> str:
    """Write all findings and a closing line that counts them; `texts` gives each file's text for the code frames."""
    blocks = ["\n".join(_block(item, texts)) for item in ordered(items)]
    return "\n\n".join([*blocks, _summary(items)]) + "\n"


def _block(item: Reported, texts: Mapping[str, str]) -> Iterator[str]:
    severity = words()["severity"][item.severity]
    waived = f" ({words()['waived']})" if item.waived else ""
    yield f"{_shown(item.file)}:{item.span.line}:{item.span.column} {severity} {item.code}{waived}"
    yield f"  {_shown(item.message)}"
    if item.file in texts:
        yield from _indented(frame(texts[item.file], item.span))
    for other in item.related:
        yield from _related(other, item, texts)
    if item.ground:
        yield "  " + fill(words()["ground"], {"ground": item.ground})
    if item.hint:
        yield "  " + fill(words()["hint"], {"hint": _shown(item.hint)})
    if item.waiver:
        yield "  " + words()["waive"]
        yield from _indented(_indented(_shown(item.waiver).split("\n  ")))


def _related(other: RelatedPlace, item: Reported, texts: Mapping[str, str]) -> Iterator[str]:
    phrase = words()["place" if other.file == item.file else "place-in-file"]
    at = {"label": other.label, "file": _shown(other.file), "line": other.span.line, "column": other.span.column}
    yield "  " + fill(phrase, at)
    if other.file in texts:
        yield from _indented(frame(texts[other.file], other.span)[1:])


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _shown(text: str) -> str:
    """Keep whatever an author wrote from steering the terminal; line ends stay."""
    return "\n  ".join("".join(shown(line)) for line in text.split("\n"))


def _summary(items: Sequence[Reported]) -> str:
    counts = Counter(item.severity for item in items if not item.waived)
    said = [
        fill(words()["count"], {"severity": words()["severity"][severity], "count": counts[severity]})
        for severity in SEVERITIES
        if counts[severity]
    ]
    if waived := sum(item.waived for item in items):
        said.append(fill(words()["waived-count"], {"count": waived}))
    return ", ".join(said) or str(words()["none"])
