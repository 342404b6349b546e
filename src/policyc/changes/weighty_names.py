"""Two versions' Facts into the names that may not slip in or out of a text: items, firms and countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from policyc.law.taxonomy import taxonomy
from policyc.model.identity import CoController
from policyc.model.part import Part
from policyc.model.policy import Facts
from policyc.model.processing import Item
from policyc.model.sharing import Party
from policyc.record import Record
from policyc.sheet import sheet

Token: TypeAlias = tuple[str, str]
"""What is meant, and the word as it stands."""

_GONE = "\x1f"
"""What stands in a text where a word was taken out of it."""

_SHORT = 3
"""Characters; a name that is no longer stands by itself or with a particle, lest it be a part of another word."""

_INNER = r"[ ·\-]?"
_HANGUL = "[가-힣]"


class Names(Record):
    """Every name by what it means: an item of the law's table, one of the policy, a firm, or a country."""

    keys: Mapping[str, str]

    def take(self, text: str) -> tuple[str, list[Token]]:
        """Take the names out of a text, the longest first; return what is left, and each as (meaning, word)."""
        found: list[Token] = []
        squeezed = _squeezed(text)
        words = [word for word in self.keys if _squeezed(word) in squeezed]
        for word in sorted(words, key=lambda one: (-len(_squeezed(one)), one)):
            key = self.keys[word]
            text = taken(text, _pattern(word, key), key, found)
        return text, found


def names(old: Facts, new: Facts) -> Names:
    """Gather the names of two versions, and those that everybody knows."""
    keys = {**_countries(old, new), **_known()}
    for facts in (old, new):
        for part in _parts(facts):
            keys |= dict(_named(part))
    return Names(keys={word: key for word, key in keys.items() if word.strip()})


def taken(text: str, pattern: str, meant: str | Callable[[re.Match[str]], str], found: list[Token]) -> str:
    """Take what a pattern finds out of a text, noting what each means."""

    def note(one: re.Match[str]) -> str:
        found.append((meant if isinstance(meant, str) else meant(one), one[0].strip()))
        return _GONE * len(one[0])

    return re.sub(pattern, note, text, flags=re.IGNORECASE)


def leaf(word: str) -> str | None:
    """Return the item of the law's table that a word means."""
    found = taxonomy().find(word)
    return found.id if found else None


def _named(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the names of an item, with its other ones and its members, or of a firm, with its form and without."""
    if isinstance(part, Item):
        for word in (part.name, *(alias.text for alias in part.aliases)):
            yield word, _item(word, part.id)
        yield from ((member.name, _item(member.name, member.name)) for member in part.members)
    elif isinstance(part, Party | CoController):
        legal = (part.legal, part.parent) if isinstance(part, Party) else ()
        for word in filter(None, (part.name, *legal)):
            bare = re.sub(_rules()["firm"], "", word)
            yield from ((spelling, f"firm:{bare}") for spelling in {bare: 0, word: 0})


def _item(word: str, other: str) -> str:
    return f"leaf:{leaf(word)}" if leaf(word) else f"item:{other}"


def _parts(value: Any) -> Iterator[Part]:
    """Walk a part and all parts below it."""
    if isinstance(value, Part):
        yield value
        for field in type(value).__fields__:
            yield from _parts(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from _parts(one)


@cache
def _known() -> Mapping[str, str]:
    """Return the words of the law's table, but for those that any sentence may use."""
    common = set(_rules()["common"])
    return {word: f"leaf:{leaf(word)}" for word in taxonomy().words if word not in common}


def _countries(old: Facts, new: Facts) -> Mapping[str, str]:
    """Return the Korean names of all countries, homographs only where a version names that country."""
    from babel import Locale

    rules = _rules()
    said = {code for facts in (old, new) for part in _parts(facts) for code in _codes(part)}
    territories = dict(Locale("ko").territories)
    found = {
        str(name).split("(")[0]: f"country:{code}"
        for code, name in sorted(territories.items())
        if code.isalpha() and code not in rules["no-countries"] and (code in said or name not in rules["homographs"])
    }
    return found | {word: f"country:{code}" for word, code in rules["abroad"].items()}


def _codes(part: Part) -> Iterator[str]:
    if (country := getattr(part, "country", None)) is not None:
        yield country
    if (countries := getattr(part, "countries", None)) is not None:
        yield from (word.text for word in countries)


def _pattern(word: str, key: str) -> str:
    """Write how a name stands in a text: long ones anywhere and however spaced, short ones as words of their own."""
    bare = _squeezed(word)
    latin = r"[A-Za-z0-9]"
    left = rf"(?<!{latin})" if re.match(latin, bare) else ""
    right = rf"(?!{latin})" if re.match(latin, bare[-1]) else ""
    if len(bare) > _SHORT and not key.startswith("country:"):
        return (
            left
            + re.escape(bare[0])
            + re.escape(bare[1])
            + "".join(_INNER + re.escape(one) for one in bare[2:])
            + right
        )
    tail = _rules()["country-tail"] if key.startswith("country:") else ""
    edge = rf"(?={tail}{_rules()['tail']}(?!{_HANGUL}))" if re.match(_HANGUL, bare[-1]) else ""
    return rf"{left}(?<!{_HANGUL}){_INNER.join(map(re.escape, word.split()))}{right}{edge}"


def _squeezed(text: str) -> str:
    return re.sub(r"[ ·\-]", "", text)


def _rules() -> Mapping[str, Any]:
    return sheet(Path(__file__).with_name("guard.yaml"))
