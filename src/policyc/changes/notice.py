"""Facts and their comparison into the notice that a version owes and gives, and a finding where it gives too little.

No statute sets a number of days for a privacy policy: seven and thirty days are custom, and bind because
the policy promises them (개인정보 보호법 제30조제3항 gives data subjects the better of policy and contract).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policyc.finding import Argument, Finding, Related
from policyc.model.change import WEIGHTS, Change, Comparison, Weight
from policyc.model.notice import Notice
from policyc.model.part import Derived
from policyc.model.policy import Facts
from policyc.place import Path
from policyc.record import Record

CUSTOM = {"general": 7, "material": 30}
"""Days of general practice, for a change that is no better known and for a material one.

표준약관 제10023호 ④ (적용일자 7일 이전부터, 불리하면 30일 이상의 사전 유예기간), 개인정보 처리방침 표준(안) 2026.2.
"""

EXTRA = {"calendar": 0, "clear": 1}
"""How many days more a way of counting asks: calendar counts the effective day, clear counts neither end."""

SHOWN = 3
"""How many changes a message tells."""


class Owed(Record):
    """Days owed for a change, by the terms of the version `terms`.

    `term` is the term that decides (general, material or editorial), `because` promise or custom.
    """

    days: int
    term: str
    because: str
    counting: str
    terms: str

    @property
    def lead(self) -> int:
        """Return how many days lie at least from the day of announcement to the effective day; none owed are none."""
        return self.days and self.days + EXTRA[self.counting]

    def earliest(self, announced: date) -> date:
        """Return the earliest effective day for an announcement."""
        return _moved(announced, self.lead)

    def latest(self, effective: date) -> date:
        """Return the last day to announce for an effective day."""
        return _moved(effective, -self.lead)

    def given(self, announced: date, effective: date) -> int:
        """Count the days that an announcement gives; on the day itself there are none between."""
        days = (effective - announced).days
        return days - EXTRA[self.counting] if days > 0 else days


def owed(weight: Weight, terms: Facts) -> Owed:
    """Tell how many days a change of a weight owes; it never owes less than a lighter one."""
    steps = [_term(step, terms) for step in WEIGHTS[WEIGHTS.index(weight) :]]
    return max(steps, key=lambda step: (step.days, step.because == "promise"))


def weighed(comparison: Comparison | None) -> Weight | None:
    """Return the weight that notice is owed for: editorial where nothing changed, None where nothing is known."""
    return None if comparison is None else comparison.weight or WEIGHTS[-1]


def weighing(comparison: Comparison | None) -> tuple[Change, ...]:
    """Return the changes that decide the weight: those of the heaviest."""
    return tuple(one for one in comparison.changes if one.weight == comparison.weight) if comparison else ()


def notice(facts: Facts, comparison: Comparison | None = None, terms: Facts | None = None) -> Notice | None:
    """Count the days; None where a day is not stated yet or the policy is the first.

    `comparison` is with the version before. Without it a change cannot be weighed: what is owed is at least the
    notice for a general change. `terms` is the version in force on the announced day, if there is another.
    """
    announced, effective = facts.dates.announced, facts.dates.effective
    if announced is None or facts.first or facts.dates.open:
        return None
    weight = weighed(comparison)
    due = owed(weight or "general", terms or facts)
    return Notice(
        at=facts.dates.at,
        origins={"owed": Derived(by=due.because, source=due.term, at=_place(due, facts))},
        owed=due.days,
        given=due.given(announced, effective),
        weight=weight,
        because=due.because,
        counting=due.counting,
        terms=due.terms,
        changes=tuple(one.fingerprint for one in weighing(comparison)),
        earliest=due.earliest(announced),
        strict=due.replace(counting="clear").earliest(announced),
        latest_announcement=due.latest(effective),
    )


def check(counted: Notice | None, comparison: Comparison | None = None) -> Iterator[Finding]:
    """Yield a finding where a version takes effect sooner than its notice allows."""
    if counted is None or counted.given >= counted.owed:
        return
    from policyc.changes import notice_words as words

    args: dict[str, Argument] = {
        "given": counted.given,
        "owed": counted.owed,
        "earliest": counted.earliest.isoformat(),
        "latest": counted.latest_announcement.isoformat(),
        "measure": words.measure(counted, comparison),
    }
    if counted.counting == "clear":
        args["between"] = counted.given
    else:
        args["strict"] = counted.strict.isoformat()
    changes = weighing(comparison)
    if changes:
        args["weighing"] = words.weighing(changes, SHOWN)
    code = "notice-too-short"
    yield Finding(code=code, at=("dates", "effective"), args=args, related=tuple(_related(counted, changes)))


def placed(facts: Facts, before: str | None) -> Iterator[Finding]:
    """Yield a finding where a version does not say rightly whether there was a policy before it.

    `before` is the version before it that is kept here. Call it only where the whole history is known.
    """
    told = facts.first or (facts.earlier is not None and not facts.earlier.none)
    if before is None and not told:
        yield Finding(code="history-missing", at=("dates", "effective"))
    elif before is not None and facts.first:
        yield Finding(code="first-not-first", at=("first",), args={"before": before})


def _moved(day: date, by: int) -> date:
    """Go some days on or back; the calendar ends somewhere."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def _term(weight: Weight, terms: Facts) -> Owed:
    """Read one term; what is not promised in figures is custom, and for an editorial change what any change owes."""
    promise = terms.change_notice
    stated = getattr(promise, weight) if promise else None
    days = stated.days if stated else None
    if days is None and weight not in CUSTOM:
        return _term("general", terms)
    return Owed(
        days=CUSTOM[weight] if days is None else days,
        term=weight,
        because="custom" if days is None else "promise",
        counting=(promise.counting if promise else None) or "calendar",
        terms=terms.version,
    )


def _place(due: Owed, facts: Facts) -> Path | None:
    """Point to the promise where it stands in the version's own file."""
    own = due.because == "promise" and due.terms == facts.version
    return ("change-notice", due.term) if own else None


def _related(counted: Notice, changes: tuple[Change, ...]) -> Iterator[Related]:
    yield Related(says="announced", at=("dates", "announced"))
    origin = counted.origins.get("owed")
    if origin and origin.at:
        yield Related(says="promised", at=origin.at)
    places = dict.fromkeys(one.new for one in changes if one.new)
    yield from (Related(says="change", at=at) for at in places)
