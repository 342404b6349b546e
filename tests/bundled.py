"""A service for tests of what apps read: who signs up and who wants news, over three versions, released and built."""

from __future__ import annotations

import json
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any

from policyc.building import build
from workspaces import adopt, release, withdraw, write

FIRST = """\
format: 1
title: 개인정보 처리방침
controller: {name: 보기상점, short: 회사}
dates: {announced: 2026-11-20, effective: 2026-12-01}
first: true
purposes: {join: 회원 관리, news: 행사 소식의 전송, support: 문의에 대한 답변}
collection:
  join:
    name: 회원가입
    required: [이메일 주소]
    optional: [생년월일]
    purposes: [join]
    basis: consent
  news:
    name: 소식 받기
    optional: [휴대전화번호]
    purposes: [news]
    keep: 동의 철회 시까지
    basis: consent
    refusal: {how: 회원 정보 화면에서 거부할 수 있습니다., effect: 행사 소식을 받지 못합니다.}
retention:
  general: 회원 탈퇴 시까지
  internal: {blocked: {name: 이용 제한 기록, keep: 1년, reason: 부정 이용 방지, items: [이메일 주소]}}
destruction: {procedure: [목적을 달성한 개인정보는 바로 파기합니다.], methods: {electronic: 복구할 수 없게 지웁니다.}}
recipients:
  insurer: {name: 예시보험(주), items: [생년월일], purposes: [보험 가입], keep: 1년, basis: consent}
processors:
  sender: {name: 예시전송(주), tasks: [문자와 전자우편 전송], items: [휴대전화번호, 이메일 주소]}
  cloud: {name: 예시보관(주), tasks: [데이터 보관]}
rights:
  list: [access, correction, deletion, suspension]
  how: {desk: {by: [전화], phone: 02-123-4567}}
safety: [개인정보를 암호화하여 보관합니다.]
officers: {privacy-officer: {department: 보호팀, phone: 02-123-4567}}
remedies: standard
change-notice: {general: 7일, material: 30일}
"""


def dated(version: str, announced: str, text: str = FIRST) -> str:
    """Put the days of another version into a policy, which is then no first one."""
    days = text.replace("first: true\n", "").replace("2026-11-20", announced)
    return days.replace("effective: 2026-12-01", f"effective: {version}")


WIDER = FIRST.replace("optional: [휴대전화번호]", "optional: [휴대전화번호, 주소]")
"""Asks for one more item, of those who want news alone."""
SECOND = dated("2027-03-01", "2027-01-20", WIDER)
GONE = dated("2027-04-01", "2027-01-25", WIDER.replace("[join]\n", "[join, support]\n"))
"""Asks of all members, and is withdrawn before its day."""
THIRD = dated(
    "2027-06-01", "2027-04-20", WIDER.replace("    optional: [생년월일]\n", "").replace("1년, basis", "3년, basis")
)
"""Collects less of members, and lets the insurer keep longer what it gets."""
VERSIONS = {
    "2026-12-01": (FIRST, date(2026, 11, 20)),
    "2027-03-01": (SECOND, date(2027, 1, 20)),
    "2027-04-01": (GONE, date(2027, 1, 25)),
    "2027-06-01": (THIRD, date(2027, 4, 20)),
}
"""Version → its text, and the day on which it was announced and recorded."""


def made(root: Path, day: str = "2027-04-20") -> Path:
    """Release all versions in a workspace, build it for a day, and return the folder of the service."""
    for version, (text, recorded) in VERSIONS.items():
        if version == "2026-12-01":
            release(root, {f"shop/{version}": text}, recorded)
            continue
        write(root, {f"shop/{version}": text})
        adopt(root, f"shop/{version}", recorded)
        if version == "2027-04-01":
            withdraw(root, f"shop/{version}", date(2027, 2, 1))
    return rebuilt(root, day)


def rebuilt(root: Path, day: str) -> Path:
    """Build a workspace for a day, and return the folder of the service."""
    with chdir(root):
        assert not build(as_of=date.fromisoformat(day), out=root / "out").stopped
    return root / "out" / "shop"


def read(folder: Path, name: str = "bundle.json") -> Any:
    """Read one of the files of a service."""
    return json.loads((folder / name).read_text(encoding="utf-8"))
