"""A Document into semantic HTML5: the whole page, or what stands in its `main`; no inline script, no inline style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import SEEK_END, BytesIO
from pathlib import Path

from policyc.nodes import Cell, Document, Section
from policyc.record import NOTHING
from policyc.render.around import ALONE, Around
from policyc.render.html_around import banner, finder, labels
from policyc.render.html_nodes import At, blocks, drawn_rows, escape, title


def page(
    document: Document,
    *,
    templates: Sequence[Path],
    stylesheet: str = "",
    style: str = "",
    hidden: bool = False,
    around: Around = ALONE,
    near: bool = False,
) -> str:
    """Write the complete page; `templates` are folders of frames, the first that has a file wins.

    The page links to `stylesheet`, or holds `style` itself and needs no other file. A `hidden` page asks search engines
    to pass it by. `near` where the document is one of ours, whose links may lead to other pages of the site.
    """
    from policyc.render import frame
    from policyc.render.drawings import ICONS
    from policyc.render.kit import kit

    own = kit(tuple(templates))
    icons = {label.id: own.drawing(f"{ICONS}/{label.id}.svg", "icon") for label in around.labels}
    main = body(document, contents=own.words["contents"], words=own.words, around=around, icons=icons, near=near)
    look = frame.Look(stylesheet=stylesheet, style=style)
    return frame.draw(document, main=main, kit=own, look=look, hidden=hidden, around=around)


def with_rows(page: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Fill the one table of a page in our own frame, which has headings alone, with rows: none with merged cells.

    There may be very many: each is drawn when it comes, and only its bytes stay.
    """
    before, after = b"</thead>\n", b"</table>"
    begin, _, end = page.encode().partition(before + after)
    found = BytesIO(begin)
    found.seek(0, SEEK_END)
    found.write(before + b"<tbody>\n")
    found.writelines(f"{row}\n".encode() for row in drawn_rows(rows, headings, At(near=True)))
    found.write(b"</tbody>\n" + after + end)
    return found.getvalue()


def body(
    document: Document,
    *,
    contents: str,
    words: Mapping[str, str] = NOTHING,
    around: Around = ALONE,
    icons: Mapping[str, str] = NOTHING,
    near: bool = False,
) -> str:
    """Write what stands in `main`: banner, title, lead, contents under the heading `contents`, labels, sections.

    Ids of our own hold two hyphens, which no section id does, so they meet none.
    """
    at = At(near=near)
    listed = _contents(document.sections, contents, folded=bool(around.script))
    side = [*(finder(words) if around.script and listed else ()), *listed]
    return "\n".join(
        [
            *banner(around.banner),
            *_head(document, at),
            *(['<div class="side">', *side, "</div>"] if side else ()),
            *labels(around.labels, words.get("labels", ""), icons),
            '<div class="sections" id="page--text">',
            *blocks(document.sections, at),
            "</div>",
        ]
    )


def _head(document: Document, at: At) -> list[str]:
    subtitle = [f'<p class="subtitle">{escape(document.subtitle)}</p>'] if document.subtitle else []
    lead = ['<div class="lead">', *blocks(document.lead, at), "</div>"] if document.lead else []
    return ['<header class="head">', f"<h1>{escape(document.title)}</h1>", *subtitle, *lead, "</header>"]


def _contents(sections: Sequence[Section], heading: str, *, folded: bool) -> list[str]:
    """Draw the contents under their heading; a narrow screen can fold them under a line that says the same."""
    headed = [section for section in sections if section.heading]
    if len(headed) < 2:
        return []
    head = f'<h2 id="contents--h">{escape(heading)}</h2>'
    fold = f"<details{'' if folded else ' open'}><summary>{escape(heading)}</summary>"
    return [
        '<nav class="contents" aria-labelledby="contents--h">',
        head,
        fold,
        *_entries(headed, 2),
        "</details>",
        "</nav>",
    ]


def _entries(sections: Iterable[Section], depth: int) -> list[str]:
    drawn = []
    for section in sections:
        inner = [block for block in section.blocks if isinstance(block, Section) and block.heading] if depth > 1 else []
        below = "\n".join(["", *_entries(inner, depth - 1), ""]) if inner else ""
        drawn.append(f'<li><a href="#{escape(section.id)}">{title(section)}</a>{below}</li>')
    return ["<ol>", *drawn, "</ol>"]
