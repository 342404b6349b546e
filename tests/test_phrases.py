"""Every sentence that is generated is licensed by facts: take the fact away, and the sentence goes."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import drawn
import unruled
from drawn import DAY, FOLDERS, one_line
from house import ROOT
from policyc.compile import Checked
from policyc.document.announcement import CHANNELS, announcement
from policyc.document.caveats import draft, withdrawn
from policyc.document.change_notice import change_notice
from policyc.document.phrases import Phrases, catalogue, holes
from policyc.document.policy import document
from policyc.model.change import WEIGHTS, Change, Comparison, Consent
from policyc.model.edition import Withdrawal
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Document

SENTENCES = catalogue(FOLDERS)["sentences"]
CASES = sorted((ROOT / "tests" / "cases" / "phrases").glob("*.yaml"))
NEEDS = [(phrase, need) for phrase, entry in SENTENCES.items() for need in entry["needs"]]

ALWAYS = frozenset({"controller", "subject", "processor", "effective"})
"""Holes that every policy fills."""

COUNTED = frozenset({"count", "day", "before"})
"""Holes that no fact of a policy fills: how much changed, against which version, and when one was withdrawn."""

FILLED_BY = {"period": "general", "rights": "for", "context": "automatic", "service": "services"} | {
    f"{term}-word": term for term in ("general", "material", "editorial")
}
"""Holes that do not bear the name of the fact that fills them."""


def checked(data: Any) -> Checked:
    """Check plain data."""
    file = f"policy/case/{data.get('dates', {}).get('effective', '2026-01-01')}.yaml"
    return unruled.check(file, drawn.written(data).encode(), DAY)


def told(data: Any) -> tuple[set[str], str]:
    """Return the sentences that a policy says and the text of its document; nothing where it has errors."""
    found = checked(data)
    if found.facts is None or found.refused:
        return set(), ""
    phrases = Phrases(found.facts, FOLDERS)
    made = document(found.facts, found.notice, phrases)
    return phrases.said | changes_said(found.facts, found.notice, made), repr(made)


def changes_said(facts: Facts, notice: Notice | None, made: Document) -> set[str]:
    """Return the sentences that are said where a policy changes, is a draft, or was withdrawn."""
    phrases = Phrases(facts, FOLDERS)
    for weight in WEIGHTS:
        changes = tuple(Change(kind="any", path=(weight, str(index)), weight=weight) for index in range(3))
        consents = (Consent(surface="collection/any", name=facts.title, ground="", because=()),)
        told = Comparison(old="before", new="after", changes=changes, consents=consents)
        sentences = ["바뀝니다."] * len(changes)
        change_notice(facts, facts, made.replace(title="다른 제목"), made, told, notice, phrases, sentences)
        for channel in CHANNELS:
            announcement(facts, told, notice, phrases, [f"{index}번이 바뀝니다." for index in range(3)], channel)
            announcement(facts.replace(title=facts.title * 9), told, notice, phrases, sentences, channel)
    withdrawn(made, Withdrawal(service="case", version="next", reason="잘못 적음", day=DAY, sequence=1), phrases)
    draft(made, phrases)
    return phrases.said


@cache
def corpus() -> dict[str, tuple[Any, set[str]]]:
    """Return each policy that the tests take facts from, with the sentences it says."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in CASES} | {"real": drawn.real_text()}
    return {name: (data, told(data)[0]) for name, data in ((name, drawn.data_of(text)) for name, text in texts.items())}


def without(data: Any, path: str) -> tuple[Any, int]:
    """Return plain data less everything that a path names, and how much that was."""
    changed = copy.deepcopy(data)
    *before, last = path.split("/")
    gone = 0
    for parent in list(_found(changed, before)):
        for key in [key for key in parent if last in ("*", key)] if isinstance(parent, dict) else []:
            del parent[key]
            gone += 1
    return changed, gone


