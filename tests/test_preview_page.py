"""The preview in a real browser: nothing refused, drawn anew after a save where the reader is, read with any means."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from browsing import ARGUMENTS, LONG, Scheme
from policyc.preview.serving import LOOKS, Preview
from previewed import BROKEN, DRAFT, WRONG, previewing, save
from test_page_axe import judged, told, undecided

WIDE: Any = {"width": 1280, "height": 800}
PHONE: Any = {"width": 360, "height": 740}
OTHER = DRAFT.replace("휴대전화번호", "생년월일")
SOON = 1.0
"""Seconds within which a save is on the screen, where nothing else keeps the machine busy."""

SETTLED = """before => document.body.dataset.state !== before && [...document.querySelectorAll('iframe')].every(
    ({dataset, contentWindow: {location}, contentDocument}) =>
        location.pathname + location.search === dataset.src && contentDocument.readyState === 'complete')
"""
"""The page is of another state than before, and so are its documents."""

VIOLATIONS = """
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event => window.violations.push(event.blockedURI));
"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Run the browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Serve such a workspace to all tests that save nothing."""
    with previewing(tmp_path_factory.mktemp("steady"), WRONG) as running:
        yield running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Preview]:
    """Serve a workspace with a version in force and a draft that has an error."""
    with previewing(tmp_path, WRONG) as running:
        yield running


def opened(browser: Browser, server: Preview, path: str = "shop/", size: Any = WIDE, **more: Any) -> Page:
    """Open a page, and wait until it listens."""
    page = browser.new_page(viewport=size, **more)
    page.add_init_script(VIOLATIONS)
    page.goto(f"{server.address}{path}")
    page.locator("body[data-live=yes]").wait_for()
    return page


def until(frame: Frame, condition: str, given: str = "") -> None:
    """Wait until a function of JavaScript says yes. Playwright's own way evaluates text, which the policy refuses."""
    looked = "while (!is(given)) await new Promise(requestAnimationFrame)"
    frame.evaluate(f"async given => {{ const is = {condition}; {looked} }}", given)


