"""A workspace's page frame, with all that it takes in, into what is wrong with it before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyc.finding import Finding
from policyc.place import Span
from policyc.reading.characters import decode, shown
from policyc.record import NOTHING, Record
from policyc.render.kit import PAGE
from policyc.workspace import template

if TYPE_CHECKING:
    from jinja2 import nodes


class Frames(Record):
    """The files that make up the frame, with their texts and faults, and the words that they ask for.

    `guesses` where a file is taken in whose name is only known when the page is drawn.
    """

    texts: Mapping[str, str] = NOTHING
    findings: Mapping[str, tuple[Finding, ...]] = NOTHING
    words: frozenset[str] = frozenset()
    guesses: bool = False


class _Reading:
    """What has been read so far."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.texts: dict[str, str] = {}
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.trees: list[nodes.Template] = []
        self.guesses = self.broken = False

    def read(self, name: str) -> None:
        """Read a file of the overlay, and then those that it takes in; files of ours are not looked at."""
        if name in self.texts or (path := _path(name, self.folders[:1])) is None:
            return
        raw = path.read_bytes()
        text, faults = decode(raw)
        self.texts[name] = shown(raw)
        if text is None:
            self.findings[name], self.broken = faults, True
            return
        found = tuple(self._parsed(name, text))
        self.findings[name] = found

    def _parsed(self, name: str, text: str) -> Iterator[Finding]:
        from jinja2 import TemplateSyntaxError

        from policyc.render.sandbox import environment

        environment_here = environment(self.folders)
        try:
            tree = environment_here.parse(text, name)
            self.trees.append(tree)
            taken = tuple(_taken(tree))
            environment_here.compile(environment_here.parse(text, name), name, name, raw=True)
        except TemplateSyntaxError as fault:
            from policyc.overlays.frame_faults import syntax

            self.broken = True
            yield syntax(fault, text, environment_here)
            return
        except (ArithmeticError, RecursionError, ValueError) as fault:
            from policyc.overlays.frame_faults import on_line

            self.broken = True
            yield Finding(code="frame-not-drawable", args={"reason": str(fault)}, span=on_line(text, 1))
            return
        for other, line, optional in taken:
            if other is None:
                self.guesses = True
            elif _path(other, self.folders):
                self.read(other)
            elif not optional:
                from policyc.overlays.frame_faults import on_line

                yield Finding(code="frame-file-missing", args={"file": other}, span=on_line(text, line, other))


def check(folders: tuple[Path, ...]) -> Frames:
    """Read the frame of the first folder; nothing is found where it has none, for then ours is drawn."""
    if _path(PAGE, folders[:1]) is None:
        return Frames()
    reading = _Reading(folders)
    reading.read(PAGE)
    if not (reading.broken or reading.guesses or any(_names(tree, "main") for tree in reading.trees)):
        start = Span(line=1, column=1, end_line=1, end_column=1)
        reading.findings[PAGE] += (Finding(code="frame-without-main", span=start),)
    words = frozenset(word for tree in reading.trees for word in _words(tree))
    return Frames(texts=reading.texts, findings=reading.findings, words=words, guesses=reading.guesses)


def _path(name: str, folders: tuple[Path, ...]) -> Path | None:
    try:
        return template(name, folders)
    except FileNotFoundError:
        return None


def _taken(tree: nodes.Template) -> Iterator[tuple[str | None, int, bool]]:
    """Yield the files that a frame takes in, each with its line and whether it may be missing."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
        asked: Any = node
        name = asked.template.value if isinstance(asked.template, nodes.Const) else None
        optional = bool(getattr(asked, "ignore_missing", False))
        yield name if isinstance(name, str) else None, node.lineno, optional


def _names(tree: nodes.Template, name: str) -> bool:
    from jinja2 import nodes

    return any(found.name == name and found.ctx == "load" for found in tree.find_all(nodes.Name))


def _words(tree: nodes.Template) -> Iterator[str]:
    """Yield the words that a frame asks for: ``words.skip``, ``words['skip']``."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        asked: Any = node
        if isinstance(asked.node, nodes.Name) and asked.node.name == "words":
            key = asked.attr if isinstance(node, nodes.Getattr) else getattr(asked.arg, "value", None)
            if isinstance(key, str):
                yield key
