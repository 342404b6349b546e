"""The taxonomy of items and the closed lists of topics and regimes: what the words of real policies lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from policyc import sheet as sheets
from policyc.law.regimes import regimes
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.law.topics import topics

TODAY = date(2026, 11, 23)
SENTENCE = re.compile(r"[^.]{8,}니다\.")


def words_of_policies() -> Mapping[str, Mapping[str, list[str]]]:
    """Read the hand-written table: group, leaf, words."""
    return cast("Mapping[str, Mapping[str, list[str]]]", sheets.read(Path(__file__).parent / "taxonomy-words.yaml"))


def test_words_lead_to_one_leaf() -> None:
    """No word, as it is compared, stands twice; every word finds its leaf."""
    leaves = taxonomy()
    assert len(leaves.leaves) >= 150
    assert len(leaves.called) == len(leaves.words)
    for leaf in leaves.leaves.values():
        assert {leaves.find(name) for name in leaf.names} == {leaf}


@pytest.mark.parametrize(
    ("word", "leaf"),
    [
        ("이메일-주소", "contact.email"),
        ("E-Mail", "contact.email"),
        ("e.mail", "contact.email"),
        ("IP 주소", "device.ip"),
        ("ip주소", "device.ip"),
        ("MAC 주소", "device.mac"),
        ("os", "device.os"),
        ("사상ㆍ신념", "sensitive.creed"),
        ("CI", "identity.ci"),
        ("연계정보(CI)", "identity.ci"),
        ("DI", "identity.di"),
        ("혈액형", "person.blood-type"),
        ("혈액형과 별자리", None),
        ("", None),
    ],
)
def test_find_looks_past_spaces_hyphens_dots_and_case(word: str, leaf: str | None) -> None:
    """A word is found however it is spaced, joined or cased; an unknown word is not guessed."""
    found = taxonomy().find(word)
    assert (found.id if found else None) == leaf


def test_the_words_of_the_first_policy_are_known() -> None:
    """Every item of the first real policy has a leaf."""
    words = (
        "아이디, 담당자명, 이메일 주소, 휴대전화번호, 비밀번호, 정산정보, 전자세금계산서용 이메일 주소, 계좌은행명, "
        "계좌번호, 예금주, 통장사본, 휴대전화정보, 발행자명, 법인명, 대표자명, 사업자등록번호, 업태, 종목, 우편번호, "
        "소재지, 사업자등록증사본, 단말기 정보, 모델명, 디바이스 아이디, MAC주소, OS, IP주소, 쿠키, 부정이용기록, "
        "서비스이용기록"
    )
    assert [word for word in words.split(", ") if taxonomy().find(word) is None] == []


def test_kinds_are_what_the_statutes_say() -> None:
    """The four unique identifiers of the decree's article 19, the sensitive data of article 23, and nothing beyond."""
    kinds = {leaf.id: leaf.kind for leaf in taxonomy().leaves.values()}
    assert {leaf for leaf, kind in kinds.items() if kind == "unique-identifier"} == {
        "identity.resident-number",
        "identity.passport",
        "identity.licence",
        "identity.alien-number",
    }
    assert {leaf for leaf, kind in kinds.items() if kind == "sensitive"} == {
        leaf for leaf in kinds if leaf.startswith("sensitive.")
    }
    assert {leaf for leaf, kind in kinds.items() if kind == "biometric"} == {
        leaf for leaf in kinds if leaf.startswith("biometric.")
    }
    assert {leaf for leaf, kind in kinds.items() if kind == "linking"} == {"identity.ci", "identity.di"}
    assert {kinds[leaf] for leaf in ("person.blood-type", "person.body-data")} == {"ordinary"}


def test_words_of_real_policies_lead_where_a_reader_expects() -> None:
    """Each word of the hand-written table, undeclared, finds its leaf."""
    table = words_of_policies()
    written = [(word, leaf) for leaves in table.values() for leaf, words in leaves.items() for word in words]
    assert len(written) >= 250
    assert len(table) >= 20
    found = [(word, getattr(taxonomy().find(word), "id", None)) for word, _ in written]
    assert found == written


