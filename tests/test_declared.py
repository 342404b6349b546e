"""The author's word on changes: what may be called a matter of words, and what is refused, naming the word."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from checking import AS_OF
from policyc.changes.declared import judge, undeclared
from policyc.changes.guard import slipped
from policyc.changes.weighty_names import names
from policyc.model.change import Change
from policyc.model.identity import DeclaredChange
from policyc.model.policy import Facts
from policyc.report.catalogue import entry
from policyc.report.words import Reported, reported
from unruled import check

POLICY = """\
format: 1
title: 예시상점 개인정보 처리방침
controller: {name: 주식회사 예시상점, short: 회사}
dates: {announced: 2026-11-23, effective: 2026-12-01}
items:
  정산정보: {members: [계좌은행명, 정산 주기]}
  단골-등급표: {name: 단골 등급표, kind: ordinary, aliases: [단골표]}
  적립-내역: {name: 적립 내역, kind: ordinary}
purposes: {sign-up: 회원 식별과 가입 의사 확인}
collection:
  join:
    name: 회원가입
    required: [이메일, 정산정보, 단골 등급표, 적립 내역]
    purposes: sign-up
    basis: contract
    keep: 1년
recipients:
  partner: {name: 주식회사 예시카드, purposes: [결제 대행], items: [이메일], keep: 1년, basis: consent}
processors:
  courier: {name: 예시물류(주), tasks: [상품 배송]}
  cloud: {name: Example Cloud, country: US, tasks: [보관], items: [이메일], timing: 수시, method: 전송, keep: 1년}
  ads: {name: 빠름, tasks: [광고]}
