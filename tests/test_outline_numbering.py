"""The outline and its numbers: which sections there are, in which order, under which headings and numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checking import SHOP, shop
from policyc.document.numbering import number, numbered
from policyc.document.phrases import Phrases
from policyc.document.policy import BUILDERS, document
from policyc.model.policy import Policy
from policyc.model.sections import HOMES, LEAD, VIEWS
from policyc.nodes import Document, Paragraph, Ref, Section, Text
from policyc.reading import schemas
from policyc.render import document_json, html, markdown, text
from policyc.workspace import template_folders

NO_SECTIONS = (
    "format title subtitle version example words controller first changes waivers contacts parties items new-purpose "
    "periods numbering outline"
)
TOP = [section for section, home in HOMES.items() if home is None and f"\n{section}:" in SHOP]
"""What the shop's policy has that needs a place, in the guideline's order."""


def told(**changes: str) -> Document:
    """Build the document of the shop's policy with some lines changed."""
    found = shop(**changes)
    assert found.facts is not None, found.judged
    return document(found.facts, found.notice, Phrases(found.facts, template_folders(None)))


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Walk all sections in order."""
    for section in sections:
        yield section
        yield from walk(tuple(block for block in section.blocks if isinstance(block, Section)))


@pytest.mark.parametrize(
    ("example", "numbers"),
    [
        ("제1조", {0: "제1조", 1: "제2조", 9: "제10조", 99: "제100조"}),
        ("1.", {0: "1.", 8: "9.", 9: "10."}),
        ("01.", {0: "01.", 8: "09.", 9: "10.", 99: "100."}),
        ("(1)", {0: "(1)", 1: "(2)"}),
        ("Q1)", {0: "Q1)", 11: "Q12)"}),
        ("①", {0: "①", 1: "②", 19: "⑳", 20: "(21)", 98: "(99)"}),
        ("가.", {0: "가.", 1: "나.", 13: "하."}),
        ("none", {0: "", 5: ""}),
        ("", {0: ""}),
        ("절", {0: ""}),
    ],
)
def test_number_like_the_example(example: str, numbers: dict[int, str]) -> None:
    """The example is the first number; the others are written the same way."""
    assert {index: number(example, index) for index in numbers} == numbers


@pytest.mark.parametrize("example", ["제1조", "01.", "①", "가.", "(가)"])
def test_numbers_never_repeat(example: str) -> None:
    """However many sections there are, no two have the same number, and each is written around the example's sign."""
    found = [number(example, index) for index in range(60)]
    assert len(set(found)) == 60
    assert all(found)


def test_an_example_of_several_numbers_counts_the_sections_above() -> None:
    """In ``1.1.`` the last number is the section's own, those before it are its parents'; what is too many stays."""
    leaves = tuple(Section(id=f"s{n}", heading="절", blocks=()) for n in range(3))
    middle = Section(id="m", heading="절", blocks=leaves[:2])
    top = (Section(id="a", heading="장", blocks=()), Section(id="b", heading="장", blocks=(leaves[2], middle)))
    found = {one.id: one.number for one in walk(numbered(top, ("1.", "1.1.", "1-1-가)")))}
    assert found == {"a": "1.", "b": "2.", "s2": "2.1.", "m": "2.2.", "s0": "2-2-가)", "s1": "2-2-나)"}
    assert [number("8.7.1.", index) for index in (0, 1, 9)] == ["8.7.1.", "8.7.2.", "8.7.10."]


def test_levels() -> None:
    """Each level counts from its own example, anew below each section; text between sections does not count."""
    leaf = [Section(id=f"s{n}", heading="절", blocks=()) for n in range(4)]
    words = Paragraph((Text("글"),))
    top = (
        Section(id="a", heading="장", blocks=(words, leaf[0], words, leaf[1])),
        Section(id="b", heading="장", blocks=(leaf[2],)),
    )
    found = [(one.id, one.number) for one in walk(numbered(top, ("제1조", "①")))]
    assert found == [("a", "제1조"), ("s0", "①"), ("s1", "②"), ("b", "제2조"), ("s2", "①")]
    assert [one.number for one in walk(numbered(top, ("none", "가.")))] == ["", "가.", "나.", "", "가."]
    assert [one.number for one in walk(numbered(top, ("1.",)))] == ["1.", "", "", "2.", ""]
    assert {one.number for one in walk(numbered(top, ()))} == {""}


