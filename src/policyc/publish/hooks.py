"""A page into the same page without the links that lead to nothing, while a site is half written or half removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from posixpath import dirname, normpath
from re import Match, Pattern
from re import compile as pattern

PAGE = ".html"


def unhooked(page: bytes, path: str, stands: Callable[[str], bool]) -> bytes:
    """Take the addresses off those links of a page whose files, below the same folder as its own, do not stand.

    An `a` without its address is still the words that it was, in their place. `path` is the page's. Where all links
    lead somewhere, the page stays byte by byte what it was.
    """

    def kept(found: Match[bytes]) -> bytes:
        target = _target(path, found[2].decode())
        return found[0] if target is None or stands(target) else found[1]

    if all(stands(target) for found in _links().finditer(page) if (target := _target(path, found[2].decode()))):
        return page  # as ever but while something is new; a page may be long, and is not taken apart in vain
    return _links().sub(kept, page)


def targets(page: bytes, path: str) -> set[str]:
    """Return which files of the site a page leads to, as paths below ``out/``."""
    found = (_target(path, one[2].decode()) for one in _links().finditer(page))
    return {target for target in found if target is not None}


@cache
def _links() -> Pattern[bytes]:
    """Find the links that our own frames write: inside a tag every `<`, `>` and `"` of a value is escaped."""
    return pattern(rb'(<(?:a|link)(?: [^<>]*?)?) href="([^"]*)"')


def _target(path: str, href: str) -> str | None:
    """Return the file that an address leads to, if it is one of this site; a fragment is a place in a file."""
    address = href.split("#", 1)[0]
    if not address or ":" in address or address.startswith("/"):
        return None
    found = normpath(f"{dirname(path)}/{address}" if "/" in path else address)
    return f"{found}/index{PAGE}" if address.endswith("/") else found
