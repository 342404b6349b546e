"""On what legal basis data is processed, and how consent is asked: 개인정보 보호법 제15조, 제17조, 제22조."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.facts.rows import rows
from policyc.finding import Finding
from policyc.model.part import OutlineNode
from policyc.model.processing import Collection, Context
from policyc.model.sharing import Recipient
from policyc.place import Path
from policyc.rules.grounds import FREE, cites, grounds, names_law, place, recipients, remarks, spoken, words
from policyc.rules.matter import Matter

MARKETING = "marketing"


def basis_missing(matter: Matter) -> Iterator[Finding]:
    """Ask of each row by what right: 제22조제3항, 작성지침."""
    for block in (matter.facts.collection, matter.facts.files):
        bare = [row for row in _rows(block) if _bare(row)]
        if bare and not _treated(matter) and not _introduced(matter):
            yield from _missing(block, bare)


def basis_mixed(matter: Matter) -> Iterator[Finding]:
    """Keep apart what is processed with consent and without: 제22조제3항."""
    seen = set()
    for row in matter.rows:
        found, at = grounds(row.basis), place(row)
        if "consent" in found and found & FREE and at not in seen:
            seen.add(at)
            yield Finding(code="basis-mixed", at=at, side="key", args={"grounds": spoken(found)})


def basis_law_missing(matter: Matter) -> Iterator[Finding]:
    """Ask for the statute where a statute or a public task is the ground: 작성지침."""
    seen = set()
    both: tuple[Context | Recipient, ...] = (*matter.rows, *recipients(matter))
    for row in both:
        if names_law(row.basis):
            continue
        for basis in row.basis:
            found = grounds((basis,)) & {"law", "public-task"}
            if found and basis.at not in seen and not cites(row):
                seen.add(basis.at)
                yield Finding(code="basis-law-missing", at=basis.at, args={"ground": spoken(found)})


def without_consent_items_missing(matter: Matter) -> Iterator[Finding]:
    """Ask for items and ground of what is processed without consent, where cases alone are told: 제22조제3항."""
    block = matter.facts.without_consent
    based = [grounds(row.basis) for row in matter.rows if row.basis]
    if not (block and block.entries and based and matter.whole) or any(found != {"consent"} for found in based):
        return
    unforeseen, itemised = words()["unforeseen"], words()["itemised"]
    texts = [" ".join((one.name or "", one.text, *remarks(one))) for one in block.entries]
    if any(_has(text, itemised) for text in texts) or cites(*block.entries) or _treated(matter):
        return
    for one, text in zip(block.entries, texts, strict=True):
        if not _has(text, unforeseen):
            yield Finding(code="without-consent-items-missing", at=one.at, args={"words": one.text})
            return


def recipient_basis_wrong(matter: Matter) -> Iterator[Finding]:
    """Refuse a contract as the ground of provision: 제17조제1항제2호 leaves out 제15조제1항제4호."""
    seen = set()
    for row in recipients(matter):
        if names_law(row.basis):
            continue
        for basis in row.basis:
            if grounds((basis,)) == {"contract"} and basis.at not in seen:
                seen.add(basis.at)
                yield Finding(code="recipient-basis-wrong", at=basis.at)


def optional_consent_forced(matter: Matter) -> Iterator[Finding]:
    """Refuse that whoever does not consent to what is optional is not served: 제22조제5항."""
    seen = set()
    for said in matter.having(*words()["forced"]["hints"]):
        if found := _forced(said.text):
            seen.add(said.at)
            args = {"words": found.group(), "exact": found.group()}
            yield Finding(code="optional-consent-forced", at=said.at, args=args)
    for row in matter.rows:
        if (refused := _refused(matter, row)) and refused.at not in seen:
            seen.add(refused.at)
            yield refused


def _rows(block: Collection | None) -> list[Context]:
    found = (row for row in rows(block) if row.personal is not False)
    return [row for row in found if row.required or row.optional or row.automatic]


def _bare(row: Context) -> bool:
    """Tell whether a row says nothing of its basis, not even that its consent can be refused, nor in a remark."""
    if row.basis or row.refusal:
        return False
    return not (cites(row) or _has(" ".join(remarks(row)), words()["told"]))


def _missing(block: Collection | None, bare: list[Context]) -> Iterator[Finding]:
    """Report once where several rows of one place lack it: at the block, else at the context, else at the row."""
    if not block:
        return
    if not any(row.basis for row in _rows(block)) and len(bare) > 1:
        yield Finding(code="basis-missing", at=block.at, side="key", args={"count": len(bare)})
        return
    for entry in block.entries:
        own = [row for row in bare if row.at[: len(entry.at)] == entry.at]
        whole = len(own) > 1 and not any(row.basis for row in entry.rows)
        for part in (entry,) if whole else own:
            yield Finding(code="basis-missing", at=part.at, side="key", args={"row": part.name})


def _treated(matter: Matter) -> bool:
    """Tell whether a section in the author's words speaks of legal bases."""
    sections = (said.text for said in matter.texts if isinstance(said.part, OutlineNode))
    return any(_has(text, words()["treated"]) for text in sections)


