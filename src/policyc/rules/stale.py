"""Words, names and addresses that were right once and no longer are, by the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policyc.finding import Finding
from policyc.korean import has_hangul
from policyc.law.dated import read_table
from policyc.law.stale import Stale, stale
from policyc.model.part import Citation
from policyc.model.people import Body
from policyc.model.policy import Facts
from policyc.model.processing import Basis
from policyc.place import Path
from policyc.record import Record
from policyc.rules.matter import Matter, Said
from policyc.rules.sentences import around, begins, has, historical, quoted

ELSEWHERE = frozenset({"dormancy-regime", "network-privacy-duties", "board-identity-records", "cctv-policy-name"})
"""Words that rules of their own look at: one must know more than that they are there."""

MILD = frozenset({"contract-inevitable", "statistics-exception"})
"""Words that quote what the law has said once, and promise no less than it asks now."""


class Hit(Record):
    """A stale word in a text, from `start` to `end`."""

    word: Stale
    said: Said
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the word as it is written there."""
        return self.said.text[self.start : self.end]

    @property
    def before(self) -> str:
        """Return the text before the word."""
        return self.said.text[: self.start]

    @property
    def rest(self) -> str:
        """Return the text after the word."""
        return self.said.text[self.end :]

    @property
    def sentence(self) -> str:
        """Return the sentence that has the word."""
        return around(self.said.text, self.start, self.end)


def body_abolished(matter: Matter) -> Iterator[Finding]:
    """Find bodies of remedy that are no more: 공소청법 부칙 제2조."""
    yield from _told("body-abolished", (hit for hit in hits(matter, "body") if _gone(hit.word, matter)))


def body_outdated(matter: Matter) -> Iterator[Finding]:
    """Find bodies of remedy under a name, a number or an address that they had before."""
    gone = [word for word in stale(matter.law.day) if _gone(word, matter)]
    found = (hit for hit in hits(matter, "body") if hit.word not in gone)
    inside = (hit for hit in found if not any(any(word.hits(hit.said.text)) for word in gone))
    yield from _told("body-outdated", inside)
    for entry in matter.facts.remedies.entries if matter.facts.remedies else ():
        for field in ("phone", "url"):
            if field not in entry.origins and (now := _replaced(entry, field, matter)):
                args = {"words": getattr(entry, field), "name": entry.name, "now": now}
                yield Finding(code="body-outdated", at=(*entry.at, field), args=args)


def body_unreachable(matter: Matter) -> Iterator[Finding]:
    """Find bodies of remedy that are named without a line on which to reach them: 작성지침(2026. 4.) 75쪽."""
    for entry in matter.facts.remedies.entries if matter.facts.remedies else ():
        reached = any((entry.phone, entry.email, entry.fax, entry.address, entry.url, entry.path, entry.note))
        if not reached and not any(
            word.kind == "body" and any(word.hits(entry.name)) for word in stale(matter.law.day)
        ):
            yield Finding(code="body-unreachable", at=entry.at, side="key", args={"name": entry.name})


def address_outdated(matter: Matter) -> Iterator[Finding]:
    """Find addresses and numbers of remedy bodies that have been replaced."""
    found = (hit for hit in hits(matter, "address", "phone") if not _of_stale(hit, matter))
    yield from _told("address-outdated", found)


def authority_renamed(matter: Matter) -> Iterator[Finding]:
    """Find authorities under a former name; what one gave out in its time keeps the name it had then."""
    found = (hit for hit in hits(matter, "authority") if not begins("works", hit.rest))
    whole = (hit for hit in found if not (has_hangul(hit.before[-1:]) or begins("longer", hit.rest)))
    yield from _told("authority-renamed", (hit for hit in whole if not quoted(hit.said.text, hit.start)))


def browser_retired(matter: Matter) -> Iterator[Finding]:
    """Find ways to refuse cookies in a browser that is no longer supported."""
    word = next((word for word in stale(matter.law.day) if word.kind == "browser"), None)
    if word is None:
        return
    lists = [matter.facts.cookies.refuse] if matter.facts.cookies else []
    lists += [one.refuse for one in matter.facts.behavioural.entries] if matter.facts.behavioural else []
    known = {way.at: way for ways in lists for way in ways if way.id == "ie"}
    for at in known:
        yield Finding(code="browser-retired", at=at, side="key", args=_args(word, word.name))
    found = (hit for hit in hits(matter, "browser") if hit.said.part.at not in known)
    spoken = (hit for hit in found if not has("unsupported", hit.sentence))
    yield from _told("browser-retired", spoken)


def statute_renamed(matter: Matter) -> Iterator[Finding]:
    """Find statutes under a former name."""
    yield from _told("statute-renamed", hits(matter, "statute-name"))


