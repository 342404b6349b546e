"""The sections on collection: purposes, items by context, meanings of words, sensitive data, methods, children."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document import wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, inline, table, text
from policyc.model.facts import Context, Facts
from policyc.model.part import Period
from policyc.nodes import Block, Fields, Inline, Items, Note, Paragraph, Strong, Text


def purposes(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """List the purposes, under what is promised of a change of purpose."""
    if not facts.purposes:
        return ()
    items = tuple(inline(_purpose(entry.name, entry.text)) for entry in facts.purposes)
    return (
        *inline(phrases.first(("purposes.new-consent", "purposes.intro"))),
        Items(ordered=True, items=items),
    )


def _purpose(name: str | None, words: str) -> tuple[Inline, ...]:
    return (Strong((Text(name),)), Text(f": {words}")) if name else (Text(words),)


def collection(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Show contexts as tables, personal data apart from what is said not to be; then what comes by itself."""
    asked = [context for context in facts.collection if context.required or context.optional]
    personal = [context for context in asked if context.personal]
    others = [context for context in asked if not context.personal]
    by_consent = all(_only_consent(context) for context in facts.collection)
    opening = ("collection.intro-consent", "collection.intro") if by_consent else ("collection.intro",)
    found: list[Block] = [*inline(phrases.first(opening))]
    if personal:
        found.append(_contexts(phrases.label("captions", "collection"), personal, facts, phrases, by_consent))
    found += [_contexts(context.name, [context], facts, phrases, by_consent) for context in others]
    for context in facts.collection:
        if context.automatic:
            found += _automatic(context, facts, phrases, by_consent)
    return tuple(found)


def _only_consent(context: Context) -> bool:
    return [basis.ground for basis in context.basis] == ["consent"]


def _contexts(caption: str, contexts: Sequence[Context], facts: Facts, phrases: Phrases, by_consent: bool) -> Block:
    columns = (
        phrases.label("columns", "context"),
        phrases.word("required"),
        phrases.word("optional"),
        *(phrases.label("columns", key) for key in ("purpose", "keep", "basis")),
    )
    several = any(context.keep for context in contexts)
    general = facts.retention.general if facts.retention and several else None
    rows = [
        (
            text(context.name),
            wording.items(context.required, facts),
            wording.items(context.optional, facts),
            *_particulars(context, phrases, by_consent, general),
        )
        for context in contexts
    ]
    notes = tuple(_refusal(context, len(contexts) > 1) for context in contexts if context.refusal)
    return table(caption, columns, rows, empty=dict.fromkeys(columns[1:3], phrases.word("none")), notes=notes)


def _particulars(
    context: Context, phrases: Phrases, by_consent: bool, general: Period | None = None
) -> tuple[Content, Content, Content]:
    """Say what a row is for, how long it is kept (`general` where it does not say so itself) and on what basis."""
    return (
        wording.purposes(context.purposes),
        text(keep.text) if (keep := context.keep or general) else (),
        () if by_consent else wording.bases(context.basis, phrases),
    )


def _refusal(context: Context, several: bool) -> Note:
    return Note((Text(f"{context.name}: {context.refusal}" if several else f"{context.refusal}"),))


def _automatic(context: Context, facts: Facts, phrases: Phrases, by_consent: bool) -> list[Block]:
    listed = tuple(text(wording.item_name(ref, facts)) for ref in context.automatic)
    labels = [phrases.label("columns", key) for key in ("purpose", "keep", "basis")]
    pairs = [
        (label, said[0].inlines)
        for label, said in zip(labels, _particulars(context, phrases, by_consent), strict=True)
        if said and isinstance(said[0], Paragraph)
    ]
    found: list[Block] = [
        *inline(phrases.say("collection.automatic", context=context.name)),
        Items(ordered=False, items=listed),
    ]
    if pairs:
        found.append(Fields(tuple(pairs)))
    if context.refusal and not (context.required or context.optional):
        found.append(_refusal(context, False))
    return found


def definitions(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Give the meaning of words."""
    return (Fields(tuple((entry.term, (Text(entry.text),)) for entry in facts.definitions)),)


def sensitive(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say how sensitive data is treated."""
    return inline(phrases.first(f"sensitive.{rule}" for rule in ("none", "with-consent", "by-law-or-consent")))


def methods(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """List the ways in which data is collected."""
    return (*inline(phrases.say("methods.intro")), wording.sentences(facts.methods))


def children(facts: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say what holds for children under 14."""
    rights = facts.children.rights if facts.children else ()
    listed = ", ".join(phrases.word("rights", right.text) for right in rights)
    return (*inline(phrases.say("children.none")), *inline(phrases.say("children.rights", rights=listed)))
