"""Every output draws every node, and no text of a document ever turns into markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import html5lib
import jinja2
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from documents import COMPARISON, NASTY, POLICY, bullets, cell, everywhere, said, title, words
from policyc import grid, nodes
from policyc.canonical import canonical, sha256
from policyc.korean import long_date
from policyc.nodes import (
    Block,
    Break,
    Cell,
    Del,
    Document,
    Emphasis,
    Fields,
    Inline,
    Ins,
    Items,
    Link,
    Note,
    Paragraph,
    Ref,
    Section,
    Strong,
    Table,
    Text,
    Time,
)
from policyc.render import document_json, escape, html, html_nodes, markdown, markdown_inlines, text
from policyc.workspace import BadTemplate

TEMPLATES = Path(__file__).parents[1] / "templates"
OUTPUTS = {"text": text, "markdown": markdown, "html": html_nodes, "json": document_json}

# Reading Markdown back: a character is (itself, is bold, is emphasised); a break is a line feed.
Char = tuple[str, bool, bool]
Chars = tuple[Char, ...]
Tree = list[Any]


def drawn(document: Document) -> dict[str, str]:
    """Draw a document with every output."""
    return {
        "text": text.render(document),
        "markdown": markdown.render(document),
        "html": html.page(document, templates=[TEMPLATES], stylesheet="style.css"),
        "json": canonical(document_json.nodes(document)),
    }


def tidy(chars: Iterable[Char]) -> Chars:
    """Make white space one space, and none at the ends of lines."""
    kept: list[Char] = []
    for char in chars:
        blank = char[0] in " \t\r\f"
        if (blank or char[0] == "\n") and (not kept or kept[-1][0] == "\n"):
            continue
        if blank and kept[-1][0] == " ":
            continue
        if char[0] == "\n":
            while kept and kept[-1][0] == " ":
                kept.pop()
        kept.append((" ", *char[1:]) if blank else char)
    while kept and kept[-1][0] in " \n":
        kept.pop()
    while kept and kept[0][0] in " \n":
        kept.pop(0)
    return tuple(kept)


def chars(inlines: Iterable[Inline], bold: bool = False, slanted: bool = False) -> Iterator[Char]:
    """Spell inlines out character by character."""
    for inline in inlines:
        match inline:
            case Break():
                yield ("\n", False, False)
            case Text() | Ref() | Time():
                for char in plain(inline).replace("\n", " "):
                    yield (char, bold, slanted)
            case Link():
                yield from chars(inline.inlines or words(inline.href), bold, slanted)
            case _:
                yield from chars(
                    inline.inlines, bold or isinstance(inline, Strong), slanted or isinstance(inline, Emphasis)
                )


def plain(inline: Text | Ref | Time) -> str:
    """Return the words of an inline without inlines of its own."""
    if isinstance(inline, Text):
        return inline.text
    return (inline.label or inline.section) if isinstance(inline, Ref) else long_date(inline.day)


def expected(blocks: Iterable[Block], level: int = 2) -> Tree:
    """Say how blocks should be read back from Markdown."""
    tree: Tree = []
    for block in blocks:
        match block:
            case Section():
                heading = tidy(chars(words(f"{block.number} {block.heading}")))
                tree += [("heading", min(level, 6), heading)] if heading else []
                tree += expected(block.blocks, level + 1)
            case Paragraph():
                tree += lines(block.inlines)
            case Note():
                tree += lines((Text("※ "), *block.inlines))
            case Items():
                items = [expected(item, level) for item in block.items]
                tree += [("ordered" if block.ordered else "bullets", block.start, items)] if items else []
            case Fields():
                pairs = [lines((Text(f"{term}: "), *what)) for term, what in block.pairs]
                tree += [("bullets", 1, pairs)] if pairs else []
            case Table():
                tree += lines((Strong(words(block.caption)),))
                body = [[flat(slot.cell.blocks) for slot in row] for row in grid.laid(block)[1]]
                tree += [("table", [[flat((Paragraph(words(c)),)) for c in grid.laid(block)[0]], *body])]
                tree += expected(block.notes)
    return tree


def lines(inlines: Sequence[Inline]) -> Tree:
    """Say how a paragraph should be read back."""
    found = tidy(chars(inlines))
    return [("paragraph", found)] if found else []


def flat(blocks: Iterable[Block]) -> Chars:
    """Say how a cell of paragraphs and lists of paragraphs should be read back."""
    return tidy(rows_of(blocks))


def rows_of(blocks: Iterable[Block]) -> Iterator[Char]:
    """Spell out blocks, a line feed after each."""
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                yield from (*chars(words("· ")), *rows_of(item), ("\n", False, False))
        elif isinstance(block, Paragraph):
            yield from (*chars(block.inlines), ("\n", False, False))


def read_back(source: str) -> Tree:
    """Read Markdown with a stock parser into the shape of `expected`."""
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    return branch(iter(parser.parse(source)), "")


def branch(tokens: Iterator[Token], until: str) -> Tree:
    """Gather tokens up to the closing one."""
    tree: Tree = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "heading_open":
            tree.append(("heading", int(token.tag[1]), branch(tokens, "heading_close")[0]))
        elif token.type == "paragraph_open":
            if content := branch(tokens, "paragraph_close")[0]:
                tree.append(("paragraph", content))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            kind = "bullets" if token.type.startswith("bullet") else "ordered"
            start = int(token.attrGet("start") or 1)
            tree.append((kind, start, branch(tokens, token.type.replace("open", "close"))))
        elif token.type in ("list_item_open", "tr_open"):
            tree.append(branch(tokens, token.type.replace("open", "close")))
        elif token.type == "table_open":
            tree.append(("table", branch(tokens, "table_close")))
        elif token.type == "inline":
            tree.append(tidy(spelt(token.children or [])))
        else:
            assert token.type in SILENT or token.content.strip() == "<!-- -->", token
    return tree


SILENT = {f"{tag}_{end}" for tag in ("thead", "tbody", "th", "td") for end in ("open", "close")}


def spelt(tokens: Iterable[Token]) -> Iterator[Char]:
    """Spell inline tokens out character by character."""
    bold = slanted = 0
    for token in tokens:
        bold += (token.type == "strong_open" or token.content == "<strong>") - (
            token.type == "strong_close" or token.content == "</strong>"
        ) * 1
        slanted += (token.type == "em_open" or token.content == "<em>") - (
            token.type == "em_close" or token.content == "</em>"
        ) * 1
        if token.type == "text":
            yield from ((char, bold > 0, slanted > 0) for char in token.content)
        elif token.type == "html_inline" and token.content == "<br>":
            yield ("\n", False, False)
        elif token.type == "html_inline":
            assert re.fullmatch("</?(strong|em|ins|del)>", token.content), token
        else:
            assert token.type in {"strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"}, (
                token
            )


def whole(document: Document) -> Tree:
    """Say how a document should be read back."""
    head: Tree = [("heading", 1, tidy(chars(words(document.title)))), *lines(words(document.subtitle))]
    return [*head, *expected(document.lead), *expected(document.sections)]


letters = st.text(
    st.one_of(
        st.sampled_from("가을a1 *_`[]()<>&~|\\#!+-=.:;/@\"'「」“”·※\u00a0\u3000"),
        st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]),
    ),
    max_size=12,
)
texts = st.one_of(st.sampled_from(NASTY), letters)
leaves = st.one_of(
    texts.map(Text), st.dates().map(Time), st.builds(Ref, st.just("one"), texts.filter(bool)), st.just(Break())
)


def wrapped(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    """Put inlines into inlines."""
    several = st.lists(inner, max_size=3).map(tuple)
    link = st.builds(Link, st.sampled_from(["https://example.com/a_(b)?c=*d*&amp;=|1", "tel:118"]), several)
    return st.one_of(*(several.map(kind) for kind in (Strong, Emphasis, Ins, Del)), link)


flows = st.lists(st.recursive(leaves, wrapped, max_leaves=6), max_size=4).map(tuple)
paragraphs = st.builds(Paragraph, flows)
flat_items = st.builds(Items, st.just(False), st.lists(st.tuples(paragraphs), max_size=3).map(tuple))
cells = st.builds(
    Cell, st.lists(st.one_of(paragraphs, flat_items), max_size=2).map(tuple), st.integers(1, 3), st.booleans()
)
tables = st.builds(
    Table,
    texts,
    st.lists(texts, min_size=1, max_size=3).map(tuple),
    st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    st.lists(st.builds(Note, flows), max_size=1).map(tuple),
)
simple: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    st.builds(Note, flows),
    st.builds(Fields, st.lists(st.tuples(texts, flows), max_size=2).map(tuple)),
    tables,
)


def listed(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Put blocks into lists."""
    items = st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple)
    return st.one_of(
        st.builds(Items, st.just(False), items), st.builds(Items, st.just(True), items, st.integers(1, 12))
    )


