"""The page for apps: its program is run over its worked cases, in several time zones, and its list is a real one."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from house import ROOT
from policyc import workspace
from policyc.cli import main
from policyc.publish.chain import shelf, state
from test_formats import without_required
from workspaces import FIRST, SMALL, adopt, release, withdraw, write

PAGE = (ROOT / "docs" / "apps.md").read_text(encoding="utf-8")
NONE = "–"

CALLED = SMALL.replace("02-123-4567", "02-123-4568")
"""Has another telephone number, which nobody has to consent to."""
ASKS = CALLED.replace("회원 관리", "회원 관리와 상담")
"""Has another purpose besides."""
DAYS = {
    "2026-12-01": (FIRST, "2026-11-20", "2026-11-20"),
    "2027-01-15": (ASKS, "2026-12-10", "2026-12-10"),
    "2027-02-01": (CALLED, "2027-01-20", "2027-01-20"),
    "2027-03-01": (ASKS, "2027-01-20", "2027-01-20"),
}
"""Version → its text, the day on which it was announced, that on which it was recorded."""


def block(language: str) -> str:
    """Return the one block of the page in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def rows(head: str) -> list[list[str]]:
    """Return the rows of the table whose first column is headed so."""
    lines = PAGE[PAGE.index(f"| {head} |") :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@cache
def answers(zone: str) -> Any:
    """Run the program of the page, as an app would, on a device in a time zone."""
    asked = {
        "versions": json.loads(block("json")),
        "moments": [clock for _, clock, *_ in rows("case")],
        "agreed": [row[:2] for row in rows("agreed to")],
    }
    program = f"""{block("js")}
        const {{versions, moments, agreed}} = {json.dumps(asked)};
        const told = moments.map((said) => {{
          const day = dayInKorea(new Date(said));
          return [day, current(versions, day)?.version, next(versions, day).map((one) => one.version)];
        }});
        const asks = agreed.map(([version, day]) => asksAgain(versions, version, day));
        console.log(JSON.stringify({{told, asks, zone: new Date().getTimezoneOffset()}}));
    """
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", program],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/Los_Angeles", "Pacific/Auckland"])
def test_program_gives_what_the_cases_say(zone: str) -> None:
    """Whatever the device's time zone, each moment has the day, the current version and the next ones of the table."""
    cases = rows("case")
    assert len(cases) > 10
    for (case, _, day, now, after), (told_day, told_now, told_after) in zip(cases, answers(zone)["told"], strict=True):
        expected = (day, None if now == NONE else now, [] if after == NONE else after.split(", "))
        assert (told_day, told_now, told_after) == expected, case


def test_devices_are_in_other_zones() -> None:
    """The zones that are tried are really set, on either side of Korea's."""
    offsets = [answers(zone)["zone"] for zone in ("America/Los_Angeles", "Asia/Seoul", "Pacific/Auckland")]
    assert offsets[0] > 0 > offsets[1] > offsets[2]


def test_program_asks_for_consent() -> None:
    """Who has to be asked again is asked, and nobody else."""
    expected = [said == "yes" for _, _, said in rows("agreed to")]
    assert set(expected) == {True, False}
    assert answers("Asia/Seoul")["asks"] == expected


def test_cases_stand_on_either_side_of_midnight() -> None:
    """Moments of the table are one second apart and have different days; the same moment stands in several zones."""
    moments = [(datetime.fromisoformat(clock), day) for _, clock, day, *_ in rows("case")]
    for moment, day in moments:
        assert (moment + timedelta(hours=9) - (moment.utcoffset() or timedelta())).date() == date.fromisoformat(day)
    pairs = [(one, other) for one, first in moments for other, second in moments if one - other == timedelta(seconds=1)]
    assert len(pairs) >= 3
    assert len(moments) - len({moment for moment, _ in moments}) >= 2


def test_list_is_what_policyc_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The versions of the page, released on those days, give that list, and hold on the days of the table."""
    monkeypatch.chdir(tmp_path)
    for version, (text, announced, recorded) in DAYS.items():
        said = text.replace("2026-11-20", announced).replace("2026-12-01", version)
        if version == "2026-12-01":
            release(tmp_path, {f"shop/{version}": said}, date.fromisoformat(recorded))
            continue
        write(tmp_path, {f"shop/{version}": said})
        adopt(tmp_path, f"shop/{version}", date.fromisoformat(recorded))
        if version == "2027-01-15":
            withdraw(tmp_path, f"shop/{version}", date(2027, 1, 5))
    assert main(["build", "--as-of", "2027-01-20"]) == 0
    found = json.loads((tmp_path / "out" / "shop" / "versions.json").read_text(encoding="utf-8"))
    shown = json.loads(block("json"))
    assert [{key: each[key] for key in each if key not in ("hashes", "files")} for each in found["versions"]] == shown
    stands = shelf(tmp_path / "policy" / "shop")
    for case, _, day, now, after in rows("case"):
        states = {each["version"]: state(stands, each["version"], date.fromisoformat(day)) for each in shown}
        assert [version for version in states if states[version] == "in-force"] == ([] if now == NONE else [now]), case
        waiting = sorted(version for version in states if states[version] == "announced")
        assert waiting == ([] if after == NONE else after.split(", ")), case


def test_list_fits_the_schema() -> None:
    """The list of the page is of the shape that its schema says, but for what it leaves out."""
    schema = json.loads(workspace.schema_text("versions"))
    loose = Draft202012Validator(without_required(schema["$defs"]["PublicVersion"] | {"$defs": schema["$defs"]}))
    for each in json.loads(block("json")):
        assert [fault.message for fault in loose.iter_errors(each)] == []


def test_page_names_what_there_is() -> None:
    """Keys and files that the page speaks of are those of the schema."""
    schema = json.loads(workspace.schema_text("versions"))
    files = schema["$defs"]["VersionFiles"]["properties"]
    assert set(re.findall(r"`files\.(\w+)`", PAGE)) <= set(files)
    for key in ("announced", "effective", "until", "withdrawn", "needsConsent", "example"):
        assert f"`{key}`" in PAGE or f"one.{key}" in PAGE
        assert key in schema["$defs"]["PublicVersion"]["properties"]
