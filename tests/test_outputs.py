"""What goes in comes out, as text and nothing but text, the same every day; what has errors does not come out."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it.token import Token

import drawn
import policyc
import unruled
import workspaces
from drawn import (
    DAY,
    FOLDERS,
    REAL,
    SERVICE,
    SHOP,
    STOCK,
    Drawn,
    data_of,
    leaves,
    one_line,
    real_data,
    shop,
)
from house import PACKAGE, ROOT
from policyc.document.holes import fact
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.releasing import adopt
from printed import CATALOGUE, ID, ITEMS, Printing, Step, like

EXCUSES = yaml.safe_load((ROOT / "tests" / "excused.yaml").read_text(encoding="utf-8"))
HOSTILE = (
    "<b>{{7*7}}**x",
    "{name}",
    "{controller:은/는}",
    "[a](javascript:alert(1))",
    "|",
    "&amp;",
    "</title><script>alert(1)</script>",
    "{% raw %}",
    "\\",
    "` `` `",
    "<!-- x",
    "](x) ~~y~~ __z__",
    "가\n\n# 나\n- 다\n",
)
MARK = "표식<i>&*_"
SMALL = """\
format: 1
title: 작은 상점 개인정보 처리방침
controller: {name: 주식회사 작은상점, short: 상점}
dates: {announced: 2026-01-02, effective: 2026-02-02}
items: {주문-내역: {name: 주문 내역}}
purposes: {order: 주문한 상품의 배송}
collection:
  order: {name: 주문, required: [주문-내역], basis: consent, keep: 5년}
processors: {box: {name: 상자물류, tasks: [상품 배송]}}
safety: [접근 권한을 관리합니다.]
contacts: {desk: {name: 고객지원실, phone: 02-000-0000}}
officers: {privacy-officer: {name: 김보호, contact: desk}}
outline:
  about: {heading: 방침의 뜻, text: 이 방침은 약속입니다.}
  all: {heading: 자세한 내용, parts: [purposes, collection, processors, safety, officers]}
