"""Every kind of change has a pair of policies that shows it, in both directions; kinds, table and cases are one set."""

from __future__ import annotations

import re
import runpy
from datetime import date
from pathlib import Path

import yaml

from gallery import cases, compare, parametrised
from house import PACKAGE, ROOT, files
from policyc.changes import compare as comparing
from policyc.changes import kinds
from policyc.changes.table import elsewhere, no_effect
from policyc.korean import has_hangul
from policyc.model.change import Change
from policyc.model.part import Part
from policyc.model.policy import Facts
from policyc.model.shape import slots
from unruled import check

CHANGES = "changes.txt"
TABLE = yaml.safe_load((PACKAGE / "changes" / "fields.yaml").read_text(encoding="utf-8"))
CODE = [code for code in files(PACKAGE / "changes") if code.name != "kinds.py"]


def facts(path: Path) -> Facts:
    """Read one of the two policies of a case, under the name that its effective day gives it."""
    raw = path.read_bytes()
    day = re.search(r"effective: (\S+)", raw.decode())
    assert day, path
    found = check(f"policy/shop/{day[1]}.yaml", raw, date(2026, 11, 23)).facts
    assert found, path
    return found


def told(change: Change) -> str:
    """Write a change as a case expects it."""
    texts = " → ".join(change.args.get(side, "-") for side in ("before", "after"))
    where = "/".join(change.path)
    return f"{change.weight} {change.kind} {where}\n  {texts}\n  {kinds.says(change)}\n"


def mirrored(there: tuple[Change, ...], back: tuple[Change, ...]) -> bool:
    """Tell whether each change has its mirror at the same two places the other way round."""
    waiting = list(back)
    for change in there:
        wanted = kinds.kind(change.kind).mirror
        found = [one for one in waiting if one.kind in wanted and (one.old, one.new) == (change.new, change.old)]
        if not found:
            return False
        waiting.remove(found[0])
    return not waiting


@parametrised("changes")
def test_gallery(case: Path, bless: bool) -> None:
    """Each pair gives its kind, in these words, and the other way round the kind's mirror."""
    old, new = facts(case / "old.yaml"), facts(case / "new.yaml")
    found = comparing.compare(old, new)
    compare(case, "".join(map(told, found)), bless, CHANGES)
    assert case.name in {one.kind for one in found}
    assert len({one.kind for one in found}) <= 2, "one thing changes in a case, with at most one that follows"
    assert mirrored(found, comparing.compare(new, old))
    assert comparing.compare(old, old) == comparing.compare(new, new) == ()


def test_kinds_are_those_of_code_table_and_cases() -> None:
    """The kinds that the table and the code yield are those of the catalogue, and each has its case."""
    yielded = {kind for fields in TABLE.values() for found in fields.values() for kind in _kinds(found)}
    assert len(yielded) > 150
    said = {text for code in CODE for _, text in code.literals()}
    built = {f"item-became-{slot}" for slot in ("required", "optional", "automatic")}
    built |= {f"retention-{what}-{how}" for what in ("case", "example") for how in ("added", "removed")}
    built |= {f"transfer-{how}" for how in ("added", "removed")}
    assert yielded | (said & kinds.ids()) | built == kinds.ids()
    assert {case.name for case in cases("changes")} == kinds.ids()


def test_mirrors_mirror() -> None:
    """What mirrors a kind is mirrored by it; what comes has a mirror that goes."""
    opposite = {"added": "removed", "widened": "narrowed"}
    for kind in map(kinds.kind, sorted(kinds.ids())):
        assert kind.mirror, kind.id
        for other in map(kinds.kind, kind.mirror):
            assert kind.id in other.mirror, (kind.id, other.id)
            assert other.area == kind.area, (kind.id, other.id)
            if kind.action in opposite:
                assert other.action == opposite[kind.action], (kind.id, other.id)


def test_kinds_are_said_in_korean() -> None:
    """Each kind is said in Korean sentences of its own."""
    words = [one for kind in map(kinds.kind, kinds.ids()) for one in kind.words]
    assert all(has_hangul(one) and one.endswith(".") for one in words)


def test_every_field_is_ruled_or_excused() -> None:
    """Each field has a rule, is walked into, is told elsewhere or changes nothing, and stands in one table alone."""
    used: set[str] = set()
    tables = [{f"{part}/{key}" for part, fields in TABLE.items() for key in fields}, set(elsewhere()), set(no_effect())]
    for kind in _parts():
        owners = [owner.__name__ for owner in kind.__mro__]
        for key, slot in slots(kind).items():
            found = [sum(f"{owner}/{key}" in table for table in tables) for owner in owners]
            walked = isinstance(slot.kind, type) and not slot.many
            assert max(found) <= 1, f"{kind.__name__}/{key} is in two tables"
            assert any(found) or walked or {*owners} & {*tables[1], *tables[2]}, f"{kind.__name__}/{key} is nowhere"
            used |= {*owners, *(f"{owner}/{key}" for owner in owners)}
    assert sorted(set().union(*tables) - used) == [], "no such field"
    assert all(has_hangul(reason) for table in (no_effect(), elsewhere()) for reason in table.values())


def test_page_is_that_of_the_cases() -> None:
    """``docs/changes.md`` is what the catalogue and the cases give: `make docs` writes it."""
    written = runpy.run_path(str(ROOT / "tools" / "changes_page.py"))["page"]()
    assert (ROOT / "docs" / "changes.md").read_text(encoding="utf-8") == written
    assert all(f"`{kind}`" in written for kind in kinds.ids())


def _parts() -> list[type[Part]]:
    found: list[type[Part]] = [Facts]
    for kind in found:
        below = [slot.kind for slot in slots(kind).values() if isinstance(slot.kind, type)]
        found += [one for one in dict.fromkeys(below) if one not in found]
    assert len(found) > 50
    return found


def _kinds(found: str | dict[str, str]) -> list[str]:
    if isinstance(found, str):
        return [found]
    spelt = {"on", "off", "added", "removed", "changed", "renamed", "by", True, False}
    assert set(found) <= spelt, found
    return [kind for name, kind in found.items() if name != "by"]
