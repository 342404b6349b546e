"""Facts and the Document made of them into its labels: what is processed and promised, in words of the text.

The names are those of the commission's guideline (개인정보 처리방침 작성지침, 2026.4., p. 108). The text is frozen, so
a word that does not stand in it is left out, and so is a label whose section is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from policyc.document import durations, label_words, outline
from policyc.document.countries import country
from policyc.document.phrases import Phrases
from policyc.facts import rows
from policyc.model.label import Label
from policyc.model.policy import Facts
from policyc.nodes import Document, Section, Time
from policyc.once import once
from policyc.record import Record

MOST, LONGEST = 3, 48
"""As many words, and as many characters of several, as a label has room for; of the others it says how many."""

Words: TypeAlias = Callable[[Facts, Phrases], Iterable[str]]


class _Sort(Record):
    """A sort of label: `homes` are the sections that may tell of it, the first that is there does."""

    group: str
    homes: tuple[str, ...]
    words: Words
    unit: str = "things"
    most: int = MOST


def labels(facts: Facts, document: Document, phrases: Phrases) -> tuple[Label, ...]:
    """Return the labels of a version in the guideline's order, each where its facts are and its section is."""
    shown = outline.kinds(outline.nodes(facts))
    ids = set(_ids(document.sections))
    text = "".join((_bare(document.lead), *map(_bare, document.sections)))
    found = []
    for id_, sort in SORTS.items():
        words = tuple(dict.fromkeys(filter(None, sort.words(facts, phrases))))
        section = next((one for one in (_place(home, shown, ids) for home in sort.homes) if one), None)
        if words and section:
            said = _said([word for word in words if _squeezed(word) in text], sort, phrases)
            found.append(Label(id=id_, group=sort.group, name=phrases.word("labels", id_), said=said, section=section))
    return tuple(found)


def _place(home: str, shown: Mapping[str, Sequence[str]], ids: set[str]) -> str | None:
    return next((id_ for id_, kinds in shown.items() if home in kinds and id_ in ids), None)


def _said(words: Sequence[str], sort: _Sort, phrases: Phrases) -> str:
    """Write as many words as there is room for, one at least; sentences stand side by side without a comma."""
    shown: list[str] = []
    for word in words[: sort.most]:
        if shown and sum(map(len, shown)) + len(word) > LONGEST:
            break
        shown.append(word)
    left = len(words) - len(shown)
    more = phrases.word("labels-more", sort.unit, count=left) if left else ""
    joint = " " if shown and shown[0].endswith(".") else ", "
    return " ".join(filter(None, [joint.join(shown), more]))


def _ids(blocks: Iterable[Any]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.id
            yield from _ids(block.blocks)


def _texts(node: Any) -> Iterator[str]:
    """Yield every text of nodes, in order; days as they are written are not looked for."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from _texts(each)
    elif isinstance(node, Record) and not isinstance(node, Time):
        for field in type(node).__fields__:
            yield from _texts(getattr(node, field))


@once
def _bare(node: Any) -> str:
    return _squeezed("".join(_texts(node)))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _kind(*kinds: str) -> _Sort:
    return _Sort(group="kind", homes=("collection", "files"), words=label_words.items(kinds))


def _role(role: str, *homes: str) -> _Sort:
    return _Sort(group="duty", homes=(*homes, "officers"), words=label_words.officer(role))


def _assurance(kind: str) -> _Sort:
    return _Sort(group="duty", homes=("assurances",), words=label_words.assurances(kind))


def _stage(home: str, words: Words, unit: str = "things", *homes: str) -> _Sort:
    return _Sort(group="stage", homes=(home, *homes), words=words, unit=unit)


def _countries(facts: Facts, phrases: Phrases) -> Iterator[str]:
    return (country(one.party.country or "", phrases) for one in rows.transfers(facts))


def _kept(facts: Facts, phrases: Phrases) -> Iterator[str]:
    block = facts.retention
    if block and block.general:
        yield durations.phrase(block.general, phrases)
    for record in (*block.internal, *block.statutory) if block else ():
        yield record.name


SORTS: Mapping[str, _Sort] = {
    "ordinary": _kind("ordinary", "linking"),
    "sensitive": _kind("sensitive"),
    "unique-identifier": _kind("unique-identifier"),
    "biometric": _kind("biometric"),
    "location": _kind("location"),
    "payment": _kind("payment"),
    "purposes": _stage("purposes", label_words.purposes, "things", "collection", "files"),
    "retention": _Sort(group="stage", homes=("retention",), words=_kept, unit="records", most=1),
    "recipients": _stage("recipients", label_words.parties("recipients"), "places"),
    "processors": _stage("processors", label_words.parties("processors"), "places"),
    "transfers": _stage("transfers", _countries, "places", "processors", "recipients"),
    "additional-use": _stage("additional-use", label_words.uses, "places"),
    "cookies": _stage("cookies", label_words.cookies),
    "behavioural": _stage("behavioural", label_words.trackers, "places"),
    "pseudonymised": _stage("pseudonymised", label_words.pseudonymised),
    "destruction": _stage("destruction", label_words.destruction),
    "sensitive-disclosure": _Sort(
        group="duty", homes=("sensitive-disclosure",), words=label_words.named("sensitive_disclosure")
    ),
    "rights": _Sort(group="duty", homes=("rights",), words=label_words.rights),
    "guardian": _Sort(group="duty", homes=("children",), words=label_words.guardian),
    "safety": _Sort(group="duty", homes=("safety",), words=label_words.safety, unit="measures"),
    "certification": _assurance("certification"),
    "protection-level": _assurance("protection-level"),
    "privacy-officer": _role("privacy-officer"),
    "complaints": _role("complaints"),
    "access-office": _role("access-office", "access-office"),
    "domestic-agent": _Sort(group="duty", homes=("domestic-agent",), words=label_words.agent),
    "remedies": _Sort(group="duty", homes=("remedies",), words=label_words.named("remedies"), unit="places"),
    "change-notice": _Sort(group="duty", homes=("change-notice",), words=label_words.change_notice),
    "cctv-fixed": _Sort(group="camera", homes=("cctv",), words=label_words.cameras("fixed")),
    "cctv-mobile": _Sort(group="camera", homes=("cctv",), words=label_words.cameras("mobile")),
}
"""Label → when and from what it is made, in the guideline's groups; what readers ask first stands first in each."""
