"""The words of a site's own pages (``templates/ko/phrases/site.yaml``), filled; they belong to no policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from policyc.document.phrases import Value, catalogue, filled
from policyc.korean import fill, long_date
from policyc.model.public import PublicVersion
from policyc.nodes import Inline, Text, Time


class SiteWords:
    """The words of one kind of page: ``site``, ``history`` or ``front``."""

    def __init__(self, folders: Sequence[Path], group: str = "site") -> None:
        self._words: Mapping[str, str] = catalogue(tuple(folders))["words"][group]

    def say(self, key: str, **values: object) -> str:
        """Say a word as plain text."""
        return fill(self._words[key], values)

    def said(self, key: str, **values: Value) -> tuple[Inline, ...]:
        """Say a word whose holes may be filled with nodes."""
        return filled(self._words[key], values)

    def name(self, version: PublicVersion) -> str:
        """Call a version by its effective day, and by its number where there are several of that day."""
        number = version.version[11:]
        key = "choice-again" if number else "choice"
        return self.say(key, effective=long_date(version.effective), number=number)

    def period(self, version: PublicVersion) -> tuple[Inline, ...]:
        """Say from when until when a version applies; one that was taken back, or stood aside, never does."""
        start = Time(version.effective)
        if version.withdrawn or (version.until and version.until < version.effective):
            return (Text(self.say("never")),)
        if version.until:
            return self.said("from-until", effective=start, until=Time(version.until))
        return self.said("from", effective=start)
