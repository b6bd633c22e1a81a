"""Search in Chromium: by keyboard from the question to the statement; wide and narrow, and what axe finds."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbench_page import sign_in
from tests.factories import people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEARCH = "/projects/idlib/search/"


@pytest.fixture
def page(browser_page: Page, live_server: Any) -> Page:
    """The search page of a project with one article, open for its lead."""
    projects.article(projects.project())
    sign_in(browser_page, people.lead(), live_server.url)
    browser_page.goto(SEARCH)
    expect(browser_page.locator("[name=q]")).to_be_focused()
    return browser_page


def test_the_keyboard_alone_leads_from_a_word_to_its_statement(page: Page) -> None:
    page.keyboard.type("engineers")
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text(["Engineers"])
    page.get_by_text("Narrow by speaker, label, state or date").press("Enter")
    page.get_by_label("Speaker").press_sequentially("nobody at all")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.get_by_role("link", name="Speaker: nobody at all").press("Enter")
    hit = page.locator(".hits a").first
    hit.press("Enter")
    expect(page.locator(":target")).to_contain_text("Engineers")


def test_a_slash_goes_back_to_the_words(page: Page) -> None:
    page.get_by_role("link", name="Articles").last.focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Words")).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Page, accessibility_problems: Callable[[Page], list[str]], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for asked in ("", "?q=bridge&speaker=jane+dow", "?q=bridge&in=articles", "?q=zeppelin"):
        page.goto(SEARCH + asked)
        assert accessibility_problems(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
