"""Folders of templates into what all pages drawn with them share: words, the page's template, drawings; read once."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from policyc.render.drawings import drawing
from policyc.sheet import NotASheet, read
from policyc.workspace import BadTemplate, data, template

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
        """Load the template of the page, compiled if it is ours and a wheel has it so."""
        found = environment(self._templates)
        if (packed := _packed(self._templates)) is not None:
            return found.template_class.from_module_dict(found, packed, found.make_globals(None))
        return found.get_template(PAGE)

    def drawing(self, name: str, kind: str) -> str:
        """Draw a file, of the class `kind`; nothing where there is none."""
        if (name, kind) not in self._drawings:
            self._drawings[name, kind] = drawing(name, self._templates, kind)
        return self._drawings[name, kind]


@cache
def kit(templates: tuple[Path, ...]) -> Kit:
    """Return what pages of some folders share, the same until the cache is cleared."""
    return Kit(templates)


def compiled() -> str:
    """Write the template of our own page as Python, with the version of Jinja that it was made by."""
    import jinja2

    own = (data("templates"),)
    source = template(PAGE, own).read_text(encoding="utf-8")
    return f"{environment(own).compile(source, PAGE, raw=True, defer_init=True)}\njinja = {jinja2.__version__!r}\n"


def _packed(templates: tuple[Path, ...]) -> MutableMapping[str, Any] | None:
    """Return our page as a wheel has it; None where a workspace has its own, or Jinja is not what compiled it."""
    import jinja2

    try:
        packed = vars(import_module("policyc.render.packed_page"))
    except ModuleNotFoundError:
        return None
    ours = template(PAGE, templates) == template(PAGE, (data("templates"),))
    return packed if ours and packed["jinja"] == jinja2.__version__ else None


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
