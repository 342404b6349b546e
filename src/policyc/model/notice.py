"""The notice a version owes and gives."""

from __future__ import annotations

import datetime

from policyc.model.change import Weight
from policyc.model.part import Part


class Notice(Part):
    """Days between the day of announcement and the effective day, as owed and as given.

    `weight` is that of the heaviest change, None where the version before is not known and nothing could be weighed.
    `because` is promise (the terms of `terms`, the version in force on the announced day, say so) or custom (they
    promise nothing; general practice). `changes` are the fingerprints of the changes that weigh as much as the notice
    owed for them. `earliest` is the earliest effective day for this announcement; `strict` the same counted in clear
    days, when neither end counts; `latest_announcement` the last day to announce for this effective day.
    """

    owed: int
    given: int
    weight: Weight | None = None
    because: str
    counting: str
    terms: str | None = None
    changes: tuple[str, ...] = ()
    earliest: datetime.date
    strict: datetime.date
    latest_announcement: datetime.date
