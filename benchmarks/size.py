"""What a build of many services costs: cold, with nothing to do, with one changed, by one process and by two.

    make bench-size                 # 1,000 services of three versions
    make bench-size ARGS="200 3"    # fewer, and the median of three rounds

Beside it hugo, where it is installed, makes pages, texts and JSON of the same policies. Times are of whole processes,
as ratios to a bare interpreter and to hugo in the same round; an installed wheel is measured, as in `run.py`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import yaml
from run import installed, once

POLICY = """\
format: 1
title: 개인정보 처리방침
controller: {name: 보기상점 NUMBER, short: 회사}
dates: {announced: 2026-10-01, effective: VERSION}
FIRSTpurposes: {join: 회원 관리, order: 주문과 배송, help: 상담과 불만 처리}
collection:
  join: {name: 회원가입, required: ITEMS, purposes: [join], basis: consent}
  order: {name: 주문, required: [이름, 휴대전화번호, 주소], purposes: [order], basis: contract}
  help: {name: 상담, required: [이름, 이메일 주소], purposes: [help], basis: contract}
retention: {general: 회원 탈퇴 시까지}
destruction: {procedure: [목적을 달성한 개인정보는 바로 파기합니다.], methods: {electronic: 복구할 수 없게 지웁니다.}}
rights:
  list: [access, correction, deletion, suspension]
  how: {desk: {by: [전화], phone: PHONE}}
