"""All that is published of a service into its files below ``out/``: of each version, of all together, of drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from policyc.model.public import PublicService
from policyc.publish import public
from policyc.publish.bundle import bundle, bundled
from policyc.publish.pages import pages
from policyc.publish.site import Files, Frame, Published, drawn, outputs
from policyc.render import atom, bundle_json, calendar, versions_json

VERSIONS = "versions.json"

Draw: TypeAlias = Callable[[PublicService, str | None], str]
"""A service and the address of the site, where it is known → the text of a file."""

OUTPUTS: Mapping[str, Draw] = {
    VERSIONS: lambda service, _base: versions_json.render(service),
    atom.NAME: atom.render,
    "calendar.ics": calendar.render,
}
"""File name in the folder of a service → how its public versions become it."""


def service_files(shown: Sequence[Published], frame: Frame, day: date, base: str | None) -> Files:
    """Draw as of a day the files of a service: those of its released versions, and of drafts, which are in no list.

    `base` is the address of ``out/`` with a slash at its end, None where nobody said it. Raises BadTemplate.
    """
    released = tuple(one for one in shown if not one.draft)
    found = _service(released[0].edition.facts.service, released, frame, day, base) if released else {}
    for one in shown:
        if one.draft:
            found |= drawn(one, lambda _name: frame)
    return found


def _service(name: str, shown: Sequence[Published], frame: Frame, day: date, base: str | None) -> Files:
    """Draw all files of a service."""
    versions = [public.version(one, outputs(one)) for one in shown]
    service = public.service(name, shown[0].origin, versions)
    found = pages(shown, service, frame, day, base)
    found |= {f"{name}/{file}": draw(service, base).encode() for file, draw in OUTPUTS.items()}
    bundles = {one.edition.facts.version: bundled(one) for one in shown}
    return found | {f"{name}/{bundle_json.NAME}": bundle(service, bundles).encode()}
