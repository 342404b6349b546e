"""The build of the project itself: locks that match what is asked for, a list of targets, no blessing under CI."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house import ROOT

PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; .+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "build": PROJECT["dependency-groups"]["build"],
    "run": PROJECT["project"]["dependencies"],
    "test": PROJECT["dependency-groups"]["test"] + PROJECT["project"]["dependencies"],
}


def _lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, str]:
    return {canonicalize_name(found[1]): found[2] for found in PIN.finditer(_lock(name))}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_lock_pins_what_is_asked_for(name: str) -> None:
    """Each requirement of pyproject.toml is pinned to a version that fits it; `make lock` mends a difference."""
    pins = _pins(name)
    for requirement in map(Requirement, ASKED[name]):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("name", sorted(ASKED))
def test_lock_holds_pins_with_hashes_and_nothing_else(name: str) -> None:
    """A lock names no index, address or path, and no version without its hashes."""
    rest = PIN.sub("", _lock(name)).splitlines()
    assert len(_pins(name)) >= 5
    assert rest == ["# Written by make lock from pyproject.toml; not by hand."]


def test_locks_agree() -> None:
    """No package has one version in one lock and another in the next, for all go into one environment."""
    build, run, test = _pins("build"), _pins("run"), _pins("test")
    assert run.items() <= test.items()
    assert {name: build[name] for name in build.keys() & test.keys()}.items() <= test.items()


def test_make_alone_lists_the_targets() -> None:
    """`make` without a target prints one line for each target that is declared."""
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    declared = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    names = [line.split()[1] for line in shown.splitlines()]
    assert {"build", "test", "check", "lock"} <= set(names)
    assert names == declared[0].split()
    assert all(len(line) < 100 for line in shown.splitlines())


def test_bless_is_refused_under_ci() -> None:
    """Where nobody reads the difference, `--bless` is an error that says so."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--bless", "--collect-only", "-q", "tests/test_build_of_project.py"],
        cwd=ROOT,
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "refused under CI" in run.stderr


def test_bless_is_off_unless_asked_for(bless: bool, request: pytest.FixtureRequest) -> None:
    """The fixture says what the command line said."""
    assert bless is ("--bless" in request.config.invocation_params.args)