"""
FIRST = f"""\
{SMALL.replace("safety, officers]", "safety, officers, destruction, rights]")}\
destruction: {{procedure: [배송을 마치면 파기합니다.], methods: {{electronic: 복구할 수 없게 지웁니다.}}}}
rights: {{list: [access, correction, deletion, suspension], how: {{by-phone: {{contact: desk, by: [전화]}}}}}}
first: true
"""
NAMES: dict[str, Step] = {
    "title": ("title",),
    "controller": ("controller", "name"),
    "short name": ("controller", "short"),
    "item": ("items", "주문-내역", "name"),
    "purpose": ("purposes", "order"),
    "context": ("collection", "order", "name"),
    "processor": ("processors", "box", "name"),
    "task": ("processors", "box", "tasks", 0),
    "safety": ("safety", 0),
    "contact": ("contacts", "desk", "name"),
    "officer": ("officers", "privacy-officer", "name"),
    "heading": ("outline", "about", "heading"),
}
# What a text of any kind cannot stand in: days, figures, references, known words, addresses, numbers.
BOUND = (
    "format example dates/* change-notice/general change-notice/material waivers/*/finding waivers/*/at "
    "waivers/*/given waivers/*/owed waivers/*/date collection/*/basis collection/*/required/* collection/*/optional/* "
    "collection/*/automatic/* collection/*/personal sensitive children/rights/* recipients processors/all/supervised "
    "retention/general retention/*/*/keep retention/*/*/law dormant/then dormant/keep rights/list/* rights/any-time "
    "rights/pause-while-correcting rights/how/*/for/* rights/how/*/contact cookies/choices/* officers/*/contact "
    "remedies/*/url numbering new-purpose"
).split()
# The same for the whole language: besides these, English words, switches and what rows name as items.
SHOP_BOUND = (
    "format **/country **/email **/url **/formerly **/reads **/contact/* **/only/* outline/**/except/* **/keep "
    "**/period **/then **/cases/* **/examples/* **/answer dormant/after dormant/notice **/within **/category **/kind "
    "**/list officers/*/files/* assurances/*/files/* **/basis **/basis/* retention/**/law retention/**/law/* cctv/law "
    "location/records/law rights/law/* rights/limits/*/law assurances/*/law dates/* earlier/versions/*/from "
    "earlier/versions/*/until change-notice/general change-notice/material change-notice/editorial waivers/*/given "
    "waivers/*/owed waivers/*/at waivers/*/date items/*/members/* retention/general overseas-collection/countries/* "
    "numbering/* outline/**/before outline/**/text outline/**/after"
).split()


def put(data: Any, at: Step, value: Any) -> Any:
    """Return a copy of plain data with another value in one place."""
    changed = copy.deepcopy(data)
    inner = changed
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = value
    return changed


# Every value is in the facts and in each output.


@pytest.fixture(scope="module")
def real() -> Drawn:
    """Draw the real policy once."""
    return drawn.real()


def _in_facts(at: Step, value: Any, stated: Mapping[str, set[str]], printing: Printing) -> bool:
    """Tell whether a fact declared at a place, or handed on from it, has the value: itself, its id, its figure.

    Facts of a short form stand at the place of the whole; a declared period stands where it is named; where a row
    names a party, the fact is the party's name.
    """
    forms = {str(value), str(value).replace(" ", "-"), str(value).removesuffix("일")}
    forms |= {"True", "true"} if value in (True, "none", "standard") else {"False"} if value is False else set()
    places = [at, *([at[:-1]] if len(at) > 1 else ()), *([at[:-2]] if at[0] == "behavioural" else ())]
    if at[0] == "periods":
        places += [place for place, named in leaves(printing.data) if named == at[1]]
    if any(forms & stated.get("/".join(map(str, place)), set()) for place in places):
        return True
    named = fact(printing.facts, "/".join(map(str, at)))
    return named not in (None, value) and (named,) == printing.texts(at, value)


def _stated(one: Drawn) -> Mapping[str, set[str]]:
    """Return the values of the facts by the place they come from."""
    found: dict[str, set[str]] = {}
    for pointer, origin in one.data["provenance"].items():
        place = origin.get("declared") or origin.get("from")
        found.setdefault(place, set()).add(str(drawn.resolved(one.data["facts"], pointer)))
    return found


def _lost(one: Drawn) -> Iterator[tuple[Step, str]]:
    """Yield each value of the file that stands not in the facts, or not in an output."""
    phrases = Phrases(one.edition.facts, FOLDERS)
    document(one.edition.facts, one.edition.notice, phrases)
    assert one.checked.source is not None
    stated, printing = _stated(one), Printing(one, phrases.said)
    for at, value in leaves(one.checked.source.data):
        if not _in_facts(at, value, stated, printing):
            yield at, "facts"
        wanted = printing.texts(at, value)
        if not wanted or not all(_says(one, name, one_line(text)) for text in wanted for name in one.words):
            yield at, "outputs"


def _says(one: Drawn, name: str, text: str) -> bool:
    """Tell whether an output has a text; a bare number must stand by itself, not in a date or a list."""
    if text in one.links[name]:
        return True
    words = one.words[name]
    return bool(re.search(rf"(?<![\w.]){text}(?![\w.])", words)) if text.isdigit() else text in words


def _excused(at: Step, where: str) -> bool:
    return any(like(at, excuse["path"]) and where in excuse["in"] for excuse in EXCUSES)


def _others() -> list[Drawn]:
    """Draw the pattern book, which has everything, and small policies that say things otherwise."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "cases" / "phrases").glob("*.yaml")))
    return [shop(), *(drawn.drawn(drawn.data_of(text), "case") for text in (*texts, SMALL))]


def test_every_value_is_in_the_facts_and_in_each_output(real: Drawn) -> None:
    """No scalar of the file is lost on the way; what need not come out is excused by name, with a reason."""
    assert real.checked.source is not None
    assert len(list(leaves(real.checked.source.data))) > 180
    for one in (real, *_others()):
        lost = [(at, where) for at, where in _lost(one) if not _excused(at, where)]
        assert lost == [], one.edition.facts.title


