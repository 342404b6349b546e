"""A value of a policy file as readers see it: known words in Korean, ids as names, days and statutes in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from babel import Locale

from drawn import FOLDERS, Drawn, one_line
from policyc.document.holes import fact
from policyc.document.phrases import catalogue
from policyc.korean import long_date
from policyc.model.part import Citation
from policyc.model.people import Officer
from policyc.model.shape import inside
from policyc.reading.links import item_id

Step: TypeAlias = tuple[str | int, ...]
Texts: TypeAlias = tuple[str, ...]

CATALOGUE = catalogue(FOLDERS)
ITEMS = frozenset({"required", "optional", "automatic", "items", "collects"})
GROUPS = {
    "choices": "choices",
    "basis": "grounds",
    "list": "rights",
    "for": "rights",
    "rights": "rights",
    "role": "roles",
    "os": "os",
    "tool": "tools",
    "when": "conditions",
    "transfer-basis": "transfer-grounds",
}
"""Keys whose values may be words that the catalogue knows, and its group of them."""
ANSWERS = {"identified": "identified", "sensitive": "used", "children": "applies"}
ID = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")


def like(at: Step, pattern: str) -> bool:
    """Tell whether a path follows a pattern: ``*`` is any one step, ``**`` any number of steps."""
    steps, wanted = [str(step) for step in at], pattern.split("/")
    if "**" in wanted:
        place = wanted.index("**")
        gap = len(steps) - len(wanted) + 1
        wanted[place : place + 1] = ["*"] * gap
    return len(wanted) == len(steps) and all(one in ("*", own) for one, own in zip(wanted, steps, strict=True))


class Printing:
    """What the outputs of one version must say of each value of its file.

    `said` are the ids of the sentences of the document: a switch, or a number in a sentence, is printed by those.
    """

    def __init__(self, one: Drawn, said: set[str]) -> None:
        assert one.checked.source is not None
        self.facts = one.edition.facts
        self.data: Mapping[str, Any] = one.checked.source.data
        self.said = said
        self.headings = {section["id"]: section for section in _sections(one.data["document"])}

    def texts(self, at: Step, value: Any) -> Texts:
        """Return the texts that say a value; none where nobody can know what they are."""
        rules: tuple[Callable[[Step, Any], Texts | None], ...] = (
            self._day,
            self._outline,
            self._reference,
            self._word,
            self._item,
            self._provision,
            self._sentence,
        )
        found = next((texts for rule in rules if (texts := rule(at, value)) is not None), None)
        if found is not None:
            return found
        if isinstance(value, bool) or (ID.fullmatch(str(value)) and _known(at)):
            return ()
        return tuple(map(one_line, str(value).strip().split("\n\n")))

    def _day(self, at: Step, value: Any) -> Texts | None:
        if (at[0] == "dates" and isinstance(value, str)) or (at[0] == "earlier" and at[-1] in ("from", "until")):
            day = str(value)
            return (long_date(date.fromisoformat(f"{day}-01"[:10])).removesuffix("" if len(day) == 10 else " 1일"),)
        return None

    def _outline(self, at: Step, value: Any) -> Texts | None:
        if at[0] != "outline":
            return None
        if at[-1] in ("before", "text", "after"):
            return tuple(map(self._prose, str(value).strip().split("\n\n")))
        if at[-2] in ("outline", "parts") and isinstance(at[-1], int):
            return (self._filled(CATALOGUE["headings"][value]),)
        if at[-2] == "columns" and isinstance(at[-1], int):
            return (self._column(str(at[-3]), str(value)),)
        return () if at[-2] in ("only", "except") or at[-1] in ("shows", "topic", "split", "as", "numbered") else None

    def _column(self, section: str, name: str) -> str:
        columns = CATALOGUE["columns"]
        own = (f"{section}.{name}", name)
        return next((self._filled(columns[key]) for key in own if key in columns), "")

    def _prose(self, text: str) -> str:
        """Write prose as its reader sees it: marks gone, holes filled, a bare link as what it leads to."""
        text = re.sub(r"(?m)^(\s*)([-*]|\d+\.)\s+", "", text).replace("\\\n", "\n").replace("*", "")
        text = re.sub(r"\[\]\(#([^)]*)\)", lambda link: self._label(link[1]), text)
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
        return one_line(re.sub(r"\{([^{}|]*/[^{}|]*)(\|[^{}]*)?\}", lambda hole: self._fact(hole[1], hole[0]), text))

    def _label(self, section: str) -> str:
        found = self.headings[section]
        return str(found["number"] or found["heading"])

    def _fact(self, path: str, whole: str) -> str:
        found = fact(self.facts, path)
        return long_date(found) if isinstance(found, date) else found or whole

    def _reference(self, at: Step, value: Any) -> Texts | None:
        """Write what a value names: a party, a row, a desk, a purpose, a period, a file, a country."""
        key = _key(at)
        if key in ("purpose", "purposes") and value in self._purposes:
            return (self._purposes[value],)
        if key in ("keep", "then") and value in self._periods:
            return (self._periods[value],)
        if key in ("provider", "collector", "parties", "party") and value in self._parties:
            return (self._parties[value],)
        if key in ("recipients", "processors") and at[0] == "pseudonymised":
            return self._rows(key, value)
        if key in ("contact", "of") and value in self._desks:
            return (self._desks[value],)
        if key == "files" and at[0] != "files":
            return tuple(_spaced(step) for step in self._file_steps(value))
        if key in ("country", "countries"):
            return (CATALOGUE["words"]["countries"].get(value) or str(Locale("ko").territories[value]),)
        return None

    def _rows(self, block: str, id: str) -> Texts:
        entries = getattr(self.facts, block).entries
        return tuple(party.name for row in entries if row.id == id for party in row.parties)

    def _file_steps(self, value: str) -> Iterator[str]:
        """Return the steps of a file's path that are no ids in English: their names are walked where they stand."""
        steps = value.split("/")
        if len(steps) == 1:
            return iter([self.data["files"][value].get("name", value)])
        return (step for step in steps if not ID.fullmatch(step))

    def _word(self, at: Step, value: Any) -> Texts | None:
        """Write a known word: the policy's own for it, or the catalogue's."""
        key, words = _key(at), CATALOGUE["words"]
        if key == "criteria" and value == "standard":
            return tuple(self._filled(text) for text in words["criteria"].values())
        if key == "except" and value == "law":
            return (words["periods"]["except-law"],)
        if key == "kinds" and at[0] == "cctv" and self.facts.cctv:
            return (words["cameras"][value if len(self.facts.cctv.kinds) == 1 else "both"],)
        if isinstance(value, bool) and key in ANSWERS and len(at) > 2:
            return (words[ANSWERS[key]]["yes" if value else "no"],)
        if key == "optional" and isinstance(value, bool):
            return (words["permissions"]["optional" if value else "required"],)
        group = GROUPS.get(key)
        if group and value in words[group]:
            return (self._own(value) if group in ("rights", "roles") else self._filled(words[group][value]),)
        return None

    def _filled(self, text: str) -> str:
        return re.sub(r"\{(subject|processor)\}", lambda hole: self._own(hole[1]), text)

    def _own(self, word: str) -> str:
        groups = [group for group in ("rights", "roles") if word in CATALOGUE["words"][group]]
        standard = CATALOGUE["words"][groups[0]][word] if groups else CATALOGUE["words"].get(word)
        return str(self.facts.words.get(word) or standard)

    def _item(self, at: Step, value: Any) -> Texts | None:
        """Write an item as its name, wherever a row names it: alone, of a person, with a condition."""
        steps = [str(step) for step in at[1:]]
        if isinstance(value, bool) or not ITEMS & set(steps) or _key(at) in ("when", "note", "only"):
            return None
        return tuple(item.name for item in self.facts.items if item.id == item_id(str(value))) or None

    def _provision(self, _at: Step, value: Any) -> Texts | None:
        """Write a citation: the statute's official name, and the article as it was written."""
        name = self._citations.get(str(value))
        if name is None:
            return None
        article = re.search(r"제\d+조.*$", str(value))
        return (f"「{name}」 {article[0]}" if article else f"「{name}」",)

    def _sentence(self, at: Step, value: Any) -> Texts | None:
        """Write the fixed words of the sentences that a value alone licenses."""
        wanted = f"={str(value).lower() if isinstance(value, bool) else value}"
        found = tuple(text for phrase in self.said for text in _fixed(phrase, at, wanted))
        return found or None

    @cached_property
    def _purposes(self) -> Mapping[str, str]:
        entries = self.facts.purposes.entries if self.facts.purposes else ()
        return {each.id: each.name or ", ".join(word.text for word in each.text) for each in entries}

    @cached_property
    def _periods(self) -> Mapping[str, str]:
        return {each.id: each.period.text for each in self.facts.periods}

    @cached_property
    def _parties(self) -> Mapping[str, str]:
        return {each.id: each.name for each in self.facts.parties}

    @cached_property
    def _desks(self) -> Mapping[str, str]:
        officers: tuple[Officer, ...] = self.facts.officers.entries if self.facts.officers else ()
        hubs = self.facts.co_controllers.entries if self.facts.co_controllers else ()
        found = {each.id: each.name or each.department or "" for each in officers}
        found |= {each.id: each.name for each in hubs}
        return found | {each.id: each.name for each in self.facts.contacts}

    @cached_property
    def _citations(self) -> Mapping[str, str]:
        return {part.text: part.name for part in inside(self.facts) if isinstance(part, Citation) and part.name}


def _key(at: Step) -> str:
    """Return the key that a value stands at, itself or in a list."""
    return str(next(step for step in reversed(at) if not isinstance(step, int)))


def _known(at: Step) -> bool:
    """Tell whether an English word here can only be a word of the language; names of people and firms may be any."""
    return _key(at) not in ("name", "text", "version", "url", "phone", "email")


def _spaced(step: str) -> str:
    return step.replace("-", " ")


def _fixed(phrase: str, at: Step, wanted: str) -> Iterator[str]:
    entry = CATALOGUE["sentences"][phrase]
    for need in entry["needs"]:
        path, _, value = need.partition("=")
        place = at[:-1] if isinstance(at[-1], int) or at[-1] == "rule" else at
        if like(place, path) and (f"={value}" == wanted or (not value and wanted == "=true")):
            pieces = re.split(r"\{[^{}]*\}", entry["text"].replace("**", ""))
            yield from (text for text in pieces if text.strip())


def _sections(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for below in (*node.get("sections", ()), *node.get("blocks", ())):
        if below["type"] == "section":
            yield below
            yield from _sections(below)
