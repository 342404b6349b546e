"""The law's tables and the taxonomy: their shape, their sources, and what holds on chosen days."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import policyc.law
from policyc import sheet as sheets
from policyc.law.tables import Provision, body_ids, on, record_ids, statute_names
from policyc.law.taxonomy import taxonomy

ROOM = Path(policyc.law.__file__).parent
DATED = ("statutes", "records", "bodies")
FIRST_POLICY = date(2021, 11, 15)


def sheet(table: str) -> Any:
    """Read a table of the room."""
    return sheets.sheet(ROOM / f"{table}.yaml")


def _faults(table: str, data: Any) -> list[str]:
    schema = json.loads((ROOM / "tables.schema.json").read_text(encoding="utf-8"))
    alone = {key: value for key, value in schema.items() if key != "oneOf"} | {"$ref": f"#/$defs/{table}"}
    found = Draft202012Validator(alone, format_checker=FormatChecker()).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]


def _entries() -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    for table in DATED:
        for key, entries in sheet(table).items():
            yield table, key, entries


def _bare(name: str) -> str:
    return "".join(name.split()).replace("·", "")


def test_every_table_of_the_room_is_known() -> None:
    """No table lies in the room that these tests do not look at."""
    assert {path.stem for path in ROOM.glob("*.yaml")} == {*DATED, "items"}


@pytest.mark.parametrize("table", [*DATED, "items"])
def test_table_passes_its_schema(table: str) -> None:
    """Each table has the shape that the schema allows."""
    assert _faults(table, sheet(table)) == []


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("records", "source", "어디선가 읽었다"),
        ("records", "keep", "다섯 해"),
        ("records", "article", "제6조"),
        ("records", "checked", "2026-02-30"),
        ("bodies", "url", "privacy.kisa.or.kr"),
        ("statutes", "basis", "remembered"),
        ("statutes", "surprise", "x"),
    ],
)
def test_schema_refuses_what_is_no_entry(table: str, key: str, value: str) -> None:
    """An entry that was right is refused as soon as one value is wrong."""
    first = next(iter(sheet(table).values()))[0]
    assert _faults(table, {"a": [{**first, key: value}]}) != []
    assert _faults(table, {"a": [first]}) == []


@pytest.mark.parametrize("key", ["source", "checked", "from", "basis", "name"])
def test_schema_demands_evidence(key: str) -> None:
    """An entry without its source, its day of checking, its first day or its basis is refused."""
    for table in DATED:
        first = dict(next(iter(sheet(table).values()))[0])
        del first[key]
        assert len(_faults(table, {"a": [first]})) == 1


def test_periods_of_an_id_stand_in_order_and_apart() -> None:
    """Each entry ends before the next begins, only the last one is open, and nothing starts after it was checked."""
    assert sum(len(entries) > 1 for _, _, entries in _entries()) >= 4
    for table, key, entries in _entries():
        for entry in entries:
            assert entry["from"] < entry.get("until", "9999-12-31"), (table, key)
            assert entry["from"] <= entry["checked"], (table, key)
        for older, newer in pairwise(entries):
            assert older.get("until", "9999-12-31") <= newer["from"], (table, key)


def test_references_between_tables_hold() -> None:
    """A record's statute and the act that a decree carries out are in the table of statutes."""
    statutes = sheet("statutes")
    assert {entry["statute"] for entries in sheet("records").values() for entry in entries} <= statutes.keys()
    acts = {entry["of"] for entries in statutes.values() for entry in entries if "of" in entry}
    assert "ecommerce" in acts
    assert acts <= statutes.keys()


def test_no_name_belongs_to_two_statutes() -> None:
    """A name, spaces and dots aside, leads to one statute."""
    owners = {
        (_bare(name), key)
        for key, entries in sheet("statutes").items()
        for entry in entries
        for name in (entry["name"], *entry.get("names", ()))
    }
    assert [name for name, count in Counter(name for name, _ in owners).items() if count > 1] == []


def test_records_of_today() -> None:
    """The eight records, with article and period as read in the statutes."""
    found = {}
    for key, record in on(date(2026, 11, 23)).records.items():
        at = record.provision
        found[key] = (at.statute, at.article, at.paragraph, at.item, record.keep)
    assert found == {
        "ecommerce-contract": ("ecommerce-decree", "6", "1", "2", "5년"),
        "ecommerce-payment": ("ecommerce-decree", "6", "1", "3", "5년"),
        "ecommerce-dispute": ("ecommerce-decree", "6", "1", "4", "3년"),
        "ecommerce-ads": ("ecommerce-decree", "6", "1", "1", "6개월"),
        "efinance": ("efinance-decree", "12", "1", "1", "5년"),
        "tax-books": ("tax-basic", "85의3", "2", None, "5년"),
        "login": ("communications-privacy-decree", "41", "2", "2", "3개월"),
        "aml": ("financial-transaction-reports", "5의4", "1", None, "5년"),
    }
    assert set(found) == set(record_ids())


