"""The sections on the policy itself: who sets it and from when, meanings of words, change notice, earlier versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from policyc.document import reach
from policyc.document.countries import country
from policyc.document.phrases import Named, Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.korean import long_date
from policyc.model.identity import EarlierVersion, NoticeTerm, Service
from policyc.model.notice import Notice
from policyc.model.part import OutlineNode, Word
from policyc.model.policy import Facts
from policyc.nodes import Block, Fields, Inline, Items, Link, Note, Text, Time

Pair: TypeAlias = tuple[str, tuple[Inline, ...]]


def lead(facts: Facts, notice: Notice | None, phrases: Phrases, *, days: bool) -> tuple[Block, ...]:
    """Say who sets the policy, its days (unless a section of their own does), and what was waived."""
    controller = facts.controller
    name = Named(controller.name, controller.reads)
    values = {"name": name, "short": controller.short, "as_": controller.as_}
    intro = phrases.first((f"controller.intro{kind}" for kind in ("-as", "", "-plain")), **values)
    example = phrases.say("example.notice")
    found = (*_edition(facts, phrases), *(_days(facts, phrases) if days else ()), *_controller(facts, phrases))
    return (
        *((Note(example),) if example else ()),
        *inline(intro),
        *((Fields(found),) if found else ()),
        *waived(facts, notice, phrases),
    )


def _edition(facts: Facts, phrases: Phrases) -> tuple[Pair, ...]:
    return ((phrases.label("terms", "edition"), (Text(facts.edition),)),) if facts.edition else ()


def _days(facts: Facts, phrases: Phrases) -> tuple[Pair, ...]:
    if not facts.dates.printed:
        return ()
    kinds = ("announced", "effective", "enacted", "amended")
    found = ((phrases.word(kind), getattr(facts.dates, kind)) for kind in kinds)
    return tuple((word, (Time(day),)) for word, day in found if day)


def _controller(facts: Facts, phrases: Phrases) -> tuple[Pair, ...]:
    """Say who stands for the controller and where it is."""
    own = facts.controller
    who = [(phrases.label("terms", "representative"), (Text(own.representative),))] if own.representative else []
    where = [(phrases.label("terms", "country"), (Text(country(own.country, phrases)),))] if own.country else []
    return (*who, *where, *reach.lines(own, phrases))


def dates(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say the days of the policy where the author wants them."""
    found = _days(facts, phrases)
    return (Fields(found),) if found else ()


