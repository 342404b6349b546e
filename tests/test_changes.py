"""Two versions into changes: each difference in meaning is seen, nothing else is, and the way back mirrors the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from drawn import leaves
from mutants import CORE, NEEDS, Mutant, facts, fields, mutants, shop
from policyc.changes.compare import compare
from policyc.changes.table import no_effect
from policyc.model.change import WEIGHTS, Change
from policyc.model.policy import Facts
from test_change_cases import mirrored

SHARES = ("items", "purposes", "periods", "parties", "contacts")
"""Blocks whose entries are told where they are named."""


BOUND = frozenset(
    "officers/complaints/contact/1 items/정산정보/members/0 items/정산정보/members/1 collection/all/keep "
    "collection/join/required/3 collection/join/optional/0 collection/join/optional/1/item "
    "collection/order/rows/buyer/required/구매자/0 collection/health/optional/0 collection/health/optional/1 "
    "collection/seller/required/0 ai/summary/provider behavioural/example-ads/collector".split()
)
"""Leaves that cannot differ alone: what they name would be named nowhere, or what names them would name nothing."""

# ---- every leaf


def near(change: Change, at: tuple[str | int, ...]) -> bool:
    """Tell whether a change leads to a place: one of its own two places is there, beside it or above it."""
    spots = [spot for spot in (change.old, change.new) if spot]
    return any(spot[: len(at) - 1] == at[: len(spot)][: len(at) - 1] for spot in spots)


def unseen(mutant: Mutant) -> str:
    """Say what is wrong with how a mutant is seen: not at all, elsewhere, or other than on the way back."""
    there, back = compare(mutant.old, mutant.new), compare(mutant.new, mutant.old)
    at, blocks = mutant.at, {one.path[0] for one in (*there, *back) if one.path}
    if not there:
        same = _by_id(mutant.old) == _by_id(mutant.new)
        excused = {field.replace("Policy/", "Facts/") for field in fields(mutant.old, at)}
        excused |= {f"Part/{at[-1]}", f"Party/{at[-1]}"}
        return "" if same or excused & set(no_effect()) else "is not seen"
    if not mirrored(there, back):
        return "is not mirrored"
    if any(one.kind == "table-updated" for one in there) and mutant.how == "changed" and at != ("dates", "effective"):
        return "is taken for a table's"
    inherited = at[0] in SHARES or (at[1:2] == ("all",) and at[0] in blocks)
    return "" if inherited or any(near(one, at) for one in (*there, *back)) else "is told elsewhere"


def _by_id(facts: Facts) -> Facts:
    """Bring the items into an order of their own; those that nobody declared stand where they were first named."""
    return facts.replace(items=tuple(sorted(facts.items, key=lambda one: one.id)))


@pytest.mark.parametrize("half", range(2))
def test_every_leaf_is_seen(half: int) -> None:
    """Each key, entry and leaf of the shop, taken out or changed, gives a change that leads to its place."""
    blocks = list(shop())[half::2]
    tried: dict[str, set[tuple[str | int, ...]]] = {"changed": set(), "taken out": set()}
    wrong = []
    for mutant in mutants(blocks):
        tried[mutant.how].add(mutant.at)
        if fault := unseen(mutant):
            wrong.append((fault, mutant.how, "/".join(map(str, mutant.at))))
    assert wrong == []
    every = [at for block in blocks for at, _ in leaves(shop()[block], (block,))]
    assert len(every) > 300
    assert len(tried["changed"]) > 0.9 * len(every), "the rest has no other value that resolves"
    untouched = {at for at in every if at not in tried["changed"] and not _above(at) & tried["taken out"]}
    assert {"/".join(map(str, at)) for at in untouched} <= BOUND


def test_any_two_versions_mirror_each_other() -> None:
    """Two versions that differ from the shop each in its own way: one way round tells what the other does, mirrored."""
    groups: dict[int, list[Facts]] = {}
    for mutant in mutants(("collection", "recipients", "processors", "retention", "rights")):
        groups.setdefault(id(mutant.old), []).append(mutant.new)
    assert sum(map(len, groups.values())) > 400
    chosen = Random(20261124)
    pairs = [chosen.sample(group, 2) for group in groups.values() for _ in range(60)]
    assert [1 for a, b in pairs if not mirrored(compare(a, b), compare(b, a))] == []
    assert sum(len(compare(a, b)) > 1 for a, b in pairs) > 100


def _above(at: tuple[str | int, ...]) -> set[tuple[str | int, ...]]:
    """Return a place and the places above it."""
    return {at[:end] for end in range(1, len(at) + 1)}


# ---- laws


def test_nothing_changes_by_itself() -> None:
    """The same policy, written in another order or at length, has no changes."""
    whole = facts(shop())
    assert whole
    assert compare(whole, whole) == ()
    turned = facts({key: _turned(value) if key != "outline" else value for key, value in reversed(shop().items())})
    assert turned
    assert [one for one in compare(whole, turned) if one.path[0] != "numbering"] == []


def _turned(value: Any) -> Any:
    """Turn the order of mappings round; that of lists is theirs to keep."""
    if isinstance(value, dict):
        return {key: _turned(below) for key, below in reversed(value.items())}
    return value


def test_editing_dates_and_approvals_changes_nothing() -> None:
    """Dates, waivers and declared changes are those of a version, and no changes."""
    data = dict(shop())
    data["dates"] = {**data["dates"], "effective": "2026-03-05", "announced": "2026-02-01", "amended": "2026-02-01"}
    del data["waivers"]
    old, new = facts(shop()), facts(data)
    assert old
    assert new
    assert compare(old, new) == ()


def test_fingerprints_stay_when_files_are_turned_round() -> None:
    """A change has the same fingerprint, weight and path however either file is ordered."""
    data = {**shop(), "duties": ["다른 사람의 정보를 침해하지 않습니다."], "title": "다른 제목"}
    del data["cctv"]
    turned = {key: _turned(value) if key != "outline" else value for key, value in reversed(data.items())}
    outline = {"outline": _less(data, "cctv")}
    whole, new, round_ = facts(shop()), facts({**data, **outline}), facts({**turned, **outline})
    assert whole
    assert new
    assert round_
    there = {one.fingerprint: (one.kind, one.path, one.weight) for one in compare(whole, new)}
    assert len(there) > 3
    assert there == {one.fingerprint: (one.kind, one.path, one.weight) for one in compare(whole, round_)}


def _less(data: Mapping[str, Any], section: str) -> dict[str, Any]:
    return {key: value for key, value in data["outline"].items() if key != section}


def test_more_changes_never_weigh_less() -> None:
    """Two mutations together weigh at least what the heavier weighs alone."""
    seen = 0
    for block, other in (("rights", "safety"), ("cookies", "cctv"), ("children", "dormant"), ("ai", "portability")):
        for one, two in zip(list(mutants([block]))[::5], list(mutants([other]))[::3], strict=False):
            alone = (*compare(one.old, one.new), *compare(two.old, two.new))
            blocks = {*NEEDS.get(block, "").split(), *CORE, block, other}
            whole = {key: value for key, value in shop().items() if key in blocks}
            rest = {key: value for key, value in whole.items() if key not in (block, other)}
            mixed = {block: one.data.get(block), other: two.data.get(other)}
            before, both = facts(whole), facts({**rest, **{key: value for key, value in mixed.items() if value}})
            if before and both:
                seen += 1
                assert _heaviest(compare(before, both)) <= _heaviest(alone)
    assert seen > 20


def _heaviest(changes: Any) -> int:
    return min((WEIGHTS.index(one.weight) for one in changes), default=len(WEIGHTS))


def test_comparing_starts_light() -> None:
    """To compare two versions, none of the heavy libraries is loaded."""
    heavy = "{'jsonschema', 'jinja2', 'markdown_it', 'babel'}"
    code = f"import sys, policyc.changes.compare; print(sorted({heavy} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
