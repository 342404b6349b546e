"""Workspaces for tests: small policies without a fault, below ``policy/``, as drafts or as released versions."""

from __future__ import annotations

import re
import shutil
from contextlib import chdir
from datetime import date
from pathlib import Path

from policyc import releasing
from policyc.workspace import versions

SMALL = """\
# 작은 방침
format: 1
title: 개인정보 처리방침
controller: {name: 보기상점, short: 회사}
dates: {announced: 2026-11-20, effective: 2026-12-01}
purposes: {join: 회원 관리}
collection:
  join: {name: 회원가입, required: [이메일 주소], purposes: [join], basis: consent}
retention: {general: 회원 탈퇴 시까지}
destruction: {procedure: [목적을 달성한 개인정보는 바로 파기합니다.], methods: {electronic: 복구할 수 없게 지웁니다.}}
rights:
  list: [access, correction, deletion, suspension]
  how: {desk: {by: [전화], phone: 02-123-4567}}
safety: [개인정보를 암호화하여 보관합니다.]
officers: {privacy-officer: {department: 보호팀, phone: 02-123-4567}}
remedies: standard
change-notice: {general: 7일, material: 30일}
"""
FIRST = f"{SMALL}first: true\n"
"""The same as the first policy of its service."""
WARNED = FIRST.replace("basis: consent", "basis: 방문판메법 제1조")
"""Has one warning, `law-unknown`."""
BROKEN = FIRST.replace("required: [이메일 주소]", "required: [모르는 항목]")
"""Has one error, `unknown-item`."""


PUBLISHED = date(2026, 11, 20)
"""The day on which `SMALL` is announced."""


def write(root: Path, texts: dict[str, str]) -> None:
    """Write policy files; a key such as ``shop/2026-12-01`` names service and version."""
    for name, text in texts.items():
        path = root / "policy" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def release(root: Path, texts: dict[str, str], day: date = PUBLISHED) -> None:
    """Write policy files, and adopt every version of their services; what these had released before is forgotten."""
    write(root, texts)
    for service in dict.fromkeys(name.split("/")[0] for name in texts):
        shutil.rmtree(root / "policy" / service / "released", ignore_errors=True)
        for path in versions(root / "policy" / service):
            adopt(root, f"{service}/{path.stem}", day)


def adopt(root: Path, name: str, day: date = PUBLISHED) -> None:
    """Add a version to the released ones of its service, as one that was public before."""
    service, version = name.split("/")
    text = (root / "policy" / service / f"{version}.yaml").read_text(encoding="utf-8")
    announced = map(date.fromisoformat, re.findall(r"announced: (\d{4}-\d\d-\d\d)", text))
    published = min(PUBLISHED, day, *announced)
    with chdir(root):
        made = releasing.adopt(service, version, published=published, evidence="공지 1호", day=day)
    assert made.written, made.findings


def withdraw(root: Path, name: str, day: date = PUBLISHED) -> None:
    """Take a released version back."""
    service, version = name.split("/")
    with chdir(root):
        made = releasing.withdraw(service, version, reason="잘못 적었습니다.", day=day)
    assert made.written, made.findings


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
