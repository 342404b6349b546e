"""A review → JSON for other programs; its format is versioned in ``schema/review.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from policyc.model.identity import Waiver
from policyc.report.catalogue import SEVERITIES
from policyc.report.json import finding
from policyc.report.review import Found, Line, Place, Review

FORMAT: Final = 1


def render(review: Review) -> str:
    """Write a review, field by field."""
    return json.dumps(_plain(review), ensure_ascii=False, indent=2) + "\n"


def _plain(review: Review) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "service": review.service,
        "version": review.version,
        "title": review.title,
        "state": review.state,
        "effective": review.effective.isoformat() if review.effective else None,
        "lawAsOf": review.day.isoformat(),
        "guideline": review.guideline,
        "lawChecked": review.checked.isoformat(),
        "contents": [_line(line) for line in review.lines],
        "elsewhere": [_found(one) for one in review.elsewhere],
        "weights": [{"rule": one.rule, "usual": one.usual, "weight": one.weight} for one in review.weights],
        "counts": _counts(review.found),
    }


def _line(line: Line) -> dict[str, Any]:
    content = line.content
    return {
        "id": content.id,
        "name": content.name,
        "ground": content.ground,
        "level": content.level,
        "condition": content.condition,
        "said": line.said,
        "places": [_place(place) for place in line.places],
        "findings": [_found(one) for one in line.found],
        "eye": list(content.eye),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"sections": list(place.sections), "path": place.path, "line": place.line}


def _found(one: Found) -> dict[str, Any]:
    return {**finding(one.told), "excused": _excused(one.waiver) if one.waiver else None}


def _excused(waiver: Waiver) -> dict[str, str]:
    return {"reason": waiver.reason, "approvedBy": waiver.approved_by, "date": waiver.date.isoformat()}


def _counts(found: Iterable[Found]) -> dict[str, int]:
    found = tuple(found)
    counts: dict[str, int] = {
        severity: sum(one.told.severity == severity and not one.told.waived for one in found) for severity in SEVERITIES
    }
    return {**counts, "waived": sum(one.told.waived for one in found)}
