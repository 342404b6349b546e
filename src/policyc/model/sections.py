"""The sections an outline knows: which block each shows, in the order of the commission's guideline."""

from __future__ import annotations

from collections.abc import Mapping

HOMES: Mapping[str, str | None] = {
    "services": "",
    "scope": "services",
    "co-controllers": "services",
    "purposes": None,
    "definitions": "collection",
    "sensitive": "collection",
    "collection": None,
    "refusal": "",
    "without-consent": "collection",
    "methods": "collection",
    "files": None,
    "permissions": None,
    "children": None,
    "retention": None,
    "dormant": "retention",
    "destruction": None,
    "recipients": None,
    "recipient-exceptions": "recipients",
    "additional-use": None,
    "processors": None,
    "transfers": None,
    "overseas-collection": "transfers",
    "safety": None,
    "assurances": "safety",
    "sensitive-disclosure": None,
    "pseudonymised": None,
    "cookies": None,
    "behavioural": None,
    "rights": None,
    "duties": "rights",
    "portability": None,
    "automated-decisions": None,
    "ai": None,
    "officers": None,
    "domestic-agent": "officers",
    "access-office": "",
    "remedies": None,
    "cctv": None,
    "location": None,
    "change-notice": None,
    "earlier": "change-notice",
    "dates": "",
}
"""Section id → the section it joins, in this order, when the outline gives it no place of its own.

None: it needs a place. Empty: it is a section only where an outline asks for it, for else its facts are told elsewhere:
those of `LEAD` under the title, those of views with their block. Order: 개인정보 처리방침 작성지침 (2026.4.), p. 15.
"""

LEAD = ("services", "scope", "co-controllers")
"""What stands under the title where no section shows it."""

VIEWS: Mapping[str, str] = {
    "refusal": "collection",
    "transfers": "processors",
    "access-office": "officers",
}
"""Sections that show some of the facts of another block; every other id is also the key of its own block."""