def _introduced(matter: Matter) -> bool:
    """Tell whether the words around the rows say by what right all of them are processed."""
    around = (node for node in matter.nodes if (node.shows or node.id) in ("collection", "files"))
    return any(_has(f"{node.heading} {node.before} {node.after}", words()["told"]) for node in around)


def _refused(matter: Matter, row: Context) -> Finding | None:
    """Judge what a row of optional items, or of marketing, says about refusing."""
    effect = row.refusal.effect if row.refusal else None
    if not effect or not row.refusal:
        return None
    optional = bool(row.optional) and not row.required
    marketing = bool(row.purposes) and all(ref.purpose in _marketing(matter) for ref in row.purposes)
    if not (optional or marketing):
        return None
    served = _unnamed(matter, effect)
    bars = _marked(served, words()["forced"]["marks"][1:]) and re.match(_barred(service=marketing), served)
    inherited = row.origins.get("refusal")
    at: Path = inherited.at if inherited and inherited.at else row.refusal.at
    return Finding(code="optional-consent-forced", at=at, args={"words": effect}) if bars else None


def _unnamed(matter: Matter, text: str) -> str:
    """Write *the service* where a text calls by its name a service, or what the title names."""
    said, services = words()["forced"], matter.facts.services
    names = [name for service in (services.entries if services else ()) for name in (service.name, service.short)]
    title = (matter.facts.title or "").partition(said["titled"])[0].strip()
    for name in sorted(filter(None, (*names, title)), key=len, reverse=True):
        for ending in said["object"]:
            text = text.replace(f"{name}{ending}", said["served"])
    return text


def _marketing(matter: Matter) -> frozenset[str]:
    block = matter.facts.purposes
    said = words()["forced"]["promoting"]
    entries = block.entries if block else ()
    return frozenset(one.id for one in entries if one.category == MARKETING or _has(one.name or "", said))


def _forced(text: str) -> re.Match[str] | None:
    """Find the sentence that bars whoever refuses what is optional; a piece of it has a mark of each kind."""
    said = words()["forced"]
    if not any(_marked(piece, said["marks"]) for line in text.split("\n") for piece in line.split(".")):
        return None
    return re.search(said["matter"] + said["between"] + _barred(service=True) + said["rest"], text)


def _barred(*, service: bool) -> str:
    """Write the pattern of a refusal that shuts somebody out, from the service or from joining alone."""
    said = words()["forced"]
    refused = said["refused"]
    joining = f"{said['joining']}{said['along']}(?:{said['barred']}|{said['limited']})"
    serving = f"{said['service']}{said['barred']}"
    end = f"(?:{joining}|{serving})" if service else joining
    return f"{refused}{said['whole']}{end}"


def _marked(text: str, groups: list[list[str]]) -> bool:
    """Tell whether a text has a word of each group; blanks do not count."""
    bare = "".join(text.split())
    return all(_has(bare, group) for group in groups)


def _has(text: str, any_of: list[str]) -> bool:
    return any(word in text for word in any_of)


RULES = (
    basis_missing,
    basis_mixed,
    basis_law_missing,
    without_consent_items_missing,
    recipient_basis_wrong,
    optional_consent_forced,
)
