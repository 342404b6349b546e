"""Lines by the ground they rest on: with and without consent apart (개인정보 보호법 제22조제3항)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policyc.document import lines
from policyc.document.lines import CONSENT, WITHOUT, Line
from policyc.document.phrases import Phrases
from policyc.document.row_tables import Layout, tables
from policyc.document.tables import inline
from policyc.nodes import Block

NAMES = {CONSENT: "consent", WITHOUT: "without-consent"}
"""What a section's sentences and captions on a ground are called."""


def by_ground(found: Sequence[Line]) -> Mapping[str, list[Line]]:
    """Part lines by whether they rest on consent, where both occur; those that do not say come last."""
    parts: dict[str, list[Line]] = {}
    for line in found:
        parts.setdefault(lines.ground(line.row), []).append(line)
    if not (CONSENT in parts and WITHOUT in parts):
        return {"".join(parts) if len(parts) == 1 else "": list(found)} if found else {}
    unsaid = parts.pop("", None)
    return parts | ({"": unsaid} if unsaid else {})


def rests_on_consent(found: Sequence[Line]) -> bool:
    """Tell whether all lines rest on consent and on nothing else."""
    return all([basis.ground for basis in line.row.basis] == [CONSENT] for line in found)


def opening(section: str, ground: str, phrases: Phrases) -> tuple[Block, ...]:
    """Announce the lines that follow, with their ground where it is one for all."""
    named = [f"{section}.intro-{NAMES[ground]}"] if ground else []
    return inline(phrases.first((*named, f"{section}.intro")))


def part_tables(part: Sequence[Line], ground: str, layout: Layout, phrases: Phrases) -> Iterator[Block]:
    """Show the lines of one ground; `ground` is empty where there is but one."""
    caption = phrases.label("captions", f"{layout.section}.{NAMES[ground]}" if ground else layout.section)
    yield from tables(part, caption, layout, phrases, named=bool(ground), consent=rests_on_consent(part))
