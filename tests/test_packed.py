"""What a wheel holds ready: our page's template as Python, which is used where it is right and nowhere else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

import policyc
from house import ROOT
from policyc.render.kit import PAGE, compiled
from policyc.workspace import data
from workspaces import FIRST, release, tree

DAY = "2026-12-05"
HOW = """
import sys
from datetime import date
from jinja2 import Environment
from policyc.building import build
from policyc.render import packed_page

packed_page.jinja = sys.argv[1] or packed_page.jinja
real, made = Environment.compile, []

def noted(self, source, name=None, *more, **others):
    made.append(name)
    return real(self, source, name, *more, **others)

Environment.compile = noted
build(as_of=date.fromisoformat(sys.argv[2]))
print(*made)
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack a wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "packed")
    return folder / "packed"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace with a released version."""
    release(tmp_path, {"shop/2026-12-01": FIRST})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def templates_compiled(packed: Path, here: Path, jinja: str = "") -> list[str]:
    """Build with the wheel, and list the templates that had to be compiled for it."""
    env = {"PYTHONPATH": str(packed)}
    command = [sys.executable, "-c", HOW, jinja, DAY]
    return subprocess.run(command, cwd=here, env=env, check=True, capture_output=True, text=True).stdout.split()


def test_it_draws_what_the_template_draws(packed: Path, here: Path) -> None:
    """With the wheel nothing has to be compiled, and every byte is as the sources give it."""
    assert templates_compiled(packed, here) == []
    drawn = tree(here / "out")
    policyc.build(as_of=date.fromisoformat(DAY), out=here / "ours")
    assert drawn == tree(here / "ours")
    assert "shop/index.html" in drawn


def test_a_workspace_s_own_frame_goes_before_it(packed: Path, here: Path) -> None:
    """Where a workspace has a frame of its own, that is drawn."""
    own = (data("templates") / PAGE).read_text(encoding="utf-8").replace("</body>", "<p>우리 것</p></body>")
    (here / "templates").mkdir()
    (here / "templates" / PAGE).write_text(own, encoding="utf-8")
    assert set(templates_compiled(packed, here)) == {PAGE}
    assert "<p>우리 것</p>" in (here / "out" / "shop" / "index.html").read_text(encoding="utf-8")


def test_another_jinja_compiles_anew(packed: Path, here: Path) -> None:
    """What one version of Jinja has compiled is not for another."""
    assert templates_compiled(packed, here, "0.0") == [PAGE]


def test_what_is_packed_is_made_of_the_template(packed: Path) -> None:
    """The wheel's file is what the template gives now."""
    assert (packed / "policyc" / "render" / "packed_page.py").read_text(encoding="utf-8") == compiled()