def _found(data: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield data
    elif isinstance(data, dict):
        for key, below in data.items():
            if steps[0] in ("*", key):
                yield from _found(below, steps[1:])
    elif isinstance(data, list) and steps[0] == "*":
        for below in data:
            yield from _found(below, steps[1:])


def case(name: str, **changes: Any) -> Any:
    """Return a policy of the corpus with some blocks changed; None takes one away."""
    data = copy.deepcopy(corpus()[name][0]) | changes
    return {key: value for key, value in data.items() if value is not None}


def test_corpus_is_right() -> None:
    """The policies that sentences are tried on have no errors, and no warnings either."""
    assert len(CASES) >= 5
    for name, (data, said) in corpus().items():
        assert [one.finding for one in checked(data).judged if not one.waiver] == [], name
        assert len(said) >= 3, name


def test_every_sentence_is_said_somewhere() -> None:
    """No sentence of the catalogue is out of reach."""
    assert len(SENTENCES) > 50
    assert sorted(SENTENCES.keys() - set[str]().union(*(said for _, said in corpus().values()))) == []


def test_every_sentence_names_what_licenses_it() -> None:
    """No sentence is said for nothing."""
    assert [phrase for phrase, entry in SENTENCES.items() if not entry["needs"]] == []
    assert {key for entry in SENTENCES.values() for key in entry} == {"text", "needs"}


@pytest.mark.parametrize(("phrase", "need"), NEEDS)
def test_without_its_fact_a_sentence_goes(phrase: str, need: str) -> None:
    """In every policy that says the sentence, deleting the needed fact takes the sentence away."""
    tried = 0
    for name, (data, said) in corpus().items():
        if phrase in said:
            less, gone = without(data, need.partition("=")[0])
            assert gone, f"{name} says {phrase} without {need}"
            assert phrase not in told(less)[0], f"{name} without {need}"
            tried += 1
    assert tried, "no policy of the corpus says it"


@pytest.mark.parametrize("phrase", sorted(SENTENCES))
def test_every_hole_is_always_filled_or_licensed(phrase: str) -> None:
    """What a hole holds is always there, or is one of the facts that the sentence needs."""
    facts = {step for need in SENTENCES[phrase]["needs"] for step in need.partition("=")[0].split("/")}
    missing = [hole for hole in holes(SENTENCES[phrase]["text"]) if hole not in ALWAYS | COUNTED | facts]
    assert [hole for hole in missing if FILLED_BY.get(hole) not in facts] == []


def test_no_hole_is_left_open() -> None:
    """No text of a document has a hole, a particle that was not chosen, or a mark of emphasis in it."""
    for name, (data, _) in corpus().items():
        text = told(data)[1]
        assert len(text) > 500, name
        assert not re.search(r"\{[a-z-]+[:|}]|\*\*", text), name
        assert not re.search(r"은\(는\)|이\(가\)|을\(를\)|으\(로\)", text), name


def test_sentences_end_as_sentences() -> None:
    """Every sentence ends with a full stop, but for those that are the author's own words."""
    own = {phrase for phrase, entry in SENTENCES.items() if re.fullmatch(r"\{[a-z-]+\}", entry["text"])}
    assert own <= {"waiver.public"}
    assert [phrase for phrase in SENTENCES.keys() - own if not SENTENCES[phrase]["text"].endswith("다.")] == []


def test_custom_is_not_called_a_promise() -> None:
    """A waived notice that the policy never promised is not said to have been set by it."""
    text = told(case("school"))[1]
    assert "3일" in text
    assert "변경 고지 기간으로 정한" not in text
    assert "변경 고지 기간으로 정한" in told(case("partner"))[1]


def test_destruction_speaks_of_no_period_that_is_not_there() -> None:
    """Accounts that are destroyed are not kept first: no period of keeping passes, and the promised time is said."""
    text = told(case("school"))[1]
    assert "파기합니다" in text
    assert "지체 없이" in text
    assert "보관 기간" not in text


def test_exceptions_are_announced_where_they_follow() -> None:
    """A section that announces cases lists them; where they have a section of their own, it announces nothing."""
    announced = "다음의 경우에는 위에 적지 않은"
    outline = ["purposes", "collection", "children", "retention", "recipients", "processors", "rights", "officers"]
    apart = [*outline, "remedies", "change-notice", "recipient-exceptions"]
    assert announced in told(case("shop", outline=[*outline, "remedies", "change-notice"]))[1]
    text = told(case("shop", outline=apart))[1]
    assert "법령에 규정이 있는 경우" in text
    assert announced not in text


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("children", {}),
        ("cookies", {}),
        ("destruction", {}),
        ("destruction", {"methods": {}}),
        ("change-notice", {}),
        ("change-notice", {"counting": "calendar"}),
        ("processors", {"all": {"supervised": True}}),
        ("collection", {"all": {"basis": "consent"}}),
        ("recipients", {"all": {"basis": "consent"}}),
        ("rights", {"list": ["access"], "how": {"way": {}}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value) or "empty",
)
def test_a_block_that_says_nothing_makes_no_empty_section(block: str, value: Any) -> None:
    """A block without content is refused, or makes no section: no heading stands over nothing."""
    found = checked(case("choir", **{block: value}))
    if found.facts is None or found.refused:
        return
    sections = document(found.facts, found.notice, Phrases(found.facts, FOLDERS)).sections
    assert [section.id for section in sections if not section.blocks] == []
    blocks = [block for section in sections for block in section.blocks]
    assert not [block for block in blocks if () in (getattr(block, "rows", None), *getattr(block, "items", ()))]


def test_what_is_not_said_is_not_said_to_be_nothing() -> None:
    """Only lists of items may say that there is none; a purpose, a period or a basis left out is not denied."""
    data = case("shop")
    for key in ("purposes", "keep", "basis"):
        del data["collection"]["letter"][key]
    rows = [line for line in drawn.drawn(data, "case").lines["policy.md"] if line.startswith("소식지 구독 |")]
    assert len(rows) == 1
    assert rows[0].split(" | ")[1:3] == ["없음", "이메일 주소"]
    assert "없음" not in rows[0].split(" | ", 3)[3]


def test_a_name_alone_promises_nothing() -> None:
    """A way to exercise rights that says no more than its name is no page that the company runs."""
    data = case("shop")
    data["rights"]["how"] = {"desk": {"contact": "desk"}, "mail": {"name": "우편 신청"}}
    text = told(data)[1]
    assert "우편 신청" in text
    assert "우편 신청을 운영" not in text


def test_an_answer_is_not_an_action() -> None:
    """Where a day is promised for the answer, the sentence speaks of the answer."""
    assert re.search("10일 이내에? (답변|답)", told(case("partner"))[1])


def test_a_sentence_about_all_needs_all() -> None:
    """One processor that is not supervised takes the promise for all away; so does one context without a basis."""
    data = case("partner")
    data["processors"]["other"] = {"name": "다른업체", "tasks": ["상담"], "supervised": False}
    said = told(data)
    assert "processors.intro" in said[0]
    assert "processors.supervised" not in said[0]
    data = case("partner")
    del data["collection"]["all"]
    data["collection"]["join"]["basis"] = "consent"
    said = told(data)
    assert "collection.intro" in said[0]
    assert "collection.intro-consent" not in said[0]


def test_consent_is_said_of_what_it_covers() -> None:
    """Where a context has another basis, each sentence stands over what it is true of, and nothing else."""
    data = case("partner")
    data["collection"]["use"]["basis"] = "legitimate-interest"
    said = told(data)
    assert {"collection.intro-consent", "collection.intro-without-consent"} <= said[0]
    with_consent, without_consent = said[1].split("개인정보를 법적 근거에 따라 이용자의 동의 없이 처리합니다.")
    for item, consented in (("이메일 주소", True), ("IP주소", False)):
        assert (item in with_consent, item in without_consent) == (consented, not consented)


def test_words_of_the_policy_are_used_throughout() -> None:
    """What the policy calls its people is said in every sentence, and the standard word in none."""
    text = one_line(told(case("partner"))[1])
    assert "이용자는" in text
    assert "정보주체" not in text
