"""The action, the hook and the workflows of the guide for CI: valid by official schemas, and they do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from house import ROOT
from policyc.report import found_table, github
from workspaces import BROKEN, FIRST, release, write

GUIDE = ROOT / "docs" / "ci.md"
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n((?:.*\n)*?)```$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
OURS = "example/policyc@"
PACKED = ("src", "schema", "templates", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE")
HOOKS = ".pre-commit-hooks.yaml"
LATER = BROKEN.replace("first: true\n", "").replace("2026-12-01", "2027-02-01")
"""A draft with an error."""


def examples() -> dict[str, str]:
    """List the files that the guide shows, by name."""
    return {found[2]: found[3] for found in FENCE.finditer(GUIDE.read_text(encoding="utf-8")) if found[2]}


def workflows() -> dict[str, str]:
    """List the workflows that the guide shows, by name."""
    return {name: text for name, text in examples().items() if name.startswith(".github/workflows/")}


def loaded(text: str) -> dict[str, Any]:
    """Read YAML whose words stay words: `on` is a key."""
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return found


def steps(text: str) -> Iterator[dict[str, Any]]:
    """List the steps of a workflow's jobs."""
    for job in loaded(text)["jobs"].values():
        yield from job["steps"]


def ran(*command: str, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a machine of CI does, with what is printed in one stream."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "PYTHONPATH"))}
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        names |= {f"GIT_{who}_NAME": "김보기", f"GIT_{who}_EMAIL": "kim@example.com"}
    everything = {**kept, **names, **(env or {})}
    return subprocess.run(
        command,
        cwd=cwd,
        env=everything,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def committed(folder: Path) -> Path:
    """Make a git repository of a folder, with one commit that is also the branch of the other side."""
    for command in ("init -q -b main", "add -A", "commit -qm x", "update-ref refs/remotes/origin/main HEAD"):
        done = ran("git", *command.split(), cwd=folder)
        assert done.returncode == 0, done.stdout
    return folder


def schema(name: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    """Hold files against an official schema."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, *map(str, paths)]
    return ran(*command, cwd=ROOT)


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Keep what pip fetches, so that these tests fetch it once."""
    return {"PIP_CACHE_DIR": str(tmp_path_factory.mktemp("downloads"))}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, downloads: dict[str, str]) -> dict[str, str]:
    """Install policyc as the action does, and give the environment that its next step has."""
    temporary = tmp_path_factory.mktemp("runner")
    step = action_step("Install policyc")
    path = temporary / "path"
    env = {"PYTHON": sys.executable, "SOURCE": str(ROOT), "RUNNER_TEMP": str(temporary), "GITHUB_PATH": str(path)}
    assert set(step["env"]) <= set(env)
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    done = ran(*shell, cwd=temporary, env={**env, **downloads})
    assert done.returncode == 0, done.stdout
    return {"PATH": f"{path.read_text(encoding='utf-8').strip()}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Make a repository with one released version."""
    folder = tmp_path / "company"
    release(folder, {"shop/2026-12-01": FIRST})
    return committed(folder)


def action() -> dict[str, Any]:
    """Read the action."""
    return loaded((ROOT / "action.yml").read_text(encoding="utf-8"))


def action_step(name: str) -> dict[str, Any]:
    """Return a step of the action by its name."""
    (found,) = (step for step in action()["runs"]["steps"] if step.get("name") == name)
    assert isinstance(found, dict)
    return found


def acted(given: Mapping[str, str], folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action with what a workflow gives it."""
    step = action_step("Run policyc")
    inputs = {name: told["default"] for name, told in action()["inputs"].items()} | dict(given)
    assert step["env"] == {"ARGS": "${{ inputs.args }}"}
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    return ran(*shell, cwd=folder / inputs["working-directory"], env={**env, "ARGS": inputs["args"]})


def followed(name: str, folder: Path, env: Mapping[str, str]) -> list[int]:
    """Run the steps of a workflow that are ours, in a repository; return how each ended."""
    codes = []
    for step in steps(workflows()[f".github/workflows/{name}"]):
        if step.get("uses", "").startswith(OURS):
            codes.append(acted(step.get("with", {}), folder, env).returncode)
        elif "run" in step:
            given = {key: value.replace("${{ github.base_ref }}", "main") for key, value in step.get("env", {}).items()}
            assert not any("${{" in value for value in (*given.values(), step["run"]))
            codes.append(ran("bash", "-e", "-c", step["run"], cwd=folder, env={**env, **given}).returncode)
    return codes


# ---- what schemas and pins say -----------------------------------------------------------------------------------


def test_workflows_are_valid(tmp_path: Path) -> None:
    """Every workflow of the guide keeps the official schema, and one with a fault does not."""
    assert len(workflows()) == 3
    for name, text in workflows().items():
        path = tmp_path / Path(name).name
        path.write_text(text, encoding="utf-8")
    done = schema("vendor.github-workflows", *tmp_path.glob("*.yml"))
    assert done.returncode == 0, done.stdout
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace("runs-on:", "runs-in:"), encoding="utf-8")
    assert schema("vendor.github-workflows", wrong).returncode == 1


def test_workflows_are_careful() -> None:
    """Actions of others are named by commit, jobs end some day, and nobody is given more than reading by default."""
    for name, text in workflows().items():
        assert loaded(text)["permissions"]["contents"] == "read", name
        assert all("timeout-minutes" in job for job in loaded(text)["jobs"].values()), name
        used = [step["uses"] for step in steps(text) if "uses" in step]
        assert used
        assert all(PINNED.fullmatch(one) for one in used), name
        for one in used:
            assert one.startswith(OURS) or re.search(rf"{re.escape(one)} # v\d+\.\d+\.\d+$", text, re.MULTILINE), one


def test_daily_build_is_at_midnight_in_korea() -> None:
    """Five minutes past midnight in Korea is the hour in UTC, nine hours before."""
    (daily,) = loaded(workflows()[".github/workflows/policy-publish.yml"])["on"]["schedule"]
    minute, hour, *days = daily["cron"].split()
    assert ((int(hour) + 9) % 24, int(minute)) == (0, 5)
    assert days == ["*"] * 3


def test_action_is_valid(tmp_path: Path) -> None:
    """The action keeps the official schema, and what it uses of others is named by commit."""
    assert schema("vendor.github-actions", ROOT / "action.yml").returncode == 0
    wrong = tmp_path / "action.yml"
    wrong.write_text((ROOT / "action.yml").read_text(encoding="utf-8").replace("shell: bash", ""), encoding="utf-8")
    assert schema("vendor.github-actions", wrong).returncode == 1
    used = [step["uses"] for step in action()["runs"]["steps"] if "uses" in step]
    assert all(PINNED.fullmatch(one) for one in used)
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "what a workflow gives is no text of a script"


def test_inputs_are_in_the_guide() -> None:
    """The guide lists what the action takes, with what is taken where nothing is given."""
    section = GUIDE.read_text(encoding="utf-8").partition("| `with`에 적는 것 |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| .* \| (.*) \|$", section, re.MULTILINE)
    assert [name for name, _ in rows] == list(action()["inputs"])
    told = {name: words.strip("`") for name, words in rows}
    assert told.pop("working-directory") == "저장소의 맨 위"
    assert told == {name: given["default"] for name, given in action()["inputs"].items() if name in told}


def test_numbers_of_the_guide() -> None:
    """How many annotations and findings are shown, and how a command can end, is told as it is."""
    guide = GUIDE.read_text(encoding="utf-8")
    assert f"종류마다 {github.SHOWN}건까지만" in guide
    assert f"파일마다 {found_table.ROWS}건까지" in guide
    assert re.findall(r"^\| (\d) \|", guide.partition("## 끝날 때의 번호")[2], re.MULTILINE) == ["0", "1", "2"]


def test_hook_is_valid(tmp_path: Path) -> None:
    """The hook and the configuration of the guide are what pre-commit takes."""
    done = ran(sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    config = tmp_path / "config.yaml"
    config.write_text(examples()[".pre-commit-config.yaml"], encoding="utf-8")
    done = ran(sys.executable, "-m", "pre_commit", "validate-config", str(config), cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    (hook,) = yaml.safe_load((ROOT / HOOKS).read_text(encoding="utf-8"))
    assert hook["id"] in config.read_text(encoding="utf-8")
    assert re.match(hook["files"], "policy/가게/next.yaml")
    assert not re.match(hook["files"], "docs/policy/next.yaml")


# ---- what they do ------------------------------------------------------------------------------------------------


def test_action_checks(installed: dict[str, str], company: Path) -> None:
    """The action runs the version of its own commit: it passes, annotates what is wrong, and sums it up."""
    assert acted({}, company, installed).returncode == 0
    write(company, {"shop/2027-02-01": LATER})
    summary = company / "summary.md"
    done = acted({}, company, {**installed, "GITHUB_STEP_SUMMARY": str(summary)})
    assert done.returncode == 1
    assert "::error file=policy/shop/2027-02-01.yaml," in done.stdout
    assert "| **오류** | unknown-item |" in summary.read_text(encoding="utf-8")
    assert acted({"working-directory": "policy"}, company, installed).returncode == 1
    assert acted({"args": "check *"}, company, installed).returncode == 2, "a star is no list of files"
    below = acted({"args": "check company/policy --format github"}, company.parent, installed)
    assert "::error file=company/policy/shop/2027-02-01.yaml," in below.stdout


def test_check_workflow(installed: dict[str, str], company: Path) -> None:
    """A pull request passes, fails for an error, and fails for a record that it takes away or changes."""
    assert followed("policy-check.yml", company, installed) == [0, 0]
    write(company, {"shop/2027-02-01": LATER})
    assert followed("policy-check.yml", company, installed) == [1, 0]
    (company / "policy/shop/2027-02-01.yaml").unlink()
    shutil.rmtree(company / "policy" / "shop" / "released")
    (company / "policy/shop/2026-12-01.yaml").unlink()
    write(company, {"cafe/2026-12-01": FIRST})
    assert followed("policy-check.yml", company, installed) == [0, 1]


def test_publish_workflow(installed: dict[str, str], company: Path) -> None:
    """What is released is built, beside a draft with errors, too; where a record was changed nothing is."""
    write(company, {"shop/2027-02-01": LATER})
    assert followed("policy-publish.yml", company, installed) == [0, 0, 0]
    built = company / "out" / "manifest.json"
    assert "shop/2026-12-01/index.html" in built.read_text(encoding="utf-8")
    record = next((company / "policy" / "shop" / "released").glob("*.json"))
    record.write_text(record.read_text(encoding="utf-8").replace("보기상점", "다른상점"), encoding="utf-8")
    assert followed("policy-publish.yml", company, installed)[0] == 1


def test_sarif_workflow(installed: dict[str, str], company: Path) -> None:
    """A file by the official schema is there to upload, with findings and without; where nothing could run it fails."""
    official = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    path = company / "policyc.sarif"
    counts = []
    for text in (FIRST, LATER):
        write(company, {"shop/2027-02-01": text} if text == LATER else {})
        assert followed("policy-sarif.yml", company, installed) == [0, 0]
        log = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft4Validator(official).validate(log)
        counts.append(len(log["runs"][0]["results"]))
    assert counts[0] < counts[1]
    shutil.rmtree(company / "policy")
    assert followed("policy-sarif.yml", company, installed)[-1] != 0


def test_commands_for_other_tools(installed: dict[str, str], company: Path) -> None:
    """The commands for other tools run, and end with the numbers that the guide tells."""
    (block,) = (text for kind, name, text in FENCE.findall(GUIDE.read_text(encoding="utf-8")) if kind == "sh")
    for line in block.splitlines():
        done = ran(*line.split(), cwd=company, env=installed)
        assert done.returncode == 0, done.stdout
    assert ran("policyc", "verify", "--since", "origin/nobody", cwd=company, env=installed).returncode == 2
    assert ran("policyc", "check", "--formad", cwd=company, env=installed).returncode == 2


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of policyc as it stands in this folder, with all that its package is made of."""
    folder = tmp_path_factory.mktemp("policyc") / "policyc"
    folder.mkdir()
    for name in (*PACKED, HOOKS):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    return committed(folder)


def test_hook_stops_a_commit(packed: Path, company: Path, downloads: dict[str, str], tmp_path: Path) -> None:
    """With the guide's configuration a commit with an error is stopped, and one without passes."""
    revision = ran("git", "rev-parse", "HEAD", cwd=packed).stdout.strip()
    config = examples()[".pre-commit-config.yaml"]
    config = re.sub(r"repo: .*", f"repo: {packed}", re.sub(r"rev: .*", f"rev: {revision}", config))
    (company / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    env = {"PRE_COMMIT_HOME": str(tmp_path / "hooks"), **downloads}
    assert ran(sys.executable, "-m", "pre_commit", "install", cwd=company, env=env).returncode == 0
    write(company, {"shop/2027-02-01": LATER})
    assert ran("git", "add", "-A", cwd=company).returncode == 0
    stopped = ran("git", "commit", "-m", "x", cwd=company, env=env)
    assert stopped.returncode == 1
    assert stopped.stdout.count("오류 unknown-item") == 1, "the workspace is checked in one run"
    write(company, {"shop/2027-02-01": LATER.replace("모르는 항목", "이메일 주소")})
    assert ran("git", "add", "-A", cwd=company).returncode == 0
    passed = ran("git", "commit", "-m", "x", cwd=company, env=env)
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout


def test_hook_can_be_tried(packed: Path, company: Path, downloads: dict[str, str]) -> None:
    """Who tries the hook out of a repository of policyc is told what is wrong, at its line."""
    write(company, {"shop/2027-02-01": LATER})
    assert ran("git", "add", "-A", cwd=company).returncode == 0
    command = ("pre_commit", "try-repo", str(packed), "policyc-check", "--all-files")
    done = ran(sys.executable, "-m", *command, cwd=company, env=downloads)
    assert done.returncode == 1
    assert "policy/shop/2027-02-01.yaml:8:33 오류 unknown-item" in done.stdout
