"""Folders of templates into what all pages drawn with them share: words, the page's template, drawings; read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from policyc.render.drawings import drawing
from policyc.sheet import NotASheet, read
from policyc.workspace import BadTemplate, template

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

PAGE = "page.html.j2"
WORDS = "ko/words.yaml"


class Kit:
    """What pages share. It does not see that a file has changed since: whoever wants that asks for another kit.

    Whatever cannot be used raises BadTemplate when it is asked for, and jinja2.TemplateError where a template cannot.
    """

    def __init__(self, templates: tuple[Path, ...]) -> None:
        self._templates = templates
        self._drawings: dict[tuple[str, str], str] = {}

    @cached_property
    def words(self) -> dict[str, str]:
        """Read the words of the frame."""
        return words(self._templates)

    @cached_property
    def page(self) -> Template:
        """Load the template of the page."""
        return environment(self._templates).get_template(PAGE)

    def drawing(self, name: str, kind: str) -> str:
        """Draw a file, of the class `kind`; nothing where there is none."""
        if (name, kind) not in self._drawings:
            self._drawings[name, kind] = drawing(name, self._templates, kind)
        return self._drawings[name, kind]


@cache
def kit(templates: tuple[Path, ...]) -> Kit:
    """Return what pages of some folders share, the same until the cache is cleared."""
    return Kit(templates)


def words(templates: tuple[Path, ...]) -> dict[str, str]:
    """Read the words of the frame; a folder says only the words that it wants otherwise than the folders behind it."""
    found: dict[str, str] = {}
    for folder in reversed(templates):
        try:
            path = template(WORDS, (folder,))
        except FileNotFoundError:
            continue
        try:
            found |= {key: normalize("NFC", str(value)) for key, value in read(path).items()}
        except NotASheet as fault:
            raise BadTemplate(WORDS, str(fault)) from fault
    return found


def environment(templates: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Make the sandbox that frames are drawn in: they may read what they are given, and files of their folder."""
    from jinja2 import FunctionLoader, StrictUndefined

    from policyc.render.sandbox import Sandbox

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        try:
            path = template(name, templates)
        except FileNotFoundError:
            return None
        return path.read_text(encoding="utf-8"), str(path), lambda: True

    return Sandbox(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
