"""What is inside a page and the words of its frame into the whole page, by the Jinja template of a workspace."""

from __future__ import annotations

from policyc.nodes import Document
from policyc.record import Record
from policyc.render.around import ALONE, Around
from policyc.render.drawings import LOGO
from policyc.render.kit import Kit
from policyc.render.text import title

SCRIPT = "page.js"


class Look(Record):
    """How a page gets its style: from the file `stylesheet`, or out of itself."""

    stylesheet: str = ""
    style: str = ""

    @property
    def inside(self) -> str:
        """Return the style as it stands in the page: nothing in it can end it, and a parser changes no sign of it."""
        return self.style.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").replace("</", "<\\/")

    @property
    def source(self) -> str:
        """Return what the page's Content-Security-Policy lets in as a style."""
        if not self.style:
            return "'self'"
        from base64 import b64encode
        from hashlib import sha256

        return f"'sha256-{b64encode(sha256(self.inside.encode()).digest()).decode()}'"


def draw(
    document: Document,
    *,
    main: str,
    kit: Kit,
    look: Look,
    hidden: bool = False,
    around: Around = ALONE,
) -> str:
    """Put `main`, which is HTML, into the frame; everything else is escaped by the template. Raises BadTemplate."""
    from markupsafe import Markup

    given = {
        "title": document.title,
        "subtitle": document.subtitle,
        "description": ", ".join(title(section) for section in document.sections),
        "main": Markup(main),
        "words": kit.words,
        "stylesheet": look.stylesheet,
        "style": Markup(look.inside),
        "style_source": look.source,
        "hidden": hidden,
        "around": around,
        "data": Markup(_inert(around.data)),
        "logo": Markup(kit.drawing(LOGO, "mark")),
    }
    return kit.page(given)


def _inert(data: str) -> str:
    """Write JSON so that nothing in it can end the element it stands in, or begin another."""
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
