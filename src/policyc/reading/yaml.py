"""The bytes of one policy file → a Source: plain data, and the place of every key and value in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import yaml

from policyc.finding import Finding
from policyc.place import Source, Span
from policyc.reading import characters, comments, limits
from policyc.reading.growth import Growth
from policyc.reading.loading import LOADER

_STUCK: Final = re.compile(r"\s*([^\s:\"'\[{#]+):([^\s/:][^\n]*)")
_TABBED: Final = re.compile(r"^ *\t", re.MULTILINE)
_OF_TABS: Final = frozenset({"indentation-wrong", "list-and-keys-mixed", "colon-missing", "yaml-broken"})
_PATIENCE: Final = 100_000  # longer texts are not read again and again in search of a second broken sentence


def read(file: str, raw: bytes, *, loader: Any = LOADER) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read one file strictly; no Source where the tree could not be trusted, findings sorted by place."""
    text, seen = characters.decode(raw)
    if text is None:
        return None, seen
    growth, faults = _grow(characters.parsable(text), loader)
    findings = sorted((*seen, *_unforced(faults, text)), key=_place)
    if not growth.trusted or not isinstance(growth.data, dict):
        return None, tuple(findings)
    source = Source(file=file, text=text, data=growth.data, raw=raw, keys=growth.keys, values=growth.values)
    return source, tuple(findings)


def _grow(written: str, loader: Any) -> tuple[Growth, list[Finding]]:
    """Read the text; where a sentence breaks it, put quiet letters in its place and read on to find all faults."""
    broken: list[Finding] = []
    masked: dict[int, int] = {}
    written += "" if written.endswith("\n") else "\n"  # else libyaml's last marks stand on a line that is not there
    text = written
    while True:
        growth = Growth(text, written, masked)
        try:
            growth.grow(loader)
        except yaml.YAMLError as error:
            from policyc.reading.yaml_faults import explain

            fault = explain(error, growth)
            broken.append(fault.finding)
            if fault.words and fault.words[0] not in masked and len(broken) < _patience(text):
                start, end = fault.words
                masked[start] = end
                text = f"{text[:start]}{'x' * (end - start)}{text[end:]}"
                continue
            growth.trusted = False
        return growth, [*broken, *growth.findings, *_afterwards(growth, broken)]


def _unforced(faults: list[Finding], text: str) -> Iterator[Finding]:
    """Leave out what is only wrong because tabs indent; the tabs have findings of their own."""
    tabbed = _TABBED.search(text)
    return (fault for fault in faults if not tabbed or fault.code not in _OF_TABS)


def _patience(text: str) -> int:
    return limits.FAULTS if len(text) <= _PATIENCE else 1


def _afterwards(growth: Growth, broken: list[Finding]) -> list[Finding]:
    """Say what shows only when the whole has been read: lost words, no document, no mapping."""
    until = None if growth.trusted else max((end for _, end in growth.scalars), default=0)
    found = list(islice(comments.swallowed(growth.text, growth.scalars, until), limits.FAULTS))
    if growth.trusted and not broken and not isinstance(growth.data, dict):
        found.append(_no_mapping(growth))
    return found


def _no_mapping(growth: Growth) -> Finding:
    if growth.data is None:
        return Finding(code="empty-file", span=Span(line=1, column=1, end_line=1, end_column=1))
    span = growth.values[()]
    line = growth.text.split("\n")[span.line - 1]
    if isinstance(growth.data, str) and (stuck := _STUCK.match(line)):
        args = {"key": stuck[1], "value": stuck[2].rstrip()}
        return Finding(code="space-missing", args=args, span=span)
    return Finding(code="not-a-mapping", span=span)


def _place(finding: Finding) -> tuple[int, int, str]:
    span = finding.span
    return (span.line, span.column, finding.code) if span else (0, 0, finding.code)
