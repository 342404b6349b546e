"""A service's editions into its pages: each version's, what is in force, the history, and each two compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from policyc.document.history import compared, history
from policyc.document.labels import labels
from policyc.document.phrases import Phrases
from policyc.document.site_words import SiteWords
from policyc.model.edition import Edition
from policyc.model.label import Label
from policyc.model.public import PublicService, PublicVersion
from policyc.nodes import Document
from policyc.publish.site import INDEX, Files, Frame, Published, drawn, hidden, marked
from policyc.publish.surroundings import CHANGES, HISTORY, Surroundings
from policyc.render.around import ALONE, Around


def pages(shown: Sequence[Published], service: PublicService, frame: Frame, day: date, base: str | None) -> Files:
    """Draw the pages of a service as of a day, and beside those of a version the forms it has; all are released."""
    around = Surroundings(service, day, SiteWords(frame.folders), base)
    by_version = {one.edition.facts.version: one for one in shown}
    said = {one.edition.facts.version: _labels(one, frame) for one in shown}
    found: Files = {}
    for one in service.versions:
        found |= _version(by_version[one.version], one, around, frame, said[one.version])
    found |= _current(by_version, service, around, frame, day, said)
    found |= _history(service, around, frame, day)
    for new, old in combinations(service.standing, 2):
        found |= _compared(by_version[old.version], by_version[new.version], old, new, around, frame)
    return found


def _version(
    shown: Published, one: PublicVersion, around: Surroundings, frame: Frame, said: tuple[Label, ...]
) -> Files:
    """Draw all files of a version."""

    def framed(name: str) -> Frame:
        if name == INDEX:
            return frame.replace(around=around.text(one).replace(labels=said))
        return frame.replace(around=around.notice(one) if name == CHANGES else ALONE)

    return drawn(shown, framed)


def _current(
    shown: Mapping[str, Published],
    service: PublicService,
    around: Surroundings,
    frame: Frame,
    day: date,
    said: Mapping[str, tuple[Label, ...]],
) -> Files:
    """Draw the page of the service: what is in force, else what will be first, else what is newest."""
    found = service.in_force(day) or next(iter(service.coming(day)), service.newest)
    one = shown[found.version]
    told = around.current(found).replace(labels=said[found.version])
    document = marked(one, one.edition.document, frame.folders)
    path = f"{service.service}/{INDEX}"
    return {path: frame.replace(around=told).page(document, path, hidden=hidden(one)).encode()}


def _history(service: PublicService, around: Surroundings, frame: Frame, day: date) -> Files:
    document, path = history(service, day, frame.folders), f"{service.service}/{HISTORY}"
    told = around.history(document.title)
    secret = all(one.example for one in service.versions)
    return {path: frame.replace(around=told).page(document, path, hidden=secret, near=True).encode()}


def _compared(
    before: Published, after: Published, old: PublicVersion, new: PublicVersion, around: Surroundings, frame: Frame
) -> Files:
    document = _comparison(before.edition, after.edition, frame)
    path = f"{around.service.service}/{compared(old, new)}"
    told: Around = around.comparison(old, new, document.title)
    secret = hidden(before) or hidden(after)
    return {path: frame.replace(around=told).page(document, path, hidden=secret).encode()}


def _comparison(old: Edition, new: Edition, frame: Frame) -> Document:
    """Compare two versions: neighbours as it was frozen, others in the words of today."""
    from policyc.changes.compare import compare
    from policyc.changes.kinds import says
    from policyc.document.versions_compared import neighbours_compared, versions_compared

    if frozen := neighbours_compared(old, new, frame.folders):
        return frozen
    return versions_compared(old, new, tuple(map(says, compare(old.facts, new.facts))), frame.folders)


def _labels(shown: Published, frame: Frame) -> tuple[Label, ...]:
    facts = shown.edition.facts
    return labels(facts, shown.edition.document, Phrases(facts, frame.folders))
