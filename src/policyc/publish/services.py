"""All that is published of a service into its files below ``out/``: of its released versions, of drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policyc.publish.site import Files, Frame, Published, drawn

VERSIONS = "versions.json"


def service_files(shown: Sequence[Published], frame: Frame, day: date, base: str | None) -> Files:
    """Draw as of a day the files of a service: those of its released versions, and of drafts, which are in no list.

    `base` is the address of ``out/`` with a slash at its end, None where nobody said it. Raises BadTemplate.
    """
    found: Files = {}
    if released := tuple(one for one in shown if not one.draft):
        from policyc.publish.released_files import released_files  # a draft alone needs none of it

        found |= released_files(released[0].edition.facts.service, released, frame, day, base)
    for one in shown:
        if one.draft:
            found |= drawn(one, lambda _name: frame)
    return found
