"""The bell in a real browser: followed by keyboard, marked as read, looked at by axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Notice
from tests.api import worlds
from tests.browser.test_review import sign_in
from tests.factories import people, talks
from tests.foundation.waiting import until
from tests.web.looking import WINDOWS, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Problems = Callable[[Page], list[str]]


@pytest.fixture
def called(live_server: Any) -> None:
    """Ada has called Rio twice."""
    statement = worlds.labelled().statement
    for body in ("Rio?", "Still there?"):
        talks.begun(statement, people.annotator(), body, people.reviewer())


def test_a_notice_is_followed_by_keyboard_and_read_by_that(browser_page: Page, called: None) -> None:
    sign_in(browser_page, "rio", "/")
    bell = browser_page.locator(".bell")
    expect(bell).to_contain_text("2")
    bell.focus()
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/notices/")  # loaded, its script too
    link = browser_page.locator("[data-notice]").first
    link.focus()
    browser_page.keyboard.press("Enter")

    expect(browser_page.get_by_text("Still there?")).to_be_visible()
    assert until(lambda: Notice.objects.filter(read_at__isnull=False).exists())  # sent while the page went away
    browser_page.reload()
    expect(bell).to_contain_text("1")


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing(
    browser_page: Page, called: None, accessibility_problems: Problems, width: int, scheme: str
) -> None:
    sign_in(browser_page, "rio", "/notices/")
    paths = ["/notices/", "/notices/?kind=returned", "/notices/mail/"]
    assert flaws(browser_page, paths, accessibility_problems, width, scheme) == {}
