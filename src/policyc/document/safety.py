"""The sections on how data is protected: measures, and what outsiders attest."""

from __future__ import annotations

from policyc.document import reach, sayings, wording
from policyc.document.choosing import chosen
from policyc.document.file_names import file_names
from policyc.document.phrases import Phrases
from policyc.document.tables import Column, Content, inline, notes, shown, text
from policyc.model.part import OutlineNode, Sentence
from policyc.model.policy import Facts
from policyc.model.rights import Assurance
from policyc.nodes import Block

KINDS = ("certification", "impact-assessment", "protection-level")

OWN = ("name", "by", "scope", "when", "files")
"""What each kind of assurance calls in its own way."""

GROUPS = ("administrative", "technical", "physical")


def safety(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """List the measures, by group where the author parts them."""
    block = facts.safety
    if block is None or block.none:
        return ()
    groups = [(group, _chosen(getattr(block, group), node, group)) for group in GROUPS]
    others = sayings.listed(_chosen(block.entries, node), phrases)
    titled = [
        part
        for group, found in groups
        for part in sayings.titled(phrases.word("safety", group), sayings.listed(found, phrases))
    ]
    rest = sayings.titled(phrases.word("safety", "other"), others) if titled else others
    return (*inline(phrases.say("safety.intro")), *titled, *rest) if titled or rest else ()


def _chosen(found: tuple[Sentence, ...], node: OutlineNode, *group: str) -> list[Sentence]:
    return chosen(found, node, lambda one: (*group, *filter(None, [one.id])))


def assurances(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show what was attested, each kind in its own words."""
    block = facts.assurances
    entries = chosen(block.entries if block else (), node, lambda entry: (entry.id, entry.kind))
    return tuple(
        part for kind in KINDS for part in _kind(kind, [one for one in entries if one.kind == kind], phrases, node)
    )


def _kind(kind: str, entries: list[Assurance], phrases: Phrases, node: OutlineNode) -> Content:
    if not entries:
        return ()
    name, by, scope, when, files = (phrases.word("assurances", f"{kind}-{key}") for key in OWN)
    columns = (
        Column("name", name, lambda row: text(row.name)),
        Column("by", by, lambda row: text(*filter(None, [row.by]))),
        Column("number", phrases.label("columns", "assurance-number"), lambda row: text(*filter(None, [row.number]))),
        Column("scope", scope, lambda row: text(*filter(None, [row.scope]))),
        Column("files", files, lambda row: text(*file_names(row.files, phrases.facts))),
        Column("when", when, lambda row: text(*filter(None, [row.when]))),
        Column("until", phrases.label("columns", "assurance-until"), lambda row: text(*filter(None, [row.until]))),
        Column("result", phrases.label("columns", "assurance-result"), lambda row: text(*filter(None, [row.result]))),
        Column("law", phrases.label("columns", "assurance-law"), lambda row: text(*map(wording.provision, row.law))),
        Column("url", phrases.label("columns", "url"), _site),
    )
    said = tuple(note for row in entries for note in notes(row.note, row.name if len(entries) > 1 else ""))
    found = shown(node, phrases.label("captions", kind), columns, entries, said)
    return (*inline(phrases.say(f"assurances.{kind}")), *found)


def _site(row: Assurance) -> Content:
    return inline((reach.linked("url", row.url),)) if row.url else ()
