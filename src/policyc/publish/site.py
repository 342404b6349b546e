"""Editions into the files of ``out/``: each version's page, Markdown and JSON, the style they share, the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from policyc.canonical import sha256
from policyc.model.edition import Edition
from policyc.render import html, markdown, version_json
from policyc.workspace import template

MANIFEST = "manifest.json"
FORMAT = 1

Files = dict[str, bytes]
"""Path below ``out/`` (with forward slashes) → bytes."""


class UnreadableManifest(Exception):
    """What stands in the manifest's place is no manifest."""


def files(editions: Iterable[Edition], folders: Sequence[Path]) -> Files:
    """Draw every output of every edition; what is drawn depends on nothing but the edition and the templates."""
    style = _style(tuple(folders))
    style_name = f"assets/style.{sha256(style)[:12]}.css"
    found: Files = {}
    for edition in editions:
        for name, draw in OUTPUTS.items():
            path = f"{edition.facts.service}/{edition.facts.version}/{name}"
            found[path] = draw(edition, folders, f"../../{style_name}").encode()
            found[style_name] = style
    return found


def _style(folders: tuple[Path, ...]) -> bytes:
    """Write the style, and behind it what a workspace says otherwise (``theme.css``), if it does."""
    style = template("style.css", folders).read_bytes()
    try:
        theme = template("theme.css", folders).read_bytes()
    except FileNotFoundError:
        return style
    return style + b"\n" + theme.removeprefix(b"\xef\xbb\xbf")


def _page(edition: Edition, folders: Sequence[Path], stylesheet: str) -> str:
    return html.page(edition.document, templates=folders, stylesheet=stylesheet, hidden=edition.facts.example)


def _markdown(edition: Edition, _folders: Sequence[Path], _stylesheet: str) -> str:
    return markdown.render(edition.document)


def _json(edition: Edition, _folders: Sequence[Path], _stylesheet: str) -> str:
    return version_json.render(edition)


OUTPUTS: Mapping[str, Callable[[Edition, Sequence[Path], str], str]] = {
    "index.html": _page,
    "policy.md": _markdown,
    "policy.json": _json,
}
"""File name → how an edition becomes it."""


def manifest(day: date, hashes: Mapping[str, str]) -> bytes:
    """Write the manifest: the day of the build and the SHA-256 of every file."""
    found = {
        "format": FORMAT,
        "day": day.isoformat(),
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
