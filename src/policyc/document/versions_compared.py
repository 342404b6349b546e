"""Two released versions into the Document that compares them: what differs in sentences, and 신구대비표."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policyc.document.change_notice import formerly, listed
from policyc.document.comparison import comparison
from policyc.document.phrases import Phrases
from policyc.document.site_words import SiteWords
from policyc.document.tables import text
from policyc.model.edition import Edition
from policyc.nodes import Document, Fields, Section, Time

FROZEN = ("changes", "comparison")
"""The sections of a change notice that compare."""


def neighbours_compared(old: Edition, new: Edition, folders: Sequence[Path]) -> Document | None:
    """Compare a version with the one before it as its change notice did when it was released; None of others."""
    if new.changes is None or new.comparison is None or new.comparison.old != old.facts.version:
        return None
    kept = tuple(section for section in new.changes.sections if section.id in FROZEN)
    return _document(old, new, kept, SiteWords(folders))


def versions_compared(old: Edition, new: Edition, said: Sequence[str], folders: Sequence[Path]) -> Document:
    """Compare any two versions, the older first; `said` are the sentences of what changed.

    What no author has weighed is not weighed here: the sentences stand in the order of the policy.
    """
    words, phrases = SiteWords(folders), Phrases(new.facts, folders)
    rows = comparison(old.document, new.document, phrases, formerly(new.facts))
    changes = Section(id="changes", heading=words.say("differences"), blocks=(listed(list(dict.fromkeys(said))),))
    table = Section(id="comparison", heading=phrases.word("changes", "comparison"), blocks=rows)
    return _document(old, new, (*((changes,) if said else ()), *((table,) if rows else ())), words)


def _document(old: Edition, new: Edition, sections: tuple[Section, ...], words: SiteWords) -> Document:
    days = Fields(
        (
            (words.say("older"), words.said("choice", effective=Time(old.facts.dates.effective))),
            (words.say("newer"), words.said("choice", effective=Time(new.facts.dates.effective))),
        )
    )
    return Document(
        title=words.say("compared"),
        subtitle=new.facts.title,
        lead=(days, *(() if sections else text(words.say("alike")))),
        sections=sections,
    )
