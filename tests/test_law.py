"""The law's tables: their shape, their sources, and what holds on chosen days."""

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
from policyc.law.regimes import regimes
from policyc.law.tables import Provision, body_ids, on, record_ids, statute_names

ROOM = Path(policyc.law.__file__).parent
DATED = ("statutes", "records", "bodies")
LISTED = ("topics", "regimes")
NEWER = ("guidelines", "contents", "provisions", "stale")
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
    assert {path.stem for path in ROOM.glob("*.yaml")} == {*DATED, *LISTED, *NEWER, "items"}


@pytest.mark.parametrize("table", [*DATED, *LISTED, "items"])
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
        ("records", "regime", "전자상거래"),
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


# id, statute, article, paragraph, item, period: as read in the statutes, typed by hand.
RECORDS = """
ecommerce-contract ecommerce-decree 6 1 2 5년
ecommerce-payment ecommerce-decree 6 1 3 5년
ecommerce-dispute ecommerce-decree 6 1 4 3년
ecommerce-ads ecommerce-decree 6 1 1 6개월
efinance efinance-decree 12 1 1 5년
efinance-small efinance-decree 12 1 2 1년
efinance-assistant efinance-decree 12 2 - 3년
carrier-billing network-decree 66의7 1 - 1년
carrier-billing-large network-decree 66의7 1 - 5년
credit credit-information 20 2 - 3년
virtual-assets virtual-assets 9 1 - 15년
aml financial-transaction-reports 5의4 1 - 5년
login communications-privacy-decree 41 2 2 3개월
communications communications-privacy-decree 41 2 1 12개월
communications-telephone communications-privacy-decree 41 2 1 6개월
tax-books tax-basic 85의3 2 - 5년
tax-books-abroad tax-basic 85의3 2 - 7년
local-tax-books local-tax-basic 144 - - 5년
vat-books vat 71 3 - 5년
corporate-receipts corporate-tax 116 1 - 5년
income-receipts income-tax 160의2 1 - 5년
commercial-books commercial 33 1 - 10년
commercial-slips commercial 33 1 - 5년
medical-patients medical-rule 15 1 1 5년
medical-charts medical-rule 15 1 2 10년
medical-prescriptions medical-rule 15 1 3 2년
medical-operations medical-rule 15 1 4 10년
medical-examinations medical-rule 15 1 5 5년
medical-images medical-rule 15 1 6 5년
medical-nursing medical-rule 15 1 7 5년
medical-midwifery medical-rule 15 1 8 5년
medical-certificates medical-rule 15 1 9 3년
labor-roster labor-standards 42 - - 3년
labor-contract labor-standards 42 - - 3년
labor-pay labor-standards 42 - - 3년
labor-pay-basis labor-standards 42 - - 3년
labor-employment labor-standards 42 - - 3년
labor-promotion labor-standards 42 - - 3년
labor-leave labor-standards 42 - - 3년
academy-receipts academies-rule 16 - - 5년
academy-students academies-rule 16 - - 3년
realtor-contracts realtors 26 1 - 5년
realtor-statements realtors 25 3 - 3년
realtor-exclusive realtors 23 2 - 3년
pseudonymisation pipa 28의4 3 - 3년
transmission pipa-decree 42의6 11 - 3년
"""


def test_records_of_today() -> None:
    """Every record, with article and period as read in the statutes; the dead duty of the real-name age is gone."""
    found = {}
    for key, record in on(date(2026, 11, 23)).records.items():
        at = record.provision
        found[key] = [at.statute, at.article, at.paragraph or "-", at.item or "-", record.keep]
    assert found == {key: rest for key, *rest in (line.split() for line in RECORDS.strip().splitlines())}
    assert set(record_ids()) - set(found) == {"identity-check"}


