"""Whether a provision is cited by its article, and by the article that it had on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from policyc.facts.citations import article_words
from policyc.finding import Argument, Finding, Related
from policyc.korean_citations import cited, named
from policyc.law.names import UNSEEN
from policyc.law.provisions import Standing, provision
from policyc.law.stale import stale
from policyc.law.tables import Law, statute_names
from policyc.model.part import Citation
from policyc.model.processing import Basis, Context
from policyc.model.rights import Tracker
from policyc.model.sharing import AdditionalUse, Recipient
from policyc.rules.duties import GONE, cited_wrongly, duties, figures, kept
from policyc.rules.matter import Matter, Said

Right: TypeAlias = tuple[str, str]
"""The name of a statute, and the article of it that says to keep a record."""

COURTS = frozenset(("pipa", ("39", number)) for number in ("3", "4", "5", "6"))
"""Numbers that stand for the procedure of courts since 2023-09-15: a policy that cites one means what it was before."""


def record_article_missing(matter: Matter) -> Iterator[Finding]:
    """Find statutes that say to keep a record, cited without an article: 작성지침 5. Each statute is told once."""
    found = [
        (one, _right(matter, number))
        for number, entry in enumerate(kept(matter))
        if not any(law.article for law in entry.law)
        for one in entry.law
    ]
    yield from _without_article("record-article-missing", found)


def basis_article_missing(matter: Matter) -> Iterator[Finding]:
    """Find laws that let data be processed, cited without an article: 작성지침 3. Each statute is told once."""
    yield from _without_article("basis-article-missing", [(one, None) for one in _bases(matter)])


def record_article_wrong(matter: Matter) -> Iterator[Finding]:
    """Find an article cited for a record that is not the one that says to keep it: 제30조제1항제3호의2."""
    for entry in kept(matter):
        known = duties(entry, matter.law)
        if not known or not (law := [one for one in entry.law if one.article]):
            continue
        if all(cited_wrongly(record, one) for record in known for one in law):
            args: dict[str, Argument] = {
                "name": entry.name,
                "law": law[0].text,
                "right": " ".join(_cited(known[0].id, matter)),
            }
            yield Finding(code="record-article-wrong", at=law[0].at, args=args)


def provision_gone(matter: Matter) -> Iterator[Finding]:
    """Find provisions that are no more, or have become another: they are no basis, and no right."""
    for one in _all(matter):
        standing = _standing(one, matter.law)
        boards = (one.statute, figures(one.article)) in GONE
        if standing and _is_gone(standing, "") and not boards:
            yield _gone(standing, one.text, Finding(code="provision-gone", at=one.at))
    told = {(said.at, words): (exact, standing) for said, words, exact, standing in _in_texts(matter)}
    for (at, words), (exact, standing) in told.items():
        yield _gone(standing, words, Finding(code="provision-gone", at=at, args={"exact": exact}))


def provision_not_yet(matter: Matter) -> Iterator[Finding]:
    """Find provisions that are not in force yet."""
    for one in _all(matter):
        standing = _standing(one, matter.law)
        if standing and standing.coming and not standing.in_force and not standing.gone:
            day = standing.coming.since.isoformat()
            yield Finding(code="provision-not-yet", at=one.at, args={"law": one.text, "day": day})


def statute_not_in_force(matter: Matter) -> Iterator[Finding]:
    """Find statutes that are not in force on the day."""
    for one in _all(matter):
        statute = matter.law.statutes.get(one.statute or "")
        if statute and not statute.in_force:
            yield Finding(code="statute-not-in-force", at=one.at, args={"law": statute.name})


def _without_article(code: str, found: Sequence[tuple[Citation, Right | None]]) -> Iterator[Finding]:
    """Tell each statute that is cited without an article once, at its first place, with the others beside it."""
    by_name: dict[str, list[tuple[Citation, Right | None]]] = {}
    for one, right in found:
        if one.statute and one.name and not one.article and "text" not in one.origins:
            by_name.setdefault(one.name, []).append((one, right))
    for name, places in by_name.items():
        rights = _shortened(dict.fromkeys(right for _, right in places if right))
        args: dict[str, Argument] = {"law": name}
        args |= {"count": len(places)} if len(places) > 1 else {}
        args |= {"rights": rights} if rights else {}
        related = tuple(Related(says="other", at=one.at) for one, _ in places[1:])
        yield Finding(code=code, at=places[0][0].at, args=args, related=related)


def _shortened(rights: Iterable[Right]) -> tuple[str, ...]:
    """Write provisions in a row: a statute that was just named is not named again."""
    found, last = [], ""
    for name, article in rights:
        found.append(article if name == last else f"{name} {article}")
        last = name
    return tuple(found)


def _right(matter: Matter, number: int) -> Right | None:
    """Return the provision that the law's table gives for a record, None for a record it does not know."""
    known = duties(kept(matter)[number], matter.law)
    return _cited(known[0].id, matter) if known else None


