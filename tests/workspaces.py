"""Workspaces for tests: small policies without a fault, written below ``policy/``."""

from __future__ import annotations

from pathlib import Path

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
officers: {privacy-officer: {department: 보호팀, phone: 02-123-4567}}
"""
WARNED = SMALL.replace("basis: consent", "basis: 모르는 법 제1조")
"""Has one warning, `law-unknown`."""
BROKEN = SMALL.replace("required: [이메일 주소]", "required: [모르는 항목]")
"""Has one error, `unknown-item`."""


def write(root: Path, texts: dict[str, str]) -> None:
    """Write policy files; a key such as ``shop/2026-12-01`` names service and version."""
    for name, text in texts.items():
        path = root / "policy" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
