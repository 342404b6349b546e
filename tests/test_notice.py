"""The days of notice, counted by hand: what is owed, what is given, and the earliest and latest days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checking import AS_OF, SHOP, catalogue, checked, codes, meant, only_input, told, wrong
from gallery import cases, compare, inputs, parametrised
from policyc.changes import compare as comparing
from policyc.changes import notice as notices
from policyc.changes import notice_words
from policyc.compile import Checked
from policyc.finding import Finding
from policyc.model.change import WEIGHTS, Change, Comparison, Weight
from policyc.model.identity import ChangeNotice, Controller, Dates, Earlier, NoticeTerm
from policyc.model.notice import Notice
from policyc.model.part import Derived
from policyc.model.policy import Facts
from policyc.report import text
from policyc.report.words import reported
from unruled import check

CODES = catalogue("changes/findings.yaml", "notice")

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
    whole: dict[str, Any] = {"change_notice": promise, **more}
    return notices.notice(version("v", announced, effective, **whole))


def version(name: str, announced: date | None, effective: date, **more: Any) -> Facts:
    """Make the facts of a version that has no more than its days and what is said."""
    dates = Dates(at=("dates",), effective=effective, announced=announced)
    return Facts(service="shop", version=name, title="t", controller=Controller(name="c"), dates=dates, **more)


def terms(name: str = "before", counting: str = "calendar", **days: int | None) -> Facts:
    """Make the facts of a version that promises so many days; None is a term in words."""
    promised: dict[str, Any] = {
        term: NoticeTerm(text="즉시" if count is None else f"{count}일", days=count) for term, count in days.items()
    }
    return version(name, None, date(2026, 1, 5), change_notice=ChangeNotice(counting=counting, **promised))


def changed(*weights: Weight) -> Comparison:
    """Compare two versions with a change of each weight."""
    found = (Change(kind="item-added", path=("collection", str(at)), weight=one) for at, one in enumerate(weights))
    return Comparison(old="before", new="after", changes=tuple(found))


def after(effective: date = date(2026, 12, 1), **more: Any) -> Facts:
    """Make the facts of the version that changes something; it is announced on the same day in every test."""
    return version("after", date(2026, 11, 23), effective, **more)


@parametrised("notice")
def test_gallery(case: Path, bless: bool) -> None:
    """Each version that comes too soon is told in exactly these words, and one in time is told nothing."""
    found = checked(only_input(case), "notice")
    compare(case, told(found), bless)
    assert wrong(case, found, CODES) == set()


@parametrised("history")
def test_gallery_of_histories(case: Path, bless: bool) -> None:
    """The newest version of a case against the one before it, by the terms of that one, is told in these words."""
    found, findings = history(case)
    said = [reported(one, found.file, found.source) for one in findings]
    compare(case, text.render(said, {found.file: found.text}), bless)
    code = meant(case, CODES)
    assert {one.code for one in findings} == ({code} if code else set())


def history(case: Path) -> tuple[Checked, list[Finding]]:
    """Read the versions of a case; find what is wrong with the newest one's place and notice."""
    *before, found = (check(f"{case.name}/{path.name}", path.read_bytes(), AS_OF) for path in inputs(case))
    assert found.facts is not None
    old = before[-1].facts if before else None
    findings = list(notices.placed(found.facts, old.version if old else None))
    comparison = None
    if old:
        changes = comparing.compare(old, found.facts)
        comparison = Comparison(old=old.version, new=found.facts.version, changes=changes)
    findings += notices.check(notices.notice(found.facts, comparison, old), comparison)
    return found, findings


def test_every_finding_has_a_case() -> None:
    """The findings on notice are those of the catalogue, and each has a case under its name."""
    assert {code for name in ("notice", "history") for case in cases(name) if (code := meant(case, CODES))} == CODES


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
        assert str(finding.args["measure"]).startswith("관행")
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


# ---- by weight ----


