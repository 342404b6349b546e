"""What machines are told of a service's public versions: their days, what each changes, which files it has."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from policyc.model.change import Weight
from policyc.record import Record


class PublicVersion(Record):
    """A version that is public, in short; days are Korea's.

    `until` is the last day on which it applies, None where no version is known to follow it. `withdrawn` is the day on
    which it was taken back. `before` is the version that it was compared with, `weight` that of the heaviest of its
    `changes`, `needs_consent` whether one of them asks for a consent anew, `said` are they in sentences, the heaviest
    first. `hashes` are by their names in JSON,
    `releaseHash` among them, and `files` the names of what stands in its folder. An `example` binds nobody.
    """

    version: str
    title: str
    controller: str
    announced: datetime.date
    effective: datetime.date
    until: datetime.date | None = None
    withdrawn: datetime.date | None = None
    before: str | None = None
    weight: Weight | None = None
    changes: int = 0
    needs_consent: bool = False
    said: tuple[str, ...] = ()
    example: bool = False
    hashes: Mapping[str, str]
    files: tuple[str, ...]

    @property
    def hash(self) -> str:
        """Return the hash of its record, which no other version has."""
        return self.hashes["releaseHash"]

    @property
    def revised(self) -> datetime.date:
        """Return the day on which what is told of it changed last: announced, or taken back after that."""
        return max(self.announced, self.withdrawn or self.announced)


class PublicService(Record):
    """The public versions of a service, the newest first; there is at least one.

    `origin` is the hash of the first record of its chain, by which the service is told from all others.
    """

    service: str
    origin: str
    versions: tuple[PublicVersion, ...]

    @property
    def newest(self) -> PublicVersion:
        """Return the newest version that was not taken back, or the newest of all where all were."""
        return next((one for one in self.versions if one.withdrawn is None), self.versions[0])

    @property
    def standing(self) -> tuple[PublicVersion, ...]:
        """Return the versions that were not taken back, the newest first."""
        return tuple(one for one in self.versions if one.withdrawn is None)

    def in_force(self, day: datetime.date) -> PublicVersion | None:
        """Return the version that applies on a day, if one does."""
        return next((one for one in self.standing if one.effective <= day), None)

    def coming(self, day: datetime.date) -> tuple[PublicVersion, ...]:
        """Return the versions that take effect after a day, the next one first."""
        return tuple(one for one in reversed(self.standing) if one.effective > day)
