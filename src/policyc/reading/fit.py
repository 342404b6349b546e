"""Whether data fits the schema of the language: a yes or no, without the cost of the validator that explains a no.

Knows the keywords that `schema/policy.schema.json` uses; a test holds its answer against jsonschema's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
Keyword: TypeAlias = Callable[[Any, Any, Schema, Mapping[str, Schema]], bool]

TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
    "number": (),
}
"""JSON's types → Python's. A number never comes out of a policy file: every figure is read as text."""


def fits(data: Any, schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    """Tell whether `data` fits a schema, whose references are looked up in `shapes` (its ``$defs``)."""
    return all(
        KEYWORDS[keyword](wanted, data, schema, shapes) for keyword, wanted in schema.items() if keyword in KEYWORDS
    )


def _ref(wanted: str, data: Any, _schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    return fits(data, shapes[wanted.removeprefix("#/$defs/")], shapes)


def _type(wanted: str | list[str], data: Any, *_rest: Any) -> bool:
    return any(isinstance(data, TYPES[name]) for name in ([wanted] if isinstance(wanted, str) else wanted))


def _enum(wanted: list[Any], data: Any, *_rest: Any) -> bool:
    return any(data == value and isinstance(data, bool) == isinstance(value, bool) for value in wanted)


def _const(wanted: Any, data: Any, *_rest: Any) -> bool:
    return _enum([wanted], data)


def _pattern(wanted: str, data: Any, *_rest: Any) -> bool:
    return not isinstance(data, str) or bool(_matcher(wanted)(data))


@cache
def _matcher(wanted: str) -> Callable[[str], object]:
    """Return what tells whether a text has a pattern; what is plain to see is not worth a pattern's compilation."""
    if wanted == ID:
        return lambda text: _is_id(text.removesuffix("\n"))
    words = wanted.removeprefix("^").removesuffix("$").removeprefix("(").removesuffix(")")
    if wanted in (f"^{words}$", f"^({words})$") and set(words) <= _OF_WORDS:
        known = frozenset(words.split("|"))
        return lambda text: text.removesuffix("\n") in known
    return re.compile(wanted).search


def _is_id(text: str) -> bool:
    """Tell whether a text is an id: letters, Latin or Hangul, and figures (none first), joined by single hyphens."""
    pieces = text.split("-")
    return all(pieces) and all(map(_in_ids, "".join(pieces))) and not text[0].isdigit()


def _in_ids(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3" or (sign.isascii() and sign.isalnum())


ID = "^[A-Za-z\uac00-\ud7a3][A-Za-z0-9\uac00-\ud7a3]*(-[A-Za-z0-9\uac00-\ud7a3]+)*$"
"""The pattern of an id, as the schema has it."""

_OF_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz-|")


def _format(wanted: str, data: Any, *_rest: Any) -> bool:
    if wanted != "date":
        raise ValueError(f"no test for the format {wanted}")
    if not isinstance(data, str):
        return True
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", data, re.ASCII) and date.fromisoformat(data))
    except ValueError:
        return False


def _at_least(kind: type[str] | type[list[Any]] | type[dict[str, Any]]) -> Keyword:
    return lambda wanted, data, *_rest: not isinstance(data, kind) or len(data) >= wanted


def _required(wanted: list[str], data: Any, *_rest: Any) -> bool:
    return not isinstance(data, dict) or all(key in data for key in wanted)


def _properties(wanted: Mapping[str, Schema], data: Any, _schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    return not isinstance(data, dict) or all(fits(data[key], wanted[key], shapes) for key in data if key in wanted)


def _others(wanted: Schema | bool, data: Any, schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    if not isinstance(data, dict):
        return True
    others = [value for key, value in data.items() if key not in schema.get("properties", ())]
    return not others if isinstance(wanted, bool) else all(fits(value, wanted, shapes) for value in others)


def _names(wanted: Schema, data: Any, _schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    return not isinstance(data, dict) or all(fits(key, wanted, shapes) for key in data)


def _items(wanted: Schema, data: Any, _schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    return not isinstance(data, list) or all(fits(value, wanted, shapes) for value in data)


def _every(wanted: list[Schema], data: Any, _schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    return all(fits(data, one, shapes) for one in wanted)


def _if(wanted: Schema, data: Any, schema: Schema, shapes: Mapping[str, Schema]) -> bool:
    return fits(data, schema.get("then" if fits(data, wanted, shapes) else "else", {}), shapes)


KEYWORDS: Mapping[str, Keyword] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "minLength": _at_least(str),
    "minItems": _at_least(list),
    "minProperties": _at_least(dict),
    "required": _required,
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "items": _items,
    "allOf": _every,
    "if": _if,
}
"""What each keyword asks; those that only describe are not here, nor `then` and `else`, which `if` asks."""
