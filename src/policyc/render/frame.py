"""What is inside a page and the words of its frame into the whole page, by the Jinja template of a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policyc.nodes import Document
from policyc.render.text import title

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_PAGE = "page.html.j2"
_WORDS = Path("ko", "words.yaml")


def words(templates: Sequence[Path]) -> dict[str, str]:
    """Read the words of the frame; a folder says only the words that it wants otherwise than the folders behind it."""
    found: dict[str, str] = {}
    for folder in reversed(templates):
        path = folder / _WORDS
        if path.is_file():
            found |= _read(path, path.stat().st_mtime_ns)
    return found


def draw(document: Document, *, main: str, words: Mapping[str, str], templates: Sequence[Path], stylesheet: str) -> str:
    """Put `main`, which is HTML, into the frame; everything else is escaped by the template."""
    from markupsafe import Markup

    return (
        _environment(tuple(templates))
        .get_template(_PAGE)
        .render(
            title=document.title,
            subtitle=document.subtitle,
            description=", ".join(title(section) for section in document.sections),
            main=Markup(main),
            words=words,
            stylesheet=stylesheet,
        )
    )


@cache
def _environment(templates: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _read(path: Path, _changed: int) -> dict[str, str]:
    """Read one file of words, again when it has changed."""
    import yaml

    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {str(key): str(value) for key, value in data.items()}
