"""Regimes that are gone and yet are what a policy rests on: dormancy, network providers, the Network Act."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyc.finding import Finding
from policyc.law.stale import Stale, stale
from policyc.model.identity import Definition
from policyc.model.part import Citation, Weblink
from policyc.model.policy import Facts
from policyc.rules.matter import Matter, Said
from policyc.rules.sentences import after, around, begins, every, find, has, historical, quoted, signs
from policyc.rules.stale import hits_of


def regime_repealed(matter: Matter) -> Iterator[Finding]:
    """Find the dormancy regime as a basis: 제39조의6, deleted by 법률 제19234호. To have a practice is free."""
    word = _word(matter, "dormancy-regime")
    for hit in hits_of(matter, word) if word else ():
        if not has("not-done", hit.sentence):
            yield _stale("regime-repealed", hit.said, hit.text, hit.word)


def network_act_basis(matter: Matter) -> Iterator[Finding]:
    """Find the Network Act as what a policy rests on: its articles on privacy were deleted on 2020-08-05."""
    word = _word(matter, "network-privacy-duties")
    for said in _prose(matter, "network") if word else ():
        if word and (found := next(_rests_on(said.text, word), None)):
            yield _stale("network-act-basis", said, found, word)


def provider_term(matter: Matter) -> Iterator[Finding]:
    """Find the provider of network services as who owes privacy: 제6장, deleted by 법률 제19234호."""
    own = matter.facts.controller
    if own.as_ and (found := find("provider", own.as_)):
        yield Finding(code="provider-term", at=("controller", "as"), args={"words": found[0]})
    word = _word(matter, "network-privacy-duties")
    for said in _prose(matter, "provider"):
        taken = next(_rests_on(said.text, word), None) if word else None
        if not taken and said.at != ("controller", "as") and (words := next(_owes(said.text), None)):
            yield Finding(code="provider-term", at=said.at, args={"words": words, "exact": words})


def cctv_term(matter: Matter) -> Iterator[Finding]:
    """Find cameras of which a policy never says whether they are fixed or mobile: 제25조, 제25조의2."""
    kinds = matter.facts.cctv.kinds if matter.facts.cctv else ()
    if kinds or any(kind in matter.whole_text for kind in signs("camera-kinds")):
        return
    (camera,) = signs("camera")
    for said in _prose(matter, "camera"):
        start = said.text.find(camera)
        if not historical(said.text, start, start + len(camera)) and not quoted(said.text, start):
            yield Finding(code="cctv-term", at=said.at, args={"exact": camera})
            return


def _word(matter: Matter, id: str) -> Stale | None:
    return next((word for word in stale(matter.law.day) if word.id == id), None)


def _prose(matter: Matter, signed: str) -> Iterator[Said]:
    """Yield the texts that have a sign, but for names of laws, of documents, of earlier versions, and the title."""
    (sign,) = signs(signed)
    for said in matter.written if sign in matter.whole_text else ():
        if sign in said.text:
            title = isinstance(said.part, Facts) and said.field == "title"
            if not (title or said.at[:1] == ("earlier",) or isinstance(said.part, Citation | Definition | Weblink)):
                yield said


def _stale(code: str, said: Said, words: str, word: Stale) -> Finding:
    instead = {"instead": word.instead} if word.instead else {}
    return Finding(code=code, at=said.at, args={"words": words, "exact": words, "why": word.why, **instead})


def _rests_on(text: str, word: Stale) -> Iterator[str]:
    """Yield the Network Act, or words that stand for it, where a sentence rests privacy on it alone."""
    for start, end in word.hits(text):
        sense = around(text, start, end)
        if has("data", sense) and not has("privacy-act", sense) and not historical(text, start, end):
            yield text[start:end]
    for found in every("network-act", text):
        sense, rest = around(text, *found.span()), after(text, *found.span())
        if has("privacy-act", sense) or has("still-owed", sense) or historical(text, *found.span()):
            continue
        if has("its-privacy-rules", rest) or (begins("by-it", rest) and has("data-or-policy", sense)):
            yield found[0]


def _owes(text: str) -> Iterator[str]:
    """Yield the provider where a sentence says that privacy is what he as such owes."""
    for found in every("provider", text):
        rest = after(text, *found.span())
        elsewhere = has("still-owed", around(text, *found.span())) or historical(text, *found.span())
        if begins("who-owes", rest) and has("data", rest) and not elsewhere:
            yield found[0]


RULES: tuple[Callable[[Matter], Iterator[Finding]], ...] = (
    regime_repealed,
    network_act_basis,
    provider_term,
    cctv_term,
)
