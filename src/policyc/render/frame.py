"""What is inside a page and the words of its frame into the whole page, by the Jinja template of a workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from policyc.nodes import Document
from policyc.record import Record
from policyc.render.around import ALONE, Around
from policyc.render.drawings import LOGO, drawing
from policyc.render.text import title
from policyc.sheet import NotASheet, read
from policyc.workspace import BadTemplate, template

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

PAGE = "page.html.j2"
WORDS = "ko/words.yaml"
SCRIPT = "page.js"

_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a template may stumble over when it is drawn, beside Jinja's own errors."""


class Look(Record):
    """How a page gets its style: from the file `stylesheet`, or out of itself."""

    stylesheet: str = ""
    style: str = ""

    @property
    def inside(self) -> str:
        """Return the style as it stands in the page: nothing in it can end it, and a parser changes no sign of it."""
        return self.style.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").replace("</", "<\\/")

    @property
    def source(self) -> str:
        """Return what the page's Content-Security-Policy lets in as a style."""
        if not self.style:
            return "'self'"
        from base64 import b64encode
        from hashlib import sha256

        return f"'sha256-{b64encode(sha256(self.inside.encode()).digest()).decode()}'"


def words(templates: Sequence[Path]) -> dict[str, str]:
    """Read the words of the frame; a folder says only the words that it wants otherwise than the folders behind it."""
    found: dict[str, str] = {}
    for folder in reversed(templates):
        try:
            path = template(WORDS, (folder,))
        except FileNotFoundError:
            continue
        found |= _read(path, path.stat().st_mtime_ns)
    return found


def draw(
    document: Document,
    *,
    main: str,
    words: Mapping[str, str],
    templates: Sequence[Path],
    look: Look,
    hidden: bool = False,
    around: Around = ALONE,
) -> str:
    """Put `main`, which is HTML, into the frame; everything else is escaped by the template."""
    from jinja2 import TemplateError
    from markupsafe import Markup

    given = {
        "title": document.title,
        "subtitle": document.subtitle,
        "description": ", ".join(title(section) for section in document.sections),
        "main": Markup(main),
        "words": words,
        "stylesheet": look.stylesheet,
        "style": Markup(look.inside),
        "style_source": look.source,
        "hidden": hidden,
        "around": around,
        "data": Markup(_inert(around.data)),
        "logo": Markup(drawing(LOGO, templates, "mark")),
    }
    try:
        return environment(tuple(templates)).get_template(PAGE).render(given)
    except (TemplateError, *_FAULTS) as fault:
        known = (*given, *(f"words.{word}" for word in words))
        raise BadTemplate(PAGE, str(fault), known) from fault


def _inert(data: str) -> str:
    """Write JSON so that nothing in it can end the element it stands in, or begin another."""
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@cache
def environment(templates: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Make the sandbox that frames are drawn in: they may read what they are given, and files of their folder."""
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        try:
            path = template(name, templates)
        except FileNotFoundError:
            return None
        text, changed = path.read_text(encoding="utf-8"), path.stat().st_mtime_ns
        return text, str(path), lambda: path.stat().st_mtime_ns == changed

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _read(path: Path, _changed: int) -> dict[str, str]:
    """Read one file of words, again when it has changed."""
    try:
        return {key: normalize("NFC", str(value)) for key, value in read(path).items()}
    except NotASheet as fault:
        raise BadTemplate(WORDS, str(fault)) from fault
