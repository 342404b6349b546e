"""The public versions of a service into its bundle, and how the consents of each hang together with those before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyc.changes import recipes
from policyc.changes.surfaces import Surface, surfaces
from policyc.model.public import PublicService
from policyc.model.surface import ConsentSurface
from policyc.publish.site import Published
from policyc.record import Record
from policyc.render import bundle_json
from policyc.render.bundle_json import Consented


class Bundled(Record):
    """What is kept of a version until its service is known: its texts, what rests on consent, what asks for it anew."""

    parts: Mapping[str, str]
    surfaces: tuple[Surface, ...]
    hashed: tuple[ConsentSurface, ...]
    asking: frozenset[str] = frozenset()


def bundled(shown: Published) -> Bundled:
    """Take what the bundle needs of a version; what a release did not freeze is hashed by the first recipe."""
    found = shown.edition
    hashed = found.surfaces
    return Bundled(
        parts=bundle_json.frozen(found, shown.withdrawal),
        surfaces=tuple(one.replace(part=None) for one in surfaces(found.facts)),
        hashed=recipes.hashed(found.facts, recipes.FIRST) if hashed is None else hashed,
        asking=frozenset(one.surface for one in found.comparison.consents) if found.comparison else frozenset(),
    )


def bundle(service: PublicService, versions: Mapping[str, Bundled]) -> str:
    """Write the bundle of a service; `versions` are by their ids."""
    before = {one.version: versions.get(one.before or "") for one in service.versions}
    consents = {version: _consents(found, before[version]) for version, found in versions.items()}
    return bundle_json.render(service, {version: found.parts for version, found in versions.items()}, consents)


def _consents(found: Bundled, before: Bundled | None) -> tuple[Consented, ...]:
    """Say of each surface whether it asks anew, and what it carries on, though it be renamed."""
    known = {"/".join(one.path): one for one in found.surfaces}
    older = before.surfaces if before else ()
    return tuple(
        Consented(
            surface=each,
            asks=each.surface in found.asking,
            before=_before(known[each.surface], older) if each.surface in known else (),
        )
        for each in found.hashed
    )


def _before(surface: Surface, older: Sequence[Surface]) -> tuple[str, ...]:
    """Return the surface that stood at the same place, else all that it follows."""
    same = [one for one in older if one.path in (surface.path, surface.formerly)]
    follows = same[:1] or [one for one in older if surface.follows(one)]
    return tuple("/".join(one.path) for one in follows)