def _cited(record: str, matter: Matter) -> Right:
    where = matter.law.records[record].provision
    name = matter.law.statutes[where.statute].name
    return name, article_words(where.article, where.paragraph, where.item)


def _bases(matter: Matter) -> Iterator[Citation]:
    """Yield the laws cited as legal bases, each place once: rows inherit them."""
    facts = matter.facts
    recipients = facts.recipients.entries if facts.recipients else ()
    uses = facts.additional_use
    trackers = facts.behavioural.entries if facts.behavioural else ()
    parts: Iterable[Context | Recipient | AdditionalUse | Tracker] = (
        *matter.rows,
        *recipients,
        *((uses,) if uses else ()),
        *(uses.uses if uses else ()),
        *trackers,
    )
    bases = (one for part in parts for one in part.basis)
    places: dict[object, Citation] = {}
    for one in bases:
        if one.citation:
            places.setdefault(one.citation.at, one.citation)
    yield from places.values()


def _all(matter: Matter) -> Iterator[Citation]:
    """Yield every law that is cited as data and was written by the author: bases, records, periods, cameras, rights."""
    facts = matter.facts
    retention, rights = facts.retention, facts.rights
    parts = (
        *kept(matter),
        *(retention.internal if retention else ()),
        *(row.keep for row in matter.rows if row.keep),
        *((facts.cctv,) if facts.cctv else ()),
        *((facts.location.records,) if facts.location and facts.location.records else ()),
        *((rights, *rights.limits) if rights else ()),
    )
    seen = {}
    for one in (*_bases(matter), *(one for part in parts for one in part.law)):
        if one.statute and "text" not in one.origins:
            seen[one.at] = one
    yield from seen.values()


def _standing(one: Citation, law: Law) -> Standing | None:
    if not one.statute or not one.article:
        return None
    return provision(one.statute, one.article, one.paragraph, day=law.day)


def _gone(standing: Standing, words: str, finding: Finding) -> Finding:
    gone = standing.gone
    args: dict[str, Argument] = {"law": words, "why": (gone.why if gone else None) or ""}
    args |= {"now": standing.now.name} if standing.now else {}
    if gone and gone.instead:
        args["instead"] = gone.instead
    return finding.replace(args={**finding.args, **args})


def _in_texts(matter: Matter) -> Iterator[tuple[Said, str, str, Standing]]:
    """Yield provisions cited in sentences that are certainly gone: the statute is named, and so is no other meaning.

    Where a number has come to mean something else, its old heading in brackets makes it certain, or that no policy
    speaks of what it means now.
    """
    names: tuple[str, ...] = ()
    for said in matter.texts:
        data = isinstance(said.part, Citation | Basis) or said.at[:1] == ("earlier",)
        for one in () if data else cited(said.text):
            names = names or tuple(sorted(statute_names(), key=len, reverse=True))
            name = named(one.before, names)
            statute = matter.law.statute_named(name) if name else None
            standing = statute and provision(statute.id, one.article, one.paragraph, day=matter.law.day)
            if standing and _is_gone(standing, one.called) and not _told_elsewhere(said.text, matter.law):
                yield said, f"{name} {one.words}", one.words, standing


def _is_gone(standing: Standing, called: str) -> bool:
    gone = standing.gone
    if gone is None:
        return False
    alien = (gone.statute, figures(gone.article)) in COURTS
    return alien or not standing.in_force or _same(called, gone.name)


def _same(called: str, name: str) -> bool:
    return bool(called) and called.translate(UNSEEN) == name.translate(UNSEEN)


def _told_elsewhere(text: str, law: Law) -> bool:
    """Tell whether a sentence has words that rules of stale words speak of: what is gone is told once."""
    return any(word in text for one in stale(law.day) for word in one.words)


RULES = (
    record_article_missing,
    basis_article_missing,
    record_article_wrong,
    provision_gone,
    provision_not_yet,
    statute_not_in_force,
)
