"""The bundle: everything of a service in one file, how consents hang together, and what a notice just in time shows."""

from __future__ import annotations

import copy
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rfc8785

import drawn
import test_formats as formats
import unruled
from bundled import made, read, rebuilt
from house import ROOT
from policyc import workspace
from policyc.building import build
from policyc.canonical import canonical
from policyc.cli import main
from policyc.publish import bundle, public
from policyc.publish.chain import edition, shelf
from policyc.publish.public import version
from policyc.publish.site import Published, files, outputs
from policyc.render import facts_json
from policyc.render.slices import slices
from workspaces import FIRST, SMALL, release, tree

SHOP = ROOT / "policy" / "example-shop"
OPTIONAL = {"notice", "changes", "changeNotice", "withdrawal"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a service with three versions in a row and one that was withdrawn."""
    return made(tmp_path_factory.mktemp("bundle"))


def generated() -> str:
    """Write the schema anew."""
    place = ROOT / "tools" / "bundle_schema.py"
    spec = importlib.util.spec_from_file_location("bundle_schema", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    text: str = module.page()
    return text


# ---- the file ----


def test_bundle_fits_its_schema(shop: Path) -> None:
    """It is canonical JSON of the shape that its schema says, for this service and for all of the repository."""
    raw = (shop / "bundle.json").read_bytes()
    assert raw == rfc8785.dumps(json.loads(raw))
    assert formats.faults(json.loads(raw), "bundle") == []


def test_repository_fits_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are the bundles of the shop that uses the whole language, and of the real policy; every shape is met."""
    monkeypatch.chdir(ROOT)
    assert not build(as_of=date(2026, 12, 31), out=tmp_path).stopped
    found = [read(tmp_path / name) for name in ("example-shop", "kakaopage-business-partner")]
    assert [formats.faults(one, "bundle") for one in found] == [[], []]
    used = {word for one in found for word in formats.met(formats.schema("bundle"), formats.schema("bundle"), one, "")}
    own = {word for word in formats.words_of(formats.schema("bundle")) if word.split("/")[0] in shapes()}
    assert own - used == {"ScopedDisclosure/only", "ScopedRecord/only"}  # test_slice_of_some_members
    assert len(own & used) > 60


def shapes() -> set[str]:
    """Name the shapes that the bundle alone has."""
    others = {name for other in ("version", "changes", "versions") for name in formats.schema(other)["$defs"]}
    return set(formats.schema("bundle")["$defs"]) - others


def test_schema_is_what_it_is_made_of() -> None:
    """The schema is written out of the others, so that it needs none of them and never says otherwise."""
    assert generated() == workspace.schema_text("bundle")
    found = formats.schema("bundle")
    for other in ("version", "changes", "versions"):
        shared = found["$defs"].keys() & formats.schema(other)["$defs"].keys()
        assert len(shared) >= 2
        for name in shared - {"PublicVersion"}:
            assert found["$defs"][name] == formats.schema(other)["$defs"][name], name
    assert ".schema.json#" not in json.dumps(found)


def test_versions_are_whole(shop: Path) -> None:
    """Each version is what versions.json says of it, with what its own files say."""
    whole, short = read(shop), read(shop, "versions.json")
    assert {key: whole[key] for key in ("format", "service", "title")} == {
        key: short[key] for key in ("format", "service", "title")
    }
    assert len(whole["versions"]) == len(short["versions"]) == 4
    for one, listed in zip(whole["versions"], short["versions"], strict=True):
        assert {key: one[key] for key in listed} == listed
        assert set(one) - set(listed) - OPTIONAL == {"facts", "document", "slices", "surfaces"}
        data = read(shop, listed["files"]["data"])
        for key in ("facts", "document", "notice", "withdrawal"):
            assert one.get(key) == data.get(key), key
        if "changesData" in listed["files"]:
            changes = read(shop, listed["files"]["changesData"])
            assert one["changes"] == {
                key: changes[key] for key in changes if key not in ("format", "service", "notice")
            }
            assert one["changeNotice"]["type"] == "document"
        else:
            assert not {"changes", "changeNotice"} & set(one)


def test_bundle_is_the_same_each_time(tmp_path: Path) -> None:
    """Another build gives the same bytes, on whichever day nothing is announced."""
    folder = made(tmp_path)
    before = (folder / "bundle.json").read_bytes()
    for day in ("2027-04-21", "2027-06-01", "2030-01-01"):
        assert (rebuilt(tmp_path, day) / "bundle.json").read_bytes() == before
    assert [one["version"] for one in read(rebuilt(tmp_path, "2027-01-24"))["versions"]] == ["2027-03-01", "2026-12-01"]


def test_drafts_are_in_no_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what was released is there, drafts asked for or not."""
    release(tmp_path, {"shop/2026-12-01": FIRST})
    text = SMALL.replace("2026-12-01", "2026-12-31")
    (tmp_path / "policy" / "shop" / "2026-12-31.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--drafts", "--as-of", "2026-12-05"]) == 0
    assert "shop/draft/2026-12-31/index.html" in tree(tmp_path / "out")
    assert [one["version"] for one in read(tmp_path / "out" / "shop")["versions"]] == ["2026-12-01"]


def test_bundle_costs_little() -> None:
    """Three versions of the greatest policy there is weigh less than their own files, and each value is spelt once."""
    shown = [Published(version=edition(one), origin="0" * 64) for one in shelf(SHOP).released[:3]]
    found = {one.edition.facts.version: bundle.bundled(one) for one in shown}
    service = public.service("example-shop", "0" * 64, [version(one, outputs(one)) for one in shown])
    text = bundle.bundle(service, found)
    drawn_ = files(shown, drawn.FOLDERS)
    data = sum(len(content) for path, content in drawn_.items() if path.endswith(("policy.json", "changes.json")))
    assert len(text.encode()) < data
    for one in shown:
        assert text.count(f'"facts":{canonical(one.edition.data)}') == 1


# ---- consents ----


def surfaces(shop: Path, name: str) -> dict[str, Any]:
    """Return the surfaces of a version by their names."""
    (found,) = (one for one in read(shop)["versions"] if one["version"] == name)
    return {one["surface"]: one for one in found["surfaces"]}


def test_consents_hang_together(shop: Path) -> None:
    """Each says whether its version asks for it anew, and what it carries on of the version before."""
    told = {
        name: {surface: (one["asks"], one["before"]) for surface, one in surfaces(shop, name).items()}
        for name in ("2026-12-01", "2027-03-01", "2027-04-01", "2027-06-01")
    }
    join, news, insurer = "collection/join", "collection/news", "recipients/insurer"
    assert told == {
        "2026-12-01": {join: (False, []), news: (False, []), insurer: (False, [])},
        "2027-03-01": {join: (False, [join]), news: (True, [news]), insurer: (False, [insurer])},
        "2027-04-01": {join: (True, [join]), news: (False, [news]), insurer: (False, [insurer])},
        "2027-06-01": {join: (False, [join]), news: (False, [news]), insurer: (True, [insurer])},
    }
    first, second, third = (surfaces(shop, name) for name in ("2026-12-01", "2027-03-01", "2027-06-01"))
    assert first[join]["surfaceHash"] == second[join]["surfaceHash"] != third[join]["surfaceHash"]
    assert first[news]["surfaceHash"] != second[news]["surfaceHash"] == third[news]["surfaceHash"]


RENAMED = SMALL.replace("2026-12-01", "2026-12-31").replace(
    "  join: {name: 회원가입", "  sign: {formerly: join, name: 가입"
)
PARTED = SMALL.replace("2026-12-01", "2026-12-31").replace(
    "  join: {name: 회원가입, required: [이메일 주소], purposes: [join], basis: consent}",
    "  join: {name: 회원가입, purposes: [join], basis: consent, "
    "rows: {web: {required: [이메일 주소]}, app: {required: [휴대전화번호]}}}",
)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (RENAMED, {"collection/sign": ["collection/join"]}),
        (PARTED, {"collection/join/web": ["collection/join"], "collection/join/app": ["collection/join"]}),
    ],
)
def test_consents_under_another_name(text: str, before: dict[str, list[str]], tmp_path: Path) -> None:
    """A row that lives on under another id, or is cut into rows, carries on what it was."""
    release(tmp_path, {"shop/2026-12-01": FIRST, "shop/2026-12-31": text})
    found = surfaces(rebuilt(tmp_path, "2026-12-05"), "2026-12-31")
    assert {name: one["before"] for name, one in found.items()} == before


# ---- slices ----


def told(shop: Path, name: str, context: str) -> Any:
    """Return one slice."""
    (found,) = (one for one in read(shop)["versions"] if one["version"] == name)
    (slice_,) = (one for one in found["slices"] if one["context"] == context)
    return slice_


def test_slice_answers_what_is_asked(shop: Path) -> None:
    """A row tells what, why, how long, on what ground and what if refused; items tell where else they go."""
    news = told(shop, "2026-12-01", "collection/news")
    assert news["name"] == "소식 받기"
    assert news["purposes"] == [
        {"scope": "context", "purpose": "news", "text": "행사 소식의 전송"},
        {"scope": "service", "purpose": "support", "text": "문의에 대한 답변"},
    ]
    assert [(one["scope"], one["period"]["text"]) for one in news["retention"]] == [("context", "동의 철회 시까지")]
    assert news["basis"] == [{"scope": "context", "ground": "consent"}]
    assert news["refusal"] == {
        "scope": "context",
        "how": "회원 정보 화면에서 거부할 수 있습니다.",
        "effect": "행사 소식을 받지 못합니다.",
    }
    (item,) = news["items"]
    assert {key: item[key] for key in ("name", "kind", "category", "slot")} == {
        "name": "휴대전화번호",
        "kind": "ordinary",
        "category": "contact.mobile",
        "slot": "optional",
    }
    (sender,) = item["disclosures"]
    assert (sender["scope"], sender["role"], sender["names"]) == ("item", "processor", ["예시전송(주)"])


def test_slice_infers_nothing(shop: Path) -> None:
    """What the policy links to no row and to no item is said of the service; what it does not say is not there."""
    join = told(shop, "2026-12-01", "collection/join")
    assert [(one["scope"], one["period"]["text"]) for one in join["retention"]] == [("service", "회원 탈퇴 시까지")]
    assert "refusal" not in join
    assert [(one["scope"], one["entry"]) for one in join["disclosures"]] == [("service", "cloud")]
    mail, birth = join["items"]
    assert [(one["scope"], one["record"], one["text"]) for one in mail["kept"]] == [("item", "blocked", "1년")]
    assert [one["entry"] for one in mail["disclosures"]] == ["sender"]
    assert [(one["role"], one["entry"]) for one in birth["disclosures"]] == [("recipient", "insurer")]
    assert birth["kept"] == join["kept"] == []


def test_slice_of_some_members() -> None:
    """Where some members of an item are named alone, the answer says which, unless another place there names all."""
    text = FIRST.replace("[이메일 주소]", "[정산정보]").replace(
        "purposes: {join", "items: {정산정보: {members: [계좌은행명, 계좌번호]}}\npurposes: {join"
    )
    some = "{item: 정산정보, only: [계좌번호]}"
    more = (
        f"retention:\n  internal: {{paid: {{name: 지급 기록, keep: 5년, reason: 확인, items: [{some}]}}}}\n"
        f"  general: 회원 탈퇴 시까지\nprocessors:\n  bank: {{name: 예시은행, tasks: [지급], items: [{some}]}}\n"
        f"  books: {{name: 예시회계, tasks: [회계], items: [정산정보]}}\n"
    )
    text = text.replace("retention: {general: 회원 탈퇴 시까지}\n", more)
    found = unruled.check("shop/2026-12-01.yaml", text.encode(), drawn.DAY)
    assert not found.refused
    assert found.facts
    data, _ = facts_json.facts(found.facts, ())
    bank, books = data["processors"]["entries"]
    books["items"] += bank["items"]
    (item,) = slices(data)[0]["items"]
    assert [one.get("only") for one in item["kept"]] == [["계좌번호"]]
    assert [one.get("only") for one in item["disclosures"]] == [["계좌번호"], None]


@formats.samples
def test_slices_say_what_the_facts_say(path: Path) -> None:
    """Of every sample: each row and item once, in order, and every answer stands in the facts at that scope."""
    facts = formats.published(path)["facts"]
    found = slices(facts)
    rows = [row for block in ("collection", "files") for row in written_out(facts, block)]
    assert len(found) == len(rows)
    for one, row in zip(found, rows, strict=True):
        slots = [ref for slot in ("required", "optional", "automatic") for ref in row[slot]]
        assert [item["item"] for item in one["items"]] == [ref["item"] for ref in slots]
        own = [purpose["text"] for purpose in one["purposes"] if purpose["scope"] == "context"]
        assert own == [purpose["text"] for purpose in row["purposes"]]
        assert [period["period"] for period in one["retention"] if period["scope"] == "context"] == (
            [row["keep"]] if "keep" in row else []
        )
        assert [basis["ground"] for basis in one["basis"]] == [basis["ground"] for basis in row["basis"]]
        for item in one["items"]:
            for answer in item["disclosures"]:
                assert item["item"] in named(facts, answer["role"], answer["entry"])
        for answer in one["disclosures"]:
            assert named(facts, answer["role"], answer["entry"]) == []


def written_out(facts: Any, block: str) -> Iterator[Any]:
    """Yield the rows of a block."""
    for entry in facts.get(block, {}).get("entries", []):
        yield from entry["rows"] or [entry]


def named(facts: Any, role: str, entry: str) -> list[str]:
    """Return the items that somebody who receives data is said to receive."""
    block, key = {"recipient": ("recipients", "entries"), "processor": ("processors", "entries")}.get(
        role, ("additionalUse", "uses")
    )
    return [ref["item"] for one in facts[block][key] if one["id"] == entry for ref in one["items"]]


def test_schema_refuses_a_bundle_that_is_none(shop: Path) -> None:
    """Another scope, a hash that is none, an unknown key, a version without its facts: each is refused."""
    changes: tuple[Callable[[Any], object], ...] = (
        lambda one: one["slices"][0]["purposes"][0].update(scope="row"),
        lambda one: one["surfaces"][0].update(surfaceHash="0" * 63),
        lambda one: one.update(more=1),
        lambda one: one.pop("facts"),
        lambda one: one["changes"].update(weight="heavy"),
    )
    wrong = []
    for change in changes:
        data = copy.deepcopy(read(shop))
        change(data["versions"][0])
        wrong.append(bool(formats.faults(data, "bundle")))
    assert wrong == [True] * 5
