"""What people consent to in one go, by a hash that tells whether it is still the same."""

from __future__ import annotations

from policyc.record import Record


class ConsentSurface(Record):
    """`surface` names it by ids (as `Consent.surface`), `name` is what people call it, `ground` asks for the consent.

    `hash` is the SHA-256 of what is consented to, gathered by the recipe of number `recipe` (`changes.recipes`).
    """

    surface: str
    name: str
    ground: str
    recipe: int
    hash: str
