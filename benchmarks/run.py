"""What policyc costs: cold commands as ratios to a bare interpreter in the same run, and warm stages in milliseconds.

    make bench              # 20 pairs a figure
    make bench ARGS=5       # fewer

Packs the wheel and installs it in a throw-away environment, with the locked dependencies: an editable install and a
cold byte-code cache would measure something else. Gates and goals are those of `benchmarks/budgets.tsv`.
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
POLICY = ROOT / "policy" / "kakaopage-business-partner" / "2021-11-15.yaml"
SERVICE = POLICY.parent.name
DAY = "2026-11-23"
NEXT = "2022-01-10"
"""The effective day of the second of two versions."""

CHANGES = (
    ("1644-4755", "1644-4756"),
    ("[휴대전화정보]", "[휴대전화정보, 혈액형]"),
    ("개인정보보호팀", "정보보호팀"),
)
"""What the second of two versions says otherwise: a number, an item, a name."""


def main(pairs: int) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        python, policyc = installed(place)
        valid, invalid = workspaces(place)
        released, two, both = versions(place, policyc)
        bare = [python, "-c", "pass"]
        budgets = {row[0]: row[1:] for row in table()}
        print(f"{'cold, whole process':34}{'× bare':>8}{'gate':>7}{'goal':>7}{'peak MiB':>10}{'gate':>6}{'goal':>6}")
        out = str(place / "out")
        draft = [policyc, "build", "--drafts", "--as-of", DAY, "--out", out]
        pair = [f"{SERVICE}/{version}" for version in (POLICY.stem, "next")]
        back = [f"{SERVICE}/{version}" for version in (NEXT, POLICY.stem)]
        for name, command, folder_in in (
            ("check, valid", [policyc, "check", "--as-of", DAY], valid),
            ("check, invalid", [policyc, "check", "--as-of", DAY], invalid),
            ("build, first time", [policyc, "build", "--as-of", DAY, "--out", out], released),
            ("build, nothing changed", [policyc, "build"], released),
            ("build of a draft, first time", draft, valid),
            ("build of a draft, a fact changed", draft, valid),
            ("diff, two versions", [policyc, "diff", *back, "--as-of", DAY, "--format", "json"], both),
            ("diff, a draft, as text", [policyc, "diff", *pair, "--as-of", DAY], two),
            ("diff, a draft", [policyc, "diff", *pair, "--as-of", DAY, "--format", "json"], two),
            ("check-jsonschema, valid", peer(valid), valid),
        ):
            ratio, peak = against(command, bare, folder_in, pairs, BEFORE.get(name, nothing)(place))
            print(f"{name:34}{ratio:8.1f}{told(budgets, name, 0)}{peak:10.1f}{told(budgets, name, 2, 6)}")
        stages = [
            python,
            str(ROOT / "benchmarks" / "stages.py"),
            str(two / "policy" / SERVICE / POLICY.name),
            str(two / "policy" / SERVICE / "next.yaml"),
        ]
        print()
        subprocess.run(stages, check=True)


def installed(place: Path) -> tuple[str, str]:
    """Install the wheel with its locked dependencies; return the interpreter and the command."""
    wheel = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(wheel, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "venv", str(place / "venv")], check=True)
    python = str(place / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    for lock in ("build", "run"):  # the first brings the installer that writes the launcher
        path = str(ROOT / "requirements" / f"{lock}.lock")
        subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", path], check=True)
    subprocess.run([*pip, "--no-deps", *map(str, place.glob("*.whl"))], check=True)
    return python, str(place / "venv" / "bin" / "policyc")


def workspaces(place: Path) -> tuple[Path, Path]:
    """Lay out the real policy, and the same with a fault of shape, two of links and one of characters."""
    valid, invalid = place / "valid", place / "invalid"
    for folder in (valid, invalid):
        (folder / "policy" / SERVICE).mkdir(parents=True)
        shutil.copy(POLICY, folder / "policy" / SERVICE)
    text = POLICY.read_text(encoding="utf-8")
    for good, bad in (
        ("personal: false", "personal: 아니요"),
        ("[휴대전화정보]", "[휴대전화정보, 혈액향]"),
        ("contact: helpdesk, by", "contact: helpdsk, by"),
        ("개인정보보호팀", "개인정보보호\ufffd"),
    ):
        assert good in text
        text = text.replace(good, bad, 1)
    (invalid / "policy" / SERVICE / POLICY.name).write_text(text, encoding="utf-8")
    return valid, invalid


def versions(place: Path, policyc: str) -> tuple[Path, Path, Path]:
    """Lay out the real policy as a released version, with a draft of the next one beside it, and with that released.

    What a release says of the one before it is kept in its record: to be compared anew, the two are taken backwards.
    """
    released, two, both = place / "released", place / "two", place / "both"
    for folder in (released, two):
        (folder / "policy" / SERVICE).mkdir(parents=True)
        shutil.copy(POLICY, folder / "policy" / SERVICE)
        adopt = [policyc, "adopt", SERVICE, POLICY.stem, "--published", "2021-11-09", "--evidence", "공지"]
        subprocess.run(adopt, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run([policyc, "revise", SERVICE], cwd=two, check=True, stdout=subprocess.DEVNULL)
    draft = two / "policy" / SERVICE / "next.yaml"
    text = draft.read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    draft.write_text(text, encoding="utf-8")
    shutil.copytree(two, both)
    for command in (
        ["date", SERVICE, "--announce", "2021-12-01", "--effective", NEXT],
        ["adopt", SERVICE, NEXT, "--published", "2021-12-01", "--evidence", "공지"],
    ):
        subprocess.run([policyc, *command], cwd=both, check=True, stdout=subprocess.DEVNULL)
    return released, two, both


def nothing(_place: Path) -> Callable[[], None]:
    """Prepare nothing before a round."""
    return lambda: None


def nothing_built(place: Path) -> Callable[[], None]:
    """Remove what an earlier round built."""
    return lambda: shutil.rmtree(place / "out", ignore_errors=True)


def fact_changed(place: Path) -> Callable[[], None]:
    """Change a telephone number of the policy in every round."""
    policy = place / "valid" / "policy" / SERVICE / POLICY.name
    numbers = itertools.cycle(("1644-4755", "1644-4756"))

    def change() -> None:
        text = POLICY.read_text(encoding="utf-8")
        policy.write_text(text.replace("1644-4755", next(numbers)), encoding="utf-8")

    return change


BEFORE = {
    "build, first time": nothing_built,
    "build of a draft, first time": nothing_built,
    "build of a draft, a fact changed": fact_changed,
}
"""What is done before each round of a figure."""


def peer(valid: Path) -> list[str]:
    """Return the peer's command on the same file with the same schema."""
    command = str(Path(sys.executable).with_name("check-jsonschema"))
    policy = valid / "policy" / SERVICE / POLICY.name
    return [command, "--schemafile", str(ROOT / "schema" / "policy.schema.json"), str(policy)]


