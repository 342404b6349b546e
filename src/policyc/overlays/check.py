"""A workspace's own ``templates/`` into what is wrong with each of its files; all are read, none is drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from policyc.document.phrases import FOLDER, catalogue
from policyc.finding import Finding
from policyc.overlays import frames, phrases, styles, words
from policyc.place import Source, Span
from policyc.reading import yaml
from policyc.reading.characters import decode, shown
from policyc.record import Record
from policyc.render.drawings import ICONS, LOGO, NotADrawing
from policyc.render.drawings import read as read_drawing
from policyc.render.frame import SCRIPT
from policyc.render.kit import WORDS
from policyc.render.kit import words as frame_words
from policyc.workspace import BadTemplate, relative, template, template_sheets

STYLES = ("style.css", "theme.css")
_MEANT = frozenset({".css", ".html", ".j2", ".js", ".svg", ".yaml", ".yml"})
_BEGINNING = Span(line=1, column=1, end_line=1, end_column=1)


class Overlaid(Record):
    """One file of an overlay and what is wrong with it; `file` is its name for people."""

    file: str
    text: str
    source: Source | None = None
    findings: tuple[Finding, ...] = ()


def check(folders: tuple[Path, ...]) -> tuple[Overlaid, ...]:
    """Check every file of the first folder, which is laid over the last."""
    overlay, own = folders[0], folders[1:]
    framed = frames.check(folders)
    found = {
        **{name: _style(overlay, name, path, folders) for name in STYLES if (path := _of(name, overlay))},
        **_sheets(overlay, own, framed.words),
        **_drawings(overlay, own),
        **{name: _overlaid(overlay, name, text, framed.findings[name]) for name, text in framed.texts.items()},
    }
    return (*found.values(), *_unused(overlay, {*found, SCRIPT}, framed.guesses))


def stumbled(bad: BadTemplate, folders: tuple[Path, ...]) -> Overlaid:
    """Say which frame of the overlay stumbled when it was drawn; raise the fault again if it was none of them."""
    from policyc.overlays.frame_faults import drawing

    found = drawing(bad, folders[0])
    if len(folders) < 2 or found is None:
        raise bad
    name, text, finding = found
    return _overlaid(folders[0], name, text, (finding,))


def _overlaid(
    overlay: Path, name: str, text: str, findings: tuple[Finding, ...], source: Source | None = None
) -> Overlaid:
    return Overlaid(file=_named(overlay, name), text=text, source=source, findings=findings)


def _named(overlay: Path, name: str) -> str:
    """Name a file the way CI does, without following a link that it may be."""
    return PurePosixPath(relative(overlay.parent, Path.cwd().resolve()), overlay.name, name).as_posix()


def _sheets(overlay: Path, own: tuple[Path, ...], drawn: frozenset[str]) -> dict[str, Overlaid]:
    said: dict[tuple[str, ...], str] = {}
    found = {}
    if path := _of(WORDS, overlay):
        look = partial(words.check, ours=frame_words(own), drawn=drawn)
        found[WORDS] = _sheet(overlay, WORDS, path, look)
    for path in template_sheets(FOLDER, overlay):
        name = f"{FOLDER}/{path.name}"
        found[name] = _sheet(overlay, name, path, partial(phrases.check, ours=catalogue(own), said=said))
    return found


def _sheet(overlay: Path, name: str, path: Path, look: Callable[[Source], Iterator[Finding]]) -> Overlaid:
    """Read a sheet as strictly as a policy; one without a word in it says nothing, and that is no fault."""
    raw = path.read_bytes()
    source, faults = yaml.read(_named(overlay, name), raw)
    found = tuple(_worded(fault) for fault in faults if fault.code != "empty-file")
    if source is None:
        return _overlaid(overlay, name, shown(raw), found)
    return _overlaid(overlay, name, source.text, (*found, *look(source)), source)


def _worded(fault: Finding) -> Finding:
    return fault.replace(code="overlay-no-mapping") if fault.code == "not-a-mapping" else fault


def _style(overlay: Path, name: str, path: Path, folders: tuple[Path, ...]) -> Overlaid:
    raw = path.read_bytes()
    text, faults = decode(raw)
    if text is None:
        return _overlaid(overlay, name, shown(raw), faults)
    base = template("style.css", folders).read_text(encoding="utf-8", errors="replace")
    return _overlaid(overlay, name, text, tuple(styles.check(text, base)))


def _drawings(overlay: Path, own: tuple[Path, ...]) -> dict[str, Overlaid]:
    """Look at the logo, and at the drawings that stand in the place of ours; another is used nowhere."""
    ours = (f"{ICONS}/{path.name}" for path in sorted((own[-1] / ICONS).glob("*.svg")))
    return {name: _drawing(overlay, name, path) for name in (LOGO, *ours) if (path := _of(name, overlay))}


def _drawing(overlay: Path, name: str, path: Path) -> Overlaid:
    raw = path.read_bytes()
    try:
        read_drawing(raw)
    except NotADrawing:
        return _overlaid(overlay, name, shown(raw), (Finding(code="drawing-not-svg", span=_BEGINNING),))
    return _overlaid(overlay, name, shown(raw), ())


def _of(name: str, overlay: Path) -> Path | None:
    """Return a file of the overlay, or None where it has none that may be read."""
    try:
        return template(name, (overlay,))
    except FileNotFoundError:
        return None


def _unused(overlay: Path, used: Collection[str], guesses: bool) -> Iterator[Overlaid]:
    """Name the files that look as if they were meant to be read, and are not."""
    for path in sorted(overlay.rglob("*")):
        name = path.relative_to(overlay).as_posix()
        if not path.resolve().is_relative_to(overlay.resolve()):
            yield _left(overlay, name, link=name)
        elif path.is_file() and path.suffix in _MEANT and name not in used and not (guesses and "/" not in name):
            yield _left(overlay, name)


def _left(overlay: Path, name: str, **args: str) -> Overlaid:
    return _overlaid(overlay, name, "", (Finding(code="overlay-unused", args=args, span=_BEGINNING),))
