"""Plain data against the JSON Schema of the language; what does not fit becomes findings in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policyc.finding import Argument, Finding
from policyc.place import Path, Side, Source
from policyc.reading.fit import fits
from policyc.reading.periods import readable
from policyc.reading.schemas import deciding, schema
from policyc.reading.similar import similar

STUCK = r"([^\s:\uff1a\"'\[{#]+)(:(?=[^\s/:])|\uff1a\s*(?=\S))([^\n]*)"
"""A pattern that only a fault needs: it is compiled when there is one."""
STUCK_CODES = ("space-missing", "wide-colon")
CLOSED = re.compile(r"\^\(?([a-z|-]+)\)?\$")
"""A pattern that is nothing but the words it takes."""
WRONG_KIND = {
    ("string",): "wants-text",
    ("string", "number"): "wants-text",
    ("boolean",): "wants-truth",
    ("array",): "wants-list",
    ("object",): "wants-mapping",
    ("object", "null"): "wants-mapping",
    ("string", "array"): "wants-text-or-list",
    ("string", "object"): "wants-text-or-mapping",
    ("string", "object", "null"): "wants-text-or-mapping",
    ("array", "object"): "wants-list-or-mapping",
    ("string", "array", "object"): "wants-list-or-mapping",
}
"""The ``type`` of a schema node → the finding that says what was expected."""


def check(source: Source) -> tuple[Finding, ...]:
    """Return what in the source does not have the shape that `schema/policy.schema.json` asks for."""
    return faults(source.data)


def faults(data: Any) -> tuple[Finding, ...]:
    """Return what in plain data does not have the shape of a policy.

    A plain yes or no comes first: only a no is worth the import of the validator that explains it.
    """
    found = () if fits(data, deciding(), deciding()["$defs"]) else explain(data)
    return (*found, *undated(data, found))


def undated(data: Any, told: Sequence[Finding] = ()) -> Iterator[Finding]:
    """Yield that the effective day is missing, unless `told` are faults that say why; a draft has been given one.

    The schema lets it be missing, for the editor knows no file's name.
    """
    dates = data.get("dates", {})
    meant = {(*one.at[:-1], intended(one)) for one in told if one.code == "unknown-key"}
    if isinstance(dates, dict) and "effective" not in dates and not meant & {("dates",), ("dates", "effective")}:
        yield Finding(code="effective-missing", at=("dates",) if "dates" in data else (), side="key")


def explain(data: Any) -> tuple[Finding, ...]:
    """Return a finding for each error that jsonschema sees; a misspelt key is not also a missing one."""
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(schema(), format_checker=FormatChecker(["date"]))
    found = [_misspelt(finding) for error in validator.iter_errors(data) for finding in _findings(error)]
    unfit = {one.at for one in found if one.code == "nothing-written" or one.code.startswith("wants-")}
    found = [
        one for one in found if one.code not in ("unknown-word", "bad-form", "period-unreadable") or one.at not in unfit
    ]
    stuck = {one.at for one in found if one.code in STUCK_CODES}
    found = [
        one
        for one in found
        if one.code in STUCK_CODES or not any(one.at[: end + 1] in stuck for end in range(len(one.at)))
    ]
    found = list({(one.at, one.code, one.args.get("key")): one for one in found}.values())
    misspelt = {(*one.at[:-1], intended(one)) for one in found if one.code == "unknown-key"}
    return tuple(one for one in found if one.code != "missing-key" or (*one.at, one.args["key"]) not in misspelt)


def knows(at: Path) -> bool:
    """Tell whether the last key of a place is a word of the language there, and not a name that the author chose."""
    return at[-1] in _node(at[:-1]).get("properties", ())


def _findings(error: Any) -> Iterator[Finding]:
    at: Path = tuple(error.absolute_path)
    title = _title(at)
    match error.validator:
        case "additionalProperties":
            known = list(error.schema["properties"])
            for key in error.instance:
                if key not in known:
                    yield _unknown_key(at, title, key, known)
        case "required":
            missing = next(key for key in error.validator_value if repr(key) == error.message.split(" is a")[0])
            args = {"title": title, "key": missing, "name": _title((*at, missing))}
            yield Finding(code="missing-key", at=at, side="key", args=args)
        case "type":
            yield _wrong_kind(at, title, error)
        case "enum":
            if error.instance in (None, ""):
                yield Finding(code="nothing-written", at=at, side="key", args={"title": title})
            else:
                yield _unknown_word(at, title, error.instance, error.schema)
        case "pattern" if "pattern" in error.relative_schema_path and "propertyNames" in error.relative_schema_path:
            if stuck := _stuck((*at, error.instance), error.instance, "key"):
                yield stuck
                return
            message = error.schema["patternErrorMessage"]
            yield Finding(
                code="bad-id", at=(*at, error.instance), side="key", args={"key": error.instance, "message": message}
            )
        case "pattern":
            yield _bad_form(at, title, error.instance, error.schema)
        case "format":
            args = {"title": title, "value": error.instance, "message": error.schema["errorMessage"]}
            yield Finding(code="bad-form", at=at, args=args)
        case "minLength" | "minItems" | "minProperties":
            yield Finding(code="nothing-written", at=at, side="key", args={"title": title})
        case other:
            raise AssertionError(f"the schema uses {other}, which has no words yet")


def _stuck(at: Path, text: object, side: Side) -> Finding | None:
    """Tell whether a text is a key and a value with no space between them."""
    found = re.match(STUCK, text) if isinstance(text, str) else None
    if not found:
        return None
    code = "wide-colon" if found[2].startswith("\uff1a") else "space-missing"
    value = found[3] + ("…" if side == "key" else "")  # the rest stands behind the next colon
    return Finding(code=code, at=at, side=side, args={"key": found[1], "value": value})


def intended(finding: Finding) -> str | None:
    """Return the word that a misspelt one, or its Korean meaning, was meant to be."""
    word = finding.args.get("suggestion") or finding.args.get("meant")
    return str(word) if word else None


def _unknown_key(at: Path, title: str, key: str, known: Sequence[str]) -> Finding:
    if stuck := _stuck((*at, key), key, "key"):
        return stuck
    titles = {_title((*at, name)): name for name in known}
    shown = tuple(f"{name}({meaning})" for meaning, name in titles.items())
    args: dict[str, Argument] = {"title": title, "key": key, "known": shown}
    outer = next((end for end in range(len(at) - 1, -1, -1) if key in _node(at[:end]).get("properties", ())), None)
    if close := similar(key, (*known, *titles)):
        args["meant" if close in titles else "suggestion"] = titles.get(close, close)
    elif outer:
        args["outer"] = _title(at[:outer])
    elif outer == 0:
        args["outermost"] = key
    return Finding(code="unknown-key", at=(*at, key), side="key", args=args)


def _bad_form(at: Path, title: str, value: str, node: dict[str, Any]) -> Finding:
    """Say what form is wanted: which of a few words with meanings, or how a period is written."""
    closed = CLOSED.fullmatch(node["pattern"])
    if closed and "object" in node["type"] and (stuck := _stuck(at, value, "value")):
        return stuck
    if "enum" in node.get("items", ()):
        return _unknown_word(at, title, value, node["items"])
    if closed and "enumDescriptions" in node:
        return _unknown_word(at, title, value, {**node, "enum": closed[1].split("|")})
    if node["pattern"] == schema()["$defs"]["phrase"]["pattern"]:
        return Finding(code="period-unreadable", at=at, args={"text": value, **readable(value)})
    args = {"title": title, "value": value, "message": node["patternErrorMessage"]}
    return Finding(code="bad-form", at=at, args=args)


def _unknown_word(at: Path, title: str, value: Any, node: dict[str, Any]) -> Finding:
    """Say which words there are, each with what it means; the meaning written in its place means the word."""
    words = tuple(dict.fromkeys(str(word) for word in node["enum"]))
    meanings = dict(zip(node.get("enumDescriptions", ()), words, strict=False))
    known = tuple(f"{word}({meaning})" for meaning, word in meanings.items()) or words
    args: dict[str, Argument] = {"title": title, "value": _shown(value), "known": known}
    if close := similar(_shown(value), (*words, *meanings)):
        args["meant" if close in meanings else "suggestion"] = meanings.get(close, close)
    if "errorMessage" in node:
        args["message"] = node["errorMessage"]
    return Finding(code="unknown-word", at=at, args=args)


def _wrong_kind(at: Path, title: str, error: Any) -> Finding:
    if at and at[-1] in error.schema.get("properties", ()) and "all" in _node(at[:-1]).get("properties", ()):
        args = {"title": title, "key": str(at[-1])}
        return Finding(code="key-without-entry", at=at, side="key", args=args)
    if error.instance is None:
        return Finding(code="nothing-written", at=at, side="key", args={"title": title})
    if "object" in error.validator_value and (stuck := _stuck(at, error.instance, "value")):
        return stuck
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    return Finding(code=WRONG_KIND[tuple(wanted)], at=at, args={"title": title})


def _shown(value: Any) -> str:
    return {True: "true", False: "false", None: ""}.get(value, value) if not isinstance(value, (list, dict)) else "…"


def _misspelt(finding: Finding) -> Finding:
    """Where an entry with a name of its own is at fault, tell whether one of the known names was meant."""
    if finding.code not in ("bad-id", "missing-key", "nothing-written") or not finding.at:
        return finding
    above, key = finding.at[:-1], finding.at[-1]
    known = list(_node(above).get("properties", ()))
    if not isinstance(key, str) or key in known or not similar(key, known):
        return finding
    return _unknown_key(above, _title(above), key, known)


def _title(at: Path) -> str:
    """Find the Korean title of a place: that of the property itself, else of the shape it refers to."""
    return str(_node(at).get("title") or (at[-1] if at else ""))


def _node(at: Path) -> dict[str, Any]:
    """Find the schema of a place, references followed; empty where the schema knows no such place."""
    node = schema()
    for step in at:
        if isinstance(step, int):
            node = _resolved(node.get("items", {}))
        else:
            found = node.get("properties", {}).get(step) or node.get("additionalProperties")
            node = _resolved(found) if isinstance(found, dict) else {}
    return node


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, and what a mapping adds; what stands beside them wins."""
    if "then" in node:
        node = {**_resolved(node["then"]), **node}
    if "$ref" not in node:
        return node
    target: dict[str, Any] = schema()["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return {**_resolved(target), **node}
