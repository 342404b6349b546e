"""A policy against itself: what each missing, doubled or useless thing is told, and what is left in peace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checking import AS_OF, SHOP, catalogue, checked, codes, missing, only_input, shop, told, wrong
from gallery import compare, parametrised
from policyc.model.policy import Policy
from policyc.model.sections import HOMES
from policyc.reading import columns, outline, yaml
from policyc.reading.links import GROUNDS
from policyc.reading.officers import ROLES
from policyc.reading.parties import is_abroad
from policyc.reading.paths import leads, meant
from policyc.reading.schemas import schema
from policyc.reading.structure import structure
from policyc.reading.terms import CONDITIONS
from policyc.report.catalogue import entry
from unruled import check

CODES = catalogue("reading/findings.yaml", "links")


@parametrised("links")
def test_gallery(case: Path, bless: bool) -> None:
    """Each policy that does not hold together is told in exactly these words, and a good one is told nothing."""
    found = checked(only_input(case), "links")
    compare(case, told(found), bless)
    assert wrong(case, found, CODES) == set()


def test_every_finding_has_a_case() -> None:
    """The findings on links are those of the catalogue's section, and each has a case under its name."""
    assert len(CODES) > 15
    assert missing("links", CODES) == set()


def test_the_shop_is_in_order() -> None:
    """A policy with nearly everything in it, each thing linked to another, is told nothing."""
    assert codes(shop()) == []
    assert shop().facts is not None


@pytest.mark.parametrize(
    ("left_out", "found"),
    [
        ("contacts", ["unknown-contact"]),
        ("periods", ["unknown-period"]),
        ("purposes", ["unknown-purpose", "unknown-purpose", "section-empty"]),
        ("items", ["unknown-item"] * 2),
        ("officers", ["section-empty"]),
        ("outline", []),
        ("cookies", ["section-empty"]),
        ("earlier", []),
        ("definitions", []),
        ("dormant", []),
    ],
)
def test_a_block_left_out(left_out: str, found: list[str]) -> None:
    """What rests on a block that is not there is told, each place once, and nothing else is."""
    assert codes(shop(**{left_out: ""})) == found


@pytest.mark.parametrize("block", ["contacts", "items", "purposes", "periods"])
def test_all_is_a_name_like_another_where_nothing_is_inherited(block: str) -> None:
    """A thing whose id is ``all`` is read like any other, where ``all`` has no meaning of its own."""
    lines = {
        "contacts": ("contacts: {all: {name: 고객센터, phone: 1588-0000}}\n", "contact: helpdesk", "contact: all"),
        "items": ("items: {all: {name: 모든 정보}}\n", "성명", "all"),
        "purposes": ("purposes: {all: 서비스 제공}\n", "sign-up", "all"),
        "periods": ("periods: {all: 회원 탈퇴 시까지}\n", "member", "all"),
    }
    plain = """collection: {join: {name: 회원가입, required: [%s], purposes: %s, keep: %s}}\n"""
    names = [lines[key][2] if key == block else lines[key][1] for key in ("items", "purposes", "periods")]
    desk = "all" if block == "contacts" else "helpdesk"
    whole = {
        "items": "",
        "collection": plain % tuple(names),
        "recipients": "",
        "recipient_exceptions": "",
        "officers": f"officers: {{privacy-officer: {{name: 김보호, contact: {desk}}}}}\n",
        "rights": f"rights: {{list: [access], how: {{desk: {{contact: {desk}}}}}}}\n",
        "outline": "",
        block: lines[block][0],
    }
    assert codes(shop(**whole)) == []


def test_every_ground_is_offered() -> None:
    """Who writes a ground that is none is shown all there are."""
    (hint,) = [hint for hint in entry("unknown-ground").hint if "{suggestion" not in hint and "{meant" not in hint]
    assert re.findall(r"([a-z-]+)\(", hint) == list(GROUNDS)