def test_ids_stay_when_numbers_change() -> None:
    """Another numbering changes no id, no heading and no order."""
    ways = ("numbering: none\n", "numbering: 01.\n", "numbering: [제1조, ①]\n", "numbering: [가., (1)]\n", "")
    found = [list(walk(told(numbering=way).sections)) for way in ways]
    assert len(found[0]) > 10
    assert len({tuple((one.id, one.heading) for one in sections) for sections in found}) == 1
    assert len({tuple(one.number for one in sections) for sections in found}) == len(ways) - 1


def test_sections_builders_and_blocks_are_the_same() -> None:
    """Each section that the outline knows has its block in schema and policy, its builder, and a home that is one."""
    assert set(HOMES) == set(BUILDERS)
    blocks = HOMES.keys() - VIEWS.keys()
    assert set(schemas.schema()["properties"]) == {*blocks, *NO_SECTIONS.split()}
    assert {section.replace("-", "_") for section in blocks} <= set(Policy.__fields__)
    assert {home for home in HOMES.values() if home} <= {section for section, home in HOMES.items() if not home}
    assert {*VIEWS.values()} <= blocks
    assert {*LEAD} == {section for section, home in HOMES.items() if "services" in (section, home)}


def test_order_without_outline() -> None:
    """Without an outline the sections come in the guideline's order, guests with their homes."""
    assert len(TOP) > 10
    assert [one.id for one in walk(told(outline="").sections)] == TOP


def test_guest_without_its_home_stands_under_its_own_heading() -> None:
    """A block whose home has nothing to say stands alone: the home's heading would speak of what is not there."""
    assert "earlier" in [one.id for one in told(outline="", change_notice="").sections]
    assert "change-notice" not in [one.id for one in told(outline="", change_notice="", earlier="").sections]


def test_guests_join_their_home_or_have_a_place() -> None:
    """A guest stands in its home until the outline gives it a place; it never stands twice."""
    home = f"outline: [{', '.join(TOP)}]\n"
    own = home.replace("children", "methods, children")
    said = "누리집에서 가입하는 경우"
    for outline, where in ((home, "collection"), (own, "methods")):
        holding = [one.id for one in walk(told(outline=outline).sections) if said in repr(one.blocks)]
        assert holding == [where]


def test_headings() -> None:
    """A heading of the outline stands as written; without one the section has its standard heading, never none."""
    found = {one.id: one.heading for one in walk(told().sections)}
    assert found["using"] == "이용"
    assert found["retention"] == "보유 기간"
    standard = {one.id: one.heading for one in told(outline="").sections}
    assert found["purposes"] == standard["purposes"]
    assert standard["retention"] != "보유 기간"
    assert all(standard.values())


def test_prose_stands_where_it_is_put() -> None:
    """What is put before and after a section stands before and after its facts, and a clause stands alone."""
    outline = "outline:\n  collection: {before: 앞글입니다., text: 본문입니다., after: 뒷글입니다.}\n"
    outline += "".join(f"  {name}:\n" for name in TOP if name != "collection")
    (section,) = [one for one in told(outline=outline).sections if one.id == "collection"]
    assert "앞글입니다." in repr(section.blocks[0])
    assert "뒷글입니다." in repr(section.blocks[-1])
    assert "본문입니다." in repr(section.blocks[-2])
    assert len(section.blocks) > 4


PARTS = """\
outline:
  hello: {heading: 인사, numbered: false, text: "TEXT"}
  purposes: 쓰는 까닭
  more:
    heading: 그 밖의 것
    parts:
      first: {text: 첫 항입니다.}
      second: {text: "- 가나\\n- 다라"}
      retention: 두는 동안
"""


def outlined(text: str = "글입니다.", numbering: str = "numbering: [제1조, ①]\n") -> Document:
    """Build a policy with paragraphs that have no heading, and a first section with a text."""
    top = "".join(f"  {name}:\n" for name in TOP if name not in ("purposes", "retention"))
    return told(outline=PARTS.replace("TEXT", text) + top, numbering=numbering)


def section(found: Document, id_: str) -> Section:
    """Return a section by its id."""
    (only,) = [one for one in walk(found.sections) if one.id == id_]
    return only


def test_a_section_without_a_number_does_not_count() -> None:
    """``numbered: false`` takes the number of one section; the next has the number that this one would have had."""
    found = outlined()
    assert [(one.id, one.number) for one in found.sections][:3] == [
        ("hello", ""),
        ("purposes", "제1조"),
        ("more", "제2조"),
    ]