def term_outdated(matter: Matter) -> Iterator[Finding]:
    """Find terms for which the statute has other words now."""
    yield from _told("term-outdated", (hit for hit in hits(matter, "term") if not has("of-its-own", hit.before)))


def phrase_outdated(matter: Matter) -> Iterator[Finding]:
    """Find institutions and quoted provisions that are gone."""
    found = (hit for hit in hits(matter, "phrase") if hit.word.id not in MILD)
    yield from _told("phrase-outdated", (hit for hit in found if not has("not-done", hit.sentence)))


def words_dated(matter: Matter) -> Iterator[Finding]:
    """Find words that have probably become stale, though nobody has read since when."""
    kinds = {word.kind for word in stale(matter.law.day)} - {"title"}
    doubtful = (hit for hit in hits(matter, *kinds, verified=False) if not _of_stale(hit, matter, gone=False))
    mild = (hit for hit in hits(matter, "phrase") if hit.word.id in MILD)
    yield from _told("words-dated", (*doubtful, *mild))


def hits(matter: Matter, *kinds: str, verified: bool = True) -> Iterator[Hit]:
    """Yield where the policy has a stale word of some kinds, but for what is told of the past."""
    for word in stale(matter.law.day):
        if word.kind in kinds and (word.level == "verified") is verified and word.id not in ELSEWHERE:
            yield from hits_of(matter, word)


def hits_of(matter: Matter, word: Stale) -> Iterator[Hit]:
    """Yield where the policy has one stale word."""
    forms = [form for form in word.words if form in matter.whole_text]
    for said in matter.written if forms else ():
        if any(form in said.text for form in forms) and not _aside(said):
            for start, end in word.hits(said.text):
                if not historical(said.text, start, end):
                    yield Hit(word=word, said=said, start=start, end=end)


def _aside(said: Said) -> bool:
    """Tell what is not looked at: the list of earlier versions, the title and citations, which other rules judge."""
    title = isinstance(said.part, Facts) and said.field == "title"
    return said.at[:1] == ("earlier",) or title or isinstance(said.part, Citation | Basis)


def _told(code: str, found: Iterator[Hit] | tuple[Hit, ...]) -> Iterator[Finding]:
    """Tell each word of the table once a place."""
    seen: set[tuple[Path, str]] = set()
    for hit in found:
        if (hit.said.at, hit.word.id) not in seen:
            seen.add((hit.said.at, hit.word.id))
            yield Finding(code=code, at=hit.said.at, args=_args(hit.word, hit.text))


def _args(word: Stale, words: str) -> dict[str, str]:
    instead = {"instead": word.instead} if word.instead else {}
    return {"words": words, "exact": words, "why": word.why, **instead}


def _gone(word: Stale, matter: Matter) -> bool:
    """Tell whether a body of the table of bodies is no more on the day."""
    return word.id in read_table("bodies") and word.id not in matter.law.bodies


def _of_stale(hit: Hit, matter: Matter, *, gone: bool = True) -> bool:
    """Tell whether the text, or the remedy entry, names a body that is stale (or `gone`): its lines go with it."""
    name = hit.said.part.name if isinstance(hit.said.part, Body) and hit.said.field != "name" else hit.said.text
    bodies = (word for word in stale(matter.law.day) if word.kind == "body" and word.id != hit.word.id)
    return any((_gone(word, matter) or not gone) and any(word.hits(name)) for word in bodies)


def _replaced(entry: Body, field: str, matter: Matter) -> str | None:
    """Return what has taken the place of an entry's line, where the bodies' table has that for an earlier day.

    A line in the list of stale words is judged by it.
    """
    now, own = matter.law.bodies.get(entry.id), getattr(entry, field)
    wanted: str | None = getattr(now, field, None)
    if not own or not wanted:
        return None
    lines = [one.get(field, "") for one in read_table("bodies")[entry.id]]
    first = lines.index(wanted) if wanted in lines else 0
    before, since = ({_bare(line) for line in some} for some in (lines[:first], lines[first:]))
    if _bare(own) not in before - since:
        return None
    listed = (word for entries in read_table("stale").values() for one in entries for word in one["words"])
    return None if any(word in own for word in listed) else wanted


def _bare(line: str) -> str:
    """Leave of a number its digits, of an address its host."""
    if "." not in line:
        return "".join(sign for sign in line if sign.isdigit())
    return (
        line.partition("://")[2].removeprefix("www.").partition("/")[0] or line.removeprefix("www.").partition("/")[0]
    )


RULES: tuple[Callable[[Matter], Iterator[Finding]], ...] = (
    body_abolished,
    body_outdated,
    body_unreachable,
    address_outdated,
    authority_renamed,
    browser_retired,
    statute_renamed,
    term_outdated,
    phrase_outdated,
    words_dated,
)