def test_known_words_are_those_of_the_schema() -> None:
    """Roles, conditions, kinds of assurance and sections are the words that the editor offers."""
    shapes = schema()["$defs"]
    assert list(ROLES) == shapes["officer"]["properties"]["role"]["items"]["enum"]
    assert list(CONDITIONS) == shapes["when"]["examples"]
    assert set(shapes["assurance"]["properties"]["kind"]["enum"]) < set(columns.FILTERS)
    assert set(shapes["node"]["properties"]["shows"]["enum"]) == set(HOMES)
    assert set(columns.COLUMNS) < set(HOMES)


def test_every_condition_is_offered() -> None:
    """Who writes a condition that is none is shown all there are."""
    (hint,) = [hint for hint in entry("unknown-condition").hint if "{suggestion" not in hint]
    assert re.findall(r"[a-z][a-z0-9-]+", hint.split(":", 2)[2]) == list(CONDITIONS)


def policy(blocks: str) -> Policy:
    """Read a policy that has these blocks besides what none can be without."""
    text = f"title: 방침\ncontroller: {{name: (주)예시, short: 회사}}\ndates: {{effective: 2026-12-01}}\n{blocks}"
    source, found = yaml.read("shop/2026-12-01.yaml", text.encode())
    assert source is not None
    assert found == ()
    return structure(source)


@pytest.mark.parametrize(
    ("blocks", "abroad"),
    [
        ("processors: {a: {name: 가, tasks: 나}}", False),
        ("processors: {a: {name: 가, tasks: 나, country: KR}}", False),
        ("processors: {a: {name: 가, tasks: 나, country: US}}", True),
        ("processors: {all: {country: US}, a: {name: 가, tasks: 나}}", True),
        ("processors: {b: {country: US, rows: {a: {name: 가, tasks: 나}}}}", True),
        ("processors: {b: {country: US, rows: {a: {name: 가, tasks: 나, country: KR}}}}", False),
        ("processors: {a: {parties: {b: 가, c: {name: 나, country: SG}}, tasks: 다}}", True),
        ("parties: {a: {name: 가, country: US}}\nprocessors: {a: {tasks: 나}}", True),
        ("parties: {a: {name: 가, country: US}}\nrecipients: {b: {parties: [a], items: [성명]}}", True),
        ("parties: {a: {name: 가, country: US}}\nrecipients: {b: {name: 나, items: [성명]}}", False),
        ("recipients: none", False),
    ],
)
def test_a_foreign_country_makes_a_transfer(blocks: str, abroad: bool) -> None:
    """A row goes abroad by its own country, its party's or the one said above it."""
    assert is_abroad(policy(blocks)) is abroad
    assert outline.declared(policy(blocks), "transfers") is abroad


