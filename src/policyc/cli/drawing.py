"""A Document as a command prints it: text, Markdown, or a page that needs no other file."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policyc.nodes import Document

FORMS = ("text", "markdown", "html")


def drawn(document: Document, form: str) -> str:
    """Draw a document; raises BadTemplate where a workspace's own page cannot be drawn."""
    if form == "html":
        return _page(document)
    if form == "markdown":
        from policyc.render import markdown

        return markdown.render(document)
    from policyc.render import text

    return text.render(document)


def _page(document: Document) -> str:
    """Write a page whose style stands in it; search engines pass it by."""
    from policyc.publish.site import style
    from policyc.render import html
    from policyc.workspace import root_of, template_folders

    folders = template_folders(root_of(Path.cwd()))
    return html.page(document, templates=folders, style=style(folders).decode(errors="replace"), hidden=True)