def test_every_excuse_has_a_reason_and_is_needed(real: Drawn) -> None:
    """An excuse that nothing needs any more is gone."""
    lost = [found for one in (real, *_others()) for found in _lost(one)]
    for excuse in EXCUSES:
        assert excuse["reason"].strip()
        for where in excuse["in"]:
            assert [at for at, place in lost if place == where and like(at, excuse["path"])], excuse


def test_a_lost_value_is_noticed(real: Drawn) -> None:
    """The walk finds a value that an output does not say."""
    one = drawn.real()
    one.lines = {**real.lines, "policy.md": tuple(line for line in real.lines["policy.md"] if "이정민" not in line)}
    assert (("officers", "privacy-officer", "name"), "outputs") in list(_lost(one))


# Any value comes out as text.


OUR_TAGS = ("<br>", "<strong>", "</strong>")
"""What our Markdown writes as HTML: lines of a cell, and bold where ``**`` would not close."""


def _is_text(one: Drawn, *texts: str) -> None:
    """Assert that texts stand literally in all outputs, and that nothing of them became markup."""
    for text in texts:
        for name, words in one.words.items():
            assert one_line(text) in words, (name, text)
    tags = {str(node.tag) for node in one.page.iter()}
    assert not tags & {"script", "b", "i", "iframe", "img", "svg", "form"}
    for node in one.page.iter():
        assert not any(name.startswith("on") or name == "style" for name in node.keys())  # noqa: SIM118
        assert not str(node.get("href", "")).lower().strip().startswith(("javascript:", "data:"))
    tokens = _tokens(STOCK.parse(one.outputs["policy.md"].decode()))
    kinds = {token.type for token in tokens if token.content not in OUR_TAGS}
    assert not kinds & {"html_inline", "html_block", "code_inline", "code_block", "fence", "em_open", "s_open", "image"}


def _tokens(found: list[Token]) -> Iterator[Token]:
    for token in found:
        yield token
        yield from _tokens(token.children or [])


def _same_shape(one: Drawn, other: Drawn) -> None:
    """Assert that two pages have the same elements in the same order, whatever their texts.

    But for those around a number, which keep it in one line.
    """
    shapes = [[node.tag for node in each.page.iter() if node.get("class") != "whole"] for each in (one, other)]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_come_out_literally(text: str) -> None:
    """A name that looks like HTML, Markdown, a template or a hole of a phrase is a name, in every place of names."""
    data = drawn.data_of(SMALL)
    plain = drawn.drawn(data, "shop")
    for at in NAMES.values():
        data = put(data, at, text)
    one = drawn.drawn(data, "shop")
    _is_text(one, text)
    _same_shape(one, plain)
    assert one.page.find("head/title") is not None
    assert one_line(text) in one_line(one.page.findtext("head/title") or "")
    assert sum(words.count(one_line(text)) for words in one.words.values()) >= 3 * len(NAMES)


@pytest.mark.parametrize("place", sorted(NAMES))
def test_each_name_alone_comes_out_literally(place: str) -> None:
    """A hostile name is a text on its own, too, beside ordinary ones."""
    _is_text(drawn.drawn(put(drawn.data_of(SMALL), NAMES[place], HOSTILE[0]), "shop"), HOSTILE[0])


def test_hostile_names_in_the_real_policy(real: Drawn) -> None:
    """The names of the real policy may be anything."""
    data = real_data()
    places: tuple[Step, ...] = (
        ("title",),
        ("subtitle",),
        ("controller", "name"),
        ("controller", "short"),
        ("processors", "kakao", "name"),
        ("items", "정산정보", "members", 0),
        ("contacts", "helpdesk", "name"),
        ("purposes", "events"),
        ("safety", "staff"),
        ("outline", "etc", "heading"),
    )
    texts = [f"{hostile}{index}" for index, hostile in enumerate((*HOSTILE[:9], *HOSTILE[:1]))]
    for at, text in zip(places, texts, strict=True):
        data = put(data, at, text)
    one = drawn.drawn(data)
    _is_text(one, *texts)
    _same_shape(one, real)


PERIODS = frozenset({"keep", "period", "then", "cases", "examples"})


def _free(data: Any) -> list[Step]:
    return [at for at, value in leaves(data) if not any(like(at, pattern) for pattern in BOUND)]


