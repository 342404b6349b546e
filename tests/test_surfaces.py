"""The hash of a consent: it changes with what is consented to, and with nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import rfc8785

import drawn
import test_consent
import test_edition as editions
from bundled import FIRST
from checking import AS_OF
from gallery import CASES
from house import ROOT
from mutants import mutants
from policyc.canonical import sha256
from policyc.changes import judging, recipes
from policyc.changes.recipes import hashed
from policyc.model.policy import Facts
from policyc.model.surface import ConsentSurface
from policyc.publish import stored
from policyc.publish.bundle import bundled
from policyc.publish.site import Published
from policyc.publish.stored import BadEdition
from policyc.render import facts_json
from test_change_cases import facts as case_facts
from unruled import check

BLOCKS = ("items", "periods", "collection", "files", "recipients", "processors")
"""The blocks of the shop in which what is consented to stands."""

MARKETING, JOINING, INSURING = "collection/news", "collection/join", "recipients/insurer"


def facts(text: str = FIRST) -> Facts:
    """Resolve a policy."""
    found = check("shop/2026-12-01.yaml", text.encode(), AS_OF).facts
    assert found is not None
    return found


def hashes(found: Facts) -> Mapping[str, str]:
    """Return the hash of each surface."""
    return {one.surface: one.hash for one in hashed(found)}


def differing(before: str, after: str) -> set[str]:
    """Put something else into one place of the policy, and name the surfaces whose hashes differ."""
    assert FIRST.count(before) == 1, before
    old, new = hashes(facts()), hashes(facts(FIRST.replace(before, after)))
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def test_what_has_a_hash() -> None:
    """Every surface has one, by the newest recipe, under the name and the ground that a change notice gives it."""
    found = hashed(test_consent.facts(test_consent.POLICY))
    assert [(one.surface, one.name, one.ground) for one in found] == test_consent.SURFACES
    assert {one.recipe for one in found} == {max(recipes.RECIPES)}
    assert len({one.hash for one in found}) == len(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("optional: [휴대전화번호]", "optional: [휴대전화번호, 주소]"),
        ("optional: [휴대전화번호]", "required: [휴대전화번호]"),
        ("    optional: [휴대전화번호]\n", "    optional: [주소]\n"),
        ("purposes: [news]", "purposes: [news, 통계 작성]"),
        ("행사 소식의 전송", "행사와 제휴사 소식의 전송"),
        ("keep: 동의 철회 시까지", "keep: 동의 철회 후 1년"),
        ("effect: 행사 소식을 받지 못합니다.", "effect: 행사에 참여하지 못합니다."),
        ("how: 회원 정보 화면에서", "how: 고객센터에서"),
        ("    basis: consent\n    refusal", "    basis: [consent, contract]\n    refusal"),
    ],
)
def test_marketing_alone(before: str, after: str) -> None:
    """What changes in the row of marketing changes the hash of that consent, and not of signing up."""
    assert differing(before, after) == {MARKETING}


def test_each_surface_by_itself() -> None:
    """A row, a recipient and what is said for rows without a period of their own change what they concern."""
    assert differing("optional: [생년월일]", "optional: [생년월일, 성별]") == {JOINING}
    assert differing("회원 관리", "회원 관리와 상담") == {JOINING}
    assert differing("keep: 1년, basis", "keep: 3년, basis") == {INSURING}
    assert differing("예시보험(주)", "다른보험(주)") == {INSURING}
    assert differing("general: 회원 탈퇴 시까지", "general: 회원 탈퇴 후 1년") == {JOINING}
    assert differing("purposes: [join]\n    basis: consent", "purposes: [join]\n    basis: contract") == {JOINING}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("required: [이메일 주소]\n    optional: [생년월일]", "optional: [생년월일]\n    required: [이메일 주소]"),
        ("purposes: {join: 회원 관리, news: 행사 소식의 전송", "purposes: {news: 행사 소식의 전송, join: 회원 관리"),
        ("    name: 소식 받기\n", "    name: 소식 받기(선택)\n    note: [언제든지 거부할 수 있습니다.]\n"),
        ("name: 회원가입", "name: 회원가입\n    from: 누리집\n    method: [가입 화면]"),
        ("optional: [휴대전화번호]", "optional: [{item: 휴대전화번호, note: [본인 번호]}]"),
        ("{join: 회원 관리", "{join: {text: 회원 관리, note: [본인 확인을 포함합니다.]}"),
        ("문의에 대한 답변", "문의와 불만에 대한 답변"),
        ("tasks: [데이터 보관]", "tasks: [데이터 보관과 복구]"),
        ("개인정보를 암호화하여", "개인정보를 모두 암호화하여"),
        ("title: 개인정보 처리방침", "title: 보기상점 개인정보 처리방침"),
        ("remedies: standard", "remedies: standard\nnumbering: [제1조, ①]"),
    ],
)
def test_what_changes_no_consent(before: str, after: str) -> None:
    """Order, names of rows, remarks, layout and words elsewhere are no part of what is consented to."""
    assert differing(before, after) == set()


def test_order_changes_nothing() -> None:
    """Rows, items and purposes may stand in any order, and a declared purpose may have another id."""
    text = FIRST.replace("optional: [생년월일]", "optional: [생년월일, 성별]").replace("[join]\n", "[join, support]\n")
    other = text.replace("[생년월일, 성별]", "[성별, 생년월일]").replace("[join, support]", "[support, join]")
    start, middle, end = text.index("  join:\n"), text.index("  news:\n"), text.index("retention:")
    assert hashes(facts(text)) == hashes(facts(other))
    turned = text[:start] + text[middle:end] + text[start:middle] + text[end:]
    assert hashes(facts(turned)) == hashes(facts(text))
    renamed = text.replace("{join: 회원 관리", "{member: 회원 관리").replace("[join, support]", "[member, support]")
    assert hashes(facts(renamed)) == hashes(facts(text))


def test_other_id_is_another_surface_of_the_same_hash() -> None:
    """A row that lives on under another id keeps its hash, under the new name."""
    renamed = facts(FIRST.replace("  news:\n", "  letter:\n    formerly: news\n"))
    assert hashes(renamed)["collection/letter"] == hashes(facts())[MARKETING]


def checked(old: Facts, new: Facts) -> int:
    """Assert that whatever asks for a consent anew has another hash, and count how often it was asked for."""
    comparison = judging.compared(old, new)[0]
    before, after = hashes(old), hashes(new)
    asked = {one.surface for one in comparison.consents}
    assert {name for name in asked if before.get(name) == after[name]} == set(), [
        one.path for one in comparison.changes
    ]
    return len(asked)


def test_whatever_asks_anew_has_another_hash() -> None:
    """No change that asks for consent, of the gallery or in any leaf of the shop, leaves the hash as it was."""
    pairs = [(case / "old.yaml", case / "new.yaml") for case in sorted((CASES / "changes").iterdir())]
    known = [(case_facts(old), case_facts(new)) for old, new in pairs if old.is_file()]
    assert sum(checked(old, new) + checked(new, old) for old, new in known) > 10
    assert sum(checked(mutant.old, mutant.new) for mutant in mutants(BLOCKS)) > 50


# ---- the recipe, made again from policy.json by what docs/json.md says ----


def by_the_page(found: Any) -> Mapping[str, str]:
    """Compute the hashes from the facts as an app reads them, as the page says it."""
    made: dict[str, list[Any]] = {}
    for block in ("collection", "files"):
        for entry in entries(found, block):
            for row in entry["rows"] or [entry]:
                path = "/".join(dict.fromkeys((block, entry["id"], row["id"])))
                if consented(row):
                    general = found.get("retention", {}).get("general")
                    slots = [items(row[slot], found) for slot in ("required", "optional", "automatic")]
                    made[path] = ["collection", *slots, *shared(row, row.get("keep", general), found)]
    for entry in entries(found, "recipients"):
        away = any(party.get("country", "KR") != "KR" for party in entry["parties"])
        transferred = away and (entry.get("transferBasis") == "consent" or "transferBasis" not in entry)
        if (away and entry.get("transferBasis") == "consent") or not entry["basis"] or consented(entry):
            made[f"recipients/{entry['id']}"] = relation("transfers" if transferred else "recipients", entry, found)
    for entry in entries(found, "processors"):
        away = any(party.get("country", "KR") != "KR" for party in entry["parties"])
        if away and entry.get("transferBasis") == "consent":
            made[f"processors/{entry['id']}"] = relation("transfers", entry, found)
    further = found.get("additionalUse") or {"basis": [], "uses": []}
    for use in further["uses"]:
        if consented(use) or (not use["basis"] and consented(further)):
            made[f"additional-use/uses/{use['id']}"] = relation("additional-use", use, found)
    return {path: sha256(rfc8785.dumps([1, *fields])) for path, fields in made.items()}


def entries(found: Any, block: str) -> Any:
    """Return the entries of a block, or none."""
    return found.get(block, {}).get("entries", [])


def consented(row: Any) -> bool:
    """Tell whether a row rests on consent."""
    return any(one["ground"] == "consent" for one in row["basis"])


def ordered(found: Iterable[Any]) -> list[Any]:
    """Sort as the page says."""
    return sorted(found, key=lambda one: rfc8785.dumps(one).decode())


def shared(row: Any, keep: Any, found: Any) -> list[Any]:
    """List the fields that every surface has."""
    why = ordered(row["tasks"]) if "tasks" in row else ordered(purpose(one, found) for one in row["purposes"])
    basis = ordered([one["ground"], one.get("citation", {}).get("text")] for one in row.get("basis", []))
    refusal = row.get("refusal")
    return [why, period(keep), basis, refusal and [refusal.get("how"), refusal.get("effect")]]


def relation(kind: str, entry: Any, found: Any) -> list[Any]:
    """List the fields of somebody who receives data."""
    who = [
        ordered([party["name"], party.get("legal"), party.get("country")] for party in entry["parties"]),
        *(entry.get(key) for key in ("others", "count", "undecided")),
    ]
    lines = ("name", "contact", "phone", "email", "address", "url")
    reached = ordered([party.get(line) for line in lines] for party in entry["parties"])
    away = [reached, *(entry.get(key) for key in ("timing", "method", "transferBasis"))]
    made = [kind, who, items(entry["items"], found), *shared(entry, entry.get("keep"), found)]
    return [*made, *away] if kind == "transfers" else made


def items(refs: Any, found: Any) -> list[Any]:
    """List items."""
    known = {item["id"]: item for item in found["items"]}
    return ordered(
        [
            *(known[ref["item"]].get(key) for key in ("name", "kind", "category")),
            ordered([member["name"], member.get("category")] for member in known[ref["item"]]["members"]),
            ordered(ref["only"]),
            ref.get("label"),
            ref.get("when"),
        ]
        for ref in refs
    )


def purpose(ref: Any, found: Any) -> list[Any]:
    """List a purpose."""
    known = {one["id"]: one for one in entries(found, "purposes")}.get(ref.get("purpose"))
    return [known.get("name"), ordered(known["text"]), ref.get("when")] if known else [ref["text"], [], ref.get("when")]


def period(found: Any) -> Any:
    """List a period."""
    if found is None:
        return None
    cases = ordered([one["case"], period(one["period"])] for one in found["cases"])
    law = ordered(one["text"] for one in found["law"])
    return [found["text"], found["atOnce"], cases, period(found.get("then")), ordered(found["except"]), law]


@pytest.mark.parametrize("path", [drawn.SHOP, drawn.REAL], ids=["shop", "real"])
def test_anybody_can_compute_it(path: Path) -> None:
    """The hashes of the shop and of the real policy are made again from policy.json alone."""
    made = drawn.Drawn(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    found = by_the_page(made.data["facts"])
    assert found == {one.surface: one.hash for one in made.edition.surfaces or ()}
    assert len(found) > 2


def test_anybody_can_compute_it_of_all_kinds() -> None:
    """So are those of a policy that has a surface of every kind."""
    text = test_consent.POLICY.replace("periods: {member: 회원 탈퇴 시까지}\n", "").replace("keep: member, ", "")
    data, _ = facts_json.facts(facts(text), ())
    assert by_the_page(json.loads(json.dumps(data))) == hashes(facts(text))


# ---- frozen with the release ----


def test_a_release_freezes_its_surfaces() -> None:
    """They stand in the record, are read back as they were, and those of the facts read back are the same."""
    raw = editions.frozen("shop")
    back = stored.read(raw)
    assert back.surfaces == editions.made("shop").surfaces == hashed(back.facts)
    assert [one["surface"] for one in json.loads(raw)["edition"]["surfaces"]] == [one.surface for one in back.surfaces]


def test_an_older_record_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record of before stays as it is; its surfaces are hashed by the first recipe, whatever came after."""
    back = stored.read(editions.SAMPLE.read_bytes())
    assert back.surfaces is None
    assert "surfaces" not in json.loads(stored.write(back))["edition"]
    monkeypatch.setattr(recipes, "RECIPES", {**recipes.RECIPES, 2: lambda _surface, _facts: []})
    made = bundled(Published(version=back)).hashed
    assert {one.recipe for one in made} == {recipes.FIRST}
    assert {one.recipe for one in hashed(back.facts)} == {2}
    kept = stored.read(editions.frozen("shop"))
    assert bundled(Published(version=kept)).hashed == kept.surfaces


