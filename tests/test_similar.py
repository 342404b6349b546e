"""The word that was meant: close ones are found, letter by letter in Hangul, and far ones are not made up."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyc.law.taxonomy import taxonomy
from policyc.model.sections import HOMES
from policyc.reading.similar import similar

KNOWN = (
    "이메일 주소",
    "휴대전화번호",
    "생년월일",
    "성명",
    "주소",
    "retention",
    "recipients",
    "privacy-officer",
    "IP주소",
    "Chrome",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("이매일 주소", "이메일 주소"),
        ("이메일주소", "이메일 주소"),
        ("휴대전하번호", "휴대전화번호"),
        ("셍년월일", "생년월일"),
        ("생년 월일", "생년월일"),
        ("성멍", "성명"),
        ("retension", "retention"),
        ("Retention", "retention"),
        ("recipient", "recipients"),
        ("privacy_officer", "privacy-officer"),
        ("privacyofficer", "privacy-officer"),
        ("ip 주소", "IP주소"),
        ("CHROME", "Chrome"),
        (unicodedata.normalize("NFD", "이메일 주소"), "이메일 주소"),
        ("무관한 말", None),
        ("x", None),
        ("", None),
        ("service", None),
        ("계좌번호", None),
    ],
)
def test_what_was_meant(written: str, meant: str | None) -> None:
    """A slip of the finger is understood; another word is left alone."""
    assert similar(written, KNOWN) == meant


def test_nothing_is_known() -> None:
    """Where nothing is known, nothing was meant."""
    assert similar("성명", ()) is None


def test_every_known_word_is_closest_to_itself() -> None:
    """A word that is right is never taken for another one."""
    words = (*HOMES, *taxonomy().words)
    assert len(words) > 300
    for word in words[::7]:
        found = similar(word, words)
        assert found is not None
        assert found.casefold() == word.casefold()


@given(st.text(max_size=12), st.lists(st.text(max_size=8), max_size=6))
def test_only_a_known_word_is_offered(written: str, known: list[str]) -> None:
    """What is offered is always one of the known words, as it is written."""
    assert similar(written, known) in (None, *known)
