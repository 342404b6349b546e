"""The page of a wheel, of which Jinja has made Python: all that such Python asks for when it is run, without Jinja."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any, NoReturn

from markupsafe import escape

from policyc.render.kit import Render

__all__ = ["Undefined", "escape", "missing", "page"]

KNOWN = frozenset(
    "Undefined escape missing "
    "context.resolve_or_missing environment.concat environment.getattr environment.undefined".split()
)
"""What of Jinja's run time the Python of a template may ask for."""

missing: Any = object()


class Undefined(LookupError):
    """The template asks for what it was not given."""


class Environment:
    """What Jinja's environment does for a template that may be trusted."""

    concat = "".join

    @staticmethod
    def getattr(whole: Any, name: str) -> Any:
        """Return what stands behind a dot."""
        try:
            return getattr(whole, name)
        except AttributeError:
            return whole[name]

    @staticmethod
    def undefined(name: str) -> NoReturn:
        """Refuse a name that was not given."""
        raise Undefined(name)


class Context:
    """What a template was given."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def resolve_or_missing(self, name: str) -> Any:
        """Return what has a name."""
        return self._given.get(name, missing)


def page(module: ModuleType) -> Render:
    """Return what draws the page by the Python that was made of its template."""
    vars(module)["environment"] = Environment
    root = module.root
    return lambda given: "".join(root(Context(given)))
