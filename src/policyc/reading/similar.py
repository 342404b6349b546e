"""A mistyped word into the known word that was meant."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize


def similar(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`, or None where nothing is close.

    Hangul is compared letter by letter (jamo), so that one wrong vowel counts as one letter.
    """
    from difflib import get_close_matches

    spelled = {normalize("NFD", candidate.casefold()): candidate for candidate in known}
    close = get_close_matches(normalize("NFD", word.casefold()), spelled, n=1, cutoff=0.72)
    return spelled[close[0]] if close else None
