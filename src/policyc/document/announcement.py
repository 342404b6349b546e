"""What changed into the short texts that are sent or put up: a notice board's, an e-mail, a push message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from policyc.document.change_notice import consents, contact, label, lead, listed, reason, sentences, short
from policyc.document.phrases import Phrases
from policyc.document.tables import inline, text
from policyc.korean import long_date
from policyc.model.change import WEIGHTS, Comparison
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Block, Document, Link, Section, Text, Time

Channel: TypeAlias = Literal["page", "email", "push"]

CHANNELS: tuple[Channel, ...] = ("page", "email", "push")

LONGEST = 120
"""Characters of a push message, its title with it."""


def announcement(
    new: Facts,
    comparison: Comparison,
    notice: Notice | None,
    phrases: Phrases,
    said: Sequence[str],
    channel: Channel,
) -> Document:
    """Write what is sent; `said` are the sentences of `comparison.changes`, in their order."""
    lines = [line for weight in WEIGHTS for line in sentences(comparison, said, weight)]
    if channel == "push":
        return _push(new, lines, phrases)
    changes = Section(id="changes", heading=label("changes", phrases), blocks=(listed(lines),))
    letter = channel == "email" and not short(comparison)
    asked = Section(id="contact", heading=label("contact-section", phrases), blocks=contact(new, phrases)[1:])
    consent = Section(id="choices", heading=label("choices", phrases), blocks=consents(comparison, phrases))
    wanted = (consent,) if consent.blocks else ()
    told = (*reason(comparison, phrases), *wanted, *((asked,) if asked.blocks else ())) if letter else wanted
    return Document(
        title=label("title", phrases),
        subtitle=new.title,
        lead=(*lead(new, comparison, notice, phrases), *_where(new, phrases)),
        sections=(*((changes,) if lines else ()), *told),
    )


def _where(new: Facts, phrases: Phrases) -> tuple[Block, ...]:
    """Say where the policy can be read, if the address of a service is known."""
    entries = new.services.entries if new.services else ()
    links = tuple(Link(entry.url, (Text(entry.name),)) for entry in entries if entry.url)
    return inline(phrases.say("changes.where", service=links[0])) if links else ()


def _push(new: Facts, lines: Sequence[str], phrases: Phrases) -> Document:
    """Say from when the policy changes, and of the changes as much as there is room for."""
    title, day = label("title", phrases), new.dates.effective
    left = LONGEST - len(title) - len(long_date(day))
    named = phrases.say("changes.push", title=new.title, effective=Time(day))
    plain = phrases.say("changes.push-plain", effective=Time(day))
    first = named if _length(named) <= left else plain
    left -= _length(first)
    more = phrases.say("changes.push-count", count=str(len(lines))) if len(lines) > 1 else ()
    whole = text(lines[0]) if len(lines) == 1 and len(lines[0]) <= left else inline(more)
    return Document(title=title, subtitle="", lead=(*inline(first), *whole), sections=())


def _length(parts: Sequence[object]) -> int:
    return sum(len(part.text) for part in parts if isinstance(part, Text))
