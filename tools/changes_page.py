"""The catalogue of kinds of change and the gallery of cases into ``docs/changes.md``: what each means, by example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policyc.changes import kinds
from policyc.sheet import read

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "changes"


def page() -> str:
    """Write the page; raise AssertionError where an area has no name or a kind no case."""
    words = read(Path(__file__).with_suffix(".yaml"))
    known = [kinds.kind(name) for name in sorted(kinds.ids())]
    assert {kind.area for kind in known} == set(words["areas"])
    lines = [f"# {words['title']}", "", words["intro"], "", words["weights-intro"] + words["weights-said"]]
    for area, heading in words["areas"].items():
        rows = [_row(kind, words) for kind in known if kind.area == area]
        table = (words["columns"], ["---"] * len(words["columns"]), *rows)
        lines += ["", f"## {heading}", "", *(f"| {' | '.join(row)} |" for row in table)]
    return "\n".join(lines) + "\n"


def _row(kind: kinds.Kind, words: Mapping[str, Any]) -> list[str]:
    texts, said = next(_examples(kind.id))
    before, _, after = texts.partition(" → ")
    weight = words["weights"][kind.weight] + (f", {words['consent']}" if kind.consent else "")
    mirror = "<br>".join(words["itself"] if other == kind.id else f"`{other}`" for other in kind.mirror)
    cells = [f"`{kind.id}`", weight, said, *(_short(text) for text in (before, after)), mirror, kind.ground or ""]
    return [cell.replace("|", "\\|").replace("{", "\\{") for cell in cells]


def _examples(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the texts and the sentence of each change of a kind in its case."""
    lines = (CASES / kind / "changes.txt").read_text(encoding="utf-8").splitlines()
    for first, texts, said in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        if first.split()[1] == kind:
            yield texts.strip(), said.strip()


def _short(text: str) -> str:
    """Leave out what is longer than an example needs."""
    return "" if text == "-" else text if len(text) <= 60 else f"{text[:57]}…"
