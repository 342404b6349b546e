"""In whose name a policy speaks, and what it says is not done although its facts say that it is."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.finding import Finding, Related
from policyc.korean_firms import FORMS, firm, speakers
from policyc.korean_sentences import sentences
from policyc.korean_voice import controls, denied, other_self_names, own_articles
from policyc.model.part import OutlineNode, Part
from policyc.model.policy import Facts
from policyc.model.shape import inside
from policyc.model.sharing import Processors, Recipients
from policyc.place import Path
from policyc.rules.matter import Matter

_SENTENCE = 16
"""Characters of the shortest sentence that tells what a firm does."""

_DEEP = 3
"""Steps to an item of a list; what is nearer to the top is a block, or an entry of one, known by its key."""


def prose_denies(matter: Matter) -> Iterator[Finding]:
    """No sentence denies what the facts say is done."""
    done = None
    own = tuple(name for name in (matter.facts.controller.short, matter.facts.controller.name) if name)
    for said in matter.texts:
        for kind, words in denied(said.text, own):
            done = done or _done(matter)
            if (place := done.get(kind)) is not None and said.at[:1] != place[:1]:
                args = {"words": words, "block": str(place[0]), "exact": words}
                related = (Related(says="other", at=place, side="key" if len(place) < _DEEP else "value"),)
                yield Finding(code="prose-denies", at=said.at, args=args, related=related)


def other_company_named(matter: Matter) -> Iterator[Finding]:
    """Each policy speaks for its own controller, not for the firm whose policy it was copied from."""
    known: set[str] | None = None
    for said in matter.texts:
        if len(said.text) < _SENTENCE or not any(words in said.text for words, _ in FORMS):
            continue
        for sentence in sentences(said.text):
            for name in speakers(sentence) if controls(sentence) else ():
                known = known or _known(matter.facts)
                stem = firm(name)[0]
                if not any(stem in other or other in stem for other in known):
                    args = {"name": name, "own": matter.facts.controller.name, "exact": name}
                    yield Finding(code="other-company-named", at=said.at, args=args)


def self_name_mixed(matter: Matter) -> Iterator[Finding]:
    """Each policy calls its controller by the one short name that it declares."""
    short = matter.facts.controller.short
    told = set()
    for said in matter.texts if short else ():
        for word in other_self_names(said.text):
            if word != short and word not in told:
                told.add(word)
                yield Finding(
                    code="self-name-mixed", at=said.at, args={"exact": word, "word": word, "own": short or ""}
                )


def prose_article_missing(matter: Matter) -> Iterator[Finding]:
    """Each article of this policy that a sentence refers to is there."""
    outline = matter.facts.outline
    if not outline or any(node.parts for node in outline):
        return
    for said in matter.texts:
        for claim in own_articles(said.text):
            if claim.number > len(outline):
                args = {"exact": claim.words, "given": claim.words, "count": str(len(outline))}
                yield Finding(code="prose-article-missing", at=said.at, args=args)


def _known(facts: Facts) -> set[str]:
    """List the stems of all firms that the policy has a place for."""
    names = [facts.controller.name, facts.controller.short, facts.title]
    for part in inside(facts):
        names += [getattr(part, field, None) for field in ("legal", "parent", "collector", "provider")]
        if not isinstance(part, OutlineNode):
            names.append(getattr(part, "name", None))
    return {firm(name)[0] for name in names if name and len(firm(name)[0]) > 1}


def _named(block: Recipients | Processors | None) -> Part | None:
    """Return the block if somebody stands in it; a row may say that nobody is chosen yet."""
    return block if block and any(entry.parties or entry.others for entry in block.entries) else None


def _done(matter: Matter) -> dict[str, Path]:
    """Say where the facts tell that something is done which a sentence may deny."""
    facts = matter.facts
    found: dict[str, Path] = {}
    blocks: dict[str, Part | None] = {
        "recipients": _named(facts.recipients),
        "processors": _named(facts.processors),
        "cookies": facts.cookies if facts.cookies and facts.cookies.purposes else None,
        "children": facts.children if facts.children and facts.children.collects else None,
        "transfers": matter.transfers[0].entry if matter.transfers else None,
    }
    found |= {kind: block.at for kind, block in blocks.items() if block}
    for row in matter.rows:
        for ref in (*row.required, *row.optional, *row.automatic):
            item = matter.items.get(ref.item)
            if item and item.kind in ("sensitive", "biometric"):
                found.setdefault("sensitive", ref.at)
            if item and item.kind == "unique-identifier":
                found.setdefault("unique-identifiers", ref.at)
            if item and item.category == "identity.resident-number":
                found.setdefault("resident-number", ref.at)
    return found


RULES = (prose_denies, other_company_named, self_name_mixed, prose_article_missing)
