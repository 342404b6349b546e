"""Findings in words → JSON for other programs; its format is versioned in ``schema/report.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from policyc.place import Span
from policyc.report.catalogue import SEVERITIES
from policyc.report.words import Reported, ordered

FORMAT: Final = 1


def render(items: Sequence[Reported]) -> str:
    """Write all findings, in order, and how many there are of each severity; waived ones are counted apart."""
    counts: dict[str, int] = {
        severity: sum(item.severity == severity and not item.waived for item in items) for severity in SEVERITIES
    }
    report: dict[str, Any] = {
        "format": FORMAT,
        "findings": [finding(item) for item in ordered(items)],
        "counts": {**counts, "waived": sum(item.waived for item in items)},
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def finding(item: Reported) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "code": item.code,
        "severity": item.severity,
        "waived": item.waived,
        "file": item.file,
        "path": item.path,
        **_span(item.span),
        "message": item.message,
        "hint": item.hint,
        "ground": item.ground,
        "waiver": item.waiver or None,
        "related": [{"label": other.label, "file": other.file, **_span(other.span)} for other in item.related],
    }


def _span(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "endLine": span.end_line, "endColumn": span.end_column}
