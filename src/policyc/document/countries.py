"""A country's code (ISO 3166) into its name in Korean."""

from __future__ import annotations

from policyc.document.phrases import Phrases


def country(code: str, phrases: Phrases) -> str:
    """Name a country: as the catalogue has it, else as Babel does; a code that is none stays as it is."""
    if own := phrases.known("countries", code):
        return own
    from babel import Locale

    return str(Locale("ko").territories.get(code, code))