@pytest.mark.parametrize(
    ("promised", "days"),
    [
        # What is promised, and the days owed for a material, a general and an editorial change; p is promised.
        ({"general": 7, "material": 30}, "30p 7p 7p"),
        ({"general": 7, "material": 30, "editorial": 3}, "30p 7p 3p"),
        ({"general": 7, "material": 30, "editorial": 0}, "30p 7p 0p"),
        ({"general": 7}, "30 7p 7p"),
        ({"general": 14}, "30 14p 14p"),
        ({"general": 30}, "30p 30p 30p"),
        ({"general": 45}, "45p 45p 45p"),
        ({"general": 3, "material": 5}, "5p 3p 3p"),
        ({"general": 7, "material": 5}, "7p 7p 7p"),
        ({"material": 60}, "60p 7 7"),
        ({"editorial": 1}, "30 7 1p"),
        ({"general": None, "material": None, "editorial": None}, "30 7 7"),
        ({"general": 10, "material": None, "editorial": None}, "30 10p 10p"),
        ({}, "30 7 7"),
    ],
)
@pytest.mark.parametrize("counting", ["calendar", "clear"])
def test_days_by_weight(promised: dict[str, int | None], days: str, counting: str) -> None:
    """A promise in days binds; in its place stands custom, and a heavier change never owes less than a lighter one."""
    before = terms("before", counting, **promised)
    for weight, owed in zip(WEIGHTS, days.split(), strict=True):
        found = notices.notice(after(), changed(weight), before)
        assert found is not None
        assert f"{found.owed}{'p' if found.because == 'promise' else ''}" == owed
        assert (found.weight, found.counting, found.terms) == (weight, counting, "before")


def test_a_version_that_changes_nothing() -> None:
    """Where nothing changed, the notice is that of an editorial change."""
    found = notices.notice(after(), changed(), terms(general=7, material=30, editorial=3))
    assert found is not None
    assert (found.owed, found.weight, found.changes) == (3, "editorial", ())


def test_terms_in_force_when_it_is_announced() -> None:
    """A version that shortens its own terms is bound by the longer ones under which it is announced."""
    shorter = ChangeNotice(general=NoticeTerm(text="1일", days=1), material=NoticeTerm(text="2일", days=2))
    found = notices.notice(after(change_notice=shorter), changed("material"), terms(general=7, material=30))
    assert found is not None
    assert (found.owed, found.given, found.earliest) == (30, 8, date(2026, 12, 23))
    assert found.origins["owed"].at is None
    own = notices.notice(after(change_notice=shorter), changed("material"))
    assert own is not None
    assert (own.owed, own.terms, own.earliest) == (2, "after", date(2026, 11, 25))
    assert own.origins["owed"].at == ("change-notice", "material")
    clear = notices.notice(after(change_notice=shorter), changed("general"), terms(counting="clear", general=7))
    assert clear is not None
    assert (clear.counting, clear.given, clear.earliest) == ("clear", 7, date(2026, 12, 1))


def test_the_ends_of_the_calendar() -> None:
    """Days that no calendar has are not counted to: what is owed is told all the same."""
    first = counted(date.min, date.min + DAY, 7)
    last = counted(date.max - DAY, date.max, 7)
    assert first is not None
    assert last is not None
    assert (first.given, first.latest_announcement, first.earliest) == (1, date.min, date(1, 1, 8))
    assert (last.given, last.latest_announcement, last.earliest) == (1, date(9999, 12, 24), date.max)
    assert len(list(notices.check(first))) == len(list(notices.check(last))) == 1


def test_changes_that_weigh() -> None:
    """The notice names the changes of the heaviest weight alone."""
    comparison = changed("editorial", "material", "general", "material")
    found = notices.notice(after(), comparison, terms(general=7))
    assert found is not None
    assert found.changes == (comparison.changes[1].fingerprint, comparison.changes[3].fingerprint)


def test_without_the_version_before() -> None:
    """What cannot be compared owes the general days of its own terms, and says that nothing was weighed."""
    own = ChangeNotice(general=NoticeTerm(text="10일", days=10), material=NoticeTerm(text="40일", days=40))
    found = notices.notice(after(change_notice=own, earlier=Earlier(label="이전")))
    assert found is not None
    assert (found.owed, found.weight, found.changes, found.terms) == (10, None, (), "after")


def test_a_draft_without_days_owes_none_yet() -> None:
    """Where the effective day is only one to read the draft by, there is nothing to count."""
    draft = after()
    read_by = draft.dates.replace(origins={"effective": Derived(by="draft")})
    assert notices.notice(draft.replace(dates=read_by), changed("material")) is None


