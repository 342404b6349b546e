"""What people are told of a change: the notice, what is sent, and the remarks on drafts and withdrawn versions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import unruled
from documents import POLICY
from drawn import DAY, FOLDERS, SHOP, data_of, written
from policyc.document.announcement import CHANNELS, LONGEST, announcement
from policyc.document.caveats import draft, withdrawn
from policyc.document.change_notice import change_notice, formerly
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.model.change import Change, Comparison, Consent, Weight
from policyc.model.edition import Withdrawal
from policyc.model.identity import DeclaredChange
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Document, Note, Paragraph
from policyc.render import document_json, html_nodes, markdown, text

BARE: dict[str, Any] = {
    "format": 1,
    "title": "달빛상점 개인정보 처리방침",
    "controller": {"name": "주식회사 달빛상점", "short": "달빛상점"},
    "dates": {"announced": "2026-10-20", "effective": "2026-12-01"},
    "collection": {"join": {"name": "회원가입", "required": ["이메일 주소"], "basis": "consent", "keep": "1년"}},
    "officers": {"privacy-officer": {"name": "이지킴"}},
}


def facts(**changes: Any) -> Facts:
    """Read a small policy with some blocks changed; None takes one away."""
    data = {key: value for key, value in (BARE | changes).items() if value is not None}
    checked = unruled.check(f"policy/case/{data['dates']['effective']}.yaml", written(data).encode(), DAY)
    assert checked.facts is not None, [one.finding for one in checked.judged]
    return checked.facts


def shop() -> Facts:
    """Read the pattern book."""
    data = data_of(SHOP.read_text(encoding="utf-8"))
    found = unruled.check(f"policy/case/{data['dates']['effective']}.yaml", SHOP.read_bytes(), DAY).facts
    assert found is not None
    return found


def change(
    name: str, weight: Weight = "material", summary: str = "", reason: str | None = None, kind: str = "clause-reworded"
) -> Change:
    """Make a change, with the author's word on it if there is a summary."""
    said = DeclaredChange(of=name, kind=kind, summary=summary, reason=reason) if summary else None
    return Change(kind=kind, path=(name,), weight=weight, declaration=said)


def compared(*changes: Change, consents: tuple[Consent, ...] = ()) -> Comparison:
    """Make a comparison of two versions."""
    return Comparison(old="2026-01-05", new="2026-12-01", changes=changes, consents=consents)


def sentences(comparison: Comparison) -> list[str]:
    """Say of each change that it changes."""
    return [f"‘{one.path[0]}’ 부분이 바뀝니다." for one in comparison.changes]


def told(
    new: Facts, comparison: Comparison, notice: Notice | None = None, old: Facts | None = None
) -> tuple[Document, str]:
    """Write the change notice, and its text."""
    before, after = (document(one, None, Phrases(one, FOLDERS)) for one in (old or new, new))
    phrases = Phrases(new, FOLDERS)
    made = change_notice(old or new, new, before, after, comparison, notice, phrases, sentences(comparison))
    return made, text.render(made)


def shown() -> Document:
    """Write the change notice of the pattern book against a version of it that had less, more and other things."""
    data = data_of(SHOP.read_text(encoding="utf-8"))
    data["dates"]["effective"] = "2026-01-12"
    data["collection"]["join"] |= {"required": ["아이디", "휴대전화번호", "CI"], "keep": "탈퇴 후 30일"}
    del data["collection"]["health"], data["items"]["반려동물-정보"], data["duties"], data["outline"]["duties"]
    data["children"]["rights"] = ["access", "correction"]
    data["outline"] = {"cookies": data["outline"].pop("cookies")} | data["outline"]
    old = unruled.check("policy/case/2026-01-12.yaml", written(data).encode(), DAY).facts
    assert old is not None
    return told(shop(), compared(change("항목"), change("목록", "general")), old=old)[0]


def ids(made: Document) -> list[str]:
    """Return the ids of the sections."""
    return [section.id for section in made.sections]


def test_the_notice_tells_what_why_and_from_when() -> None:
    """The heaviest changes come first, in the author's own words where he has some; reasons and days are told."""
    comparison = compared(
        change("목록", "general"),
        change("기간", summary="보유 기간을 늘립니다.", reason="법령이 바뀌었습니다."),
        change("오자", "editorial"),
        change("항목"),
    )
    days = {"effective": "2026-02-09"}
    before = facts(dates=days, collection={"join": BARE["collection"]["join"] | {"keep": "6개월"}})
    made, words = told(facts(), comparison, old=before)
    assert made.title == "개인정보 처리방침 변경 안내"
    assert made.subtitle == "달빛상점 개인정보 처리방침"
    assert "주식회사 달빛상점은 달빛상점 개인정보 처리방침을 다음과 같이 변경합니다." in words
    assert "공고일: 2026년 10월 20일\n시행일: 2026년 12월 1일\n공고 기간: 42일\n" in words
    order = ["보유 기간을 늘립니다.", "‘항목’ 부분이 바뀝니다.", "‘목록’ 부분이 바뀝니다.", "‘오자’ 부분이 바뀝니다."]
    assert [words.index(line) for line in order] == sorted(words.index(line) for line in order)
    assert "‘기간’ 부분이 바뀝니다." not in words
    assert "변경하는 이유\n\n법령이 바뀌었습니다." in words
    assert ids(made) == ["changes", "reason", "comparison"]
    assert (
        "신구대비표\n\n개정 전은 2026년 2월 9일부터 시행하는 방침이고, 개정 후는 2026년 12월 1일부터 시행하는" in words
    )
    assert "[-6개월-]" in words
    assert "{+1년+}" in words


