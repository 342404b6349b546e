"""The released versions of a service into its files below ``out/``: of each, of each two, of all together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from policyc.model.public import PublicService
from policyc.publish import public
from policyc.publish.bundle import bundle, bundled
from policyc.publish.pages import pages
from policyc.publish.services import VERSIONS
from policyc.publish.site import Files, Frame, Published, outputs
from policyc.render import atom, bundle_json, calendar, versions_json

Draw: TypeAlias = Callable[[PublicService, str | None], str]
"""A service and the address of the site, where it is known → the text of a file."""

OUTPUTS: Mapping[str, Draw] = {
    VERSIONS: lambda service, _base: versions_json.render(service),
    atom.NAME: atom.render,
    "calendar.ics": calendar.render,
}
"""File name in the folder of a service → how its public versions become it."""


def released_files(name: str, shown: Sequence[Published], frame: Frame, day: date, base: str | None) -> Files:
    """Draw as of a day all files of a service by its name; raise BadTemplate."""
    versions = [public.version(one, outputs(one)) for one in shown]
    service = public.service(name, shown[0].origin, versions)
    found = pages(shown, service, frame, day, base)
    found |= {f"{name}/{file}": draw(service, base).encode() for file, draw in OUTPUTS.items()}
    bundles = {one.edition.facts.version: bundled(one) for one in shown}
    return found | {f"{name}/{bundle_json.NAME}": bundle(service, bundles).encode()}