def test_a_record_names_the_regime_that_it_presupposes() -> None:
    """A regime stands only where the record binds some, and each is in the list of regimes."""
    records = on(date(2026, 11, 23)).records
    assert {record.regime for record in records.values()} - {None} <= regimes().keys()
    assert [key for key, record in records.items() if record.regime and not record.binds] == []
    chosen = ("ecommerce-contract", "efinance", "login", "credit", "medical-charts", "tax-books", "pseudonymisation")
    assert {key: records[key].regime for key in chosen} == {
        "ecommerce-contract": "e-commerce",
        "efinance": "e-finance",
        "login": "telecom",
        "credit": "credit-information",
        "medical-charts": "medical",
        "tax-books": None,
        "pseudonymisation": None,
    }


def test_what_is_custom_and_no_law_is_no_record() -> None:
    """No statute says how long the confirmation data of locations are kept; the customary six months stay out."""
    records = on(date(2026, 11, 23)).records.values()
    assert [record.id for record in records if record.provision.statute in ("location", "location-decree")] == []


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
        (date(2007, 1, 1), "communications", True),
        (date(2006, 12, 31), "efinance-small", False),
        (date(2007, 1, 1), "efinance-small", True),
        (date(2006, 12, 31), "efinance-assistant", False),
        (date(2007, 1, 1), "efinance-assistant", True),
        (date(2012, 8, 22), "identity-check", True),
        (date(2012, 8, 23), "identity-check", False),
        (date(2013, 6, 30), "vat-books", False),
        (date(2013, 7, 1), "vat-books", True),
        (date(2022, 12, 31), "tax-books-abroad", False),
        (date(2023, 1, 1), "tax-books-abroad", True),
        (date(2010, 12, 31), "local-tax-books", False),
        (date(2011, 1, 1), "local-tax-books", True),
        (date(1962, 12, 31), "commercial-books", False),
        (date(1963, 1, 1), "commercial-books", True),
        (date(2023, 9, 14), "pseudonymisation", False),
        (date(2023, 9, 15), "pseudonymisation", True),
        (date(2024, 7, 18), "virtual-assets", False),
        (date(2024, 7, 19), "virtual-assets", True),
        (date(2026, 8, 19), "transmission", False),
        (date(2026, 8, 20), "transmission", True),
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
        ("정보통신망법", "network"),
        ("신용정보법", "credit-information"),
        ("위치정보법", "location"),
        ("금융소비자보호법", "financial-consumers"),
        ("자본시장법", "capital-markets"),
        ("여신전문금융업법", "credit-finance"),
        ("공공기록물법", "public-records"),
        ("공공기록물 관리에 관한 법률 시행령", "public-records-decree"),
        ("채용절차법", "fair-hiring"),
        ("초ㆍ중등교육법", "schools"),
        ("아동복지법", "child-welfare"),
        ("국민건강보험법", "health-insurance"),
        ("의료법 시행령", "medical-decree"),
        ("인공지능기본법", "artificial-intelligence"),
        ("개인정보의 안전성 확보조치 기준", "safeguards"),
        ("개인정보의 기술적ㆍ관리적 보호조치 기준", "network-safeguards"),
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


def test_nothing_is_read_that_is_not_asked_for() -> None:
    """Importing the room reads no YAML; the taxonomy is read without the law, the law without the taxonomy."""
    program = (
        "import sys\n"
        "from policyc import sheet\n"
        "from policyc.law import dated, regimes, tables, taxonomy, topics\n"
        "read = []\n"
        "def watched(path, real=sheet.sheet):\n"
        "    read.append(path.stem)\n"
        "    return real(path)\n"
        "dated.sheet = taxonomy.sheet = topics.sheet = regimes.sheet = watched\n"
        "assert 'yaml' not in sys.modules\n"
        "taxonomy.taxonomy()\n"
        "assert read == ['items'], read\n"
        "tables.statute_names()\n"
        "assert set(read) == {'items', 'statutes'}, read\n"
        "from datetime import date\n"
        "tables.on(date(2021, 11, 15))\n"
        "assert set(read) == {'items', 'statutes', 'records', 'bodies'}, read\n"
        "topics.topics(), regimes.regimes()\n"
        "print('read', len(set(read)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("read 6", "")
