"""What became of each service into what a build did, for those who tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policyc.making import Made
from policyc.project import Report, joined
from policyc.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.overlays.check import Overlaid


class Built(Record):
    """What a build did.

    `early` are versions whose announced day has not come, `drafts` files that are not released and were not asked for,
    `refused` services whose records have faults, `undrawn` those for which the workspace's own templates cannot be
    used, `barred` those of which a file could not be read or written, `faulty` drafts with errors. `stopped` where the
    templates have errors, or the workspace's settings have some that bear on the site, and nothing was made.
    """

    report: Report
    services: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()
    barred: tuple[tuple[str, OSError], ...] = ()
    faulty: tuple[str, ...] = ()
    stopped: bool = False
    early: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    files: int = 0
    written: int = 0
    differences: tuple[tuple[str, str], ...] = ()
    out: Path

    @property
    def left(self) -> tuple[str, ...]:
        """Return the services that stay as they stood though they were asked for."""
        return (*self.refused, *self.undrawn, *(name for name, _fault in self.barred))


def told(built: Built, services: Sequence[Made]) -> Built:
    """Add what became of the services. Raises OSError where not one of them could be read or written."""
    checked = tuple(each for one in services for each in one.checked)
    report = built.report.replace(
        checked=checked,
        faults=tuple(fault for one in services for fault in one.faults),
        texts={**built.report.texts, **{each.file: each.text for each in checked}},
    )
    undrawn = tuple(one.name for one in services if one.stumbled)
    stumbled: list[Overlaid] = []
    for one in services:
        if one.stumbled and one.stumbled not in stumbled:
            stumbled.append(one.stumbled)
    barred = tuple((one.name, one.barred) for one in services if one.barred)
    if barred and len(barred) == len(services):
        raise barred[0][1]
    return built.replace(
        report=joined(report, tuple(stumbled)),
        stopped=built.stopped or (bool(undrawn) and not any(one.files for one in services)),
        undrawn=undrawn,
        barred=barred,
        services=tuple(one.name for one in services),
        refused=tuple(one.name for one in services if one.refused),
        faulty=tuple(file for one in services for file in one.faulty),
        early=tuple(version for one in services for version in one.early),
        drafts=tuple(file for one in services for file in one.drafts),
    )
