"""A web page into the characters that a reader sees, without white space: layout may change, words may not."""

from __future__ import annotations

from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "title", "template"})


def text_of(page: str) -> str:
    """Return the text of a page, all white space left out."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(page)
    reader.close()
    return "".join("".join(reader.read).split())


class _Reader(HTMLParser):
    """Gathers text; what stands in elements that are not shown is passed over."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.read: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in _UNSEEN:
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._unseen:
            self.read.append(data)
