"""A draft whose days are still open: it is given a day to be read by, and says so."""

from __future__ import annotations

from datetime import date

from policyc.model.part import Derived
from policyc.model.policy import Policy
from policyc.place import Source
from policyc.reading.fit import fits
from policyc.workspace import DRAFT

EFFECTIVE = ("dates", "effective")
ORIGIN = "draft"


def filled(source: Source, as_of: date) -> Source:
    """Give a draft without an effective day one: today, or the day on which it is to be announced.

    Such a draft prints no day and owes no notice yet. Any other file stays as it is.
    """
    dates = source.data.get("dates")
    dates = {} if dates is None else dates
    if not _is_draft(source) or not isinstance(dates, dict) or dates.get("effective") is not None:
        return source
    announced = _day(dates.get("announced"))
    said = {key: value for key, value in dates.items() if key != "announced" or not (value is None or announced)}
    day = max(as_of, announced or as_of)
    data = {**source.data, "dates": {**said, "effective": day.isoformat(), "printed": False}}
    values = {at: span for at, span in source.values.items() if at != EFFECTIVE}
    return source.replace(data=data, values=values)


def opened(policy: Policy, source: Source) -> Policy:
    """Say of a draft's effective day, where it stands nowhere in the file, that it was given (`Dates.open`)."""
    if not _is_draft(source) or EFFECTIVE in source.values:
        return policy
    given = Derived(by=ORIGIN, at=policy.dates.at)
    return policy.replace(dates=policy.dates.replace(origins={"effective": given, "printed": given}))


def _is_draft(source: Source) -> bool:
    return source.file.rpartition("/")[2].rpartition(".")[0] == DRAFT


def _day(text: object) -> date | None:
    """Read a day as the schema wants it; None where it is none, and its shape will tell."""
    return date.fromisoformat(text) if isinstance(text, str) and fits(text, {"format": "date"}, {}) else None
