"""The page of the language: it is the schema's, whole, linked, and in Korean."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from house import ROOT
from language import nodes, resolved
from policyc.reading import language_forms, language_page, language_shapes, schemas

PAGE = ROOT / "docs" / "language.md"
HANGUL = re.compile("[가-힣]")
ROW = re.compile(r"^\| `([\w-]+)` \| (.+?) \|", re.MULTILINE)
SECTION = re.compile(r'<a id="([\w.-]+)"></a>\n\n(#{3,4}) (.+)\n')


@pytest.fixture
def text() -> str:
    """Read the page that is committed."""
    return PAGE.read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """Divide the page into its sections, by their anchors."""
    found = [*SECTION.finditer(text)]
    ends = [*(one.start() for one in found[1:]), len(text)]
    return {one[1]: text[one.start() : end] for one, end in zip(found, ends, strict=True)}


def below(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> str:
    """Write the page of a schema that has been changed: a path with ``__`` between steps → what stands there."""
    changed = copy.deepcopy(schemas.schema())
    for path, value in changes.items():
        *steps, last = path.split("__")
        node: Any = changed
        for step in steps:
            node = node[step]
        node[last] = value
    for module in (language_page, language_forms, language_shapes):
        monkeypatch.setattr(module, "schema", lambda: changed)
    language_shapes.referrers.cache_clear()
    try:
        return language_page.page()
    finally:
        language_shapes.referrers.cache_clear()


def test_page_is_generated(text: str) -> None:
    """What is committed is what the schema gives; ``make docs`` writes it."""
    assert text == language_page.page()


def test_every_key_of_the_policy_has_a_section(text: str) -> None:
    """Each key of the policy is a heading, with its Korean name, and stands in one chapter."""
    found = [(key, title) for title, key in re.findall(r"^### (.+) `([\w-]+)`$", text, re.MULTILINE)]
    assert sorted(found) == sorted(
        (key, resolved(node)["title"]) for key, node in schemas.schema()["properties"].items()
    )


def test_every_property_is_on_the_page(text: str) -> None:
    """Each key of each mapping of the schema stands in a row of a table, with its Korean name."""
    rows = set(ROW.findall(text))
    asked = {
        (key, resolved(node)["title"])
        for holder in nodes()
        if holder is not schemas.schema()
        for key, node in holder.get("properties", {}).items()
        if "title" in resolved(node)  # conditions repeat a key without a name
    }
    assert len(asked) > 300
    assert sorted(asked - rows) == []


def test_every_word_is_on_the_page(text: str) -> None:
    """Each word that may be chosen is there with its meaning."""
    asked = {
        (word, meaning)
        for node in nodes()
        if "enum" in node
        for word, meaning in zip(node["enum"], node.get("enumDescriptions", [""] * len(node["enum"])), strict=True)
    }
    assert len(asked) > 100
    assert [(word, said) for word, said in sorted(asked, key=str) if not re.search(_word(word, said), text)] == []


def _word(word: object, meaning: str) -> str:
    return rf"`{re.escape(str(word))}`(?: \||)(?: {re.escape(meaning)})?" if meaning else rf"`{word}`"


def test_each_section_has_the_keys_of_its_mapping(text: str) -> None:
    """The table of a section is that of its own mapping: no row too many, none missing."""
    found = sections(text)
    properties, shapes = schemas.schema()["properties"], schemas.schema()["$defs"]
    for anchor, node in {
        "controller": properties["controller"],
        "dates": properties["dates"],
        "collection.each": shapes["context"],
        "collection.all": shapes["context-shared"],
        "retention.statutory": properties["retention"]["properties"]["statutory"],
        "officers.each": shapes["officer"],
        "earlier.versions.changes": shapes["earlier-version"]["properties"]["changes"]["items"],
        "shape-period": shapes["period"],
        "waivers": shapes["waiver"],
    }.items():
        table = found[anchor].split("에 적는 말**")[0]
        assert [key for key, _ in ROW.findall(table)] == list(resolved(node)["properties"]), anchor


def test_required_keys_are_marked(text: str) -> None:
    """What must be written says so in its row, and what must be written in some cases below the table."""
    found = sections(text)
    assert re.search(r"^\| `finding` .* \| 꼭 \|$", found["waivers"], re.MULTILINE)
    assert re.search(r"^\| `effective` .* \|  \|$", found["dates"], re.MULTILINE), "a draft needs no day"
    assert re.search(r"^\| `role` .* \|  \|$", found["officers.each"], re.MULTILINE), "a known role needs no role"
    assert "`role` 줄도 꼭" in found["officers"]
    assert "`kind: certification`이면 `by`, `scope` 줄도 꼭 적습니다." in found["assurances"]
    assert "`cases` 줄이 없으면 `period` 줄을 꼭 적습니다." in found["shape-period"]


def test_every_link_leads_somewhere(text: str) -> None:
    """Every anchor is there once, and every link leads to one, or to a file of the repository."""
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors)) > 80
    hrefs = [*_hrefs(text)]
    assert len(hrefs) > 200
    lost = [
        href
        for href in hrefs
        if not (href[1:] in anchors if href.startswith("#") else (PAGE.parent / Path(href.split("#")[0])).is_file())
    ]
    assert lost == []


def _hrefs(text: str) -> Iterator[str]:
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for child in token.children or ():
            if child.type == "link_open" and not (href := str(child.attrs["href"])).startswith("https://"):
                yield href


def test_names_are_korean(text: str) -> None:
    """Every heading, and every name and meaning in a table, is Korean."""
    headings = [re.sub(" `.*`$", "", heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    names = [name for _, name in ROW.findall(text)]
    assert len(headings) > 100
    assert len(names) > 500
    assert [name for name in (*headings, *names) if not HANGUL.search(name)] == []


def test_headings_of_shared_shapes_differ(text: str) -> None:
    """No two shapes that are linked to bear the same name."""
    shared = [heading for anchor, _, heading in SECTION.findall(text) if anchor.startswith("shape-")]
    assert len(shared) > 15
    assert sorted(shared) == sorted(set(shared))


def test_tables_are_tables(text: str) -> None:
    """A reader of Markdown sees every table as one, with as many cells in each row as it has columns."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table
        assert table.splitlines()[1].startswith("| --- |"), table


