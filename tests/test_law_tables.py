"""The newer tables of the law: guidelines, contents, provisions, stale words; their shape and what holds on a day."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import policyc.law
from policyc.facts.citations import citation
from policyc.law.contents import content_ids, contents
from policyc.law.guidelines import cited, guideline
from policyc.law.provisions import Standing, provision
from policyc.law.stale import stale
from policyc.law.tables import on
from policyc.model.part import Citation
from policyc.model.policy import Policy
from policyc.model.sections import VIEWS
from policyc.sheet import sheet

ROOM = Path(policyc.law.__file__).parent
NEWER = ("guidelines", "contents", "provisions", "stale")
TODAY = date(2026, 11, 23)


def _faults(table: str, data: Any) -> list[str]:
    schema = json.loads((ROOM / "tables.schema.json").read_text(encoding="utf-8"))
    alone = {key: value for key, value in schema.items() if key != "oneOf"} | {"$ref": f"#/$defs/{table}"}
    found = Draft202012Validator(alone, format_checker=FormatChecker()).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]


def _first(table: str) -> dict[str, Any]:
    return dict(next(iter(sheet(ROOM / f"{table}.yaml").values()))[0])


def _entries() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    for table in NEWER:
        for key, entries in sheet(ROOM / f"{table}.yaml").items():
            yield table, key, entries


@pytest.mark.parametrize("table", NEWER)
def test_table_passes_its_schema(table: str) -> None:
    """Each table has the shape that the schema allows."""
    assert _faults(table, sheet(ROOM / f"{table}.yaml")) == []


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("guidelines", "source", "어디선가 읽었다"),
        ("guidelines", "pages", "12"),
        ("contents", "level", "law"),
        ("contents", "applies", "applicable"),
        ("contents", "condition", "언제나 적는데 조건이 있는 경우"),
        ("contents", "eye", ["확인해 보세요."]),
        ("contents", "eye", ["하나를 보십시오. 둘을 보십시오."]),
        ("contents", "blocks", ["Purposes"]),
        ("provisions", "article", "제15조"),
        ("provisions", "why", "아직 있는데 없어진 까닭이 있습니다."),
        ("provisions", "until", "2030-01-01"),
        ("provisions", "instead", "개인정보 보호법 제16조"),
        ("stale", "kind", "word"),
        ("stale", "why", "없어졌다."),
        ("stale", "level", "remembered"),
        ("stale", "words", []),
    ],
)
def test_schema_refuses_what_is_no_entry(table: str, key: str, value: object) -> None:
    """An entry that was right is refused as soon as one value is wrong, or does not go with the others."""
    first = _first(table)
    assert _faults(table, {"a": [{**first, key: value}]}) != []
    assert _faults(table, {"a": [first]}) == []


@pytest.mark.parametrize("key", ["source", "checked", "from", "basis", "name"])
def test_schema_demands_evidence(key: str) -> None:
    """An entry without its source, its day of checking, its first day or its basis is refused."""
    for table in NEWER:
        first = _first(table)
        del first[key]
        assert len(_faults(table, {"a": [first]})) == 1


def test_periods_of_an_id_stand_in_order_and_apart() -> None:
    """Each entry ends before the next begins, and only what is enacted may start after it was checked."""
    assert sum(len(entries) > 1 for _, _, entries in _entries()) >= 30
    for table, key, entries in _entries():
        for entry in entries:
            assert entry["from"] < entry.get("until", "9999-12-31"), (table, key)
            assert entry["from"] <= entry["checked"] or entry["basis"] == "enacted", (table, key)
        for older, newer in pairwise(entries):
            assert older.get("until", "9999-12-31") <= newer["from"], (table, key)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 12, 29), None),
        (date(2020, 12, 30), "개인정보 처리방침 작성 가이드라인(2020. 12.)"),
        (date(2022, 3, 2), "개인정보 처리방침 작성 가이드라인(2020. 12.)"),
        (date(2022, 3, 3), "개인정보 처리방침 작성지침(2022. 3.)"),
        (date(2024, 4, 30), "개인정보 처리방침 작성지침(2024. 4.)"),
        (date(2025, 4, 21), "개인정보 처리방침 작성지침(2025. 4.)"),
        (date(2026, 4, 22), "개인정보 처리방침 작성지침(2025. 4.)"),
        (TODAY, "개인정보 처리방침 작성지침(2026. 4.)"),
    ],
)
def test_the_guideline_of_the_day(day: date, name: str | None) -> None:
    """Each edition is in force from the day it was published; before the first there is none."""
    edition = guideline(day)
    assert (edition.name if edition else None) == name


def test_the_template_of_the_day() -> None:
    """Other documents have their own id."""
    template = guideline(TODAY, "policy-template")
    assert template is not None
    assert (template.since, template.until) == (date(2026, 2, 27), None)


@pytest.mark.parametrize(
    ("text", "since", "where"),
    [
        ("개인정보 처리방침 작성지침(2026. 4.) 21쪽", date(2026, 4, 23), "21쪽"),
        ("개인정보 처리방침 작성지침(2026.4.)", date(2026, 4, 23), ""),
        ("「개인정보 처리방침 작성지침(2025. 4.)」 13쪽", date(2025, 4, 21), "13쪽"),
        ("작성지침(2024. 4.) 110쪽", date(2024, 4, 30), "110쪽"),
        ("개인정보 처리방침 작성 가이드라인(2020. 12.) 21쪽", date(2020, 12, 30), "21쪽"),
        ("개인정보 처리방침 표준(안)(2026. 2.) 26쪽", date(2026, 2, 27), "26쪽"),
    ],
)
def test_a_ground_leads_to_its_edition(text: str, since: date, where: str) -> None:
    """Spaces, dots and brackets do not count; what follows the name is kept as it was written."""
    found = cited(text)
    assert found is not None
    assert (found.edition.since, found.where) == (since, where)


@pytest.mark.parametrize(
    "text", ["", "개인정보 처리방침 작성지침(2019. 4.) 3쪽", "개인정보 보호법 제30조", "(2026. 4.)"]
)
def test_what_is_no_edition_is_not_found(text: str) -> None:
    """Other documents and other years lead nowhere."""
    assert cited(text) is None


# The guideline of April 2026, p. 15, typed by hand; what other articles add stands between.
ORDER = """
title purposes items children retention destruction recipients additional-use processors transfers safety
sensitive-disclosure pseudonymised cookies behavioural rights automated-decisions officers domestic-agent remedies
cctv mobile-cctv assurances change-notice
"""
REQUIRED = "title purposes items minimum retention destruction safety rights rights-procedure officers access-office \
remedies change-notice wording consistency"


def test_contents_stand_in_the_order_of_the_guideline() -> None:
    """What is no section of the guideline stands where its subject is, so the sections keep their order."""
    ids = list(contents(TODAY))
    order = ORDER.replace("domestic-agent remedies", "access-office domestic-agent remedies").split()
    assert [key for key in ids if key in order] == order
    assert "ai-development" not in ids
    assert set(ids) == set(content_ids()) - {"ai-development"}
    assert [key for key, content in contents(TODAY).items() if content.applies == "always"] == REQUIRED.split()


# id, day, ground: as read in the statutes, typed by hand.
GROUNDS = """
purposes 2011-09-30 개인정보 보호법 제30조제1항제1호
officers 2016-09-29 -
officers 2016-09-30 개인정보 보호법 제30조제1항제6호
destruction 2020-08-04 개인정보 보호법 시행령 제31조제1항제2호
destruction 2020-08-05 개인정보 보호법 제30조제1항제3호의2
children 2023-09-14 개인정보 보호법 제22조제6항
children 2023-09-15 개인정보 보호법 제22조의2제1항
without-consent 2023-09-14 -
without-consent 2023-09-15 개인정보 보호법 제22조제3항
pseudonymised 2023-09-14 -
pseudonymised 2023-09-15 개인정보 보호법 제30조제1항제4호의2
sensitive-disclosure 2023-09-15 개인정보 보호법 제30조제1항제3호의3
transfers 2021-11-15 개인정보 보호법 제39조의12제2항
transfers 2023-09-15 개인정보 보호법 시행령 제31조제1항제2호
overseas-collection 2024-03-14 -
overseas-collection 2024-03-15 개인정보 보호법 시행령 제31조제1항제4호
automated-decisions 2024-03-15 개인정보 보호법 제37조의2제4항
domestic-agent 2021-11-15 개인정보 보호법 제39조의11제3항
domestic-agent 2025-10-01 개인정보 보호법 제31조의2제3항
domestic-agent 2025-10-02 개인정보 보호법 제31조의2제4항
portability 2025-03-12 -
portability 2026-08-19 개인정보 보호법 시행령 제42조의6제5항
portability 2026-08-20 개인정보 보호법 시행령 제42조의6제6항
access-office 2021-11-15 표준 개인정보 보호지침 제19조제11호
access-office 2026-11-23 표준 개인정보 보호지침 제19조제16호
location 2022-04-19 -
location 2022-04-20 위치정보의 보호 및 이용 등에 관한 법률 제21조의2
behavioural 2026-04-22 개인정보 처리방침 작성지침(2025. 4.) 13쪽
behavioural 2026-04-23 개인정보 처리방침 작성지침(2026. 4.) 15쪽
ai-development 2027-03-08 -
ai-development 2027-03-09 개인정보 보호법 제28조의12제5항
"""


@pytest.mark.parametrize("row", [line.split(" ", 2) for line in GROUNDS.strip().splitlines()], ids=" ".join)
def test_ground_of_a_content_on_a_day(row: list[str]) -> None:
    """A content is in force from its day, under the number of the day."""
    key, day, ground = row
    content = contents(date.fromisoformat(day)).get(key)
    assert (content.ground if content else "-") == ground


def test_overseas_transfers_widened_in_2024() -> None:
    """From 2024-03-15 every transfer is a content, before it only those that carry out a contract."""
    before, after = (contents(day)["transfers"].condition for day in (date(2024, 3, 14), date(2024, 3, 15)))
    assert before == "계약의 이행을 위하여 개인정보의 처리를 국외에 위탁하거나 보관하는 경우"
    assert after == "개인정보를 국외로 이전하는 경우"


def test_blocks_of_contents_are_keys_of_the_policy_file() -> None:
    """A content names blocks of the model or views of them, but for what concerns the whole text."""
    known = {field.replace("_", "-") for field in Policy.__fields__} | set(VIEWS)
    seen = 0
    for key, entries in sheet(ROOM / "contents.yaml").items():
        for entry in entries:
            assert set(entry["blocks"]) <= known, entry["name"]
            assert bool(entry["blocks"]) is (key not in ("minimum", "wording", "consistency")), entry["name"]
            seen += len(entry["blocks"])
    assert seen > 40


def test_grounds_of_contents_are_known_and_in_force() -> None:
    """Each ground is an edition in force or cites a statute of the day, and an article that stands, if it is listed."""
    listed = 0
    for key, entries in sheet(ROOM / "contents.yaml").items():
        for entry in entries:
            day = date.fromisoformat(entry["from"])
            if found := cited(entry["ground"]):
                assert (found.edition, found.where[-1:]) == (guideline(day), "쪽"), key
                continue
            ground = citation(Citation(text=entry["ground"]), on(day))
            assert (bool(ground.statute), bool(ground.article)) == (True, True), (key, entry["ground"])
            assert on(day).statutes[ground.statute or ""].in_force, key
            standing = provision(ground.statute or "", ground.article or "", ground.paragraph, day=day)
            assert standing is None or standing.in_force, (key, entry["ground"])
            listed += standing is not None
    assert listed > 30


def _told(standing: Standing | None) -> str:
    if standing is None:
        return "unknown"
    now = f"{standing.now.name} since {standing.now.since}" if standing.now else "-"
    gone = f"{standing.gone.name} until {standing.gone.until} instead {standing.gone.instead}" if standing.gone else "-"
    coming = f"{standing.coming.name} from {standing.coming.since}" if standing.coming else "-"
    return f"{now} | {gone} | {coming}"


# statute, article, paragraph, day: what the number means | what it has meant | what it will mean. Typed by hand.
STANDINGS = """
pipa 15 - 2026-11-23 = 개인정보의 수집ㆍ이용 since 2011-09-30 | - | -
pipa 99 - 2026-11-23 = unknown
pipa 17 3 2023-09-14 = 국외의 제3자 제공에 대한 동의 since 2011-09-30 | - | -
pipa 17 3 2023-09-15 = - | 국외의 제3자 제공에 대한 동의 until 2023-09-15 instead 개인정보 보호법 제28조의8 | -
pipa 17 2 2023-09-15 = 개인정보의 제공 since 2011-09-30 | - | -
pipa 28의12 - 2026-11-23 = - | - | 인공지능기술 개발을 위한 개인정보의 이용 from 2027-03-09
pipa 31 3 2026-09-10 = 개인정보 보호책임자의 업무 since 2024-03-15 | 개인정보 보호책임자의 조사와 보고 until 2024-03-15 instead 개인정보 보호법 제31조제4항 | 보호책임자에 관한 이사회 의결과 신고 from 2026-09-11
pipa 31 2 2025-01-01 = 보호책임자를 지정하지 않는 경우 since 2024-03-15 | 개인정보 보호책임자의 업무 until 2024-03-15 instead 개인정보 보호법 제31조제3항 | -
pipa 31 2 2026-11-23 = 보호책임자를 지정하지 않는 경우 since 2024-03-15 | 개인정보 보호책임자의 업무 until 2024-03-15 instead 개인정보 보호법 제31조제4항 | -
pipa 31의2 3 2026-11-23 = 국내대리인의 관리ㆍ감독 since 2025-10-02 | 처리방침에 포함할 국내대리인의 사항 until 2025-10-02 instead 개인정보 보호법 제31조의2제4항 | -
pipa 39의6 - 2021-11-15 = 개인정보의 파기에 대한 특례 since 2020-08-05 | - | 소송기록 열람 등의 청구 통지 등 from 2023-09-15
pipa 39의6 1 2026-11-23 = 소송기록 열람 등의 청구 통지 등 since 2023-09-15 | 개인정보의 파기에 대한 특례 until 2023-09-15 instead None | -
pipa 39의12 - 2026-11-23 = - | 국외 이전 개인정보의 보호 until 2023-09-15 instead 개인정보 보호법 제28조의8 | -
pipa-decree 42의6 5 2026-08-19 = 본인전송요구의 방법 등의 게재 since 2025-03-13 | - | 본인전송요구를 대리한 자의 전달 from 2026-08-20
pipa-decree 48의5 - 2026-11-23 = - | 개인정보의 파기 등에 관한 특례 until 2023-09-15 instead None | -
network 29 2 2018-01-01 = 개인정보의 파기 since 2011-12-15 | - | -
network 29 2 2021-11-15 = - | 개인정보의 파기 until 2020-08-05 instead 개인정보 보호법 제21조와 제39조의6 | -
network 29 - 2026-11-23 = - | 개인정보의 파기 until 2020-08-05 instead 개인정보 보호법 제21조 | -
network 50 - 2026-11-23 = 영리목적의 광고성 정보 전송 제한 since 2026-07-07 | - | -
network-decree 16 - 2022-01-01 = - | 오래 쓰지 않은 이용자의 개인정보 파기 until 2020-08-05 instead 개인정보 보호법 시행령 제48조의5 | 실태점검 전문기관 from 2024-07-24
network-decree 29 - 2026-11-23 = - | 본인확인조치 until 2014-11-29 instead None | -
communications-privacy 15의2 2 2021-11-15 = 전기통신사업자의 협조의무 since 2026-10-02 | - | -
location 21의2 - 2022-04-19 = - | - | 개인위치정보 처리방침의 공개 from 2022-04-20
"""  # noqa: E501


@pytest.mark.parametrize("row", STANDINGS.strip().splitlines())
def test_how_a_provision_stands(row: str) -> None:
    """A number is in force, gone with what took its place, yet to come, or unknown; a paragraph follows its article."""
    asked, _, told = row.partition(" = ")
    statute, article, paragraph, day = asked.split()
    found = provision(statute, article, None if paragraph == "-" else paragraph, day=date.fromisoformat(day))
    assert _told(found) == told


def _citations(instead: str | None) -> list[str]:
    """Take apart what is cited together: the first names the statute for all of them."""
    cites = re.split("부터 |까지|와 |과 ", instead or "")
    statute = cites[0].rpartition(" 제")[0]
    return [cites[0], *(f"{statute} {rest}" for rest in cites[1:] if rest)] if cites[0] else []


def test_what_is_gone_says_why_and_what_took_its_place_stands() -> None:
    """Each ended meaning has its sentence, and what is cited instead is in force on that day wherever it is listed."""
    ended = cross = 0
    for key, entries in sheet(ROOM / "provisions.yaml").items():
        for entry in entries:
            if "until" not in entry:
                continue
            ended += 1
            changes = [entry["until"], *entry.get("later", ()), str(TODAY)]
            for day in map(date.fromisoformat, changes):
                standing = provision(entry["statute"], entry["article"], entry.get("paragraph"), day=day)
                assert standing is not None
                assert standing.gone is not None
                assert standing.gone.why, key
                for text in _citations(standing.gone.instead):
                    moved = citation(Citation(text=text), on(day))
                    assert (bool(moved.statute), bool(moved.article)) == (True, True), (key, text)
                    there = provision(moved.statute or "", moved.article or "", moved.paragraph, day=day)
                    assert there is None or there.in_force or there.coming, (key, text)
                    cross += there is not None
    assert ended > 60
    assert cross > 50


def test_provisions_are_of_known_statutes_and_under_their_ids() -> None:
    """The id of an entry spells its statute, article and paragraph, and the statute is in the table."""
    statutes = on(TODAY).statutes
    for key, entries in sheet(ROOM / "provisions.yaml").items():
        for entry in entries:
            paragraph = f"-p{entry['paragraph']}" if "paragraph" in entry else ""
            assert key == f"{entry['statute']}-{entry['article'].replace('의', '-')}{paragraph}"
            assert entry["statute"] in statutes
    assert len(sheet(ROOM / "provisions.yaml")) > 150


def _found(text: str, day: date = TODAY) -> list[tuple[str, str]]:
    return [(word.id, text[start:end]) for word in stale(day) for start, end in word.hits(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("개인정보 취급방침을 바꿉니다.", [("handling-policy", "개인정보 취급방침")]),
        ("개인정보 처리방침을 바꿉니다.", []),
        ("방송미디어통신위원회에 신고하였습니다.", []),
        ("방송통신위원회에 신고하였습니다.", [("communications-commission", "방송통신위원회")]),
        ("전자문서 및 전자거래 기본법", []),
        ("전자문서 및 전자거래기본법과 전자거래기본법", [("electronic-transactions-act", "전자거래기본법")]),
        ("전자상거래 등에서의 소비자보호에 관한 법률", []),
        ("금융소비자보호법과 소비자보호법", [("consumer-protection-act", "소비자보호법")]),
        ("과학기술정보통신부", []),
        ("공동인증서(구 공인인증서)", []),
        ("공인인증서 로그인", [("accredited-certificate", "공인인증서")]),
        ("대검찰청 사이버범죄수사단", [("prosecutors", "대검찰청 사이버범죄수사단")]),
        ("대검찰청 인터넷범죄수사센터", [("prosecutors", "대검찰청 인터넷범죄수사센터")]),
        ("경찰청 사이버수사국", []),
        ("경찰청 (국번없이) 182 (ecrm.police.go.kr)", []),
        ("ecrm.cyber.go.kr", [("address-ecrm-cyber", "ecrm.cyber.go.kr")]),
        ("도구 > 인터넷 옵션 > 개인정보", [("internet-explorer", "도구 > 인터넷 옵션")]),
        ("고정형 영상정보처리기기 운영·관리 방침", []),
        ("위치정보관리책임자", []),
        ("개인정보 관리책임자", [("managing-officer", "개인정보 관리책임자")]),
        ("정보통신서비스 제공자는 정보통신망법 제50조를 따릅니다.", []),
        ("특정 개인을 알아볼 수 없는 형태로 가공하여 제공하는 경우", []),
        ("방송통신위원회 고시 제2015-3호", []),
        ("유효기간제 폐지에 따라", []),
    ],
)
def test_hits_of_stale_words(text: str, found: list[tuple[str, str]]) -> None:
    """A stale word is found once, as long as it goes; what only contains it is left alone."""
    assert _found(text) == found


def test_what_is_not_verified_says_so() -> None:
    """The level comes with each entry: a day that nobody has read supports no more than an info."""
    levels = {word.id: word.level for word in stale(TODAY)}
    assert (levels["prosecutors"], levels["mark-committee"]) == ("verified", "unverified")
    kinds = {word.kind for word in stale(TODAY)}
    assert kinds == {"phrase", "statute-name", "authority", "body", "address", "phone", "browser", "title", "term"}


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("communications-commission", date(2025, 10, 1)),
        ("dormancy-regime", date(2023, 9, 15)),
        ("internet-explorer", date(2022, 6, 15)),
        ("accredited-certificate", date(2020, 12, 10)),
        ("police-cyber-terror", date(2016, 2, 24)),
        ("address-ecrm-cyber", date(2025, 4, 21)),
        ("handling-rules", date(2011, 10, 4)),
    ],
)
def test_nothing_is_stale_before_its_day(key: str, day: date) -> None:
    """Neither what is enacted nor what is only attested is stale the day before."""
    before, after = ({word.id for word in stale(at)} for at in (day - timedelta(days=1), day))
    assert (key in before, key in after) == (False, True)


def test_the_prosecutors_are_stale_from_the_day_they_ended() -> None:
    """That the guideline dropped them is no staleness; the name of 2011 was stale before."""
    assert _found("대검찰청 (국번없이) 1301", date(2026, 10, 1)) == []
    assert _found("대검찰청 (국번없이) 1301", date(2026, 10, 2)) == [
        ("prosecutors", "대검찰청"),
        ("phone-1301", "(국번없이) 1301"),
    ]
    assert _found("대검찰청 사이버범죄수사단", date(2022, 3, 2)) == []
    assert _found("대검찰청 사이버범죄수사단", date(2022, 3, 3)) == [("prosecutors", "대검찰청 사이버범죄수사단")]


def test_what_is_written_instead_is_not_stale() -> None:
    """No entry recommends, on a day it holds, a word that another finds."""
    days = {word.since for word in stale(TODAY)} | {TODAY}
    advised = 0
    for day in sorted(days):
        for word in stale(day):
            assert word.instead is None or _found(word.instead, day) == [], (word.id, day)
            advised += word.instead is not None
    assert advised > 100


def test_what_the_tables_of_today_say_is_not_stale() -> None:
    """Names of statutes and of bodies of the day, and the names of contents, hold no stale word."""
    law = on(TODAY)
    texts = [
        *(statute.name for statute in law.statutes.values() if statute.in_force),
        *(text for body in law.bodies.values() for text in (body.name, body.url or "")),
        *(content.name for content in contents(TODAY).values()),
    ]
    assert len(texts) > 120
    assert [(text, _found(text)) for text in texts if _found(text)] == []


def test_words_of_an_entry_do_not_hide_behind_each_other() -> None:
    """No word stands in its own entry's `apart`, and every longer string there holds one of the words."""
    for entries in sheet(ROOM / "stale.yaml").values():
        for entry in entries:
            words, apart = entry["words"], entry.get("apart", [])
            assert all(any(word in longer and word != longer for word in words) for longer in apart), entry["name"]


def test_nothing_is_read_that_is_not_asked_for() -> None:
    """The law of a day reads none of the newer tables; each of them is read alone."""
    program = (
        "from datetime import date\n"
        "from policyc.law import contents, dated, guidelines, provisions, stale, tables\n"
        "import sys\n"
        "read = []\n"
        "def watched(path, real=dated.sheet):\n"
        "    read.append(path.stem)\n"
        "    return real(path)\n"
        "dated.sheet = watched\n"
        "assert 'yaml' not in sys.modules and 're' not in vars(stale)\n"
        "day = date(2026, 11, 23)\n"
        "tables.on(day)\n"
        "assert not set(read) & {'guidelines', 'contents', 'provisions', 'stale'}, read\n"
        "for ask, table in ((lambda: stale.stale(day), 'stale'), (lambda: contents.contents(day), 'contents'),\n"
        "                   (lambda: provisions.provision('pipa', '15', day=day), 'provisions'),\n"
        "                   (lambda: guidelines.guideline(day), 'guidelines')):\n"
        "    read.clear()\n"
        "    ask(), ask()\n"
        "    assert set(read) == {table}, read\n"
        "print('each alone')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("each alone", "")
