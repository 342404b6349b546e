"""What a build of many services costs: cold, with nothing to do, with one changed, by one process and by two.

    make bench-size                 # 1,000 services of three versions
    make bench-size ARGS="200 3"    # fewer, and the median of three rounds

Beside it hugo, where it is installed, makes as many files of as many kinds from the same records, and a site of a few
forms of each policy (`peers.py`). Times are of whole processes, as ratios to a bare interpreter and to hugo on as many
cores in the same round; an installed wheel is measured, as in `run.py`.

What a command wrote is put away and not removed until the end: for seconds after a file was removed, ext4 takes many
times as long to make another.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import peers
from run import installed, once

POLICY = """\
format: 1
title: 개인정보 처리방침
controller: {name: 보기상점 NUMBER, short: 회사}
dates: {announced: 2026-10-01, effective: VERSION}
FIRSTpurposes: {join: 제NUMBER호 회원의 관리, order: 주문과 배송, help: 상담과 불만 처리}
collection:
  join: {name: 회원가입, required: ITEMS, purposes: [join], basis: consent}
  order: {name: 주문, required: [이름, 휴대전화번호, 주소], purposes: [order], basis: contract}
  help: {name: 상담, required: [이름, 이메일 주소], purposes: [help], basis: contract}
retention: {general: 회원 탈퇴 시까지}
destruction:
  procedure: [목적을 달성한 개인정보는 NUMBER호 절차에 따라 파기합니다.]
  methods: {electronic: 복구할 수 없게 지웁니다.}
rights:
  list: [access, correction, deletion, suspension]
  how: {desk: {by: [전화], phone: PHONE}}
