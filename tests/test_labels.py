"""The labels above a policy say what the policy says: their words stand in it, and they are there for its facts."""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

import pytest

import drawn
from drawn import FOLDERS
from house import ROOT
from policyc import compile as road
from policyc.compile import Checked
from policyc.document.labels import SORTS, labels
from policyc.document.phrases import Phrases, catalogue
from policyc.document.policy import document
from policyc.model.label import Label
from policyc.model.policy import Facts
from policyc.nodes import Document, Section
from policyc.render import html, text
from policyc.render.around import Around

CASES = {path.stem: path for path in sorted((ROOT / "tests" / "cases" / "phrases").glob("*.yaml"))}
NAMES = ("example-shop", "real", *CASES)
MORE = re.compile(r"\((?:따로 보존하는 기록|그 밖의 조치) (\d+)개\)|외 (\d+)[개곳]")
BLOCKS = {
    "recipients": "recipients",
    "processors": "processors",
    "additional-use": "additional-use",
    "cookies": "cookies",
    "behavioural": "behavioural",
    "pseudonymised": "pseudonymised",
    "destruction": "destruction",
    "sensitive-disclosure": "sensitive-disclosure",
    "safety": "safety",
    "domestic-agent": "domestic-agent",
    "remedies": "remedies",
    "cctv-fixed": "cctv",
    "cctv-mobile": "cctv",
}
"""Label → the block of a policy file without which there is none."""


@cache
def checked(name: str) -> Checked:
    """Check a policy."""
    path = {"example-shop": drawn.SHOP, "real": drawn.REAL, **CASES}[name]
    return made(drawn.data_of(path.read_text(encoding="utf-8")))


def made(data: Any) -> Checked:
    """Check plain data."""
    file = f"policy/case/{data['dates']['effective']}.yaml"
    return road.check(file, drawn.written(data).encode(), drawn.DAY)


def labelled(found: Checked) -> tuple[Facts, Document, tuple[Label, ...]]:
    """Return the facts of a policy, its text, and its labels."""
    assert found.facts is not None
    phrases = Phrases(found.facts, FOLDERS)
    text = document(found.facts, found.notice, phrases)
    return found.facts, text, labels(found.facts, text, phrases)


def squeezed(words: str) -> str:
    """Leave out white space."""
    return "".join(words.split())


def ids(blocks: Any) -> set[str]:
    """Return the ids of sections, and of those below them."""
    found = [block for block in blocks if isinstance(block, Section)]
    return {section.id for section in found}.union(*(ids(section.blocks) for section in found))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_in_the_text(name: str) -> None:
    """Find all that a label says in the text, but for how much more there is; it leads to a section that is there."""
    _, made, found = labelled(checked(name))
    whole = squeezed(text.render(made))
    assert found
    for label in found:
        assert label.section in ids(made.sections)
        assert label.said, label.id
        said = MORE.sub("", label.said).strip()
        assert [word for word in said.split(", ") if squeezed(word) not in whole] == [], label.id


@pytest.mark.parametrize("name", NAMES)
def test_how_much_more_is_counted(name: str) -> None:
    """Count what a label leaves out: those that are named and the others are as many as the facts have."""
    facts, _, found = labelled(checked(name))
    said = {label.id: label.said for label in found}
    processors = facts.processors.entries if facts.processors else ()
    counted = {
        "processors": [
            name for entry in processors for name in (*(one.name for one in entry.parties), entry.others) if name
        ],
        "remedies": [body.name for body in facts.remedies.entries] if facts.remedies else [],
    }
    for id_, names in counted.items():
        if not names or id_ not in said:
            continue
        more = MORE.search(said[id_])
        shown = [name for name in dict.fromkeys(names) if name in said[id_]]
        assert len(shown) + int(more[2] if more else 0) == len(set(names))


def test_labels_of_the_shop() -> None:
    """Say of a policy that has everything nearly everything that there are labels for, in the guideline's groups."""
    _, _, found = labelled(checked("example-shop"))
    assert set(SORTS) - {label.id for label in found} == {"biometric", "location"}
    assert [label.group for label in found] == sorted(
        (one.group for one in found), key="kind stage duty camera".split().index
    )
    said = {label.id: (label.name, label.said) for label in found}
    assert said["sensitive"] == ("민감정보", "건강정보")
    assert said["transfers"] == ("국외이전", "싱가포르, 미국, 독일")
    assert said["privacy-officer"] == ("개인정보 보호책임자", "홍길동 이사, 02-0000-0002")
    assert said["retention"] == ("보유기간", "수집·이용 목적을 달성할 때까지 (따로 보존하는 기록 6개)")


@pytest.mark.parametrize(("label", "block"), BLOCKS.items())
def test_without_its_facts_there_is_no_label(label: str, block: str) -> None:
    """Take a label's block out of the policy, or say that it does not apply: the label goes, and the others stay."""
    data = drawn.data_of(drawn.SHOP.read_text(encoding="utf-8"))
    _, _, before = labelled(made(data))
    facts = made(data).facts
    assert facts is not None
    less = facts.replace(**{block.replace("-", "_"): None})
    phrases = Phrases(facts, FOLDERS)
    text = document(facts, None, phrases)
    after = {one.id for one in labels(less, text, phrases)}
    gone = {one.id for one in before} - after
    assert label in gone
    assert gone <= {label, "transfers", "cctv-fixed", "cctv-mobile"}


def test_what_the_frozen_text_does_not_say_is_left_out() -> None:
    """Say no word that the text of the version does not hold, and lead to no section that it has not."""
    facts, made, found = labelled(checked("example-shop"))
    phrases = Phrases(facts, FOLDERS)
    kept = tuple(section for section in made.sections if section.id == "purposes")
    few = labels(facts, made.replace(sections=kept), phrases)
    assert {label.section for label in few} == {"purposes"}
    bare = labels(facts, made.replace(sections=(Section(id="purposes", heading="가", blocks=()),)), phrases)
    assert [(label.id, label.said) for label in bare] == [("purposes", "")]
    assert len(found) > len(few)


def test_every_label_has_a_name_and_a_drawing() -> None:
    """Name and draw each label, and neither name nor draw what is none."""
    drawings = {path.stem for path in (ROOT / "templates" / "icons").iterdir()}
    assert len(SORTS) > 25
    assert set(catalogue(FOLDERS)["words"]["labels"]) == set(SORTS) == drawings


def test_labels_are_text_in_the_page() -> None:
    """Escape what a label says, and leave its drawing silent."""
    _, made, _ = labelled(checked("real"))
    label = Label(id="safety", group="duty", name="<b>이름", said="&amp;<i>", section="safety")
    page = html.page(made, templates=FOLDERS, stylesheet="s.css", around=Around(labels=(label,)))
    assert '<a href="#safety">&lt;b&gt;이름</a><p>&amp;amp;&lt;i&gt;</p>' in page
    assert '<li><svg class="icon" aria-hidden="true" viewBox="0 0 24 24"' in page


def test_data_is_not_changed() -> None:
    """Leave the policies that labels are made of as they are."""
    data = drawn.data_of(drawn.SHOP.read_text(encoding="utf-8"))
    before = copy.deepcopy(data)
    labelled(made(data))
    assert data == before
