"""An SVG file of a workspace's templates, or of ours, into a drawing that stands in a page: shapes alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.render.html_nodes import escape
from policyc.workspace import BadTemplate, template

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LOGO = "logo.svg"
ICONS = "icons"
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset({"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
"""What is drawn; whatever else there is in a file is left out, scripts, styles and links among it."""

LOOKS = frozenset(
    "viewBox d cx cy r rx ry x y x1 y1 x2 y2 width height points transform fill stroke opacity fill-rule clip-rule "
    "fill-opacity stroke-opacity stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray".split()
)


class NotADrawing(Exception):
    """A file is no SVG."""


def drawing(name: str, templates: Sequence[Path], kind: str) -> str:
    """Draw a file, of the class `kind`; nothing where there is none. Who listens does not hear of it."""
    try:
        path = template(name, tuple(templates))
    except FileNotFoundError:
        return ""
    try:
        return "".join(_element(read(path.read_bytes()), f' class="{kind}" aria-hidden="true"'))
    except NotADrawing as fault:
        raise BadTemplate(name, str(fault)) from fault


def read(raw: bytes) -> Element:
    """Read an SVG file; raise NotADrawing where it is none."""
    from xml.etree import ElementTree

    try:
        found = ElementTree.fromstring(raw)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise NotADrawing(str(fault)) from fault
    if found.tag != f"{SVG}svg" or not found.get("viewBox"):
        raise NotADrawing("no <svg viewBox>")
    return found


def _element(found: Element, more: str = "") -> Iterator[str]:
    tag = str(found.tag).removeprefix(SVG)
    if tag not in SHAPES:
        return
    kept = "".join(f' {key}="{escape(value)}"' for key, value in found.items() if _is_look(key, value))
    yield f"<{tag}{more}{kept}>"
    for below in found:
        yield from _element(below)
    yield f"</{tag}>"


def _is_look(key: str, value: str) -> bool:
    """Tell what an element may look like; a bracket is an address (``url(…)``) but in a transformation."""
    return key in LOOKS and (key == "transform" or "(" not in value)
