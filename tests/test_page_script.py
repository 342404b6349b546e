"""The page's script in a real browser, and the page without it: finding, one's place, links, the list of versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Page, expect

from browsing import TEMPLATES, Pages, browsed, source, surroundings

FIELD, COUNT = "#page--find", ".find .count"
CURRENT = "mark[aria-current]"


@pytest.fixture(scope="module")
def pages(chromium: str) -> Iterator[Pages]:
    """Run the browser."""
    with browsed(chromium) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the page into a folder with its style and its script."""
    found = tmp_path_factory.mktemp("site")
    for name in ("style.css", "page.js"):
        (found / name).write_bytes((TEMPLATES / name).read_bytes())
    (found / "site.html").write_text(source("site"), encoding="utf-8")
    return found


def opened(pages: Pages, address: str, **more: Any) -> tuple[Page, list[str]]:
    """Open an address, and gather whatever the browser has against it."""
    page = pages.browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", **more)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    return page, faults


def find(page: Page, words: str, count: str) -> None:
    """Look for words and wait for what is told of them."""
    page.locator(FIELD).fill(words)
    expect(page.locator(COUNT)).to_have_text(count)


def squeezed(words: str) -> str:
    """Leave out white space."""
    return "".join(words.split())


def test_a_page_from_a_folder_has_its_style_and_its_script(pages: Pages, folder: Path) -> None:
    """Open the page without a server: nothing is refused, and the script runs."""
    page, faults = opened(pages, (folder / "site.html").as_uri())
    expect(page.locator(FIELD)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).wordBreak") == "keep-all"
    assert faults == []
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_without_its_script_has_all_but_what_the_script_adds(pages: Pages, folder: Path, width: int) -> None:
    """Show neither finder nor buttons without a script; contents, versions and labels are there all the same."""
    page, faults = opened(pages, (folder / "site.html").as_uri(), java_script_enabled=False)
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.locator(".find")).to_be_hidden()
    assert page.locator("button:visible").count() == 0
    expect(page.locator(".labels")).to_be_visible()
    if width < 1000:
        page.locator(".contents summary").click()
    expect(page.locator(".contents a").last).to_be_visible()
    page.locator(".versions summary").click()
    expect(page.locator(".versions a")).to_have_count(3)
    expect(page.locator(".versions a").first).to_be_visible()
    assert faults == []
    page.close()


def test_finding_goes_through_all_that_is_found(pages: Pages) -> None:
    """Count what is found as the text has it, mark it, and go forward and back with the keyboard and around the end."""
    page, faults = opened(pages, f"{pages.address}/site")
    before = page.locator(".sections").inner_html()
    many = count("암호화")
    assert many > 2
    find(page, "암호화", f"{many}곳 가운데 1번째")
    assert page.locator("mark").all_inner_texts() == ["암호화"] * many
    for key, place in (("Enter", 2), ("Shift+Enter", 1), ("Shift+Enter", many)):
        page.keyboard.press(key)
        expect(page.locator(COUNT)).to_have_text(f"{many}곳 가운데 {place}번째")
    page.get_by_role("button", name="다음 결과로").click()
    expect(page.locator(COUNT)).to_have_text(f"{many}곳 가운데 1번째")
    assert page.locator(CURRENT).evaluate("one => one.getBoundingClientRect().bottom <= innerHeight")
    page.locator(FIELD).press("Escape")
    expect(page.locator(COUNT)).to_be_empty()
    assert page.locator(".sections").inner_html() == before
    assert faults == []
    page.close()


@pytest.mark.parametrize(("width", "heads"), [(360, False), (1280, True)])
def test_finding_passes_by_what_nobody_sees(width: int, heads: bool, pages: Pages) -> None:
    """The headings of a table are found where they are shown, and not where its rows are cards."""
    page = pages.open("site", width)
    heading = page.locator("thead th").filter(has_text="항목").first.text_content()
    assert heading
    page.locator(FIELD).fill(heading)
    expect(page.locator(COUNT)).not_to_be_empty()
    assert bool(page.locator("thead mark").count()) is heads
    page.close()


def test_spaces_case_and_emphasis_do_not_hide_what_is_looked_for(pages: Pages) -> None:
    """Find words though they are spaced otherwise, and though a part of them is bold; say so where there is nothing."""
    page, _ = opened(pages, f"{pages.address}/site")
    find(page, "example CLOUD", f"{count('example cloud')}곳 가운데 1번째")
    find(page, "꼭 필요한 정보만 처리", "1곳 가운데 1번째")
    assert "".join(page.locator(CURRENT).all_inner_texts()) == "꼭 필요한 정보만 처리"
    find(page, "없는말", "찾는 말이 없습니다.")
    assert page.locator("mark").count() == 0
    page.close()


