"""A published site and a Shelf into where the two say different things: data, and the text that people read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from policyc.canonical import canonical, sha256
from policyc.finding import Argument, Finding
from policyc.model.edition import Edition
from policyc.publish.chain import Shelf, edition, standing
from policyc.publish.records import Fault, Released
from policyc.workspace import VERSION

LARGEST = 16 * 2**20

Look: TypeAlias = Callable[[Path, str, Edition], Iterator[Fault]]
"""A file, its text, and the edition that it shows → where they differ."""


def against(out: Path, shelf: Shelf, day: date) -> Iterator[Fault]:
    """Compare the site in `out`, as it was built on `day`, with what the service has released.

    Raises `stored.BadEdition` where a record cannot be read; `verify` finds it first.
    """
    site = out / shelf.service
    for released in standing(shelf):
        if released.announced <= day:
            yield from _version(site / released.version, released)
    yield from _current(site / "index.html", shelf, day)
    known = {released.version for released in shelf.released}
    for folder in sorted(site.iterdir()) if site.is_dir() else ():
        if VERSION.fullmatch(folder.name) and folder.name not in known:
            yield _fault(folder, "site-unreleased", version=folder.name)


def _current(path: Path, shelf: Shelf, day: date) -> Iterator[Fault]:
    """Compare the page of the service with the version in force, if one is and the page is there."""
    in_force = [each for each in standing(shelf) if each.announced <= day and each.effective <= day][-1:]
    for released in in_force if path.is_file() else ():
        yield from _looked(path, _page, released)


def _version(folder: Path, released: Released) -> Iterator[Fault]:
    """Compare the files of one version."""
    looks: dict[str, Look] = {"policy.json": _data, "index.html": _page}
    for name, look in looks.items():
        path = folder / name
        if not path.is_file():
            yield _fault(path, "site-missing", version=released.version)
            continue
        yield from _looked(path, look, released)


def _looked(path: Path, look: Look, released: Released) -> Iterator[Fault]:
    """Compare one file; what cannot be read at all is a fault of its own."""
    with path.open("rb") as file:
        raw = file.read(LARGEST)
    try:
        found = tuple(look(path, raw.decode("utf-8"), edition(released)))
    except (ValueError, RecursionError, TypeError):
        found = (_fault(path, "site-unreadable"),)
    yield from found


def _data(path: Path, text: str, frozen: Edition) -> Iterator[Fault]:
    """Compare what apps read: the parts that speak of processing, each by its canonical spelling."""
    from policyc.render import version_json

    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError(type(found).__name__)
    expected: Mapping[str, Any] = json.loads(version_json.render(frozen))
    for part in ("service", "version", "title", "dates", "facts", "document", "text", "hashes"):
        if sha256(canonical(found.get(part))) != sha256(canonical(expected[part])):
            yield _fault(path, "site-facts-differ", part=part)


def _page(path: Path, text: str, frozen: Edition) -> Iterator[Fault]:
    """Compare what people read: all of the document's text, in its order and with nothing between.

    White space does not count, and what the frame adds before and after does not belong to the document.
    """
    from policyc.publish.page_text import text_of
    from policyc.render.html_nodes import At, blocks, escape

    shown, document = text_of(text), frozen.document
    head = f"<h1>{escape(document.title)}</h1>", f"<p>{escape(document.subtitle)}</p>", *blocks(document.lead, At())
    sections = [text_of("\n".join(blocks((section,), At()))) for section in document.sections]
    if text_of("\n".join(head)) not in shown:
        yield _fault(path, "site-text-differs", heading=document.title)
    if "".join(sections) in shown:
        return
    differ = [section for section, said in zip(document.sections, sections, strict=True) if said not in shown]
    for section in differ:
        yield _fault(path, "site-text-differs", heading=section.heading or section.id)
    if not differ:
        yield _fault(path, "site-text-differs")


def _fault(path: Path, code: str, **args: Argument) -> Fault:
    return Fault(file=path, finding=Finding(code=code, args=args))
