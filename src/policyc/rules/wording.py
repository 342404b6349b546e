"""How a thing is said: open ends, vague purposes, statutes in their brackets, words left over from a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policyc.finding import Finding
from policyc.law.tables import Law
from policyc.model.part import Citation, Weblink
from policyc.model.processing import Basis, PurposeRef
from policyc.place import Path
from policyc.rules.matter import Matter, Said
from policyc.rules.sentences import after, around, begins, find, has, marked, pattern, quoted, signs

_SHORT = 30
"""How many characters of what is left open are shown at most."""

_TELLING = 4
"""How long a name is, at least one more, that no ordinary sentence has by chance."""


def purposes_open_ended(matter: Matter) -> Iterator[Finding]:
    """Find purposes that end in an *and so on*: 작성지침(2026. 4.) 21쪽."""
    for said in _purposes(matter):
        if words := _open_end(said.text, closing=""):
            yield Finding(code="purposes-open-ended", at=said.at, args={"words": words, "exact": words})


def items_open_ended(matter: Matter) -> Iterator[Finding]:
    """Find items that end in an *and so on*, as members of a group too: 작성지침(2026. 4.) 24쪽."""
    for item in matter.facts.items:
        if words := _open_end(item.name, closing=r"[)\]]?"):
            by_id = "name" in item.origins
            at = item.at if by_id else (*item.at, "name")
            yield Finding(code="items-open-ended", at=at, side="key" if by_id else "value", args={"words": words})
        for member in item.members:
            if words := _open_end(member.name, closing=r"[)\]]?"):
                yield Finding(code="items-open-ended", at=member.at, args={"words": words})


def purposes_vague(matter: Matter) -> Iterator[Finding]:
    """Find purposes that leave to the controller what data is for: 표준지침 제18조제1항."""
    aims: set[Path] | None = None
    for said in matter.having(*signs("vague")):
        if found := find("vague", said.text):
            aims = {said.at for said in _purposes(matter)} if aims is None else aims
            if not _of_data(said, found, own=said.at in aims):
                continue
            yield Finding(code="purposes-vague", at=said.at, args={"words": found[0], "exact": found[0]})


def statute_unmarked(matter: Matter) -> Iterator[Finding]:
    """Find statutes outside 「」 in a policy whose author puts others in them."""
    prose = [said for said in matter.texts if not isinstance(said.part, Citation | Basis | Weblink)]
    if not any("「" in said.text for said in prose):
        return
    names = [name for name in _names(matter.law) if name in matter.whole_text]
    named = ((said, name) for said in prose for name in names if name in said.text)
    bare = [(said, found) for said, name in named if (found := _unmarked(said.text, name))]
    marked = any(f"「{name}" in said.text for said in prose for name in names)
    if bare and marked:
        said = bare[0][0]
        words = tuple(dict.fromkeys(found for _, found in bare))
        yield Finding(code="statute-unmarked", at=said.at, args={"words": words, "exact": bare[0][1]})


def particle_undecided(matter: Matter) -> Iterator[Finding]:
    """Find both forms of a particle, as forms print them before a blank is filled."""
    for said in matter.having(*signs("undecided")):
        if found := re.search(pattern("undecided"), said.text):
            args = {"words": found[0].strip(), "exact": found[0]}
            yield Finding(code="particle-undecided", at=said.at, args=args)


def bracket_unclosed(matter: Matter) -> Iterator[Finding]:
    """Find brackets that are opened and never closed, as where a comma has cut a text in two."""
    brackets = (("(", ")"), ("「", "」"), ("[", "]"), ("『", "』"))
    pairs = [(opened, closed) for opened, closed in brackets if opened in matter.whole_text]
    for said in matter.texts:
        for opened, closed in pairs:
            if opened in said.text and said.text.count(opened) > said.text.count(closed):
                rest = said.text[said.text.rfind(opened) :]
                yield Finding(code="bracket-unclosed", at=said.at, args={"bracket": opened, "exact": rest[:12]})
                break


def _purposes(matter: Matter) -> Iterator[Said]:
    """Yield the words of purposes: those declared, and those said in rows."""
    for said in matter.texts:
        declared = said.at[:1] == ("purposes",) and said.field in ("text", "name") and "note" not in said.at
        if declared or (isinstance(said.part, PurposeRef) and said.field == "text"):
            yield said


def _open_end(text: str, *, closing: str) -> str | None:
    """Return the words with which a text is left open; `closing` is what may stand behind them."""
    if not any(sign in text for sign in signs("open")):
        return None
    if found := _rest(text):
        return found["open"]
    found = _so_on(text, closing)
    shown = closing and text.rstrip().endswith(")") and has("example", text)
    if found is None or shown:
        found = find("besides", text)
        return found["open"] if found else None
    begin = max(text.rfind(sign, 0, found.start("open")) for sign in ",/(\n") + 1
    whole = text[begin : found.end("open")].strip()
    return whole if len(whole) <= _SHORT else found["open"]


def _rest(text: str) -> re.Match[str] | None:
    """Find an *and others* that is the last of a list, or all there is."""
    if not marked(signs("the-rest"), text):
        return None
    return re.fullmatch(rf"\s*(?:.*?{pattern('joined')})?{pattern('the-rest')}\.?\s*", text, re.DOTALL)


def _so_on(text: str, closing: str) -> re.Match[str] | None:
    """Find an *and so on* at the end of a text; between it and the end stand only words that may follow it."""
    (sign,) = signs("and-so-on")
    _, there, rest = text.rpartition(sign)
    if not there or not (rest.strip() == "" or rest.lstrip().startswith(signs("and-so-on-tail"))):
        return None
    return re.search(rf"{pattern('and-so-on')}{pattern('and-so-on-tail')}{closing}\.?\s*$", text)


def _of_data(said: Said, found: re.Match[str], *, own: bool) -> bool:
    """Tell whether the words are of what data is used for, and nothing in the sentence denies it."""
    sense, rest = around(said.text, *found.span()), after(said.text, *found.span())
    if has("urgent", sense) or has("denied", rest):
        return False
    return own or (has("data", sense) and has("used", sense) and has("aim", found[0]))


def _names(law: Law) -> Iterator[str]:
    """Yield the full names of statutes, those that no ordinary sentence has by chance."""
    for statute in law.statutes.values():
        if statute.name.endswith(signs("statute")) and len(statute.name) > _TELLING:
            yield statute.name


def _unmarked(text: str, name: str) -> str | None:
    """Return the name where it stands in a text outside all brackets and quotes."""
    start = text.find(name)
    while start >= 0:
        before, rest = text[:start], text[start + len(name) :]
        inside = quoted(text, start) or before.endswith(tuple("『<《[‘'“\""))
        if not inside and not begins("in-brackets-after", rest):
            return name
        start = text.find(name, start + 1)
    return None


RULES: tuple[Callable[[Matter], Iterator[Finding]], ...] = (
    purposes_open_ended,
    items_open_ended,
    purposes_vague,
    statute_unmarked,
    particle_undecided,
    bracket_unclosed,
)