def test_a_record_says_who_is_bound_and_how_sure_it_is() -> None:
    """Starts and binds stand where the statute has them; attested says that the day of force was not read."""
    records = on(FIRST_POLICY).records
    assert records["login"].binds == "전기통신사업자"
    assert records["login"].starts is None
    assert records["login"].attested
    assert records["tax-books"].binds is None
    assert records["tax-books"].starts == "그 거래사실이 속하는 과세기간에 대한 해당 국세의 법정신고기한이 지난 날"
    assert records["aml"].starts == "금융거래등의 관계가 종료한 때"
    assert not records["aml"].attested
    assert records["aml"].checked == date(2026, 11, 23)
    assert records["aml"].provision == Provision(
        statute="financial-transaction-reports", article="5의4", paragraph="1", item=None
    )


@pytest.mark.parametrize(
    ("day", "key", "stands"),
    [
        (date(2019, 6, 30), "aml", False),
        (date(2019, 7, 1), "aml", True),
        (date(2006, 12, 31), "efinance", False),
        (date(2007, 1, 1), "efinance", True),
        (date(2002, 7, 23), "ecommerce-contract", False),
        (date(2002, 7, 24), "ecommerce-contract", True),
        (date(2007, 1, 1), "login", True),
    ],
)
def test_a_record_begins_with_its_provision_or_its_statute(day: date, key: str, stands: bool) -> None:
    """An enacted record begins on its day; an attested one is older, but never older than its statute."""
    assert (key in on(day).records) is stands


@pytest.mark.parametrize(
    ("day", "name", "url"),
    [
        (date(2011, 9, 30), "경찰청 사이버테러대응센터", "http://www.netan.go.kr"),
        (date(2016, 2, 23), "경찰청 사이버테러대응센터", "http://www.netan.go.kr"),
        (date(2016, 2, 24), "경찰청 사이버안전국", "https://cyberbureau.police.go.kr"),
        (date(2020, 12, 31), "경찰청 사이버안전국", "https://cyberbureau.police.go.kr"),
        (date(2021, 1, 1), "경찰청 사이버수사국", "https://ecrm.cyber.go.kr"),
        (FIRST_POLICY, "경찰청 사이버수사국", "https://ecrm.cyber.go.kr"),
        (date(2022, 3, 3), "경찰청", "https://ecrm.cyber.go.kr"),
        (date(2025, 4, 20), "경찰청", "https://ecrm.cyber.go.kr"),
        (date(2025, 4, 21), "경찰청", "https://ecrm.police.go.kr"),
        (date(2026, 11, 23), "경찰청", "https://ecrm.police.go.kr"),
    ],
)
def test_the_police_by_day(day: date, name: str, url: str) -> None:
    """The police's bureau went through five names and addresses."""
    police = on(day).bodies["police"]
    assert (police.name, police.url) == (name, url)


@pytest.mark.parametrize(
    ("day", "order", "others"),
    [
        (date(2020, 12, 31), "kisa kopico prosecutors police", "appeals"),
        (FIRST_POLICY, "kisa kopico prosecutors police", "appeals"),
        (date(2022, 3, 3), "kopico kisa prosecutors police", "appeals"),
        (date(2025, 4, 20), "kopico kisa prosecutors police", "appeals"),
        (date(2025, 4, 21), "kopico kisa police", "prosecutors appeals"),
        (date(2026, 10, 1), "kopico kisa police", "prosecutors appeals"),
        (date(2026, 10, 2), "kopico kisa police", "appeals"),
    ],
)
def test_bodies_stand_in_the_order_of_the_guideline(day: date, order: str, others: str) -> None:
    """Standard bodies come as the day's guideline lists them, the rest after; the prosecutors are gone at last."""
    bodies = on(day).bodies
    assert [key for key, body in bodies.items() if body.standard] == order.split()
    assert list(bodies) == [*order.split(), *others.split()]
    assert set(bodies) <= set(body_ids())


