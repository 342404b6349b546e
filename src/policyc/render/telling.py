"""Public versions into the short Korean sentences of a feed and a calendar (``templates/ko/site.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyc.korean import fill, long_date
from policyc.model.public import PublicVersion
from policyc.sheet import sheet
from policyc.workspace import data


def title(version: PublicVersion) -> str:
    """Name a version by its title and its day."""
    return _marked(version, _say(version, "version", "title"))


def summary(version: PublicVersion) -> str:
    """Say when a version was announced and from when it holds, or that it was taken back."""
    return _say(version, "version", "withdrawn" if version.withdrawn else "summary")


def notice_title(version: PublicVersion) -> str:
    """Name the notice of what a version changes."""
    return _marked(version, _say(version, "notice", "title"))


def notice_summary(version: PublicVersion) -> str:
    """Say how much a version changes, and whether a consent has to be asked for anew."""
    if version.withdrawn:
        return summary(version)
    told = _say(version, "notice", "summary" if version.changes else "unchanged")
    return f"{told} {_say(version, 'notice', 'consent')}" if version.needs_consent else told


def event(version: PublicVersion, what: str) -> str:
    """Name a day of a version: ``announced`` or ``effective``."""
    return _marked(version, _say(version, "event", what))


def _marked(version: PublicVersion, what: str) -> str:
    return fill(str(_words()["withdrawn"]), {"what": what}) if version.withdrawn else what


def _say(version: PublicVersion, group: str, key: str) -> str:
    return fill(str(_words()[group][key]), _values(version))


def _values(version: PublicVersion) -> Mapping[str, str]:
    """Return what may stand in a hole."""
    return {
        "title": version.title,
        "announced": long_date(version.announced),
        "effective": long_date(version.effective),
        "withdrawn": long_date(version.withdrawn) if version.withdrawn else "",
        "count": str(version.changes),
    }


def _words() -> Mapping[str, Any]:
    return sheet(data("templates") / "ko" / "site.yaml")