def faults(page: Page) -> list[str]:
    """Collect what the browser holds against a page from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("path", ["", "shop/", "shop/beside", "shop/changes", "shop/review"])
def test_nothing_is_refused(browser: Browser, server: Preview, path: str, tmp_path: Path) -> None:
    """No error, no warning and no violation in a page or in its documents, also after a save."""
    page = browser.new_page(viewport=WIDE)
    found = faults(page)
    page.add_init_script(VIOLATIONS)
    page.goto(f"{server.address}{path}")
    page.locator("body[data-live=yes]").wait_for()
    before = page.evaluate("document.body.dataset.state")
    save(tmp_path, OTHER)
    until(page.main_frame, SETTLED, before)
    assert len(page.frames) >= (2 if path else 1)
    assert [frame.evaluate("window.violations") for frame in page.frames] == [[]] * len(page.frames)
    assert page.evaluate("getComputedStyle(document.body).wordBreak") == "keep-all"
    assert found == []
    page.close()


def test_saved_text_is_on_the_screen_within_a_second(browser: Browser, server: Preview, tmp_path: Path) -> None:
    """A save is seen within a second, and the findings that it put right are gone; the page is not loaded again.

    What is counted is the time between two looks and all the work of this process, the server and the test: a busy
    machine makes neither longer.
    """
    page = opened(browser, server)
    page.evaluate("window.same = true")
    save(tmp_path, DRAFT)
    page.get_by_text("문제를 찾지 못했습니다.").first.wait_for()
    before = time.process_time()
    save(tmp_path, OTHER)
    page.frame_locator("iframe").get_by_text("생년월일").first.wait_for()
    assert LOOKS + time.process_time() - before < SOON
    assert page.evaluate("window.same")
    assert page.get_by_role("status").inner_text() == "다시 그렸습니다. 문제를 찾지 못했습니다."
    page.close()


def test_reader_stays_where_he_is(browser: Browser, server: Preview, tmp_path: Path) -> None:
    """The document is scrolled to where it was, what is folded stays folded, and the focus stays."""
    page = opened(browser, server)
    page.locator("#found > summary").click()
    page.get_by_role("link", name="변경 안내").focus()
    page.frames[1].evaluate("window.scrollTo({top: 300, behavior: 'instant'})")
    save(tmp_path, OTHER.replace("2027-02-01", "2026-12-24"))
    page.frame_locator("iframe").get_by_text("생년월일").first.wait_for()
    until(page.main_frame, "() => document.querySelector('iframe').contentWindow.scrollY === 300")
    assert page.locator("#found").get_attribute("open") is None
    assert page.evaluate("document.activeElement.textContent") == "변경 안내"
    page.close()


def test_broken_file_is_told_at_once(browser: Browser, server: Preview, tmp_path: Path) -> None:
    """A file that can no longer be read opens what was found, above the text as it was; put right, all is well."""
    save(tmp_path, DRAFT)
    page = opened(browser, server)
    page.get_by_text("문제를 찾지 못했습니다.").first.wait_for()
    assert page.locator("#found").get_attribute("open") is None
    save(tmp_path, BROKEN)
    page.get_by_text("마지막으로 그릴 수 있었던 내용입니다.").wait_for()
    assert page.locator("#list > .error").first.is_visible()
    assert page.frame_locator("iframe").get_by_text("휴대전화번호").first.is_visible()
    save(tmp_path, DRAFT)
    page.get_by_text("마지막으로").wait_for(state="detached")
    page.close()


def test_documents_move_together(browser: Browser, steady: Preview) -> None:
    """Side by side, each is scrolled by itself, and the other follows to the same section unless that is put off."""
    page = opened(browser, steady, "shop/beside")
    left, right = page.frames[1:]
    page.locator("iframe").first.hover()
    at = "document.getElementById('safety').getBoundingClientRect().top"
    left.evaluate("document.getElementById('safety').scrollIntoView({behavior: 'instant'})")
    until(right, f"() => Math.abs({at}) < 60")
    page.get_by_label("함께 움직이기").uncheck()
    page.locator("iframe").last.hover()
    place = left.evaluate("window.scrollY")
    right.evaluate("new Promise(done => { addEventListener('scroll', done); scrollTo({top: 0, behavior: 'instant'}) })")
    assert left.evaluate("window.scrollY") == place
    page.close()


def test_two_columns_or_one_below_the_other(browser: Browser, steady: Preview) -> None:
    """On a wide screen two columns, each as high as the screen; on a phone one below the other."""
    page = opened(browser, steady, "shop/beside")
    first, second = (each.bounding_box() for each in page.locator("iframe").all())
    assert first
    assert second
    assert first["y"] == second["y"]
    assert second["x"] > first["x"] + first["width"] / 2
    page.set_viewport_size(PHONE)
    first, second = (each.bounding_box() for each in page.locator("iframe").all())
    assert first
    assert second
    assert first["x"] == second["x"] == 0
    assert second["y"] >= first["y"] + first["height"]
    page.close()


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_findings_with_the_keyboard(browser: Browser, steady: Preview, size: Any) -> None:
    """What was found folds and unfolds by Enter, and folds by Escape, which leads back to its head."""
    page = opened(browser, steady, size=size)
    head, row = page.locator("#found > summary"), page.locator("#list > li").first
    assert row.is_visible()
    head.focus()
    page.keyboard.press("Enter")
    assert not row.is_visible()
    page.keyboard.press("Enter")
    assert row.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "rows"
    page.keyboard.press("Escape")
    assert not row.is_visible()
    assert page.evaluate("document.activeElement.parentElement.id") == "found"
    page.close()


def test_findings_cover_nothing_on_a_phone(browser: Browser, steady: Preview) -> None:
    """On a phone what was found stands above the text, and nothing is wider than the screen."""
    page = opened(browser, steady, size=PHONE)
    found, text = page.locator("#found").bounding_box(), page.locator("iframe").bounding_box()
    assert found
    assert text
    assert found["y"] + found["height"] <= text["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()


def test_without_script(browser: Browser, steady: Preview) -> None:
    """With JavaScript off everything can be read; only a save is not seen by itself."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{steady.address}shop/")
    assert page.frame_locator("iframe").get_by_role("heading", name="개인정보 처리방침", exact=True).is_visible()
    assert page.locator("#list > li").first.is_visible()
    page.get_by_role("link", name="나란히 보기").click()
    page.locator("iframe").nth(1).wait_for()
    assert page.locator("iframe").count() == 2
    page.close()


def test_end_of_the_server_is_told(browser: Browser, tmp_path: Path) -> None:
    """A page whose server was stopped says so."""
    with previewing(tmp_path) as server:
        page = opened(browser, server)
    page.get_by_text("미리 보기가 멈추었습니다.").wait_for()
    page.close()


@pytest.mark.parametrize("path", ["", "nothing", "shop/", "shop/beside"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_assistive_technology_finds_no_fault(
    browser: Browser, steady: Preview, path: str, size: Any, scheme: Scheme
) -> None:
    """Axe has nothing against any page around the documents, which are judged by themselves elsewhere."""
    page = browser.new_page(viewport=size, color_scheme=scheme, bypass_csp=True)
    page.goto(f"{steady.address}{path}")
    page.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.removeAttribute('src'))")
    page.add_style_tag(
        content="#rows { max-height: none } #found { position: static; order: -1 } body { height: auto }"
    )
    result = judged(page)
    assert len(result["passes"]) > 10
    assert told(result["violations"]) == []
    assert told(undecided([rule for rule in result["incomplete"] if rule["id"] != "frame-tested"])) == []
    page.close()


def test_author_text_is_text(browser: Browser, tmp_path: Path) -> None:
    """What an author writes into names and lines runs nothing and hides nothing."""
    evil = f"<img src=x onerror=document.title=1>{LONG}"
    draft = DRAFT.replace("basis: consent", f"basis: '{evil}'").replace("name: 회원가입", f"name: '{evil}'")
    with previewing(tmp_path, draft) as server:
        page = opened(browser, server)
        assert page.title() == "shop 미리 보기"
        assert page.locator("#list img").count() == 0
        assert [frame.evaluate("window.violations") for frame in page.frames] == [[], []]
        page.close()
