"""Two Documents into what changed between them (신구대비표): a section for each that changed, before beside after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from policyc.document.aligning import moved
from policyc.document.compared_blocks import block_lines
from policyc.document.compared_lines import Line, words
from policyc.document.numbering import unnumbered, wholes
from policyc.document.phrases import Phrases
from policyc.nodes import Block, Cell, Document, Items, Note, Paragraph, Ref, Section, Table, Text
from policyc.record import NOTHING, Record

PREFIX = "section-"
"""What the ids of compared sections begin with; those of the title and the lead do not."""


class Place(Record):
    """A section where it stands: below which other, under which whole number, and what it says itself."""

    section: Section
    parent: str
    number: str
    heading: str
    blocks: tuple[Block, ...]


def comparison(
    before: Document, after: Document, phrases: Phrases, formerly: Mapping[str, str] = NOTHING
) -> tuple[Section, ...]:
    """Compare two versions in the order of the new one; what did not change is left out, and so are numbers.

    A section that is gone stands behind what it stood behind. `formerly` are old ids of sections by their new ones.
    """
    new = _places(after)
    renamed = {was: now for now, was in formerly.items() if now in new and was not in new}
    before = before.replace(sections=_referring(before.sections, renamed)) if renamed else before
    old = _places(before, renamed)
    away = _moved(old, new)
    drawn = (_compared(old.get(id_), new.get(id_), id_ in away, phrases) for id_ in _order(old, new))
    return tuple(filter(None, (*_front(before, after, phrases), *drawn)))


def _places(document: Document, renamed: Mapping[str, str] = NOTHING) -> Mapping[str, Place]:
    """Find every section, at any depth, in order, by the ids that they have now."""
    found: dict[str, Place] = {}
    parents = {below.id: section.id for section, _ in wholes(document.sections) for below in _below(section)}
    for section, number in wholes(document.sections, lambda section: unnumbered(section)[0]):
        parent = parents.get(section.id, "")
        parent = renamed.get(parent, parent)
        above = found[parent].heading if parent else ""
        heading = section.heading or above
        if above and section.heading and not number:
            heading = f"{above} > {section.heading}"
        blocks = unnumbered(section)[1]
        found[renamed.get(section.id, section.id)] = Place(
            section=section, parent=parent, number=number, heading=heading, blocks=blocks
        )
    return found


def _referring(node: Any, renamed: Mapping[str, str]) -> Any:
    """Let references lead to what sections are called now."""
    if isinstance(node, Ref):
        return node.replace(section=renamed.get(node.section, node.section))
    if isinstance(node, tuple):
        return tuple(_referring(entry, renamed) for entry in node)
    if isinstance(node, Record):
        fields = {field: getattr(node, field) for field in type(node).__fields__}
        return node.replace(
            **{key: _referring(value, renamed) for key, value in fields.items() if type(value) is tuple}
        )
    return node


def _below(section: Section) -> Iterator[Section]:
    return (block for block in section.blocks if isinstance(block, Section))


def _moved(old: Mapping[str, Place], new: Mapping[str, Place]) -> frozenset[str]:
    """Find the fewest sections that must have moved: among those below the same one, or from below another."""
    both = [id_ for id_ in new if id_ in old]
    place = {id_: index for index, id_ in enumerate(old)}
    away = {id_ for id_ in both if old[id_].parent != new[id_].parent}
    for parent in {new[id_].parent: None for id_ in both}:
        siblings = {place[id_]: id_ for id_ in both if id_ not in away and new[id_].parent == parent}
        away |= {siblings[index] for index in moved(list(siblings))}
    return frozenset(away)


def _order(old: Mapping[str, Place], new: Mapping[str, Place]) -> list[str]:
    order = list(new)
    before = ""
    for id_ in old:
        if id_ not in new:
            order.insert(order.index(before) + 1 if before else 0, id_)
        before = id_
    return order


def _compared(old: Place | None, new: Place | None, away: bool, phrases: Phrases) -> Section | None:
    place = new or old
    if place is None:
        return None
    lines = list(_headings(old, new)) + list(block_lines(old.blocks if old else (), new.blocks if new else ()))
    state = "added" if old is None else "removed" if new is None else "moved" if away else ""
    if not (lines or state):
        return None
    said: list[Block] = []
    if state == "moved" and old and new:
        said = [] if lines else [Paragraph((Text(phrases.word("comparison", "moved-only")),))]
        lines = [*_seats(old, new), *lines]
    heading = _with_state(place.heading, state, phrases)
    blocks = (*said, *_tables(lines, phrases))
    return Section(id=f"{PREFIX}{place.section.id}", number=_number(place), heading=heading, blocks=blocks)


def _number(place: Place) -> str:
    """Return the number as it is printed; a section that counts anew says whose part it is."""
    return place.section.number if not place.parent and place.section.number else place.number


def _headings(old: Place | None, new: Place | None) -> Iterator[Line]:
    if old and new and old.section.heading != new.section.heading:
        yield words(old.section.heading, new.section.heading, "heading")


def _seats(old: Place, new: Place) -> Iterator[Line]:
    """Say where a section stood and where it stands, if numbers or headings tell it."""
    was, now = (f"{_number(place)} {place.heading}".strip() for place in (old, new))
    if was != now:
        yield Line(about="seat", before=(Paragraph((Text(was),)),), after=(Paragraph((Text(now),)),))


def _front(before: Document, after: Document, phrases: Phrases) -> Iterator[Section | None]:
    """Compare titles, and what stands before the first section: who sets the policy and from when."""
    titles = [
        words(getattr(before, about), getattr(after, about), about)
        for about in ("title", "subtitle")
        if getattr(before, about) != getattr(after, about)
    ]
    lead = list(block_lines(_remarkless(before.lead), _remarkless(after.lead)))
    for id_, lines in (("title", titles), ("lead", lead)):
        if lines:
            yield Section(id=id_, heading=phrases.word("comparison", f"{id_}-section"), blocks=_tables(lines, phrases))


def _remarkless(lead: Sequence[Block]) -> list[Block]:
    """Leave out remarks on one version alone: that it is an example, or why its notice was short."""
    return [block for block in lead if not isinstance(block, Note)]


def _with_state(heading: str, state: str, phrases: Phrases) -> str:
    return " ".join(filter(None, (heading, f"({phrases.word('comparison', state)})" if state else "")))


def _tables(lines: Sequence[Line], phrases: Phrases) -> tuple[Block, ...]:
    """Put lines beside each other: sentences in two columns, what has a name in three."""
    named = [line.replace(name=_name(line, phrases)) for line in lines]
    groups = groupby(_together(named), lambda line: (line.title, bool(line.name)))
    return tuple(_table(title, tuple(group), phrases) for (title, _), group in groups)


def _name(line: Line, phrases: Phrases) -> str:
    return phrases.word("comparison", line.about) if line.about else line.name


def _together(lines: Sequence[Line]) -> Iterator[Line]:
    """Make one line of sentences that went or came together; new ones stand beside what they stand in for."""
    waiting: Line | None = None
    for line in lines:
        if waiting and _joins(waiting, line):
            waiting = waiting.replace(before=_run(waiting.before, line.before), after=_run(waiting.after, line.after))
            continue
        if waiting:
            yield waiting
        waiting = line if _is_prose(line) and not (line.before and line.after) else None
        if not waiting:
            yield line
    if waiting:
        yield waiting


def _joins(waiting: Line, line: Line) -> bool:
    return _is_prose(line) and not (line.before and line.after) and (bool(line.after) or not waiting.after)


def _is_prose(line: Line) -> bool:
    return not line.name


def _run(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put blocks behind others; items that follow each other are one list."""
    if before and after and isinstance(before[-1], Items) and isinstance(after[0], Items):
        first, second = before[-1], after[0]
        if first.ordered == second.ordered and second.start == first.start + len(first.items) * first.ordered:
            return (*before[:-1], first.replace(items=(*first.items, *second.items)), *after[1:])
    return (*before, *after)


def _table(title: str, lines: Sequence[Line], phrases: Phrases) -> Table:
    named = bool(lines[0].name)
    heads = [*(("what",) if named else ()), "before", "after"]
    rows = tuple(_row(line, named, phrases) for line in lines)
    return Table(title, tuple(phrases.word("comparison", head) for head in heads), rows)


def _row(line: Line, named: bool, phrases: Phrases) -> tuple[Cell, ...]:
    before = line.before or _sign("added", phrases)
    after = line.after or _sign("removed", phrases)
    name = (Cell((Paragraph((Text(line.name),)),), header=True),) if named else ()
    return (*name, Cell(before), Cell((*after, *(_sign("moved", phrases) if line.moved else ()))))


def _sign(state: str, phrases: Phrases) -> tuple[Block, ...]:
    return (Paragraph((Text(f"〈{phrases.word('comparison', state)}〉"),)),)
