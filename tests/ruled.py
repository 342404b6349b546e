"""A few blocks laid over a lawful policy → what the whole check says of it, for the gallery of rules, and others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gallery import CASES
from policyc.compile import Checked, check
from policyc.report import catalogue

BASE = CASES / "lawful.yaml"
SILENT = "good.yaml"
"""In a rule's folder: what must stay silent, a list of texts (each stands in a clause) and of blocks."""

CODES = frozenset(catalogue.rules())
LAWFUL_DAY = date(2026, 12, 1)
_BLOCK = re.compile(r"(?m)^([a-z][a-z-]*):.*\n(?:(?: .*|#.*)?\n)*?(?=[a-z]|\Z)")
_WITHOUT = re.compile(r"(?m)^# without: (.+)$")


def policy(blocks: str = "", day: date = LAWFUL_DAY) -> str:
    """Lay blocks over the lawful policy, which takes effect on a day; those named in ``# without: …`` are left out.

    The blocks come first, so that a report shows the lines of the case.
    """
    own = [found[1] for found in _BLOCK.finditer(blocks)]
    gone = [name for line in _WITHOUT.findall(blocks) for name in line.split()]
    assert {*own, *gone} or not blocks.strip(), f"no block in {blocks!r}"
    assert set(gone) <= set(_base()), gone
    left = "".join(text for name, text in _base().items() if name not in (*own, *gone))
    announced = day - timedelta(days=40)
    return blocks + left.replace("{announced}", announced.isoformat()).replace("{effective}", day.isoformat())


def judged(blocks: str = "", day: date = LAWFUL_DAY) -> Checked:
    """Check blocks laid over the lawful policy."""
    return check(f"shop/{day.isoformat()}.yaml", policy(blocks, day).encode(), day)


def found(blocks: str = "", day: date = LAWFUL_DAY) -> list[str]:
    """List the codes of all that is found in blocks laid over the lawful policy, waived ones left out."""
    return [one.finding.code for one in judged(blocks, day).judged if not one.waiver]


def day_in(blocks: str) -> date:
    """Return the day by whose law an example is meant (``# day: …``)."""
    told = re.search(r"(?m)^# day: (\S+)$", blocks)
    return date.fromisoformat(told[1]) if told else LAWFUL_DAY


def blocks() -> tuple[str, ...]:
    """List the blocks of the lawful policy."""
    return tuple(_base())


def clause(text: str) -> str:
    """Write a text as a clause of its own, beside the sections of the lawful policy."""
    sections = [name for name in _base() if name in SECTIONS]
    nodes = {"clause": {"heading": "덧붙이는 말", "text": text}, **dict.fromkeys(sections)}
    return written({"outline": nodes})


SECTIONS = frozenset(
    "purposes collection sensitive children retention destruction recipients processors cookies rights safety officers "
    "remedies change-notice".split()
)


class _Plain(yaml.SafeDumper):
    """Writes scalars as authors do: ``true`` and ``1`` bare, what is empty as nothing."""


_Plain.yaml_implicit_resolvers = {}
_Plain.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:str", ""))


def written(data: Mapping[str, Any]) -> str:
    """Write plain data as YAML in the block style."""
    text: str = yaml.dump(_bare(dict(data)), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def _bare(data: Any) -> Any:
    """Take an empty text for nothing: an entry whose id says it all."""
    if isinstance(data, dict):
        return {key: _bare(below) for key, below in data.items()}
    if isinstance(data, list):
        return [_bare(below) for below in data]
    return data or None


def silent(case: Path) -> Iterator[tuple[str, date]]:
    """Yield what must stay silent in a rule's folder, with the day by whose law.

    An entry is a text, or blocks; ``without`` lists blocks to leave out, ``day`` is another day than the usual one.
    """
    path = case / SILENT
    for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) if path.exists() else ():
        if isinstance(entry, str):
            yield clause(entry), LAWFUL_DAY
            continue
        gone, day = entry.pop("without", ()), entry.pop("day", None)
        head = f"# without: {' '.join(gone)}\n" if gone else ""
        yield head + (written(entry) if entry else ""), date.fromisoformat(day) if day else LAWFUL_DAY


@cache
def _base() -> Mapping[str, str]:
    found = {match[1]: match[0] for match in _BLOCK.finditer(BASE.read_text(encoding="utf-8"))}
    assert "collection" in found
    return found
