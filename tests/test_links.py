"""A policy against itself: what each missing, doubled or useless thing is told, and what is left in peace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checking import AS_OF, SHOP, catalogue, checked, codes, missing, only_input, shop, told, wrong
from gallery import compare, parametrised
from policyc.compile import check
from policyc.reading.links import GROUNDS
from policyc.report.catalogue import entry

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
        ("contacts", ["unknown-contact", "unknown-contact"]),
        ("periods", ["unknown-period"]),
        ("purposes", ["unknown-purpose", "unknown-purpose", "section-empty"]),
        ("items", ["unknown-item"] * 3),
        ("officers", ["officer-missing", "section-empty"]),
        ("outline", []),
        ("cookies", ["section-empty"]),
        ("earlier", []),
        ("definitions", []),
        ("dormant", []),
    ],
)
def test_a_block_left_out(left_out: str, found: list[str]) -> None:
    """What rests on a block that is not there is told, each place once, and nothing else is."""
    assert [code for code in codes(shop(**{left_out: ""})) if code != "purposes-missing"] == found


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