@pytest.mark.parametrize(
    ("promised", "weight", "own", "elsewhere"),
    [
        (
            {"general": 7, "material": 30},
            "material",
            "이 방침이 중대한 변경에 약속한 30일",
            "중대한 변경에 약속한 30일",
        ),
        ({"general": 9}, "general", "이 방침이 약속한 9일", "공고일에 시행 중인 방침(before)이 약속한 9일"),
        ({"general": 45}, "material", "이 방침이 약속한 45일", "공고일에 시행 중인 방침(before)이 약속한 45일"),
        ({"editorial": 2}, "editorial", "달라지지 않는 변경에 약속한 2일", "달라지지 않는 변경에 약속한 2일"),
        ({"general": 7}, "material", "중대한 변경의 관행인 30일", "중대한 변경의 관행인 30일"),
        ({}, "general", "관행인 7일", "관행인 7일"),
        ({}, "editorial", "관행인 7일", "관행인 7일"),
    ],
)
def test_what_the_days_rest_on_is_said(
    promised: dict[str, int | None], weight: Weight, own: str, elsewhere: str
) -> None:
    """The words name whose promise it is and for what, or custom; never a statute."""
    said = terms("before", "calendar", **promised)
    mine = notices.notice(after(change_notice=said.change_notice), changed(weight))
    theirs = notices.notice(after(), changed(weight), said)
    assert mine is not None
    assert theirs is not None
    assert notice_words.measure(mine, changed(weight)).endswith(own)
    assert notice_words.measure(theirs, changed(weight)).endswith(elsewhere)
    assert ("(before)" in notice_words.measure(theirs, changed(weight))) == (theirs.because == "promise")


def test_many_changes_are_counted_and_the_first_of_them_told() -> None:
    """However many weigh, the message tells three and the rest as a number, and all are shown at their place."""
    one = changed("material").changes[0]
    many = tuple(one.replace(path=("collection", str(at)), new=("collection", str(at))) for at in range(12))
    comparison = Comparison(old="before", new="after", changes=many)
    (finding,) = notices.check(notices.notice(after(), comparison, terms(general=7)), comparison)
    assert [other.says for other in finding.related] == ["announced", *["change"] * 12]
    said = str(finding.args["weighing"])
    assert said.startswith("중대한 변경이 12건 있습니다: ")
    assert said.endswith(" (외 9건)")


def test_the_day_itself_leaves_nothing_between() -> None:
    """Counted in clear days, what takes effect when it is announced gives none, not one less; none owed are none."""
    same = notices.notice(after(date(2026, 11, 23)), changed("general"), terms(counting="clear", general=0))
    late = notices.notice(after(date(2026, 11, 23)), changed("general"), terms(counting="clear", general=1))
    assert late is not None
    assert (late.given, late.owed, late.earliest) == (0, 1, date(2026, 11, 25))
    assert same is not None
    assert (same.given, same.owed, same.earliest) == (0, 0, date(2026, 11, 23))


WEIGHED = st.lists(st.sampled_from(WEIGHTS), max_size=6)
DAYS = st.one_of(st.none(), st.integers(0, 90))
TERMS = st.builds(
    terms,
    counting=st.sampled_from(["calendar", "clear"]),
    general=DAYS,
    material=DAYS,
    editorial=DAYS,
)


@given(WEIGHED, WEIGHED, TERMS)
def test_adding_changes_never_lowers_what_is_owed(few: list[Weight], more: list[Weight], before: Facts) -> None:
    """Whatever the terms, more changes owe at least as many days, and weigh at least as much."""
    less = notices.notice(after(), changed(*few), before)
    all_ = notices.notice(after(), changed(*few, *more), before)
    assert less is not None
    assert all_ is not None
    assert all_.owed >= less.owed
    assert all_.earliest >= less.earliest
    assert WEIGHTS.index(all_.weight or "editorial") <= WEIGHTS.index(less.weight or "editorial")


@given(WEIGHED, TERMS, st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 100))
def test_earliest_and_latest_are_inverse(weights: list[Weight], before: Facts, announced: date, days: int) -> None:
    """The last day to announce for an effective day has that day as its earliest, and the other way round."""
    comparison, effective = changed(*weights), announced + timedelta(days=days)
    found = notices.notice(version("after", announced, effective), comparison, before)
    assert found is not None
    enough = found.given >= found.owed
    assert enough == (effective >= found.earliest) == (announced <= found.latest_announcement)
    back = notices.notice(version("after", found.latest_announcement, effective), comparison, before)
    forth = notices.notice(version("after", announced, found.earliest), comparison, before)
    assert back is not None
    assert forth is not None
    assert (back.earliest, forth.latest_announcement) == (effective, announced)
