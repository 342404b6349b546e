"""Frames drawn by Jinja, and ours made into Python, so that a wheel draws it without (`render.packed`)."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policyc.record import Record
from policyc.render import packed
from policyc.render.kit import PAGE, Render
from policyc.workspace import BadTemplate, data, template

_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a template may stumble over when it is drawn, beside Jinja's own errors."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which reading a field of a record costs little, for a frame reads some sixty of them a page."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute: a record's fields are data, and what it was given."""
        return (isinstance(obj, Record) and attr in type(obj).__fields__) or super().is_safe_attribute(obj, attr, value)


def environment(templates: tuple[Path, ...]) -> Sandbox:
    """Make the sandbox that frames are drawn in: they may read what they are given, and files of their folder."""

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


def page(templates: tuple[Path, ...]) -> Render:
    """Return what draws the page by the first folder that has its template."""
    sandbox = environment(templates)

    def draw(given: Mapping[str, Any]) -> str:
        try:
            return sandbox.get_template(PAGE).render(given)
        except (TemplateError, *_FAULTS) as fault:
            known = (*given, *(f"words.{word}" for word in given["words"]))
            raise BadTemplate(PAGE, str(fault), known) from fault

    return draw


def python() -> str:
    """Write the template of our own page as Python that runs without Jinja; raise ValueError where it cannot."""
    own = (data("templates"),)
    source = template(PAGE, own).read_text(encoding="utf-8")
    code: str = environment(own).compile(source, PAGE, raw=True, defer_init=True)
    imported, body = code.removeprefix("from jinja2.runtime import ").split("\n", 1)
    asked = {*_asked(body)}
    names = asked & {*imported.split(", ")}
    inner = {name for name in asked if name.startswith(("context.", "environment.", "cond_expr_undefined"))}
    if unknown := (names | inner) - packed.KNOWN:
        raise ValueError(unknown)
    return f"from policyc.render.packed import {', '.join(sorted(names))}\n{body}\n"


def _asked(code: str) -> Iterator[str]:
    """Yield the names that Python uses, and what it asks of some by a dot."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
