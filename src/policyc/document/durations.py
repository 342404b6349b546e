"""A Period into lines: the phrase as written, its cases and examples, what follows it, exceptions, grounds, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyc.document import wording
from policyc.document.phrases import Phrases
from policyc.document.tables import Content, text
from policyc.model.part import Period, PeriodCase
from policyc.nodes import Break, Inline, Items, Note, Paragraph, Text

MARK = "※ "
"""Stands before a remark where a line of its own is all there is room for."""


def period(found: Period, phrases: Phrases) -> Content:
    """Write a period as a cell: its phrase, and below it whatever goes with the phrase."""
    return (*_line(phrase(found, phrases)), *around(found, phrases))


def inlines(found: Period, phrases: Phrases) -> tuple[Inline, ...]:
    """Write a period where there is room for lines alone, such as a pair of a term and what it is."""
    lines = [_inlines(block) for block in period(found, phrases)]
    return tuple(part for index, line in enumerate(lines) for part in ((Break(),) if index else ()) + line)


def listed(found: Period, phrases: Phrases) -> Content:
    """Write what goes with a phrase that a sentence says: lines as a list below it, remarks after them."""
    below = around(found, phrases)
    items = tuple((block,) for block in below if not isinstance(block, Note))
    remarks = tuple(block for block in below if isinstance(block, Note))
    return (Items(ordered=False, items=items), *remarks) if items else remarks


def phrase(found: Period, phrases: Phrases) -> str:
    """Write the phrase of a period; an ISO 8601 length in Korean. A period of cases alone has none."""
    said = found.text
    for part in found.parts:
        said = said.replace(part.text, phrase(part, phrases))
    return _korean(said, phrases) if said and said == found.length else said


def around(found: Period, phrases: Phrases) -> Content:
    """Write what goes with a phrase: cases, what comes after, examples, exceptions, grounds, remarks."""
    return (
        *(line for one in found.cases for line in _labelled(_case(one.case, phrases) + ":", one.period, phrases)),
        *(_labelled(phrases.word("periods", "then"), found.then, phrases) if found.then else ()),
        *_examples(found.examples, phrases),
        *_exceptions(found, phrases),
        *_labelled_words("law", [wording.provision(citation) for citation in found.law], phrases),
        *(Note((Text(note.text),)) for note in found.note),
    )


def _examples(found: tuple[PeriodCase, ...], phrases: Phrases) -> Content:
    said = [f"{_case(one.case, phrases)} {phrase(one.period, phrases)}".rstrip() for one in found]
    return (
        *_labelled_words("example", said, phrases),
        *(line for one in found for line in around(one.period, phrases)),
    )


def _exceptions(found: Period, phrases: Phrases) -> Iterator[Paragraph]:
    """Say that a law's period comes first; other exceptions in the author's words."""
    words = [word.text for word in found.except_]
    if "law" in words:
        yield Paragraph((Text(phrases.word("periods", "except-law")),))
    yield from _labelled_words("except", [word for word in words if word != "law"], phrases)


def _labelled(label: str, found: Period, phrases: Phrases) -> Content:
    """Write a period with a label before its first line."""
    first, *rest = period(found, phrases) or (Paragraph(()),)
    return (Paragraph((Text(f"{label} "), *_inlines(first))), *rest)


def _labelled_words(label: str, words: list[str], phrases: Phrases) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(f"{phrases.word('periods', label)}: {', '.join(words)}"),)),) if words else ()


def _case(word: str, phrases: Phrases) -> str:
    """Name a case: a known class of data or condition by its word, another as it is written."""
    return phrases.known("kinds", word) or wording.condition(word, phrases)


def _korean(length: str, phrases: Phrases) -> str:
    """Write an ISO 8601 length (``P1Y6M``) as it is said."""
    return " ".join(f"{int(number)}{phrases.word('units', unit)}" for number, unit in re.findall("([0-9]+)(.)", length))


def _line(words: str) -> Content:
    return text(*filter(None, [words]))


def _inlines(block: object) -> tuple[Inline, ...]:
    if isinstance(block, Note):
        return (Text(MARK), *block.inlines)
    return block.inlines if isinstance(block, Paragraph) else ()
