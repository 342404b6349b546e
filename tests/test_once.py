"""What is made once of a value: known by its identity, told from its equals, forgotten when there are too many."""

from __future__ import annotations

import pytest

from documents import POLICY
from policyc.nodes import Section, Text
from policyc.once import MOST, once
from policyc.publish import stored_document
from policyc.render import document_json, html_nodes, markdown, text
from policyc.render.html_nodes import At


def test_it_is_made_once() -> None:
    """The same value is not made anew; an equal one that is another, or the same with others beside it, is."""
    made: list[tuple[Text, int]] = []

    @once
    def doubled(value: Text, times: int) -> str:
        made.append((value, times))
        return value.text * times

    one, other = Text("가"), Text("가")
    assert [doubled(one, 2), doubled(one, 2), doubled(one, 3), doubled(other, 2)] == ["가가", "가가", "가가가", "가가"]
    assert [(value is one, times) for value, times in made] == [(True, 2), (True, 3), (False, 2)]


def test_it_is_forgotten_when_there_are_too_many() -> None:
    """Memory does not grow with what was made, and what is gone never lends its identity to another."""
    made: list[str] = []

    @once
    def said(value: Text) -> str:
        made.append(value.text)
        return value.text

    for number in range(3 * MOST):
        assert said(Text(str(number))) == str(number)
    assert len(made) == 3 * MOST
    last = Text("last")
    assert said(last) == said(last)
    assert len(made) == 3 * MOST + 1


def test_what_fails_is_not_remembered() -> None:
    """A fault is raised each time."""

    @once
    def failing(value: Text) -> str:
        raise ValueError(value.text)

    one = Text("가")
    for _ in range(2):
        with pytest.raises(ValueError, match="가"):
            failing(one)


def test_sections_that_are_spelt_alike_are_one() -> None:
    """Two records with a section in common give it one identity, so that it is drawn once; another has its own."""
    first = stored_document.document(document_json.nodes(POLICY))
    again = stored_document.document(document_json.nodes(POLICY.replace(title="다른 이름")))
    assert first.title != again.title
    assert first == POLICY
    assert all(one is other for one, other in zip(first.sections, again.sections, strict=True))
    section = first.sections[0]
    other = stored_document.document(
        document_json.nodes(POLICY.replace(sections=(section.replace(heading="다른 말"),)))
    )
    assert other.sections[0].heading == "다른 말"


def test_what_is_remembered_is_what_is_drawn() -> None:
    """Where a section stands decides how it is drawn, whatever was drawn of it before."""
    section = Section("one", "제목", (Section("two", "아래", ()),))
    assert "<h2 " in "".join(html_nodes.blocks((section,), At()))
    assert "<h4 " in "".join(html_nodes.blocks((section,), At(level=4)))
    assert "<h2 " in "".join(html_nodes.blocks((section,), At()))
    document = POLICY.replace(sections=(section,))
    assert markdown.render(document) == markdown.render(document.replace(sections=(section.replace(),)))
    assert text.section(section) == text.section(section.replace())
