"""A service's folder with releases in it, for tests of the chain: a small policy, its versions, and their records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import unruled
from policyc import compile as road
from policyc.model.edition import Edition
from policyc.publish.chain import shelf
from policyc.publish.release import Written, adopt, release, withdraw
from policyc.workspace import template_folders
from workspaces import SMALL

DAY = date(2026, 11, 20)
FIRST, SECOND, THIRD = "2026-12-01", "2027-01-01", "2027-02-01"
FOLDERS = template_folders(None)


def text(version: str, announced: str = DAY.isoformat()) -> str:
    """Write the policy of a version; the day is all that differs."""
    dates = f"dates: {{announced: {announced}, effective: {version[:10]}}}"
    return SMALL.replace("dates: {announced: 2026-11-20, effective: 2026-12-01}", dates)


def edition(folder: Path, version: str, announced: str = DAY.isoformat()) -> Edition:
    """Write the policy file of a version, and make its edition."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{version}.yaml"
    path.write_text(text(version, announced), encoding="utf-8", newline="\n")
    checked = unruled.check(f"policy/{folder.name}/{path.name}", path.read_bytes(), DAY)
    assert not checked.refused, [one.finding for one in checked.judged]
    return road.edition(checked, FOLDERS)


def head(folder: Path) -> str | None:
    """Return the hash of the newest record."""
    last = shelf(folder).last
    return last.hash if last else None


def released(folder: Path, version: str, day: date = DAY, announced: str = DAY.isoformat()) -> Written:
    """Release a version."""
    return release(folder, edition(folder, version, announced), day=day, head=head(folder))


def series(root: Path, service: str = "shop") -> Path:
    """Make a service with an adopted version, a released one, a withdrawn one, and return its folder."""
    folder = root / "policy" / service
    first = edition(folder, FIRST)
    adopt(folder, first, published=DAY, evidence="공지 1호", day=DAY, head=None)
    released(folder, SECOND)
    released(folder, THIRD)
    withdraw(folder, THIRD, reason="잘못 적음", day=DAY)
    return folder


def faults(folder: Path) -> list[tuple[str, str]]:
    """List what is wrong with the records of a service: the names of the files, and the codes."""
    return [(fault.file.name, fault.finding.code) for fault in shelf(folder).faults]
