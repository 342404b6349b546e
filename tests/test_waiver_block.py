"""The waiver that a report offers is the one that excuses the finding."""

from __future__ import annotations

from datetime import date

from policyc.report.words import reported
from unruled import check
from workspaces import SMALL

DAY = date(2026, 12, 1)
FILE = "policy/shop/2026-12-01.yaml"
LATE = SMALL.replace("announced: 2026-11-20", "announced: 2026-11-28")


def test_pasted_and_filled_it_excuses() -> None:
    """Pasted as it is, it is refused for its blanks; filled, it excuses the one finding."""
    checked = check(FILE, LATE.encode(), DAY)
    assert checked.refused
    block = next(said.waiver for one in checked.judged if (said := reported(one.finding, FILE, checked.source)).waiver)
    pasted = f"{LATE}{block}\n"
    blank = check(FILE, pasted.encode(), DAY)
    assert "placeholder" in {one.finding.code for one in blank.judged}
    for hole, value in (("(까닭)", "법 시행일에 맞춤"), ("(승인한 사람)", "보호책임자"), ("(승인한 날)", "2026-11-27")):
        assert hole in pasted
        pasted = pasted.replace(hole, value)
    filled = check(FILE, pasted.encode(), DAY)
    assert not filled.refused
    assert [one.finding.code for one in filled.judged if one.waiver] == ["notice-too-short"]


def test_a_file_with_waivers_gets_only_the_entry() -> None:
    """Where waivers stand already, the block is an entry of their list."""
    other = "waivers:\n  - {finding: law-unknown, at: x, reason: 까닭, approved-by: 사람, date: 2026-11-27}\n"
    checked = check(FILE, f"{LATE}{other}".encode(), DAY)
    told = [reported(one.finding, FILE, checked.source) for one in checked.judged]
    found = {said.code: said.waiver for said in told}
    assert found["notice-too-short"].startswith("  - finding: notice-too-short")
    assert "waiver-unmatched" in found
