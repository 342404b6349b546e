"""Facts into the notice that a version owes and gives, and a finding where it gives too little.

No statute sets a number of days for a privacy policy: seven and thirty days are custom, and bind because
the policy promises them (개인정보 보호법 제30조제3항 gives data subjects the better of policy and contract).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from policyc.finding import Argument, Finding, Related
from policyc.model.notice import Notice
from policyc.model.policy import Facts

CUSTOM = 7
"""Days of general practice: 표준약관 제10023호 ④ (적용일자 7일 이전부터), 개인정보 처리방침 표준(안) 2026.2."""

EXTRA = {"calendar": 0, "clear": 1}
"""How many days more a way of counting asks: calendar counts the effective day, clear counts neither end."""


def notice(facts: Facts) -> Notice | None:
    """Count the days; None where no day of announcement is stated or the policy is the first.

    Without the version before it, a change cannot be weighed: what is owed is at least the notice for a
    general change.
    """
    announced, effective = facts.dates.announced, facts.dates.effective
    if announced is None or facts.first:
        return None
    term = facts.change_notice.general if facts.change_notice else None
    promised = term.days if term else None
    counting = (facts.change_notice.counting if facts.change_notice else None) or "calendar"
    owed = CUSTOM if promised is None else promised
    lead = timedelta(days=owed + EXTRA[counting])
    return Notice(
        at=facts.dates.at,
        owed=owed,
        given=(effective - announced).days - EXTRA[counting],
        because="custom" if promised is None else "promise",
        counting=counting,
        earliest=announced + lead,
        strict=announced + timedelta(days=owed + EXTRA["clear"]),
        latest_announcement=effective - lead,
    )


def check(counted: Notice | None) -> Iterator[Finding]:
    """Yield a finding where a version takes effect sooner than its notice allows."""
    if counted is None or counted.given >= counted.owed:
        return
    args: dict[str, Argument] = {
        "given": counted.given,
        "owed": counted.owed,
        "earliest": counted.earliest.isoformat(),
        "latest": counted.latest_announcement.isoformat(),
    }
    if counted.counting == "clear":
        args["between"] = counted.given
    else:
        args["strict"] = counted.strict.isoformat()
    related = [Related(says="announced", at=("dates", "announced"))]
    code = "notice-too-short"
    if counted.because == "promise":
        related.append(Related(says="promised", at=("change-notice", "general")))
        args["promised"] = counted.owed
    yield Finding(code=code, at=("dates", "effective"), args=args, related=tuple(related))