retention: {general: 회원 탈퇴 시까지}
safety: [접근 권한을 관리합니다.]
officers: {privacy-officer: {name: 김보호, phone: 02-000-0000}}
outline: [purposes, collection, retention, recipients, processors, safety, officers]
"""
NAME = "policy/shop/2026-12-01.yaml"


@cache
def facts() -> Facts:
    """Resolve the policy that the names come from."""
    found = check(NAME, POLICY.encode(), AS_OF)
    assert found.facts is not None, found.judged
    return found.facts


def met(before: str, after: str) -> tuple[set[str], set[str]]:
    """Return what left and what entered."""
    found = slipped(before, after, names(facts(), facts()))
    return set(found.left), set(found.entered)


GOOD = [
    ("회사는 개인정보를 안전하게 관리하고 있습니다.", "회사는 개인정보를 안전하게 관리합니다."),
    ("고객님의 소중한 정보를 지키겠습니다.", "이용자의 개인정보를 보호하겠습니다."),
    ("회사는 이용자의 동의를 얻습니다.", "당사는 이용자의 동의를 받습니다."),
    ("제3자에게 제공하지 않습니다.", "제3자에게 제공하지 아니합니다."),
    ("제삼자에게 제공하지 않습니다.", "제3자에게 제공하지 않습니다."),
    ("수집하지 않아요.", "수집하지 않습니다."),
    ("30일 이내에 답변드립니다.", "삼십 일 이내에 답변해 드립니다."),
    ("30일동안 보관합니다.", "30 일 동안 보관합니다."),
    ("한 달 동안 보관합니다.", "1개월 동안 보관합니다."),
    ("열흘 안에 조치합니다.", "10일 안에 조치하겠습니다."),
    ("10일 이내에 답변합니다.", "10일 안에 답변합니다."),
    ("한번 더 확인합니다.", "다시 확인합니다."),
    ("한 분이라도 문의하시면 알려 드립니다.", "누구든 문의하시면 알려 드립니다."),
    ("일시적으로 위치한 곳을 키보드로 입력합니다.", "잠시 있는 곳을 자판으로 입력합니다."),
    ("한 개인의 정보를 처리합니다.", "개인의 정보를 처리합니다."),
    ("두 가지 방법으로 행사할 수 있습니다.", "2가지 방법으로 행사하실 수 있습니다."),
    ("최대 30일 보관합니다.", "30일 이내 보관합니다."),
    ("2026년 1월 5일부터 적용됩니다.", "2026. 1. 5.부터 적용합니다."),
    ("이 방침은 2026-01-05부터 시행합니다.", "이 방침은 2026년 1월 5일부터 시행됩니다."),
    ("1,000명 이상의 정보를 다룹니다.", "1000명 이상의 정보를 처리합니다."),
    ("법 제22조제1항에 따릅니다.", "법 제22조 제1항을 따릅니다."),
    ("다만, 법령에 따른 경우는 그렇지 않습니다.", "단, 법령에 따른 경우는 그렇지 않습니다."),
    ("단말기의 분실에 유의하십시오.", "휴대용 기기의 분실에 유의하시기 바랍니다."),
    ("비밀번호를 잘못 입력하면 알려 드립니다.", "비밀번호를 틀리게 입력하면 알려 드립니다."),
    ("이메일 주소로 알려 드립니다.", "전자우편으로 알려 드립니다."),
    ("휴대폰번호로 보냅니다.", "휴대전화번호로 보냅니다."),
    ("서비스를 끊임없이 개선합니다.", "서비스를 꾸준히 개선합니다."),
    ("개인정보를 없애는 절차입니다.", "개인정보를 지우는 절차입니다."),
    ("국제외교와 무관합니다.", "외교와 무관합니다."),
    ("감사합니다만 문의는 창구로 해 주십시오.", "문의는 창구로 해 주십시오."),
    ("안내와 안전 점검을 위한 것입니다.", "알림과 보안 점검을 위한 것입니다."),
    ("이사회가 승인한 절차를 따릅니다.", "경영진이 승인한 절차를 따릅니다."),
    ("만일 회원이 원하면 알려 드립니다.", "회원이 원하면 알려 드립니다."),
    ("동의한 개인정보를 처리합니다.", "동의를 받은 개인정보를 처리합니다."),
    ("다른 수단으로 인도합니다.", "다른 방법으로 건넵니다."),
    ("이란 성격의 정보를 뜻합니다.", "그런 성격의 정보를 뜻합니다."),
    ("로그인하면 볼 수 있습니다.", "접속하면 볼 수 있습니다."),
    ("문의하십시오.", "문의해 주시기 바랍니다."),
    ("예시카드에 제공합니다.", "주식회사 예시카드에게 제공합니다."),
    ("단골표를 만듭니다.", "단골 등급표를 작성합니다."),
    ("미국 법인이 보관합니다.", "미합중국의 법인이 보관하고 있습니다."),
    ("이름표를 붙여 보관합니다.", "표지를 붙여 보관합니다."),
    ("유지보수를 위해 점검합니다.", "시스템의 관리를 위해 점검합니다."),
    ("해외에 있는 서버로 이전합니다.", "국외에 있는 서버로 이전합니다."),
    ("빠르게 처리합니다.", "신속히 처리합니다."),
    ("뿐만 아니라 다른 방법도 씁니다.", "또한 다른 방법도 씁니다."),
    ("① 회사는 공개합니다. ② 이용자는 요청합니다.", "1. 회사는 공개합니다. 2. 이용자는 요청합니다."),
]

BAD = [
    ("30일 보관합니다.", "30개월 보관합니다.", {"30일"}, {"30개월"}),
    ("14세 미만의 아동", "14세 이하의 아동", {"14세 미만"}, {"14세 이하"}),
    ("칠일 전에 알립니다.", "3일 전에 알립니다.", {"7일 전"}, {"3일 전"}),
    ("한 달 동안 보관합니다.", "세 달 동안 보관합니다.", {"1달"}, {"3달"}),
    ("7일 전에 알립니다.", "7일 후에 알립니다.", {"7일 전"}, {"7일 후"}),
    ("월 1회 점검합니다.", "연 1회 점검합니다.", {"월 1회"}, {"연 1회"}),
    ("1년간 보관합니다.", "보관합니다.", {"1년"}, set()),
    ("2026년 1월 5일부터", "2026년 2월 5일부터", {"2026년 1월 5일"}, {"2026년 2월 5일"}),
    ("법 제22조제1항에 따라", "법 제22조제2항에 따라", {"1항"}, {"2항"}),
    ("제공합니다.", "제공하지 않습니다.", set(), {"않습니다"}),
    ("제공하지 않습니다.", "제공합니다.", {"않습니다"}, set()),
    ("이용할 수 없습니다.", "이용할 수 있습니다.", {"없습니다"}, set()),
    ("동의 없이 제공합니다.", "동의를 받아 제공합니다.", {"없이"}, set()),
    ("필요한 경우에 처리합니다.", "필요한 경우가 아니면 처리합니다.", set(), {"아니면"}),
    ("개인정보가 아닌 정보입니다.", "개인정보인 정보입니다.", {"아닌"}, set()),
    ("열람하지 못합니다.", "열람합니다.", {"못합니다"}, set()),
    ("광고는 제외하고 보냅니다.", "광고도 보냅니다.", {"제외하고"}, set()),
    ("다만, 법령에 따른 경우에는 보관합니다.", "법령에 따른 경우에는 보관합니다.", {"다만"}, set()),
    ("보관합니다.", "보관합니다. 단, 요청하면 지웁니다.", set(), {"단"}),
    ("예외를 둡니다.", "기준을 둡니다.", {"예외를"}, set()),
    ("법령에 따른 경우 외에는 제공합니다.", "법령에 따른 경우에는 제공합니다.", {"외에는"}, set()),
    ("재판매를 금지합니다.", "재판매를 허용합니다.", {"금지합니다"}, set()),
    ("광고를 안 합니다.", "광고를 합니다.", {"안 합니다"}, set()),
    ("휴대전화번호로 알립니다.", "이메일로 알립니다.", {"휴대전화번호"}, {"이메일"}),
    ("상담에 씁니다.", "상담과 생년월일 확인에 씁니다.", set(), {"생년월일"}),
    ("이름과 주소를 씁니다.", "이름을 씁니다.", {"주소"}, set()),
    ("정산정보를 씁니다.", "정산 주기를 씁니다.", {"정산정보"}, {"정산 주기"}),
    ("적립 내역을 씁니다.", "내역을 씁니다.", {"적립 내역"}, set()),
    ("예시카드에 제공합니다.", "예시물류에 제공합니다.", {"예시카드"}, {"예시물류"}),
    ("수탁자가 처리합니다.", "Example Cloud가 처리합니다.", set(), {"Example Cloud"}),
    ("제휴사에 보냅니다.", "제휴사와 빠름에 보냅니다.", set(), {"빠름"}),
    ("서버에 보관합니다.", "미국의 서버에 보관합니다.", set(), {"미국"}),
    ("일본으로 이전합니다.", "싱가포르로 이전합니다.", {"일본"}, {"싱가포르"}),
    ("서버로 이전합니다.", "국외의 서버로 이전합니다.", set(), {"국외"}),
    ("동의한 이용자에게 보냅니다.", "미동의 이용자에게 보냅니다.", set(), {"미동의"}),
    ("이메일을 보내고 이름을 지웁니다.", "이메일을 보내고 이메일을 지웁니다.", {"이름"}, {"이메일"}),
    ("1만 원 이상을 결제하면", "10만 원 이상을 결제하면", {"1만 원 이상"}, {"10만 원 이상"}),
    ("요청을 거절할 수 있습니다.", "요청을 들어 드립니다.", {"거절할"}, set()),
    ("하루 보관합니다.", "사흘 보관합니다.", {"1일"}, {"3일"}),
]


@pytest.mark.parametrize(("before", "after"), GOOD)
def test_words_alone(before: str, after: str) -> None:
    """The same said otherwise holds nothing that weighs, either way round."""
    assert met(before, after) == (set(), set())
    assert met(after, before) == (set(), set())


@pytest.mark.parametrize(("before", "after", "left", "entered"), BAD)
def test_more_than_words(before: str, after: str, left: set[str], entered: set[str]) -> None:
    """What weighs and is gone or new is named, word for word, and the other way round when read backwards."""
    assert met(before, after) == (left, entered)
    assert met(after, before) == (entered, left)


def test_there_are_many_of_both() -> None:
    """Both tables hold enough to mean something, and no pair twice."""
    assert len({*GOOD}) == len(GOOD) > 30
    assert len({(before, after) for before, after, *_ in BAD}) == len(BAD) > 30


# ---- what is said of a declaration

REWORDED = Change(
    kind="purpose-reworded",
    path=("purposes", "delivery"),
    old=("purposes", "delivery"),
    new=("purposes", "delivery"),
    args={"name": "상품 배송", "where": "", "before": "상품을 배송합니다.", "after": "상품을 보내 드립니다."},
)
ADDED = Change(kind="item-added", path=("collection", "join", "required", "이메일"), args={"name": "이메일"})
FIRM = Change(kind="processor-added", path=("processors", "cj"), args={"name": "예시택배"}, weight="general")


def said(of: str = "purposes/delivery", kind: str = "purpose-reworded", **more: str | None) -> DeclaredChange:
    """Declare a change, as an editorial one that somebody approved unless told otherwise."""
    fields: dict[str, Any] = {"weight": "editorial", "approved_by": "김보호", "summary": "문장을 다듬었습니다.", **more}
    return DeclaredChange(at=("changes", 0), of=of, kind=kind, **fields)


def judged(*declared: DeclaredChange, changes: tuple[Change, ...] = (REWORDED,)) -> tuple[list[Change], list[Reported]]:
    """Judge changes and put what is wrong into words."""
    placed = [one.replace(at=("changes", at)) for at, one in enumerate(declared)]
    found, findings = judge(changes, placed, facts(), facts())
    return list(found), [reported(one, NAME, None) for one in findings]


def one_fault(*declared: DeclaredChange, changes: tuple[Change, ...] = (REWORDED,)) -> Reported:
    """Judge changes that leave one fault, and see that it left the changes as they were."""
    found, (fault,) = judged(*declared, changes=changes)
    assert [one.weight for one in found] == [one.weight for one in changes]
    assert fault.severity == "error"
    return fault


def test_words_are_as_light_as_declared() -> None:
    """Reworded prose weighs what the author says, and bears the author's words."""
    for weight in ("general", "editorial"):
        (change,), faults = judged(said(weight=weight))
        assert faults == []
        assert change.weight == weight
        assert change.declaration is not None
        assert change.declaration.summary == "문장을 다듬었습니다."


