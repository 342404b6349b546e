"""What is wrong with the links of a service's chain: each against its file, the one before it, and its policy file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from policyc.canonical import sha256
from policyc.finding import Argument, Finding
from policyc.publish.records import Fault, Released, Withdrawn

Link = Released | Withdrawn
_LEAP = 100


def check(folder: Path, links: Sequence[Link], guesses: Sequence[int | None]) -> Iterator[Fault]:
    """Yield every fault of the links of a service, which come in order.

    `guesses` are the numbers that files which cannot be read seem to have had: their places are not empty.
    """
    service = folder.resolve().name
    for link in links:
        yield from _misplaced(link, service)
        yield from _source(link, folder) if isinstance(link, Released) else _withdrawal(link, links)
    yield from _numbers(links, guesses)
    for before, after in pairwise(links):
        yield from _joined(before, after)


def _misplaced(link: Link, service: str) -> Iterator[Fault]:
    """Compare what a record says that it is of with where it lies."""
    version = link.path.name.split(".", 1)[0]
    if (link.service, link.version) != (service, version):
        yield _fault(link.path, "release-misplaced", service=link.service, version=link.version)


def _source(link: Released, folder: Path) -> Iterator[Fault]:
    """Compare the policy file with the one that was released."""
    path = next((path for path in sources(folder, link.version) if path.is_file()), None)
    if path is None:
        yield _fault(link.path, "source-missing", name=f"{link.version}.yaml")
        return
    raw = path.read_bytes()
    if sha256(raw) == link.source_hash:
        return
    turned = sha256(raw.replace(b"\r\n", b"\n")) == link.source_hash
    yield _fault(path, "source-altered", **({"endings": "CRLF"} if turned else {}))


def _withdrawal(link: Withdrawn, links: Sequence[Link]) -> Iterator[Fault]:
    """Compare a withdrawal with the release that it takes back."""
    taken = next((each for each in links if isinstance(each, Released) and each.version == link.version), None)
    if taken is None and link.path.with_name(f"{link.version}.json").is_file():
        return  # it is there and cannot be read, which is told
    if taken is None or taken.sequence > link.sequence:
        yield _fault(link.path, "withdrawal-unknown", version=link.version)
    elif link.day >= taken.effective:
        yield _fault(link.path, "withdrawal-late", day=link.day.isoformat(), effective=taken.effective.isoformat())


def _numbers(links: Sequence[Link], guesses: Sequence[int | None]) -> Iterator[Fault]:
    """Yield numbers that are not there, each at the link that comes after.

    Every file that cannot be read excuses one: the number that it seems to have had, or else any.
    """
    gaps = dict(_gaps(links))
    spare = sum(guess is None or gaps.pop(guess, None) is None for guess in guesses)
    for number, link in list(gaps.items())[spare:]:
        yield _fault(link.path, "release-missing", number=number)
    if links and links[0].sequence == 1 and links[0].previous is not None:
        yield _fault(links[0].path, "release-unlinked", before="-")


def _gaps(links: Sequence[Link]) -> Iterator[tuple[int, Link]]:
    """Yield numbers that no link has, with the link after each; where one leaps far ahead, only the first."""
    expected = 1
    for link in links:
        yield from ((number, link) for number in range(expected, min(link.sequence, expected + _LEAP)))
        expected = link.sequence + 1


def _joined(before: Link, after: Link) -> Iterator[Fault]:
    """Compare two neighbours: the later one names the hash of the earlier one, and was made no earlier."""
    if before.sequence == after.sequence:
        yield _fault(after.path, "release-forked", number=after.sequence, other=before.path.name)
        return
    if after.sequence == before.sequence + 1 and after.previous != before.hash:
        yield _fault(after.path, "release-unlinked", before=before.path.name)
    if after.day < before.day:
        args = {"day": after.day.isoformat(), "earlier": before.day.isoformat(), "other": before.path.name}
        yield _fault(after.path, "release-day-earlier", **args)


def sources(folder: Path, version: str) -> tuple[Path, Path]:
    """Return where the policy file of a version may be."""
    return folder / f"{version}.yaml", folder / f"{version}.yml"


def _fault(path: Path, code: str, **args: Argument) -> Fault:
    return Fault(file=path, finding=Finding(code=code, args=args))