def against(
    command: Sequence[str], bare: Sequence[str], folder: Path, pairs: int, before: Callable[[], None]
) -> tuple[float, float]:
    """Run a command and the bare interpreter in turn; return the median ratio of wall time, and peak memory in MiB."""
    once(command, folder)
    ratios, peaks = [], []
    for _ in range(pairs):
        before()
        took, peak = once(command, folder)
        ratios.append(took / once(bare, folder)[0])
        peaks.append(peak)
    return median(ratios), median(peaks)


MEASURED = """
import os, sys, time

nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
begun = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=nowhere)
_, status, usage = os.wait4(process, 0)
print(time.perf_counter() - begun, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))
"""
"""Runs a command from a small process: Linux counts as a process's peak what the one that began it took till then."""


def once(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run a command; return its wall time in seconds and its peak memory in MiB."""
    small = [sys.executable, "-I", "-S", "-c", MEASURED, *command]
    done = subprocess.run(small, cwd=folder, stdout=subprocess.PIPE, check=True, text=True)
    took, peak, code = map(float, done.stdout.split())
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {code:.0f}")
    return took, peak


def table() -> list[list[str]]:
    """Read the budgets."""
    lines = (ROOT / "benchmarks" / "budgets.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def told(budgets: dict[str, list[str]], name: str, first: int, width: int = 7) -> str:
    """Return a figure's gate and goal, or blanks."""
    return "".join(f"{figure:>{width}}" for figure in budgets.get(name, ["", "", "", ""])[first : first + 2])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