def test_a_summary_alone_changes_no_weight() -> None:
    """Without a weight, a declaration only explains; nobody needs to approve that."""
    (change,), faults = judged(said(weight=None, approved_by=None))
    assert (change.weight, faults) == ("material", [])
    assert change.declaration is not None


def test_heavier_is_always_right() -> None:
    """A change may be made heavier than the table has it, whatever its kind."""
    (change,), faults = judged(said("processors/cj", "processor-added", weight="material"), changes=(FIRM,))
    assert (change.weight, faults) == ("material", [])


def test_facts_are_never_lighter() -> None:
    """The weight of a fact is the table's; the declaration is refused as a whole."""
    fault = one_fault(said("processors/cj", "processor-added"), changes=(FIRM,))
    assert (fault.code, fault.path) == ("declared-too-light", "changes/0/weight")
    of = "/".join(ADDED.path)
    assert one_fault(said(of, "item-added", weight="general"), changes=(ADDED,)).code == "declared-too-light"


def test_somebody_must_approve() -> None:
    """A lighter weight without a name behind it is refused."""
    fault = one_fault(said(approved_by=None))
    assert (fault.code, fault.path) == ("declared-unapproved", "changes/0/weight")


def test_a_number_that_enters_is_named() -> None:
    """The message names what left and what entered, and every fault comes at once."""
    changed = REWORDED.replace(args={**REWORDED.args, "before": "30일 안에 보냅니다.", "after": "60일 안에 보냅니다."})
    fault = one_fault(said(), changes=(changed,))
    assert (fault.code, fault.path) == ("declared-not-editorial", "changes/0/weight")
    assert fault.message == "'상품 배송'의 글에서 '30일 안'이 빠지고 '60일 안'이 들어가, 무게를 낮출 수 없습니다."
    _, both = judged(said(approved_by=None), changes=(changed,))
    assert [one.code for one in both] == ["declared-unapproved", "declared-not-editorial"]


