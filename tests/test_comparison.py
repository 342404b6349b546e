"""Two versions beside each other: what is told, what is left out, and that no word is lost on either side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gallery
import unruled
from documents import POLICY, bullets, cell, numbers, said, title
from drawn import DAY, FOLDERS, SHOP, data_of
from policyc.document.aligning import Thing, aligned, moved
from policyc.document.change_notice import formerly
from policyc.document.comparison import comparison
from policyc.document.marking import marked
from policyc.document.numbering import signless, unnumbered, wholes
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.korean_words import words
from policyc.model.policy import Facts
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
from policyc.render import document_json, markdown, text


def read(path: Path) -> tuple[Facts, Document]:
    """Read a policy into its facts and its document."""
    data = data_of(path.read_text(encoding="utf-8"))
    checked = unruled.check(f"policy/case/{data['dates']['effective']}.yaml", path.read_bytes(), DAY)
    assert checked.facts is not None, [one.finding for one in checked.judged]
    assert not checked.refused, [one.finding for one in checked.judged if not one.waiver]
    return checked.facts, document(checked.facts, checked.notice, Phrases(checked.facts, FOLDERS))


PHRASES = Phrases(read(SHOP)[0], FOLDERS)


def compared(before: Document, after: Document, **more: Any) -> Document:
    """Compare two documents."""
    return Document("신구대비표", "", (), comparison(before, after, PHRASES, **more))


def of(*blocks: Block, heading: str = "절") -> Document:
    """Make a document of one section."""
    return Document("방침", "", (), (Section("one", heading, blocks, "1."),))


def sections(*ids: str, number: bool = True) -> Document:
    """Make a document of short sections."""
    made = (
        Section(id_, f"제목 {id_}", (said(f"{id_}의 글"),), f"{index}." if number else "")
        for index, id_ in enumerate(ids, 1)
    )
    return Document("방침", "", (), tuple(made))


def told(found: Document) -> list[tuple[str, str]]:
    """Return id and heading of each section of a comparison."""
    return [(section.id, section.heading) for section in found.sections]


def rows(found: Document) -> list[list[str]]:
    """Return every row of a comparison as the texts of its cells."""
    tables = (block for section in found.sections for block in section.blocks if isinstance(block, Table))
    return [[text.cell(one) for one in row] for table in tables for row in table.rows]


def without(inlines: Iterable[Inline], mark: type[Ins] | type[Del]) -> str:
    """Return the text of inlines, in which no mark but one may stand."""
    return "".join(_told(inline, mark) for inline in inlines)


def _told(inline: Inline, mark: type[Ins] | type[Del]) -> str:
    if isinstance(inline, Ins | Del):
        assert isinstance(inline, mark), inline
    if isinstance(inline, Strong | Emphasis | Link | Ins | Del):
        return without(inline.inlines, mark)
    return text.plain((inline,)) if not isinstance(inline, Text) else inline.text


def nodes(node: Any) -> Iterator[Any]:
    """Yield every node of a tree."""
    if isinstance(node, tuple):
        for below in node:
            yield from nodes(below)
    elif hasattr(type(node), "__fields__"):
        yield node
        for field in type(node).__fields__:
            yield from nodes(getattr(node, field))


def only(found: Document, mark: type[Ins] | type[Del]) -> list[str]:
    """Return the texts that one mark stands around."""
    return [without(node.inlines, mark) for node in nodes(found.sections) if isinstance(node, mark)]


@gallery.parametrised("comparison")
def test_comparison_is_as_expected(case: Path, bless: bool) -> None:
    """Each pair of policies gives the comparison that is written beside it."""
    (_, before), (facts, after) = read(case / "before.yaml"), read(case / "after.yaml")
    found = compared(before, after, formerly=formerly(facts))
    gallery.compare(case, text.render(found), bless)
    assert markdown.render(found)
    ids = [section.id for section in found.sections]
    assert len(ids) == len(set(ids))
    assert all(id_ in ("title", "lead") or id_.startswith("section-") for id_ in ids)


@pytest.mark.parametrize("one", [POLICY, read(SHOP)[1]], ids=["made", "shop"])
def test_a_document_does_not_differ_from_itself(one: Document) -> None:
    """A version beside itself has nothing to tell, before or behind a round through JSON's node tree."""
    assert comparison(one, one, PHRASES) == ()
    assert document_json.nodes(compared(one, one))["sections"] == []