@pytest.mark.parametrize(
    ("key", "value"), [("surfaceHash", "0" * 63), ("recipe", 0), ("surface", ""), ("ground", None), ("name", 1)]
)
def test_a_surface_that_is_none(key: str, value: object) -> None:
    """What is no surface is refused at its place."""
    data = editions.plain("shop")
    data["surfaces"][1][key] = value
    with pytest.raises(BadEdition) as caught:
        stored.read(editions.sealed(data), "x.json")
    assert caught.value.pointer == f"/surfaces/1/{key}"


def test_the_first_recipe_stays() -> None:
    """A recipe that was released gives the same hashes for ever."""
    assert hashed(facts()) == (
        surface(JOINING, "회원가입", "제15조제2항", "6c4a021e69036d2089e156fb8e785cef2478ef954c91ece0316c67bba975cb98"),
        surface(
            MARKETING, "소식 받기", "제15조제2항", "2166c9b811f05a688bd6e5f6a7d7ef29cc5fa23e45ac0bc8a7c4d5c29fdf1bcb"
        ),
        surface(
            INSURING, "예시보험(주)", "제17조제2항", "eda02ceae7a228f4fe1f17f4861b30813425005038764517f44871d6121a0bd6"
        ),
    )


def surface(path: str, name: str, article: str, digest: str) -> ConsentSurface:
    """Make a surface of 개인정보 보호법."""
    return ConsentSurface(surface=path, name=name, ground=f"개인정보 보호법 {article}", recipe=1, hash=digest)