blocks = st.lists(st.recursive(simple, listed, max_leaves=6), max_size=3).map(tuple)
headings = texts.filter(lambda words: bool(words.strip()))
inner_sections = st.builds(Section, st.just("two"), headings, blocks, st.sampled_from(["", "1.1."]))
sections = st.builds(
    Section,
    st.just("one"),
    headings,
    st.tuples(blocks, st.lists(inner_sections, max_size=1)).map(lambda pair: (*pair[0], *pair[1])),
    st.sampled_from(["", "1."]),
)
documents = st.builds(Document, texts, texts, blocks, st.lists(sections, max_size=2).map(tuple))


@given(documents)
def test_markdown_read_by_a_stock_parser_gives_the_same_text_and_bold(document: Document) -> None:
    """Read generated documents back: the same blocks, characters, bold and emphasis."""
    assert read_back(markdown.render(document)) == whole(document)


@pytest.mark.parametrize("document", [POLICY, COMPARISON], ids=["policy", "comparison"])
def test_markdown_of_real_documents_reads_back(document: Document) -> None:
    """Read whole documents back."""
    assert read_back(markdown.render(document)) == whole(document)


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_text_stays_text(nasty: str) -> None:
    """Put text that looks like markup everywhere: every output gives it back as it is, as often as it stands there."""
    document = everywhere(nasty)
    shown = " ".join(nasty.split(" ")).replace("\n", " ").strip(" ")
    assert text.render(document).startswith(shown)
    tree = read_back(markdown.render(document))
    assert "".join(char for char, _, _ in tree[0][2]) == shown
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(drawn(document)["html"])
    assert page.find(".//h1").text == nasty
    assert not [element.tag for element in page.iter() if element.tag in {"script", "b", "img", "table"} - {"table"}]
    assert json.loads(canonical(document_json.nodes(document)))["title"] == nasty


