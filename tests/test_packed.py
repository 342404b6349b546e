"""What a wheel holds ready: our page's template as Python, which is used where it is right and nowhere else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from markupsafe import Markup

import policyc
from house import ROOT
from policyc.render import sandbox
from policyc.render.around import Around, Choice
from policyc.render.kit import PAGE
from policyc.render.packed import page as packed_page
from policyc.render.sandbox import python
from policyc.workspace import BadTemplate, data
from workspaces import FIRST, release, tree

DAY = "2026-12-05"
HOW = """
import sys
from datetime import date
from policyc.building import build

build(as_of=date.fromisoformat(sys.argv[1]))
print("jinja2" in sys.modules)
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


def asks_jinja(packed: Path, here: Path) -> bool:
    """Build with the wheel, and tell whether Jinja was asked for anything."""
    command = [sys.executable, "-c", HOW, DAY]
    env = {"PYTHONPATH": str(packed)}
    done = subprocess.run(command, cwd=here, env=env, check=True, capture_output=True, text=True)
    return {"True": True, "False": False}[done.stdout.strip()]


def test_it_draws_what_the_template_draws(packed: Path, here: Path) -> None:
    """With the wheel Jinja has nothing to do, and every byte is as the sources give it."""
    assert not asks_jinja(packed, here)
    drawn = tree(here / "out")
    policyc.build(as_of=date.fromisoformat(DAY), out=here / "ours")
    assert drawn == tree(here / "ours")
    assert "shop/index.html" in drawn


def test_a_workspace_s_own_frame_goes_before_it(packed: Path, here: Path) -> None:
    """Where a workspace has a frame of its own, that is drawn."""
    own = (data("templates") / PAGE).read_text(encoding="utf-8").replace("</body>", "<p>우리 것</p></body>")
    (here / "templates").mkdir()
    (here / "templates" / PAGE).write_text(own, encoding="utf-8")
    assert asks_jinja(packed, here)
    assert "<p>우리 것</p>" in (here / "out" / "shop" / "index.html").read_text(encoding="utf-8")


def test_what_is_packed_is_made_of_the_template(packed: Path) -> None:
    """The wheel's file is what the template gives now."""
    assert (packed / "policyc" / "render" / "packed_page.py").read_text(encoding="utf-8") == python()


@pytest.mark.parametrize(
    "more",
    ["{{ title | upper }}", "{% for one in title %}{{ loop.index }}{% endfor %}", "{{ title if hidden }}"],
    ids="filter loop if".split(),
)
def test_what_needs_jinja_is_not_packed(more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that asks for more of Jinja than the wheel has cannot be packed unnoticed."""
    (tmp_path / PAGE).write_text(f"{more}\n", encoding="utf-8")
    monkeypatch.setattr(sandbox, "data", lambda _folder: tmp_path)
    with pytest.raises(ValueError, match=r"environment|LoopContext|cond_expr"):
        python()


def test_python_is_drawn_as_jinja_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text is escaped, markup is not, a dot finds a field or a key, what was not given is refused."""
    text = "{{ one }} {{ two }} {{ words.some }} {% for each in around.links if each.rel %}{{ each.rel }}{% endfor %}"
    (tmp_path / PAGE).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sandbox, "data", lambda _folder: tmp_path)
    module = ModuleType("packed_page")
    exec(python(), vars(module))
    by_jinja, by_python = sandbox.page((tmp_path,)), packed_page(module)
    links = (Choice(label="가", href="./", rel="<'&\">"), Choice(label="나", href="./"))
    given = {"one": "<'&\">", "two": Markup("<b>"), "words": {"some": "말"}, "around": Around(links=links)}
    drawn = "&lt;&#39;&amp;&#34;&gt; <b> 말 &lt;&#39;&amp;&#34;&gt;"
    assert (by_jinja(given), by_python(given)) == (drawn, drawn)
    del given["one"]
    with pytest.raises(BadTemplate, match="one"):
        by_jinja(given)
    with pytest.raises(LookupError, match="one"):
        by_python(given)
