"""The outline and its numbers: which sections there are, in which order, under which headings and numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checking import shop
from policyc.document.numbering import number, numbered
from policyc.document.phrases import Phrases
from policyc.document.policy import BUILDERS, document
from policyc.model.policy import Policy
from policyc.model.sections import HOMES
from policyc.nodes import Document, Paragraph, Section, Text
from policyc.reading import shape
from policyc.workspace import template_folders

NO_SECTIONS = (
    "format title subtitle words controller dates first waivers contacts items new-purpose periods numbering outline"
)


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
    assert set(shape.schema()["properties"]) == {*HOMES, *NO_SECTIONS.split()}
    assert {section.replace("-", "_") for section in HOMES} <= set(Policy.__fields__)
    homes = {home for home in HOMES.values() if home}
    assert homes <= {section for section, home in HOMES.items() if home is None}


def test_order_without_outline() -> None:
    """Without an outline the sections come in the guideline's order, guests with their homes."""
    found = [section.id for section in told(outline="").sections]
    assert found == [section for section, home in HOMES.items() if home is None]
    assert [one.id for one in walk(told(outline="").sections)] == found


def test_guest_without_its_home_stands_under_its_own_heading() -> None:
    """A block whose home has nothing to say stands alone: the home's heading would speak of what is not there."""
    assert "earlier" in [one.id for one in told(outline="", change_notice="").sections]
    assert "change-notice" not in [one.id for one in told(outline="", change_notice="", earlier="").sections]


def test_guests_join_their_home_or_have_a_place() -> None:
    """A guest stands in its home until the outline gives it a place; it never stands twice."""
    top = [section for section, home in HOMES.items() if home is None]
    home = f"outline: [{', '.join(top)}]\n"
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
    outline += "".join(f"  {name}:\n" for name, home in HOMES.items() if home is None and name != "collection")
    (section,) = [one for one in told(outline=outline).sections if one.id == "collection"]
    assert "앞글입니다." in repr(section.blocks[0])
    assert "뒷글입니다." in repr(section.blocks[-1])
    assert "본문입니다." in repr(section.blocks[-2])
    assert len(section.blocks) > 4
