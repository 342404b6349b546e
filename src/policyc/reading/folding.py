"""Findings that one slip of the author's brings forth → one finding, with the other places related to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policyc.finding import Finding, Related

BLOCKS: Mapping[str, str] = {
    "unknown-item": "items",
    "unknown-period": "periods",
    "unknown-contact": "contacts",
    "unknown-party": "parties",
    "name-missing": "parties",
}
"""What names a declared thing → the block it is declared in."""

WORDS: Mapping[str, str] = {
    **dict.fromkeys(("unknown-item", "unknown-period", "unknown-purpose", "unknown-contact", "unknown-party"), "word"),
    **dict.fromkeys(("unknown-controller", "unknown-file", "unknown-entry", "link-unknown"), "word"),
    "hole-unknown": "hole",
}
"""Findings on a word that may stand in many places → the argument that holds the word."""


def folded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Tell each unknown word once, and nothing of a declaration that lies unused only because a word is mistyped."""
    found = tuple(findings)
    slips = {(BLOCKS[one.code], one.args.get("suggestion")) for one in found if one.code in BLOCKS}
    groups: dict[object, list[Finding]] = {}
    for one in found:
        if one.code != "declared-unused" or (one.args["block"], one.args["id"]) not in slips:
            groups.setdefault(_cause(one, found), []).append(one)
    return tuple(_one(group) for group in groups.values())


def _cause(finding: Finding, found: tuple[Finding, ...]) -> object:
    """Tell what a finding shares with the others of its cause; the finding itself where nothing."""
    if finding.code in WORDS:
        return finding.code, finding.args.get("block"), finding.args[WORDS[finding.code]]
    if finding.code == "name-missing":
        name = finding.args["id"]
        if any(one.code == "unknown-party" and one.args["word"] == name for one in found):
            return "unknown-party", None, name
    return id(finding)


def _one(group: list[Finding]) -> Finding:
    first, *others = sorted(group, key=lambda one: one.code not in WORDS)
    also = tuple(Related(says="also", at=one.at, side=one.side) for one in others)
    return first.replace(related=(*first.related, *also)) if also else first
