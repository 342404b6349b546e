"""A case folder with one policy file → what the whole check says of it, in words, as the command prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from gallery import cases, inputs
from house import PACKAGE
from policyc.compile import Checked
from policyc.report import text
from policyc.report.words import Reported, ordered
from policyc.report.words import told as worded
from unruled import check

AS_OF = date(2026, 11, 23)
CLEAN = text.render([], {})
FREE = ("good-", "many")
"""Beginnings of the names of cases that are not the case of one finding."""

SHOP = """\
format: 1
title: 예시상점 개인정보 처리방침
controller: {name: (주)예시상점, short: 회사}
dates: {announced: 2026-11-23, effective: 2026-12-01}
contacts: {helpdesk: {name: 고객센터, phone: 1588-0000}}
definitions: {필수정보: 서비스에 꼭 필요한 정보}
items:
  정산정보: {members: [계좌은행명, 계좌번호]}
  성명-국영문: 성명(국문/영문)
  단골-등급표: {kind: ordinary, category: account.grade}
purposes:
  sign-up: 회원 식별과 가입 의사 확인
  delivery: {name: 배송, text: 상품의 배송과 반품}
periods: {member: 회원 탈퇴 시까지}
collection:
  all: {keep: member}
  join:
    name: 회원가입
    required: [성명-국영문, 이메일 주소]
    optional: [단골 등급표]
    purposes: sign-up
    basis: contract
  settle: {name: 정산, required: [정산정보], purposes: [정산], basis: [law, 전자상거래법 제6조], keep: 5년}
methods: {site: 누리집에서 가입하는 경우}
sensitive: none
children: none
retention:
  general: 회원 탈퇴 시까지
  internal: {부정-이용-기록: {keep: 1년, reason: 부정 이용 방지}}
  statutory: {ecommerce-contract: , 방문-기록: {law: 상법 제33조, keep: 10년}}
dormant: {name: 휴면, after: 1년, then: separate, keep: 4년}
destruction: {procedure: [지체 없이 파기합니다.], methods: {paper: 분쇄합니다.}}
recipients:
  insurance: {name: 예시보험, items: [성명-국영문], purposes: delivery, keep: 1년, basis: consent}
recipient-exceptions: [법령에 규정이 있는 경우]
processors:
  all: {supervised: true}
  예시물류: {tasks: [상품 배송]}
  cloud: {name: 예시클라우드, tasks: 서버 운영}
rights:
  list: [access, correction]
  any-time: true
  how: {desk: {contact: helpdesk, by: [서면, 전화]}}
cookies: {purposes: [로그인 유지], choices: [allow, refuse], refuse: {chrome: 설정 메뉴}, effect: 로그인이 풀립니다.}
safety: {encryption: 개인정보를 암호화하여 보관합니다.}
officers: {privacy-officer: {name: 김보호, department: 개인정보보호팀, contact: helpdesk}}
remedies: {kisa: , prosecutors: {name: 예시지방공소청, phone: 1301}}
change-notice: {general: 7일, material: 30일, counting: clear, channels: [공지사항]}
earlier: {label: 이전 방침, url: "https://shop.example.com/privacy"}
numbering: [제1조, ①]
outline:
  promise: {heading: 회사의 약속, text: 회사는 개인정보를 소중히 다룹니다.}
  using: {heading: 이용, parts: {purposes: , retention: 보유 기간}}
  collection: {heading: 수집, before: 다음과 같이 수집합니다.}
  children:
  destruction:
  recipients:
  processors:
  rights:
  cookies:
  safety:
  officers:
  remedies:
  change-notice:
"""
"""A policy without fault that has nearly everything a policy can have, each thing linked to another."""


def checked(path: Path, gallery: str) -> Checked:
    """Check the file of a case under the name that it has inside its gallery: ``unknown-item/2026-12-01.yaml``."""
    file = path.as_posix().split(f"/cases/{gallery}/")[1]
    return check(file, path.read_bytes(), AS_OF)


def codes(found: Checked) -> list[str]:
    """List the codes found, in the order of the report."""
    return [one.code for one in ordered(words(found))]


def told(found: Checked) -> str:
    """Write the report of one file as the command prints it."""
    return text.render(words(found), {found.file: found.text})


def shop(**changes: str) -> Checked:
    """Check the shop's policy; `changes` replace its blocks by key (``_`` for ``-``), empty text leaves one out."""
    written = SHOP
    for key, line in changes.items():
        written, count = re.subn(rf"(?m)^{key.replace('_', '-')}:.*\n(?: .*\n)*", line, written)
        assert count == 1, key
    return check("shop/2026-12-01.yaml", written.encode(), AS_OF)


def catalogue(name: str, section: str = "") -> set[str]:
    """List the codes of a catalogue, or of one section of it (``# ---- section``)."""
    written = (PACKAGE / name).read_text(encoding="utf-8")
    if section:
        written = written.split(f"# ---- {section}", 1)[1].split("\n# ----", 1)[0].partition("\n")[2]
    found = set(yaml.safe_load(written))
    assert found
    return found


def meant(case: Path, known: Iterable[str]) -> str | None:
    """Tell which finding a case is of: its name is the code, or begins with the code and a hyphen."""
    if case.name.startswith(FREE):
        return None
    fitting = [code for code in known if case.name == code or case.name.startswith(f"{code}-")]
    return max(fitting, key=len, default=case.name)


def missing(gallery: str, known: set[str]) -> set[str]:
    """Return what differs between the findings of a catalogue and the cases of a gallery; empty is right."""
    shown = {code for case in cases(gallery) if (code := meant(case, known))}
    return shown ^ known


def wrong(case: Path, found: Checked, known: set[str]) -> set[str]:
    """Return the codes that a case lacks or must not have: a good one is silent, a bad one has its own alone."""
    code = meant(case, known)
    if code is None:
        return set(codes(found)) if case.name.startswith("good-") else set()
    return set(codes(found)) ^ {code}


def only_input(case: Path) -> Path:
    """Return the one policy file of a case."""
    (path,) = inputs(case)
    return path


def words(found: Checked) -> list[Reported]:
    """Put what is found into words, in the order in which it was found."""
    return list(worded(found.judged, found.file, found.source))
