"""The sections an outline knows: which block each shows, in the order of the commission's guideline."""

from __future__ import annotations

from collections.abc import Mapping

HOMES: Mapping[str, str | None] = {
    "purposes": None,
    "definitions": "collection",
    "sensitive": "collection",
    "collection": None,
    "methods": "collection",
    "children": None,
    "retention": None,
    "dormant": "retention",
    "destruction": None,
    "recipients": None,
    "recipient-exceptions": "recipients",
    "processors": None,
    "safety": None,
    "cookies": None,
    "rights": None,
    "officers": None,
    "remedies": None,
    "change-notice": None,
    "earlier": "change-notice",
}
"""Section id → the section it joins, in this order, when the outline gives it no place of its own (None: it needs one).

Every id is also the key of the block that the section shows. Order: 개인정보 처리방침 작성지침 (2026.4.), p. 15.
"""
