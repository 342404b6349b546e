"""Findings in words → SARIF 2.1.0, which code scanning services and editors read (OASIS, schema of errata 01)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from policyc.korean import fill
from policyc.place import Span
from policyc.report.catalogue import Severity, entry, words
from policyc.report.words import RelatedPlace, Reported, ordered

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT: Final = "SRCROOT"
"""What names of files are relative to: the folder in which the check was run."""

LEVELS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_UNKNOWN: Final = "…"


def render(items: Sequence[Reported]) -> str:
    """Write all findings, in order, as one run; a waived one is suppressed where it stands.

    Nothing in it depends on the machine or the hour: no absolute path and no time.
    """
    found = ordered(items)
    codes = sorted({item.code for item in found})
    driver = {"name": "policyc", "version": version("policyc"), "rules": [_rule(code, found) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "language": "ko",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": _message(words()["sarif"]["root"])}},
        "results": [
            _result(item, codes.index(item.code), fingerprint)
            for item, fingerprint in zip(found, fingerprints(found), strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def fingerprints(items: Sequence[Reported]) -> list[str]:
    """Name each finding by what it is and where in the data it stands, never by its line.

    Of several with the same code at the same place, the first is 1, the next 2.
    """
    before = Counter[tuple[str, str, str]]()
    found = []
    for item in items:
        named = (item.code, item.file, item.path)
        before[named] += 1
        digest = sha256("\0".join(named).encode("utf-8", "surrogatepass")).hexdigest()
        found.append(f"{digest[:32]}:{before[named]}")
    return found


def _rule(code: str, found: Sequence[Reported]) -> dict[str, Any]:
    """Describe the rule of a finding: what it says of no policy in particular, and what there is to do."""
    said = entry(code)
    message, hint = (fill(variants[-1], defaultdict(lambda: _UNKNOWN)) for variants in (said.message, said.hint))
    grounds = sorted({item.ground for item in found if item.code == code and item.ground})
    return {
        "id": code,
        "shortDescription": {"text": _plain(_first_sentence(message))},
        "fullDescription": {"text": _plain(message)},
        "help": {"text": _plain(hint if hint.strip(_UNKNOWN) else message)},
        "defaultConfiguration": {"level": LEVELS[said.severity]},
        **({"properties": {"ground": ", ".join(grounds)}} if grounds else {}),
    }


def _result(item: Reported, rule: int, fingerprint: str) -> dict[str, Any]:
    related = [_related(number, other) for number, other in enumerate(item.related, 1)]
    properties = {"path": item.path, "ground": item.ground}
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": LEVELS[item.severity],
        "message": _message(_told(item)),
        "locations": [{"physicalLocation": _place(item.file, item.span)}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"policycFinding/v1": fingerprint, "primaryLocationLineHash": fingerprint},
        "suppressions": [_suppression(item)] if item.waived else [],
        "properties": {key: value for key, value in properties.items() if value},
    }


def _suppression(item: Reported) -> dict[str, str]:
    """Say that a waiver in the file excuses a finding, and why, where that is known."""
    why = {"justification": item.reason} if item.reason else {}
    return {"kind": "inSource", "status": "accepted", **why}


def _related(number: int, other: RelatedPlace) -> dict[str, Any]:
    return {
        "id": number,
        "message": _message(other.label),
        "physicalLocation": _place(other.file, other.span),
    }


def _place(file: str, span: Span) -> dict[str, Any]:
    """Say where something stands; both count columns from 1, and the end is the character behind the last."""
    outside = file.startswith(("/", "../"))
    location = {"uri": quote(file, safe="/", errors="surrogatepass"), **({} if outside else {"uriBaseId": ROOT})}
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"artifactLocation": location, "region": region}


def _told(item: Reported) -> str:
    """Tell what is so, then what to do."""
    lines = [item.message]
    lines += [fill(words()["ground"], {"ground": item.ground})] if item.ground else []
    lines += [fill(words()["hint"], {"hint": item.hint})] if item.hint else []
    return "\n".join(lines)


def _message(text: str) -> dict[str, str]:
    """Write a message; braces would be holes in it (section 3.11.5)."""
    return {"text": _plain(text).replace("{", "{{").replace("}", "}}")}


def _plain(text: str) -> str:
    """Keep square brackets that an author wrote before round ones from being read as a link (section 3.11.6)."""
    return text.replace("](", "\\](")


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.rstrip()