def count(words: str) -> int:
    """Count words in the sections of the text, whatever white space there is."""
    page = html5lib.parse(source("site"), namespaceHTMLElements=False)
    sections = next(one for one in page.iter("div") if one.get("class") == "sections")
    return squeezed("".join(sections.itertext()).lower()).count(squeezed(words.lower()))


def test_a_syllable_that_is_being_put_together_finds_what_stands_before_it(pages: Pages) -> None:
    """Look, while an input method is at work, for all but its lone letter; Enter then ends the word, no more."""
    page, _ = opened(pages, f"{pages.address}/site")
    field = page.locator(FIELD)
    field.evaluate("""one => {
        one.value = '암호ㅎ';
        one.dispatchEvent(new InputEvent('input', {isComposing: true, bubbles: true}));
    }""")
    expect(page.locator(COUNT)).to_have_text(f"{count('암호')}곳 가운데 1번째")
    field.evaluate("one => one.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true}))")
    expect(page.locator(COUNT)).to_have_text(f"{count('암호')}곳 가운데 1번째")
    page.close()


def test_contents_follow_and_versions_keep_the_section(pages: Pages) -> None:
    """Mark in the contents what is being read, and lead from there to the same section of the other versions."""
    page, _ = opened(pages, f"{pages.address}/site")
    others = page.locator(".versions a")
    assert others.first.get_attribute("href") == "broad"
    page.evaluate("document.getElementById('processors').scrollIntoView()")
    expect(page.locator(".contents [aria-current=location]")).to_have_attribute("href", "#processors")
    assert page.locator(".contents [aria-current]").count() == 1
    expect(others.first).to_have_attribute("href", "broad#processors")
    page.evaluate("scrollTo(0, 0)")
    expect(others.first).to_have_attribute("href", "broad")
    page.close()


def test_versions_are_chosen_from_the_keyboard(pages: Pages) -> None:
    """Open the list, close it with Escape where one was, and follow a link of it."""
    page, _ = opened(pages, f"{pages.address}/site")
    summary = page.locator(".versions summary")
    assert squeezed(summary.inner_text()) == "2026년1월5일시행중"
    summary.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("2026년 5월 4일")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "summary"
    expect(page.locator(".versions ul")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/broad")
    page.close()


def test_a_link_to_a_section_is_copied(pages: Pages) -> None:
    """Copy the address of a section by a button that says which, and say that it was done."""
    page, _ = opened(pages, f"{pages.address}/site")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    heading = page.locator("#remedies--h").inner_text()
    page.get_by_role("button", name=f"‘{heading}’의 링크 복사").click()
    expect(page.locator(".aloud")).to_have_text("링크를 복사했습니다.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{pages.address}/site#remedies"
    assert page.get_by_role("heading", name=heading, exact=True).count() == 1
    page.close()


def test_without_a_clipboard_the_address_bar_has_the_link(pages: Pages) -> None:
    """Put the section into the page's own address where a script may not copy, and say what to do."""
    page = pages.browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"{pages.address}/site")
    page.locator("#remedies .copy").click()
    expect(page.locator(".aloud")).to_have_text("주소창의 주소를 복사해 주십시오.")
    assert page.url.endswith("#remedies")
    page.close()


def test_a_script_says_no_word_of_its_own() -> None:
    """Leave every word to the workspace: there is no Hangul in the script, nor code made of text."""
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    assert not [sign for sign in script if "가" <= sign <= "힣"]
    assert not [call for call in ("eval(", "Function(", "innerHTML", "outerHTML", "document.write") if call in script]


def test_around_is_escaped_and_said_to_machines(pages: Pages) -> None:
    """Give machines addresses and data as they are, however much the data looks like a page."""
    page, faults = opened(pages, f"{pages.address}/site")
    data = page.locator("script[type='application/ld+json']").text_content() or ""
    assert page.evaluate("data => JSON.parse(data).name", data) == "</script><b>&amp;\u2028"
    assert page.locator("main b").count() == page.locator(".versions i").count() == 0
    links = page.locator("head link[rel]").evaluate_all("all => all.map(one => [one.rel, one.getAttribute('href')])")
    around = surroundings()
    assert ["canonical", around.canonical] in links
    assert {href for rel, href in links if rel == "alternate"} == {around.feed, "policy.md", "policy.txt"}
    assert page.locator(".banner a").get_attribute("href") == "../broad"
    assert (
        page.locator(".versions [aria-current=page]").count() == page.locator(".foot [aria-current=page]").count() == 1
    )
    assert faults == []
    page.close()
