"""The articles that policies cite -> what a number stands for on a day, and what it has stood for before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType

from policyc.law.dated import Entry, read_day, read_table
from policyc.record import Record


class Article(Record):
    """One meaning of an article's (or paragraph's) number: its `name`, from `since` until the day before `until`.

    `names` are titles of other days. Once it has ended, `why` says so in a sentence, and `instead` cites where its
    matter stands on the day that was asked for, None if nowhere.
    """

    statute: str
    article: str
    paragraph: str | None
    name: str
    names: tuple[str, ...]
    since: date
    until: date | None
    instead: str | None
    why: str | None
    attested: bool
    source: str
    checked: date


class Standing(Record):
    """How a number stands on a day: `now` what it means, `gone` the last meaning it lost, `coming` the next one.

    A number can have both `now` and `gone`: a text that cites it may still mean the old matter.
    """

    now: Article | None
    gone: Article | None
    coming: Article | None

    @property
    def in_force(self) -> bool:
        """Tell whether the number means anything on the day."""
        return self.now is not None


@cache
def provision(statute: str, article: str, paragraph: str | None = None, *, day: date) -> Standing | None:
    """Tell how an article ("39의6") or a paragraph of it stands; None if the table does not know it.

    Of a paragraph that the table does not list the article's standing is told: a paragraph is gone with its article.
    """
    meanings = _meanings().get((statute, article, paragraph)) or _meanings().get((statute, article, None))
    return _standing([_article(entry, day) for entry in meanings], day) if meanings else None


def _standing(meanings: Sequence[Article], day: date) -> Standing:
    begun = [one for position, one in enumerate(meanings) if one.since <= day or (position == 0 and one.attested)]
    ended = [one for one in begun if one.until is not None and one.until <= day]
    return Standing(
        now=next((one for one in begun if one not in ended), None),
        gone=ended[-1] if ended else None,
        coming=next((one for one in meanings if one not in begun), None),
    )


@cache
def _meanings() -> Mapping[tuple[str, str, str | None], Sequence[Entry]]:
    table = read_table("provisions").values()
    return MappingProxyType({(of[0]["statute"], of[0]["article"], of[0].get("paragraph")): of for of in table})


def _instead(entry: Entry, day: date) -> str | None:
    """Cite where the matter stands on a day; what it moved to may have moved on."""
    moves = [place for since, place in entry.get("later", {}).items() if read_day(since) <= day]
    return (moves[-1] if moves else entry.get("instead")) or None


def _article(entry: Entry, day: date) -> Article:
    return Article(
        statute=entry["statute"],
        article=entry["article"],
        paragraph=entry.get("paragraph"),
        name=entry["name"],
        names=tuple(entry.get("names", ())),
        since=read_day(entry["from"]),
        until=read_day(entry["until"]) if "until" in entry else None,
        instead=_instead(entry, day),
        why=entry.get("why"),
        attested=entry["basis"] == "attested",
        source=entry["source"],
        checked=read_day(entry["checked"]),
    )
