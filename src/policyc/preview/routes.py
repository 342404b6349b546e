"""An address of a preview into its answer: it is looked up among what there is, and never made into a path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias
from urllib.parse import quote, unquote

from policyc.preview import frames
from policyc.preview.board import Board, Page
from policyc.preview.found import row
from policyc.preview.version import KINDS, Version, newest
from policyc.record import Record
from policyc.report.catalogue import SEVERITIES
from policyc.report.catalogue import words as report_words

EVENTS = "/-/events"
"""The address of the stream that tells when to draw anew."""

LONGEST = 2048
"""Signs of an address."""

VIEWS: Mapping[str, tuple[str, ...]] = {
    "": ("text",),
    "beside": ("current", "text"),
    "changes": ("changes",),
    "review": ("review",),
}
"""The last step of an address → the documents that stand side by side there."""


class Answer(Record):
    """What is sent back. A `framed` document runs no script at all."""

    status: int = 200
    kind: str = "text/html; charset=utf-8"
    body: bytes
    framed: bool = False


def answer(board: Board, target: str) -> Answer:
    """Answer a request for an address as it was sent."""
    try:
        steps = tuple(unquote(step, errors="strict") for step in target.partition("?")[0].split("/")[1:])
    except UnicodeDecodeError:
        return told(404, "unknown-address")
    if not target.startswith("/"):
        return told(404, "unknown-address")
    try:
        with board.still() as state:
            return _found(board, state, steps) or told(404, "unknown-address", state, steps[0])
    except OSError:
        return told(503, "cannot-read", board.watch.state)


def told(status: int, why: str, state: str = "", service: str = "") -> Answer:
    """Say why there is nothing to show; with a state, the page looks again once that is past."""
    return Answer(status=status, body=frames.draw("told", why=why, state=state, service=service, page="told"))


def _found(board: Board, state: str, steps: tuple[str, ...]) -> Answer | None:
    match steps:
        case ("",):
            return _index(board, state)
        case ("favicon.ico",):
            return Answer(status=204, kind="image/x-icon", body=b"")
        case ("-", name):
            return ASSETS[name](board) if name in ASSETS else None
        case (service,):
            return _view(board, state, service, None, "")
        case (service, view) if view in VIEWS:
            return _view(board, state, service, None, view)
        case (service, version, view) if view in VIEWS:
            return _view(board, state, service, version, view)
        case (service, version, "page", kind) if kind in KINDS:
            found = board.version(service, version)
            page = board.page(found, kind) if found else None
            return Answer(body=page.markup.encode(), framed=True) if page and page.markup else None
    return None


def _index(board: Board, state: str) -> Answer:
    services = [
        {
            "name": name,
            "href": f"/{quote(name)}/",
            "drafts": [path.name for path in service.drafts],
            "version": newest(service),
        }
        for name, service in board.services.items()
    ]
    return Answer(body=frames.draw("index", services=services, state=state, page="index"))


def _view(board: Board, state: str, service: str, name: str | None, view: str) -> Answer | None:
    version = board.version(service, name)
    if version is None:
        return None
    base = f"/{quote(service)}/" + (f"{quote(name)}/" if name else "")
    pages = f"/{quote(service)}/{quote(version.name)}/page/"
    panes = [_pane(version, kind, board.page(version, kind), pages) for kind in VIEWS[view]]
    report = board.report(version)
    rows = [row(found, report.texts) for found in report.findings]
    counts = {severity: sum(one.severity == severity and not one.waived for one in rows) for severity in SEVERITIES}
    body = frames.draw(
        "view",
        page="view",
        state=state,
        service=service,
        version=version,
        file=version.checked.file if version.checked else "",
        base=base,
        view=view,
        views=[(each, f"{base}{each}") for each in VIEWS],
        others=[(path.stem, f"/{quote(service)}/{quote(path.stem)}/{view}") for path in version.service.drafts],
        panes=panes,
        rows=rows,
        counts={severity: count for severity, count in counts.items() if count},
        open=bool(counts["error"]) and (view != "beside" or any(pane["why"] for pane in panes)),
        waived=sum(one.waived for one in rows),
        report_words=report_words(),
        told=version.told(),
    )
    return Answer(body=body)


def _pane(version: Version, kind: str, page: Page, pages: str) -> dict[str, object]:
    """Describe one document: its heading, its page with the stamp that is another where the page is, or why none."""
    shown = version.current.version if kind == "current" and version.current else version.name
    state = "in-force" if kind == "current" else version.state
    heading = frames.say(f"pane-{kind}", version=shown, state=frames.words()["states"][state])
    why = frames.say(f"why-{page.why}", **page.values) if page.why else ""
    src = f"{pages}{kind}?{page.stamp}" if page.markup else ""
    return {"kind": kind, "heading": heading, "src": src, "old": page.old, "why": why}


Draw: TypeAlias = Callable[[Board], Answer]
_CSS, _SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
ASSETS: Mapping[str, Draw] = {
    "page.css": lambda board: Answer(kind=_CSS, body=board.style),
    "preview.css": lambda _: Answer(kind=_CSS, body=frames.asset("preview.css")),
    "preview.js": lambda _: Answer(kind=_SCRIPT, body=frames.asset("preview.js")),
}
"""The other files of the pages, by name."""
