"""Which addresses an output may link to."""

from __future__ import annotations

import re

_NEARBY = re.compile(r"\.{1,2}/[\w./-]*(?:#[\w-]+)?", re.ASCII)
_ALLOWED = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s\x00-\x1f\x7f]+")


def allowed(href: str) -> bool:
    """Say whether `href` is https, http, mailto or tel; any other is drawn as its words alone."""
    return _ALLOWED.fullmatch(href) is not None


def nearby(href: str) -> bool:
    """Say whether `href` leads to another page of the site (``../2026-01-05/index.html#rights``)."""
    return _NEARBY.fullmatch(href) is not None


def leaves(href: str) -> bool:
    """Say whether `href` opens another site."""
    return href.lower().startswith(("http:", "https:"))