def services(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the services that the policy covers."""
    entries = facts.services.entries if facts.services else ()
    found = tuple(_service(entry, phrases) for entry in entries)
    return (*inline(phrases.say("services.intro")), Items(ordered=False, items=found)) if found else ()


def _service(entry: Service, phrases: Phrases) -> tuple[Block, ...]:
    short = f"({phrases.label('terms', 'hereafter')} ‘{entry.short}’)" if entry.short else ""
    words = (Text(entry.name + short),)
    return (*inline((Link(entry.url, words),) if entry.url else words), *notes(entry.note))


def scope(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say what the policy covers, what it does not, and which policy it supplements."""
    block = facts.scope
    if block is None:
        return ()
    values = {"covers": _both(block.covers, phrases), "excludes": phrases.either(word.text for word in block.excludes)}
    annex = block.annex_to
    linked = (Link(annex.url, (Text(annex.name),)),) if annex and annex.url else (Text(annex.name),) if annex else ()
    said = [phrases.say(f"scope.{part}", **values) for part in ("covers", "excludes")]
    section = annex.section if annex else None
    said.append(phrases.first(("scope.annex-section", "scope.annex"), name=linked, section=section))
    return (*(found for sentence in said for found in inline(sentence)), *notes(block.note))


def co_controllers(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show who else processes the same data, and as what."""
    entries = facts.co_controllers.entries if facts.co_controllers else ()
    if not entries:
        return ()
    columns = (
        Column("name", phrases.label("columns", "co-controller"), lambda row: text(row.name)),
        Column("role", phrases.label("columns", "role"), lambda row: text(*filter(None, [row.role]))),
        Column("contact", phrases.label("terms", "contact"), lambda row: reach.content(row, phrases)),
    )
    said = tuple(note for entry in entries for note in notes(entry.note, entry.name if len(entries) > 1 else ""))
    caption = phrases.label("captions", "co-controllers")
    return (*inline(phrases.say("co-controllers.intro")), *shown(node, caption, columns, entries, said))


def waived(facts: Facts, notice: Notice | None, phrases: Phrases) -> Iterator[Note]:
    """Show of each waiver its days and dates, and the one sentence meant for the public."""
    announced = facts.dates.announced
    for waiver in facts.waivers:
        values = {
            "announced": Time(announced) if announced else None,
            "effective": Time(facts.dates.effective),
            "given": waiver.given,
            "owed": waiver.owed,
        }
        if notice and notice.given < notice.owed:
            yield Note(phrases.first(("waiver.notice", "waiver.notice-custom"), **values))
        if public := phrases.say("waiver.public", public=waiver.public):
            yield Note(public)


def definitions(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Give the meaning of words."""
    entries = facts.definitions.entries if facts.definitions else ()
    return (Fields(tuple((entry.term, (Text(entry.text),)) for entry in entries)),) if entries else ()


TERMS = ("general", "material", "editorial")


def change_notice(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Say why the policy may change, where that is told and how long before."""
    notice = facts.change_notice
    if notice is None or notice.none:
        return ()
    values: dict[str, str | None] = {
        "channels": _listed(notice.channels),
        "material_channels": _listed(notice.material_channels),
        "material_if": phrases.either(word.text for word in notice.material_if),
        "reasons": phrases.either(word.text for word in notice.reasons),
    }
    for term in TERMS:
        values |= _term(term, getattr(notice, term), phrases)
    choices = (
        ("reasons",),
        ("channels",),
        ("general", "general-word"),
        ("material-if", "material", "material-if-word", "material-word"),
        ("material-channels",),
        ("editorial", "editorial-word"),
        ("with-reason",),
        ("clear",),
    )
    said = [phrases.first((f"change-notice.{part}" for part in parts), **values) for parts in choices]
    return (*(block for sentence in said for block in inline(sentence)), *notes(notice.note))


def _term(name: str, term: NoticeTerm | None, phrases: Phrases) -> dict[str, str | None]:
    """Give a term as figures, or as the adverb that stands in their place."""
    days = str(term.days) if term and term.days else None
    word = phrases.word("promptness", term.text) if term and not days else None
    return {name: days, f"{name}_word": word}


def _listed(words: Iterable[Word]) -> str:
    return ", ".join(word.text for word in words)


def _both(words: Sequence[Word], phrases: Phrases) -> str:
    """Join words that hold together: ``앱, 누리집 및 매장``."""
    before = _listed(words[:-1])
    return " ".join(filter(None, [before, before and phrases.word("and"), *(word.text for word in words[-1:])]))


def earlier(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Point to the policies before the first that is kept here, and list those that are known."""
    block = facts.earlier
    if block is None or block.none:
        return ()
    label = block.label or block.url or ""
    link = inline((Link(block.url, (Text(label),)),)) if block.url else text(*filter(None, [label]))
    columns = (
        Column("version", phrases.label("columns", "version"), _version),
        Column("period", phrases.label("columns", "applied"), lambda row: text(*filter(None, [_applied(row)]))),
        Column("changes", phrases.label("columns", "changes"), _changes),
    )
    caption = phrases.label("captions", "earlier")
    return (*link, *shown(node, caption, columns, block.versions), *notes(block.note))


def _version(row: EarlierVersion) -> Content:
    name = row.version or _day(row.from_) or row.url or ""
    return inline((Link(row.url, (Text(name),)),) if row.url else (Text(name),))


def _applied(row: EarlierVersion) -> str:
    """Write the days or months between which a version held."""
    return f"{_day(row.from_)} ~ {_day(row.until)}".strip() if row.from_ or row.until else ""


def _day(text: str | None) -> str:
    """Write a day or a month in long form."""
    if text is None or len(text) == 10:
        return long_date(date.fromisoformat(text)) if text else ""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale="ko")


def _changes(row: EarlierVersion) -> Content:
    items = tuple(text(f"{change.what}: {change.how}") for change in row.changes)
    return (Items(ordered=False, items=items),) if items else ()