def test_texts_that_are_not_there_weigh() -> None:
    """Where there is nothing to compare, nothing is light."""
    fault = one_fault(said(), changes=(REWORDED.replace(args={"name": "상품 배송"}),))
    assert fault.code == "declared-not-editorial"
    assert "견줄 수 없어" in fault.message


def renamed(kind: str, before: str, after: str) -> list[Reported]:
    """Judge a new name, declared to be nothing but that."""
    change = Change(kind=kind, path=("x", "y"), args={"name": after, "before": before, "after": after})
    return judged(said("x/y", kind), changes=(change,))[1]


def test_a_new_name_is_not_held_against_itself() -> None:
    """What is renamed bears a name that weighs; only another item of the law's table, or a figure, is more."""
    assert renamed("item-renamed", "이메일", "이메일 주소") == []
    assert renamed("item-renamed", "이메일", "전자우편으로 받을 곳") == []
    assert renamed("processor-renamed", "예시물류", "예시물류 코리아") == []
    (fault,) = renamed("item-renamed", "이메일", "휴대전화번호")
    assert fault.code == "declared-not-editorial"
    (fault,) = renamed("processor-renamed", "예시물류", "예시물류 1팀 제외")
    assert "'제외'" in fault.message


@pytest.mark.parametrize("kind", ["recipient-renamed", "processor-renamed", "controller-changed"])
def test_another_firm_is_no_new_name(kind: str) -> None:
    """A firm may change its form or add to its name; another name under the same id may be another firm."""
    assert renamed(kind, "(주)예시택배", "예시택배 주식회사") == []
    assert renamed(kind, "Example Inc.", "Example LLC") == []
    for other in ("을(주)", "구글 LLC"):
        (fault,) = renamed(kind, "갑(주)", other)
        assert fault.code == "declared-not-editorial"
        assert f"'{other}'" in fault.message


