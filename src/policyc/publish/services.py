"""All that is published into the files of ``out/`` below its services: of each version, of each service, of drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from policyc.model.public import PublicService
from policyc.publish import public
from policyc.publish.bundle import bundle, bundled
from policyc.publish.pages import pages
from policyc.publish.site import Files, Frame, Published, drawn, dressed, outputs
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


def site(shown: Iterable[Published], folders: Sequence[Path], day: date, base: str | None) -> Files:
    """Draw as of a day the files of every service that has a released version, and of drafts, which are in no list.

    The versions of a service follow each other. `base` is the address of ``out/`` with a slash at its end, None where
    nobody said it. Only one service's editions are held at a time. Raises BadTemplate.
    """
    frame, assets = dressed(folders)
    found: Files = {}
    for (name, draft), versions in groupby(shown, lambda one: (one.edition.facts.service, one.draft)):
        if draft:
            for one in versions:
                found |= drawn(one, lambda _name: frame)
        else:
            found |= _service(name, tuple(versions), frame, day, base)
    return found | assets if found else {}


def _service(name: str, shown: Sequence[Published], frame: Frame, day: date, base: str | None) -> Files:
    """Draw all files of a service."""
    versions = [public.version(one, outputs(one)) for one in shown]
    service = public.service(name, shown[0].origin, versions)
    found = pages(shown, service, frame, day, base)
    found |= {f"{name}/{file}": draw(service, base).encode() for file, draw in OUTPUTS.items()}
    bundles = {one.edition.facts.version: bundled(one) for one in shown}
    return found | {f"{name}/{bundle_json.NAME}": bundle(service, bundles).encode()}