safety: [개인정보를 암호화하여 보관합니다., 접근 권한을 최소한으로 줍니다.]
officers: {privacy-officer: {department: 보호팀, phone: PHONE}}
remedies: standard
change-notice: {general: 7일, material: 30일}
"""
VERSIONS = (
    ("2026-11-01", "[이메일 주소]", "02-123-4567"),
    ("2027-01-01", "[이메일 주소, 이름]", "02-123-4567"),
    ("2027-03-01", "[이메일 주소, 이름]", "02-123-4568"),
)
"""Three versions of each: an item more, then another number to call."""
ADOPTED, DAY = date(2026, 11, 27), "2027-01-15"


def main(services: int, rounds: int) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(place / "cache")
        python, policyc = installed(place)
        workspace, site = place / "workspace", place / "hugo"
        print(f"{services} services of {len(VERSIONS)} versions, adopted: {adopted(workspace, services)} records")
        hugo = shutil.which("hugo")
        if hugo:
            hugo_site(site, services)
        commands = steps(workspace, policyc, services)
        found: dict[str, list[tuple[float, float]]] = {}
        for _ in range(rounds):
            found.setdefault("bare interpreter", []).append(once([python, "-c", "pass"], place))
            for name, before, command in commands:
                before()
                found.setdefault(name, []).append(once(command, workspace))
            if hugo:
                for name, cores in (("hugo, one core", "1"), ("hugo, two cores", "2")):
                    shutil.rmtree(site / "public", ignore_errors=True)
                    environment = ["env", f"GOMAXPROCS={cores}"]
                    pinned = ["taskset", "-c", "0"] if cores == "1" else []
                    found.setdefault(name, []).append(once([*pinned, *environment, hugo, "--quiet"], site))
        table(found)
        print(f"{sum(1 for path in (workspace / 'out').rglob('*') if path.is_file())} files of policyc", end="")
        print(f", {sum(1 for path in (site / 'public').rglob('*') if path.is_file())} of hugo" if hugo else "; no hugo")


def table(found: dict[str, list[tuple[float, float]]]) -> None:
    """Print the medians: seconds, ratios to a bare interpreter and to hugo on as many cores, memory."""
    middle = {name: (median(took for took, _ in all_), max(peak for _, peak in all_)) for name, all_ in found.items()}
    bare = middle["bare interpreter"][0]
    print(f"{'':34}{'seconds':>9}{'× bare':>9}{'× hugo':>8}{'peak MiB':>10}")
    for name, (took, peak) in middle.items():
        peer = middle.get("hugo, two cores" if "two" in name else "hugo, one core")
        beside = f"{took / peer[0]:8.2f}" if peer else " " * 8
        print(f"{name:34}{took:9.2f}{took / bare:9.1f}{beside}{peak:10.1f}")


def steps(workspace: Path, policyc: str, services: int) -> list[tuple[str, Callable[[], None], Sequence[str]]]:
    """Return what is measured: its name, what is done before, the command."""
    out = workspace / "out"
    cold = partial(shutil.rmtree, out, ignore_errors=True)
    one, two = ([policyc, "build", "--as-of", DAY, "--jobs", jobs] for jobs in ("1", "2"))

    def changed() -> None:
        """Release another version of one service."""
        folder = workspace / "policy" / named(services // 2)
        version = f"2027-06-{len(list(folder.glob('*.yaml'))):02}"
        adopt(workspace, folder.name, version, text(services // 2, version, "[이메일 주소, 이름]", "02-123-4569"))

    def plain() -> None:
        """Let a build of today remember what it did."""
        subprocess.run([policyc, "build", "--jobs", "2"], cwd=workspace, check=True, stdout=subprocess.DEVNULL)

    return [
        ("first build, two processes", cold, two),
        ("first build, one process", cold, one),
        ("the same again, another day", lambda: None, [*one[:3], "2027-01-16", *one[4:]]),
        ("one service changed", changed, one),
        ("one changed, and named", changed, [*one, named(services // 2)]),
        ("nothing to do", plain, [policyc, "build"]),
    ]


def named(number: int) -> str:
    """Name a service."""
    return f"shop{number:05}"


def text(number: int, version: str, items: str, phone: str) -> str:
    """Write the policy of a version."""
    found = POLICY.replace("NUMBER", str(number)).replace("VERSION", version).replace("ITEMS", items)
    return found.replace("PHONE", phone).replace("FIRST", "first: true\n" if version == VERSIONS[0][0] else "")


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


def hugo_site(site: Path, services: int) -> None:
    """Lay out the same policies for hugo: each version a page whose front matter is the policy, three forms of it."""
    layouts = site / "layouts"
    (layouts / "_default").mkdir(parents=True)
    (site / "hugo.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    for name, layout in LAYOUTS.items():
        (layouts / "_default" / name).write_text(layout, encoding="utf-8")
    for number in range(services):
        for version, items, phone in VERSIONS:
            folder = site / "content" / named(number)
            folder.mkdir(parents=True, exist_ok=True)
            data = yaml.safe_load(text(number, version, items, phone))
            page = {"title": data["title"], "date": "2026-10-01", "policy": json.loads(json.dumps(data, default=str))}
            (folder / f"{version}.md").write_text(json.dumps(page, ensure_ascii=False) + "\n", encoding="utf-8")
            (folder / "_index.md").write_text(json.dumps({"title": data["title"]}) + "\n", encoding="utf-8")


CONFIG = {
    "baseURL": "https://example.com/",
    "title": "개인정보 처리방침",
    "disableKinds": ["taxonomy", "term", "sitemap"],
    "outputFormats": {"TXT": {"mediaType": "text/plain", "baseName": "policy", "isPlainText": True}},
    "outputs": {"page": ["HTML", "JSON", "TXT"], "section": ["HTML", "RSS"], "home": ["HTML"]},
}
LAYOUTS = {
    "baseof.html": """<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><ul>{{ range .CurrentSection.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .File.BaseFileName }}</a></li>
{{ end }}</ul></nav><main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single.html": """{{ define "main" }}{{ with .Params.policy }}<h1>{{ .title }}</h1><p>{{ .controller.name }}</p>
<h2>처리 목적</h2><ul>{{ range $id, $text := .purposes }}<li id="{{ $id }}">{{ $text }}</li>{{ end }}</ul>
<h2>항목</h2><table>{{ range .collection }}<tr><th>{{ .name }}</th><td>{{ delimit .required ", " }}</td>
<td>{{ delimit .purposes ", " }}</td><td>{{ .basis }}</td></tr>{{ end }}</table>
<h2>보유 기간</h2><p>{{ .retention.general }}</p>
<h2>파기</h2>{{ range .destruction.procedure }}<p>{{ . }}</p>{{ end }}<p>{{ .destruction.methods.electronic }}</p>
<h2>권리</h2><ul>{{ range .rights.list }}<li>{{ . }}</li>{{ end }}</ul><p>{{ .rights.how.desk.phone }}</p>
<h2>안전 조치</h2><ul>{{ range .safety }}<li>{{ . }}</li>{{ end }}</ul>
<h2>보호책임자</h2>{{ range .officers }}<p>{{ .department }} {{ .phone }}</p>{{ end }}{{ end }}{{ end }}
""",
    "single.json": "{{ .Params.policy | jsonify }}\n",
    "single.txt": """{{ with .Params.policy }}{{ .title }}
{{ .controller.name }}
{{ range .purposes }}- {{ . }}
{{ end }}{{ range .collection }}{{ .name }}: {{ delimit .required ", " }}
{{ end }}{{ .retention.general }}
{{ range .safety }}- {{ . }}
{{ end }}{{ end }}""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
}


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [1000, 1][len(given) :]))