def test_any_value_in_any_field_comes_out_as_text() -> None:
    """A mark in each text of the real policy, in turn, comes out as it went in and changes no element."""
    data = real_data()
    free = [at for at in _free(data) if not _excused(at, "outputs")]
    assert len(free) > 110
    for at in free:
        one = drawn.drawn(put(data, at, MARK))
        for name in ("index.html", "policy.md"):
            assert "<i>" not in one.outputs[name].decode().replace("\\<i>", ""), (name, at)
        assert MARK in json.dumps(one.data["document"], ensure_ascii=False), at
        assert "표식&lt;i&gt;&amp;*_" in one.outputs["index.html"].decode(), at


def test_marks_in_all_fields_at_once() -> None:
    """Different marks in all texts at once all come out, in all three outputs, and nowhere as markup."""
    data = real_data()
    marks = {at: f"{MARK}{index:03}" for index, at in enumerate(_free(data))}
    for at, mark in marks.items():
        data = put(data, at, mark)
    one = drawn.drawn(data)
    _is_text(one, *(mark for at, mark in marks.items() if not _excused(at, "outputs")))
    for name, words in one.words.items():
        hidden = [at for at, mark in marks.items() if _excused(at, "outputs") and mark in words]
        assert hidden == [], name


def _shop_free(data: Any) -> dict[Step, str]:
    """List the texts of the pattern book that may be any: neither bound nor a word or a name of the language."""
    return {
        at: value
        for at, value in leaves(data)
        if isinstance(value, str)
        and not ID.fullmatch(value)
        and not any(like(at, pattern) for pattern in SHOP_BOUND)
        and (not ITEMS & {str(step) for step in at[1:]} or at[0] in ("outline", "words") or at[-1] in ("note", "when"))
    }


def _hostile(data: Any) -> tuple[Any, dict[Step, str]]:
    """Put a hostile text in each place of a text; equal ones stay equal, and a sentence ends as one."""
    free = _shop_free(data)
    places = {value: index for index, value in enumerate(dict.fromkeys(free.values()))}
    texts: dict[Step, str] = {}
    for at, value in free.items():
        index = places[value]
        texts[at] = f"{HOSTILE[index % (len(HOSTILE) - 1)]}{index:03}{'.' if value.endswith('.') else ''}"
        data = put(data, at, texts[at])
    return data, texts


def test_hostile_texts_in_every_place_of_the_language() -> None:
    """Whatever the pattern book's texts are, all at once, they come out literally and make no element."""
    data, texts = _hostile(data_of(SHOP.read_text(encoding="utf-8")))
    assert len(texts) > 350
    one = drawn.drawn(data, "example-shop")
    _is_text(one, *(text for at, text in texts.items() if not _excused(at, "outputs")))
    _same_shape(one, shop())


def test_every_text_of_the_language_is_shown_where_it_stands() -> None:
    """A mark of its own in each text of the pattern book comes out, so none hides behind an equal one elsewhere."""
    data = data_of(SHOP.read_text(encoding="utf-8"))
    free = _shop_free(data)
    marks = {at: f"{MARK}{index:03}{'.' if free[at].endswith('.') else ''}" for index, at in enumerate(free)}
    for at, mark in marks.items():
        data = put(data, at, mark)
    one = drawn.drawn(data, "example-shop")
    _is_text(one, *(mark for at, mark in marks.items() if not _excused(at, "outputs")))
    for name, words in one.words.items():
        assert [at for at, mark in marks.items() if _excused(at, "outputs") and mark in words] == [], name
        for right in ("usage", "deletion", "suspension"):
            assert CATALOGUE["words"]["rights"][right] not in words, "the policy has its own word for this right"


def _unique(data: Any) -> tuple[Any, dict[Step, str]]:
    """Give each period and each item that a row names one of its own, with the text that is printed."""
    texts: dict[Step, str] = {}
    for index, (at, value) in enumerate(list(leaves(data))):
        if at[0] in ("items", "words", "outline") or not isinstance(value, str):
            continue
        if PERIODS & set(at[-2:]) and at[:2] != ("dormant", "then") and at[-1] not in ("law", "note"):
            texts[at] = f"{1000 + index}일"
            data = put(data, at, texts[at])
        elif ITEMS & {str(step) for step in at[1:]} and at[-1] not in ("note", "when") and "optional" not in at:
            texts[at] = f"{index} 표식"
            data["items"][f"표식-{index}"] = {"name": texts[at]}
            data = put(data, at, f"표식-{index}")
    return data, texts


