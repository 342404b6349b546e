"""The notice a version owes and gives."""

from __future__ import annotations

import datetime

from policyc.model.part import Part


class Notice(Part):
    """Days between the day of announcement and the effective day, as owed and as given.

    `because` is promise (the policy's own words) or custom (it promises nothing; general practice).
    `earliest` is the earliest effective day for this announcement; `strict` the same counted in clear
    days, when neither end counts; `latest_announcement` the last day to announce for this effective day.
    """

    owed: int
    given: int
    because: str
    counting: str
    earliest: datetime.date
    strict: datetime.date
    latest_announcement: datetime.date
