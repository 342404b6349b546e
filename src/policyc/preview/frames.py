"""What a preview has to show into its own pages, by the templates beside this file; all that is put in is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyc.korean import fill
from policyc.sheet import sheet

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).resolve().parent


def draw(template: str, **given: Any) -> bytes:
    """Draw one of the preview's own pages."""
    return (
        _environment().get_template(f"{template}.html.j2").render(given, words=words(), say=say, fill=filled).encode()
    )


def words() -> Mapping[str, Any]:
    """Return the words of a preview."""
    return sheet(_HERE / "words.yaml")


def say(name: str, **values: object) -> str:
    """Fill one of the words."""
    return filled(words()[name], **values)


def filled(template: str, **values: object) -> str:
    """Fill words."""
    return fill(template, values)


@cache
def asset(name: str) -> bytes:
    """Read the style or the script of a preview's own pages."""
    return (_HERE / name).read_bytes()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
