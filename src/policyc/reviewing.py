"""A version of a service and the law of a day → its review: each required content, where it is said, what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from policyc import compile as road
from policyc import workspace
from policyc.canonical import sha256
from policyc.document import outline
from policyc.facts.rows import rows
from policyc.law.contents import Content, contents
from policyc.law.guidelines import guideline
from policyc.law.tables import on
from policyc.model.policy import Facts
from policyc.model.sections import HOMES
from policyc.nodes import Block, Document, Section
from policyc.place import Source, nearest, written
from policyc.publish.chain import edition, state
from policyc.publish.linking import sources
from policyc.record import Record
from policyc.report.catalogue import entry
from policyc.report.review import Found, Line, Place, Review, Weight
from policyc.report.waivers import Judged, judged
from policyc.report.words import ordered, reported
from policyc.service import Service
from policyc.workspace import UnknownService

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.compile import Checked


class UnknownVersion(Exception):
    """The service has no such version; its text is the name."""


class NothingToReview(Exception):
    """The service has no version at all."""


class Unreadable(Exception):
    """A draft has faults that keep it from being understood; `checked` tells them."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(checked.file)
        self.checked = checked


def always(_facts: Facts) -> bool:
    """Tell that a block says its content wherever it is there."""
    return True


def _kept_by_law(facts: Facts) -> bool:
    return facts.retention is not None and bool(facts.retention.statutory)


def _without_consent(facts: Facts) -> bool:
    bases = (basis.ground for block in (facts.collection, facts.files) for row in rows(block) for basis in row.basis)
    return facts.without_consent is not None or any(ground != CONSENT for ground in bases)


CONSENT = "consent"
TOLD: Mapping[str, Callable[[Facts], bool]] = {
    "statutory-retention": _kept_by_law,
    "separate-storage": _kept_by_law,
    "without-consent": _without_consent,
}
"""Contents that share their block with others → whether it says them."""


class Reviewed(Record):
    """A version as it is reviewed: `judging` is what was found of it besides what the rules find."""

    facts: Facts
    document: Document
    state: str
    file: str
    source: Source | None
    judging: tuple[Judged, ...] = ()


def review(name: str, version: str | None, *, as_of: date, law_as_of: date | None = None) -> Review:
    """Review a version of a service by the law of its own effective day, or of another day.

    Without a version it is the newest draft, else the one in force, else the newest. Raises NoWorkspace,
    UnknownService, UnknownVersion, NothingToReview, Unreadable, `publish.stored.BadEdition` or OSError.
    """
    top = workspace.here()
    folders = {path.name: path for path in workspace.services(top)}
    if name not in folders:
        raise UnknownService(name, sorted(folders))
    service = Service(folders[name], as_of, workspace.template_folders(top))
    one = _version(service, version or _newest(service))
    law = on(law_as_of or one.facts.dates.effective)
    found = judged(road.lawful(one.facts, law), one.facts.waivers, as_of, complete=False, settings=service.settings)
    told = [_told(each, one) for each in (*found, *one.judging)]
    lines, elsewhere = _sorted(tuple(_lines(one, contents(law.day))), told)
    edition_ = guideline(law.day)
    return Review(
        service=name,
        version=one.facts.version,
        title=one.facts.title,
        state=one.state,
        effective=None if one.facts.dates.open else one.facts.dates.effective,
        day=law.day,
        guideline=edition_.name if edition_ else None,
        lines=lines,
        elsewhere=elsewhere,
        weights=tuple(_weights(service)),
        checked=max(content.checked for content in contents(law.day).values()),
    )


def _newest(service: Service) -> str:
    """Choose the version that a review is most likely wanted of."""
    if drafts := [path.stem for path in service.drafts]:
        return workspace.DRAFT if workspace.DRAFT in drafts else max(drafts)
    stands = [each.version for each in service.shelf.released if not service.shelf.is_withdrawn(each.version)]
    if not stands:
        raise NothingToReview(service.folder.name)
    in_force = (one for one in stands if state(service.shelf, one, service.as_of) == "in-force")
    return next(in_force, max(stands))