def test_words_join_to_the_text() -> None:
    """Numbers keep their units, stems lose their particles, verbs and addresses stay whole."""
    cases = {
        "회사는 이메일을 3개월간 보관합니다.": "회사|는| |이메일|을| |3개월|간| |보관합니다|.",
        "가입일로부터 30일까지(동의를 받은 경우)": "가입일|로부터| |30일|까지|(|동의|를| |받은| |경우|)",
        "서울로 보관하는 2026년 1월 5일": "서울|로| |보관하는| |2026년| |1월| |5일",
        "고객센터(02-0000-0000, help@shop.example)": "고객센터|(|02-0000-0000|,| |help@shop.example|)",
        "이용자의 동의 없이 만 14세 미만": "이용자|의| |동의| |없이| |만| |14세| |미만",
        "https://a.example/b?c=1, 3.2판 1,000명": "https://a.example/b?c=1|,| |3.2|판| |1,000명",
        "영향평가를 하는 주의": "영향평가|를| |하는| |주의",
    }
    assert {sentence: "|".join(words(sentence)) for sentence in cases} == cases


@given(st.text(st.one_of(st.sampled_from("가은는이을를의에로 30,.년일하abc@/-①\n"), st.characters())))
def test_no_character_is_lost_in_words(sentence: str) -> None:
    """Whatever the text is, its words are all of it."""
    assert "".join(words(sentence)) == sentence


def test_marks_stand_around_words() -> None:
    """A number is marked with its unit, a stem without its particle, and a verb as a whole."""
    old, new = said("회원의 이메일을 30일 동안 보관합니다."), said("회원의 전화번호를 60일 동안 이용합니다.")
    before, after = marked(old.inlines, new.inlines)
    assert text.plain(before) == "회원의 [-이메일을 30일-] 동안 [-보관합니다-]."
    assert text.plain(after) == "회원의 {+전화번호를 60일+} 동안 {+이용합니다+}."
    after = marked(said("회사는 알립니다.").inlines, said("회사가 알립니다.").inlines)[1]
    assert text.plain(after) == "회사{+가+} 알립니다."


def test_marks_stand_inside_what_is_marked_in_part() -> None:
    """Bold text, links and days stay what they are; a link to another address is another link."""
    day = Time(date(2026, 1, 5))
    old, new = (
        (Strong((Text(f"꼭 필요한 {word}"),)), Text("만 "), Link(href, (Text("안내 쪽"),)), Text("에 "), day)
        for word, href in (("정보", "https://a.example/"), ("항목", "https://b.example/"))
    )
    before, after = marked(old, new)
    assert before[0] == Strong((Text("꼭 필요한 "), Del((Text("정보"),))))
    assert after[0] == Strong((Text("꼭 필요한 "), Ins((Text("항목"),))))
    assert after[2] == Ins((Link("https://b.example/", (Text("안내 쪽"),)),))
    assert after[-1] == day


def test_another_text_is_marked_as_a_whole() -> None:
    """Where hardly a word is kept, the marks do not jump from word to word."""
    old, new = said("회사는 쿠키를 쓰지 않습니다."), said("동의를 받아 광고를 보여 주며 회사는 기록을 남깁니다.")
    before, after = marked(old.inlines, new.inlines)
    assert [type(inline) for inline in (*before, *after)] == [Del, Ins]


LEAVES = st.one_of(
    st.lists(st.sampled_from("회사는 이용자의 정보를 30일 60일 동안 보관합니다 알립니다 , . 동의".split())).map(
        lambda found: Text(" ".join(found))
    ),
    st.just(Break()),
    st.sampled_from(["a", "b"]).map(lambda id_: Ref(id_, f"제{len(id_)}조")),
)
TEXTS = st.lists(
    st.one_of(
        LEAVES,
        st.lists(LEAVES, min_size=1).map(lambda found: Strong(tuple(found))),
        st.lists(LEAVES, min_size=1).map(lambda found: Link("https://a.example/", tuple(found))),
    )
).map(tuple)


@given(TEXTS, TEXTS)
def test_no_word_is_lost_between_marks(old: tuple[Inline, ...], new: tuple[Inline, ...]) -> None:
    """The text before with what is gone is the old text; the text after with what has come is the new one."""
    before, after = marked(old, new)
    assert without(before, Del) == without(old, Del)
    assert without(after, Ins) == without(new, Ins)
    assert [mark for mark in nodes(marked(old, old)) if isinstance(mark, Ins | Del)] == []


WORDS = "회사는 이용자의 정보를 30일 60일 동안 보관합니다 알립니다 지웁니다".split()
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), max_size=6)


@given(SENTENCES, SENTENCES)
def test_no_sentence_is_lost_between_columns(old: list[str], new: list[str]) -> None:
    """Every sentence that is on one side alone stands in its column, marked word by word or as a whole."""
    found = compared(of(*map(said, old)), of(*map(said, new)))
    for column, sentences, others, mark in ((0, old, new, Del), (1, new, old, Ins)):
        cells = [cells[column] for table in nodes(found.sections) if isinstance(table, Table) for cells in table.rows]
        shown = [without(block.inlines, mark) for one in cells for block in one.blocks if isinstance(block, Paragraph)]
        assert {sentence for sentence in sentences if sentence not in others} <= set(shown)


