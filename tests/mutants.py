"""Plain data of a policy into the same data with one thing different, and plain data into facts without the rules.

A mutant is kept small: the block that differs, and the blocks that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from drawn import data_of, leaves
from house import ROOT
from policyc.compile import known
from policyc.facts.resolve import gaps, resolve
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.model.part import Part
from policyc.model.policy import Facts
from policyc.model.shape import slots
from policyc.place import Path, Source
from policyc.reading import dates, links, outline
from policyc.reading.fit import fits
from policyc.reading.schemas import schema
from policyc.reading.structure import structure
from policyc.record import Record
from policyc.report.catalogue import entry

SHOP = "policy/example-shop/2026-01-05.yaml"
CORE = ("format", "title", "controller", "dates")
FITTING = (
    "다른 말 성별 FR public-task cloud helpdesk delivery join portal/회원 제1장 가. complaint-desk hub insurers 예금주 "
    "계좌번호 생년월일 transfer-basis none"
).split()
"""Words that fit where the policy names something of its own, or where only certain words fit."""
NEEDS = {
    "contacts": "officers rights co-controllers files collection items purposes periods",
    "officers": "contacts co-controllers files",
    "items": "collection purposes periods",
    "periods": "collection items purposes",
    "collection": "items purposes periods",
    "permissions": "purposes",
    "parties": "processors",
    "recipients": "purposes items contacts collection periods officers co-controllers files",
    "processors": "parties",
    "pseudonymised": "recipients processors parties purposes contacts items collection periods officers co-controllers "
    "files",
    "ai": "parties",
    "behavioural": "purposes parties",
    "rights": "contacts officers co-controllers files",
    "assurances": "files",
}
"""Block → the blocks that it cannot do without, in the shop; the outline needs all."""


class Mutant(Record):
    """The old facts, and those in which what stands at `at` is different in the way of `how`."""

    at: Path
    how: str
    old: Facts
    new: Facts
    data: Any


@cache
def shop() -> dict[str, Any]:
    """Return the plain data of the example shop."""
    return data_of((ROOT / SHOP).read_text(encoding="utf-8"))


def facts(data: Mapping[str, Any]) -> Facts | None:
    """Resolve plain data, in the file that its effective day names; None where its shape or its links are wrong."""
    dated = "effective" in data.get("dates", {})
    if not dated or not fits(data, schema(), schema()["$defs"]):
        return None
    file = f"policy/example-shop/{data['dates']['effective']}.yaml"
    policy = structure(Source(file=file, text="", data=data, raw=b""))
    law = on(policy.dates.effective)
    found = (*links.check(policy, known()), *gaps(policy, law), *outline.check(policy), *dates.check(policy))
    return None if any(entry(one.code).severity == "error" for one in found) else resolve(policy, law, taxonomy())


def mutants(blocks: Iterable[str]) -> Iterator[Mutant]:
    """Take out every key and entry, and change every leaf, of some blocks of the shop; left out is what is refused."""
    for block in blocks:
        needs = {*CORE, block, *NEEDS.get(block, "").split()}
        data = {key: value for key, value in shop().items() if key in needs or block == "outline"}
        for at in places(data[block], (block,)):
            yield from first(data, at, "taken out", (None,))
        for at, value in leaves(data[block], (block,)):
            yield from first(data, at, "changed", others(value))


def first(data: Mapping[str, Any], at: Path, how: str, values: Iterable[Any]) -> Iterator[Mutant]:
    """Yield the first that resolves of the mutants with some values at a place; None takes it out."""
    old = resolved(tuple(data))
    assert old, at
    for value in values:
        changed = different(data, at, value)
        if changed != data and (new := facts(changed)):
            yield Mutant(at=at, how=how, old=old, new=new, data=changed)
            return


@cache
def resolved(blocks: tuple[str, ...]) -> Facts | None:
    """Resolve the shop with some of its blocks alone."""
    return facts({key: shop()[key] for key in blocks})


def places(data: Any, at: Path = ()) -> Iterator[Path]:
    """Yield the path of a thing and of every key and entry below it."""
    yield at
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in steps:
        yield from places(below, (*at, step))


def different(data: Mapping[str, Any], at: Path, value: Any) -> dict[str, Any]:
    """Put another value at a place, or take out what stands there (None)."""
    step, *rest = at
    changed: Any = {**data}
    above = changed
    for below in (step, *rest)[:-1]:
        above[below] = deepcopy(above[below]) if above is changed else above[below]
        above = above[below]
    if value is None:
        del above[at[-1]]
    else:
        above[at[-1]] = value
    return dict(changed)


def others(value: Any) -> Iterator[Any]:
    """Yield values that may stand where a value stands and mean something else."""
    if isinstance(value, bool):
        yield not value
        return
    text = str(value)
    for words in _words():
        if text in words:
            yield from (word for word in words if word != text)
    if any(sign.isdigit() for sign in text):
        yield text.translate(str.maketrans("0123456789", "1234567891"))
        yield text.translate(str.maketrans("34", "45"))
    yield from (f"{text} 그리고 다른 것", f"{text}x", f"다른 {text}", *FITTING)


@cache
def _words() -> tuple[tuple[str, ...], ...]:
    """Return every closed set of words of the schema."""
    found: list[tuple[str, ...]] = []
    waiting: list[Any] = [schema()]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(node.get("enum"), list):
                found.append(tuple(node["enum"]))
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return tuple(found)


def fields(facts: Part, at: Path) -> list[str]:
    """Name the fields that a place stands in, ``Part/key``, the outermost first."""
    named: list[str] = []
    part: Part | None = facts
    while part is not None:
        inner = None
        for key, slot in slots(type(part)).items():
            value = getattr(part, slot.field)
            below = [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Part)]
            fitting = [one for one in below if one.at and one.at == at[: len(one.at)]]
            if fitting or at[: len(part.at) + 1] == (*part.at, key):
                named.append(f"{_owner(type(part), slot.field)}/{key}")
                inner = max(fitting, key=lambda one: len(one.at)) if fitting else None
                break
        part = inner
    return named


def _owner(kind: type[Part], field: str) -> str:
    return next(owner.__name__ for owner in reversed(kind.__mro__) if field in vars(owner).get("__annotations__", {}))