@given(documents)
def test_html_is_well_formed_whatever_the_text(document: Document) -> None:
    """Parse generated pages strictly and find the title as it was."""
    source = html.page(document, templates=[TEMPLATES], stylesheet="style.css")
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)
    assert (page.find(".//h1").text or "") == document.title


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS)
def test_every_output_draws_every_kind_of_node(output: ModuleType) -> None:
    """Compare each table of drawing functions with the closed set of nodes."""
    kinds = {*get_args(nodes.Inline), *get_args(nodes.Block)}
    assert len(kinds) == 15
    inlines = markdown_inlines if output is markdown else output
    assert set(inlines.INLINES) == set(get_args(nodes.Inline))
    assert set(output.BLOCKS) == set(get_args(nodes.Block))


def leaf_texts(node: object) -> Iterator[str]:
    """Find every text in a node, at any depth."""
    if isinstance(node, (tuple, list)):
        for part in node:
            yield from leaf_texts(part)
    elif isinstance(node, str):
        yield node
    elif fields := getattr(type(node), "__fields__", None):
        hidden = {"id", "section", "href"}
        yield from leaf_texts([getattr(node, field) for field in fields if field not in hidden])


@pytest.mark.parametrize("output", ["text", "markdown", "html", "json"])
def test_every_text_of_a_policy_is_in_every_output(output: str) -> None:
    """Look for each text of the sample policy in the text of each output."""
    source = drawn(POLICY)[output]
    if output == "html":
        source = "".join(html5lib.parse(source, namespaceHTMLElements=False).itertext())
    elif output == "markdown":
        source = re.sub(r"\\(.)", r"\1", source)
    found = [leaf for leaf in leaf_texts(POLICY) if leaf.strip()]
    assert len(found) > 100
    assert [leaf for leaf in found if leaf not in source] == []


@pytest.mark.parametrize("output", ["text", "markdown", "html", "json"])
def test_outputs_are_stable(output: str) -> None:
    """Draw twice: the same bytes, one line feed at the end of what is a file of text."""
    once, twice = drawn(POLICY)[output], drawn(POLICY)[output]
    assert once == twice
    assert output == "json" or (once.endswith("\n") and not once.endswith("\n\n"))


