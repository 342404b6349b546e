"""The sandbox of Jinja, to which the fields of a record are known to be safe; it looks at all else as ever."""

from __future__ import annotations

from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from policyc.record import Record


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which reading a field of a record costs little, for a frame reads some sixty of them a page."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute: a record's fields are data, and what it was given."""
        return (isinstance(obj, Record) and attr in type(obj).__fields__) or super().is_safe_attribute(obj, attr, value)
