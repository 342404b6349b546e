"""Drawings of a workspace in its pages: shapes alone, whatever else their files hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from documents import POLICY
from house import ROOT
from policyc.render import html
from policyc.render.drawings import LOOKS, SHAPES, drawing
from policyc.workspace import BadTemplate

TEMPLATES = ROOT / "templates"
ICONS = sorted((TEMPLATES / "icons").glob("*.svg"))
NASTY = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY a "script">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)"
  style="top:0" id="page--text" class="x">
<script>alert(1)</script><style>*{}</style><title>가&a;</title><text>나</text>
<a x:href="javascript:alert(1)"><path d="M0 0"/></a><use x:href="#page--text"/><image href="https://a.example/"/>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">다</p></foreignObject>
<g fill="url(https://a.example/)" stroke="red" transform="scale(2)"><path d="M1 1&quot; onclick=&quot;x"/></g></svg>
"""


def test_ours_are_drawn_whole() -> None:
    """Draw every drawing of ours with all that its file holds, in the colour of the text around it."""
    assert len(ICONS) > 25
    for path in ICONS:
        found = drawing(f"icons/{path.name}", [TEMPLATES], "icon")
        source = path.read_text(encoding="utf-8")
        assert found.count("<") == 2 * len(re.findall(r"<[a-z]", source))
        assert set(re.findall(r"<([a-z]+)", source)) <= SHAPES
        assert set(re.findall(r" ([\w-]+)=", source)) - {"xmlns"} <= LOOKS
        assert 'stroke="currentColor"' in found
        assert found.startswith('<svg class="icon" aria-hidden="true" viewBox="0 0 24 24"')


def test_shapes_alone_are_drawn(tmp_path: Path) -> None:
    """Keep shapes and their colours; leave out scripts, styles, words, links, ids and addresses."""
    (tmp_path / "logo.svg").write_text(NASTY, encoding="utf-8")
    page = html.page(POLICY, templates=[tmp_path, TEMPLATES], stylesheet="s.css")
    assert (
        '<div class="logo"><svg class="mark" aria-hidden="true" viewBox="0 0 9 9">'
        '<g stroke="red" transform="scale(2)"><path d="M1 1&quot; onclick=&quot;x"></path></g></svg></div>'
    ) in page


def test_without_a_logo_there_is_no_place_for_one() -> None:
    """Begin a page without logo and without other versions with its main."""
    assert "<header class=" not in html.page(POLICY, templates=[TEMPLATES], stylesheet="s.css").partition("<main>")[0]


@pytest.mark.parametrize("text", ["", "<svg/>", "<svg viewBox='0 0 1 1'/>", "<p>", "가", "\0"])
def test_what_is_no_drawing_is_told(tmp_path: Path, text: str) -> None:
    """Name the file that cannot be drawn."""
    (tmp_path / "logo.svg").write_text(text, encoding="utf-8")
    with pytest.raises(BadTemplate, match=r"logo\.svg"):
        drawing("logo.svg", [tmp_path, TEMPLATES], "mark")


def test_a_changed_drawing_is_drawn_anew(tmp_path: Path) -> None:
    """Give what the file holds now."""
    path = tmp_path / "logo.svg"
    for shape in ("circle", "rect"):
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><{shape}/></svg>', encoding="utf-8")
        path.touch()
        assert f"<{shape}>" in drawing("logo.svg", [tmp_path], "mark")