def test_every_period_and_item_is_shown_where_it_stands() -> None:
    """So do periods and items, which cannot be any text."""
    data, texts = _unique(data_of(SHOP.read_text(encoding="utf-8")))
    assert len(texts) > 90
    checked = unruled.check("policy/example-shop/2026-01-05.yaml", drawn.written(data).encode(), DAY)
    for finding in [one.finding for one in checked.judged if one.finding.code == "declared-unused"]:
        del data[finding.at[0]][finding.at[1]]
    del data["periods"]
    one = drawn.drawn(data, "example-shop")
    del texts["periods", "member", "period"]
    for name, words in one.words.items():
        assert [at for at, text in texts.items() if text not in words] == [], name


def test_prose_makes_no_element_of_its_own() -> None:
    """The author's prose knows emphasis, lists and links to the web; the rest is text."""
    text = "<b>굵게</b> {{7*7}} {name} &amp; </script> [단추](javascript:alert(1)) ![그림](x.png) `코드` <a href=x>"
    one = drawn.drawn(put(drawn.data_of(SMALL), ("outline", "about", "text"), text), "shop")
    _is_text(one, text.replace("&amp;", "&"))


def test_terms_of_definitions_come_out_as_text() -> None:
    """A key that is printed is a text as any other."""
    data = real_data() | {"definitions": {HOSTILE[0]: "뜻", HOSTILE[3]: "뜻", "|": "뜻"}}
    _is_text(drawn.drawn(data), HOSTILE[0], HOSTILE[3], "|")


@pytest.mark.parametrize("pattern", BOUND)
def test_bound_fields_refuse_other_texts(pattern: str) -> None:
    """A field that is no free text refuses one, so that nothing is left untried by mistake."""
    data = real_data()
    places = [at for at, _ in leaves(data) if like(at, pattern)]
    assert places
    for at in places:
        checked = unruled.check(REAL.name, drawn.written(put(data, at, MARK)).encode(), DAY)
        assert checked.refused or checked.facts is None, at


# The same every day, and however the file is written.


def test_outputs_do_not_depend_on_the_day() -> None:
    """The files of a version are the same bytes whenever they are built, and each time."""
    text = drawn.real_text()
    file = f"policy/{SERVICE}/2021-11-15.yaml"
    first = Drawn(text, file).outputs
    assert set(first) == {"index.html", "policy.md", "policy.txt", "policy.json"}
    assert first == Drawn(text, file).outputs
    assert first == Drawn(text, file, DAY + timedelta(days=400)).outputs


def _flow(data: Any) -> str:
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=True, width=1_000_000)
    return text


def _reordered(data: Any) -> str:
    """Turn the keys of what has no order around: of the file, and of entries whose keys are fields."""
    turned = {key: data[key] for key in reversed(data)}
    for key in ("controller", "dates", "change-notice", "words", "rights", "retention"):
        turned[key] = {name: data[key][name] for name in reversed(data[key])}
    return drawn.written(turned)


