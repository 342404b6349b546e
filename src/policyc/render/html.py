"""A Document into semantic HTML5: the whole page, or what stands in its `main`; no script, no inline style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policyc.nodes import Document, Section
from policyc.render.html_nodes import At, blocks, escape, title


def page(
    document: Document, *, templates: Sequence[Path], stylesheet: str = "", style: str = "", hidden: bool = False
) -> str:
    """Write the complete page; `templates` are folders of frames, the first that has a file wins.

    The page links to `stylesheet`, or holds `style` itself and needs no other file. A `hidden` page asks search engines
    to pass it by.
    """
    from policyc.render import frame

    words = frame.words(templates)
    main = body(document, contents=words["contents"])
    look = frame.Look(stylesheet=stylesheet, style=style)
    return frame.draw(document, main=main, words=words, templates=templates, look=look, hidden=hidden)


def body(document: Document, *, contents: str) -> str:
    """Write what stands in `main`: title, lead, table of contents under the heading `contents`, sections.

    Ids of our own hold two hyphens, which no section id does, so they meet none.
    """
    return "\n".join(
        [
            *_head(document),
            *_contents(document.sections, contents),
            '<div class="sections" id="page--text">',
            *blocks(document.sections, At()),
            "</div>",
        ]
    )


def _head(document: Document) -> list[str]:
    subtitle = [f'<p class="subtitle">{escape(document.subtitle)}</p>'] if document.subtitle else []
    lead = ['<div class="lead">', *blocks(document.lead, At()), "</div>"] if document.lead else []
    return ['<header class="head">', f"<h1>{escape(document.title)}</h1>", *subtitle, *lead, "</header>"]


def _contents(sections: Sequence[Section], heading: str) -> list[str]:
    headed = [section for section in sections if section.heading]
    if len(headed) < 2:
        return []
    head = f'<h2 id="contents--h">{escape(heading)}</h2>'
    return ['<nav class="contents" aria-labelledby="contents--h">', head, *_entries(headed, 2), "</nav>"]


def _entries(sections: Iterable[Section], depth: int) -> list[str]:
    drawn = []
    for section in sections:
        inner = [block for block in section.blocks if isinstance(block, Section) and block.heading] if depth > 1 else []
        below = "\n".join(["", *_entries(inner, depth - 1), ""]) if inner else ""
        drawn.append(f'<li><a href="#{escape(section.id)}">{title(section)}</a>{below}</li>')
    return ["<ol>", *drawn, "</ol>"]
