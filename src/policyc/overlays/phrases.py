"""A workspace's sheet of phrases against ours: other words for what there is, licensed by the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policyc.document.phrases import ALWAYS, GROUPS, holes
from policyc.document.prose import blocks
from policyc.finding import Finding
from policyc.korean import particle
from policyc.nodes import Emphasis, Inline, Link, Paragraph, Strong, Text
from policyc.overlays.saying import plain, spot, unknown
from policyc.place import Path, Source

_BRACED = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_HOLE = re.compile(r"([a-z][a-z-]*)(?:([:|])(.+))?")
_ESCAPED = re.compile(r"\\[*\[\]]")
_OPEN = re.compile(r"\*+|\]\(")
_LABELS = ("subject", "processor")
"""What a heading, a column or a caption may be filled with."""


def check(source: Source, *, ours: Mapping[str, Any], said: dict[tuple[str, ...], str]) -> Iterator[Finding]:
    """Yield what is wrong with a sheet; `said` are the phrases of the sheets before it, with the file of each."""
    for group, entries in source.data.items():
        if group not in GROUPS:
            yield unknown((group,), GROUPS)
        elif not isinstance(entries, dict):
            yield Finding(code="overlay-not-a-group", at=(group,), args={"id": group})
        elif group == "sentences":
            yield from _sentences(source, entries, ours[group], said)
        else:
            yield from _words(source, (group,), entries, ours[group], said)


def _sentences(
    source: Source, found: Mapping[str, Any], ours: Mapping[str, Any], said: dict[tuple[str, ...], str]
) -> Iterator[Finding]:
    for phrase, entry in found.items():
        at: Path = ("sentences", phrase)
        if phrase not in ours:
            yield unknown(at, ours)
        elif not isinstance(entry, dict):
            yield Finding(code="overlay-not-a-group", at=at, args={"id": phrase})
        else:
            yield from _twice(source, at, said)
            yield from _sentence(source, at, entry, ours[phrase])


def _sentence(source: Source, at: Path, entry: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterator[Finding]:
    for key, value in entry.items():
        if key not in ours:
            yield unknown((*at, key), ours)
        elif key == "needs" and value != ours["needs"]:
            args = {"id": str(at[-1]), "needs": f"[{', '.join(ours['needs'])}]"}
            yield Finding(code="overlay-needs-changed", at=(*at, key), args=args)
    if "text" not in entry:
        return
    whole = (*at, "text")
    faults = tuple(plain(entry["text"], whole))
    yield from faults
    if not faults:
        faults = tuple(_holes(source, whole, entry["text"], {*holes(ours["text"]), *ALWAYS}, ":|"))
        yield from faults or _dropped(entry["text"], ours["text"], whole)
        yield from _markup(source, whole, entry["text"])


def _words(
    source: Source, at: Path, found: Mapping[str, Any], ours: Mapping[str, Any], said: dict[tuple[str, ...], str]
) -> Iterator[Finding]:
    """Check words by the kind of ours: a group below a group, or text whose holes are filled where ours are."""
    for key, value in found.items():
        here, under = (*at, key), ours.get(key)
        if under is None:
            yield unknown(here, ours)
        elif isinstance(under, dict):
            if isinstance(value, dict):
                yield from _words(source, here, value, under, said)
            else:
                yield Finding(code="overlay-not-a-group", at=here, args={"id": key})
        else:
            yield from _twice(source, here, said)
            faults = tuple(plain(value, here))
            yield from faults or _holes(source, here, value, _fillable(at, under), ":")


def _fillable(at: Path, under: str) -> set[str]:
    """Return the holes that a word may have; those of the words that others are filled with are never filled."""
    return set(holes(under)) | (set(_LABELS) if at[0] != "words" or len(at) > 1 else set())


def _twice(source: Source, at: Path, said: dict[tuple[str, ...], str]) -> Iterator[Finding]:
    """Find what another sheet of the same overlay says already: which of them holds would hang on file names."""
    first = said.setdefault(tuple(map(str, at)), source.file)
    if first != source.file:
        yield Finding(code="overlay-said-twice", at=at, side="key", args={"id": str(at[-1]), "other": first})


def _holes(source: Source, at: Path, text: str, known: set[str], modes: str) -> Iterator[Finding]:
    for brace in _BRACED.finditer(text):
        hole = _HOLE.fullmatch(brace[1] or "")
        place = spot(source, at, text, *brace.span())
        if hole is None or (hole[2] and hole[2] not in modes):
            yield Finding(code="overlay-hole-broken", at=at, args={"hole": brace[0]}, span=place)
        elif hole[1] not in known:
            unfilled = unknown((*at, hole[1]), known, "overlay-hole-unknown")
            yield unfilled.replace(at=at, side="value", span=place)
        elif hole[3] and not _is_pair(hole[3]):
            yield Finding(code="overlay-particle-unknown", at=at, args={"pair": hole[3]}, span=place)


def _is_pair(pair: str) -> bool:
    try:
        return bool(particle("", pair))
    except ValueError:
        return False


def _dropped(text: str, ours: str, at: Path) -> Iterator[Finding]:
    """Find values of the policy that our sentence tells and this one does not."""
    kept = holes(text)
    if lost := [f"{{{hole}}}" for hole in dict.fromkeys(holes(ours)) if hole not in (*kept, *ALWAYS)]:
        yield Finding(code="overlay-hole-dropped", at=at, args={"holes": ", ".join(lost)})


def _markup(source: Source, at: Path, text: str) -> Iterator[Finding]:
    """Find marks that stay marks, and what is more than one paragraph: only the words of one are said."""
    plainly = _ESCAPED.sub("", text)
    found = blocks(plainly)
    if len(found) != 1 or not isinstance(found[0], Paragraph):
        yield Finding(code="overlay-no-sentence", at=at, args={"id": str(at[-2])})
        return
    left = _OPEN.search("\n".join(_texts(found[0].inlines)))
    if left:
        start = text.find(left[0])
        place = spot(source, at, text, start, start + len(left[0]))
        yield Finding(code="overlay-mark-open", at=at, args={"mark": left[0]}, span=place)


def _texts(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text
        elif isinstance(inline, (Strong, Emphasis, Link)):
            yield from _texts(inline.inlines)
