"""Editions into the files of ``out/``: each version's page, text and JSON, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from policyc.canonical import sha256
from policyc.model.edition import Drawn, Edition, Withdrawal
from policyc.nodes import Document
from policyc.record import Record
from policyc.render import html, markdown, text
from policyc.render.around import ALONE, Around
from policyc.render.kit import kit
from policyc.workspace import template

INDEX = "index.html"
SCRIPT = "page.js"

Files = dict[str, bytes]
"""Path below ``out/`` (with forward slashes) → bytes."""


DRAFTS = "draft"
"""The folder of a service's drafts, which no index and no list names."""


class Published(Record):
    """A version and how it is shown: as a draft, if it was not frozen, or as one that was taken back; else neither.

    `origin` is the hash of the first record of its service's chain, where it is a link of one.
    """

    version: Drawn
    withdrawal: Withdrawal | None = None
    origin: str = ""

    @property
    def draft(self) -> bool:
        """Tell whether it is a draft."""
        return not isinstance(self.version, Edition)

    @property
    def edition(self) -> Edition:
        """Return what was frozen; raise TypeError where nothing was."""
        if not isinstance(self.version, Edition):
            raise TypeError(f"{self.folder} is a draft")
        return self.version

    @property
    def folder(self) -> str:
        """Return where its files stand below ``out/``."""
        facts = self.version.facts
        return "/".join((facts.service, *((DRAFTS,) if self.draft else ()), facts.version))


class Frame(Record):
    """How pages are drawn: by which templates, with which style and script, and what is said around the text.

    `style` and `script` are paths below ``out/``, `script` empty where there is none.
    """

    folders: tuple[Path, ...]
    style: str = ""
    script: str = ""
    around: Around = ALONE

    def page(self, document: Document, path: str, *, hidden: bool, near: bool = False) -> str:
        """Draw the page that stands at a path below ``out/``."""
        up = "../" * path.count("/")
        script = f"{up}{self.script}" if self.script else ""
        around = self.around if self.around is ALONE else self.around.replace(script=script)
        look = f"{up}{self.style}"
        return html.page(document, templates=self.folders, stylesheet=look, hidden=hidden, around=around, near=near)


def files(shown: Iterable[Published], folders: Sequence[Path]) -> Files:
    """Draw every output of some versions; what is drawn depends on nothing but each version and the templates."""
    frame, assets = dressed(folders)
    found = {path: content for one in shown for path, content in drawn(one, lambda _name: frame).items()}
    return found | assets if found else {}


def drawn(one: Published, frame: Callable[[str], Frame]) -> Files:
    """Draw every output of a version, each in the frame of its name."""
    return {f"{one.folder}/{name}": draw(one, frame(name)).encode() for name, draw in outputs(one).items()}


def dressed(folders: Sequence[Path]) -> tuple[Frame, Files]:
    """Return a frame with nothing around, and the files of style and script that it needs; templates are read anew."""
    kit.cache_clear()
    look, script = style(folders), template(SCRIPT, tuple(folders)).read_bytes()
    frame = Frame(
        folders=tuple(folders),
        style=f"assets/style.{sha256(look)[:12]}.css",
        script=f"assets/page.{sha256(script)[:12]}.js",
    )
    return frame, {frame.style: look, frame.script: script}


def outputs(shown: Published) -> Mapping[str, Draw]:
    """Return the outputs that a version has: no JSON of a draft, no change notice without a version before it."""
    found = {**OUTPUTS, **(CHANGES if shown.version.changes is not None else {})}
    return {name: draw for name, draw in found.items() if not (shown.draft and name.endswith(".json"))}


def style(folders: Sequence[Path]) -> bytes:
    """Write the style, and behind it what a workspace says otherwise (``theme.css``), if it does."""
    own = template("style.css", tuple(folders)).read_bytes()
    try:
        theme = template("theme.css", tuple(folders)).read_bytes()
    except FileNotFoundError:
        return own
    return own + b"\n" + theme.removeprefix(b"\xef\xbb\xbf")


def _page(shown: Published, frame: Frame) -> str:
    return frame.page(marked(shown, shown.version.document, frame.folders), f"{shown.folder}/", hidden=hidden(shown))


def _markdown(shown: Published, frame: Frame) -> str:
    return markdown.render(marked(shown, shown.version.document, frame.folders))


def _text(shown: Published, frame: Frame) -> str:
    return text.render(marked(shown, shown.version.document, frame.folders))


def _json(shown: Published, _frame: Frame) -> str:
    from policyc.render import version_json  # a draft has none

    return version_json.render(shown.edition, shown.withdrawal)


def _changes_page(shown: Published, frame: Frame) -> str:
    return frame.page(marked(shown, _changes(shown), frame.folders), f"{shown.folder}/", hidden=hidden(shown))


def _changes_markdown(shown: Published, frame: Frame) -> str:
    return markdown.render(marked(shown, _changes(shown), frame.folders))


def _changes_json(shown: Published, _frame: Frame) -> str:
    from policyc.render import changes_json

    return changes_json.render(shown.edition)


def hidden(shown: Published) -> bool:
    """Tell whether search engines are asked to pass by: a draft or an example."""
    return shown.draft or shown.version.facts.example


def _changes(shown: Published) -> Document:
    if shown.version.changes is None:
        raise ValueError(f"{shown.folder} has no version before it")
    return shown.version.changes


def marked(shown: Published, document: Document, folders: Sequence[Path]) -> Document:
    """Say above everything else that a text does not hold: not yet, or no more."""
    if not (shown.draft or shown.withdrawal):
        return document
    from policyc.document import caveats
    from policyc.document.phrases import Phrases

    phrases = Phrases(shown.version.facts, folders)
    if shown.withdrawal:
        return caveats.withdrawn(document, shown.withdrawal, phrases)
    return caveats.draft(document, phrases)


Draw: TypeAlias = Callable[[Published, Frame], str]

OUTPUTS: Mapping[str, Draw] = {
    INDEX: _page,
    "policy.md": _markdown,
    "policy.txt": _text,
    "policy.json": _json,
}
"""File name → how an edition becomes it."""

CHANGES: Mapping[str, Draw] = {
    "changes.html": _changes_page,
    "changes.md": _changes_markdown,
    "changes.json": _changes_json,
}
"""The same, for what an edition changes against the version before it."""