def one(*content: Block) -> Document:
    """Make a document of one section."""
    return Document("제목", "", (), (Section("one", "절", content, "1."),))


MERGED = Table(
    "표",
    ("구분", "항목", "기간"),
    ((title("가입", 2), cell("이름"), cell("1년", rows=9)), (cell("주소"),), (title("문의"), cell("내용"))),
)


def test_a_merged_cell_is_repeated_where_a_row_stands_alone() -> None:
    """Let each row of the text and of the Markdown say everything."""
    assert "- 구분: 가입\n  항목: 주소\n  기간: 1년" in text.render(one(MERGED))
    assert "| 가입 | 주소 | 1년 |\n| 문의 | 내용 | 1년 |" in markdown.render(one(MERGED))


def test_a_merged_cell_spans_rows_of_the_page_and_cards_repeat_it() -> None:
    """Clip a span at the table's end; a row says what a cell above it says, for a screen that shows rows alone."""
    page = html.body(one(MERGED), contents="목차")
    assert '<th scope="row" rowspan="2" data-label="구분">가입</th>' in page
    assert '<td rowspan="3" data-label="기간">1년</td>' in page
    assert '<tr data-again="구분: 가입\n기간: 1년"><td' in page
    assert '<tr data-again="기간: 1년"><th scope="row"' in page


def test_a_header_over_a_whole_group_is_its_title() -> None:
    """Give rows under one header a body of their own, scoped to it; its words are not repeated."""
    rows = ((title("가입", 2), cell("이름")), (cell("주소"),), (title("문의"), cell("내용")))
    page = html.body(one(Table("", ("구분", "항목"), rows)), contents="목차")
    assert page.count("<tbody") == page.count("</tbody>") == 2
    assert '<tbody class="group">\n<tr><th scope="rowgroup" rowspan="2"' in page
    assert "data-again" not in page


def test_a_card_repeats_nothing_empty() -> None:
    """What a merged cell says of nothing is not said again."""
    rows = ((cell("회원가입"), Cell((), rows=2)), (cell("주문"),))
    page = html.body(one(Table("", ("구분", "기간"), rows)), contents="목차")
    assert 'rowspan="2"' in page
    assert "data-again" not in page


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("전화 02-123-4567, 팩스", ["02-123-4567"]),
        ("(+82-2-123-4567)", ["+82-2-123-4567"]),
        ("2026-09-01부터", ["2026-09-01"]),
        ("예시-제1호, a-1-2, 1-b", []),
        ("1,000원 - 3", []),
    ],
)
def test_a_number_stays_in_one_line(said: str, kept: list[str]) -> None:
    """A number with hyphens is not broken at them, and its letters are what they were."""
    page = html.body(one(Paragraph((Text(said),))), contents="목차")
    assert re.findall('<span class="whole">([^<]*)</span>', page) == kept
    assert said in re.sub("</?span[^>]*>", "", page)


def test_links_lead_only_where_links_may_lead() -> None:
    """Draw a link of another kind as its words, mark one that leaves, and never put a link into a link."""
    good = Link("https://example.com/?a=1&b=2", words("밖"))
    body = html.body(one(said(Link("javascript:alert(1)", words("말")), good)), contents="")
    assert 'href="https://example.com/?a=1&amp;b=2" rel="noopener"' in body
    assert "javascript" not in body
    assert "말" in body
    source = markdown.render(one(said(Link("java\nscript:x", words("말")), Link("https://a.example", (good,)))))
    assert "말[밖](https://a.example)" in source


def test_text_says_an_address_that_the_words_do_not() -> None:
    """Print an address after its words, unless the words are the address."""
    named = Link("https://privacy.kisa.or.kr/", words("신고센터"))
    same = Link("https://spo.go.kr", words("spo.go.kr"))
    phone = Link("tel:1644-4755", words("고객센터 1644-4755"))
    mail = Link("mailto:a@example.com", words("메일"))
    line = text.plain((named, Text(", "), same, Text(", "), phone, Text(", "), mail))
    assert line == "신고센터 (https://privacy.kisa.or.kr/), spo.go.kr, 고객센터 1644-4755, 메일 (a@example.com)"


def test_bold_is_written_so_that_it_closes() -> None:
    """Use asterisks between letters and tags next to punctuation."""
    source = markdown.render(one(said(Strong(words("회사")), "는 ", Strong(words("“회사”")), "는")))
    assert "**회사**는 <strong>“회사”</strong>는" in source