safety: [개인정보를 NUMBER번 열쇠로 암호화하여 보관합니다., 접근 권한을 최소한으로 줍니다.]
officers: {privacy-officer: {department: 보호팀, phone: PHONE}}
remedies: standard
change-notice: {general: 7일, material: 30일}
"""
VERSIONS = (
    ("2026-11-01", "[이메일 주소]", "4567"),
    ("2027-01-01", "[이메일 주소, 이름]", "4567"),
    ("2027-03-01", "[이메일 주소, 이름]", "4568"),
)
"""Three versions of each: an item more, then another number to call. Two services have half of their text in common."""
ADOPTED, DAY = date(2026, 11, 27), "2027-01-15"


def main(services: int, rounds: int) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(place / "cache")
        python, policyc = installed(place)
        workspace = place / "workspace"
        print(f"{services} services of {len(VERSIONS)} versions, adopted: {adopted(workspace, services)} records")
        commands = [Step("bare interpreter", place, lambda: None, [python, "-c", "pass"], SHORT)]
        commands += [*steps(workspace, policyc, services, place / "away"), *hugo_steps(place, workspace)]
        found: dict[str, list[tuple[float, float]]] = {}
        for _ in range(rounds):
            for step in commands:
                step.before()
                found.setdefault(step.name, []).extend(once(step.command, step.folder) for _ in range(step.times))
        table(found)
        for site in (workspace / "out", *(place / kind / "public" for kind in KINDS)):
            sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
            print(f"{site.relative_to(place)}: {len(sizes)} files, {sum(sizes) / 2**20:.0f} MiB")


class Step(NamedTuple):
    """What is measured: its name, where it is run, what is done before, the command, how often in a round."""

    name: str
    folder: Path
    before: Callable[[], object]
    command: Sequence[str]
    times: int = 1


SHORT = 9
"""How often what takes no time is measured in a round."""

KINDS = {"whole": "hugo, as many files", "few": "hugo, a few forms"}
"""The sites of `peers.py` by what they are called here."""


def hugo_steps(place: Path, workspace: Path) -> Iterator[Step]:
    """Yield what is measured of hugo, if it is installed."""
    hugo = shutil.which("hugo")
    for kind, name in KINDS.items() if hugo else ():
        peers.lay(kind, workspace, place / kind)
        cold = partial(put_away, place / kind / "public", place / "away")
        for cores in (1, 2):
            pinned = ["taskset", "-c", "0"] if cores == 1 else []
            command = [*pinned, "env", f"GOMAXPROCS={cores}", str(hugo), "--quiet"]
            yield Step(f"{name}, {CORES[cores]}", place / kind, cold, command)


CORES = {1: "one core", 2: "two cores"}


def put_away(site: Path, away: Path) -> None:
    """Make room for a site without removing anything."""
    away.mkdir(exist_ok=True)
    if site.exists():
        site.rename(away / f"{len(list(away.iterdir()))}")


def table(found: dict[str, list[tuple[float, float]]]) -> None:
    """Print the medians: seconds, ratios to a bare interpreter and to hugo on as many cores, memory."""
    middle = {name: (median(took for took, _ in all_), max(peak for _, peak in all_)) for name, all_ in found.items()}
    bare = middle["bare interpreter"][0]
    print(f"{'':34}{'seconds':>9}{'× bare':>9}{'× whole':>9}{'× few':>9}{'peak MiB':>10}")
    for name, (took, peak) in middle.items():
        cores = CORES[2 if "two" in name else 1]
        beside = [middle.get(f"{kind}, {cores}") for kind in KINDS.values()]
        ratios = "".join(f"{took / peer[0]:9.2f}" if peer else " " * 9 for peer in beside)
        print(f"{name:34}{took:9.2f}{took / bare:9.1f}{ratios}{peak:10.1f}")


def steps(workspace: Path, policyc: str, services: int, away: Path) -> Iterator[Step]:
    """Yield what is measured of policyc."""
    cold = partial(put_away, workspace / "out", away)
    one, two = ([policyc, "build", "--as-of", DAY, "--jobs", jobs] for jobs in ("1", "2"))

    def changed() -> None:
        """Release another version of one service."""
        folder = workspace / "policy" / named(services // 2)
        version = f"2027-06-{len(list(folder.glob('*.yaml'))):02}"
        adopt(workspace, folder.name, version, text(services // 2, version, "[이메일 주소, 이름]", "4569"))

    def plain() -> None:
        """Let a build of today remember what it did, and let its files lie still for a while, as they do overnight."""
        for _ in range(2):
            subprocess.run([policyc, "build", "--jobs", "2"], cwd=workspace, check=True, stdout=subprocess.DEVNULL)
            time.sleep(3)

    yield Step("first build, two processes", workspace, cold, two)
    yield Step("first build, one process", workspace, cold, one)
    yield Step("the same again, another day", workspace, lambda: None, [*one[:3], "2027-01-16", *one[4:]])
    yield Step("one service changed", workspace, changed, one)
    yield Step("one changed, and named", workspace, changed, [*one, named(services // 2)])
    yield Step("nothing to do", workspace, plain, [policyc, "build"], SHORT)


def named(number: int) -> str:
    """Name a service."""
    return f"shop{number:05}"


def text(number: int, version: str, items: str, phone: str) -> str:
    """Write the policy of a version."""
    said = {
        "NUMBER": str(number),
        "VERSION": version,
        "ITEMS": items,
        "PHONE": f"02-{number % 900 + 100}-{phone}",
        "FIRST": "first: true\n" if version == VERSIONS[0][0] else "",
    }
    return re.sub("|".join(said), lambda hole: said[hole[0]], POLICY)


def adopted(workspace: Path, services: int) -> int:
    """Lay out a workspace of released policies."""
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(partial(_adopted, workspace), range(services), chunksize=10))


def _adopted(workspace: Path, number: int) -> int:
    for version, items, phone in VERSIONS:
        adopt(workspace, named(number), version, text(number, version, items, phone))
    return len(VERSIONS)


def adopt(workspace: Path, service: str, version: str, policy: str) -> None:
    """Write a policy file, and record it as one that was public before."""
    from policyc.releasing import adopt as record

    path = workspace / "policy" / service / f"{version}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(policy, encoding="utf-8", newline="\n")
    with chdir(workspace):
        made = record(service, version, published=date(2026, 10, 1), evidence="공지", day=ADOPTED)
    if not made.written:
        raise SystemExit(f"{service}/{version}: {[one.message for one in made.findings]}")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [1000, 1][len(given) :]))