def test_one_weight_needs_no_headings_of_weights() -> None:
    """Where all changes weigh the same, they are one list; what is said twice is said once."""
    _, words = told(facts(), compared(change("하나"), change("하나"), change("둘")))
    assert "중대한 영향" not in words
    assert words.count("‘하나’ 부분이 바뀝니다.") == 1


def test_reasons_are_the_authors_alone() -> None:
    """No reason is made up; each is told once, and several are listed."""
    made, words = told(facts(), compared(change("하나")))
    assert "reason" not in ids(made)
    assert "이유" not in words
    several = [change(str(index), summary=f"{index}을 고칩니다.", reason=f"이유 {index % 2}") for index in range(4)]
    assert "- 이유 0\n- 이유 1\n" in told(facts(), compared(*several))[1]


def test_an_editorial_change_is_told_in_short() -> None:
    """Where nothing changes in meaning, the notice says so, and neither reasons nor rights."""
    made, words = told(shop(), compared(change("오자", "editorial", "맞춤법을 고칩니다.", "이유")))
    assert ids(made) == ["changes"]
    assert "바로잡습니다. 개인정보를 처리하는 내용은 달라지지 않습니다." in words
    assert "변경합니다" not in words


def test_days_are_counted_as_the_policy_counts() -> None:
    """The days are those of the notice; where neither end counts that is said, and none are told for none."""
    counted = Notice(
        owed=30,
        given=41,
        because="promise",
        counting="clear",
        earliest=date(2026, 11, 20),
        strict=date(2026, 11, 20),
        latest_announcement=date(2026, 10, 31),
    )
    _, words = told(facts(), compared(change("하나")), counted)
    assert "공고 기간: 41일(공고일과 시행일은 넣지 않음)" in words
    _, words = told(facts(), compared(change("하나")), counted.replace(counting="calendar", given=42))
    assert "공고 기간: 42일\n" in words
    alone = facts(dates={"effective": "2026-12-01"})
    assert "공고" not in told(alone, compared(change("하나")))[1].split("바뀌는 내용")[0]


def test_what_people_can_do_is_licensed_by_facts() -> None:
    """Consents that are asked anew, ways to exercise rights and whom to ask are told where there are any."""
    made, _ = told(facts(), compared(change("하나")))
    assert "choices" not in ids(made)
    consent = Consent(surface="collection/join", name="회원가입", ground="개인정보 보호법 제15조제2항", because=())
    _, words = told(facts(), compared(change("하나"), consents=(consent,)))
    assert "정보주체의 동의를 새로 받습니다.\n\n- 회원가입(개인정보 보호법 제15조제2항)" in words
    reached = facts(
        contacts={"desk": {"name": "고객센터", "phone": "02-000-2000"}},
        officers={"privacy-officer": {"name": "이지킴", "contact": "desk"}},
        rights={"list": ["access"], "how": {"desk": {"contact": "desk", "by": ["이메일"]}}},
    )
    _, words = told(reached, compared(change("하나")))
    assert "권리는 다음의 방법으로 행사할 수 있습니다." in words
    assert "아래로 문의하여 주십시오.\n\n개인정보 보호책임자 이지킴: 02-000-2000" in words


def test_the_words_are_the_policys_own() -> None:
    """What the policy calls its people and its days, its change notice calls them too."""
    _, words = told(shop(), compared(change("하나"), change("둘", "general")))
    assert "이용자의 권리에 중대한 영향을 주는 변경" in words
    assert "이용자가 할 수 있는 일" in words
    assert "시행하는 날: 2026년 1월 5일" in words
    assert "정보주체" not in words


