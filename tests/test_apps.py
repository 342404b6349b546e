"""Two apps that know docs/apps.md and the published files alone: they see the same, and what they see is right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bundled import made, read, rebuilt
from house import ROOT

PAGE = (ROOT / "docs" / "apps.md").read_text(encoding="utf-8")
APPS = Path(__file__).parent / "apps"
COMMANDS = {"node": ("node", APPS / "current.mjs"), "python": (sys.executable, "-I", APPS / "current.py")}
JOIN, NEWS, INSURER = "collection/join", "collection/news", "recipients/insurer"
FIRST, SECOND, GONE, THIRD = "2026-12-01", "2027-03-01", "2027-04-01", "2027-06-01"

MORE = ["'소식 받기'에서 주소를 더 수집합니다."]
LONGER = [
    "'회원가입'에서 생년월일을 더는 수집하지 않습니다.",
    "'예시보험(주)'의 보유 기간을 '1년'에서 '3년'으로 늘립니다.",
]

ALL = [JOIN, NEWS, INSURER]

Case = tuple[str, str | None, str, str | None, list[str], str | None, list[str], list[str]]
CASES: dict[str, Case] = {
    "before the first": ("2026-11-30T23:59:59+09:00", None, "2026-11-30", None, [], FIRST, ALL, []),
    "somebody new": ("2026-12-01T00:00:00+09:00", None, "2026-12-01", FIRST, ALL, None, [], []),
    "nothing is new": ("2027-01-19T23:59:59+09:00", FIRST, "2027-01-19", FIRST, [], None, [], []),
    "announced": ("2027-01-20T00:00:00+09:00", FIRST, "2027-01-20", FIRST, [], SECOND, [NEWS], MORE),
    "last second": ("2027-02-28T14:59:59Z", FIRST, "2027-02-28", FIRST, [], SECOND, [NEWS], MORE),
    "midnight in Korea": ("2027-02-28T15:00:00Z", FIRST, "2027-03-01", SECOND, [NEWS], None, [], []),
    "elsewhere": ("2027-02-28T07:00:00-08:00", FIRST, "2027-03-01", SECOND, [NEWS], None, [], []),
    "withdrawn": ("2027-04-01T12:00:00+09:00", SECOND, "2027-04-01", SECOND, [], None, [], []),
    "withdrawn, agreed to": ("2027-04-01T12:00:00+09:00", GONE, "2027-04-01", SECOND, [JOIN], None, [], []),
    "two behind": ("2027-05-31T23:59:59+09:00", FIRST, "2027-05-31", SECOND, [NEWS], THIRD, [NEWS, INSURER], LONGER),
    "a second later": ("2027-05-31T15:00:00+00:00", FIRST, "2027-06-01", THIRD, [NEWS, INSURER], None, [], []),
    "all but the last": ("2027-06-01T00:00:00+09:00", SECOND, "2027-06-01", THIRD, [INSURER], None, [], []),
    "all is agreed to": ("2027-06-01T00:00:00+09:00", THIRD, "2027-06-01", THIRD, [], None, [], []),
}
"""Case → instant, the version that all was agreed to; day in Korea, current, asked now, next, asked then, changes."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a service with three versions in a row and one that was withdrawn."""
    return made(tmp_path_factory.mktemp("apps"))


