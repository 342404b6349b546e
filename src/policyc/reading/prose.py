"""The author's sentences against the policy: holes lead to facts, links to sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policyc.finding import Argument, Finding
from policyc.model.part import Part
from policyc.model.policy import Policy
from policyc.model.shape import slots
from policyc.place import Path
from policyc.reading.declared import SHOWN, unknown
from policyc.reading.outline import anchors, walk
from policyc.reading.paths import leads, meant

HOLE = r"\{ *([a-z][a-z0-9-]*(?:/[A-Za-z0-9가-힣-]+)+|title|subtitle) *(?:\|([^{}]*))?\}"
"""A path of the file in braces, and the particle that follows; other text in braces is text."""

PARTICLE = r"[가-힣]+"
LINK = r"\]\(#([^()\s]*)\)"
DECLARED = ("items", "periods", "contacts", "parties")
"""Blocks whose things must be used somewhere; to be shown by a path is a use."""


def check(policy: Policy, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Yield holes that no fact fills and links to sections that are not there."""
    sections = tuple(anchors(policy))
    renamed = {node.formerly: node.id for node in walk(policy.outline) if node.formerly}
    for at, text in _texts(parts):
        for hole in _found(HOLE, "{", text):
            yield from _hole(policy, at, hole)
        for link in _found(LINK, "](#", text):
            if link[1] not in sections:
                yield _link(at, link, sections, renamed)


def shown(parts: tuple[Part, ...]) -> Mapping[str, frozenset[str]]:
    """Return, by block, the ids of declared things that some sentence shows by their path."""
    paths = [hole[1].split("/") for _, text in _texts(parts) for hole in _found(HOLE, "{", text)]
    return {block: frozenset(path[1] for path in paths if path[0] == block and path[1:]) for block in DECLARED}


def _texts(parts: tuple[Part, ...]) -> Iterator[tuple[Path, str]]:
    """Yield every text of a policy in which braces or links could stand, with its place."""
    for part in parts:
        for key, slot in slots(type(part)).items():
            text = getattr(part, slot.field)
            if isinstance(text, str) and key != "url" and ("{" in text or "](#" in text):
                yield (*part.at, key), text


def _link(at: Path, link: re.Match[str], sections: tuple[str, ...], renamed: Mapping[str, str]) -> Finding:
    found = unknown("link-unknown", at, link[1], sections)
    args: dict[str, Argument] = {**found.args, "exact": link[0], "known": sections}
    if len(sections) > SHOWN:
        del args["known"]  # the outline shows them better than a sentence can
    if link[1] in renamed:
        args["renamed"] = renamed[link[1]]
    return found.replace(args=args)


def _found(pattern: str, sign: str, text: str) -> Iterator[re.Match[str]]:
    """Find a pattern in a text that has its sign; in a policy without any it is not even compiled."""
    return re.finditer(pattern, text) if sign in text else iter(())


def _hole(policy: Policy, at: Path, hole: re.Match[str]) -> Iterator[Finding]:
    path, particle = hole[1], hole[2]
    exact = hole[0] == (f"{{{path}}}" if particle is None else f"{{{path}|{particle}}}")
    plain = particle is None or re.fullmatch(PARTICLE, particle)
    if exact and plain and leads(policy, path):
        return
    args = {"hole": hole[0], "path": path, "exact": hole[0]}
    if better := path if leads(policy, path) else meant(policy, path):
        form = re.search(PARTICLE, particle or "")
        args["suggestion"] = f"{{{better}|{form[0]}}}" if form else f"{{{better}}}"
    yield Finding(code="hole-unknown", at=at, args=args)
