"""Legal bases and consent: what a citation counts as, which sentences force a consent, and what is told only once."""

from __future__ import annotations

from datetime import date

import pytest

import ruled
from policyc.facts.citations import citation
from policyc.law.tables import on
from policyc.model.part import Citation
from policyc.model.processing import Basis
from policyc.rules.grounds import grounds, names_law

INSURER = "name: 예시보험 주식회사, purposes: [보험 가입], keep: 1년"


def cited(text: str) -> Basis:
    """Make a basis of a citation, as the facts do."""
    return Basis(ground="law", citation=citation(Citation(text=text), on(date(2026, 12, 1))))


@pytest.mark.parametrize(
    ("text", "ground", "law"),
    [
        ("개인정보 보호법 제15조제1항제1호", "consent", False),
        ("개인정보 보호법 제15조제1항제2호", "law", False),
        ("개인정보 보호법 제15조제1항제4호", "contract", False),
        ("개인정보 보호법 제15조제1항제6호", "legitimate-interest", False),
        ("개인정보 보호법 제15조", "", False),
        ("개인정보 보호법", "", False),
        ("개인정보 보호법 제17조제1항제1호", "consent", False),
        ("개인정보 보호법 제17조제1항제2호", "", False),
        ("개인정보 보호법 제22조제1항제7호", "consent", False),
        ("개인정보 보호법 제22조의2제1항", "consent", False),
        ("개인정보 보호법 제23조제1항제1호", "consent", False),
        ("개인정보 보호법 제24조제1항제2호", "law", False),
        ("개인정보 보호법 제24조의2제1항제1호", "law", False),
        ("개인정보 보호법 제24조의2제1항제2호", "vital-interest", False),
        ("개인정보 보호법 제35조", "law", True),
        ("관세법 제241조", "law", True),
        ("관세법", "law", True),
    ],
)
def test_citation_counts_as_the_ground_it_numbers(text: str, ground: str, law: bool) -> None:
    """A citation of the article that lists the grounds is that ground; any other provision is the law it names."""
    assert grounds([cited(text)]) == {ground}
    assert names_law([cited(text)]) is law


@pytest.mark.parametrize(
    "text",
    [
        "선택 항목에 동의하지 않으면 회원가입을 하실 수 없습니다.",
        "선택적 동의 사항에 동의하지 않을 경우 서비스 이용이 불가합니다.",
        "선택항목에 동의하지 않은 경우 회원가입 및 일반적인 서비스를 사용할 수 없습니다.",
        "선택정보를 입력하지 않으면, 회사의 서비스를 이용하실 수 없습니다.",
        "선택 항목 미동의 시 회원 가입이 불가능합니다.",
        "마케팅 정보 수신에 동의를 거부하시면 회원가입이 제한될 수 있습니다.",
        "광고성 정보 수신 미동의 시 서비스를 제공받을 수 없습니다.",
        "홍보 목적의 이용에 동의하지 아니하면 회원으로 가입할 수 없습니다.",
    ],
)
def test_forced_consent_is_found_in_any_text(text: str) -> None:
    """A sentence that refuses the service for want of an optional consent is found wherever it stands."""
    assert ruled.found(ruled.clause(text)) == ["optional-consent-forced"]


def test_inherited_basis_is_told_once() -> None:
    """A mixed basis that several rows inherit is one fault, where it was written."""
    rows = "a: {name: 가입, required: [이름]}, b: {name: 문의, required: [이메일]}"
    shared = "{basis: [consent, contract], keep: 1년, purposes: sign-up}"
    found = ruled.judged(f"collection:\n  all: {shared}\n  join: {{name: 회원, rows: {{{rows}}}}}\n").judged
    assert [(one.finding.code, one.finding.at) for one in found] == [("basis-mixed", ("collection", "all", "basis"))]


def test_inherited_item_is_told_once() -> None:
    """An identifier that several rows inherit is one fault, where it was written."""
    rows = "a: {name: 예약, purposes: [예약]}, b: {name: 발권, purposes: [발권]}"
    entry = f"{{name: 여행, required: [이름, 여권번호], keep: 1년, basis: contract, rows: {{{rows}}}}}"
    found = ruled.judged(f"collection:\n  travel: {entry}\n").judged
    assert [(one.finding.code, one.finding.at[-2:]) for one in found] == [("identifier-basis-wrong", ("required", 1))]


@pytest.mark.parametrize(
    ("items", "basis", "found"),
    [
        ("[이름, 여권번호]", "legitimate-interest", ["identifier-basis-wrong"]),
        ("[이름, 혈압]", "legitimate-interest", ["sensitive-basis-wrong"]),
        ("[이름, 주민등록번호]", "consent", ["resident-number-basis-wrong"]),
        ("[이름, 여권번호]", "consent", []),
        ("[이름, 여권번호]", "contract", ["recipient-basis-wrong"]),
        ("[이름]", "public-task", ["basis-law-missing"]),
    ],
)
def test_provision_is_judged_by_its_basis(items: str, basis: str, found: list[str]) -> None:
    """What is given to third parties needs the same grounds, and a contract is none of them, whatever is given."""
    blocks = f"recipients:\n  insurer: {{{INSURER}, items: {items}, basis: {basis}}}\n"
    ours = {"basis-law-missing", "recipient-basis-wrong", "resident-number-basis-wrong", "sensitive-basis-wrong"}
    ours |= {"identifier-basis-wrong", "basis-mixed", "basis-missing"}
    assert [code for code in ruled.found(blocks) if code in ours] == found


def test_resident_number_could_once_be_asked_with_consent() -> None:
    """The ban on asking for it with consent began on 7 August 2014."""
    row = "{name: 가입, required: [이름, 주민등록번호], purposes: sign-up, keep: 1년, basis: consent}"
    blocks = f"collection:\n  join: {row}\n"
    assert "resident-number-basis-wrong" not in ruled.found(blocks, date(2014, 8, 6))
    assert "resident-number-basis-wrong" in ruled.found(blocks, date(2014, 8, 7))


def test_other_talk_of_consent_is_no_basis() -> None:
    """A clause that gives nothing to others without consent does not say by what right data is collected."""
    row = "{name: 가입, required: [이름], purposes: sign-up, keep: 1년}"
    promise = ruled.clause("회사는 정보주체의 동의 없이 개인정보를 제3자에게 제공하지 않습니다.")
    assert ruled.found(f"collection:\n  join: {row}\n{promise}") == ["basis-missing"]
    basis = ruled.clause("개인정보를 처리하는 법적 근거는 정보주체와 맺은 계약입니다.")
    assert ruled.found(f"collection:\n  join: {row}\n{basis}") == []