def test_paragraphs_without_heading_begin_with_their_number() -> None:
    """A part without a heading is a numbered paragraph; where it begins with a list, the number stands before it."""
    found = outlined()
    first, second = section(found, "first"), section(found, "second")
    assert (first.number, text.section(first)) == ("", "① 첫 항입니다.")
    assert (second.number, second.blocks[0]) == ("", Paragraph((Text("②"),)))
    assert (section(found, "retention").number, section(found, "retention").heading) == ("③", "두는 동안")
    plain = section(outlined(numbering=""), "first")
    assert plain.blocks == (Paragraph((Text("첫 항입니다."),)),)


@pytest.mark.parametrize(
    ("link", "numbering", "label"),
    [
        ("[](#purposes)", "[제1조, ①]", "제1조"),
        ("[](#purposes)", "[1., 가.]", "1"),
        ("[](#purposes)", "none", "쓰는 까닭"),
        ("[](#more)", "[(1)]", "(2)"),
        ("[](#first)", "[제1조, ①]", "제2조 ①"),
        ("[](#second)", "[1., 1.1.]", "2.2"),
        ("[](#second)", "[none, 가.]", "나"),
        ("[](#hello)", "[제1조, ①]", "인사"),
        ("[이 절](#purposes)", "[제1조, ①]", "이 절"),
        ("[{contacts/helpdesk/name}](#officers)", "[제1조, ①]", "고객센터"),
        ("[{dates/effective|부터} 적용](#officers)", "none", "2026년 12월 1일부터 적용"),
    ],
)
def test_references_say_the_number(link: str, numbering: str, label: str) -> None:
    """A reference without words says the number, and whose part it is; the heading where there is none."""
    (paragraph,) = section(outlined(f"{link} 보기", f"numbering: {numbering}\n"), "hello").blocks
    assert isinstance(paragraph, Paragraph)
    target = link.partition("#")[2].rstrip(")")
    assert paragraph.inlines == (Ref(target, label), Text(" 보기"))


def test_every_output_draws_references() -> None:
    """The page links to the section, Markdown and plain text say the label, JSON gives both."""
    found = section(outlined("[](#first)과 [이 절](#purposes)을 보십시오."), "hello")
    document = Document(title="방침", subtitle="", lead=(), sections=(found,))
    page = html.page(document, templates=template_folders(None), stylesheet="style.css")
    assert '<a href="#first">제2조 ①</a>과 <a href="#purposes">이 절</a>을 보십시오.' in page
    said = "제2조 ①과 이 절을 보십시오."
    assert said in markdown.render(document)
    assert said in text.section(found)
    (block,) = document_json.nodes(document)["sections"][0]["blocks"]
    assert [(inline.get("section"), inline.get("label")) for inline in block["inlines"]] == [
        ("first", "제2조 ①"),
        (None, None),
        ("purposes", "이 절"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("hole", "said"),
    [
        ("{controller/short|은}", "회사는"),
        ("{controller/name|이}", "(주)예시상점이"),
        ("{contacts/helpdesk/name|으로}", "고객센터로"),
        ("{contacts/helpdesk/phone}", "1588-0000"),
        ("{dates/effective|부터}", "2026년 12월 1일부터"),
        ("{dates/effective|은}", "2026년 12월 1일은"),
        ("{periods/member}", "회원 탈퇴 시까지"),
        ("{title|를}", "예시상점 개인정보 처리방침을"),
        ("**{controller/short|을}**", "회사를"),
        ("{꽃}", "{꽃}"),
    ],
)
def test_holes_take_facts_and_particles(hole: str, said: str) -> None:
    """A hole is filled from the facts, with the particle that fits what is read; other braces are text."""
    (block,) = section(outlined(f"보기: {hole} 끝"), "hello").blocks
    assert isinstance(block, Paragraph)
    assert text.plain(block.inlines) == f"보기: {said} 끝"


def test_a_particle_follows_how_a_name_is_read() -> None:
    """Where the author says how a name ends, its particle follows that."""
    controller = "controller: {name: Example Shop, reads: 숍}\n"
    outline = "outline:\n  hello: {heading: 인사, text: '{controller/name|은} 팝니다.'}\n"
    found = told(controller=controller, outline=outline + "".join(f"  {name}:\n" for name in TOP))
    (block,) = section(found, "hello").blocks
    assert isinstance(block, Paragraph)
    assert text.plain(block.inlines) == "Example Shop은 팝니다."
