"""A provision as a Korean lawyer writes it (``전자상거래법 시행령 제6조제1항제2호``) into statute and article."""

from __future__ import annotations

import re

from policyc.facts.origins import STATUTES
from policyc.law.tables import Law, Provision
from policyc.model.part import Citation, Derived

_CITED = re.compile(
    r"(?P<name>.+?)"
    r"(?: ?제(?P<article>[0-9]+)조(?:의(?P<branch>[0-9]+))?"
    r"(?: ?제(?P<paragraph>[0-9]+)항)?(?: ?제(?P<item>[0-9]+)호(?:의(?P<sub>[0-9]+))?)?)?"
)


def citation(cited: Citation, law: Law) -> Citation:
    """Resolve one citation; what names no statute of the day's table stays text, with `statute` None."""
    found = _CITED.fullmatch(cited.text)
    statute = law.statute_named(found["name"]) if found else None
    if found is None or statute is None or cited.statute:
        return cited
    origin = Derived(by=STATUTES, source=statute.id, at=cited.at)
    return cited.replace(
        statute=statute.id,
        name=statute.name,
        article=_numbered(found["article"], found["branch"]),
        paragraph=found["paragraph"],
        item=_numbered(found["item"], found["sub"]),
        origins=dict.fromkeys(("statute", "name"), origin),
    )


def unknown(cited: Citation, law: Law) -> str | None:
    """Return the name of a statute that the table does not know; None where it does, itself or the act behind it."""
    found = _CITED.fullmatch(cited.text)
    name = found["name"] if found else cited.text
    act = name.removesuffix("시행령").removesuffix("시행규칙").rstrip()
    return None if law.statute_named(name) or (act != name and law.statute_named(act)) else name


def from_table(provision: Provision, law: Law, derived: Derived) -> Citation:
    """Write out a provision that the table of records names."""
    statute = law.statutes[provision.statute]
    text = f"{statute.name} {article_words(provision.article, provision.paragraph, provision.item)}".rstrip()
    return Citation(
        text=text,
        statute=statute.id,
        name=statute.name,
        article=provision.article,
        paragraph=provision.paragraph,
        item=provision.item,
        origins=dict.fromkeys(("text", "statute", "name", "article", "paragraph", "item"), derived),
    )


def article_words(article: str | None, paragraph: str | None, item: str | None) -> str:
    """Write ``15의2``, ``2``, None as 제15조의2제2항."""
    words = ""
    for number, unit in ((article, "조"), (paragraph, "항"), (item, "호")):
        if number:
            whole, _, branch = number.partition("의")
            words += f"제{whole}{unit}" + (f"의{branch}" if branch else "")
    return words


def _numbered(whole: str | None, branch: str | None) -> str | None:
    return f"{whole}의{branch}" if whole and branch else whole