NAMES = st.lists(st.sampled_from("회원가입 주문 배송 환불 상담 행사".split()), unique=True)


@given(NAMES, NAMES, st.integers(0, 3))
def test_every_row_that_comes_or_goes_is_told(old: list[str], new: list[str], shift: int) -> None:
    """Each row that only one version has is told once; a row that both have is told where a cell changed."""
    items = ["이름과 주소", "전화번호", "쿠키와 접속 기록", "계좌번호", "통화 녹음", "응모권 번호"]

    def table(names: list[str], by: int) -> Table:
        lines = ((title(name), cell(items[(len(name) * 7 + ord(name[0]) + by) % 6])) for name in names)
        return Table("표", ("구분", "항목"), tuple(lines))

    found = rows(compared(of(table(old, 0)), of(table(new, shift))))
    heads = [row[0] for row in found]
    assert len(heads) == len(set(heads))
    alone = {name for name in (*old, *new) if (name in old) != (name in new)}
    named = {head.split(" > ")[0] for head in heads}
    assert {name for name in new if name not in old} <= named
    if shift % 6 == 0 and set(old) == set(new):
        assert named == alone == set()


def test_rows_are_paired_across_merged_cells() -> None:
    """A cell that spans rows counts for each of them; only the row that changed is told."""
    heads, first = ("서비스", "항목", "기간"), (title("웹", 2), cell("쿠키"))
    before = Table("표", heads, ((*first, cell("1년", rows=2)), (cell("주소"),)))
    after = Table("표", heads, ((*first, cell("1년")), (cell("주소"), cell("2년"))))
    assert rows(compared(of(before), of(after))) == [["웹 > 주소 > 기간", "[-1년-]", "{+2년+}"]]


def test_columns_are_paired_by_heading() -> None:
    """Columns in another order say nothing; one under another heading is the same where its cells are."""
    before = Table("표", ("이름", "항목", "기간"), ((title("웹"), cell("쿠키"), cell("1년")),))
    swapped = Table("표", ("이름", "기간", "항목"), ((title("웹"), cell("1년"), cell("쿠키")),))
    renamed = Table("표", ("이름", "항목", "보유 기간"), ((title("웹"), cell("쿠키"), cell("1년")),))
    assert rows(compared(of(before), of(swapped))) == []
    assert rows(compared(of(before), of(renamed))) == [["열의 제목", "기간", "{+보유+} 기간"]]


def test_emphasis_alone_is_no_change() -> None:
    """The same words in bold say the same."""
    assert comparison(of(said("글과 ", Strong((Text("말"),)))), of(said("글과 말")), PHRASES) == ()


def test_numbers_alone_are_no_change() -> None:
    """Sections that only count on are left out, and so are references that only say another number."""
    before = Document("방침", "", (), (Section("a", "갑", (said(Ref("b", "제2조 ①")),), "제1조"),))
    after = Document("방침", "", (), (Section("a", "갑", (said(Ref("b", "제3조 ②")),), "제2조"),))
    assert comparison(before, after, PHRASES) == ()
    assert signless("제2조 ①") == signless("제13조 ⑫") == "제조"
    assert signless("1.1.") == signless("2.10.")
    assert signless("가.") == signless("하.") == "."
    assert signless("가입") == "가입"


def test_the_number_of_a_section_without_a_heading_is_no_part_of_its_words() -> None:
    """What numbering put before the first words is taken off again; other words are left."""
    first = Section("a", "", (said("① ", "글"),))
    assert unnumbered(first) == ("①", (said("글"),))
    assert unnumbered(Section("a", "", (said("①"), bullets("하나")))) == ("①", (bullets("하나"),))
    for kept in (said("3년 ", Strong((Text("동안"),))), said("글"), said("회사는 ", "알립니다.")):
        assert unnumbered(Section("a", "", (kept,))) == ("", (kept,))
    nested = Section("a", "갑", (first.replace(id="b"),), "제1조")
    found = compared(
        Document("방침", "", (), (nested,)),
        Document("방침", "", (), (nested.replace(blocks=(Section("b", "", (said("② ", "말"),)),)),)),
    )
    assert [(section.number, section.heading) for section in found.sections] == [("제1조 ②", "갑")]
    assert rows(found) == [["[-글-]", "{+말+}"]]
    assert [number for _, number in wholes((nested,), lambda one: unnumbered(one)[0])] == ["제1조", "제1조 ①"]


def test_fewest_sections_are_said_to_have_moved() -> None:
    """One section that goes to the end has moved; those that it passed have not."""
    found = compared(sections("a", "b", "c", "d"), sections("b", "c", "d", "a"))
    assert told(found) == [("section-a", "제목 a (이동)")]
    assert rows(found) == [["자리", "1. 제목 a", "4. 제목 a"]]
    assert "자리만 옮겼습니다" in text.render(found)