def test_neighbouring_lists_stay_apart() -> None:
    """Change the sign of a list that follows a list of its kind."""
    assert "- 하나\n\n* 둘\n\n- 셋" in markdown.render(one(bullets("하나"), bullets("둘"), bullets("셋")))


@pytest.mark.parametrize(
    ("plain_text", "source"),
    [
        ("AT&T", "AT&T"),
        ("&amp;", r"\&amp;"),
        ("a@b.kr", "a@b.kr"),
        ("a > b", "a > b"),
        ("https://b.kr", r"https\://b.kr"),
    ],
)
def test_only_what_could_be_markup_is_escaped(plain_text: str, source: str) -> None:
    """Leave readable what no parser takes for markup."""
    assert escape.words(plain_text) == source


def test_json_of_the_document_is_plain_and_typed() -> None:
    """Give every node a type, every key in camelCase, a day in both forms."""
    tree = document_json.nodes(POLICY)
    found: list[dict[str, Any]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.append(value)
            assert all(re.fullmatch("[a-z]+([A-Z][a-z]+)*", key) for key in value)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(part)

    walk(tree)
    typeless = [node for node in found if "type" not in node and set(node) != {"term", "inlines"}]
    assert typeless == []
    assert {"type": "time", "date": "2021-11-09", "text": "2021년 11월 9일"} in found
    assert {"type": "ref", "section": "retention", "label": "5. 개인정보 파기"} in found


def test_a_workspace_overlays_the_frame_file_by_file(tmp_path: Path) -> None:
    """Take a file from the first folder that has it."""
    (tmp_path / "page.html.j2").write_text("{{ title }}|{{ words.skip }}|{{ stylesheet }}", encoding="utf-8")
    page = html.page(one(), templates=[tmp_path, TEMPLATES], stylesheet="a.css?b&c")
    assert page == "제목|본문으로 건너뛰기|a.css?b&amp;c"


def test_a_workspace_says_only_the_words_that_it_wants_otherwise(tmp_path: Path) -> None:
    """Take a word that a workspace does not say from the folder behind."""
    (tmp_path / "ko").mkdir()
    said_here = tmp_path / "ko" / "words.yaml"
    said_here.write_text("contents: 차례 <1>\n", encoding="utf-8")
    page = html.page(POLICY, templates=[tmp_path, TEMPLATES], stylesheet="a.css")
    assert "차례 &lt;1&gt;" in page
    assert "본문으로 건너뛰기" in page


@pytest.mark.parametrize(
    ("frame", "fault"),
    [
        ("{{ unknown }}", jinja2.UndefinedError),
        ("{{ title.__class__.__mro__ }}", jinja2.exceptions.SecurityError),
        ("{{ around.__class__ }}", jinja2.exceptions.SecurityError),
        ("{{ around.__fields__ }}", jinja2.exceptions.SecurityError),
    ],
)
def test_a_frame_can_neither_guess_nor_break_out(tmp_path: Path, frame: str, fault: type[Exception]) -> None:
    """Refuse an unknown name and a way into the interpreter."""
    (tmp_path / "page.html.j2").write_text(frame, encoding="utf-8")
    with pytest.raises(BadTemplate, match="page") as refused:
        html.page(one(), templates=[tmp_path, TEMPLATES], stylesheet="style.css")
    assert isinstance(refused.value.__cause__, fault)


plain_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.text(st.characters(codec="utf-8"))),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(st.characters(codec="utf-8")), inner)),
    max_leaves=12,
)


@given(plain_json)
def test_canonical_json_is_that_of_rfc_8785(value: Any) -> None:
    """Compare with the reference implementation."""
    assert canonical(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize(
    ("value", "fault"), [(1.0, TypeError), ({1: 2}, TypeError), ({"a"}, TypeError), (2**53, ValueError)]
)
def test_canonical_json_refuses_what_readers_spell_differently(value: object, fault: type[Exception]) -> None:
    """Refuse floats, keys that are no text, sets and integers beyond a double."""
    with pytest.raises(fault):
        canonical([value])


def test_sha256_of_text_is_that_of_its_utf_8() -> None:
    """Hash text and its bytes alike."""
    assert sha256("가") == sha256("가".encode())
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
