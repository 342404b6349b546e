"""Editions into the files of ``out/``: each version's page, Markdown and JSON, what it changes, the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from policyc.canonical import sha256
from policyc.model.edition import Edition, Withdrawal
from policyc.nodes import Document
from policyc.record import Record
from policyc.render import changes_json, html, markdown, version_json
from policyc.workspace import template

MANIFEST = "manifest.json"
FORMAT = 1

Files = dict[str, bytes]
"""Path below ``out/`` (with forward slashes) → bytes."""


class UnreadableManifest(Exception):
    """What stands in the manifest's place is no manifest."""


DRAFTS = "draft"
"""The folder of a service's drafts, which no index and no list names."""


class Published(Record):
    """An edition and how it is shown: as a draft, or as a version that was taken back; else neither."""

    edition: Edition
    draft: bool = False
    withdrawal: Withdrawal | None = None

    @property
    def folder(self) -> str:
        """Return where its files stand below ``out/``."""
        facts = self.edition.facts
        return "/".join((facts.service, *((DRAFTS,) if self.draft else ()), facts.version))


def files(shown: Iterable[Published], folders: Sequence[Path]) -> Files:
    """Draw every output of every edition; what is drawn depends on nothing but the edition and the templates."""
    look = style(folders)
    style_name = f"assets/style.{sha256(look)[:12]}.css"
    found: Files = {}
    for one in shown:
        up = "../" * (one.folder.count("/") + 1)
        for name, draw in _outputs(one).items():
            found[f"{one.folder}/{name}"] = draw(one, folders, f"{up}{style_name}").encode()
            found[style_name] = look
    return found


def _outputs(shown: Published) -> Mapping[str, Draw]:
    """Return the outputs that an edition has: no JSON of a draft, no change notice without a version before it."""
    found = {**OUTPUTS, **(CHANGES if shown.edition.changes is not None else {})}
    return {name: draw for name, draw in found.items() if not (shown.draft and name.endswith(".json"))}


def style(folders: Sequence[Path]) -> bytes:
    """Write the style, and behind it what a workspace says otherwise (``theme.css``), if it does."""
    own = template("style.css", tuple(folders)).read_bytes()
    try:
        theme = template("theme.css", tuple(folders)).read_bytes()
    except FileNotFoundError:
        return own
    return own + b"\n" + theme.removeprefix(b"\xef\xbb\xbf")


def _page(shown: Published, folders: Sequence[Path], stylesheet: str) -> str:
    return _html(_marked(shown, shown.edition.document, folders), shown, folders, stylesheet)


def _markdown(shown: Published, folders: Sequence[Path], _stylesheet: str) -> str:
    return markdown.render(_marked(shown, shown.edition.document, folders))


def _json(shown: Published, _folders: Sequence[Path], _stylesheet: str) -> str:
    return version_json.render(shown.edition, shown.withdrawal)


def _changes_page(shown: Published, folders: Sequence[Path], stylesheet: str) -> str:
    return _html(_marked(shown, _changes(shown), folders), shown, folders, stylesheet)


def _changes_markdown(shown: Published, folders: Sequence[Path], _stylesheet: str) -> str:
    return markdown.render(_marked(shown, _changes(shown), folders))


def _changes_json(shown: Published, _folders: Sequence[Path], _stylesheet: str) -> str:
    return changes_json.render(shown.edition)


def _html(document: Document, shown: Published, folders: Sequence[Path], stylesheet: str) -> str:
    hidden = shown.draft or shown.edition.facts.example
    return html.page(document, templates=folders, stylesheet=stylesheet, hidden=hidden)


def _changes(shown: Published) -> Document:
    if shown.edition.changes is None:
        raise ValueError(f"{shown.folder} has no version before it")
    return shown.edition.changes


def _marked(shown: Published, document: Document, folders: Sequence[Path]) -> Document:
    """Say above everything else that a text does not hold: not yet, or no more."""
    if not (shown.draft or shown.withdrawal):
        return document
    from policyc.document import announcement
    from policyc.document.phrases import Phrases

    phrases = Phrases(shown.edition.facts, folders)
    if shown.withdrawal:
        return announcement.withdrawn(document, shown.withdrawal, phrases)
    return announcement.draft(document, phrases)


Draw: TypeAlias = Callable[[Published, Sequence[Path], str], str]

OUTPUTS: Mapping[str, Draw] = {
    "index.html": _page,
    "policy.md": _markdown,
    "policy.json": _json,
}
"""File name → how an edition becomes it."""

CHANGES: Mapping[str, Draw] = {
    "changes.html": _changes_page,
    "changes.md": _changes_markdown,
    "changes.json": _changes_json,
}
"""The same, for what an edition changes against the version before it."""


def manifest(day: date, hashes: Mapping[str, str], turn: date | None = None) -> bytes:
    """Write the manifest: the day of the build, the next day on which a build gives something else by itself.

    And the SHA-256 of every file.
    """
    found = {
        "format": FORMAT,
        "day": day.isoformat(),
        "next": turn.isoformat() if turn else None,
        "files": [{"path": path, "fileHash": hashes[path]} for path in sorted(hashes)],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(out: Path) -> tuple[date, dict[str, str]] | None:
    """Read the manifest that stands in `out`: its day and the hash of every file; None where there is none.

    Raises UnreadableManifest where it is none of ours.
    """
    path = out / MANIFEST
    if not path.is_file():
        return None
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        day, listed = date.fromisoformat(found["day"]), {entry["path"]: entry["fileHash"] for entry in found["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise UnreadableManifest(path) from fault
    if not all(isinstance(text, str) for pair in listed.items() for text in pair):
        raise UnreadableManifest(path)
    return day, listed
