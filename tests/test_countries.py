"""The codes of countries that the rules know are those that a policy can print the name of."""

from __future__ import annotations

from babel import Locale

from policyc.rules.countries import territories

NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
"""Codes of the Unicode territories that are regions, parts of a country or made up."""


def test_codes_are_the_territories_that_have_a_name() -> None:
    """Each code has a Korean name, and every territory with a name is known but for those that are no countries."""
    known = map(str, Locale("ko").territories)
    named = {code for code in known if len(code) == 2 and code.isalpha()}
    assert len(named) > 240
    assert territories() == named - NO_COUNTRIES