def test_a_section_that_moved_and_changed_is_not_said_to_be_the_same() -> None:
    """Without numbers no place is told; what changed is told all the same, and nothing denies it."""
    after = sections("b", "c", "a", number=False)
    after = after.replace(sections=(*after.sections[:2], after.sections[2].replace(blocks=(said("a의 말"),))))
    found = compared(sections("a", "b", "c", number=False), after)
    assert told(found) == [("section-a", "제목 a (이동)")]
    assert rows(found) == [["a의 [-글-]", "a의 {+말+}"]]
    assert "그대로" not in text.render(found)


def test_a_section_below_another_has_moved() -> None:
    """A section that goes below another has moved, though it stands in the same order."""
    before = sections("a", "b")
    inner = before.sections[1].replace(number="①")
    found = compared(before, before.replace(sections=(before.sections[0].replace(blocks=(said("a의 글"), inner)),)))
    assert told(found) == [("section-b", "제목 b (이동)")]
    assert rows(found) == [["자리", "2. 제목 b", "1 ① 제목 b"]]


def test_what_is_gone_stands_where_it_stood() -> None:
    """Removed sections follow what they followed; new ones stand where they are."""
    found = compared(sections("a", "b", "c", number=False), sections("a", "d", "c", number=False))
    assert told(found) == [("section-b", "제목 b (삭제)"), ("section-d", "제목 d (신설)")]
    assert rows(found) == [["[-b의 글-]", "〈삭제〉"], ["〈신설〉", "{+d의 글+}"]]
    found = compared(sections("a", "b", number=False), sections("b", number=False))
    assert told(found) == [("section-a", "제목 a (삭제)")]


def test_remarks_before_the_first_section_are_left_out() -> None:
    """Days and addresses under the title are compared; remarks on one version alone are not."""
    before = Document("방침", "", (Note((Text("예시"),)), Fields((("시행일", (Text("1월"),)),))), ())
    after = before.replace(lead=(Fields((("시행일", (Text("2월"),)),)),))
    found = compared(before, after)
    assert told(found) == [("lead", "방침의 첫머리")]
    assert rows(found) == [["시행일", "[-1월-]", "{+2월+}"]]


def test_items_are_told_one_by_one() -> None:
    """A list's items come, go and change; the numbers of a numbered list do not count, its order does."""
    found = compared(of(bullets("하나를 적습니다", "둘을 적습니다")), of(bullets("둘을 적습니다", "셋을 지웁니다")))
    assert rows(found) == [["- [-하나를 적습니다-]", "- {+셋을 지웁니다+}"]]
    found = compared(of(bullets("갑입니다", "을이지요")), of(bullets("을이지요", "갑입니다")))
    assert rows(found) == []
    found = compared(of(numbers("갑입니다", "을이지요")), of(numbers("을이지요", "갑입니다")))
    assert len(rows(found)) == 1
    assert "〈이동〉" in rows(found)[0][1]


def test_moved_is_the_least() -> None:
    """The fewest places are taken out; rising places need none."""
    assert moved([0, 1, 2]) == frozenset()
    assert moved([3, 0, 1, 2]) == {3}
    assert len(moved([4, 3, 2, 1, 0])) == 4
    assert moved([]) == frozenset()


@given(st.lists(st.sampled_from("가나다라"), max_size=6), st.lists(st.sampled_from("가나다라"), max_size=6))
def test_pairs_hold_everything_once(old: list[str], new: list[str]) -> None:
    """Each thing of either row is in one pair; the new ones keep their order."""
    pairs = aligned([Thing(one) for one in old], [Thing(one) for one in new])
    assert sorted(pair.old for pair in pairs if pair.old is not None) == list(range(len(old)))
    assert [pair.new for pair in pairs if pair.new is not None] == list(range(len(new)))


def test_many_rows_are_compared_in_little_time() -> None:
    """A thousand rows, each with another name and text, are paired without weighing every pair."""

    def table(sign: str) -> Table:
        lines = ((title(f"{sign}업체 {index}"), cell(f"{sign}{index}번 일을 합니다")) for index in range(1000))
        return Table("표", ("이름", "업무"), tuple(lines))

    assert len(rows(compared(of(table("갑")), of(table("을"))))) >= 1000


def test_cells_hold_blocks_of_the_closed_set() -> None:
    """What a comparison is made of is drawn by every output."""
    found = compared(POLICY, of(said("글")))
    kinds = {type(node) for node in nodes(found.sections)}
    assert kinds <= {Section, Table, Cell, *document_json.BLOCKS, *document_json.INLINES}
    assert {Table, Del, Ins} <= kinds