def test_longer_explanations_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """`markdownDescription` takes the place of `description`; what no cell can hold stands below the table."""
    said = "짧게 말합니다.\n\n더 길게 말합니다.\n\n```yaml\nkeep: 5년\n```"
    text = below(
        monkeypatch,
        properties__purposes__markdownDescription=said,
        **{
            "$defs__party__properties__name__markdownDescription": said,
            "$defs__text__markdownDescription": "모두의 글",
        },
    )
    found = sections(text)
    assert said in found["purposes"]
    assert schemas.schema()["properties"]["purposes"]["description"] not in text
    assert "| `name` | 이름 | 짧게 말합니다. | 글 |  |" in found["parties"]
    assert "\n\n**이름** `name`\n\n더 길게 말합니다.\n\n```yaml\nkeep: 5년\n```\n" in found["parties"]
    assert "모두의 글" in found["shape-text"]
    assert "모두의 글" not in found["parties"]


def test_shapes_that_only_name_another_are_told_where_they_stand(text: str) -> None:
    """What a text is for is said in its row; there is no section that says nothing but `text`."""
    said = schemas.schema()["$defs"]["reads"]["description"].split("\n")[0]
    assert f"| `reads` | 읽는 소리 | {said} | 글 |  |" in sections(text)["parties"]
    assert "shape-reads" not in sections(text)


def test_known_words_are_shown_beside_free_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that a text may be, among others, are shown as examples, with their meanings where they have some."""
    assert "예: `under-14`, `foreigner`" in sections(language_page.page())["shape-when"]
    meant = {"consent": "동의", "contract": "계약"}
    items = {"type": "string", "examples": [*meant], "enumDescriptions": [*meant.values()]}
    text = below(monkeypatch, **{"$defs__basis__items": {"title": "법적 근거", **items}})
    assert "예: `consent` 동의, `contract` 계약" in sections(text)["shape-basis"]


def test_a_new_key_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that no chapter names yet has its section in a last chapter."""
    added = {"title": "새 묶음", "type": "object", "properties": {"one": {"title": "하나", "type": "boolean"}}}
    text = below(monkeypatch, properties__novelty=added)
    assert text.index("## 그 밖의 것") < text.index("### 새 묶음 `novelty`") < text.index("## 여러 곳에서 쓰는 꼴")
    assert "| `one` | 하나 |  | `true`나 `false` |  |" in text
    assert "## 그 밖의 것" not in PAGE.read_text(encoding="utf-8")
