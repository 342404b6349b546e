"""What changed into the Document that tells people: what, why, from when, what they can do, and the comparison."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TypeVar

from policyc.document import desks, officers, reach, ways
from policyc.document.comparison import comparison as compared
from policyc.document.identity import waived
from policyc.document.phrases import Named, Phrases
from policyc.document.tables import inline, text
from policyc.korean import has_hangul
from policyc.model.change import WEIGHTS, Change, Comparison, Weight
from policyc.model.notice import Notice
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.nodes import Block, Document, Fields, Items, Paragraph, Section, Strong, Text, Time

B = TypeVar("B", bound=Block)


def change_notice(
    old: Facts,
    new: Facts,
    before: Document,
    after: Document,
    comparison: Comparison,
    notice: Notice | None,
    phrases: Phrases,
    said: Sequence[str],
) -> Document:
    """Write the change notice of a version; `said` are the sentences of `comparison.changes`, in their order.

    `phrases` are those of the new version's facts. Where nothing changes in meaning, the notice is short.
    """
    rows = compared(undated(before, old) if new.dates.open else before, after, phrases, formerly(new))
    days = {"before": Time(old.dates.effective), "effective": Time(new.dates.effective)}
    dated = () if old.dates.open or new.dates.open else inline(phrases.say("changes.compared", **days))
    blocks = (*dated, *rows)
    table = (Section(id="comparison", heading=label("comparison", phrases), blocks=blocks),) if rows else ()
    told = () if short(comparison) else (*reason(comparison, phrases), *choices(new, comparison, phrases))
    return Document(
        title=label("title", phrases),
        subtitle=new.title,
        lead=lead(new, comparison, notice, phrases),
        sections=(*what(comparison, said, phrases), *told, *table),
    )


def undated(document: Document, facts: Facts) -> Document:
    """Take the days out of a text that is compared with a draft whose days are still open: they do not go away."""
    shown = {node.id for node in inside(facts.outline) if (node.shows or node.id) == "dates"}
    return document.replace(
        lead=tuple(block for block in document.lead if not _dates(block)),
        sections=tuple(_without(document.sections, shown)),
    )


def inside(nodes: Iterable[OutlineNode]) -> Iterator[OutlineNode]:
    """Yield nodes of an outline and those below them."""
    for node in nodes:
        yield node
        yield from inside(node.parts)


def _without(blocks: Iterable[B], ids: Container[str]) -> Iterator[B]:
    for block in blocks:
        if not isinstance(block, Section):
            yield block
        elif block.id not in ids:
            yield block.replace(blocks=tuple(_without(block.blocks, ids)))


def _dates(block: Block) -> bool:
    return isinstance(block, Fields) and all(isinstance(said[0], Time) for _, said in block.pairs if said)


def lead(new: Facts, comparison: Comparison, notice: Notice | None, phrases: Phrases) -> tuple[Block, ...]:
    """Say who changes what, from when, and how long before it is told."""
    kind = "changes.intro-editorial" if short(comparison) else "changes.intro"
    days = tuple(_days(new, notice, phrases))
    return (
        *inline(phrases.say(kind, name=Named(new.controller.name, new.controller.reads), title=new.title)),
        *((Fields(days),) if days else ()),
        *waived(new, notice, phrases),
    )


def _days(new: Facts, notice: Notice | None, phrases: Phrases) -> Iterator[reach.Pair]:
    """Give the day of announcement, the effective day, and the days between as the policy counts them."""
    announced, effective = new.dates.announced, new.dates.effective
    if announced:
        yield phrases.word("announced"), (Time(announced),)
    if new.dates.open:
        return
    yield phrases.word("effective"), (Time(effective),)
    between = notice.given if notice else (effective - announced).days if announced else 0
    clear = f"({label('clear', phrases)})" if notice and notice.counting == "clear" else ""
    if between > 0:
        yield label("days", phrases), (Text(f"{between}{phrases.word('units', 'D')}{clear}"),)


def what(comparison: Comparison, said: Sequence[str], phrases: Phrases) -> tuple[Section, ...]:
    """List what changes, the heaviest first; the author's own words stand for what he has summed up."""
    groups = {weight: sentences(comparison, said, weight) for weight in WEIGHTS}
    found = {weight: lines for weight, lines in groups.items() if lines}
    blocks: list[Block] = []
    for weight, lines in found.items():
        blocks += [Paragraph((Strong((Text(label(weight, phrases)),)),))] if len(found) > 1 else []
        blocks.append(listed(lines))
    return (Section(id="changes", heading=label("changes", phrases), blocks=tuple(blocks)),) if blocks else ()


def sentences(comparison: Comparison, said: Sequence[str], weight: Weight) -> list[str]:
    """Say each change of a weight once."""
    pairs = zip(comparison.changes, said, strict=True)
    return list(dict.fromkeys(summary(change) or words for change, words in pairs if change.weight == weight))


def summary(change: Change) -> str:
    """Return what the author says of a change, if anything."""
    return change.declaration.summary if change.declaration else ""


def reason(comparison: Comparison, phrases: Phrases) -> tuple[Section, ...]:
    """Give the author's reasons; nothing where he gave none."""
    found = [change.declaration.reason for change in comparison.changes if change.declaration]
    reasons = list(dict.fromkeys(filter(None, found)))
    blocks = text(reasons[0]) if len(reasons) == 1 else (listed(reasons),)
    return (Section(id="reason", heading=label("reason", phrases), blocks=blocks),) if reasons else ()


def choices(new: Facts, comparison: Comparison, phrases: Phrases) -> tuple[Section, ...]:
    """Say what people can do: give the consents that are asked anew, exercise their rights, ask."""
    blocks = (*consents(comparison, phrases), *_rights(new, phrases), *contact(new, phrases))
    return (Section(id="choices", heading=label("choices", phrases), blocks=blocks),) if blocks else ()


def consents(comparison: Comparison, phrases: Phrases) -> tuple[Block, ...]:
    """List what people are asked to consent to anew."""
    lines = [f"{one.name}({one.ground})" if has_hangul(one.ground) else one.name for one in comparison.consents]
    return (*inline(phrases.say("changes.consent")), listed(lines)) if lines else ()


def _rights(new: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """List the ways to exercise rights as the policy does."""
    listed = ways.ways(new, phrases, OutlineNode(id="rights"))[1:]
    return (*inline(phrases.say("rights.how")), *listed) if listed else ()


def contact(new: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Name the privacy officer, or else the first desk that can be reached, and how."""
    found: list[desks.Desk] = [*officers.in_charge(officers.PRIVACY_OFFICER, new), *new.contacts]
    told = [(desks.name(desk, new, phrases), lines) for desk in found if (lines := reach.row(desk, phrases))]
    return (*text(label("contact", phrases)), Fields(tuple(told[:1]))) if told else ()


def formerly(new: Facts) -> dict[str, str]:
    """Return which sections of the outline had another id, by their new ones."""
    waiting = list(new.outline)
    found: dict[str, str] = {}
    for node in waiting:
        found |= {node.id: node.formerly} if node.formerly else {}
        waiting += node.parts
    return found


def short(comparison: Comparison) -> bool:
    """Tell whether nothing changes in meaning."""
    return comparison.weight == "editorial"


def listed(lines: Sequence[str]) -> Items:
    """List texts."""
    return Items(ordered=False, items=tuple(text(line) for line in lines))


def label(key: str, phrases: Phrases) -> str:
    """Return a heading or a term of change notices."""
    return phrases.word("changes", key)
