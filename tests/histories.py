"""A workspace whose service has a version of every state: adopted, released, withdrawn, scheduled, and drafts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policyc.publish.chain import shelf
from policyc.publish.release import adopt, release, withdraw
from policyc.service import Service
from policyc.workspace import template_folders
from workspaces import SMALL, write

RECORDED = date(2026, 10, 1)
"""The day on which every record was made."""

FIRST, SECOND, THIRD, GONE, LATE = "2026-01-05", "2026-12-01", "2027-01-15", "2027-03-01", "2027-03-01-2"


def policy(announced: str, effective: str, items: str = "이메일 주소", phone: str = "02-123-4567") -> str:
    """Write a version that promises 7 and 30 days."""
    dates = f"announced: {announced}, effective: {effective}"
    return (
        SMALL.replace("announced: 2026-11-20, effective: 2026-12-01", dates)
        .replace("[이메일 주소]", f"[{items}]")
        .replace("02-123-4567", phone)
    )


POLICIES = {
    FIRST: policy("2025-12-29", FIRST) + "first: true\n",
    SECOND: policy("2026-11-01", SECOND, "이메일 주소, 휴대전화번호"),
    THIRD: policy("2027-01-08", THIRD, "이메일 주소, 휴대전화번호", "02-123-9999"),
    GONE: policy("2027-01-20", GONE, "이메일 주소, 휴대전화번호, 생년월일", "02-123-9999"),
    LATE: policy("2027-02-20", "2027-03-01", "이메일 주소, 휴대전화번호, 성별", "02-123-9999"),
}
"""The last one is a draft, and gives 9 days where it owes 30."""


def history(root: Path, service: str = "shop") -> Path:
    """Make the workspace, and return the folder of its service."""
    folder = root / "policy" / service
    for version, text in POLICIES.items():
        write(root, {f"{service}/{version}": text})
        if version != LATE:
            _record(folder, version)
    withdraw(folder, GONE, reason="잘못 적음", day=RECORDED)
    return folder


def _record(folder: Path, version: str) -> None:
    made = Service(folder, RECORDED, template_folders(None)).edition(folder / f"{version}.yaml")
    last = shelf(folder).last
    head = last.hash if last else None
    if version == FIRST:
        published = date(2025, 12, 29)
        adopt(folder, made, published=published, evidence="공지 1호", day=RECORDED, head=head)
    else:
        release(folder, made, day=RECORDED, head=head)