WRITINGS: dict[str, Callable[[str], str]] = {
    "block": lambda text: drawn.written(drawn.data_of(text)),
    "flow": lambda text: _flow(drawn.data_of(text)),
    "keys turned around": lambda text: _reordered(drawn.data_of(text)),
    "without comments": lambda text: re.sub(r"(?m)^#.*\n| +#.*$", "", text),
    "more comments and blank lines": lambda text: re.sub(r"(?m)^(?=[a-z])", "\n# 메모\n\n", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text,
}


@pytest.mark.parametrize("writing", sorted(WRITINGS))
def test_writing_changes_nothing(writing: str, real: Drawn) -> None:
    """Comments, blank lines, line ends, the order of fields and the style of YAML are no facts."""
    text = drawn.real_text()
    again = WRITINGS[writing](text)
    assert again != text
    one = Drawn(again, f"policy/{SERVICE}/2021-11-15.yaml")
    assert one.data["facts"] == real.data["facts"]
    assert one.data["document"] == real.data["document"]
    assert one.outputs["index.html"] == real.outputs["index.html"]
    assert one.data["hashes"]["factsHash"] == real.data["hashes"]["factsHash"]
    assert one.data["hashes"]["textHash"] == real.data["hashes"]["textHash"]
    assert one.data["hashes"]["sourceHash"] != real.data["hashes"]["sourceHash"]


# Waivers, and what is refused.


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace of the real policy and a small shop's, both still drafts, and stand in it."""
    workspaces.write(tmp_path, {f"{SERVICE}/{REAL.stem}": drawn.real_text(), "shop/2026-02-02": FIRST})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _standing(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def _waived(**changes: str | None) -> str:
    data = real_data()
    waiver = {key: value for key, value in (data["waivers"][0] | changes).items() if value is not None}
    return drawn.written(put(data, ("waivers", 0), waiver))


def _without_waivers() -> str:
    return drawn.written({key: value for key, value in real_data().items() if key != "waivers"})


def _command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "policyc", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_its_waiver_nothing_is_written(place: Path) -> None:
    """The draft is refused by name and none of its files appear, while the other service's is built."""
    (place / "policy" / SERVICE / REAL.name).write_text(_without_waivers(), encoding="utf-8")
    built = policyc.build(as_of=DAY, drafts=True)
    assert built.faulty == (f"policy/{SERVICE}/{REAL.name}",)
    assert [found.code for found in built.report.findings if found.severity == "error"] == ["notice-too-short"]
    standing = _standing(place / "out")
    assert not [path for path in standing if path.startswith(SERVICE)]
    assert {path for path in standing if path.startswith("shop/")} == {
        f"shop/draft/2026-02-02/{name}" for name in ("index.html", "policy.md", "policy.txt")
    }


def test_without_its_waiver_nothing_is_released(place: Path) -> None:
    """Nor is it released, or adopted: it is refused with what stands against it, until the waiver is back."""
    (place / "policy" / SERVICE / REAL.name).write_text(_without_waivers(), encoding="utf-8")
    refused = adopt(SERVICE, REAL.stem, published=date(2021, 11, 9), evidence="공지", day=DAY)
    assert refused.written is None
    assert [found.code for found in refused.findings if found.severity == "error"] == ["notice-too-short"]
    assert not (place / "policy" / SERVICE / "released").exists()
    (place / "policy" / SERVICE / REAL.name).write_text(drawn.real_text(), encoding="utf-8")
    assert adopt(SERVICE, REAL.stem, published=date(2021, 11, 9), evidence="공지", day=DAY).written


def test_what_stood_in_out_stays(place: Path) -> None:
    """Deleting the waiver of a released version leaves the published files as they were, and is told."""
    workspaces.release(place, {f"{SERVICE}/{REAL.stem}": drawn.real_text()}, DAY)
    workspaces.adopt(place, "shop/2026-02-02", DAY)
    assert policyc.build(as_of=DAY).refused == ()
    before = _standing(place / "out")
    assert {f"{SERVICE}/{REAL.stem}/index.html", f"{SERVICE}/versions.json"} <= before.keys()
    (place / "policy" / SERVICE / REAL.name).write_text(_without_waivers(), encoding="utf-8")
    workspaces.release(place, {"shop/2026-02-02": FIRST.replace("작은상점", "큰상점")}, DAY)
    assert policyc.build(as_of=DAY).refused == (SERVICE,)
    after = _standing(place / "out")
    assert after["shop/2026-02-02/policy.md"] != before["shop/2026-02-02/policy.md"]
    kept = [path for path in before if not path.startswith(("shop", "manifest"))]
    assert {path: after[path] for path in kept} == {path: before[path] for path in kept}
    assert SERVICE in after["manifest.json"].decode()
    workspaces.release(place, {"shop/2026-02-02": FIRST}, DAY)
    (place / "policy" / SERVICE / REAL.name).write_text(drawn.real_text(), encoding="utf-8")
    assert policyc.build(as_of=DAY).refused == ()
    assert _standing(place / "out") == before


def test_exit_codes(place: Path) -> None:
    """0 where all is well, 1 where an error stands or a file differs, 2 where the command could not run."""
    day = ("--as-of", DAY.isoformat())
    workspaces.adopt(place, "shop/2026-02-02", DAY)
    assert _command("build", "--check", cwd=place).returncode == 2
    assert _command("build", *day, cwd=place).returncode == 0
    assert _command("build", "--check", cwd=place).returncode == 0
    (place / "out" / "shop" / "2026-02-02" / "policy.md").write_text("x", encoding="utf-8")
    assert _command("build", "--check", cwd=place).returncode == 1
    (place / "policy" / SERVICE / REAL.name).write_text(_without_waivers(), encoding="utf-8")
    assert _command("build", *day, cwd=place).returncode == 0
    refused = _command("build", "--drafts", *day, cwd=place)
    assert refused.returncode == 1
    assert SERVICE in refused.stderr
    assert "notice-too-short" in refused.stderr
    line = 1 + _without_waivers().splitlines().index("  effective: '2021-11-15'")
    assert f"{REAL.name}:{line}:14" in refused.stderr
    checked = _command("check", *day, cwd=place)
    assert checked.returncode == 1
    assert "2021-11-16" in checked.stdout
    assert "2021-11-17" in checked.stdout
    assert _command("check", f"policy/{SERVICE}/nowhere.yaml", *day, cwd=place).returncode == 2
    assert _command("build", "nobody", *day, cwd=place).returncode == 2
    assert _command("check", cwd=place.parent.parent).returncode == 2


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"given": "5일"}, ["notice-too-short", "waiver-figures"]),
        ({"owed": "8일"}, ["notice-too-short", "waiver-figures"]),
        ({"given": None}, ["notice-too-short", "waiver-figures"]),
        ({"at": "dates/announced"}, ["notice-too-short", "waiver-unmatched"]),
        ({"finding": "purposes-missing"}, ["notice-too-short", "waiver-unmatched"]),
        ({"date": "2026-11-24"}, ["notice-too-short", "waiver-not-yet"]),
    ],
    ids=lambda value: "-".join(value) or "none",
)
def test_a_waiver_matches_one_finding_exactly(changes: dict[str, str | None], codes: list[str]) -> None:
    """Other figures, another place, another finding, a day to come: each is an error, and the fault stands."""
    checked = unruled.check(f"policy/{SERVICE}/{REAL.name}", _waived(**changes).encode(), DAY)
    errors = sorted(one.finding.code for one in checked.judged if one.waiver is None)
    assert errors == codes
    assert checked.refused is bool(codes)