@pytest.mark.parametrize(
    ("of", "kind", "code", "path", "hint"),
    [
        ("purposes/delivery", "purpose-rewordet", "declared-kind-unknown", "changes/0/kind", "'purpose-reworded' 변경"),
        ("purposes/delivery", "zzz", "declared-kind-unknown", "changes/0/kind", "'purpose-reworded' 변경"),
        ("nowhere", "zzz", "declared-kind-unknown", "changes/0/kind", "policyc diff"),
        ("purposes/delivery", "item-added", "declared-unmatched", "changes/0/kind", "'purpose-reworded'입니다"),
        ("purposes/delivry", "purpose-reworded", "declared-unmatched", "changes/0/of", "'purposes/delivery'입니다"),
        ("a/b", "purpose-reworded", "declared-unmatched", "changes/0/of", "'purposes/delivery'입니다"),
        ("a/b", "clause-reworded", "declared-unmatched", "changes/0/of", "지우십시오"),
    ],
)
def test_what_matches_nothing_is_a_fault(of: str, kind: str, code: str, path: str, hint: str) -> None:
    """A declaration that speaks of no change says which it may have meant."""
    fault = one_fault(said(of, kind))
    assert (fault.code, fault.path) == (code, path)
    assert hint in fault.hint


def test_twice_is_once_too_many() -> None:
    """The second declaration of one change is a fault that shows the first; the first holds."""
    (change,), (fault,) = judged(said(), said(summary="다르게 말함"))
    assert (fault.code, fault.path) == ("declared-twice", "changes/1")
    assert [one.label for one in fault.related] == ["먼저 적은 설명"]
    assert change.weight == "editorial"


def test_one_declaration_speaks_of_all_that_it_matches() -> None:
    """Two changes of one kind at one path stand under one declaration; what slips into one refuses that one."""
    other = REWORDED.replace(args={**REWORDED.args, "after": "상품을 배송하지 않습니다."})
    (first, second), (fault,) = judged(said(), changes=(REWORDED, other))
    assert (first.weight, second.weight) == ("editorial", "material")
    assert "'않습니다'" in fault.message


# ---- what nobody declared


def test_words_without_a_weight_are_told() -> None:
    """Each reworded change that nobody weighed is told, at its place, with the lines to paste; no others are."""
    (finding,) = undeclared((REWORDED, ADDED, FIRM))
    assert (entry(finding.code).severity, finding.at) == ("info", ("purposes", "delivery"))
    hint = reported(finding, NAME, None).hint
    assert "\nchanges:\n  - of: purposes/delivery\n    kind: purpose-reworded\n    weight: editorial\n" in hint
    assert list(undeclared((REWORDED,), (said(),))) == []


def test_what_is_pasted_is_a_declaration_with_blanks() -> None:
    """The lines can be pasted as they stand; then the blanks are told, and nothing else."""
    (finding,) = undeclared((REWORDED.replace(path=("outline", "a: b #c")),))
    pasted = "changes:\n" + reported(finding, NAME, None).hint.split("changes:\n")[1] + "\n"
    checked = check(NAME, (POLICY + pasted).encode(), AS_OF)
    blanks = [one.finding for one in checked.judged if one.finding.code == "placeholder"]
    assert {one.at for one in blanks} == {("changes", 0, "summary"), ("changes", 0, "approved-by")}
    assert {one.finding.code for one in checked.judged} <= {"placeholder", "declared-unmatched"}, "no version before"
    assert checked.source is not None
    assert checked.source.data["changes"][0]["of"] == "outline/a: b #c"


def test_a_file_with_declarations_gets_only_the_entry() -> None:
    """Where declarations stand already, the lines are an entry of their list."""
    (finding,) = undeclared((REWORDED,), (said("a/b"),))
    assert "changes:\n" not in reported(finding, NAME, None).hint
