"""The shell in a real browser: themes, keys, menus, narrow windows, right to left, no findings of axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]


@pytest.fixture
def ada(browser_page: Page, live_server: Any) -> Page:
    """Ada on her account page, signed in through the form."""
    projects.project("idlib")
    projects.project("second")
    browser_page.goto("/accounts/login/?next=/account/")
    browser_page.get_by_label("Username").fill("ada")
    browser_page.get_by_label("Password").fill(people.PASSWORD)
    browser_page.get_by_role("button", name="Sign in").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Ada Annotator")
    return browser_page


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_the_theme_button_changes_the_ground_at_once_and_the_next_page_starts_on_it(ada: Page) -> None:
    ada.emulate_media(color_scheme="light")
    button = ada.locator("[data-theme-form] button")
    button.click()
    button.click()
    expect(button).to_have_text("Theme: dark")
    assert ground(ada) == "rgb(19, 19, 17)"
    ada.reload()
    expect(ada.locator("html")).to_have_attribute("data-theme", "dark")
    ada.get_by_role("button", name="As the system").click()
    assert ground(ada) == "rgb(250, 249, 246)"


def test_the_key_map_opens_by_key_and_closes_by_escape(ada: Page) -> None:
    ada.keyboard.press("?")
    dialog = ada.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_be_visible()
    ada.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_question_mark_in_a_field_is_a_question_mark(ada: Page) -> None:
    field = ada.get_by_label("What is it for?")
    field.press("?")
    expect(field).to_have_value("?")
    expect(ada.get_by_role("dialog")).to_be_hidden()


def test_the_project_menu_closes_when_the_work_goes_on_elsewhere(ada: Page) -> None:
    ada.locator("summary.switcher").click()
    choice = ada.locator(".switch-project .menu a", has_text="Second")
    expect(choice).to_be_visible()
    ada.get_by_role("heading", level=1).click()
    expect(choice).to_be_hidden()


def test_the_keyboard_reaches_the_content_first(ada: Page) -> None:
    ada.keyboard.press("Tab")
    expect(ada.get_by_role("link", name="Skip to content")).to_be_focused()
    ada.keyboard.press("Enter")
    expect(ada.locator("#main")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1000, 1440, 3840])
def test_the_account_page_fits_every_window_and_has_no_barrier(
    ada: Page, accessibility_problems: Problems, scheme: Any, width: int
) -> None:
    ada.emulate_media(color_scheme=scheme)
    ada.set_viewport_size({"width": width, "height": 800})
    assert (overflow(ada), accessibility_problems(ada)) == (0, [])


def test_a_phone_finds_everything_behind_the_last_tab(ada: Page, accessibility_problems: Problems) -> None:
    ada.set_viewport_size({"width": 390, "height": 844})
    expect(ada.locator(".side")).to_be_hidden()
    ada.locator(".tab-more > summary").click()
    expect(ada.locator(".sheet").get_by_role("link", name="Your account")).to_be_visible()
    assert accessibility_problems(ada) == []


def test_a_page_from_right_to_left_mirrors_and_still_fits(ada: Page) -> None:
    ada.evaluate("document.documentElement.dir = 'rtl'")
    box = ada.locator(".side").bounding_box()
    assert box is not None
    assert (box["x"] + box["width"], overflow(ada)) == (1280, 0)


def test_sign_in_and_errors_have_no_barrier(browser_page: Page, accessibility_problems: Problems) -> None:
    browser_page.goto("/accounts/login/")
    assert accessibility_problems(browser_page) == []


def test_operators_see_the_back_office_in_the_same_skin(
    browser_page: Page, accessibility_problems: Problems, live_server: Any
) -> None:
    people.operator()
    browser_page.goto("/accounts/login/?next=/admin/")
    browser_page.get_by_label("Username").fill("opal")
    browser_page.get_by_label("Password").fill(people.PASSWORD)
    browser_page.get_by_role("button", name="Sign in").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Administration")
    assert (ground(browser_page), overflow(browser_page)) == ("rgb(250, 249, 246)", 0)
    assert accessibility_problems(browser_page) == []
