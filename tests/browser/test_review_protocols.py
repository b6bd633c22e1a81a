"""Reviewing answers with sources, check questions and texts in Chromium."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_review import address, row, sign_in
from tests.web.test_protocols import handed_in

pytestmark = pytest.mark.browser

Problems = Callable[[Page], list[str]]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_review_of_averitec_has_no_findings_of_axe(
    browser_page: Page, live_server: Any, accessibility_problems: Problems, width: int
) -> None:
    work = handed_in("averitec")
    browser_page.set_viewport_size({"width": width, "height": 844})
    sign_in(browser_page, "rio", address(work))
    found = accessibility_problems(browser_page)
    browser_page.keyboard.press("r")
    found += accessibility_problems(browser_page)
    assert found == []
    assert browser_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_enter_breaks_a_line_in_a_text_and_decides_nothing(browser_page: Page, live_server: Any) -> None:
    work = handed_in("averitec")
    sign_in(browser_page, "rio", address(work))
    browser_page.keyboard.press("r")
    justification = row(browser_page, 1).get_by_role("textbox", name="Justification")
    justification.focus()
    browser_page.keyboard.press("End")
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.type("And nothing else does.")
    expect(justification).to_have_value("The table says so.\nAnd nothing else does.")
    expect(row(browser_page, 1)).to_contain_text("Open")
