"""Signing in, in a real browser under the real policy."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a horse and a battery"


def test_a_person_signs_in_by_keyboard_and_comes_to_the_page_asked_for(browser_page: Page) -> None:
    get_user_model().objects.create_user("noor", password=PASSWORD)
    browser_page.goto("/account/")
    browser_page.locator("[name=login]").fill("noor")
    browser_page.locator("[name=password]").fill(PASSWORD)
    browser_page.keyboard.press("Enter")
    expect(browser_page).to_have_url("/account/")


def test_the_sign_in_page_is_accessible(
    browser_page: Page, accessibility_problems: Callable[[Page], list[str]]
) -> None:
    browser_page.goto("/accounts/login/")
    assert accessibility_problems(browser_page) == []