def test_numbers_of_the_bodies_today() -> None:
    """The contacts as the guideline of April 2026 prints them."""
    bodies = on(date(2026, 11, 23)).bodies
    assert {key: body.phone for key, body in bodies.items()} == {
        "kopico": "1833-6972",
        "kisa": "118",
        "police": "182",
        "appeals": "110",
    }
    assert bodies["kopico"].url == "https://www.kopico.go.kr"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("전자상거래 등에서의 소비자보호에 관한 법률", "ecommerce"),
        ("「전자상거래 등에서의 소비자보호에 관한 법률」", "ecommerce"),
        ("전자상거래법", "ecommerce"),
        ("전자상거래법 시행령", "ecommerce-decree"),
        ("전자상거래법시행령", "ecommerce-decree"),
        ("개인정보보호법", "pipa"),
        ("학원의 설립ㆍ운영 및 과외교습에 관한 법률", "academies"),
        ("학원의 설립・운영 및 과외교습에 관한 법률", "academies"),
        ("특금법", "financial-transaction-reports"),
        ("통신비밀보호법", "communications-privacy"),
        ("국세기본법", "tax-basic"),
        ("전자거래기본법", "electronic-documents"),
        ("통신비밀보장법", None),
        ("", None),
    ],
)
def test_statutes_are_found_by_the_names_people_write(written: str, key: str | None) -> None:
    """Full names, usual names, with or without spaces, dots and brackets."""
    found = on(FIRST_POLICY).statute_named(written)
    assert (found.id if found else None) == key


def test_a_statute_has_its_name_and_its_force_of_the_day() -> None:
    """A name changes on its day; before it began and after it ended a statute is known and not in force."""
    before, after = (on(day).statutes["electronic-documents"] for day in (date(2012, 9, 1), date(2012, 9, 2)))
    assert (before.name, after.name) == ("전자거래기본법", "전자문서 및 전자거래 기본법")
    assert (before.in_force, after.in_force) == (True, True)
    assert [on(day).statutes["pipa"].in_force for day in (date(2011, 9, 29), date(2011, 9, 30))] == [False, True]
    assert [on(day).statutes["pipa-rule"].in_force for day in (date(2020, 8, 10), date(2020, 8, 11))] == [True, False]
    assert on(FIRST_POLICY).statutes["ecommerce-decree"].of == "ecommerce"
    assert "전금법" in statute_names()


def test_each_boundary_day_by_day() -> None:
    """On the day before, the day of and the day after each first and last day, exactly the right entry holds."""
    looked = 0
    for table, key, entries in _entries():
        edges = {entry[side] for entry in entries for side in ("from", "until") if side in entry}
        for edge in map(date.fromisoformat, sorted(edges)):
            for day in (edge - timedelta(days=1), edge, edge + timedelta(days=1)):
                held = [
                    entry
                    for position, entry in enumerate(entries)
                    if (entry["from"] <= str(day) or (position == 0 and entry["basis"] == "attested"))
                    and str(day) < entry.get("until", "9999-12-31")
                ]
                assert len(held) <= 1, (table, key, day)
                law = on(day)
                if table == "statutes":
                    assert law.statutes[key].in_force is bool(held), (key, day)
                    assert not held or law.statutes[key].name == held[0]["name"], (key, day)
                elif table == "bodies":
                    assert (key in law.bodies) is bool(held), (key, day)
                    assert not held or law.bodies[key].source == held[0]["source"], (key, day)
                else:
                    stands = bool(held) and law.statutes[held[0]["statute"]].in_force
                    assert (key in law.records) is stands, (key, day)
                looked += 1
    assert looked > 150


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
    assert {kinds[leaf] for leaf in ("identity.ci", "identity.di", "person.blood-type", "person.body-data")} == {
        "ordinary"
    }


def test_nothing_is_read_that_is_not_asked_for() -> None:
    """Importing the room reads no YAML; the taxonomy is read without the law, the law without the taxonomy."""
    program = (
        "import sys\n"
        "from policyc import sheet\n"
        "from policyc.law import tables, taxonomy\n"
        "read = []\n"
        "def watched(path, real=sheet.sheet):\n"
        "    read.append(path.stem)\n"
        "    return real(path)\n"
        "tables.sheet = taxonomy.sheet = watched\n"
        "assert 'yaml' not in sys.modules\n"
        "taxonomy.taxonomy()\n"
        "assert read == ['items'], read\n"
        "tables.statute_names()\n"
        "assert set(read) == {'items', 'statutes'}, read\n"
        "from datetime import date\n"
        "tables.on(date(2021, 11, 15))\n"
        "assert set(read) == {'items', 'statutes', 'records', 'bodies'}, read\n"
        "print('read', len(set(read)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("read 4", "")