def test_former_names_of_sections_are_found_at_any_depth() -> None:
    """Sections of the outline that had another id are told with it."""
    assert formerly(shop()) == {"sharing": "provision"}
    assert formerly(facts()) == {}


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_text_is_drawn_by_every_output(channel: Any) -> None:
    """What is sent has the title, the day and what changes, in each format."""
    comparison = compared(change("하나"), change("둘", "general"))
    new = shop()
    made = announcement(new, comparison, None, Phrases(new, FOLDERS), sentences(comparison), channel)
    for words in (
        text.render(made),
        markdown.render(made),
        "\n".join(html_nodes.blocks((*made.lead, *made.sections), html_nodes.At())),
        str(document_json.nodes(made)),
    ):
        assert "2026년 1월 5일" in words
        assert channel == "push" or "‘하나’ 부분이 바뀝니다." in words
    assert made.title == "개인정보 처리방침 변경 안내"


@pytest.mark.parametrize(
    ("title", "changes", "expected"),
    [
        (
            "달빛상점 개인정보 처리방침",
            ["보유 기간을 늘립니다."],
            ["달빛상점 개인정보 처리방침이 2026년 12월 1일부터 바뀝니다.", "보유 기간을 늘립니다."],
        ),
        (
            "달빛상점 개인정보 처리방침",
            ["하나", "둘", "셋"],
            ["달빛상점 개인정보 처리방침이 2026년 12월 1일부터 바뀝니다.", "바뀌는 내용은 모두 3건입니다."],
        ),
        ("달빛상점 개인정보 처리방침", ["길" * 100], ["달빛상점 개인정보 처리방침이 2026년 12월 1일부터 바뀝니다."]),
        ("긴이름" * 40, ["길" * 100], ["개인정보 처리방침이 2026년 12월 1일부터 바뀝니다."]),
        (
            "긴이름" * 40,
            ["하나", "둘"],
            ["개인정보 처리방침이 2026년 12월 1일부터 바뀝니다.", "바뀌는 내용은 모두 2건입니다."],
        ),
    ],
)
def test_a_push_message_is_short(title: str, changes: list[str], expected: list[str]) -> None:
    """A push message has at most two lines beside its title, and no more than the characters that are shown."""
    new = facts(title=title)
    comparison = compared(*(change(name) for name in changes))
    made = announcement(new, comparison, None, Phrases(new, FOLDERS), changes, "push")
    lines = [text.plain(block.inlines) for block in made.lead if isinstance(block, Paragraph)]
    assert lines == expected
    assert len(made.title) + sum(map(len, lines)) <= LONGEST
    assert made.sections == ()


def test_an_email_has_no_greeting_and_no_made_up_address() -> None:
    """A letter says what, why and whom to ask; a link is there only where a service's address is a fact."""
    comparison = compared(change("하나", summary="하나를 바꿉니다.", reason="법령이 바뀌었습니다."))
    new = facts(officers={"privacy-officer": {"name": "이지킴", "email": "privacy@moon.example"}})
    made = announcement(new, comparison, None, Phrases(new, FOLDERS), sentences(comparison), "email")
    assert ids(made) == ["changes", "reason", "contact"]
    assert "안녕하" not in text.render(made)
    assert "볼 수 있습니다" not in text.render(made)
    linked = facts(services={"app": {"name": "달빛 앱", "url": "https://moon.example/app"}})
    page = announcement(linked, comparison, None, Phrases(linked, FOLDERS), sentences(comparison), "page")
    words = text.render(page)
    assert "자세한 내용은 달빛 앱 (https://moon.example/app)의 개인정보 처리방침에서 볼 수 있습니다." in words
    assert ids(page) == ["changes"]


def test_a_withdrawn_version_says_so_before_all_else() -> None:
    """The day and the reason of withdrawal stand first; nothing else of the version changes."""
    day = date(2026, 11, 2)
    gone = Withdrawal(service="case", version="2026-12-01", reason="보유 기간을 잘못 적음", day=day, sequence=3)
    made = withdrawn(POLICY, gone, Phrases(facts(), FOLDERS))
    notes = [text.plain(note.inlines) for note in made.lead[:2] if isinstance(note, Note)]
    assert notes == [
        "이 개인정보 처리방침은 2026년 11월 2일에 철회되어 시행하지 않습니다.",
        "철회한 이유: 보유 기간을 잘못 적음",
    ]
    assert made.replace(lead=made.lead[2:]) == POLICY


def test_a_draft_says_so_before_all_else() -> None:
    """A draft is marked as one; nothing else of the version changes."""
    made = draft(POLICY, Phrases(facts(), FOLDERS))
    assert isinstance(made.lead[0], Note)
    assert text.plain(made.lead[0].inlines).startswith("이 문서는 초안입니다.")
    assert made.replace(lead=made.lead[1:]) == POLICY


def test_no_text_speaks_of_a_statutory_period() -> None:
    """No number of days is called one of the law."""
    comparison = compared(change("하나"), change("둘", "general"))
    new = shop()
    words = [told(new, comparison)[1]]
    words += [
        text.render(announcement(new, comparison, None, Phrases(new, FOLDERS), sentences(comparison), channel))
        for channel in CHANNELS
    ]
    assert [word for word in words if "법정 " in word or "법에서 정한" in word] == []