def seen(app: str, folder: Path, instant: str, agreed: dict[str, str]) -> Any:
    """Run an app."""
    command = [*map(str, COMMANDS[app]), str(folder), instant, json.dumps(agreed)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def agreed_to(folder: Path, version: str | None) -> dict[str, str]:
    """Return what somebody keeps who agreed to everything of a version."""
    found = [one for one in read(folder)["versions"] if one["version"] == version]
    return {one["surface"]: one["surfaceHash"] for each in found for one in each["surfaces"]}


@pytest.mark.parametrize("case", CASES)
def test_apps_see_what_holds(case: str, shop: Path) -> None:
    """Both find the current and the next version, what it changes, and the consents to ask for: now and then."""
    instant, agreed, day, current, now, upcoming, then, changes = CASES[case]
    expected = {
        "day": day,
        "current": current,
        "asksNow": now,
        "next": upcoming,
        "asksNext": then,
        "changes": changes,
    }
    for app in COMMANDS:
        assert seen(app, shop, instant, agreed_to(shop, agreed)) == expected, app


def test_one_consent_is_asked_for_alone(shop: Path) -> None:
    """Who wants no news keeps what was agreed to at sign-up, and is asked for nothing else than what is missing."""
    kept = {JOIN: agreed_to(shop, "2026-12-01")[JOIN]}
    for app in COMMANDS:
        found = seen(app, shop, "2027-06-01T00:00:00+09:00", kept)
        assert found["asksNow"] == [NEWS, INSURER], app


def test_a_hash_of_another_surface_is_no_consent(shop: Path) -> None:
    """What was agreed to in one place counts there alone."""
    kept = {NEWS: agreed_to(shop, THIRD)[JOIN], JOIN: agreed_to(shop, THIRD)[NEWS]}
    for app in COMMANDS:
        assert seen(app, shop, "2027-06-01T00:00:00+09:00", kept)["asksNow"] == [JOIN, NEWS, INSURER], app


def test_an_older_copy_is_enough(tmp_path: Path) -> None:
    """Whoever is offline sees with a copy of before what was known then."""
    made(tmp_path)
    old = rebuilt(tmp_path, "2027-01-24")
    for app in COMMANDS:
        found = seen(app, old, "2027-06-01T00:00:00+09:00", agreed_to(old, "2026-12-01"))
        assert (found["current"], found["asksNow"]) == (SECOND, [NEWS]), app


@cache
def sources() -> str:
    """Read both apps."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(APPS.glob("current.*")))


def test_apps_know_nothing_else() -> None:
    """They read the two files and use nothing that would have to be installed."""
    assert sources().count("versions.json") >= 2
    assert "policyc" not in sources()
    assert "fetch(" not in sources()


# ---- the page ----


def blocks(language: str) -> list[str]:
    """Return the blocks of the page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_page_shows_what_is_published(shop: Path) -> None:
    """The surfaces and the slice of the page are those of the service, but for what it says that it leaves out."""
    surfaces, slice_ = map(json.loads, blocks("jsonc"))
    real = {one["version"]: one for one in read(shop)["versions"]}
    assert [one["version"] for one in surfaces["versions"]] == [one for one in real if "withdrawn" not in real[one]]
    for one in surfaces["versions"]:
        whole = real[one["version"]]
        assert one.get("before") == whole.get("before")
        keys = one["surfaces"][0].keys()
        assert one["surfaces"] == [{key: each[key] for key in keys} for each in whole["surfaces"]]
    assert slice_ in real["2026-12-01"]["slices"]


def test_program_of_the_page_gives_what_its_table_says() -> None:
    """The lines that go back from version to version, run over the example of the page, find what is missing."""
    table = PAGE[PAGE.index("| agreed to all of |") :].split("\n\n")[0].splitlines()[2:]
    cases = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    assert len(cases) > 4
    (code,) = blocks("javascript")
    program = f"""{code}
        const bundle = {blocks("jsonc")[0]};
        const found = (name) => bundle.versions.find((one) => one.version === name);
        const kept = (one) => [one.surface, one.surfaceHash];
        const all = (name) => Object.fromEntries((found(name)?.surfaces ?? []).map(kept));
        const cases = {json.dumps([case[:2] for case in cases])};
        console.log(JSON.stringify(cases.map(([agreed, name]) => missing(bundle, found(name), all(agreed)))));
    """
    command = ["node", "--input-type=module", "--eval", program]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[] if said == "–" else said.split(", ") for _, _, said in cases]