FACTS = """\
contacts: {helpdesk: {name: 고객센터, phone: 1588-0000}}
periods: {member: 회원 탈퇴 시까지}
officers: {privacy-officer: {name: 김보호, contact: helpdesk}}
retention: {general: 5년, statutory: {login: }}
collection: {join: {required: [성명]}, 주문: {rows: {buyer: {name: 구매자, required: [성명]}}}}
change-notice: {general: 7일, channels: [공지사항, 전자우편]}
"""


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("title", True),
        ("controller/short", True),
        ("controller/phone", False),
        ("dates/effective", True),
        ("contacts/helpdesk", True),
        ("contacts/helpdesk/phone", True),
        ("contacts/helpdesk/fax", False),
        ("contacts/nobody/phone", False),
        ("periods/member", True),
        ("officers/privacy-officer/phone", True),
        ("officers/privacy-officer/telephone", False),
        ("retention/general", True),
        ("retention/statutory/login/keep", True),
        ("collection/join/name", False),
        ("collection/주문/name", True),
        ("collection/주문/rows/buyer/name", True),
        ("change-notice/general", True),
        ("change-notice/channels", True),
        ("collection", False),
        ("title/short", False),
    ],
)
def test_where_a_path_leads(path: str, right: bool) -> None:
    """A path leads to a text or a day, a thing with a name, or what is taken over from a table or a desk."""
    assert leads(policy(FACTS), path) is right


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("contact/helpdesk/phone", "contacts/helpdesk/phone"),
        ("contacts/helpdesc/phone", "contacts/helpdesk/phone"),
        ("contacts/helpdesk/phon", "contacts/helpdesk/phone"),
        ("contact/helpdesc/phone", None),
        ("controller/phone", None),
        ("weather/today", None),
    ],
)
def test_a_path_put_right(path: str, better: str | None) -> None:
    """One wrong step of a path is put right; more is left to the author."""
    assert meant(policy(FACTS), path) == better


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ("parties: {cloud: {nam: 예시클라우드}}", ["unknown-key"]),
        ("partys: {cloud: {name: 예시클라우드}}", ["unknown-key"]),
        ("parties: {cloud: 예시클라우드}", []),
    ],
)
def test_what_a_broken_block_would_have_declared_is_not_missed(blocks: str, found: list[str]) -> None:
    """Where a block with declarations is misshapen, only the shape is told."""
    ai = "ai: {summary: {name: 상담 요약, provider: cloud, purposes: 상담 요약, training: none}}\n"
    text = SHOP.replace("outline:", f"{blocks}\n{ai}outline:\n  ai:", 1)
    assert codes(check("shop/2026-12-01.yaml", text.encode(), AS_OF)) == found


def test_file_may_end_in_yml() -> None:
    """The other usual ending of a YAML file is a policy's file name as well."""
    assert codes(check("shop/2026-12-01.yml", SHOP.encode(), AS_OF)) == []
    assert codes(check("shop/2026-12-02.yml", SHOP.encode(), AS_OF)) == ["file-name"]


def faults(old: str, new: str) -> list[str]:
    """Check a small policy in which one thing is written otherwise."""
    text = (
        "format: 1\ntitle: 가게 개인정보 처리방침\ncontroller: {name: 가게}\ndates: {effective: 2026-12-01}\n"
        "purposes: {join: 회원 식별}\ncollection:\n  가입:\n    required: [성명, 이메일]\n    basis: consent\n"
        "retention:\n  general: 회원 탈퇴 시까지\nofficers:\n  privacy-officer: {name: 김보호, phone: 02-123-4567}\n"
    )
    assert old in text
    judged = check("policy/shop/2026-12-01.yaml", text.replace(old, new).encode(), AS_OF).judged
    return [one.finding.code for one in judged]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("consent", "consent", []),
        ("consent", "동의", ["unknown-ground"]),
        ("consent", "정보주체의 동의", ["unknown-ground"]),
        ("general: 회원", "general:회원", ["space-missing"]),
        ("general: 회원", "general：회원", ["wide-colon"]),
        ("성명, ", "성\u200b명, ", ["invisible-character"]),
        ("2026-12-01}", "2026. 00. 00}", ["placeholder"]),
        ("김보호", "(승인한 사람)", ["placeholder"]),
    ],
)
def test_a_slip_has_its_own_name_and_no_second(old: str, new: str, found: list[str]) -> None:
    """An ordinary slip is told once, as what it is."""
    assert faults(old, new) == found


@pytest.mark.parametrize("written", ["성명，이메일", "성명、이메일", "성명·이메일", "성명 이메일"])
def test_items_in_one_word_are_parted(written: str) -> None:
    """Known items with something else than a comma between them are shown with commas, and no odd id is proposed."""
    found = shop(items="", collection=f"collection:\n  a: {{name: 가입, required: [{written}]}}\n").judged
    args = [one.finding.args for one in found if one.finding.args.get("word") == written]
    assert [one["split"] for one in args] == ["성명, 이메일"]