def _version(service: Service, version: str) -> Reviewed:
    """Read a version: its edition where it is released, else its draft."""
    paths = [path for path in sources(service.folder, version) if path.is_file()]
    if released := service.shelf.find(version):
        frozen = edition(released)
        file = paths[0] if paths else service.folder / f"{version}.yaml"
        return Reviewed(
            facts=frozen.facts,
            document=frozen.document,
            state=state(service.shelf, version, service.as_of),
            file=workspace.shown(file),
            source=_source(file, frozen.source_hash),
        )
    if not paths or service.altered(version):
        raise UnknownVersion(version)
    checked = service.check(paths[0])
    if checked.facts is None:
        raise Unreadable(checked)
    besides = tuple(one for one in checked.judged if not entry(one.finding.code).grounds)
    drawn = road.drawn(checked, service.templates)
    return Reviewed(
        facts=checked.facts, document=drawn, state="draft", file=checked.file, source=checked.source, judging=besides
    )


def _source(file: Path, source_hash: str) -> Source | None:
    """Read the file that a release was made of, for its lines; None where it is not what it was."""
    if not file.is_file():
        return None
    from policyc.reading import yaml

    raw = file.read_bytes()
    return yaml.read(workspace.shown(file), raw)[0] if sha256(raw) == source_hash else None


def _told(one: Judged, of: Reviewed) -> Found:
    waived = one.waiver is not None
    told = reported(one.finding, of.file, of.source, waived=waived, severity=one.severity)
    return Found(told=told, waiver=one.waiver)


def _lines(one: Reviewed, required: Mapping[str, Content]) -> Iterator[Line]:
    """Say of each required content whether and where the policy says it."""
    headings = dict(_headings(one.document.sections))
    shown = outline.kinds(outline.nodes(one.facts))
    for content in required.values():
        places = [place for block in content.blocks if (place := _place(block, one, headings, shown))]
        clauses = tuple(_clause(content, one, headings))
        none = [block for block in content.blocks if getattr(outline.block_of(one.facts, block), "none", False)]
        if not content.blocks:
            yield Line(content=content, said="eye")
        elif places and TOLD.get(content.id, always)(one.facts):
            yield Line(content=content, said="none" if len(none) == len(places) else "said", places=tuple(places))
        else:
            yield Line(content=content, said="clause" if clauses else "absent", places=clauses)


def _place(block: str, one: Reviewed, headings: Mapping[str, str], shown: Mapping[str, Iterable[str]]) -> Place | None:
    """Find where a block is said: its sections, and its place in the file."""
    part = getattr(one.facts, block.replace("-", "_"), None)
    if block in HOMES and outline.told(one.facts, block):
        sections = tuple(headings[node] for node, kinds in shown.items() if block in kinds and node in headings)
        at = getattr(outline.block_of(one.facts, block), "at", (block,))
    elif part:
        sections, at = (), (block,)
    else:
        return None
    line = nearest(one.source, at, "key").line if one.source else None
    return Place(sections=sections, path=written(at), line=line)


def _clause(content: Content, one: Reviewed, headings: Mapping[str, str]) -> Iterator[Place]:
    """Find the clauses in the author's own words that stand for a content."""
    known = {content.id, *content.blocks}
    for node in outline.every(one.facts.outline):
        if node.text and (node.id in known or node.topic in known):
            line = nearest(one.source, node.at, "key").line if one.source else None
            yield Place(sections=(headings.get(node.id, node.id),), path=written(node.at), line=line)


def _headings(sections: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the sections of a text, at any depth, with how they are headed."""
    for one in sections:
        if isinstance(one, Section):
            yield one.id, f"{one.number} {one.heading}".strip()
            yield from _headings(one.blocks)


def _sorted(lines: tuple[Line, ...], found: list[Found]) -> tuple[tuple[Line, ...], tuple[Found, ...]]:
    """Give each finding to the content that it is about."""
    order = {id(told): number for number, told in enumerate(ordered(one.told for one in found))}
    found = sorted(found, key=lambda one: order[id(one.told)])
    about: dict[str, list[Found]] = {line.content.id: [] for line in lines}
    left: list[Found] = []
    for one in found:
        about.get(entry(one.told.code).content, left).append(one)
    return tuple(line.replace(found=tuple(about[line.content.id])) for line in lines), tuple(left)


def _weights(service: Service) -> Iterator[Weight]:
    for rule, weight in service.settings.severities.items():
        yield Weight(rule=rule, usual=entry(rule).severity, weight=weight)
