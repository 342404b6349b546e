"""Folders of templates into what all pages drawn with them share: words, the page's template, drawings; read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import normalize

from policyc.render.drawings import drawing
from policyc.sheet import NotASheet, read
from policyc.workspace import BadTemplate, data, template

PAGE = "page.html.j2"
WORDS = "ko/words.yaml"

Render: TypeAlias = Callable[[Mapping[str, Any]], str]
"""What a template is given, by name → the text that it makes of it. Raises BadTemplate."""


class Kit:
    """What pages share. It does not see that a file has changed since: whoever wants that asks for another kit.

    Whatever cannot be used raises BadTemplate when it is asked for, the page when it is drawn.
    """

    def __init__(self, templates: tuple[Path, ...]) -> None:
        self._templates = templates
        self._drawings: dict[tuple[str, str], str] = {}

    @cached_property
    def words(self) -> dict[str, str]:
        """Read the words of the frame."""
        return words(self._templates)

    @cached_property
    def is_ours(self) -> bool:
        """Tell whether the template of the page is ours."""
        return template(PAGE, self._templates) == template(PAGE, (data("templates"),))

    @cached_property
    def page(self) -> Render:
        """Load the template of the page, if it is ours and a wheel has it as Python without Jinja."""
        if self.is_ours and (packed := _packed()):
            return packed
        from policyc.render.sandbox import page

        return page(self._templates)

    def drawing(self, name: str, kind: str) -> str:
        """Render a file, of the class `kind`; nothing where there is none."""
        if (name, kind) not in self._drawings:
            self._drawings[name, kind] = drawing(name, self._templates, kind)
        return self._drawings[name, kind]


@cache
def kit(templates: tuple[Path, ...]) -> Kit:
    """Return what pages of some folders share, the same until the cache is cleared."""
    return Kit(templates)


def _packed() -> Render | None:
    """Return our page as a wheel has it, if this is one."""
    try:
        module = import_module("policyc.render.packed_page")
    except ModuleNotFoundError:
        return None
    from policyc.render.packed import page

    return page(module)


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