def test_a_waiver_twice_is_one_too_many() -> None:
    """A second waiver of the same finding matches nothing."""
    data = real_data()
    text = drawn.written(data | {"waivers": [*data["waivers"], *copy.deepcopy(data["waivers"])]})
    checked = unruled.check(f"policy/{SERVICE}/{REAL.name}", text.encode(), DAY)
    assert [one.finding.code for one in checked.judged if one.waiver is None] == ["waiver-unmatched"]


def test_page_shows_the_days_and_the_public_sentence_only() -> None:
    """Readers see the days and what is meant for them; reason and approver stay in the data."""
    secret = {"reason": "비밀스러운 까닭", "approved-by": "홍길동 법무실장", "public": "지난 방침을 옮긴 기록입니다."}
    one = Drawn(_waived(**secret), f"policy/{SERVICE}/{REAL.name}")
    for name, words in one.words.items():
        assert "6일로" in words, name
        assert "7일보다 짧습니다" in words, name
        assert "※ 지난 방침을 옮긴 기록입니다." in words, name
        assert secret["reason"] not in words, name
        assert secret["approved-by"] not in words, name
    for name in ("index.html", "policy.md"):
        assert "비밀스러운" not in one.outputs[name].decode()
        assert "홍길동" not in one.outputs[name].decode()
    assert "비밀스러운" not in json.dumps([one.data["document"], one.data["text"]], ensure_ascii=False)
    waiver = one.data["facts"]["waivers"][0]
    assert (waiver["reason"], waiver["approvedBy"]) == (secret["reason"], secret["approved-by"])
