"""The days of notice, counted by hand: what is owed, what is given, and the earliest and latest days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from checking import AS_OF, SHOP, catalogue, checked, codes, missing, only_input, told, wrong
from gallery import compare, parametrised
from policyc.changes import notice as notices
from policyc.compile import check
from policyc.model.identity import ChangeNotice, Controller, Dates, NoticeTerm
from policyc.model.notice import Notice
from policyc.model.policy import Facts

CODES = catalogue("changes/findings.yaml")

# Announced; seven days by calendar and in clear days; thirty days by calendar and in clear days.
TABLE = """
2021-11-09  2021-11-16  2021-11-17  2021-12-09  2021-12-10
2019-07-02  2019-07-09  2019-07-10  2019-08-01  2019-08-02
2022-07-25  2022-08-01  2022-08-02  2022-08-24  2022-08-25
2024-02-22  2024-02-29  2024-03-01  2024-03-23  2024-03-24
2026-11-23  2026-11-30  2026-12-01  2026-12-23  2026-12-24
2023-02-22  2023-03-01  2023-03-02  2023-03-24  2023-03-25
2000-02-24  2000-03-02  2000-03-03  2000-03-25  2000-03-26
2024-01-30  2024-02-06  2024-02-07  2024-02-29  2024-03-01
2023-12-25  2024-01-01  2024-01-02  2024-01-24  2024-01-25
2024-12-28  2025-01-04  2025-01-05  2025-01-27  2025-01-28
"""
ROWS = [[date.fromisoformat(day) for day in line.split()] for line in TABLE.strip().split("\n")]
DAY = timedelta(days=1)


def counted(
    announced: date | None, effective: date, days: int | None, counting: str = "calendar", **more: Any
) -> Notice | None:
    """Count the notice of a version whose policy promises so many days, or none."""
    promise = ChangeNotice(general=NoticeTerm(text=f"{days}일", days=days), counting=counting)
    dates = Dates(at=("dates",), effective=effective, announced=announced)
    whole: dict[str, Any] = {"change_notice": promise, **more}
    return notices.notice(
        Facts(service="shop", version="v", title="t", controller=Controller(name="c"), dates=dates, **whole)
    )


@parametrised("notice")
def test_gallery(case: Path, bless: bool) -> None:
    """Each version that comes too soon is told in exactly these words, and one in time is told nothing."""
    found = checked(only_input(case), "notice")
    compare(case, told(found), bless)
    assert wrong(case, found, CODES) == set()


def test_every_finding_has_a_case() -> None:
    """The findings on notice are those of the catalogue, and each has a case under its name."""
    assert missing("notice", CODES) == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
@pytest.mark.parametrize(
    ("column", "days", "counting"), [(1, 7, "calendar"), (2, 7, "clear"), (3, 30, "calendar"), (4, 30, "clear")]
)
def test_days_counted_by_hand(row: list[date], column: int, days: int, counting: str) -> None:
    """On its earliest day a version is in time, a day before it is not; counted backwards it is the same."""
    announced, earliest = row[0], row[column]
    strict = row[2] if days == 7 else row[4]
    for early in range(3):
        found = counted(announced, earliest - early * DAY, days, counting)
        assert found is not None
        assert (found.owed, found.given, found.because) == (days, days - early, "promise")
        assert (found.earliest, found.strict) == (earliest, strict)
        assert found.latest_announcement == announced - early * DAY
        assert len(list(notices.check(found))) == min(early, 1)


def test_seven_days_are_custom() -> None:
    """A policy that promises nothing owes seven days by custom, and clear days where it counts so."""
    silent: tuple[dict[str, Any], ...] = ({"change_notice": None}, {})
    for promise in silent:
        found = counted(date(2026, 11, 23), date(2026, 11, 29), None, **promise)
        assert found is not None
        assert (found.owed, found.given, found.because, found.counting) == (7, 6, "custom", "calendar")
        (finding,) = notices.check(found)
        assert "promised" not in finding.args
        assert [other.says for other in finding.related] == ["announced"]
    clear = counted(date(2026, 11, 23), date(2026, 11, 30), None, "clear")
    assert clear is not None
    assert (clear.owed, clear.given, clear.because) == (7, 6, "custom")


def test_who_owes_no_notice() -> None:
    """The first policy owes none, and where no announcement is stated nothing can be counted."""
    assert counted(date(2026, 11, 23), date(2026, 11, 23), 7, first=True) is None
    assert counted(None, date(2026, 11, 23), 7) is None
    assert list(notices.check(None)) == []


def test_days_are_told_as_they_are_counted() -> None:
    """Where a policy counts clear days, the days told are those between, and no other way of counting is offered."""
    for counting, says, silent in (
        ("clear", "모두 빼고 세면 그 사이가 6일로", "세면 2026"),
        ("calendar", "시행일까지 6일로", "그 사이가"),
    ):
        day = "2026-11-30" if counting == "clear" else "2026-11-29"
        text = SHOP.replace("2026-12-01", day).replace("counting: clear", f"counting: {counting}")
        found = check(f"shop/{day}.yaml", text.encode(), AS_OF)
        assert codes(found) == ["notice-too-short"]
        assert says in told(found)
        assert silent not in told(found)


def test_announced_after_it_takes_effect() -> None:
    """Days in the wrong order are told as such, not as a notice of fewer than no days."""
    text = SHOP.replace("announced: 2026-11-23", "announced: 2026-12-02")
    assert codes(check("shop/2026-12-01.yaml", text.encode(), AS_OF)) == ["effective-before-announced"]