@pytest.mark.parametrize(
    "word", ["여권정보", "면허번호", "유효기간", "장애 기록", "운전면허증번호와 주민등록번호", "그 밖의 정보", "기타"]
)
def test_words_that_hide_their_kind_must_be_declared(word: str) -> None:
    """A word that may or may not hold a unique identifier, or may mean two things, is not guessed."""
    assert taxonomy().find(word) is None


def test_every_leaf_is_explained_in_one_sentence() -> None:
    """The editor's explanation is one polite sentence, and no two leaves have the same."""
    abouts = {leaf.id: leaf.about for leaf in taxonomy().leaves.values()}
    assert len(abouts) >= 200
    assert [leaf for leaf, about in abouts.items() if not SENTENCE.fullmatch(about)] == []
    assert len(set(abouts.values())) == len(abouts)


def test_an_explanation_says_what_the_law_says_of_the_kind() -> None:
    """Sensitive data, unique identifiers and biometrics are called so; the near misses are said to be none."""
    leaves = taxonomy().leaves
    named = {"sensitive": "민감정보", "biometric": "민감정보", "unique-identifier": "고유식별정보"}
    silent = [leaf.id for leaf in leaves.values() if leaf.kind in named and named[leaf.kind] not in leaf.about]
    assert silent == []
    assert "동의로는 처리할 수 없습니다" in leaves["identity.resident-number"].about
    for leaf in ("identity.ci", "identity.di", "identity.customs"):
        assert leaves[leaf].kind in ("linking", "ordinary")
        assert leaves[leaf].about.endswith("고유식별정보는 아닙니다.")


def test_topics_are_a_closed_list_with_grounds_that_resolve() -> None:
    """Each topic has a name of its own and one sentence; a ground begins with the full name of a statute in force."""
    found = topics()
    assert 15 <= len(found) <= 25
    assert len({topic.name for topic in found.values()}) == len(found)
    assert [key for key, topic in found.items() if key != topic.id or not SENTENCE.fullmatch(topic.about)] == []
    law = on(TODAY)
    grounds = [topic.ground for topic in found.values() if topic.ground]
    assert len(grounds) >= 8
    for ground in grounds:
        statute, _, article = ground.rpartition(" ")
        cited = law.statute_named(statute)
        assert cited is not None, ground
        assert cited.in_force, ground
        assert cited.name == statute, ground
        assert re.fullmatch(r"제[0-9]+조(의[0-9]+)?", article), ground


def test_the_topics_that_real_policies_have() -> None:
    """The clauses found in three policies or fewer have their topic."""
    assert {
        "business-transfer",
        "identity-theft",
        "disclaimer-links",
        "addenda",
        "credit-information",
        "telecom",
        "e-finance",
        "guest",
        "advertising-messages",
        "processor-supervision",
        "consent-method",
        "minors",
        "overseas-users",
    } <= topics().keys()
    assert topics()["business-transfer"].ground == "개인정보 보호법 제27조"
    assert topics()["guest"].ground is None


def test_regimes_name_statutes_in_force() -> None:
    """Each regime has a name of its own, one sentence and a statute that is in force today."""
    found = regimes()
    assert {"telecom", "e-commerce", "e-finance", "credit-information", "location", "public-body", "medical"} <= set(
        found
    )
    assert len({regime.name for regime in found.values()}) == len(found)
    statutes = on(TODAY).statutes
    for key, regime in found.items():
        assert key == regime.id
        assert SENTENCE.fullmatch(regime.about), key
        assert statutes[regime.statute].in_force, key


def test_every_regime_but_the_general_ones_has_a_record() -> None:
    """A regime with a duty to keep has its records in the table; those without one are known by name."""
    bound = {record.regime for record in on(TODAY).records.values()}
    assert regimes().keys() - bound == {"location", "school", "public-body"}


def test_the_lists_cannot_be_changed() -> None:
    """Topics, regimes and leaves are shared by all who read them, hence frozen."""
    for shared in (topics(), regimes(), taxonomy().leaves):
        with pytest.raises(TypeError):
            shared["x"] = None  # type: ignore[index]
