"""A workspace's ``policy/policyc.yaml`` → what it decides: weights of rules, its site's address; its faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast, get_args

from policyc.finding import Argument, Finding
from policyc.model.settings import DEFAULT, Settings, Weighed
from policyc.place import Source
from policyc.reading import yaml
from policyc.reading.characters import shown
from policyc.reading.similar import similar
from policyc.record import Record
from policyc.report import catalogue
from policyc.workspace import SETTINGS

FORMAT: Final = "1"
KEYS: Final = ("format", "rules", "site")
BASE_URL: Final = (
    r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*/?"
)
"""What the address of a site looks like, whole: no user, no query, no fragment; a name in Hangul as its ``xn--``."""
WEIGHTS: Final = get_args(Weighed)
"""The weights there are, the heaviest first."""

_OF_RULE: Final = ("severity", "reason")
_OF_SITE: Final = ("base-url",)


class Decided(Record):
    """The file as read: what of it holds, and what is wrong with it; `file` is its name for people."""

    file: str
    text: str
    source: Source | None = None
    settings: Settings = DEFAULT
    findings: tuple[Finding, ...] = ()


def read(policy: Path, file: str) -> Decided | None:
    """Read the settings beside the services of a workspace, None where it has none; `policy` is their folder.

    What is wrong does not hold: a rule that is not well lowered weighs what it did. Raises OSError.
    """
    path = policy / SETTINGS
    if not path.is_file() or path.is_symlink():
        return None
    raw = path.read_bytes()
    source, faults = yaml.read(file, raw)
    found = tuple(_worded(fault) for fault in faults if fault.code != "empty-file")
    if source is None:
        return Decided(file=file, text=shown(raw), findings=found)
    rules = source.data.get("rules") or {}
    weighed, site = tuple(_rules(rules)), source.data.get("site") or {}
    refused = (*_head(source.data), *weighed, *_site(site))
    wrong = {one.at[1] for one in weighed if len(one.at) > 1}
    kept = {rule: _weight(said) for rule, said in rules.items() if rule not in wrong} if isinstance(rules, dict) else {}
    settings = Settings(severities=cast(Mapping[str, Weighed], kept), base_url=_base_url(site))
    return Decided(file=file, text=source.text, source=source, settings=settings, findings=(*found, *refused))


def _worded(fault: Finding) -> Finding:
    return fault.replace(code="setting-no-mapping") if fault.code == "not-a-mapping" else fault


def _head(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong at the top of the file."""
    yield from _unknown((), data, KEYS)
    if data.get("format") != FORMAT:
        at = ("format",) if "format" in data else ()
        yield Finding(code="setting-format", at=at, args={"format": FORMAT})


def _rules(rules: Any) -> Iterator[Finding]:
    """Yield what is wrong with the weights of rules."""
    if not isinstance(rules, dict):
        yield Finding(code="setting-rules-wrong", at=("rules",))
        return
    known = catalogue.rules()
    for rule, said in rules.items():
        at = ("rules", rule)
        if rule not in known:
            yield _unknown_rule(rule, known)
        elif isinstance(said, dict) and any(key not in _OF_RULE for key in said):
            yield from _unknown(at, said, _OF_RULE)
        else:
            yield from _weighed(rule, said, known[rule].severity)


def _weighed(rule: str, said: Any, usual: str) -> Iterator[Finding]:
    """Yield what is wrong with the weight of one rule: it may grow freely, and becomes less for a reason."""
    at, weight = ("rules", rule), _weight(said)
    if weight not in WEIGHTS:
        below = ("severity",) if isinstance(said, dict) and "severity" in said else ()
        yield Finding(code="setting-weight-unknown", at=(*at, *below), args={"rule": rule, "known": WEIGHTS})
    elif WEIGHTS.index(weight) > WEIGHTS.index(usual) and not _reason(said):
        yield Finding(
            code="setting-reason-missing", at=at, side="key", args={"rule": rule, "usual": usual, "weight": weight}
        )


def _weight(said: Any) -> Any:
    return said.get("severity") if isinstance(said, dict) else said


def _reason(said: Any) -> bool:
    reason = said.get("reason") if isinstance(said, dict) else None
    return isinstance(reason, str) and bool(reason.strip())


def _site(site: Any) -> Iterator[Finding]:
    """Yield what is wrong with what is said of the site."""
    if not isinstance(site, dict):
        yield Finding(code="setting-site-wrong", at=("site",))
        return
    yield from _unknown(("site",), site, _OF_SITE)
    if "base-url" in site and _base_url(site) is None:
        yield Finding(code="setting-base-url-wrong", at=("site", "base-url"))


def _base_url(site: Any) -> str | None:
    """Return the site's address with one slash at its end, None where there is none that can be used."""
    from re import fullmatch

    said = site.get("base-url") if isinstance(site, dict) else None
    return f"{said.rstrip('/')}/" if isinstance(said, str) and fullmatch(BASE_URL, said) else None


def _unknown_rule(rule: str, known: Mapping[str, Any]) -> Finding:
    """Say that a rule is not known, or that the finding is none of a rule's."""
    at = ("rules", rule)
    try:
        catalogue.entry(rule)
    except KeyError:
        close = similar(rule, known)
        args = {"rule": rule} | ({"suggestion": close} if close else {})
        return Finding(code="setting-rule-unknown", at=at, side="key", args=args)
    return Finding(code="setting-rule-fixed", at=at, side="key", args={"rule": rule})


def _unknown(at: tuple[str, ...], data: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Finding]:
    for key in data:
        if key not in known:
            close = similar(key, known)
            meant: dict[str, Argument] = {"suggestion": close} if close else {}
            args: dict[str, Argument] = {"key": key, "known": known, **meant}
            yield Finding(code="setting-unknown-key", at=(*at, key), side="key", args=args)
