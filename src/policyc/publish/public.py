"""What is published of a service into what machines are told of it, in short: days, weights, hashes, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from policyc.changes.history import Order, order
from policyc.model.change import WEIGHTS
from policyc.model.edition import Edition
from policyc.model.public import PublicService, PublicVersion
from policyc.publish.site import Published
from policyc.render import changes_json


def version(shown: Published, files: Iterable[str]) -> PublicVersion:
    """Sum up a released version; `files` are the names of what stands in its folder.

    A release that was frozen is asked, never a table of today. Raises ValueError for a draft.
    """
    found = shown.edition
    if shown.draft or found.release is None:
        raise ValueError(f"{shown.folder} is not released")
    changed = found.comparison
    return PublicVersion(
        version=found.facts.version,
        title=found.facts.title,
        controller=found.facts.controller.name,
        announced=announced(found),
        effective=found.facts.dates.effective,
        withdrawn=shown.withdrawal.day if shown.withdrawal else None,
        before=changed.old if changed else None,
        weight=changed.weight if changed else None,
        changes=len(changed.changes) if changed else 0,
        needs_consent=bool(changed and changed.consents),
        said=_said(found),
        example=found.facts.example,
        hashes={
            "sourceHash": found.source_hash,
            "factsHash": found.facts_hash,
            "textHash": found.text_hash,
            "releaseHash": found.release.hash,
        },
        files=tuple(sorted(files)),
    )


def service(name: str, origin: str, versions: Sequence[PublicVersion]) -> PublicService:
    """Put the public versions of a service in order, and say until when each applies."""
    ends = dict(_ends(versions))
    told = (one.replace(until=ends.get(one.version)) for one in versions)
    return PublicService(service=name, origin=origin, versions=tuple(sorted(told, key=_order, reverse=True)))


def announced(edition: Edition) -> date:
    """Return the day on which a released version became public, so far as is known (as `Released.announced`)."""
    release, said = edition.release, edition.facts.dates.announced
    if release is None:
        raise ValueError(f"{edition.facts.service}/{edition.facts.version} is not released")
    return said or release.published or release.day


def _said(edition: Edition) -> tuple[str, ...]:
    """Say each change once, as it was told at the release; the author's own words stand for what he has summed up."""
    if edition.comparison is None:
        return ()
    changes = changes_json.told(edition)["changes"]
    said = (one for weight in WEIGHTS for one in changes if one["weight"] == weight)
    return tuple(dict.fromkeys(str(one.get("summary") or one["says"]) for one in said))


def _ends(versions: Iterable[PublicVersion]) -> Iterator[tuple[str, date]]:
    """Yield the last day of each version that another one follows; what was taken back neither ends nor is ended."""
    standing = sorted((one for one in versions if one.withdrawn is None), key=_order)
    for one, after in pairwise(standing):
        yield one.version, after.effective - timedelta(days=1)


def _order(one: PublicVersion) -> Order:
    return order(one.version, one.effective)
